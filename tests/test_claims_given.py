"""Help given, concessions, withdrawals and requests in the many words of newspapers; and what is none of them."""

from __future__ import annotations

import pytest

from onrecord.model import Report
from onrecord.reading import read_report

Told = tuple[str, list[str], list[str]]


def told(text: str) -> list[Told]:
    """Type, actors and recipients of every claim."""
    claims = read_report(Report(id="r", text=text, published="2025-03-12")).claims
    return [(c.type, [a.name or a.text for a in c.actors], [r.name or r.text for r in c.recipients]) for c in claims]


GIVEN: list[tuple[str, Told]] = [
    ("Norway picked up the bill for the refugees in Chad.", ("AID", ["Norway"], ["Chad"])),
    ("Norway stepped in with tents for Chad.", ("AID", ["Norway"], ["Chad"])),
    ("Norway funnelled two million euros into clinics in Chad.", ("AID", ["Norway"], ["Chad"])),
    ("Kuwait deposited two million dollars in Chad's treasury.", ("AID", ["Kuwait"], ["Chad"])),
    ("Norway rushed to Chad's rescue.", ("AID", ["Norway"], ["Chad"])),
    ("Norway's gift of lorries to Ghana came in June.", ("AID", ["Norway"], ["Ghana"])),
    ("The delivery of Polish howitzers to Ghana went ahead.", ("AID", ["Poland"], ["Ghana"])),
    ("A Norwegian donation reached Ghana on Friday.", ("AID", ["Norway"], ["Ghana"])),
    ("Norwegian divers led the search for survivors in Ghana.", ("AID", ["Norway"], ["Ghana"])),
    ("Norway posted six instructors to Ghana.", ("AID", ["Norway"], ["Ghana"])),
    ("Norway helped Ghana rebuild the port.", ("AID", ["Norway"], ["Ghana"])),
    ("Norwegian engineers helped repair a dam in Ghana.", ("AID", ["Norway"], ["Ghana"])),
    ("Norway opened a field hospital in Ghana.", ("AID", ["Norway"], ["Ghana"])),
    ("Kuwait rolled over a loan to Chad.", ("AID", ["Kuwait"], ["Chad"])),
    ("Kuwait shored up Chad's currency.", ("AID", ["Kuwait"], ["Chad"])),
    ("Chad was handed Polish tanks.", ("AID", ["Poland"], ["Chad"])),
    ("A Norwegian tanker picked up sixty migrants.", ("AID", ["Norway"], ["sixty migrants"])),
    ("Norway put its helicopters at the disposal of Ghana.", ("AID", ["Norway"], ["Ghana"])),
    ("Norwegian relief for Ghana arrived on Friday.", ("AID", ["Norway"], ["Ghana"])),
    ("Norway threw Ghana a lifeline.", ("AID", ["Norway"], ["Ghana"])),
    ("Norwegian planes parachuted flour over Chad.", ("AID", ["Norway"], ["Chad"])),
]
YIELDED: list[tuple[str, Told]] = [
    ("Norway struck Chad off its blacklist.", ("CONCEDE", ["Norway"], ["Chad"])),
    ("The Ghanaian court quashed the verdict against the poet.", ("CONCEDE", ["The Ghanaian court"], ["the poet"])),
    ("Ghana's cabinet axed the levy on traders.", ("CONCEDE", ["Ghana"], ["traders"])),
    ("Norway dropped its resistance to Chad's entry.", ("CONCEDE", ["Norway"], ["Chad"])),
    ("Ghana rowed back on the cuts.", ("CONCEDE", ["Ghana"], [])),
    ("Ghana's government kowtowed to the truckers.", ("CONCEDE", ["Ghana"], ["the truckers"])),
    ("Ghana's government heeded the calls of the union.", ("CONCEDE", ["Ghana"], ["the union"])),
    ("Norway slashed tariffs on goods from Ghana.", ("CONCEDE", ["Norway"], ["Ghana"])),
    ("The junta in Mali thawed the frozen funds of the union.", ("CONCEDE", ["Mali"], ["the union"])),
]
LEFT: list[tuple[str, Told]] = [
    ("The writer walked free on Friday.", ("RETREAT", [], ["The writer"])),
    ("Peru's soldiers melted away from the border town.", ("RETREAT", ["Peru"], [])),
    ("Peruvian miners took down the roadblocks.", ("RETREAT", ["Peru"], [])),
    ("Chilean rebels burned their rifles.", ("RETREAT", ["Chile"], [])),
    ("Norway handed over the barracks to Ghana.", ("RETREAT", ["Norway"], ["Ghana"])),
    ("Norway wound up its mission in Ghana.", ("RETREAT", ["Norway"], ["Ghana"])),
    ("Norway called its gunners home from Ghana.", ("RETREAT", ["Norway"], ["Ghana"])),
    ("Ghana's president threw in the towel on Friday.", ("RETREAT", ["Ghana"], [])),
    ("Chad sent back two captured soldiers to Niger.", ("RETREAT", ["Chad"], ["Niger"])),
    ("The kidnappers let the pupils go.", ("RETREAT", ["The kidnappers"], ["the pupils"])),
    ("Chad set the poet free.", ("RETREAT", ["Chad"], ["the poet"])),
]
ASKED: list[tuple[str, Told]] = [
    ("Norway wants Chad to leave the camp.", ("REQUEST", ["Norway"], ["Chad"])),
    ("Norway wanted an apology from Chad.", ("REQUEST", ["Norway"], ["Chad"])),
    ("Norway leaned on Chad to free the poet.", ("REQUEST", ["Norway"], ["Chad"])),
    ("Norway piled pressure on Chad to free the poet.", ("REQUEST", ["Norway"], ["Chad"])),
    ("Norway sounded out Ghana about a base.", ("REQUEST", ["Norway"], ["Ghana"])),
    ("The rebels set Chad a deadline to leave the camp.", ("REQUEST", ["The rebels"], ["Chad"])),
    ("Norway called both parties to talks.", ("REQUEST", ["Norway"], [])),
    ("Chad is seeking two million dollars in aid.", ("REQUEST", ["Chad"], [])),
    ("Ghana went cap in hand to Kuwait.", ("REQUEST", ["Ghana"], ["Kuwait"])),
    ("Norway renewed its call for Chad to free the poet.", ("REQUEST", ["Norway"], ["Chad"])),
]
NOTHING = [
    "The guest picked up the bill for the wine.",
    "The sailor threw the boy a rope.",
    "The actor struck a line off his list.",
    "The goal helped Ghana win the cup.",
    "The bird walked free of the cage.",
    "The cook handed over the spoon to the waiter.",
    "The boy wants his sister to sing.",
    "Cold rain poured into Chad.",
    "The firm wound up its shop in Ghana.",
]


@pytest.mark.parametrize(("text", "claim"), GIVEN + YIELDED + LEFT + ASKED)
def test_who_gives_yields_leaves_and_asks(text: str, claim: Told) -> None:
    found = told(text)
    assert claim[0] in [c[0] for c in found], found
    assert any(c[0] == claim[0] and set(claim[2]) <= set(c[2]) for c in found), found
    if claim[1]:
        assert any(c[0] == claim[0] and c[1] for c in found), found


@pytest.mark.parametrize("text", NOTHING)
def test_what_gives_and_yields_nothing(text: str) -> None:
    assert told(text) == []


def test_a_closed_border_post_is_no_withdrawal() -> None:
    assert [c[0] for c in told("Gabon shut its border post at Bitam for a week.")] != ["RETREAT"]
