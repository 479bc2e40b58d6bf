"""What holds of every report: cleaning is done once, spans quote, time grows with length."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Document, Report
from onrecord.report import (
    build,
    clean,
    dateline,
    fingerprint,
    furniture,
    markup,
    page,
    page_posts,
    posts,
    saved,
    stamps,
    zones,
)
from onrecord.report.build import body_of

PIECES = st.sampled_from(
    """The army left the town on Monday, it said.; Rebels denied the report.; Published On 31/10/2025; |; Share; \u200b
Last update: 21:34 (Mecca time); By Jane Smith; BBC News, Kyiv; Army leaves town; Read more:; Read more: Why; \u00a0
GAO, Mali (Bend News) —; LIMA, 3 FEB 90 (X PRESS) -- [TEXT]; pic.twitter.com/AbCdEf1234; ships.Trump; Most read; (AFP)
– Union (@union_x) October 28, 2025; (Reporting by Jane Doe); #Peace #Now; View this post on Instagram; \0; e\u0301
A post shared by Relief (@relief); “We will,” he said.; 2 hours ago; Follow us on X for more.; [File: J/Reuters]
ARMY LEAVES TOWN AFTER WEEK; Home > World""".replace("\n", "; ").split("; ")
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "\n\n", "", "   "])), max_size=14).map(
    lambda parts: "".join(piece + end for piece, end in parts)
)


def built(text: str) -> Report | None:
    found = build(Document(content=text.encode("utf-8", "replace"), media_type="text/plain", path="t.txt"))
    return found if isinstance(found, Report) else None


@settings(max_examples=300, derandomize=True, deadline=None)
@given(TEXTS)
def test_building_from_its_own_text_changes_nothing(text: str) -> None:
    once = built(text)
    if once is not None:
        again = built(once.text)
        assert again is not None
        assert again.text == once.text


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(max_size=200) | TEXTS)
def test_spans_quote_and_the_text_is_clean(text: str) -> None:
    report = built(text)
    if report is None:
        return
    assert report.text == clean.characters(report.text)
    assert not re.search(r"^ | $|\n\n\n|  | \n|\n ", report.text)
    line = report.dateline
    for span in (line.span, line.place, line.outlet, line.date) if line else ():
        assert span is None or report.text[span.start : span.end] == span.text


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.text(max_size=300))
def test_cleaning_characters_is_idempotent(text: str) -> None:
    once = clean.characters(text)
    assert clean.characters(once) == once


def test_the_fingerprint_sees_words_alone() -> None:
    assert fingerprint.fingerprint("The Army  left Córdoba!") == fingerprint.fingerprint("the army left cordoba")
    assert fingerprint.fingerprint("The army left") != fingerprint.fingerprint("The army stayed")


MODULES = (clean, dateline, furniture, markup, page, page_posts, posts, saved, stamps, zones)
PATTERNS = {
    f"{module.__name__}.{name}[{n}]": pattern
    for module in MODULES
    for name, value in vars(module).items()
    for n, pattern in enumerate(value if isinstance(value, tuple) else (value,))
    if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str)
}
STRINGS = {
    "a": "a" * 100_000, "A ": "A " * 50_000, "spaces": " " * 100_000, "digits": "1" * 100_000, "1/": "1/" * 50_000,
    "(": "(" * 100_000, "– ": "– " * 50_000, "@a ": "@a " * 33_000, "<": "<" * 100_000, "\n": "\n" * 100_000,
    "word.": "word." * 20_000, "– a (@": "– a (@" * 16_000, 
    "[a](/": "[a](/" * 20_000, "**a": "**a" * 33_000, "# a": "# a" * 33_000,
    "May 1 ": "May 1 " * 16_000, "A, ": "A, " * 33_000,
    "12:3": "12:3" * 25_000, "<div ": "<div " * 20_000, "a > ": "a > " * 25_000,
}  # fmt: skip


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_is_linear(name: str) -> None:
    for label, text in STRINGS.items():
        for find in (PATTERNS[name].search, PATTERNS[name].fullmatch):
            start = process_time()
            find(text)
            assert process_time() - start < 0.3, label  # 100 ms on an idle machine


@pytest.mark.parametrize("label", STRINGS)
def test_a_hostile_text_is_cleaned_in_time(label: str) -> None:
    start = process_time()
    body_of(STRINGS[label], saved.Facts())
    assert process_time() - start < 5
