"""Which time an event word takes. All sentences are written for these tests."""

from __future__ import annotations

import pytest

from onrecord.model import TimeRef
from onrecord.reading.parse import parse
from onrecord.reading.times import find_times, time_of

REFERENCE = "2025-10-31"


def governed(text: str, word: str, *, scope: str | None = None) -> TimeRef | None:
    parsed = parse(text)
    where = {t.text: t.i for t in reversed(parsed.tokens)}
    found = find_times(parsed, reference=REFERENCE)
    return time_of(parsed, where[word], found, scope=where[scope] if scope else None)


TRUCE = "The governor said on Sunday that six nurses had been killed in an attack on a clinic on Saturday night."


@pytest.mark.parametrize(
    ("text", "word", "start", "end"),
    [
        (TRUCE, "killed", "2025-10-25", "2025-10-25"),
        (TRUCE, "attack", "2025-10-25", "2025-10-25"),
        (TRUCE, "said", "2025-10-26", "2025-10-26"),
        ("Gunmen attacked the convoy on Friday, police said.", "attacked", "2025-10-31", "2025-10-31"),
        ("Gunmen attacked a village on Saturday, killing nine people.", "killing", "2025-10-25", "2025-10-25"),
        ("On Saturday, gunmen attacked a village and burned houses.", "burned", "2025-10-25", "2025-10-25"),
        ("Gunmen shot and killed nine people on Friday.", "shot", "2025-10-31", "2025-10-31"),
        ("The president condemned Friday's attack on the embassy.", "attack", "2025-10-31", "2025-10-31"),
        ("Nine people died in an explosion in Goma on Tuesday.", "explosion", "2025-10-28", "2025-10-28"),
        ("An attack on the market killed 12 people on Thursday.", "attack", "2025-10-30", "2025-10-30"),
        ("The strike on Monday that destroyed the bridge was the third.", "destroyed", "2025-10-27", "2025-10-27"),
        ("Four men were killed when a drone hit a house on Monday.", "killed", "2025-10-27", "2025-10-27"),
        ("Rebels attacked the town on Monday. They burned the market.", "burned", "2025-10-27", "2025-10-27"),
        ("Rebels have shelled the city since Wednesday.", "shelled", "2025-10-29", None),
        ("He told reporters on Monday that troops would withdraw by Friday.", "withdraw", None, "2025-10-31"),
        ("From March to May the army bombed the valley.", "bombed", "2025-03-01", "2025-05-31"),
        ("During the past weeks, he has requested missiles.", "requested", "2025-10-10", "2025-10-31"),
        ("A deal was signed on October 6 when the minister visited Oslo.", "visited", "2025-10-06", "2025-10-06"),
        ("The minister said Friday's attack was a crime.", "attack", "2025-10-31", "2025-10-31"),
        ("Rebels today carried out their sixth attack this year.", "attack", "2025-10-31", "2025-10-31"),
        ("They did not answer until Monday.", "answer", "2025-10-27", "2025-10-27"),
        ("The talks were postponed until Monday.", "postponed", None, "2025-11-03"),
        ("The navy sank the ship in an overnight attack on Sunday.", "sank", "2025-10-26", "2025-10-26"),
        ("Nine people were killed in clashes between January and March.", "killed", "2025-01-01", "2025-03-31"),
        ("Firms were fined on Thursday over last month's attack.", "attack", "2025-09-01", "2025-09-30"),
    ],
)
def test_the_time_that_governs(text: str, word: str, start: str | None, end: str | None) -> None:
    found = governed(text, word)
    assert found is not None
    assert (found.start, found.end) == (start, end)
    assert text[found.span.start : found.span.end] == found.span.text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Police said on Friday that gunmen attacked the convoy.", "attacked"),
        ("Gunmen attacked the convoy, police said on Friday.", "attacked"),
        ("The army announced late on Wednesday that they had removed the barricades.", "removed"),
        ("The president condemned Friday's attack on the embassy.", "condemned"),
        ("The minister met his counterpart on Monday to discuss the attack.", "attack"),
        ("The plant was hit and is expected to close next year.", "hit"),
        ("It was the sixth attack this year.", "attack"),
        ("It was the deadliest attack in the past two months.", "attack"),
        ("The army shelled the town.", "shelled"),
        ("The army said Friday it had shelled the town.", "shelled"),
        ("The minister said Friday's attack was a crime.", "said"),
        ("Before the attack on Sunday, troops left the town.", "left"),
        ("Rebels attacked the town on Monday.\n\nThey have burned the market.", "burned"),
    ],
)
def test_no_time_is_better_than_another_events_time(text: str, word: str) -> None:
    assert governed(text, word) is None


def test_a_noun_takes_the_time_of_its_light_verb() -> None:
    found = governed("The army carried out an air strike on Tuesday.", "strike", scope="carried")
    assert found is not None
    assert found.span.text == "Tuesday"


def test_times_in_excluded_spans_do_not_count() -> None:
    text = "Gunmen attacked the convoy on Friday."
    parsed = parse(text)
    found = find_times(parsed, reference=REFERENCE)
    trigger = next(t.i for t in parsed.tokens if t.text == "attacked")
    assert time_of(parsed, trigger, found) is not None
    assert time_of(parsed, trigger, found, exclude=[(30, 36)]) is None


def test_a_weekday_that_cannot_be_dated_is_not_the_day_named_before() -> None:
    """A report whose own day is not known: "on Saturday" is some Saturday, and not the day of an older attack."""
    text = "The raid of October 7, 2023 began the war. On Saturday, gunmen shelled the town. They burned the market."
    parsed = parse(text)
    found = find_times(parsed, reference=None)
    for word in ("shelled", "burned"):
        assert time_of(parsed, next(t.i for t in parsed.tokens if t.text == word), found) is None
