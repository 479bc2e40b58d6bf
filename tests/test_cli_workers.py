"""Workers do not outlive the command that started them, nor run the script again that asked for them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TEXT = "Rebels attacked a village in Kenya on Wednesday, killing nine people, the army said. "


def children_of(group: int) -> list[int]:
    """Living processes of a process group."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(entry.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the process table of Linux")
def test_no_worker_outlives_a_killed_command(tmp_path: Path) -> None:
    for n in range(12):
        (tmp_path / f"{n}.txt").write_text(TEXT * 200)
    command = [sys.executable, "-m", "onrecord", "read", str(tmp_path), "--format", "json", "--jobs", "2"]
    started = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )  # fmt: skip
    group = started.pid
    until = time.monotonic() + 60
    while time.monotonic() < until and len(children_of(group)) < 4:
        time.sleep(0.1)
    assert len(children_of(group)) >= 4, "the workers never started"
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    until = time.monotonic() + 20
    while time.monotonic() < until and children_of(group):
        time.sleep(0.1)
    left = children_of(group)
    for process in left:
        os.kill(process, signal.SIGKILL)
    assert left == []


SCRIPT = """
import onrecord
print("the script runs")
with onrecord.Record("r.db") as record:
    told = record.add("reports", jobs=2)
    print(told.read + told.copies, "read")
"""


def test_a_script_without_a_main_guard_runs_once(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for n in range(10):
        (tmp_path / "reports" / f"{n}.txt").write_text(f"Day {n}. " + TEXT * 60)
    (tmp_path / "script.py").write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout == "the script runs\n10 read\n"
