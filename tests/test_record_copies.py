"""Copies: wire text with edits, adverts, a cut end; what is none; the original is who was first, not who came first."""

from __future__ import annotations

import os
import random
import time
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import dump, plain
from onrecord import Record
from onrecord.model import Span
from onrecord.record import retold
from onrecord.record.alignment import Piece, align, fold, pieces

SENTENCES = [
    "Rebels attacked a convoy of grain lorries on the road between Goma and Rutshuru on Tuesday morning.",
    "The drivers said that about forty men with rifles came out of the forest at dawn.",
    "Two soldiers of the escort were wounded and three lorries burned until noon.",
    "A spokesman for the provincial governor said that the road would stay shut for a week.",
    "Traders in Rutshuru complained that the price of flour had doubled since the spring.",
    "The same road was shut for a month last year after a bridge fell into the river.",
    "Aid workers have asked for an escort of peacekeepers, but none has been promised.",
    "The army said that it was chasing the men towards the border with Uganda.",
    "Nobody has said yet who sent them or what they wanted with the grain.",
    "A second convoy that was waiting at the lake turned back to Goma in the evening.",
]
WIRE = " ".join(SENTENCES)
EDITED = WIRE.replace("about forty men with rifles", "some forty armed men").replace("had doubled", "had risen")
ADVERT = "Sign up for our newsletter and never miss a story from the lakes. " + WIRE + " Read more in our app."
CUT = " ".join(SENTENCES[:5])
EXCERPT = " ".join(
    [
        *SENTENCES[:3], "Our reporter saw the smoke from the hills above the town and counted nine burned wheels.",
        "Farmers there have not sold a single sack since, and the mill stands still.",
        "The mayor of Kiwanja told us that his people will not drive that road again before Easter.",
        "He wants the army to leave a post at the ford where the river meets the forest.",
    ]
)  # fmt: skip
OTHER = (
    "Rebels attacked a convoy near Rutshuru on Tuesday. The governor said nobody was killed when shots were fired at "
    "lorries that carried grain. Two soldiers are in hospital. The road will be closed for some days, he added, and "
    "traders should wait for news from the army before they send anybody north from the lake."
)


def kinds(*texts: str) -> list[tuple[str | None, bool]]:
    """For each text, published in this order by papers of their own: the kind of copy, and whether of the first."""
    found = [plain(t, publisher=f"Paper {n}", published=f"2031-05-{n + 1:02}") for n, t in enumerate(texts)]
    with Record(":memory:") as record:
        record.add_readings(found)
        rows = {row.id: row for row in record.reports()}
        mine = [rows[r.report.id] for r in found]
        return [(row.copy_kind, row.copy_of == found[0].report.id) for row in mine]


@pytest.mark.parametrize(
    ("text", "kind"),
    [(WIRE, "exact"), (EDITED, "near"), (ADVERT, "near"), (CUT, "part"), (EXCERPT, None), (OTHER, None),
     (WIRE.upper(), "exact"), (WIRE.replace("'", "’").replace("said that", "said, that"), "exact")],
)  # fmt: skip
def test_kinds_of_copies(text: str, kind: str | None) -> None:
    assert kinds(WIRE, text) == [(None, False), (kind, kind is not None)]


def test_a_report_that_holds_a_notice_and_more_is_its_own() -> None:
    assert kinds(CUT, WIRE) == [(None, False), (None, False)]
    assert kinds("Fire in Goma.", "Fire in Goma.") == [(None, False)] * 2  # too short to be more than chance


BULLETIN = (
    "The command of the lake brigade said on {day} that it had counted {shells} shells and {drones} drones over the "
    "past day. Two boats were stopped near {port} and {held} men were handed to the police. Patrols went out from "
    "{camp} at dawn and came back without losses. The road to the mine was open for {hours} hours. Farmers were told "
    "to keep off the fields, the command added."
)
MONDAY = {
    "day": "Monday",
    "shells": "41",
    "drones": "7",
    "port": "Kalemie",
    "held": "five",
    "camp": "Moba",
    "hours": "6",
}
TUESDAY = {
    "day": "Tuesday",
    "shells": "57",
    "drones": "12",
    "port": "Uvira",
    "held": "two",
    "camp": "Fizi",
    "hours": "9",
}


