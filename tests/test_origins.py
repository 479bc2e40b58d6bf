"""Reports in, origins out: whose word stands behind an event, and how often it is counted."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations

import pytest

from onrecord import read_text
from onrecord.linking.account import account
from onrecord.linking.origins import least
from onrecord.linking.telling import Member, tellings
from onrecord.model import EventAccount, EventType, LinkInput

Text = tuple[str, str, str]
"""Publisher, publication time, text."""
HARBOUR: tuple[Text, ...] = (
    ("Harbour Post", "2031-05-05T08:00:00Z",
     "ODESA, Ukraine (Harbour Post) - Gunmen killed six guards at a grain terminal in Odesa on Sunday night, a dock "
     "worker told the Harbour Post. He accused the Wagner Group of carrying out the attack."),
    ("Tide Daily", "2031-05-05T09:00:00Z",
     "Gunmen killed six guards at a terminal in Odesa on Sunday night, according to the Harbour Post, which quoted a "
     "dock worker."),
    ("Steppe Courier", "2031-05-05T15:00:00Z",
     "Ukrainian police said on Monday that four guards had been killed in an attack in Odesa on Sunday night. Police "
     "spokesman Taras Hnatyuk blamed Islamic State, a jihadist group."),
    ("Delta Mirror", "2031-05-07T09:00:00Z", "Sunday's attack in Odesa killed eight guards, the UN said on Wednesday."),
)  # fmt: skip


@lru_cache(maxsize=64)
def members(texts: tuple[Text, ...], type: EventType = "ASSAULT") -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Claims of a type, and all others, of reports that need no linking."""
    mine: list[Member] = []
    others: list[Member] = []
    for n, (publisher, published, text) in enumerate(texts):
        reading = read_text(text, publisher=publisher, published=published, url=f"https://{n}.example/")
        link = LinkInput(
            report=reading.report.id, publisher=publisher, url=reading.report.url, published=reading.report.published
        )
        for claim in reading.claims:
            (mine if claim.type == type else others).append((claim, reading.report, link))
    return tuple(mine), tuple(others)


def story(*texts: Text, type: EventType = "ASSAULT") -> EventAccount:
    mine, others = members(texts, type)
    return account(mine, told=tellings([*mine, *others]).values())


def labels(a: EventAccount) -> list[str]:
    asserted = {w.origin for w in a.witnesses if w.stance != "denies"}
    return sorted(o.label for o in a.origins if o.id in asserted)


def circular(a: EventAccount) -> list[str]:
    return sorted(n.label for n in a.nodes if n.kind == "report" and not n.independent)


def test_a_cited_outlet_is_followed_to_the_source_of_its_own_report() -> None:
    a = story(*HARBOUR)
    assert (a.event.origins.low, a.event.origins.high) == (3, 3)
    assert "a dock worker (Harbour Post)" in labels(a)
    assert circular(a) == ["Tide Daily"]


def test_the_order_of_members_changes_nothing() -> None:
    mine, others = members(HARBOUR)
    reference = account(mine, told=tellings([*mine, *others]).values())
    for order in list(permutations(mine))[:: max(1, len(list(permutations(mine))) // 12)]:
        assert account(order, told=tellings([*others[::-1], *order]).values()) == reference


TOWNS = ("Aden", "Bari", "Cork", "Derry", "Graz", "Lund", "Oslo")


def test_unnamed_sources_of_two_outlets_may_be_one_and_are_never_added() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "A drone hit a depot in Odesa on Sunday, a diplomat told the Harbour Post."),
        ("Tide Daily", "2031-05-05", "A drone hit a depot in Odesa on Sunday, two diplomats told the Tide Daily."),
    )
    assert (a.event.origins.low, a.event.origins.high) == (1, 2)
    assert any("may be the same" in why for why in a.event.origins.why)


def test_many_who_may_be_one_are_told_in_one_sentence() -> None:
    act = "A drone hit a depot in Odesa on Sunday"
    a = story(*((f"{town} Post", "2031-05-05", f"{act}, a diplomat told the {town} Post.") for town in TOWNS))
    assert (a.event.origins.low, a.event.origins.high) == (1, len(TOWNS))
    first = next(why for why in a.event.origins.why if "may be the same as" in why)
    assert first.count("a diplomat") >= 4 and first.endswith("or 2 others.")


