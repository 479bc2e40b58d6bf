"""The commands of the record: counts that add up, lists in every format, codes, words for what goes wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from made import plain
from onrecord import Record
from onrecord.cli import app
from onrecord.cli.lists import safe, spoken
from onrecord.errors import OnRecordError
from onrecord.intake.watch import FeedState
from onrecord.model import Document, Rejected


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("r") / "record.db"
    with Record(path) as made:
        made.add_readings(
            [
                plain(f"Rebels attacked town {n}. The mayor said =SUM(A1) so.", publisher="=Wire", title=f"@Report {n}",
                      published=f"2031-{n + 1:02}-02")
                for n in range(6)
            ]
        )  # fmt: skip
    return path


def run(record: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--record", str(record)])


@pytest.mark.parametrize("command", [["claims"], ["events"], ["sources"], ["search", "attacked"], ["link", "list"],
                                     ["disputes"], ["reports"], ["corrections"]])  # fmt: skip
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_every_list_has_every_format(record: Path, command: list[str], form: str) -> None:
    result = run(record, *command, "--format", form)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    if command[0] in ("claims", "events", "search"):
        assert len(lines) > 2
    if form == "json":
        assert all(isinstance(json.loads(line), dict) for line in lines)
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(result.stdout)))
        assert len({len(row) for row in rows}) == 1
    elif lines:
        assert len({line.count("\t") for line in lines}) == 1


def test_pages_follow_each_other(record: Path) -> None:
    whole = run(record, "claims", "--format", "json").stdout.splitlines()
    first = run(record, "claims", "--format", "json", "--limit", "4")
    place = first.stderr.split("--after ")[1].strip()
    second = run(record, "claims", "--format", "json", "--limit", "4", "--after", place)
    assert [*first.stdout.splitlines(), *second.stdout.splitlines()] == whole
    assert "--after" not in second.stderr


def test_no_cell_runs_in_a_spreadsheet(record: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(record, "claims", "--format", "csv").stdout)))
    assert {r["publisher"] for r in rows} == {"'=Wire"}
    assert all(r["title"].startswith("'@Report") for r in rows)


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1+1", "'=1+1"), ("+1 said", "'+1 said"), ("@x", "'@x"), ("\tx", "'\tx"), ("-x", "'-x"), ("-12.5", "-12.5"),
     (-12.5, -12.5), ("+3", "+3"), (None, None), ("plain", "plain"), ("\nx", "'\nx")],
)  # fmt: skip
def test_cells(value: Any, cell: Any) -> None:
    assert safe(value) == cell


def test_an_event_is_told_whole(record: Path) -> None:
    ident = json.loads(run(record, "events", "--format", "json", "--limit", "1").stdout)["event"]["id"]
    told = run(record, "event", ident)
    assert told.exit_code == 0
    for part in ("When:", "Where:", "Whose word it is", "What was said, and when", "June 2031 (2031-06-02", ident):
        assert part in told.stdout
    assert json.loads(run(record, "event", ident, "--format", "json").stdout)["event"]["id"] == ident


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["events", "--type", "WAR"], 2, "There is no type"),
        (["disputes", "--kind", "x"], 2, "There is no kind"),
        (["event", "none"], 2, "There is no event"),
        (["claims", "--actor", ""], 2, "actor takes a name"),
        (["events", "--place", " "], 2, "place takes a name"),
        (["claims", "--since", "2031-05", "--until", "2031-04"], 2, "since (2031-05) is after until (2031-04)"),
        (["claims", "--status", "occurred,lost"], 2, "There is no status 'lost'"),
        (["claims", "--status", ","], 2, "There is no status"),
        (["claims", "--after", "x"], 2, "no place in a list"),
        (["link", "same", "a"], 2, "takes 2 names"),
        (["link", "undo", "x"], 2, "the number"),
        (["link", "same", "a", "b"], 2, "no claim or event"),
        (["search", "?"], 2, "no words"),
        (["search", "x", "--after", "y"], 2, "number"),
    ],
)
def test_what_goes_wrong_is_said(record: Path, words: list[str], code: int, said: str) -> None:
    result = run(record, *words)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "none.db", "events")
    assert result.exit_code == 3
    assert "There is no record at" in result.stderr


def test_judgements_are_given_listed_and_undone(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Record(path) as made:
        made.add_readings([plain("Rebels attacked a town."), plain("Police attacked a far harbour in spring.")])
        a, b = (row.event.id for row in made.events())
    assert run(path, "link", "same", a, b, "--by", "me", "--why", "known").exit_code == 0
    with Record(path, readonly=True) as made:
        assert made.stats()["events"] == 1
    listed = json.loads(run(path, "link", "list", "--format", "json").stdout)
    assert (listed["said"], listed["by"], listed["why"], listed["undone"]) == ("same", "me", "known", None)
    assert run(path, "link", "undo", "1").exit_code == 0
    with Record(path, readonly=True) as made:
        assert made.stats()["events"] == 2


def test_adding_counts_to_the_last_input(tmp_path: Path) -> None:
    text = "Rebels attacked a village in Kenya on Wednesday, killing nine people, the army said."
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(text)
    (folder / "b.txt").write_text(text)
    (folder / "c.txt").write_text("")
    path = tmp_path / "r.db"
    first = run(path, "add", str(folder), "--jobs", "1")
    assert first.exit_code == 1
    assert "3 inputs = 1 read + 1 unchanged + 1 rejected;" in first.stderr
    assert "c.txt: It is empty." in first.stderr
    again = run(path, "add", str(folder), "--jobs", "1")
    assert "3 inputs = 0 read + 2 unchanged + 1 rejected;" in again.stderr
    with Record(path, readonly=True) as made:
        assert [r.reason for r in made.rejected()] == ["empty", "empty"]
        assert [(r.inputs, r.read, r.unchanged, r.rejected) for r in made.runs()] == [(3, 0, 2, 1), (3, 1, 1, 1)]
        paths = {row[0] for row in made.connection.execute("SELECT path FROM documents")}
        assert paths == {str(folder / "a.txt"), str(folder / "b.txt")}


def test_watching_remembers_after_the_reports_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop in the middle of a round forgets that round, so nothing of it is lost."""
    from onrecord.intake import watch

    text = b"Rebels attacked a village in Kenya on Wednesday, killing nine people, the army said."
    asked: list[tuple[bool, FeedState | None]] = []

    def poll(feeds: Any, *, seen: Any, state: Any, **_: Any) -> Any:
        asked.append(("k1" in seen, state.get("f")))
        if "k1" not in seen:
            yield Document(content=text, media_type="text/plain", path="f#1", key="k1")
            yield Rejected(path="f#2", reason="timeout", detail="Later.", key="k2")
            yield Rejected(path="f#3", reason="empty", detail="Never.", key="k3")
        state["f"] = FeedState(etag="e")

    monkeypatch.setattr(watch, "poll", poll)
    with Record(tmp_path / "r.db") as made:
        with monkeypatch.context() as patch, pytest.raises(OnRecordError):
            patch.setattr(Record, "add_documents", _fails)
            made.watch(["f"])
        summary, _ = made.watch(["f"], jobs=1)
        assert (summary.read, summary.rejected) == (1, 2)
    with Record(tmp_path / "r.db") as made:
        assert made.watch(["f"], jobs=1)[0].inputs == 0
        kept = {row[0] for row in made.connection.execute("SELECT key FROM feed_entries")}
        assert kept == {"k1", "k3"}
    assert asked == [(False, None), (False, None), (True, FeedState(etag="e"))]


