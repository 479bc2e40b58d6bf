"""How fast the desk answers: ``python -m evals.desk [--claims N] [--clients N] [--seconds N] [--record FILE]``.

Makes a record of 200,000 claims (``--record`` keeps it for the next time), serves it in a process of its own while
another process goes on adding reports with their links, and lets 20 clients ask: each waits a quarter of a second
between its questions, as somebody who reads, and ``--pause 0`` does not. Prints the median and the 99th percentile of
each kind of question in milliseconds, how long the first page takes in a browser until it can be used, and the size of
all scripts as sent.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from evals.desk_record import build, readings
from onrecord.record import Record
from onrecord.serve.shell import STATIC

ADD_EVERY = 0.25
"""Seconds between two reports that are added: what one process reads."""
LISTS = ("latest", "origins", "filtered", "reports", "claims", "sources", "disputes", "search")
PAGE_TRIES = 5


class Questions:
    """Addresses of each kind, drawn from what the record holds."""

    def __init__(self, record: Path, seed: int) -> None:
        self.draw = random.Random(seed)
        with Record(record, readonly=True) as open_record:
            db = open_record.connection
            self.events = [r[0] for r in db.execute("SELECT id FROM events ORDER BY id LIMIT 20000")]
            most = "SELECT id FROM events ORDER BY origins_low DESC, id LIMIT 200"
            self.told_most = [r[0] for r in db.execute(most)]
            self.places = list(db.execute("SELECT name, lat, lon, country FROM places ORDER BY place LIMIT 2000"))

    def list(self) -> str:
        """A list, with or without filters."""
        name, _, _, country = self.draw.choice(self.places)
        kind = self.draw.choice(LISTS)
        return {
            "latest": "/api/events", "origins": "/api/events?sort=origins",
            "filtered": f"/api/events?type=ASSAULT&place={country}&min_origins={self.draw.choice((1, 2))}",
            "reports": "/api/reports", "claims": "/api/claims?status=denied", "sources": "/api/sources",
            "disputes": "/api/disputes", "search": f"/api/search?q={quote(name)}",
        }[kind]  # fmt: skip

    def event(self) -> str:
        """One event; one in five is among those told most."""
        return f"/api/events/{self.draw.choice(self.told_most if self.draw.random() < 0.2 else self.events)}"

    def map(self) -> str:
        """A box of 5 to 60 degrees around a place."""
        _, lat, lon, _ = self.draw.choice(self.places)
        half = self.draw.uniform(2.5, 30)
        west, east = (lon - half + 180) % 360 - 180, (lon + half + 180) % 360 - 180
        return f"/api/map?bbox={west:.2f},{max(-90, lat - half):.2f},{east:.2f},{min(90, lat + half):.2f}"


def client(
    port: int, questions: Questions, until: float, pause: float, told: Callable[[str, float], None], wrong: list[str]
) -> None:
    """Asks until it is time, one question after the other, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    kinds = (("list", questions.list), ("event", questions.event), ("map", questions.map))
    while time.monotonic() < until:
        kind, make = questions.draw.choice(kinds)
        path = make()
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        told(kind, 1000 * (time.perf_counter() - start))
        if answer.status not in (200, 404):  # an event may have been made anew under another id meanwhile
            wrong.append(f"{path}: {answer.status}")
        time.sleep(pause * questions.draw.uniform(0.5, 1.5))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of them lie."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)


def load(record: Path, port: int, *, clients: int, seconds: float, pause: float) -> dict[str, Any]:
    """What the clients saw."""
    times: dict[str, list[float]] = defaultdict(list)
    wrong: list[str] = []
    lock = threading.Lock()

    def told(kind: str, took: float) -> None:
        with lock:
            times[kind].append(took)

    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=client, args=(port, Questions(record, n), until, pause, told, wrong))
        for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    figures: dict[str, Any] = {
        kind: {"asked": len(found), "median_ms": percentile(found, 0.5), "p99_ms": percentile(found, 0.99)}
        for kind, found in sorted(times.items())
    }
    return {**figures, "wrong": wrong[:5]}


def adding(record: Path) -> None:
    """Adds a report every quarter of a second until it is stopped."""
    with Record(record) as open_record:
        for reading, _ in readings(seed=os.getpid()):
            start = time.monotonic()
            open_record.add_readings([reading])
            time.sleep(max(0.0, ADD_EVERY - (time.monotonic() - start)))


def serving(record: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The desk in a process of its own, and its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(record), "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(600):
        time.sleep(0.1)
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/api/stats")
            if connection.getresponse().status == 200:
                return process, port
        except OSError:
            continue
    raise SystemExit("the desk did not start")


def processor(pid: int) -> float:
    """Seconds that a process has computed; 0 where the system does not say. A busy machine does not change it."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def first_page(port: int) -> dict[str, Any]:
    """Milliseconds from asking for the first page until its events are shown, each time in an empty browser."""
    import shutil

    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        return {"first_page_ms": None, "why": "there is no chromium"}
    times = []
    flags = ["--headless", "--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        for _ in range(PAGE_TRIES):
            context = browser.new_context()
            page = context.new_page()
            start = time.perf_counter()
            page.goto(f"http://127.0.0.1:{port}/", wait_until="commit")
            page.wait_for_selector("main li.event a", timeout=60_000)
            times.append(1000 * (time.perf_counter() - start))
            context.close()
        browser.close()
    return {"first_page_ms": {"median": percentile(times, 0.5), "most": round(max(times), 1)}}


def scripts() -> dict[str, float]:
    """Kilobytes of all scripts as they are sent, and of those that the first page loads at once."""
    sizes = {p.name: p.stat().st_size / 1000 for p in STATIC.glob("*.js.gz")}
    return {"all_scripts_kB": round(sum(sizes.values()), 1)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=0.25)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--adding", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.adding:
        adding(asked.adding)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        record = asked.record or Path(folder) / "desk.db"
        if not record.exists():
            build(record, asked.claims)
        print(json.dumps(measured(record, asked), indent=1))
    return 0


def measured(record: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """All figures, the load of the machine among them: on a busy one they say little."""
    process, port = serving(record)
    alone = first_page(port)
    adder = subprocess.Popen([sys.executable, "-m", "evals.desk", "--adding", str(record)])
    try:
        before, computed = os.getloadavg()[0], processor(process.pid)
        found = load(record, port, clients=asked.clients, seconds=asked.seconds, pause=asked.pause)
        questions = sum(f["asked"] for f in found.values() if isinstance(f, dict))
        found["processor_ms_a_question"] = round(1000 * (processor(process.pid) - computed) / max(1, questions), 1)
    finally:
        adder.kill()
        process.terminate()
        adder.wait()
        process.wait()
    with Record(record, readonly=True) as open_record:
        claims = open_record.connection.execute("SELECT count(*) FROM claims").get
    return {"claims": claims, **found, **alone, **scripts(), "load_before": round(before, 1)}


if __name__ == "__main__":
    sys.exit(main())
