"""An end to what does not end: a report over which a reader goes round for ever must not stop the rest."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from onrecord.limits import MAX_SECONDS_CHAR, MAX_SECONDS_REPORT

AGAIN = 1.0
"""Seconds after which it is said again, should somebody have caught the first."""


class TooSlow(Exception):
    """Reading took longer than any text of its length takes."""


def patience(lengths: list[int]) -> float:
    """Seconds of the processor in which texts of so many characters are read on a slow machine, many times over."""
    return MAX_SECONDS_REPORT * len(lengths) + MAX_SECONDS_CHAR * sum(lengths)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises ``TooSlow`` inside the block when it has used so much of the processor; a machine asleep uses none.

    Only where the system knows such a clock and in the main thread of a process; elsewhere there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds:.0f} seconds of the processor")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
