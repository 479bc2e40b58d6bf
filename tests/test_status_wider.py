"""Wider language of status: an example and its counter-example for each rule, marked word in, status out."""

from __future__ import annotations

import pytest

from marked import examples

CASES = {
    "has still to": [
        ("The senate has still to *ratify* the treaty.", "denied"),
        ("The senate still has to *ratify* the treaty.", "possible"),
    ],
    "only to": [
        ("He fled in 1989, only to be *arrested* on his return.", "occurred"),
        ("He fled in 1989 to be *reunited* with his sons.", "planned"),
    ],
    "deeds that are judged": [
        ("The court was right to *free* him.", "occurred"),
        ("The president was wrong to *pardon* the general.", "occurred"),
        ("It is wrong to *pardon* the general.", "possible"),
    ],
    "ought": [
        ("The state ought to have *evacuated* the coast.", "denied"),
        ("The state ought to *evacuate* the coast.", "possible"),
    ],
    "how to": [
        ("The two remain at odds over how to *share* the gas.", "possible"),
        ("The two fell out over how the army *shared* the gas.", "occurred"),
    ],
    "cost of doing": [
        ("The cost of *rebuilding* the port is put at nine billion dollars.", "possible"),
        ("The cost of the *war* is put at nine billion dollars.", "occurred"),
    ],
    "chances are slim that": [
        ("Chances are slim that the delegations will *meet* in Muscat.", "possible"),
        ("It is clear that the delegations will *meet* in Muscat.", "planned"),
    ],
    "nothing came of": [
        ("Nothing came of the proposal to *dredge* the channel.", "denied"),
        ("The idea came of a proposal to *dredge* the channel.", "planned"),
    ],
    "a word for untrue on what tells": [
        ("A false alarm about a missile *attack* emptied the beaches.", "denied"),
        ("An alarm about a missile *attack* emptied the beaches.", "possible"),
        ("A bogus press release announcing the *sale* of the airline circulated for hours.", "denied"),
        ("A press release announcing the *sale* of the airline circulated for hours.", "occurred"),
    ],
    "reports saying": [
        ("He denied reports saying he had *fled*.", "denied"),
        ("He wrote reports saying he had *fled*.", "occurred"),
    ],
    "out of the question": [
        ("It is out of the question for Minsk to *leave* the bloc.", "denied"),
        ("There is the question of whether Minsk *leaves* the bloc.", "possible"),
    ],
    "by doing so, on doing so": [
        ("The move, by *angering* Ankara, has delayed the talks.", "occurred"),
        ("On *arriving* in Juba, the envoy met the king.", "occurred"),
        ("The council is divided on *arming* the rebels.", "possible"),
    ],
    "what caused it": [
        ("It was not immediately clear what had *caused* the blast.", "occurred"),
        ("It was not immediately clear whether a bomb had *caused* the blast.", "possible"),
    ],
    "states that stay": [
        ("The road to the airport remains *blocked*.", "ongoing"),
        ("The road to the airport was *blocked*.", "occurred"),
        ("The two states are at *war*.", "ongoing"),
        ("The two states were at *war*.", "occurred"),
    ],
    "need not have": [
        ("The guards need not have *fired*.", "occurred"),
        ("The guards cannot have *fired*.", "denied"),
    ],
    "even if ... would have": [
        ("Even if they had fired, the shells would have *missed*.", "denied"),
        ("Even if they fire, the shells will *miss*.", "possible"),
    ],
    "rather ... than": [
        ("The rebels would rather die than *surrender*.", "denied"),
        ("More rebels died than *surrendered*.", "occurred"),
    ],
    "as good as": [
        ("Police as good as *accused* the priest of lying.", "denied"),
        ("Police *accused* the priest of lying.", "occurred"),
    ],
    "presumed drowned": [
        ("Six people are missing, presumed *drowned*.", "possible"),
        ("Six people are missing and two *drowned*.", "occurred"),
    ],
    "a matter of time": [
        ("It is only a matter of time before the levee *fails*.", "possible"),
        ("It was a matter of hours before the levee *failed*.", "occurred"),
    ],
    "asides": [
        ("The firm, it is alleged, *dumped* the waste at night.", "possible"),
        ("The firm, it is true, *dumped* the waste at night.", "occurred"),
    ],
    "none but": [
        ("Nobody but the cook *survived*.", "occurred"),
        ("Nobody in the galley *survived*.", "denied"),
    ],
    "hardly ... when": [
        ("The truce had barely *begun* when the first shells fell.", "occurred"),
        ("The guards hardly *fired* at all.", "denied"),
    ],
    "neither ... nor": [
        ("The envoy neither confirmed nor *denied* the report.", "denied"),
        ("The envoy did not confirm the report but *denied* a second.", "occurred"),
    ],
    "had it not been for": [
        ("Had it not been for the *intervention* of the king, the army would have fired.", "occurred"),
        ("Had it not been for the king, the army would have *fired*.", "denied"),
    ],
    "in the event": [
        ("The general has said that he will *resign* in the event of a defeat.", "possible"),
        ("The general has said that he will resign in the event of a *defeat*.", "possible"),
        ("Engineers had feared the worst; in the event the dam *held*.", "occurred"),
    ],
    "without an agreement": [
        ("Without an agreement, the ministry said, the base will *close* in June.", "possible"),
        ("With an eye on the vote, the ministry said, the base will *close* in June.", "planned"),
    ],
    "due, but": [
        ("Nurses had been due to *strike* on Friday, but the action was suspended.", "denied"),
        ("Nurses had been due to *strike* on Friday, the union said.", "planned"),
    ],
    "an undertaking that": [
        ("He gave an undertaking that the base would be *closed*.", "planned"),
        ("He gave the impression that the base would be *closed*.", "possible"),
    ],
    "the deal calls for": [
        ("The deal calls for the *withdrawal* of all foreign troops.", "planned"),
        ("The resolution calls for the *withdrawal* of all foreign troops.", "possible"),
    ],
    "the day away": [
        ("The *vote* is two weeks away.", "planned"),
        ("The *village* is two miles long.", "occurred"),
    ],
    "supposed to": [
        ("They were supposed to *leave* on Monday.", "planned"),
        ("They are supposed to have *left* on Monday.", "possible"),
    ],
    "wrong on one's word": [
        ("The firm has gone back on its promise to *rehire* them.", "denied"),
        ("The firm has gone on with its plan to *rehire* them.", "planned"),
    ],
    "a verb behind a modal": [
        ("Oil workers say they will *down* tools on Sunday.", "planned"),
        ("Oil workers say they *downed* tools on Sunday.", "occurred"),
    ],
    "free of": [
        ("The day was free of *violence*.", "denied"),
        ("The day was full of *violence*.", "occurred"),
    ],
    "what may bring it": [
        ("The ruling could bring the *collapse* of the coalition.", "possible"),
        ("The ruling brought the *collapse* of the coalition.", "occurred"),
    ],
    "put off": [
        ("The postponement of the *vote* cost him dear.", "planned"),
        ("The collapse of the *talks* was a blow.", "occurred"),
    ],
}
ROWS, status = examples(CASES)


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[text for text, _ in ROWS])
def test_status(text: str, wanted: str) -> None:
    assert status(text).status == wanted, status(text)
