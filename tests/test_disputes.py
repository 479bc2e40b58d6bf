"""Reports in, disputes out: what cannot all be right stands side by side."""

from __future__ import annotations

from onrecord.model import Dispute, EventAccount
from test_origins import HARBOUR, story


def kinds(a: EventAccount) -> dict[str, Dispute]:
    return {d.kind: d for d in a.disputes}


def test_a_later_and_lower_toll_is_disputed_and_a_rising_one_is_not() -> None:
    a = story(*HARBOUR)
    assert [s.value for s in kinds(a)["figure"].sides] == ["6 killed", "4 killed"]
    last = [f for f in a.figures if f.value == 8]
    assert len(last) == 1
    assert last[0].revises is not None


def test_two_voices_that_name_two_perpetrators_stand_side_by_side() -> None:
    sides = kinds(story(*HARBOUR))["perpetrator"].sides
    assert [s.value for s in sides] == ["Wagner Group", "Islamic State"]
    assert all(s.evidence for s in sides)


def test_a_denial_stands_against_those_who_name_the_denier() -> None:
    a = story(
        *HARBOUR,
        ("Volga Echo", "2031-05-08", "The Wagner Group denied on Thursday that it had attacked a terminal in Odesa."),
    )
    said, denied = kinds(a)["denial"].sides
    assert said.value == "asserted"
    assert "Wagner" in denied.value
    assert {e.span.text for e in said.evidence} == {"He accused the Wagner Group of carrying out the attack."}


def test_at_least_leaves_room_above() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "At least six guards were killed in Odesa on Sunday, a doctor said."),
        ("Tide Daily", "2031-05-05", "Eight guards were killed in Odesa on Sunday, Ukrainian police said."),
    )
    assert "figure" not in kinds(a)