def test_bulletins_of_one_pattern_are_no_copies() -> None:
    monday, tuesday = BULLETIN.format(**MONDAY), BULLETIN.format(**TUESDAY)
    assert kinds(monday, tuesday) == [(None, False), (None, False)]
    assert kinds(monday, monday.replace("on Monday", "on May 5").replace("7 drones", "seven drones"))[1][0] == "near"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Two soldiers of the escort were wounded", "Three soldiers of the escort were wounded"),
        ("the provincial governor said that", "Governor Paul Kisembo said that"),
        ("Goma", "Gomma"),
        ("Aid workers", "Relief workers"),
        ("a month last year", "one month in 2030"),
    ],
)
def test_one_sentence_that_is_news_makes_no_other_report(old: str, new: str) -> None:
    assert kinds(WIRE, WIRE.replace(old, new))[1] == ("near", True)


@pytest.mark.parametrize(
    ("a", "b", "other"),
    [
        ("It counted 1,200 shells.", "It counted twelve hundred shells.", False),
        ("It counted 1.2 million rounds.", "It counted 1,200,000 rounds.", False),
        ("It counted twenty-five shells.", "It counted 25 shells.", False),
        ("It counted 25 shells.", "It counted 26 shells.", True),
        ("It was seen on June 5 at 9 pm.", "It was seen on 6 June at 10 pm.", False),
        ("The men fled to Kyiv on Monday.", "The men fled to Kiev on Tuesday.", False),
        ("The men fled to Bunia.", "The men fled to Kasese.", True),
        ("The men fled.", "The men fled to Bunia.", False),
        ("THE MEN FLED TO BUNIA.", "THE MEN FLED TO KASESE.", False),
    ],
)
def test_other_facts_in_the_same_frame(a: str, b: str, other: bool) -> None:
    mine, others = (frozenset(fold(text)) for text in (a, b))
    assert retold.differ(a, b, words_a=mine, words_b=others) is other


def test_what_differs_is_told() -> None:
    first = plain(WIRE, publisher="A", published="2031-05-01")
    second = plain(ADVERT.replace("about forty men with rifles", "some forty armed men").replace(SENTENCES[8], ""),
                   publisher="B", published="2031-05-02")  # fmt: skip
    with Record(":memory:") as record:
        record.add_readings([second, first])
        copy = record.copy(second.report.id)
        assert copy is not None and copy.original == first.report.id
        assert [s.text for s in copy.missing] == [SENTENCES[8]]
        assert [s.text for s in copy.added] == [
            "Sign up for our newsletter and never miss a story from the lakes.", "Read more in our app."
        ]  # fmt: skip
        ((old, new),) = copy.changed
        assert (old.text, new.text) == (
            SENTENCES[1],
            SENTENCES[1].replace("about forty men with rifles", "some forty armed men"),
        )
        text = {r.report.id: r.report.text for r in (first, second)}
        for span in (*copy.added, new):
            assert text[second.report.id][span.start : span.end] == span.text
        assert record.copy(first.report.id) is None


def test_the_original_is_who_was_first_in_any_order_of_coming() -> None:
    found = [
        plain(t, publisher=f"Paper {n}", published=day)
        for n, (t, day) in enumerate(
            [(WIRE, "2031-05-03"), (EDITED, "2031-05-01"), (CUT, "2031-05-02"), (ADVERT, None)]
        )
    ]
    dumps = []
    for order in permutations(found):
        with Record(":memory:") as record:
            for reading in order:
                record.add_readings([reading])
            dumps.append(dump(record))
            assert {row.copy_of for row in record.reports() if row.copy_of} == {found[1].report.id}
    assert all(d == dumps[0] for d in dumps)


