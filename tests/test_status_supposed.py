"""Status: what is supposed, on paper, bidden, asked or still to come: examples and counter-examples of each rule."""

from __future__ import annotations

import pytest

from marked import examples

CASES = {
    "commands before who gives them": [
        ("*Burn the granary, the captain told his men.", "possible"),
        ("*Shell the quay, he ordered, and spare nobody.", "possible"),
        ('"*Shoot anyone who runs," he is said to have told them.', "possible"),
        ("Come what may, the cadets *shelled the quay.", "occurred"),
        ("Told to wait, the captain *burned the granary.", "occurred"),
    ],
    "commands behind a colon": [
        ("Her message to the regents: *free the printer.", "possible"),
        ("Her message shows that they *freed the printer.", "occurred"),
    ],
    "as if to": [
        ("As if to prove her wrong, the militia *shelled the quay.", "occurred"),
        ("If proved wrong, the militia *shells the quay.", "possible"),
    ],
    "calls from somebody to do it": [
        ("The ruling prompted calls from across the delta to *boycott the mill.", "possible"),
        ("The ruling prompted the union to *boycott the mill.", "occurred"),
    ],
    "high time": [
        ("It is past time the council *lifts the curfew.", "possible"),
        ("It is about time Tonga *recognised the republic.", "possible"),
        ("It is the first time Tonga has *recognised a republic.", "occurred"),
    ],
    "suppositions": [
        ("Assume the worst: the cadets *seize the armoury and burn the files.", "possible"),
        ("Assume the worst: the cadets seize the armoury and *burn the files.", "possible"),
        ("Note the date: the cadets *seized the armoury in May.", "occurred"),
        ("In that scenario, the fleet turns back and *blockades the port.", "possible"),
        ("In that harbour, the fleet turned back and *blockaded the port.", "occurred"),
        ("The essay sketches a future in which Brazil *invades Uruguay.", "possible"),
        ("The essay sketches the war in which Brazil *invaded Uruguay.", "occurred"),
    ],
    "on paper": [
        ("Under the plan, Ghana *sends nine hundred officers to Haiti.", "planned"),
        ("Under the plan, Ghana *sent nine hundred officers to Haiti.", "occurred"),
        ("The plan sees Samoa *reopen the wharf.", "planned"),
        ("The mayor saw Samoa *reopen the wharf.", "occurred"),
    ],
    "nearness said first": [
        ("So close had the cadets come to *seizing the mint that its clerks fled.", "denied"),
        ("So near had she come to *leaving that her bags were packed.", "denied"),
        ("They are a long way from achieving a *boycott of that size.", "denied"),
        ("The corps is nowhere near launching an *offensive.", "denied"),
        ("They had come to *taking bribes.", "occurred"),
    ],
    "subjunctives": [
        ("The draft demands that Malawi *withdraw.", "possible"),
        ("The draft condemns the raid and demands that Malawi *release the sailors.", "possible"),
        ("The draft condemns the raid and notes that Malawi *released the sailors.", "occurred"),
    ],
    "it came all the same": [
        ("The *raid would never have happened under another bishop.", "occurred"),
        ("The *raid would have happened under another bishop.", "denied"),
        ("The *raid never happened.", "denied"),
    ],
    "among those to have": [
        ("Oman is among nine states to have *condemned the raid.", "occurred"),
        ("She became the third judge to have *accused the corps of fraud.", "occurred"),
        ("She is to *accuse the corps of fraud.", "planned"),
    ],
    "moves that failed to do more": [
        ("The council's move to *suspend the prefect failed to calm the street.", "possible"),
        ("The council's bid to *suspend the prefect failed to win a majority.", "denied"),
    ],
    "talks that ended": [
        ("*Talks between Lima and Quito collapsed on Friday.", "occurred"),
        ("*Talks between Lima and Quito never got off the ground.", "denied"),
        ("Talks to *reopen the pass collapsed on Friday.", "denied"),
    ],
    "requests that were met": [
        ("Fiji bowed to pressure to *expel the envoy.", "occurred"),
        ("Fiji is under pressure to *expel the envoy.", "possible"),
    ],
    "phoned to": [
        ("She called the king to *condemn the raid.", "occurred"),
        ("She called on the regent to *condemn the raid.", "possible"),
    ],
    "what is fled or answered": [
        ("Thousands tried to flee the *bombing of the delta.", "occurred"),
        ("The zone is designed to reduce *attacks on the border.", "occurred"),
        ("The zone is designed for *attacks on the border.", "planned"),
        ("The bulletin did not comment on reported *abuses in the camps.", "possible"),
    ],
    "who, how, why": [
        ("We have some idea of how the abbot was *killed.", "occurred"),
        ("We have some idea of a plan to *kill the abbot.", "possible"),
        ("Just who *shelled the quay is unclear.", "occurred"),
        ("Whether it was the navy that *shelled the quay is unclear.", "possible"),
        ("It was the navy that *shelled the quay.", "occurred"),
        ("Whoever *shelled the quay knew the tides.", "occurred"),
        ("Whoever attacks Gabon *attacks the alliance.", "possible"),
    ],
    "if it happened": [
        ("The *shelling of the quay, if it happened, was a crime.", "possible"),
        ("The *shelling of the quay, when it happened, was a shock.", "occurred"),
    ],
    "days to come": [
        ("The prefect is preparing for the day Peru *attacks the pass.", "planned"),
        ("The prefect recalls the day Peru *attacked the pass.", "occurred"),
        ("*War is coming, the ferryman said.", "planned"),
        ("*War has come, the ferryman said.", "occurred"),
    ],
    "what is wanted or feared": [
        ("The last thing Accra wants is a *war with Togo.", "possible"),
        ("What Accra fears is a *war with Togo.", "possible"),
        ("What Accra lost was a *war with Togo.", "occurred"),
    ],
    "statements that were not adopted": [
        ("The synod failed to adopt a statement *condemning the raid.", "denied"),
        ("The synod adopted a statement *condemning the raid.", "occurred"),
    ],
    "braved and risked": [
        ("Nurses risked arrest to *march on the ministry.", "occurred"),
        ("Nurses defied a ban to *march on the ministry.", "occurred"),
        ("Nurses lifted a ban to *march on the ministry.", "planned"),
    ],
    "of on the wrong noun": [
        ("She found reports of looting and allegations of *rape by guards.", "possible"),
        ("She found reports of looting and proof of *rape by guards.", "occurred"),
    ],
    "numbers and futures": [
        ("He was the first monk to be *received at No 10.", "occurred"),
        ("No monk was *received there.", "denied"),
        ("A *boycott by a star is going to hurt the resort.", "possible"),
    ],
    "headlines that deny": [
        ("Kuwait denies report it *offered troops for Gaza force", "denied"),
        ("Kuwait confirms report it *offered troops for Gaza force", "occurred"),
    ],
    "left open": [
        ("It is far from clear that the navy *shelled the quay.", "possible"),
        ("It is clear that the navy *shelled the quay.", "occurred"),
        ("It is not certain that the navy *shelled the quay.", "possible"),
        ("It is certain that the navy *shelled the quay.", "occurred"),
    ],
    "no hesitation": [
        ("Sudan will not hesitate to *bomb the dam.", "possible"),
        ("The navy did not hesitate to *bomb the dam.", "occurred"),
    ],
    "wanted and brushed aside": [
        ("Sudan is spoiling for a *war with Egypt.", "possible"),
        ("The emir shrugged off the *sanctions.", "occurred"),
        ("The emir shrugged off reports of a *massacre.", "denied"),
    ],
    "what it defines": [
        ("Monks will not be the force that *unseats the junta.", "denied"),
        ("Monks were the force that *unseated the junta.", "occurred"),
    ],
    "what an agreement follows": [
        ("The agreement follows months of *negotiations.", "occurred"),
        ("The agreement covers *negotiations.", "possible"),
    ],
    "a participle beside what is yet to come": [
        ("The band is yet to name a chief, *defying the council.", "occurred"),
        ("The band is yet to *defy the council.", "denied"),
    ],
    "pushes": [
        ("Ottawa pushes Lima to *free the priest.", "possible"),
        ("Ottawa forces Lima to *free the priest.", "occurred"),
    ],
    "a row of participles": [
        ("No one should be held hostage by a prince, subjected to *torture, or left to die.", "possible"),
        ("He was held hostage by a prince, subjected to *torture, and left to die.", "occurred"),
    ],
    "enough to": [
        ("It is a large corps, and with enough shells to *attack every port.", "possible"),
        ("It was a large corps, and with its shells *attacked every port.", "occurred"),
    ],
    "when somebody is ready": [
        ("Quito was prepared for talks when Lima is *ready to negotiate.", "planned"),
        ("Quito was prepared for talks when Lima was *ready to negotiate.", "occurred"),
    ],
    "what is violated": [
        ("Clerks are looking into possible violations of *sanctions on Chad.", "occurred"),
        ("Clerks are looking into possible *sanctions on Chad.", "possible"),
        ("The deal hinged on Chad's *demand for tariffs.", "occurred"),
        ("The deal hinged on the *release of the pilot.", "possible"),
    ],
    "no choice but": [
        ("Spain had no choice but to *extradite the hacker.", "occurred"),
        ("Spain has no choice but to *extradite the hacker.", "possible"),
        ("Spain did not *extradite the hacker.", "denied"),
    ],
    "promises that have begun to be kept": [
        ("The promised *withdrawal has begun.", "occurred"),
        ("The promised *withdrawal will begin in May.", "planned"),
    ],
    "what was overturned": [
        ("A higher court overturned his *conviction for fraud.", "occurred"),
        ("A higher court called off his *execution.", "denied"),
    ],
}


def _marked(row: tuple[str, str]) -> tuple[str, str]:
    """The marked word between two stars, as ``examples`` reads it."""
    before, after = row[0].split("*")
    end = next(k for k, c in enumerate(after) if not c.isalnum())
    return f"{before}*{after[:end]}*{after[end:]}", row[1]


ROWS, READ = examples({rule: [_marked(row) for row in rows] for rule, rows in CASES.items()})


@pytest.mark.parametrize(("text", "status"), ROWS, ids=[text for text, _ in ROWS])
def test_rule_and_counter_example(text: str, status: str) -> None:
    assert READ(text).status == status, READ(text)