def _fails(self: Record, items: Any, **_: Any) -> Any:
    list(items)
    raise OnRecordError("stopped in the middle")


def test_several_values_stand_with_commas_between(record: Path) -> None:
    every = run(record, "claims", "--format", "json").stdout
    assert (
        run(record, "claims", "--format", "json", "--status", "occurred, denied", "--type", "AID,ASSAULT").stdout
        == every
    )
    assert run(record, "claims", "--format", "json", "--status", "planned,denied").stdout == ""


def test_reports_and_corrections_are_listed(tmp_path: Path) -> None:
    path, url = tmp_path / "r.db", "https://a.example/story"
    wire = (
        "Rebels attacked a mill near the ford on Monday and burned nine carts of grain that were meant for the town, "
    )
    wire += "the mayor said in the evening, and nobody has seen the miller or his sons since then."
    with Record(path) as made:
        made.add_readings(
            [
                plain("Rebels attacked a town. Soldiers attacked a mill.", url=url, published="2031-05-01"),
                plain("Rebels attacked a town.", url=url, published="2031-05-01", updated="2031-05-02"),
                plain(wire, publisher="Hill Post", published="2031-05-03"),
                plain(wire, publisher="Lake Post", published="2031-05-04"),
            ]
        )
    found = [json.loads(line) for line in run(path, "reports", "--format", "json").stdout.splitlines()]
    assert [(r["publisher"], r["version"], r["copy_kind"]) for r in found] == [
        ("Lake Post", None, "exact"), ("Hill Post", None, None), (None, 1, None), (None, 2, None),
    ]  # fmt: skip
    assert run(path, "reports", "--no-copies").stdout.count("\n") == 4
    assert run(path, "reports", "--outlet", "lake").stdout.count("\n") == 2
    assert run(path, "reports", "--words", "miller").stdout.count("\n") == 3
    (gone,) = run(path, "corrections", "--format", "json").stdout.splitlines()
    assert (json.loads(gone)["kind"], json.loads(gone)["before"]) == ("vanished", " Soldiers attacked a mill.")
    assert run(path, "corrections", url).stdout.count("\n") == 2
    assert "no page was found" in run(path, "corrections", "https://b.example/").stderr


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("published", "2031-05-02T10:04:05+03:00", "2031-05-02 10:04 +03:00"),
        ("since", "2031-05-02T10:04:05.123456Z", "2031-05-02 10:04 UTC"),
        ("last_published", "2031-05-02T10:04:05+03:00", "2031-05-02"),
        ("published", "2031-05-02", "2031-05-02"),
        ("title", "On 2031-05-02T10:04:05Z", "On 2031-05-02T10:04:05Z"),
    ],
)
def test_times_on_a_terminal_end_with_the_minute(column: str, value: str, shown: str) -> None:
    assert spoken(column, value) == shown


