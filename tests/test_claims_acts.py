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
    ("Herders are by now refusing to meet the governor of Kano.", ("REJECT", ["Herders"], ["the governor of Kano"])),
    ("The governor said raids on his herds had gone too far, and accused Chad of theft.",
     ("ACCUSE", ["The governor"], ["Chad"])),
    ("Kenya condemned remarks from the chief of the militia.", ("ACCUSE", ["Kenya"], ["the chief of the militia"])),
    ("Representatives of Chad and Niger are expected to attend the summit in Doha.",
     ("CONSULT", ["Chad", "Niger"], ["Qatar"])),
    # a clause tells of the noun before it
    ("Okello, who was toppled as premier in May, and Banda, who served until June, were expelled.",
     ("COERCE", [], ["Okello"])),
    ("The raid came after blasts targeting drivers of the convoy which killed nine nuns.",
     ("ASSAULT", [], ["nine nuns"])),
    ("A faction is Ansaru in Kenya, which killed thirteen soldiers at the port.",
     ("ASSAULT", ["Ansaru"], ["thirteen soldiers"])),
    ("The call came after an airstrike from Niger that killed seven nurses.",
     ("ASSAULT", ["Niger"], ["seven nurses"])),
    # whose punished deed it is
    ("Lima lashed out at Chad and Niger for imposing tariffs on its firms.",
     ("COERCE", ["Chad", "Niger"], ["its firms"])),
    ("Peru announced charges against nine smugglers for conducting raids on a bank.",
     ("ASSAULT", ["nine smugglers"], ["a bank"])),
    ("Ghana blamed the bombing on rebels.", ("ACCUSE", ["Ghana"], ["rebels"])),
    ("Ghana blamed the bombing on rebels.", ("ASSAULT", ["rebels"], [])),
    ("The bishop criticised Peru and Chile for allowing the march to go on.", ("PROTEST", [], [])),
    ("The mayor faces criticism from the unions.", ("ACCUSE", ["the unions"], ["The mayor"])),
    # both sides of a war
    ("Sudan is at war with Chad over the wells.", ("ASSAULT", ["Sudan", "Chad"], [])),
    # whom it befalls
    ("Six guards were shot and 40 taken hostage.", ("ASSAULT", [], ["40"])),
    ("Nine nurses were abducted to Chad on Friday.", ("ASSAULT", [], ["Nine nurses"])),
    ("The raids killed nine men after maps were found for a Boko Haram mortar attack.",
     ("ASSAULT", [], ["nine men"])),
    ("A ship suspected of carrying oil intended for Chad has been blocked from docking.", ("COERCE", [], [])),
    ("The recent killing of a fourth in Albuquerque has alarmed the town.",
     ("ASSAULT", [], ["a fourth in Albuquerque"])),
    ("The minister flew from a base in Ohio to Lima.", ("CONSULT", ["The minister"], ["Peru"])),
    ("A Kenyan senator has been charged with spying on the navy of Chad.", ("ACCUSE", [], ["A Kenyan senator"])),
    ("Ghana provided medical aid for the herders in the north, according to papers seen by envoys.",
     ("AID", ["Ghana"], ["the herders in the north"])),
    ("The queen praised her vice-president.", ("SUPPORT", ["The queen"], ["her vice-president"])),
    ("The Kenyan premier raised the issue at an earlier meeting with the bishop.",
     ("CONSULT", ["The Kenyan premier"], ["the bishop"])),
    ("Chad jailed nine rebels the court said had bombed a clinic.", ("ASSAULT", ["nine rebels"], ["a clinic"])),
    ("The fence is meant to reduce Ukrainian attacks on Belarus.", ("ASSAULT", ["Ukraine"], ["Belarus"])),
    # two that the parser makes one
    ("The clinic is treating the nuns and senior bishops have also demanded talks.",
     ("REQUEST", ["senior bishops"], [])),
    ("Xi and Kenyan President William Ruto agreed last month to a truce.",
     ("AGREE", ["Xi Jinping", "William Ruto"], [])),
    # of whom only some are meant, or all, and whose members are others
    ("The court jailed both of the herders.", ("COERCE", ["The court"], ["the herders"])),
    ("Family members of captives have condemned the minister.",
     ("ACCUSE", ["Family members of captives"], ["the minister"])),
    # not the relatives are held
    ("Relatives of Kenyans held hostage by Hamas marched to the palace.", ("ASSAULT", ["Hamas"], ["Kenyans"])),
    ("Relatives of Kenyans held hostage by Hamas marched to the palace.",
     ("PROTEST", ["Relatives of Kenyans"], [])),
    ("Families of nuns held captive by rebels marched to the palace.", ("ASSAULT", ["rebels"], ["nuns"])),
    ("Families of aid workers held captive by gunmen near Jos have called for talks.",
     ("ASSAULT", ["gunmen near Jos"], ["aid workers"])),
    ("Families of aid workers held captive by gunmen near Jos have called for talks.",
     ("REQUEST", ["Families of aid workers"], [])),
    ("Families of nuns killed in the raid have demanded talks with the army.", ("ASSAULT", [], ["nuns"])),
    ("Supporters of Okello arrested in Lima condemned Chad.", ("COERCE", ["Peru"], ["Supporters of Okello"])),
    # who is opposed to something opposes it
    ("Chad is opposed to the pact.", ("REJECT", ["Chad"], [])),
    ("The bishop shelters six senators opposed to Niger.", ("REJECT", ["six senators"], ["Niger"])),
    # crowds
    ("Hundreds of people gathered outside the ministry in Lima to demand his release.",
     ("PROTEST", ["people"], ["Peru"])),
    # doers behind the words of a verdict
    ("Ansaru and M23 were designated as terrorist groups by Kenya and Peru.",
     ("COERCE", ["Kenya", "Peru"], ["Ansaru", "March 23 Movement"])),
    # towns are where
    ("The man was arrested in Goma on Friday.", ("COERCE", [], ["The man"])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claim"), FOUND)
def test_who_did_what_to_whom(text: str, claim: Told) -> None:
    assert claim in told(text)


NOTHING = [
    ("Senators were the first to leave the Kasarani arena.", "RETREAT"),
    ("The man alleged to have ordered the massacre was seen in Goma.", "ACCUSE"),
    ("As opposed to Chad, Niger signed the pact.", "REJECT"),
    ("Kenya appealed for restraint and a withdrawal of troops.", "RETREAT"),
    ("The bishop called for calm and an attack on the rebels.", "ASSAULT"),
    ("The clerks left the Lusaka office at noon.", "RETREAT"),
    ("The singer made her first foray into the theatre.", "ASSAULT"),
    ("Senators expressed concern about the status of the war in Chad.", "ACCUSE"),
    ("Jets flew low over the port, scaring the fishermen.", "ASSAULT"),
    ("The walkout threatens to delay ferries to Rome.", "THREATEN"),
    ("Peru shipped nine tankers of oil to customers last year.", "AID"),
    ("Hundreds of people gathered outside the shop in Lima to buy bread.", "PROTEST"),
]


@pytest.mark.parametrize(("text", "kind"), NOTHING)
def test_what_is_no_such_act(text: str, kind: str) -> None:
    assert kind not in [t for t, _, _ in told(text)]


MODES = [
    ("The union called for talks with the army.", "meet"), ("Kenya demanded a ceasefire.", "yield"),
    ("Kenya demanded the release of the herders.", "yield"), ("The nuns called for help from the army.", "assist"),
    ("Students demanded the resignation of the mayor.", "change"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mode"), MODES)
def test_what_is_requested(text: str, mode: str) -> None:
    assert [c.mode for c in claims(text) if c.type == "REQUEST"] == [mode]


WHERE: list[tuple[str, str, str | None]] = [
    ("Students broke into the Danish consulate in Tripoli.", "ASSAULT", "Tripoli"),
    ("Two nuns were found stabbed to death in a van near Jos.", "ASSAULT", "Jos"),
    ("Protests over the war in Sudan took place in Nairobi.", "PROTEST", "Nairobi"),
    ("The queen held a discussion about the war in Sudan with the premier of Chad.", "CONSULT", None),
    ("Chad's negotiations with Niger on a pact to halt the war in Sudan began on Friday.", "CONSULT", None),
    ("The envoy lashed out at Chad in a speech.", "ACCUSE", None),
    ("The militia killed nine men after the raids by Hamas.", "ASSAULT", None),
]


@pytest.mark.parametrize(("text", "kind", "place"), WHERE)
def test_where_it_happened(text: str, kind: str, place: str | None) -> None:
    assert [c.place.name if c.place else None for c in claims(text) if c.type == kind][:1] == [place]


def test_a_part_of_the_world_is_no_town_of_its_name() -> None:
    text = "Prices in the Middle East rose after Iran closed the strait."
    places = read_report(Report(id="r", text=text, publisher="CNN", published="2025-03-12")).places
    assert [(p.name, p.country) for p in places if p.text == "Middle East"] == [("Middle East", None)]


def test_a_date_of_what_came_before_does_not_run_on() -> None:
    told = claims("Tension has grown since the January 7 raids. The army killed a commander near Jos.")
    assert [c.time for c in told if c.trigger.text == "killed"] == [None]
