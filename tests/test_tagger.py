"""The trained tagger: windows, decoding, whole examples, bad input."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import DataError, UsageError
from onrecord.model import Attribution
from onrecord.models import session
from onrecord.models.decode import CONTENT, CUE, SOURCE, attributions, path, spans
from onrecord.models.windows import LIMIT, pieces, windows
from onrecord.reading.attribution.tagger import (
    bare,
    closed,
    joined,
    tag,
    tag_and_glance,
    tag_many,
    tag_spans,
    tag_text,
    tag_texts,
)  # fmt: skip
from onrecord.reading.parse import parse

HARBOUR = (
    "The harbour ministry of Norland said on Monday that two ferries had collided off Port Ayle.\n\n"
    "“We heard a terrible noise,” said Ilse Marn, who runs a bakery on the quay. “Then the sirens began.”\n\n"
    "According to the coast guard, eleven people were taken to hospital."
)


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[a:b] for a, b in spans]


def by_source(text: str, found: tuple[Attribution, ...]) -> dict[str, str]:
    return {" ".join(words(text, a.source)): " / ".join(words(text, a.content)) for a in found}


# ---------------------------------------------------------------- whole examples


def test_three_forms_of_attribution_in_one_report() -> None:
    found = by_source(HARBOUR, tag_text(HARBOUR))
    assert "two ferries had collided off Port Ayle" in found["The harbour ministry of Norland"]
    assert "eleven people were taken to hospital" in found["the coast guard"]
    marn = next(content for source, content in found.items() if source.startswith("Ilse Marn"))
    assert "a terrible noise" in marn


def test_content_in_two_pieces_is_one_attribution() -> None:
    text = "“The bridge,” the engineer said, “will not be opened before the spring.”"
    (a,) = tag_text(text)
    assert words(text, a.cue) == ["said"] and words(text, a.source) == ["the engineer"]
    assert [w.strip("“”,.") for w in words(text, a.content)] == ["The bridge", "will not be opened before the spring"]


def test_text_without_attribution_has_none() -> None:
    assert tag_text("Rain fell on the valley. The river rose two metres.") == ()


def test_heads_are_tokens_of_the_parse() -> None:
    p = parse("The deputy minister of Norland said that the strike had ended.")
    (a,) = tag(p)
    assert a.id == "a1" and a.source_head is not None and a.cue_head is not None and a.content_head is not None
    assert p.tokens[a.source_head].text == "minister"
    assert p.tokens[a.cue_head].text == "said"
    assert p.tokens[a.content_head].text == "ended"


def test_a_content_is_read_again_by_itself() -> None:
    text = "The Ayle Courier reported that the coast guard had confirmed that a ferry sank."
    (outer,) = tag_text(text)
    assert words(text, outer.source) == ["The Ayle Courier"]
    (inner,) = tag_spans(text, [(text.index("the coast"), len(text) - 1)])
    assert by_source(text, inner) == {"the coast guard": "that a ferry sank"}


def test_many_texts_give_the_same_as_one_by_one() -> None:
    texts = [HARBOUR, "", "The mayor denied it.", HARBOUR.upper()] * 6
    together = [[(a.source, a.cue, a.content) for a in found] for found in tag_texts(texts)]
    alone = [[(a.source, a.cue, a.content) for a in tag_text(t)] for t in texts[:4]]
    assert together[0] and together == alone * 6
    parsed = [[(a.source, a.cue, a.content) for a in found] for found in tag_many(map(parse, texts[:4]))]
    assert parsed == alone


# ---------------------------------------------------------------- bad input

ODD = st.lists(
    st.sampled_from([*"“”\"'.é🚢\t", "He said", "\n\n", "that", "ROAD", "...", "你好", " ", "a" * 300]), max_size=60
).map(" ".join)


@settings(max_examples=25, derandomize=True, deadline=None)
@given(ODD)
def test_any_text_gives_spans_inside_it_in_order(text: str) -> None:
    for a in tag_text(text):
        assert a.cue and a.content
        for role in (a.source, a.cue, a.content):
            assert all(0 <= s < e <= len(text) for s, e in role)
            assert list(role) == sorted(role)


def test_unclosed_quotes_capitals_and_no_punctuation_are_read() -> None:
    unclosed = "“The road is open, the governor said on Friday. Lorries queued for miles."
    assert any("governor" in " ".join(words(unclosed, a.source)) for a in tag_text(unclosed))
    capitals = "THE MINISTRY SAID THAT TWO FERRIES HAD COLLIDED OFF THE COAST."
    assert by_source(capitals, tag_text(capitals)).keys() == {"THE MINISTRY"}
    bare_text = "the ministry said that two ferries had collided off the coast"
    assert by_source(bare_text, tag_text(bare_text)).keys() == {"the ministry"}


def test_time_grows_with_length_only_in_proportion() -> None:
    tag_text("Warm up.")
    took = []
    for count in (1_000, 8_000):
        text = "the port was shut and the minister said so " * (count // 9)
        began = time.process_time()
        tag_text(text)
        took.append(time.process_time() - began)
    assert took[1] < 8 * 3 * took[0] + 0.5


# ---------------------------------------------------------------- windows


def test_windows_cover_every_piece_once_and_break_between_paragraphs() -> None:
    text = "\n\n".join("The council met again on the matter of the old harbour wall. " * n for n in (1, 9, 40, 2, 8))
    p = pieces(text, session.tokenizer())
    found = windows(p, text)
    assert found[0][0] == 0 and found[-1][1] == len(p)
    assert all(a[1] == b[0] for a, b in pairwise(found))
    assert all(0 < hi - lo <= LIMIT for lo, hi in found)
    inside = [lo for lo, _ in found[1:] if not p.opens[lo]]
    assert 1 <= len(inside) <= 2, "only the paragraph longer than a window is cut"
    assert all(text[p.start[lo - 1]] == "." for lo in inside), "and after a sentence"


def test_marks_tell_case_quotation_and_paragraph() -> None:
    text = 'Ann said "go NOW" twice'
    p = pieces(text, session.tokenizer())
    marks = {text[s:e]: (m // 6, m % 6 // 2, m % 2) for s, e, m in zip(p.start, p.end, p.marks, strict=True)}
    assert marks["Ann"] == (2, 0, 1)
    assert marks["go"] == (1, 1, 0)
    assert marks["NOW"] == (3, 1, 0)
    assert marks["twice"] == (1, 0, 0)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(ODD)
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    p = pieces(text, session.tokenizer())
    assert all(p.start < p.end) and all(p.start[1:] >= p.start[:-1]) and all(p.end <= len(text))


# ---------------------------------------------------------------- decoding


def test_an_inside_label_needs_its_begin() -> None:
    tags = np.full((1, 3, 7), -5.0, dtype=np.float32)
    tags[0, 0, 0] = tags[0, 1, 6] = tags[0, 2, 6] = 0.0  # outside, inside content, inside content
    tags[0, 1, 5] = -0.1
    assert path(tags)[0].tolist() == [0, 5, 6]


def test_spans_of_a_label_sequence() -> None:
    assert spans([1, 2, 3, 5, 6, 5, 0]) == {SOURCE: [(0, 2)], CUE: [(2, 3)], CONTENT: [(3, 5), (5, 6)]}


def test_links_join_pieces_of_content_and_find_the_source() -> None:
    labels = [5, 6, 1, 3, 5, 3]  # content content source cue content cue
    link = np.full((6, 7), -9.0, dtype=np.float32)
    link[[0, 1, 4], 4] = 0.0  # all content belongs to the cue that begins at word 3
    source = np.full((6, 7), -9.0, dtype=np.float32)
    source[3, 3] = source[5, 0] = 0.0
    (found,) = attributions(labels, link, source)  # the second cue has no content and is dropped
    assert found.source == ((2, 3),) and found.cue == (3, 4) and found.content == ((0, 2), (4, 5))


# ---------------------------------------------------------------- edges of spans


@pytest.mark.parametrize(
    ("text", "inside", "left"),
    [
        ("Mr. Orr, a pilot,", "Mr. Orr, a pilot,", "Mr. Orr, a pilot"),
        ("the U.S.", "the U.S.", "the U.S."),
        ("“he", "“he", "he"),
        ("...", "...", "..."),
    ],
)
def test_source_and_cue_lose_their_outer_marks(text: str, inside: str, left: str) -> None:
    at = text.index(inside)
    start, end = bare(text, (at, at + len(inside)))
    assert text[start:end] == left


@pytest.mark.parametrize(
    ("text", "inside", "left"),
    [
        ("He said “we won.” Then", "we won.”", "“we won.”"),
        ("He said “we won” again", "“we won", "“we won”"),
        ('He said "we won." Then', '"we won', '"we won."'),
        ("He said that it was over.", "that it was over.", "that it was over"),
        ("that it was over, he said", "that it was over,", "that it was over"),
    ],
)
def test_content_keeps_its_quotation_marks_in_pairs(text: str, inside: str, left: str) -> None:
    at = text.index(inside)
    start, end = closed(text, (at, at + len(inside)))
    assert text[start:end] == left


def test_pieces_without_a_word_between_become_one() -> None:
    text = "One. “Two” and three\nfour"
    assert joined(text, [(0, 3), (5, 10), (11, 20), (21, 25)]) == [(0, 20), (21, 25)]


# ---------------------------------------------------------------- the files


def test_damaged_weights_are_refused() -> None:
    with pytest.raises(DataError, match="damaged"):
        session.checked("tokenizer.json", "0" * 64)
    with pytest.raises(DataError, match="missing"):
        session.checked("none.onnx", "0" * 64)


def test_every_weight_file_is_the_one_listed() -> None:
    assert set(session.manifest()) >= {"attribution.onnx", "tokenizer.json"}
    for name, sha256 in session.manifest().items():
        assert len(session.checked(name, sha256)) <= 30_000_000


def test_threads_are_a_whole_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.THREADS, "3")
    assert session.threads() == 3
    monkeypatch.setenv(session.THREADS, "many")
    with pytest.raises(UsageError):
        session.threads()


def test_the_credit_of_a_photograph_cites_nobody() -> None:
    text = (
        "Miners leave a shaft in Kolwezi. Reuters Related article Why the mines matter to Kinshasa and Kigali "
        "The minister said the strike would end."
    )
    tags, _ = tag_and_glance(parse(text))
    assert [[text[a:b] for a, b in t.cue] for t in tags] == [["said"]]