def test_two_outlets_that_cite_each_other_are_no_origin() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "A drone hit a depot in Odesa on Sunday, the Tide Daily reported."),
        ("Tide Daily", "2031-05-05", "A drone hit a depot in Odesa on Sunday, according to the Harbour Post."),
        ("Delta Mirror", "2031-05-05", "A drone hit a depot in Odesa on Sunday, Ukrainian police said."),
    )
    assert (a.event.origins.low, a.event.origins.high) == (1, 1)
    assert circular(a) == ["Harbour Post", "Tide Daily"]
    assert any("only cite each other" in why for why in a.event.origins.why)


def test_the_same_spokesman_in_two_outlets_is_one_origin_with_two_witnesses() -> None:
    said = "Police spokesman Taras Hnatyuk said on Monday that gunmen had killed four guards in Odesa."
    a = story(("Harbour Post", "2031-05-05", said), ("Tide Daily", "2031-05-05", said + " He was in Odesa."))
    assert (a.event.origins.low, a.event.origins.high) == (1, 1)
    assert len({w.report for w in a.witnesses if w.independent}) == 2


def test_the_least_number_of_voices_keeps_apart_what_cannot_be_one() -> None:
    pairs = {("a", "b"), ("b", "c")}
    assert least(["a", "b", "c"], pairs) == 2
    assert least(["a", "b", "c"], set()) == 3
    assert least([str(n) for n in range(40)], {(str(a), str(b)) for a in range(40) for b in range(a)}) == 1


def test_who_has_a_rank_may_speak_for_the_army() -> None:
    act = "Gunmen attacked a barracks in Beni on Monday, killing four soldiers"
    a = story(
        ("Harbour Post", "2031-05-06", f"{act}, the Congolese army said."),
        ("Tide Daily", "2031-05-06", f"{act}, Colonel Mak Ruvuma told the Tide Daily."),
    )
    assert (a.event.origins.low, a.event.origins.high) == (1, 2)
    assert "may be the same" in a.event.origins.why[0]


@pytest.mark.parametrize(
    ("other", "low", "high"),
    [
        ("the commander of the Eighteenth Brigade said", 1, 2),
        ("the 31st Brigade said", 1, 2),
        ("Colonel Mak Ruvuma of the Eighteenth Brigade said", 1, 2),
        ("the commander of the Ugandan army's Eighth Brigade said", 2, 2),
        ("the head of the lake's fishing company said", 2, 2),
    ],
)
def test_who_leads_a_part_of_an_army_may_be_its_voice(other: str, low: int, high: int) -> None:
    act = "Gunmen attacked a barracks in Beni on Monday, killing four soldiers"
    a = story(
        ("Harbour Post", "2031-05-06", f"{act}, the Congolese army said."),
        ("Tide Daily", "2031-05-06", f"{act}, {other}."),
    )
    assert (a.event.origins.low, a.event.origins.high) == (low, high)


def test_two_parts_of_an_army_are_two() -> None:
    act = "Gunmen attacked a barracks in Beni on Monday, killing four soldiers"
    a = story(
        ("Harbour Post", "2031-05-06", f"{act}, the 31st Brigade of the Congolese army said."),
        ("Tide Daily", "2031-05-06", f"{act}, the Eighteenth Battalion of the Congolese army said."),
    )
    assert (a.event.origins.low, a.event.origins.high) == (2, 2)


def test_who_is_quoted_without_a_name_is_somebody_and_not_the_outlet() -> None:
    a = story(
        ("Nile Wire", "2031-05-05T08:00:00Z", "BOR (Nile Wire) - “Soldiers killed nine herders in Bor on Sunday.”"),
    )
    (origin,) = a.origins
    assert origin.label.startswith("somebody quoted")


def test_who_condemns_a_deed_vouches_for_no_doer() -> None:
    shelled = "Chadian troops shelled a village near Kouri on Monday, the mayor told the Post. "
    for said, count in (("Libya blamed Chad.", 2), ("Libya condemned the shelling.", 1)):
        a = story(("Post", "2031-05-06", shelled + said))
        assert len(labels(a)) == count, (said, labels(a))
