"""The chain gold is well formed: words quoted by their offsets, halves balanced, every form there."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

from onrecord.model import SourceKind, Stance

GOLD = Path(__file__).parents[1] / "evals" / "gold" / "chains.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
FIRST = [r for r in ROWS if r["half"] in ("build", "held")]
LATER = [r for r in ROWS if r not in FIRST]
FORMS = {
    "said_that", "inverted_quote", "according", "told_outlet", "citing", "which_quoted", "quoted_as",
    "docs_obtained_by", "it_obtained", "seen_by", "in_a_letter", "passive", "nominal", "denied_figure",
    "which_denied", "next_sentence", "pronoun", "unnamed", "long_quote", "mixed_marks", "nested", "aside", "plain",
}  # fmt: skip


def readings(row: dict[str, Any]) -> list[list[list[dict[str, str]]]]:
    """The sets of chains that are right for ``row``."""
    return [row["chains"], *row.get("or", [])]


def test_every_word_is_quoted_by_its_offset_and_every_entry_is_of_its_own() -> None:
    for row in ROWS:
        assert row["text"][row["start"] : row["start"] + len(row["word"])] == row["word"], row["id"]
    assert len({r["id"] for r in ROWS}) == len({r["text"] for r in ROWS}) == len(ROWS)


def test_there_are_enough_of_every_form_and_half_go_deep() -> None:
    forms = Counter(r["form"] for r in FIRST)
    assert len(FIRST) >= 160
    assert set(forms) == FORMS
    assert min(forms.values()) >= 8
    assert 2 * sum(max(len(c) for c in r["chains"]) >= 2 for r in FIRST) >= len(FIRST)


def test_the_halves_are_balanced_over_all_and_within_each_form() -> None:
    halves = Counter((r["form"], r["half"]) for r in FIRST)
    assert {half for _, half in halves} == {"build", "held"}
    assert all(abs(halves[f, "build"] - halves[f, "held"]) <= 1 for f in FORMS)
    assert abs(sum(r["half"] == "build" for r in FIRST) * 2 - len(FIRST)) <= 1


def test_of_those_written_afterwards_half_of_each_form_is_kept_back() -> None:
    halves = Counter((r["form"], r["half"]) for r in LATER)
    assert len(LATER) >= 60
    assert {half for _, half in halves} == {"later", "later_build"}
    assert all(halves[form, "later"] == halves[form, "later_build"] for form, _ in halves)


def test_sources_are_words_of_the_text_with_kinds_and_stances_of_the_contract() -> None:
    for row in ROWS:
        assert row["chains"], row["id"]
        for link in (link for lines in readings(row) for line in lines for link in line):
            assert link["source"].lower() in row["text"].lower(), row["id"]
            assert set(link["kind"].split("|")) <= set(get_args(SourceKind)), row["id"]
            assert link["stance"] and set(link["stance"].split("|")) <= set(get_args(Stance)), row["id"]
