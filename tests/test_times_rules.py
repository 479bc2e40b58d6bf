"""Every rule of the time grammar holds for its example and not for its counterexample; hostile text costs little."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge.entry import rows
from onrecord.model import Parse
from onrecord.reading.times import find_times
from onrecord.reading.times.calendar import easter, holiday_date, interval
from onrecord.reading.times.lexicon import grammar
from onrecord.reading.times.match import match
from onrecord.reading.times.words import split

RULES = [row for row in rows("time_rules.tsv") if row[0] != "macro"]


def rules_in(text: str) -> set[str]:
    words = split(text)
    codes = "".join(w.code for w in words)
    return {rule.name for rule in grammar().rules if rule.pattern.search(codes)}


def test_rule_names_are_unique() -> None:
    names = [row[0] for row in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", RULES, ids=[row[0] for row in RULES])
def test_example_and_counterexample(row: list[str]) -> None:
    name, _, _, yes, no = row
    assert name in rules_in(yes)
    assert name not in rules_in(no)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two hundred and thirty-four", "234"),
        ("nineteen ninety-six", "1996"),
        ("two thousand", "2000"),
        ("5 1/2", "5.5"),
        ("two and a half", "2.5"),
        ("twenty-two", "22"),
    ],
)
def test_spelled_numbers_are_one_word(text: str, number: str) -> None:
    words = split(text)
    assert [w.classes.get("NUM") for w in words] == [number]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2023-W30", ("2023-07-24", "2023-07-30", "week")),
        ("2023-W30-WE", ("2023-07-29", "2023-07-30", "weekend")),
        ("2023-Q3", ("2023-07-01", "2023-09-30", "quarter")),
        ("2023-WI", ("2023-12-01", "2024-02-29", "season")),
        ("199", ("1990-01-01", "1999-12-31", "decade")),
        ("18", ("1800-01-01", "1899-12-31", "century")),
        ("2023-12-31T24:00", ("2024-01-01T00:00", "2024-01-01T00:00", "time")),
        ("2023-02-30", (None, None, None)),
        ("P3D", (None, None, None)),
        ("PAST_REF", (None, None, None)),
        ("XXXX-WXX-5", (None, None, None)),
        ("9999-12", ("9999-12-01", "9999-12-31", "month")),
    ],
)
def test_interval_of_a_value(value: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert tuple(interval(value)) == expected


def test_movable_days() -> None:
    assert str(easter(2024)) == "2024-03-31"
    assert str(holiday_date("nth 11 4 4 +0", 2023)) == "2023-11-23"
    assert str(holiday_date("nth 05 -1 1 +0", 2024)) == "2024-05-27"
    assert str(holiday_date("easter -2", 2024)) == "2024-03-29"


HOSTILE = {
    "numbers": "5 " * 50_000,
    "commas": "1," * 50_000,
    "thousands": "1" + ",111" * 25_000,
    "digits": "1" * 100_000,
    "dots": "1." * 50_000,
    "spelled": "one and " * 12_500,
    "relations": "the last past next " * 5_500,
    "edges": "the end of the early late " * 4_000,
    "hyphens": "a-" * 50_000,
    "spaces": "5" + " " * 100_000 + "percent",
    "lines": "\n " * 50_000,
    "clocks": "noon (" * 10_000,
    "days": "5 to 8 March, " * 5_000,
    "quotes": "'8" * 50_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_costs_time_in_proportion(name: str) -> None:
    """Ten times the text may not cost much more than ten times the time (a quadratic rule would cost a hundred)."""
    grammar()
    text = HOSTILE[name]

    def cost(piece: str) -> float:
        unparsed = Parse(text=piece, tokens=(), sentences=(), named=(), kids=())
        start = time.process_time()
        find_times(unparsed, reference="2023-07-28")
        return time.process_time() - start

    small = max(min(cost(text[: len(text) // 10]) for _ in range(3)), 0.002)
    assert any(cost(text) < 40 * small for _ in range(3))  # a machine busy with other things slows one of them


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            "the last next past two 5 1/2 May Friday morning of on , . - ' 1990 '90s year years ago earlier a half and "
            "9:30 p.m. GMT 3 FEB 90 until since every third quarter week weekend Christmas early mid".split()
        ),
        max_size=30,
    )
)
def test_found_expressions_lie_in_order_and_do_not_overlap(pieces: list[str]) -> None:
    words = split(" ".join(pieces))
    found = match(words)
    assert all(0 <= f.first < f.last <= len(words) for f in found)
    assert all(a.last <= b.first for a, b in pairwise(found))
