"""Status: side clauses of event nouns, devices that did not go off, joined verbs, rules about whoever."""

from __future__ import annotations

import pytest

from onrecord.reading.parse import parse
from onrecord.reading.status import status_of

CASES = [
    ("The raid foiled by guards was planned abroad.", "raid", "denied", "did not happen: 'foiled'"),
    ("A rally called off on Friday will not be held.", "rally", "denied", None),
    ("The strike the union is scheduled to start on Monday will shut ports.", "strike", "planned", "under 'scheduled'"),
    ("The raid, which was called off, had worried Goma.", "raid", "denied", "did not happen: 'called off'"),
    ("The coup he feared did not come.", "coup", "possible", "under 'feared'"),
    ("The raid ordered by the general killed two.", "raid", "occurred", "asserted"),
    ("The attack claimed by the militia killed two.", "attack", "occurred", "asserted"),
    ("The militia claimed a strike on the port.", "strike", "occurred", None),
    ("Guerrillas planted a bomb at the embassy.", "planted", "possible", "attempt: 'planted'"),
    ("Guerrillas planted a bomb that killed two guards.", "planted", "occurred", "asserted"),
    ("Guerrillas planted maize at the farm.", "planted", "occurred", "asserted"),
    ("Police found a bomb near the bank.", "bomb", "possible", "attempt: 'found'"),
    ("Experts defused a bomb near the bank.", "bomb", "denied", "did not happen: 'defused'"),
    ("The bomb did not go off.", "go", "denied", "did not happen: 'not go'"),
    ("The charge was found before it exploded.", "exploded", "denied", "did not happen: 'before ... exploded'"),
    ("The guards fled before it exploded.", "exploded", "occurred", "asserted"),
    ("The minister escaped a bomb attack unhurt.", "attack", "occurred", None),
    ("The minister escaped arrest.", "arrest", "denied", "did not happen: 'escaped'"),
    ("Troops repelled an attack on the base.", "attack", "occurred", "asserted"),
    ("He survived an attempt on his life.", "attempt", "possible", "attempt: 'attempt'"),
    ("Guerrillas blew up a bus; no casualties have been reported.", "blew", "occurred", "asserted"),
    ("It was reported that rebels murdered four farmers.", "murdered", "occurred", "asserted"),
    ("The minister asked the rebels to leave the port, release the sailors, and hand over the fort.", "release",
     "possible", "under 'asked'"),
    ("The firm failed to find a buyer and filed for bankruptcy.", "filed", "occurred", "asserted"),
    ("The suspect had not admitted any role or implicated anyone.", "implicated", "denied", "negated: 'not'"),
    ("The minister is alarmed over the assassination of the envoy.", "assassination", "occurred", "asserted"),
    ("Residents are alarmed over a coup.", "coup", "possible", None),
    ('"Free the sailors," they chanted.', "Free", "possible", "a command or appeal"),
    ("Runners should not be barred for having backed the war.", "backed", "occurred", "asserted"),
    ("Athletes who have been banned for a year are not eligible.", "banned", "possible",
     "general statement, no particular event: 'Athletes'"),
    ("Protesters who seized the square demand elections.", "seized", "occurred", "asserted"),
    ("If the army, which shot a bishop, attacks, the talks end.", "shot", "occurred", "asserted"),
    ("He said sailors still held in the port must be freed.", "held", "ongoing", "goes on: 'still held'"),
    ("The recruit did not learn to reload the gun.", "reload", "denied", "negated: 'not'"),
    ("The crew did not struggle to reach the wreck.", "reach", "occurred", None),
    ("The column did not appear to retreat.", "retreat", "denied", None),
    ("Shells virtually destroyed the mill.", "destroyed", "occurred", "asserted"),
    ("Shells almost destroyed the mill.", "destroyed", "denied", "did not happen: 'almost'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "status", "why"), CASES, ids=[c[0] for c in CASES])
def test_status_and_reason(text: str, word: str, status: str, why: str | None) -> None:
    p = parse(text)
    made = status_of(p, next(t.i for t in p.tokens if t.text == word))
    assert made.status == status, made
    if why is not None:
        assert made.why == why


def test_the_author_tells_of_the_planting_itself() -> None:
    p = parse("Guerrillas planted a bomb at the embassy.")
    planted = next(t.i for t in p.tokens if t.text == "planted")
    assert status_of(p, planted, as_author=True).status == "occurred"


AT_LARGE = [
    ("A blockade is an act of war.", "blockade", "possible"),
    ("The blockade is an act of war.", "blockade", "occurred"),
    ("Deporting refugees breaches the convention.", "Deporting", "possible"),
    ("Every attack brings reprisals.", "attack", "possible"),
    ("Coups usually begin before dawn.", "begin", "possible"),
    ("A prime minister who loses a vote of confidence must resign.", "loses", "possible"),
    ("A prime minister who lost a vote of confidence has resigned.", "lost", "occurred"),
    ("It takes courage to criticise the court.", "criticise", "possible"),
    ("It took years to build the dam.", "build", "occurred"),
    ("Members are obliged to report breaches.", "report", "possible"),
    ("Famine threatens the valley.", "Famine", "possible"),
    ("The attack threatens the truce.", "attack", "occurred"),
    ("The rebels were given until noon to leave.", "leave", "planned"),
    ("The trial starts in June.", "trial", "planned"),
    ("The trial started in June.", "trial", "occurred"),
    ("Marines are stationed on the island.", "stationed", "ongoing"),
    ("The province is under curfew.", "curfew", "ongoing"),
    ("The standoff is in its fifth day.", "standoff", "ongoing"),
    ("The rebels have held the town since March.", "held", "ongoing"),
    ("The blockade shows no sign of ending.", "blockade", "ongoing"),
    ("The pilots ignored the order to land.", "land", "denied"),
    ("The witness was killed before he testified.", "testified", "denied"),
    ("The rebels would later burn the mill.", "burn", "occurred"),
    ("The raid did not go unanswered.", "raid", "occurred"),
    ("Elections are slated for May, when voters choose a senate.", "choose", "planned"),
    ("He faces trial for inciting a riot.", "inciting", "possible"),
    ("He was jailed for inciting a riot.", "inciting", "occurred"),
]


@pytest.mark.parametrize(("text", "word", "status"), AT_LARGE, ids=[c[0] for c in AT_LARGE])
def test_rules_habits_and_times_to_come(text: str, word: str, status: str) -> None:
    p = parse(text)
    made = status_of(p, next(t.i for t in p.tokens if t.text == word))
    assert made.status == status, made
