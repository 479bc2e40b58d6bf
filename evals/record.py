"""How fast, large and steady a record is: ``python -m evals.record [PART ...]``.

Parts: ``adding`` (reports into the record with reading), ``size`` (of the file for such reports), ``asking`` (lists and
search over 10,000 to 200,000 claims), ``memory`` (memory as reports come). With ``--check`` the exit code says whether
every figure keeps its limit. Reports are ``../shared/gold/articles`` where present, else the
examples. For ``asking`` and ``memory`` their readings are multiplied: half of the words and all names replaced by
others as long and as common, days shifted, places drawn, so that texts, vocabulary and countries keep their
distributions and no report is a copy of another or tells its story. For ``memory`` they come day after day, as on a
desk. ``asking`` makes 10,000 claims so, repeats them on other days for the larger sizes, and takes every claim for an
event of its own (linking is not what is measured there). Times are of the processor: the machine may be busy with
others.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import apsw

from evals.record_made import Maker, readings, source
from onrecord.model import Reading
from onrecord.record import Record, store
from onrecord.record.adding import AddSummary
from onrecord.record.alignment import pieces
from onrecord.record.database import transaction
from onrecord.record.writer import begin_run

SIZES = (10_000, 50_000, 200_000)
REPEATS = 5
PACE = 6.25
"""Reports of a day where memory is measured. Of a record that only grew denser each report would meet more than the one
before it, and memory would tell of that."""
QUESTIONS: tuple[dict[str, Any], ...] = (
    {}, {"actor": "Israel"}, {"actor": "Russia", "type": "ASSAULT"}, {"recipient": "USA"}, {"party": "Iran"},
    {"actor": "Trump"}, {"type": "ASSAULT"}, {"type": "AID"}, {"mode": "aerial"}, {"status": "denied"},
    {"status": "occurred", "type": "COERCE", "actor": "China"}, {"place": "Ukraine"}, {"place": "Gaza"},
    {"place": "-20,30,40,60"}, {"since": "2024-06-01", "until": "2024-06-07"}, {"until": "1990-01-01"},
    {"since": "2024-06-01"}, {"quad": 4}, {"quad": 2, "actor": "Ukraine"}, {"source": "Reuters"},
    {"outlet": "Paper 3"}, {"words": "soldiers"}, {"words": "the", "type": "ASSAULT"}, {"min_origins": 2},
    {"min_origins": 1, "actor": "Israel", "status": "planned"},
)  # fmt: skip
SEARCHES = ("soldiers", "the president", '"air strike"', "missile* border", "government said", "earthquake")


LEAST = {"sentences_per_second_two_cores": 120}
MOST = {
    "store_share": 0.1, "bytes_per_byte_of_text": 6, "opening": 100, "list_slowest": 50, "search_slowest": 30,
    "memory_growth_mb": 20,
}  # fmt: skip
"""What the figures must keep: sentences a second, shares, milliseconds, megabytes."""


# ------------------------------------------------------------------ parts


def adding(limit: int) -> dict[str, Any]:
    """Whole reports into a record; the processor time of one process, of which two cores have twice as much."""
    with tempfile.TemporaryDirectory() as folder:
        lines = list(islice(source().open("rb"), limit)) if source().is_file() else []
        path = Path(folder) / "in.jsonl"
        path.write_bytes(b"".join(lines))
        inputs = str(path) if lines else str(source())
        with Record(Path(folder) / "record.db") as record:
            before, start = _cpu(), time.perf_counter()
            summary = record.add(inputs, jobs=1)  # one process, so that all its time is seen
            wall, spent = time.perf_counter() - start, _cpu()
            texts = [row[0] for row in record.connection.execute("SELECT text FROM reports")]
            again = [record.reading(row.id) for row in record.reports()]
        size = (Path(folder) / "record.db").stat().st_size
        with Record(Path(folder) / "second.db") as second:
            mark = time.process_time()
            second.add_readings(again)
            whole = time.process_time() - mark
        alone = _store_alone(Path(folder) / "third.db", again)
    sentences = sum(len(pieces(t)) for t in texts)
    both = spent - before
    return {
        "reports": len(texts), "sentences": sentences, "claims": summary.claims, "events": summary.events,
        "wall_seconds": round(wall, 2), "processor_seconds": round(both, 2),
        "sentences_per_wall_second": round(sentences / wall, 1),
        "sentences_per_processor_second": round(sentences / both, 1),
        "sentences_per_second_two_cores": round(2 * sentences / both, 1),
        "store_share": round(alone / both, 4), "store_and_linking_share": round(whole / both, 4),
        "bytes_per_byte_of_text": round(size / sum(len(t.encode()) for t in texts), 2),
    }  # fmt: skip


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _store_alone(path: Path, found: Sequence[Reading]) -> float:
    """Processor time of writing without finding events: tables, search, copies, versions, commits."""
    from onrecord.record import links

    link = links.link
    links.link = lambda db, reports, cache=None: None
    try:
        with Record(path) as record:
            mark = time.process_time()
            record.add_readings(found)
            return time.process_time() - mark
    finally:
        links.link = link


def build(path: Path, size: int, made: Iterator[Reading]) -> None:
    """A record of ``size`` claims without events."""
    claims = 0
    with Record(path) as record:
        db = record.connection
        db.execute("PRAGMA synchronous = OFF")
        with transaction(db):
            run = begin_run(db)
            while claims < size:
                reading = next(made)
                store.put(db, reading, run=run)
                claims += len(reading.claims)


GROWN = (
    "reports", "documents", "sentences", "claims", "claim_parties", "claim_objects", "claim_quantities", "claim_chain",
    "attributions", "place_mentions", "times",
)  # fmt: skip
STEP = 10_000_000
# Who is somebody in one report only is somebody else in each of its copies.
STRANGERS = (
    "INSERT INTO entities SELECT entity + ?1, id, name, country, sector, everywhere FROM entities "
    f"WHERE NOT everywhere AND entity < {STEP}",
    f"UPDATE claim_parties SET entity = entity + ?1 WHERE claim BETWEEN ?1 AND ?1 + {STEP - 1} "
    "AND entity IN (SELECT entity FROM entities WHERE NOT everywhere)",
)


def grow(path: Path, factor: int) -> None:
    """The same reports ``factor`` times under other ids, each on days of its own; then every claim its own event."""
    with Record(path) as record:
        db = record.connection
        db.execute("PRAGMA synchronous = OFF")
        with transaction(db):
            for k in range(1, factor):
                for table in GROWN:
                    _again(db, table, k)
                for statement in STRANGERS:
                    db.execute(statement, (k * STEP,))
            for statement in EVENTS:
                db.execute(statement)
            for table in ("reports_search", "sentences_search"):
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")


def _again(db: apsw.Connection, table: str, k: int) -> None:
    shift = f"((report * 7919 + {k} * 104729) % 800 - 400)"
    changed = {
        "report": f"report + {k * STEP}", "claim": f"claim + {k * STEP}", "sentence": f"sentence + {k * STEP}",
        "id": f"id || '-{k}'", "moment": f"moment + 86400 * {shift}", "first_day": f"first_day + {shift}",
        "last_day": f"last_day + {shift}", "page": "NULL", "version": "NULL",
    }  # fmt: skip
    if table == "attributions":
        del changed["id"]
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    first = "claim" if "claim" in columns else "sentence" if "sentence" in columns else "report"
    db.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(changed.get(c, c) for c in columns)} "
        f"FROM {table} WHERE {first} < {STEP}"
    )


EVENTS = (
    """INSERT INTO events (event, id, type, mode, title, status, status_why, place, place_country, place_why,
       place_claims, origins_low, origins_high, first_published, last_published, first_day, last_day, moment)
       SELECT claim, c.id, type, mode, 'An event', status, status_why, place, place_country, NULL, NULL,
       1 + (claim % 29 = 0), 1 + (claim % 29 = 0), r.published, r.published, first_day, last_day, c.moment
       FROM claims c JOIN reports r USING (report)""",
    "UPDATE claims SET event = claim",
)


def asking() -> dict[str, Any]:
    """Times of lists and searches at three sizes, in milliseconds; the slowest and how it grows."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base.db"
        build(base, SIZES[0], iter(Maker(readings(300))))
        for size in SIZES:
            path = Path(folder) / f"{size}.db"
            shutil.copy(base, path)
            grow(path, size // SIZES[0])
            found[str(size)] = _asked(path)
            print(json.dumps({size: found[str(size)]}), file=sys.stderr, flush=True)
            path.unlink()
    first, last = found[str(SIZES[0])], found[str(SIZES[-1])]
    for name in ("list_median", "list_slowest", "search_slowest", "opening"):
        ratio = max(last[name], 0.01) / max(first[name], 0.01)
        found[f"exponent_{name}"] = round(math.log(ratio) / math.log(SIZES[-1] / SIZES[0]), 2)
    return found


def _asked(path: Path) -> dict[str, Any]:
    opening = _best(lambda: Record(path, readonly=True).close())
    lists: dict[str, float] = {}
    with Record(path, readonly=True) as record:
        record.claims().page(1)
        for given in QUESTIONS:
            lists[f"claims {given}"] = _best(partial(_page, record, "claims", given))
            lists[f"events {given}"] = _best(partial(_page, record, "events", given))
        searches = {words: _best(partial(record.search, words)) for words in SEARCHES}
    slow = sorted(lists.items(), key=lambda pair: -pair[1])[:6]
    return {
        "opening": opening, "list_median": round(statistics.median(lists.values()), 2), "list_slowest": slow[0][1],
        "slow_lists": dict(slow), "search_slowest": max(searches.values()), "searches": searches,
    }  # fmt: skip


def _page(record: Record, kind: str, given: dict[str, Any]) -> object:
    return getattr(record, kind)(**given).page(50)


def _best(call: Callable[[], object]) -> float:
    """Milliseconds of processor time, the median of some calls: the machine may be busy with others."""
    spent = []
    for _ in range(REPEATS):
        mark = time.process_time()
        call()
        spent.append((time.process_time() - mark) * 1000)
    return round(statistics.median(spent), 2)


def size(limit: int) -> dict[str, Any]:
    """Bytes of the file for a byte of text, of readings made before; the figure falls as a record grows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        with Record(path) as record:
            record.add_readings(readings(limit))
            text = record.connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM reports").get
            counts = record.stats()
        whole = path.stat().st_size
    return {
        "reports": counts["reports"], "claims": counts["claims"], "text_bytes": int(text or 0), "file_bytes": whole,
        "bytes_per_byte_of_text": round(whole / int(text or 1), 2),
    }  # fmt: skip


def memory(count: int) -> dict[str, Any]:
    """Resident memory (MB) while made-up reports come into a record, linked; its growth in the second half."""
    marks: dict[int, float] = {}

    def note(summary: AddSummary) -> None:
        if summary.inputs >= max(marks, default=0) + count / 20 or summary.inputs == count:
            marks[summary.inputs] = round(_resident(), 1)
            print(json.dumps({"reports": summary.inputs, "resident_mb": marks[summary.inputs]}), file=sys.stderr,
                  flush=True)  # fmt: skip

    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "record.db") as record:
        mark = time.process_time()
        record.add_readings(islice(iter(Maker(readings(300), pace=PACE)), count), progress=note)
        spent = time.process_time() - mark
        size = (Path(folder) / "record.db").stat().st_size
        text = record.connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM reports").get
        claims = record.stats()["claims"]
    late = [mb for reports, mb in marks.items() if reports >= count / 2]
    return {
        "reports": count, "claims": claims, "resident_mb": marks,
        "memory_growth_mb": round(max(late) - min(late), 1), "processor_seconds": round(spent, 1),
        "bytes_per_byte_of_text": round(size / int(text or 1), 2),
    }  # fmt: skip


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=["adding", "size", "asking", "memory", []], default=[])
    parser.add_argument("--record", type=Path, help="asking: measure this record instead of made-up ones")
    parser.add_argument("--reports", type=int, help="reports of adding (60), size (300), memory (5000)")
    parser.add_argument("--line", action="store_true", help="each part on one line")
    parser.add_argument("--check", action="store_true", help="fail where a figure does not keep its limit")
    asked = parser.parse_args(arguments)
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "adding": lambda: adding(asked.reports or 60),
        "size": lambda: size(asked.reports or 300),
        "asking": lambda: {str(asked.record): _asked(asked.record)} if asked.record else asking(),
        "memory": lambda: memory(asked.reports or 5_000),
    }
    broken = []
    for name in asked.parts or parts:
        found = parts[name]()
        print(json.dumps({name: found}, indent=None if asked.line else 1, ensure_ascii=False), flush=True)
        broken += beyond(found)
    for line in broken if asked.check else ():
        print(line, file=sys.stderr)
    return int(asked.check and bool(broken))


def beyond(found: dict[str, Any]) -> list[str]:
    """The figures that do not keep their limits, those inside others too."""
    lines = []
    for name, value in found.items():
        if isinstance(value, dict):
            lines += [f"{name}: {line}" for line in beyond(value)]
        elif name in LEAST and value < LEAST[name]:
            lines.append(f"{name} is {value}, at least {LEAST[name]} is wanted")
        elif name in MOST and value > MOST[name]:
            lines.append(f"{name} is {value}, at most {MOST[name]} is wanted")
    return lines


if __name__ == "__main__":
    sys.exit(main())
