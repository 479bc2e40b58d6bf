"""Inputs -> readings, in order, on one core or all; the one edge where a report that fails must not stop the rest."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from types import ModuleType
from typing import Any, overload

from onrecord.model import Document, Frozen, Reading, Rejected, Report
from onrecord.reading.patience import at_most, patience


class Known(Frozen, frozen=True, kw_only=True):
    """A report that was not read, because whoever asked has it already."""

    id: str


Item = Document | Rejected
Result = Reading | Rejected
Asked = Reading | Rejected | Known
Has = Callable[[Report], str | None]
"""The id under which the asker has a report, ``None`` for a new one. Goes to the workers, so it must pickle."""

# Starting a worker costs about 2.5 s of loading, which is what a process needs for 20,000 characters of text. So few
# reports, or so short ones, are read in one process.
SERIAL_REPORTS = 8
SERIAL_CHARS = 40_000
# Looked at before that is decided; more reports than these are many, however short.
LOOK_AHEAD = 64
# A page is mostly markup; its text is about a tenth.
MARKUP_FACTOR = 10
# Reports handed to a worker at once: parsing in batches is faster, short chunks keep all cores busy to the end.
CHUNK = 8


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


@overload
def readings(items: Iterable[Item], *, jobs: int | None = None) -> Iterator[Result]: ...
@overload
def readings(items: Iterable[Item], *, jobs: int | None = None, has: Has) -> Iterator[Asked]: ...
def readings(items: Iterable[Item], *, jobs: int | None = None, has: Has | None = None) -> Iterator[Asked]:
    """A reading or a rejection for every item, in order. ``jobs``: processes, ``None`` for one a core.

    With ``has``, reports that the asker has are not read again but come as ``Known``.
    """
    jobs = jobs or cores()
    waiting = iter(items)
    first: list[Item] = []
    while jobs > 1 and len(first) < LOOK_AHEAD and not _worth_sharing(first) and (item := next(waiting, None)):
        first.append(item)
    if _worth_sharing(first):
        yield from _parallel(chain(first, waiting), jobs, has)
    else:
        yield from _serial(chain(first, waiting), has)


def _worth_sharing(items: list[Item]) -> bool:
    """Whether several processes read these sooner than one."""
    size = sum(
        len(i.content) // (MARKUP_FACTOR if i.media_type == "text/html" else 1)
        for i in items
        if isinstance(i, Document)
    )
    return len(items) >= LOOK_AHEAD or (len(items) > SERIAL_REPORTS and size > SERIAL_CHARS)


def read_chunk(items: list[Item], has: Has | None = None) -> list[Asked]:
    """Reads some items. A report that raises is rejected as a fault and the others are read."""
    from onrecord.report import build

    built: list[Report | Rejected | Known] = []
    for item in items:
        try:
            made = build(item) if isinstance(item, Document) else item
            known = has(made) if has is not None and isinstance(made, Report) else None
            built.append(Known(id=known) if known is not None else made)
        except Exception as error:  # noqa: BLE001 - recorded: one bad report must not stop the rest
            built.append(_fault(item.path, error))
    reports = [b for b in built if isinstance(b, Report)]
    read = iter(_read(reports))
    return [next(read) if isinstance(b, Report) else b for b in built]


def _read(reports: list[Report]) -> list[Result]:
    from onrecord import reading

    try:
        with at_most(patience([len(r.text) for r in reports])):
            return list(reading.read_reports(reports))
    except Exception as error:  # noqa: BLE001 - recorded: read one by one to find the report that fails
        if len(reports) == 1:
            return [_fault(reports[0].path or "-", error)]
    return [one for report in reports for one in _read([report])]


def _fault(path: str, error: Exception) -> Rejected:
    words = " ".join(str(error).split())[:200]
    detail = f"OnRecord failed on this report, please report it: {type(error).__name__}: {words}"
    return Rejected(path=path, reason="fault", detail=detail)


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, size)):
        yield chunk


def _serial(items: Iterable[Item], has: Has | None) -> Iterator[Asked]:
    for chunk in _chunks(items, CHUNK):
        yield from read_chunk(chunk, has)


Running = deque[tuple[list[Item], Future[list[Asked]]]]


def _parallel(items: Iterable[Item], jobs: int, has: Has | None) -> Iterator[Asked]:
    """Chunks over processes, results in order, at most two chunks a process waiting in memory."""
    pool = _pool(jobs)
    running: Running = deque()
    try:
        for chunk in _chunks(items, CHUNK):
            running.append((chunk, _submit(pool, chunk, has)))
            if len(running) < 2 * jobs:
                continue
            done, alive = _take(running, has)
            yield from done
            if not alive:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(jobs)
        while running:
            yield from _take(running, has)[0]
    except BaseException:  # Ctrl-C, or the output went away: nobody waits for what is still being read
        _stop_workers()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _stop_workers() -> None:
    from multiprocessing import active_children

    for worker in active_children():
        worker.terminate()


def _take(running: Running, has: Has | None) -> tuple[list[Asked], bool]:
    """Results of the oldest chunk, and whether the pool lives. A chunk whose worker died is read again, alone."""
    chunk, future = running.popleft()
    try:
        return future.result(), True
    except BrokenProcessPool:
        found = _again(chunk, has)
        while running:
            found.extend(_again(running.popleft()[0], has))
        return found, False


def _again(chunk: list[Item], has: Has | None) -> list[Asked]:
    """Each item in a process of its own, so that only the one that kills it is lost."""
    found: list[Asked] = []
    for item in chunk:
        with _pool(1) as alone:
            try:
                found.extend(_submit(alone, [item], has).result())
            except BrokenProcessPool:
                detail = "Reading it ended the process (out of memory?)."
                found.append(Rejected(path=item.path, reason="fault", detail=detail))
    return found


def _submit(pool: ProcessPoolExecutor, chunk: list[Item], has: Has | None) -> Future[list[Asked]]:
    """Starts a worker where one is wanted. It needs nothing of the caller's script and must not run it again, which a
    script without ``if __name__ == "__main__"`` would not survive: that script is out of sight meanwhile."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        return pool.submit(read_chunk, chunk, has)
    finally:
        sys.modules["__main__"] = script


def _pool(jobs: int) -> ProcessPoolExecutor:
    from multiprocessing import get_all_start_methods, get_context

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context: Any = get_context(method)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare)


def _prepare() -> None:
    """A worker leaves Ctrl-C to its parent, computes on one core, and ends when its parent is gone."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    sys.stdin = open(os.devnull)  # noqa: SIM115, PTH123 - held as long as the worker lives
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed cannot stop its workers, which would read on for nobody."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
