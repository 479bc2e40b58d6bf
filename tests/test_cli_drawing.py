"""Lists on a terminal: tables that fit, cards where none does, no broken words; quotation marks once."""

from __future__ import annotations

import pytest
from rich.console import Console

from onrecord.cli import drawing
from onrecord.export.words import quoted

EVENT = {
    "id": "069b032ee9ca8741", "title": "Attack against a mill in Beni by rebels of the valley", "status": "occurred",
    "origins_low": "1", "reports": "12", "time_start": "2031-05-01", "place": "Beni", "last_published": "2031-05-02",
}  # fmt: skip
CLAIM = {
    "id": "06ae0f3eacbbd125", "status": "occurred", "type": "COERCE", "actors": "the police (COD)", "recipients": "",
    "chain": "", "evidence": "The police arrested nine people near the mill on Friday, the mayor said, and freed four.",
    "publisher": "Hill Post", "published": "2031-05-02",
}  # fmt: skip


def drawn(row: dict[str, str], width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(drawing, "Console", lambda **given: Console(width=width, **given))
    drawing.draw([row], list(row))
    return capsys.readouterr().out


@pytest.mark.parametrize("row", [EVENT, CLAIM])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 160, 220])
def test_rows_fit_and_no_word_is_broken(
    row: dict[str, str], width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = drawn(row, width, capsys, monkeypatch)
    assert max(map(len, out.splitlines())) <= width
    assert row["id"] in out and row["status"] in out
    words = set(out.split())
    for column in drawing.WIDE & row.keys():
        assert set(row[column].split()) <= words


def test_wide_terminals_show_all_columns_and_narrow_ones_what_titles_do_not_tell() -> None:
    assert drawing.fitting([EVENT], list(EVENT), 160) == list(EVENT)
    assert drawing.fitting([EVENT], list(EVENT), 80) == ["id", "title", "status", "origins_low", "last_published"]
    assert drawing.fitting([EVENT], list(EVENT), 50) is None
    assert drawing.fitting([CLAIM], list(CLAIM), 80) is None


def test_a_card_counts_and_names() -> None:
    lines = [line.plain for line in drawing.card(EVENT, list(EVENT), 120)]
    assert lines[0].endswith("occurred · 1 origin · 12 reports · 2031-05-01 · Beni · 2031-05-02")
    assert lines[1] == "  title  Attack against a mill in Beni by rebels of the valley"
    assert lines[-1] == ""
    report = {"id": "06ae0f3eacbbd125", "claims": "1", "version": "1"}
    assert drawing.card(report, list(report), 120)[0].plain == "06ae0f3eacbbd125 · 1 claim · version 1"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("They left.", "“They left.”"),
        ("“They left,” he said.", "“They left,” he said."),
        ('He said: "They left."', 'He said: "They left."'),
        ("The “friends”\n of theirs left.", "The “friends” of theirs left."),
        ("", "“”"),
    ],
)
def test_quotation_marks_stand_once(text: str, shown: str) -> None:
    assert quoted(text) == shown
