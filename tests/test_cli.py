"""The command line as a user meets it: output, messages, exit codes, speed of the help."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord import reading as stage
from onrecord.cli import output
from onrecord.cli.demo import examples
from onrecord.intake import documents
from onrecord.model import Document, Reading, Rejected, Report
from onrecord.reading import engine, patience

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from onrecord.cli import main; main()"]
TEXT = "Police arrested 12 people in Nairobi on Monday, a spokeswoman said."


def run(*args: str, stdin: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *args], input=stdin, capture_output=True, text=True, cwd=cwd, timeout=120)


def of(report: Report) -> Reading:
    return Reading(report=report, claims=(), attributions=(), times=(), places=(), warnings=())


@pytest.fixture
def instant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading without a parser; a report that says "boom" fails."""

    def read_reports(reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            if "boom" in report.text:
                raise ValueError("boom\nboom")
            yield of(report)

    monkeypatch.setattr(stage, "read_reports", read_reports)


def item(text: str, path: str = "a.txt") -> Document:
    return Document(content=text.encode(), media_type="text/plain", path=path)


# ---------------------------------------------------------------- the engine


@pytest.mark.usefixtures("instant")
def test_order_is_kept_and_one_fault_stops_nothing() -> None:
    items: list[Document | Rejected] = [item(f"{TEXT} Case {n}.", f"{n}.txt") for n in range(20)]
    items[3] = item("The army said boom on Monday.", "3.txt")
    items[5] = Rejected(path="5.txt", reason="empty", detail="It is empty.")
    found = list(engine.readings(items, jobs=1))
    assert [r.path if isinstance(r, Rejected) else r.report.path for r in found] == [f"{n}.txt" for n in range(20)]
    fault = found[3]
    assert isinstance(fault, Rejected)
    assert fault.reason == "fault"
    assert "\n" not in fault.detail
    assert [n for n, r in enumerate(found) if isinstance(r, Rejected)] == [3, 5]


def test_few_or_short_reports_are_read_in_one_process() -> None:
    long = item("a " * 5000)
    assert not engine._worth_sharing([long] * engine.SERIAL_REPORTS)
    assert engine._worth_sharing([long] * (engine.SERIAL_REPORTS + 1))
    assert not engine._worth_sharing([item(TEXT)] * 30)
    assert engine._worth_sharing([item(TEXT)] * engine.LOOK_AHEAD)


def test_a_stage_that_raises_on_one_document_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    import onrecord.report as report_stage

    def build(document: Document) -> Report:
        raise RecursionError("deep")

    monkeypatch.setattr(report_stage, "build", build)
    (found,) = engine.readings([item(TEXT)], jobs=1)
    assert isinstance(found, Rejected)
    assert found.reason == "fault"


def test_a_report_that_is_read_in_a_circle_is_a_fault_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read = stage.read_reports

    def circling(reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            while "circle" in report.text:
                pass
            yield from read([report])

    list(engine.readings([item(TEXT)], jobs=1))  # loading is no part of reading
    monkeypatch.setattr(stage, "read_reports", circling)
    monkeypatch.setattr(patience, "MAX_SECONDS_REPORT", 1.0)
    found = list(engine.readings([item(f"{TEXT} {word}.", f"{word}.txt") for word in ("One", "circle", "Two")], jobs=1))
    assert [type(r) for r in found] == [Reading, Rejected, Reading]
    assert isinstance(found[1], Rejected)
    assert found[1].reason == "fault"
    assert "TooSlow" in found[1].detail


def test_processes_give_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SERIAL_CHARS", 0)
    items = [item(f"{TEXT} Case {n}.", f"{n}.txt") for n in range(engine.SERIAL_REPORTS + 4)]
    one = [msgspec.json.encode(r) for r in engine.readings(items, jobs=1)]
    two = [msgspec.json.encode(r) for r in engine.readings(items, jobs=2)]
    assert one == two


def test_a_worker_that_dies_takes_only_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    # the pool breaks as it would when the system kills a worker; alone, the second item breaks it again
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    class Pool:
        def __enter__(self) -> Pool:
            return self

        def __exit__(self, *_: object) -> None: ...

        def shutdown(self, **_: bool) -> None: ...

        def submit(self, _: object, chunk: list[Document], has: object) -> Future[list[Reading | Rejected]]:
            future: Future[list[Reading | Rejected]] = Future()
            if len(chunk) > 1 or chunk[0].path == "1.txt":
                future.set_exception(BrokenProcessPool())
            else:
                future.set_result([Rejected(path=chunk[0].path, reason="empty", detail="Read.")])
            return future

    monkeypatch.setattr(engine, "SERIAL_CHARS", 0)
    monkeypatch.setattr(engine, "_pool", lambda jobs: Pool())
    found = list(engine.readings([item(TEXT, f"{n}.txt") for n in range(12)], jobs=2))
    assert [r.path for r in found if isinstance(r, Rejected)] == [f"{n}.txt" for n in range(12)]
    assert [r.path for r in found if isinstance(r, Rejected) and r.reason == "fault"] == ["1.txt"]


# ---------------------------------------------------------------- output


def test_the_format_follows_the_file_name_and_the_pipe() -> None:
    assert output.chosen("auto", Path("a.html")) == "html"
    assert output.chosen("auto", Path("a.jsonl")) == "json"
    assert output.chosen("table", Path("a.html")) == "table"
    assert output.chosen("auto", None) == "json"  # pytest holds standard output: it is no terminal


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    def broken() -> Iterator[Reading]:
        yield of(Report(id="1", text=TEXT))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        output.write(broken(), "json", tmp_path / "a.jsonl")
    assert list(tmp_path.iterdir()) == []
    output.write([of(Report(id="1", text=TEXT))], "json", tmp_path / "a.jsonl")
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_pipe_or_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    from threading import Thread

    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    output.write([of(Report(id="1", text=TEXT))], "json", pipe)
    reader.join(10)
    assert pipe.is_fifo()
    assert got and got[0].startswith(b'{"report":')


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    output.write([of(Report(id="1", text=TEXT))], "json", tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text().startswith('{"report":')


@pytest.mark.parametrize("form", ["json", "html", "text", "table"])
def test_every_format_is_written(tmp_path: Path, form: output.Format) -> None:
    output.write([of(Report(id="1", text=TEXT, title="Twelve held"))], form, tmp_path / "out")
    written = (tmp_path / "out").read_text()
    assert written.startswith("report\t") if form == "table" else "Twelve held" in written


def test_names_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.complain(Rejected(path="a\x1b[2J.txt", reason="empty", detail="It is empty."))
    assert capsys.readouterr().err == "onrecord: a?[2J.txt: It is empty.\n"


def test_cells_are_no_formulas() -> None:
    from onrecord.export import table

    assert table._cell("=1+1\tx\ny") == "'=1+1 x y"


# ---------------------------------------------------------------- the command


def test_one_report_as_json_lines() -> None:
    done = run("read", "-", "--publisher", "Kites Daily", "--published", "2025-09-04", stdin=TEXT)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert set(found) == {"report", "claims", "attributions", "times", "places", "warnings"}
    assert found["report"]["publisher"] == "Kites Daily"
    assert found["report"]["author"] is None
    assert msgspec.json.decode(line, type=Reading).report.text == TEXT


def test_bad_input_is_named_and_the_rest_read() -> None:
    done = run("read", "examples/bad", "--jobs", "1", "--format", "json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 6
    complaints = done.stderr.splitlines()
    assert all(line.startswith("onrecord: ") for line in complaints)
    assert "onrecord: examples/bad/empty.txt: It is empty." in complaints
    assert any("broken-line.jsonl:2: This line is no JSON" in line for line in complaints)
    assert complaints[-1] == "onrecord: 6 reports read, 11 rejected."
    assert "Traceback" not in done.stderr


def test_nothing_read_is_3() -> None:
    done = run("read", "examples/bad/empty.txt", "no-such-file")
    assert done.returncode == 3
    assert "onrecord: no-such-file: There is no such file." in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("read",), ("reed", "x"), ("read", "x", "--format", "pdf"), ("read", "x", "--published", "03/04/2025"),
        ("read", "a", "b", "--url", "https://x.example"), ("read", "-", "--out", "/no/such/folder/x.html"),
    ],
)  # fmt: skip
def test_usage_is_2_without_a_traceback(args: tuple[str, ...]) -> None:
    done = run(*args, stdin=TEXT)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_version_and_schema() -> None:
    assert run("--version").stdout.startswith("onrecord 0.")
    schema = json.loads(run("schema").stdout)
    assert set(schema["$defs"]["Reading"]["required"]) >= {"report", "claims"}


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    best = min(_seconds("--help") for _ in range(3))
    assert best < 0.4, best
    code = "import sys, onrecord.cli, onrecord.cli.read, onrecord.cli.demo; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "numpy", "trafilatura", "lxml", "rich", "onnxruntime"} & set(loaded)


def _seconds(*args: str) -> float:
    """Processor seconds, which a busy machine does not change as it does the clock."""
    before = os.times()
    assert run(*args).returncode == 0
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX systems")
def test_a_closed_pipe_and_ctrl_c_are_quiet(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"id": str(n), "text": f"{TEXT} " * 20}) + "\n" for n in range(400)))
    process = subprocess.Popen(
        [*COMMAND, "read", str(many), "--jobs", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(60) == 141
    process = subprocess.Popen(
        [*COMMAND, "read", str(many), "--jobs", "1", "--out", str(tmp_path / "out.jsonl")],
        stderr=subprocess.PIPE, text=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    while not any(p.stat().st_size for p in tmp_path.iterdir() if p != many):  # reading has begun
        time.sleep(0.05)
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[1] == ""
    assert process.returncode == 130
    assert [p.name for p in tmp_path.iterdir()] == ["many.jsonl"]


def test_the_examples_are_found_and_good() -> None:
    from onrecord.report import build

    folder = examples()
    found = list(documents([str(p) for p in sorted(folder.iterdir()) if p.name != "bad"]))
    reports = [build(d) for d in found if isinstance(d, Document)]
    assert len(reports) == len(found) >= 20
    assert all(isinstance(r, Report) for r in reports)
    assert not any(w in r.text for r in reports if isinstance(r, Report) for w in ("cookies", "pic.twitter", "Advert"))
