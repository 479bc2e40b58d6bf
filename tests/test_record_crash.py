"""A process that is killed at any moment loses no acknowledged report and repeats none."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path

import pytest

from made import dump, plain
from onrecord import Record
from onrecord.model import Reading
from onrecord.record import adding
from onrecord.record.identity import keyed

TOWNS = "Beni Goma Bunia Kindu Kisangani Uvira Bukavu Lubero Butembo Kalemie".split()
DOERS = "Rebels Soldiers Militiamen Gunmen Raiders".split()


def story() -> list[Reading]:
    """Reports that make single events, events of several reports, copies and versions."""
    found = []
    for n in range(30):
        town, who = TOWNS[n % 10], DOERS[n % 5]
        text = f"{who} attacked {town} on Friday. They attacked a bridge near {town} too, case {n // 3}. " + " ".join(
            f"Word {n % 7} of line {k} about the road from {town} to the lake says little more." for k in range(4)
        )
        page = f"https://news.example/{n // 2}" if n % 4 < 2 else None
        found.append(plain(text, publisher=f"Paper {n % 6}", published=f"2031-05-{1 + n % 20:02}", url=page))
    return found


def write_until_killed(path: Path, readings: list[Reading], pipe: int) -> None:
    """What the child does: adds, and says after each commit how many inputs are on the disk."""
    try:
        with Record(path) as record:
            record.add_readings(readings, progress=lambda s: os.write(pipe, b"%d\n" % s.inputs))
    except BaseException:  # noqa: BLE001 - shown, and the child ends
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def killed(path: Path, readings: list[Reading], chance: random.Random) -> int:
    """How many inputs a child had acknowledged that was killed a moment after some commit, or before the first."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        write_until_killed(path, readings, write_end)
    os.close(write_end)
    said, wanted = b"", chance.randint(0, 8)
    while said.count(b"\n") < wanted and (chunk := os.read(read_end, 4096)):
        said += chunk
    time.sleep(chance.uniform(0.0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while chunk := os.read(read_end, 4096):
        said += chunk
    os.close(read_end)
    return max((int(line) for line in said.split(b"\n")[:-1]), default=0)


def survives(path: Path, kills: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH", 2)
    chance = random.Random(kills)
    readings = story()
    acknowledged: set[str] = set()
    landed = 0
    for n in range(kills):
        if n % 25 == 24:  # begin anew, or all would soon be known
            path.unlink()
            acknowledged.clear()
        order = chance.sample(readings, len(readings))
        count = killed(path, order, chance)
        landed += count > 0
        acknowledged |= {keyed(r).report.id for r in order[:count]}
        if not path.exists():
            assert not acknowledged
            continue
        with Record(path) as record:
            kept = [row.id for row in record.reports()]
            assert acknowledged <= set(kept), "an acknowledged report is lost"
            assert len(kept) == len(set(kept)), "a report is kept twice"
            if n % 10 == 0:
                assert record.connection.execute("PRAGMA integrity_check").get == "ok"
                assert record.connection.execute("PRAGMA foreign_key_check").get is None
                for run in record.runs():
                    assert run.inputs == run.read + run.copies + run.unchanged + run.rejected
    assert landed > kills // 2, "the kills came before anything was written"
    with Record(path) as record, Record(":memory:") as undisturbed:
        record.add_readings(readings)
        undisturbed.add_readings(readings)
        assert dump(record) == dump(undisturbed)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
def test_two_hundred_kills_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survives(tmp_path / "record.db", 200, monkeypatch)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
def test_two_thousand_kills_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survives(tmp_path / "record.db", 2_000, monkeypatch)


@pytest.mark.slow
def test_the_whole_command_can_be_killed_and_repeated(tmp_path: Path) -> None:
    """From files to events: killed in the middle, run again, the same as never killed."""
    folder, path = tmp_path / "in", tmp_path / "record.db"
    folder.mkdir()
    for n, reading in enumerate(story()):
        (folder / f"{n}.txt").write_text(reading.report.text)
    command = [sys.executable, "-m", "onrecord", "add", str(folder), "--record"]
    chance = random.Random(3)
    for _ in range(6):
        child = subprocess.Popen([*command, str(path)], stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(2, 12))
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    subprocess.run([*command, str(path)], check=True, stderr=subprocess.DEVNULL)
    subprocess.run([*command, str(tmp_path / "other.db"), "--jobs", "1"], check=True, stderr=subprocess.DEVNULL)
    with Record(path) as record, Record(tmp_path / "other.db") as other:
        assert dump(record) == dump(other)
        assert record.connection.execute("PRAGMA integrity_check").get == "ok"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="reads beside a forked process that writes")
def test_one_reads_while_another_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look sees whole reports only, and more as time goes on."""
    monkeypatch.setattr(adding, "BATCH", 1)
    path = tmp_path / "record.db"
    Record(path).close()
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        write_until_killed(path, story(), write_end)
    os.close(write_end)
    seen = [0]
    with Record(path, readonly=True) as record:
        while not select.select([read_end], [], [], 0)[0] or os.read(read_end, 65536):
            count = record.connection.execute
            with_claims = count("SELECT count(DISTINCT report) FROM claims").get
            in_events = count("SELECT count(*) FROM claims WHERE claim NOT IN (SELECT claim FROM event_claims)").get
            seen.append(int(with_claims))
            assert in_events == 0 or count("SELECT count(*) FROM reports").get is not None
            for row in record.events().page(3).rows:
                assert record.event(row.event.id).event.claims
    os.close(read_end)
    os.waitpid(child, 0)
    assert seen == sorted(seen)
    with Record(path, readonly=True) as record:
        assert record.stats()["reports"] == len({keyed(r).report.id for r in story()})
