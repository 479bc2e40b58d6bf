"""What is not read of an input is counted and said: unknown fields, records without pages, what is beyond a limit."""

from __future__ import annotations

import gzip
import json
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archive_literals import crawl, record, response, wacz
from onrecord import Record
from onrecord.cli import app
from onrecord.intake import documents
from onrecord.intake.feeds import parse_feed
from onrecord.intake.passed import MOST_KINDS, Passed
from onrecord.model import Document, Hints, Noted, Reading, Rejected, Report
from onrecord.reading import read_report
from onrecord.report import build
from onrecord.report import page as pages

TEXT = "Rebels attacked a mill near Beni on Friday, killing 12 people, the army said. Soldiers searched the valley."
PAGE = "<!doctype html><html><head><title>Mill</title></head><body><article>{}</article></body></html>"


def notes(*inputs: Path) -> list[str]:
    """What is noted of inputs, and where, once they are read."""
    heard: list[Noted] = []
    list(documents([str(path) for path in inputs], on_note=heard.append))
    return [f"{Path(noted.path).name}: {noted.detail}" for noted in heard]


def test_fields_that_nobody_reads_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    rows = [{"text": TEXT, "date": "2031-05-02", "shares": 7}, {"text": TEXT, "date": "", "url": None},
            {"html": TEXT, "date": "2031-05-02"}, {"text": TEXT, "id": 7}]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (said,) = notes(path)
    assert said.startswith(
        "in.jsonl: Fields that are not read stand in 2 lines (2 date, 1 shares); read are text, html"
    )
    path.write_text(json.dumps({"text": TEXT, "published": "2031-05-02"}))
    assert notes(path) == []


