"""What is found near a place is what looking at everything would find."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Pair, covers
from onrecord.reading.attribution.near import Near, Quoted

SPANS = st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 900)).map(lambda p: (p[0], p[0] + p[1])), max_size=3)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(SPANS, max_size=12), SPANS)
def test_everything_that_overlaps_is_near(items: list[list[Pair]], asked: list[Pair]) -> None:
    near = Near(enumerate(items)).to(asked)
    touching = [n for n, spans in enumerate(items) if any(s < e2 and s2 < e for s, e in spans for s2, e2 in asked)]
    assert near == sorted(near)
    assert set(touching) <= set(near)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 500), max_size=20, unique=True), st.integers(0, 500), st.integers(0, 60))
def test_a_quotation_holds_what_a_look_at_all_of_them_says(marks: list[int], start: int, length: int) -> None:
    marks.sort()
    spans = list(zip(marks[::2], marks[1::2], strict=False))
    quoted = Quoted(spans)
    assert quoted.hold(start, start + length) == covers(spans, start, start + length)
    holding = [n for n, (s, e) in enumerate(spans) if s <= start < e]
    assert quoted.at(start) == (holding[0] if holding else None)
