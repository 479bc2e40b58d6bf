"""Who did what to whom and where, where phrases lie in between: whose act it is, whom it befalls, what is only near."""

from __future__ import annotations

import pytest

from onrecord.model import Claim, Report
from onrecord.reading import read_report

Told = tuple[str, list[str], list[str]]


def claims(text: str) -> tuple[Claim, ...]:
    return read_report(Report(id="r", text=text, published="2025-03-12")).claims


def told(text: str) -> list[Told]:
    """Type, actors and recipients of every claim."""
    return [
        (c.type, [a.name or a.text for a in c.actors], [r.name or r.text for r in c.recipients]) for c in claims(text)
    ]


FOUND: list[tuple[str, Told]] = [
    # words between a verb and its subject
    ("Opposition leaders are so far declining to meet the governor of Kano.",
     ("REJECT", ["Opposition leaders"], ["the governor of Kano"])),
    ("The rebel leader said bomb attacks on his men had crossed a line, and accused Chad of treachery.",
     ("ACCUSE", ["The rebel leader"], ["Chad"])),
    ("The ministry condemned recent comments from the leader of the union.",
     ("ACCUSE", ["The ministry"], ["the leader of the union"])),
    ("Representatives from Chad and Niger are expected to attend the talks in Doha.",
     ("CONSULT", ["Representatives from Chad"], ["Qatar"])),
    # a clause tells of the noun before it
    ("Okello, who was ousted as interior minister in May, and Banda, who served until June, were expelled.",
     ("COERCE", [], ["Okello"])),
    ("The strikes followed blasts targeting members of the militia which killed at least twelve soldiers.",
     ("ASSAULT", [], ["at least twelve soldiers"])),
    # whose punished deed it is
    ("Beijing lashed out at Chad and Niger for imposing sanctions on its firms.",
     ("COERCE", ["Chad", "Niger"], ["its firms"])),
    ("Chad and Niger announced charges against seven hackers for conducting attacks on banks.",
     ("ASSAULT", ["seven hackers"], ["banks"])),
    ("Ghana blamed the bombing on rebels.", ("ACCUSE", ["Ghana"], ["rebels"])),
    ("Ghana blamed the bombing on rebels.", ("ASSAULT", ["rebels"], [])),
    ("The body condemned Sweden and Denmark for allowing the protests to continue.", ("PROTEST", [], [])),
    ("The mayor has faced criticism from unions.", ("ACCUSE", ["unions"], ["The mayor"])),
    # both sides of a war
    ("Sudan is at war with Chad over the wells.", ("ASSAULT", ["Sudan", "Chad"], [])),
    # whom it befalls
    ("Nine people were killed and 25 taken hostage.", ("ASSAULT", [], ["25"])),
    ("Nine nurses were abducted to Chad on Friday.", ("ASSAULT", [], ["Nine nurses"])),
    ("A spokesman said the strikes occurred after plans were found for a Boko Haram rocket attack.",
     ("ASSAULT", [], [])),
    ("China firmly opposes it, a foreign ministry spokesman said.", ("REJECT", ["China"], [])),
    # crowds
    ("Hundreds of people gathered outside the ministry in Lima to demand his release.",
     ("PROTEST", ["people"], ["Peru"])),
    # towns are where
    ("The man was arrested in Goma on Friday.", ("COERCE", [], ["The man"])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claim"), FOUND)
def test_who_did_what_to_whom(text: str, claim: Told) -> None:
    assert claim in told(text)


NOTHING = [
    ("Staff had left the Lusaka office before the soldiers came.", "RETREAT"),
    ("The airliner made its first foray abroad.", "ASSAULT"),
    ("Warplanes caused booms over the port, scaring an exhausted population.", "ASSAULT"),
    ("Protests over rents threaten to disrupt the summit in Rome.", "THREATEN"),
    ("The association said Japan shipped four million cars to the rest of the world.", "AID"),
    ("Hundreds of people gathered outside the shop in Lima to buy bread.", "PROTEST"),
]


@pytest.mark.parametrize(("text", "kind"), NOTHING)
def test_what_is_no_such_act(text: str, kind: str) -> None:
    assert kind not in [t for t, _, _ in told(text)]


WHERE: list[tuple[str, str, str | None]] = [
    ("Demonstrators broke into the Danish embassy in Tripoli.", "ASSAULT", "Tripoli"),
    ("The two nuns were found shot to death in their car near Jos.", "ASSAULT", "Jos"),
    ("Protests over the war in Sudan took place in Nairobi.", "PROTEST", "Nairobi"),
    ("The king had an exchange of views on the war in Sudan with the premier of Chad.", "CONSULT", None),
    ("Months of negotiations on a deal to end the war in Sudan had hit repeated roadblocks.", "CONSULT", None),
    ("At a news conference, the ministry lashed out at Chad.", "ACCUSE", None),
    ("The militia killed nine men after the raids by Hamas.", "ASSAULT", None),
]


@pytest.mark.parametrize(("text", "kind", "place"), WHERE)
def test_where_it_happened(text: str, kind: str, place: str | None) -> None:
    assert [c.place.name if c.place else None for c in claims(text) if c.type == kind][:1] == [place]


def test_a_date_of_what_came_before_does_not_run_on() -> None:
    told = claims("Tension has grown since the January 7 raids. The army killed a commander near Jos.")
    assert [c.time for c in told if c.trigger.text == "killed"] == [None]
