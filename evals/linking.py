"""Reports of one incident: ``python -m evals.linking IN OUT [--readings FILE ...]``.

IN is JSON Lines with ``mention_id``, ``title``, ``dct`` (day of publication), ``text``. Every report is read and linked
as a record would; OUT gets, for each, ``cluster``: the event that the report is about, and ``killed`` and ``injured``:
the toll of that event that most of the reports on it give by their claims, ``null`` where they state none. A report
that could not be read is its own cluster.

``--incidents FILE --gold FILE`` compares the figures with JSON Lines of ``incident_id``, ``num_killed``,
``num_injured``; the reports of an incident are those with its id as ``cluster`` in the gold, and its figure is that of
the event most of them are given. ``--readings`` names files of readings made before (length-prefixed msgpack).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from onrecord.linking.features import features
from onrecord.linking.incremental import update
from onrecord.linking.memory import MemoryStore
from onrecord.linking.moments import order
from onrecord.model import Claim, Document, Hints, LinkInput, QuantityRole, Reading
from onrecord.reading.engine import readings
from onrecord.reading.tolls import Toll, tolled, without_recalled

ROLES: tuple[QuantityRole, ...] = ("killed", "injured")
Row = dict[str, Any]


def lines(path: Path) -> list[Row]:
    """Rows of a JSON Lines file."""
    return [json.loads(x) for x in path.read_text(encoding="utf-8").split("\n") if x.strip()]


def documents(rows: Iterable[Row]) -> Iterator[Document]:
    """The reports as documents."""
    for row in rows:
        hints = Hints(id=row["mention_id"], title=row.get("title"), published=row.get("dct"))
        yield Document(
            content=row["text"].encode(), media_type="text/plain", path=row["mention_id"], charset="utf-8", hints=hints
        )


def stored(paths: Iterable[Path]) -> Iterator[Reading]:
    """Readings of files; a half-written last one is left out."""
    for path in paths:
        raw, at = path.read_bytes(), 0
        while at + 4 <= len(raw) and at + 4 + (size := int.from_bytes(raw[at : at + 4], "little")) <= len(raw):
            yield msgspec.msgpack.decode(raw[at + 4 : at + 4 + size], type=Reading)
            at += 4 + size


def info(reading: Reading) -> LinkInput:
    """What linking is told of a report."""
    r = reading.report
    return LinkInput(report=r.id, publisher=r.publisher, url=r.url, published=r.published)


def linked(found: Sequence[Reading]) -> tuple[dict[str, str], MemoryStore]:
    """The event that each report is about."""
    store = MemoryStore()
    update(store, [features(r, info(r)) for r in found])
    event = {unit: group.id for group in store.events.values() for unit in group.units}
    return {report: event[kept.about()] for report, kept in store.kept([r.report.id for r in found]).items()}, store


def figures(found: Sequence[Reading], store: MemoryStore, events: Iterable[str]) -> dict[str, dict[str, int | None]]:
    """Killed and injured of events: what most of their reports give, each by its own claims."""
    claims = {c.id: (r.report.id, c) for r in found for c in r.claims}
    published = {r.report.id: order(r.report.published) for r in found}
    title = {r.report.id: r.report.title for r in found}
    mains = {r: set(kept.claims()[kept.about()]) for r, kept in store.kept(list(published)).items()}
    told: dict[str, dict[str, int | None]] = {}
    for event in sorted(set(events)):
        every: dict[str, list[Claim]] = defaultdict(list)
        for report, claim in sorted((claims[c] for c in store.events[event].claims), key=lambda p: p[1].trigger.start):
            every[report].append(claim)
        units = set(store.events[event].units)
        heads = [r for r in every if store.kept([r])[r].about() in units]  # others mention it, and tell a part of it
        by_report = {r: without_recalled(central(every[r], mains[r])) for r in heads or every}
        fatal = {r: tolled(mine, "killed", title=title[r]) for r, mine in by_report.items()}
        dead = backed(fatal, published)
        hurt = {r: tolled(mine, "injured", title=title[r], dead=dead) for r, mine in by_report.items()}
        told[event] = {"killed": dead, "injured": backed(living(hurt, fatal, dead), published)}
    return told


def central(claims: list[Claim], main: set[str]) -> list[Claim]:
    """The claims of what a report is mostly about, where they count somebody; else all of the event."""
    own = [c for c in claims if c.id in main]
    return own if any(q.role in ROLES for c in own for q in c.quantities) else claims


def living(
    hurt: dict[str, Toll | None], fatal: dict[str, Toll | None], dead: int | None
) -> dict[str, Toll | None]:  # fmt: skip
    """The injured without those who died later, of whom reports still tell as injured that know of no dead."""
    knowing = {report for report, toll in fatal.items() if toll is not None}
    if not dead:
        return hurt
    if any(hurt[report] for report in knowing):
        return {report: hurt[report] for report in knowing}
    return {
        report: Toll(toll.value - dead, toll.counted) if toll is not None and toll.value > dead else None
        for report, toll in hurt.items()
    }


def backed(given: dict[str, Toll | None], published: dict[str, tuple[Any, ...]]) -> int | None:
    """The figure that most reports give, of equals the one given last, then the greatest.

    Where some report counts, those that only tell of one person after the other have no say: they may leave out some.
    """
    told = {report: toll for report, toll in given.items() if toll is not None}
    counting = {report: toll for report, toll in told.items() if toll.counted}
    reports: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for report, toll in (counting or told).items():
        reports[toll.value].append(published[report][1:])
    return max(reports, key=lambda v: (len(reports[v]), max(reports[v]), v), default=None)


def compare(out: Iterable[Row], gold: Iterable[Row], incidents: Iterable[Row]) -> dict[str, float]:
    """Shares of incidents whose figures are right, of those for which a figure is given."""
    of = {row["mention_id"]: row["cluster"] for row in gold}
    told: dict[str, list[Row]] = defaultdict(list)
    for row in out:
        told[of[row["mention_id"]]].append(row)
    right: Counter[str] = Counter()
    stated: Counter[str] = Counter()
    total = 0
    for incident in incidents:
        rows = told.get(incident["incident_id"])
        if not rows:
            continue
        total += 1
        most = Counter(r["cluster"] for r in rows).most_common(1)[0][0]
        row = next(r for r in rows if r["cluster"] == most)
        for role in ROLES:
            if row[role] is not None:
                stated[role] += 1
                right[role] += row[role] == incident[f"num_{role}"]
    shares = {f"{role}_right": round(right[role] / max(1, stated[role]), 4) for role in ROLES}
    both = round(sum(right.values()) / max(1, sum(stated.values())), 4)
    return {"incidents": total, **{f"{r}_stated": stated[r] for r in ROLES}, **shares, "figures_right": both}


def main() -> None:
    """Read IN, write OUT, compare where asked."""
    parser = argparse.ArgumentParser(prog="python -m evals.linking", description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--readings", type=Path, nargs="*", default=[])
    parser.add_argument("--incidents", type=Path)
    parser.add_argument("--gold", type=Path)
    o = parser.parse_args()
    rows = lines(o.input)
    wanted = {r["mention_id"] for r in rows}
    made = stored(o.readings) if o.readings else (r for r in readings(documents(rows)) if isinstance(r, Reading))
    found = list({r.report.id: r for r in made if r.report.id in wanted}.values())
    about, store = linked(found)
    told = figures(found, store, about.values())
    nothing: dict[str, int | None] = {str(role): None for role in ROLES}
    out = []
    for row in rows:
        cluster = about.get(row["mention_id"]) or row["mention_id"]
        out.append({"mention_id": row["mention_id"], "cluster": cluster, **told.get(cluster, nothing)})
    o.output.write_text("".join(json.dumps(row) + "\n" for row in out), encoding="utf-8")
    if o.incidents and o.gold:
        print(json.dumps(compare(out, lines(o.gold), lines(o.incidents))))


if __name__ == "__main__":
    main()
