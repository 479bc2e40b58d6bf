"""Adding from the page: a process of its own reads, so that questions are answered meanwhile; it tells how far it is.

The process is started by the first adding, since loading what reads takes seconds, and stays for the next.
"""

from __future__ import annotations

import re
import secrets
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from onrecord.errors import OnRecordError, TooLarge
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.model import Frozen, Hints
from onrecord.serve import orders

KEPT = 200
"""Addings that can still be looked at; older ones are forgotten, their reports of course not."""
WAITING = 100


class Order(Frozen, frozen=True, kw_only=True):
    """What the reading process is told."""

    id: str
    path: str
    name: str
    hints: Hints


class Busy(OnRecordError):
    """Too many reports are waiting to be read."""


class Adder:
    """Takes texts and files, hands them one by one to the reading process, keeps count of what it tells."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._lock = threading.Lock()
        self._known: OrderedDict[str, orders.Adding] = OrderedDict()
        self._orders: deque[Order] = deque()
        self._wake = threading.Condition(self._lock)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def add(self, content: bytes, *, name: str, hints: Hints) -> orders.Adding:
        """Takes one input. ``name`` is what it is called; its ending tells what it is."""
        if len(content) > MAX_INPUT_BYTES:
            raise TooLarge("That is over the limit of 20 MB.", reason="too_large")
        ident = secrets.token_hex(8)
        with self._wake:
            if len(self._orders) >= WAITING:
                raise Busy(f"{WAITING} inputs are waiting to be read; try again when they are done.")
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="onrecord-")
            folder = Path(self._folder.name) / ident
            folder.mkdir()
            path = folder / _safe(name)
            path.write_bytes(content)
            self._orders.append(Order(id=ident, path=str(path), name=name, hints=hints))
            made = orders.Adding(id=ident, state="waiting", inputs=0, done=0, items=(), message=None)
            self._keep(made)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="desk-adding", daemon=True)
                self._thread.start()
            self._wake.notify()
        return made

    def get(self, ident: str) -> orders.Adding | None:
        """How far an adding has come."""
        with self._lock:
            return self._known.get(ident)

    def close(self) -> None:
        """Ends the reading process. What it acknowledged is in the record."""
        with self._wake:
            self._closed = True
            self._orders.clear()
            self._wake.notify()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._thread is not None:
            self._thread.join(timeout=10)
        if self._folder is not None:
            self._folder.cleanup()

    def _keep(self, adding: orders.Adding) -> None:
        self._known[adding.id] = adding
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def _run(self) -> None:
        """The thread that speaks with the process."""
        while True:
            with self._wake:
                while not self._orders and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                order = self._orders.popleft()
            try:
                self._one(order)
            except (OSError, msgspec.DecodeError, ValueError) as error:
                self._fail(order.id, f"The reading process failed: {error}.")

    def _one(self, order: Order) -> None:
        process = self._started()
        assert process.stdin and process.stdout
        process.stdin.write(msgspec.json.encode(order) + b"\n")
        process.stdin.flush()
        for line in process.stdout:
            told = msgspec.json.decode(line, type=orders.Adding)
            with self._lock:
                self._keep(told)
            if told.state in ("done", "failed"):
                return
        if not self._closed:
            self._fail(order.id, "The reading process ended while it read this (out of memory?).")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "onrecord.serve.reader", str(self._record)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        return self._process

    def _fail(self, ident: str, message: str) -> None:
        with self._lock:
            before = self._known.get(ident)
            items = before.items if before else ()
            self._keep(
                orders.Adding(
                    id=ident, state="failed", inputs=len(items), done=len(items), items=items, message=message
                )
            )


def _safe(name: str) -> str:
    """A file name without ways out of its folder."""
    flat = re.sub(r"[^\w.-]+", "_", Path(name.replace("\\", "/")).name)[-80:].lstrip(".")
    return flat or "report.txt"


def tell(out: IO[bytes], adding: orders.Adding) -> None:
    """One line to whoever started this process."""
    out.write(msgspec.json.encode(adding) + b"\n")
    out.flush()


def progress(ident: str, state: Any, items: Sequence[orders.AddedItem], message: str | None = None) -> orders.Adding:
    """How far it is, with the last items: a folder of thousands is not told thousands of times."""
    return orders.Adding(
        id=ident, state=state, inputs=len(items), done=len(items), items=tuple(items[-100:]), message=message
    )
