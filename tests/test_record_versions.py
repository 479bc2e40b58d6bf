"""Versions of one page: silent corrections, in whatever order they come, each held against its neighbours once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise, permutations

import pytest
from msgspec.structs import replace

from made import plain
from onrecord import Record
from onrecord.model import Reading
from onrecord.record import versions


def test_versions_show_silent_corrections() -> None:
    url = "https://a.example/story"
    first = plain("Rebels attacked a town. Soldiers attacked a mill.", url=url, published="2031-05-01")
    second = plain("Rebels attacked a town. The mayor resigned.", url=url, published="2031-05-01", updated="2031-05-02")
    second = replace(second, claims=(replace(second.claims[0], status="denied", id="other"),))
    for order in ([first, second], [second, first]):
        with Record(":memory:") as record:
            record.add_readings(order)
            assert [r.report.text for r in record.versions(url)] == [first.report.text, second.report.text]
            found = [(c.kind, c.field, c.before, c.after) for c in record.corrections()]
            assert found == [
                ("changed", "status", "occurred", "denied"), ("vanished", None, " Soldiers attacked a mill.", None)
            ]  # fmt: skip
            assert list(record.corrections(url)) == list(record.corrections())
            assert list(record.corrections("https://a.example/other")) == []


def page(stories: Sequence[str], *, cut: Collection[int] = ()) -> list[Reading]:
    """Versions of one page, a day apart; those in ``cut`` break off."""
    found = [
        plain(text, url="https://a.example/live", published="2031-05-01", updated=f"2031-05-{n + 1:02}")
        for n, text in enumerate(stories)
    ]
    return [
        replace(r, report=replace(r.report, cut="The page asks to subscribe.")) if n in cut else r
        for n, r in enumerate(found)
    ]


TOWN, MILL, PORT = (f"Rebels attacked a {what}." for what in ("town", "mill", "port"))
STORIES = (TOWN, f"{TOWN} {MILL}", f"{TOWN} {MILL} {PORT}", TOWN)


@pytest.mark.parametrize("cut", [(), (1,), (2,)])
def test_corrections_are_the_same_in_whatever_order_versions_come(cut: tuple[int, ...]) -> None:
    found = page(STORIES, cut=cut)

    def told(order: Iterable[Reading], *, at_once: bool) -> list[tuple[object, ...]]:
        with Record(":memory:") as record:
            for batch in [list(order)] if at_once else [[r] for r in order]:
                record.add_readings(batch)
            return [(c.kind, c.before, c.after, c.old_report, c.new_report) for c in record.corrections()]

    expected = told(found, at_once=True)
    assert len(expected) >= 2
    for order in permutations(found):
        assert told(order, at_once=False) == expected


def test_a_version_is_held_against_those_beside_it_and_not_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    compare = versions.compare

    def seen(old: Reading, new: Reading) -> list[versions.Change]:
        asked.append((old.report.text, new.report.text))
        return compare(old, new)

    monkeypatch.setattr(versions, "compare", seen)
    found = page([" ".join(STORIES[1:2] * n) for n in range(1, 9)])
    with Record(":memory:") as at_once:
        at_once.add_readings(found)
        assert len(asked) == len(found) - 1
    asked.clear()
    with Record(":memory:") as record:
        for reading in found:
            record.add_readings([reading])
        assert len(list(record.corrections())) >= 7
    assert asked == [(a.report.text, b.report.text) for a, b in pairwise(found)]


def test_a_better_account_of_a_version_changes_what_was_corrected() -> None:
    whole, stub = page(STORIES[:3]), page(STORIES[:3], cut=(1,))
    whole[1] = replace(whole[1], report=replace(whole[1].report, author="Ana Mbeki"))
    with Record(":memory:") as late, Record(":memory:") as early:
        late.add_readings(stub)
        assert len(list(late.corrections())) == 3
        late.add_readings([whole[1]])
        early.add_readings(whole)
        assert [c.kind for c in late.corrections()] == [c.kind for c in early.corrections()]


def test_a_text_that_breaks_off_takes_nothing_back() -> None:
    url = "https://a.example/story"
    town, mill, port = (f"Rebels attacked a {what}." for what in ("town", "mill", "port"))
    whole = plain(f"{town} {mill}", url=url, published="2031-05-01")
    stub = plain(town, url=url, published="2031-05-01", updated="2031-05-02")
    stub = replace(stub, report=replace(stub.report, cut="The page asks to subscribe."))
    again = plain(f"{town} {mill} {port}", url=url, published="2031-05-01", updated="2031-05-03")
    with Record(":memory:") as record:
        record.add_readings([stub, again, whole])
        assert [r.report.cut is None for r in record.versions(url)] == [True, False, True]
        found = [(c.kind, (c.after or "").strip(), c.old_report) for c in record.corrections()]
        assert found == [("appeared", port, whole.report.id)]
    gone = plain("The mayor resigned.", url=url, published="2031-05-01", updated="2031-05-02")
    with Record(":memory:") as record:
        record.add_readings([whole, gone])
        assert [c.kind for c in record.corrections()] == ["vanished", "vanished"]