def test_versions_of_a_page_are_no_copies_of_each_other() -> None:
    url = "https://a.example/story"
    found = [plain(WIRE, url=url, published="2031-05-01"), plain(EDITED, url=url, published="2031-05-02")]
    with Record(":memory:") as record:
        summary = record.add_readings(found)
        assert (summary.read, summary.copies) == (2, 0)
        assert [row.version for row in record.reports()] == [2, 1]


def test_sentences_quote_their_text_and_hold_all_its_words() -> None:
    text = "He said: “Go.” Then he left… (Nobody came.)\n\nA new day, 5.30 a.m. began"
    found = pieces(text)
    assert all(text[p.span.start : p.span.end] == p.span.text for p in found)
    assert [w for p in found for w in p.words] == [
        "he", "said", "go", "then", "he", "left", "nobody", "came", "a", "new", "day", "5", "30", "a", "m", "began",
    ]  # fmt: skip
    whole = align(pieces(text), pieces(text))
    assert (whole.share_a, whole.share_b, whole.added, whole.missing, whole.changed) == (1.0, 1.0, (), (), ())


SAYINGS = st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=7).map(" ".join), max_size=8)


@given(SAYINGS, SAYINGS)
def test_reworded_sentences_are_those_of_all_pairs_held_against_each_other(a: list[str], b: list[str]) -> None:
    left, right = (
        tuple(Piece(Span(start=n, end=n + 1, text=s), tuple(s.split())) for n, s in enumerate(side)) for side in (a, b)
    )
    whole = align(left, right)
    same = {side: {x.start for x in found} for side, found in zip("ab", zip(*whole.same, strict=True), strict=False)}
    scored = []
    for i, x in enumerate(left):
        for j, y in enumerate(right):
            one, other = set(x.words), set(y.words)
            dice = 2 * len(one & other) / (len(one) + len(other))
            if dice >= 0.6 and i not in same.get("a", ()) and j not in same.get("b", ()):
                scored.append((-dice, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(scored):
        if i not in pairs.values() and j not in pairs:
            pairs[j] = i
    assert [(x.start, y.start) for x, y in whole.changed] == [(i, j) for j, i in sorted(pairs.items())]


def test_two_live_blogs_are_held_against_each_other_in_time() -> None:
    chance = random.Random(1)
    words = [f"word{n}" for n in range(3000)]
    posts = [
        " ".join(["The", *chance.choices(words, k=12), "of the army and of the town in the north."])
        for _ in range(4000)
    ]
    a, b = pieces(" ".join(posts)), pieces(" ".join(p.replace("army", "navy") for p in posts[1000:]))
    mark = time.process_time()
    assert len(align(a, b).changed) == 3000
    assert time.process_time() - mark < 5


def test_hostile_texts_are_aligned_in_time() -> None:
    mark = time.process_time()
    for text in (". " * 50_000, "A. " * 30_000, "”)" * 50_000, "a" * 100_000, "\n\n" * 50_000, "A.”)]" * 20_000):
        align(pieces(text), pieces(text[: len(text) // 2]))
    assert time.process_time() - mark < 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="two processes write")
def test_two_that_add_at_once_make_one_record(tmp_path: Path) -> None:
    found = [plain(f"{s} {WIRE}", publisher=f"P{n}", published=f"2031-05-{n + 1:02}") for n, s in enumerate(SENTENCES)]
    path = tmp_path / "r.db"
    Record(path).close()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with Record(path) as record:
                for reading in found[:7]:
                    record.add_readings([reading])
            code = 0
        finally:
            os._exit(code)
    with Record(path) as record:
        for reading in found[3:]:
            record.add_readings([reading])
        assert os.waitpid(child, 0)[1] == 0
        with Record(":memory:") as alone:
            alone.add_readings(found)
            assert dump(record) == dump(alone)
