"""Figures of whole sentences: value, bounds, role, unit. All sentences are written for these tests."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Parse, QuantityRole
from onrecord.reading.parse import parse
from onrecord.reading.persons import most_apart, said
from onrecord.reading.quantities import find_quantities, whole
from onrecord.reading.quantities.victims import count_victims, find_victims, tolls

Row = tuple[str, str, float | None, float | None, float | None]


@lru_cache(maxsize=256)
def parsed(text: str) -> Parse:
    return parse(text)


def figures(text: str) -> list[Row]:
    found = [f.quantity for f in find_quantities(parsed(text))]
    return [(q.text, q.role, q.value, q.low, q.high) for q in found]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("At least 37 herders were killed in the raid.", ("At least 37 herders", "killed", 37, 37, None)),
        ("More than 200 soldiers died at the border.", ("More than 200 soldiers", "killed", 200, 200, None)),
        ("Up to 50 villagers were abducted by gunmen.", ("Up to 50 villagers", "abducted", 50, None, 50)),
        ("Between 10 and 12 civilians were wounded.", ("Between 10 and 12 civilians", "injured", None, 10, 12)),
        ("Dozens of people were injured in the blast.", ("Dozens of people", "injured", None, 24, None)),
        ("Two dozen protesters were arrested in Kandor.", ("Two dozen protesters", "arrested", 24, 24, 24)),
        (
            "The war has displaced half a million people.",
            ("half a million people", "displaced", 500_000, 500_000, 500_000),
        ),
        ("Twenty-five miners were killed on Sunday.", ("Twenty-five miners", "killed", 25, 25, 25)),
        ("The death toll rose to 1,204.", ("1,204", "killed", 1204, 1204, 1204)),
        ("The attack left 14 people dead.", ("14 people", "killed", 14, 14, 14)),
        ("The army arrested 45 men near the mill.", ("45 men", "arrested", 45, 45, 45)),
        ("Six farmers were shot to death in their field.", ("Six farmers", "killed", 6, 6, 6)),
        ("Police detained 12 students.", ("12 students", "arrested", 12, 12, 12)),
        ("Three drivers were fatally shot.", ("Three drivers", "killed", 3, 3, 3)),
        ("No one was injured.", ("No one", "injured", 0, 0, 0)),
        ("The deal is worth $2.5 billion.", ("$2.5 billion", "money", 2.5e9, 2.5e9, 2.5e9)),
        ("The rocket flew 300 miles.", ("300 miles", "distance", 482.8032, 482.8032, 482.8032)),
        ("It asked for 14 sets of missiles.", ("14 sets", "object", 14, 14, 14)),
        ("They bought 12 Su-35 fighters.", ("12 Su-35 fighters", "object", 12, 12, 12)),
        ("The talks lasted three hours.", ("three hours", "duration", 3, 3, 3)),
    ],
)
def test_a_sentence_and_its_figure(text: str, row: Row) -> None:
    assert row in figures(text)


def test_two_roles_in_one_sentence_keep_apart() -> None:
    found = figures("The bomb killed 12 people and wounded 30 others.")
    assert [(r[1], r[2]) for r in found] == [("killed", 12), ("injured", 30)]


def test_a_part_is_marked_and_not_added() -> None:
    text = "The shelling killed 20 people, including five children."
    found = find_quantities(parsed(text))
    assert [(f.quantity.value, f.part) for f in found] == [(20, False), (5, True)]
    assert [n for _, n in tolls(parsed(text), found, "killed")] == [20]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Olen, 34, was seen in Kandor.",
        "The court cited Article 5 on Monday.",
        "It began on 12 March 2023.",
        "The talks start at 10:30 on Friday.",
        "A neighbour dialled 911 at once.",
        "He was shot four times.",
        "The brothers, ages 13, 17 and 19, were killed.",
        "Nobody knows what one of them said.",
    ],
)
def test_what_counts_nobody(text: str) -> None:
    assert not [r for r in figures(text) if r[1] in ("killed", "injured", "arrested", "abducted", "displaced")]


def test_whole_figures_are_whole_numbers() -> None:
    quantity = find_quantities(parsed("At least 37 herders were killed."))[0].quantity
    assert type(quantity.value) is int
    assert type(quantity.low) is int
    half = find_quantities(parsed("The plane flew 2.5 kilometres."))[0].quantity
    assert type(half.value) is float
    assert (whole(3.0), whole(0.5), whole(None), whole(2.0, 1.5)) == (3, 0.5, None, 3)


@pytest.mark.parametrize(
    ("text", "role", "count"),
    [
        ("A man was shot dead in Kandor.", "killed", 1),
        ("The murder of Ana Ruiz shocked the town.", "killed", 1),
        ("Gunmen kidnapped a judge on Monday.", "abducted", 1),
        ("A shop was opened in Kandor.", "killed", None),
    ],
)
def test_single_victims(text: str, role: QuantityRole, count: int | None) -> None:
    assert count_victims(parsed(text), role) == count


def test_those_who_share_a_fate_are_added() -> None:
    text = "A baker and two pilgrims were shot to death."
    assert [n for _, n in tolls(parsed(text), find_quantities(parsed(text)), "killed")] == [3]
    assert {v.role for v in find_victims(parsed(text))} == {"killed"}


def test_persons_who_surely_differ_are_counted() -> None:
    def least(*texts: str) -> int:
        return most_apart([said(text, n) for n, text in enumerate(texts)])

    assert least("a man", "the victim", "him") == 1
    assert least("a man", "his wife") == 2
    assert least("a 6-year-old girl", "the six-year-old girl", "a 9-year-old girl") == 2
    assert least("Ana Ruiz", "Ely Tull", "a clerk", "Jon Bly") == 3
    assert most_apart([said("a clerk", 0), said("a guard", 0), said("he", 0)]) == 2
    assert least(*(f"a {n}-year-old" for n in range(1, 40))) == 10


def test_a_verb_befalls_its_object_and_is_done_by_its_subject() -> None:
    for text, role in (
        ("The blast struck four people in Leeds.", "injured"),
        ("Four people were struck by a bullet.", "injured"),
        ("About 4,000 workers struck in Leeds on Monday.", "participants"),
    ):
        assert [q.quantity.role for q in find_quantities(parse(text))] == [role], text


def test_the_number_of_people_to_whom_it_happened_is_a_toll() -> None:
    text = "The number of people killed in Tuesday's attack near Gao has risen to nine. 300 tents were sent."
    found = [(f.quantity.role, f.quantity.value) for f in find_quantities(parsed(text))]
    assert ("killed", 9) in found
    assert ("killed", 300) not in found


WORDS = st.lists(
    st.sampled_from(
        "at least 37 people killed , dozens of and two hundred 12,000 half a million $ 5 soldiers were wounded between "
        "10 more than no 1990 ( ) - 3.5 km . among them".split()
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(WORDS)
def test_spans_are_the_text(text: str) -> None:
    seen = 0
    for found in find_quantities(parse(text)):
        quantity = found.quantity
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start >= seen
        seen = quantity.start
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