def test_what_was_read_before_a_cut_is_noted_too(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    packed = gzip.compress("".join(json.dumps({"text": f"{n} {TEXT}", "date": n}) + "\n" for n in range(99)).encode())
    path.write_bytes(packed[:-40])
    heard: list[Noted] = []
    found = list(documents([str(path)], on_note=heard.append))
    assert isinstance(found[-1], Rejected) and found[-1].reason == "truncated"
    assert heard and "date" in heard[0].detail


@pytest.mark.parametrize("form", ["a.warc", "a.wacz"])
def test_records_without_a_page_are_counted_by_kind(form: str, tmp_path: Path) -> None:
    path = tmp_path / form
    dns = record("response", b"20251101\nhost", uri="dns:courier.example", media="text/dns")
    made = [*crawl(), dns, response(77, b"", status="404 Not Found")]
    path.write_bytes(wacz({"archive/a.warc": b"".join(made)}) if form == "a.wacz" else b"".join(made))
    (said,) = notes(path)
    assert said.endswith(
        "Passed over were 11 records that hold no page: 6 request, 2 image, 1 dns, 1 warcinfo, 1 with status 404."
    )


def test_what_lies_in_a_folder_and_is_no_report_is_counted(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.txt").write_text(TEXT)
    (inside / ".hidden").write_text(TEXT)
    (inside / "away").symlink_to(tmp_path, target_is_directory=True)
    (inside / "nowhere").symlink_to(tmp_path / "none")
    (said,) = notes(inside)
    assert said == (
        "in: Passed over were 1 hidden (their names begin with a dot), 1 links to folders, "
        "1 that are no files (broken links, devices)."
    )


def test_many_kinds_are_summed() -> None:
    passed = Passed()
    for n in range(MOST_KINDS + 3):
        passed.over(f"kind {n:02}")
    assert passed.told().endswith("1 kind 11, 3 other kinds")
    assert passed.count == MOST_KINDS + 3


def test_entries_that_only_share_a_name_are_two() -> None:
    item = "<item><link>https://a.example/live</link><title>{}</title></item>"
    feed = f"<rss><channel><title>A</title>{item.format('One')}{item.format('Two')}{item.format('One')}</channel></rss>"
    assert [(e.ident, e.title) for e in parse_feed(feed.encode()).entries] == [
        ("https://a.example/live", "One"), ("https://a.example/live (2)", "Two"),
    ]  # fmt: skip


def made(content: str, media: str) -> Report:
    report = build(Document(content=content.encode(), media_type=media, path="p", hints=Hints()))  # type: ignore[arg-type]
    assert isinstance(report, Report)
    return report


def test_a_page_beyond_the_limit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_ELEMENTS", 60)
    body = "".join(f"<p>{n} {TEXT}</p>" for n in range(80))
    report = made(PAGE.format(body), "text/html")
    assert report.cut is not None and report.cut.startswith("The page has more than 60 elements; what stands beyond (")
    words = int(report.cut.split("(")[1].split()[0].replace(",", ""))
    assert words + len(report.text.split()) >= 80 * len(TEXT.split())
    assert made(PAGE.format(f"<p>{TEXT}</p>"), "text/html").cut is None


def test_paragraphs_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_PARAGRAPHS", 3)
    report = made(PAGE.format("".join(f"<p>{n} {TEXT}</p>" for n in range(5))), "text/html")
    beyond = 2 * (1 + len(TEXT.split()))
    assert report.cut == (
        f"The page has more than 3 paragraphs and lines; what stands beyond ({beyond} words) was not read."
    )


def test_words_inside_each_other_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_ELEMENTS", 30)
    nested = "<div>" * 20 + "one <b>two</b> <ul><li>three<ul><li>four</li></ul></li></ul>" + "</div>" * 20
    report = made(PAGE.format(f"<p>{TEXT}</p>" * 20 + nested), "text/html")
    assert report.cut == "The page has more than 30 elements; what stands beyond (4 words) was not read."


def test_elements_without_words_are_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_ELEMENTS", 60)
    assert made(PAGE.format(f"<p>{TEXT}</p>" + "<div></div>" * 90), "text/html").cut is None


def test_a_text_beyond_the_limit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("onrecord.report.build"), "MAX_TEXT_CHARS", 400)
    for paragraphs in (8, 40):
        text = "\n\n".join(f"{n} {TEXT}" for n in range(paragraphs))
        report = made(text, "text/plain")
        assert report.cut == "The text is longer than 400 characters; what stands beyond was not read."
        assert len(report.text) <= 400
    assert made(TEXT, "text/plain").cut is None


def test_what_was_cut_is_a_warning_at_the_end_and_comes_back_from_the_record() -> None:
    reading: Reading = read_report(Report(id="x", text=TEXT, cut="The page has more than 3 elements."))
    (warning,) = [w for w in reading.warnings if w.code == "cut"]
    assert warning.detail == "The page has more than 3 elements."
    assert warning.text == "Soldiers searched the valley."
    with Record(":memory:") as record:
        record.add_readings([reading])
        kept = record.reading("x")
        assert kept.report.cut == reading.report.cut
        assert kept.warnings == reading.warnings


def test_commands_say_what_was_passed_over_and_the_record_keeps_it(tmp_path: Path) -> None:
    path, kept = tmp_path / "in.jsonl", tmp_path / "record.db"
    path.write_text(json.dumps({"text": TEXT, "date": "2031-05-02"}) + "\n")
    result = CliRunner().invoke(app, ["add", str(path), "--record", str(kept), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    assert "in.jsonl: Fields that are not read stand in 1 line" in result.stderr
    with Record(kept) as record:
        ((run, where, detail),) = record.connection.execute("SELECT run, path, detail FROM notes")
        assert (run, where) == (1, str(path)) and "1 date" in detail


@pytest.mark.parametrize(
    ("given", "day"),
    [
        (1_714_730_400, "2024-05-03T10:00:00+00:00"), ("1714730400", "2024-05-03T10:00:00+00:00"),
        (1_714_730_400_000, "2024-05-03T10:00:00+00:00"), (20_240_503, "2024-05-03"), ("20240503", "2024-05-03"),
        ("20240503T101500Z", "2024-05-03T10:15:00+00:00"), ("20240503101500", "2024-05-03T10:15:00+00:00"),
        ("3 May 2024", "2024-05-03"), (1714, None), (10**400, None), ("yesterday", None),
    ],
)  # fmt: skip
def test_dates_of_databases_are_dates(given: object, day: str | None, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": given}))
    (found,) = documents([str(path)])
    assert isinstance(found, Document)
    report = build(found)
    assert isinstance(report, Report) and report.published == day


def test_dates_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    days = ["n/a", "yesterday", "03/05/2024", "2024-05-03", "13/05/2024", "05/05/2024", None, ""]
    path.write_text("".join(json.dumps({"text": TEXT, "published": day}) + "\n" for day in days))
    assert notes(path) == [
        "in.jsonl: 2 dates are no date ('n/a'); write them as 2024-05-03.",
        "in.jsonl: 1 date is read in the order of the publisher's country, and unknown where that is not known "
        "('03/05/2024'); write them as 2024-05-03.",
    ]