def test_words_of_vocabularies_are_taken_in_any_letters_and_months_as_days(record: Path) -> None:
    whole = run(record, "claims", "--format", "json", "--type", "ASSAULT", "--status", "occurred").stdout
    assert whole
    assert run(record, "claims", "--format", "json", "--type", "assault", "--status", "Occurred").stdout == whole
    one = run(record, "claims", "--format", "json", "--since", "2031-03", "--until", "2031-03").stdout
    assert json.loads(one.splitlines()[0])["published"] == "2031-03-02"
    assert run(record, "claims", "--format", "json", "--since", "2031", "--until", "2031").stdout.count("\n") == (
        run(record, "claims", "--format", "json").stdout.count("\n")
    )
    assert run(record, "claims", "--since", "2032").stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["claims", "--actor", "Narnia"], "nobody is called 'Narnia' in this record; look for other spellings"),
        (["events", "--place", "Narnia"], "no place is called 'Narnia'"),
        (["events", "--outlet", "Narnia"], "no outlet is called 'Narnia'"),
        (["events", "--type", "AID"], "no event is like that"),
        (["events", "--place", "1,2,3"], "A box is WEST,SOUTH,EAST,NORTH"),
        (["events", "--place", "1,9,3,2"], "A box is WEST,SOUTH,EAST,NORTH"),
        (["claims", "--since", "yesterday"], "since takes a day, month or year"),
        (["event", "none"], "onrecord events lists their ids"),
    ],
)
def test_what_finds_nothing_says_why_and_where_to_look(record: Path, words: list[str], said: str) -> None:
    assert said in " ".join(run(record, *words).stderr.split())


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    assert "is a folder; name a file with --record" in run(tmp_path, "events").stderr
