"""How linking grows: ``python -m evals.scale [--claims N] [--memory]``.

Makes up reports with the distributions that a year of news has: 40 reports a day; what a report tells is mostly fresh;
a few happenings fill many reports and most only one; towns by their inhabitants, actors by a power law over the tables
of states, groups and organisations; words by their share in news. Prints, for an eighth, a quarter, a half and all of
the claims, the seconds that linking them from nothing takes, the exponent of growth of those of the processor, and how
long each of 200 new reports takes after that. Features are made beforehand: reading is not measured here.

The links are kept as in a record (SQLite, on disk), whose reports are bare rows: what is known of one that is not in
the cache is looked up and not worked out from its text; ``--memory`` keeps them in memory.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from itertools import accumulate, count
from math import log
from pathlib import Path
from typing import Any

import apsw
from msgspec import Struct

from onrecord.knowledge.entry import rows
from onrecord.knowledge.gazetteer import gazetteer
from onrecord.linking.features import ClaimFeatures, ReportFeatures, Told, When, Where, Who, area
from onrecord.linking.incremental import Kept, LinkStore, update
from onrecord.linking.memory import MemoryStore
from onrecord.linking.words import rarity, shares
from onrecord.model import EventType
from onrecord.record import packing
from onrecord.record.database import connect, one, transaction
from onrecord.record.linkstore import RecordStore

REPORTS_A_DAY = 40
FIRST_DAY = 739_000
NEW = 200
HEAD, NAMES = 50.0, 400_000.0
POWER, HOTTEST, FADES, LUKEWARM = 1.2, 60.0, 0.5, 0.3
"""How much is told of a happening: a power law, halved every day."""
TYPES: tuple[tuple[EventType, int], ...] = (
    ("CONSULT", 16), ("ASSAULT", 24), ("COERCE", 12), ("ACCUSE", 8), ("REQUEST", 6), ("AGREE", 6), ("SUPPORT", 5),
    ("COOPERATE", 4), ("MOBILIZE", 4), ("THREATEN", 3), ("PROTEST", 4), ("AID", 3), ("REJECT", 3), ("SANCTION", 1),
    ("RETREAT", 1), ("CONCEDE", 1),
)  # fmt: skip
"""Types as the claims of ``../shared/gold/articles`` have them, in rough hundredths."""


class Happening(Struct, frozen=True):
    """Something that reports tell of."""

    type: EventType
    day: int
    town: Where
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    words: tuple[str, ...]
    killed: int | None


class World:
    """Draws happenings and reports; the same seed draws the same."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.towns = self._towns()
        self.parties = self._parties()
        self._party_weights = list(accumulate(1 / (n + 2) for n in range(len(self.parties))))
        table = sorted(shares().items())
        self._words = [w for w, _ in table]
        self._word_weights = list(accumulate(s for _, s in table))
        self._count = 0

    def _towns(self) -> list[Where]:
        table, found = gazetteer(), []
        for index in range(0, len(table.columns["population"]), 3):
            if table.columns["population"][index] > 20_000:
                site = table.site(index)
                if site.kind == "city" and site.country:
                    found.append((site.population, site))
        found.sort(key=lambda p: (-p[0], p[1].index))
        self._town_weights = list(accumulate(p for p, _ in found))
        return [
            Where(id=s.geonames_id, name=s.name, country=s.country, area=area(s.name, s.geonames_id), lat=s.lat,
                  lon=s.lon, wide=False, text=s.name)
            for _, s in found
        ]  # fmt: skip

    def _parties(self) -> list[Who]:
        found = []
        for file in ("groups.tsv", "organisations.tsv", "forces.tsv"):
            found += [Who(id=r[0], country=None, sector=None, words=(r[0],), text=r[0]) for r in rows(file)]
        states = sorted({t.country for t in self.towns if t.country})
        found += [Who(id=f"country:{c.lower()}", country=c, sector="GOV", words=(c,), text=c) for c in states]
        self.draw.shuffle(found)
        return found

    def pick(self, items: Sequence[Any], weights: Sequence[float]) -> Any:
        """One of ``items`` by cumulated weights."""
        return items[min(len(items) - 1, bisect(weights, self.draw.random() * weights[-1]))]

    def name(self) -> str:
        """A name that no table has, by Zipf's law with a flat head: the commonest is in one report in a hundred."""
        return f"zq{int(HEAD * (NAMES / HEAD) ** self.draw.random() - HEAD)}"

    def happening(self, day: int) -> Happening:
        """Something new."""
        draw = self.draw
        weights = list(accumulate(w for _, w in TYPES))
        return Happening(
            type=self.pick(TYPES, weights)[0], day=day, town=self.pick(self.towns, self._town_weights),
            actors=tuple(self.pick(self.parties, self._party_weights) for _ in range(draw.choice((0, 1, 1, 2)))),
            recipients=tuple(self.pick(self.parties, self._party_weights) for _ in range(draw.choice((0, 1, 1)))),
            words=(*tuple(self.pick(self._words, self._word_weights) for _ in range(12)), self.name(), self.name()),
            killed=int(draw.paretovariate(1.1)) if draw.random() < 0.3 else None,
        )  # fmt: skip

    def report(self, day: int, told: Sequence[Happening]) -> ReportFeatures:
        """A report that tells of happenings, the first one most."""
        draw = self.draw
        self._count += 1
        claims = []
        for n, h in enumerate(told):
            times = draw.choice((2, 3, 4)) if n == 0 else draw.choice((1, 1, 2))
            claims += [self.claim(h, at=400 * n + 90 * k) for k in range(times)]
        words = {w for h in told for w in h.words} | {self.pick(self._words, self._word_weights) for _ in range(30)}
        return ReportFeatures(
            report=f"r{self._count:08d}", publisher=f"Outlet {draw.randrange(300)}", published=iso(day), day=day,
            title=None, words=weighed(words), title_words={}, opening=weighed(set(told[0].words)),
            names={w: 0.98 for w in sorted(words) if w.startswith("zq")},
            towns=tuple(dict.fromkeys(h.town.id for h in told if h.town.id))[:5], copy_of=None, version_of=None,
            claims=tuple(claims),
        )  # fmt: skip

    def claim(self, h: Happening, *, at: int) -> ClaimFeatures:
        """One claim on a happening, with a part of what there is to say."""
        draw = self.draw
        self._count += 1
        said = draw.sample(h.words, 8)
        trigger = said[0]
        killed = h.killed if h.killed and draw.random() < 0.5 else None
        return ClaimFeatures(
            claim=f"{draw.getrandbits(64):016x}", at=at, sentence=at, type=h.type, mode=None, status="occurred",
            trigger=trigger, stem=trigger[:6], definite=draw.random() < 0.3,
            actors=h.actors if draw.random() < 0.6 else (), recipients=h.recipients if draw.random() < 0.6 else (),
            when=When(low=h.day, high=h.day, text="then") if draw.random() < 0.6 else None,
            where=h.town if draw.random() < 0.6 else None,
            told=(Told(role="killed", value=float(killed), text=str(killed)),) if killed else (),
            words=weighed(set(said)), alleged=False,
        )  # fmt: skip

    def reports(self) -> Iterator[ReportFeatures]:
        """Reports without end, day by day."""
        draw = self.draw
        alive: list[tuple[float, Happening]] = []
        for day in range(FIRST_DAY, FIRST_DAY + 100_000):
            alive = [(heat * FADES, h) for heat, h in alive if heat > LUKEWARM]
            alive += [(min(HOTTEST, draw.paretovariate(POWER)), self.happening(day)) for _ in range(REPORTS_A_DAY)]
            heats = list(accumulate(heat for heat, _ in alive))
            for _ in range(REPORTS_A_DAY):
                told = [self.pick(alive, heats)[1]]
                for _ in range(draw.randint(3, 8)):  # what else a report speaks of is mostly told nowhere else
                    known = draw.random() < 0.3
                    told.append(self.pick(alive, heats)[1] if known else self.happening(day - draw.randrange(400)))
                yield self.report(day + draw.choice((0, 0, 1)), list(dict.fromkeys(told)))


def weighed(words: set[str]) -> dict[str, float]:
    """A signature of unit length, the rarest words first, as those of real reports are."""
    found = {w: rarity(w) for w in sorted(words, key=lambda w: (-rarity(w), w))}
    length = sum(v * v for v in found.values()) ** 0.5 or 1.0
    return {w: v / length for w, v in found.items()}


def iso(day: int) -> str:
    """ISO date of an ordinal."""
    from datetime import date

    return date.fromordinal(day).isoformat()


def taken(reports: Iterator[ReportFeatures], claims: int) -> list[ReportFeatures]:
    """Reports until they have ``claims`` claims."""
    found, count = [], 0
    while count < claims:
        found.append(next(reports))
        count += len(found[-1].claims)
    return found


class MadeStore(RecordStore):
    """The links of a record whose reports and claims are bare rows: what linking knows of them is made up."""

    def __init__(self, db: apsw.Connection) -> None:
        db.execute("PRAGMA foreign_keys = OFF")
        super().__init__(db)
        self._made: dict[str, ReportFeatures] = {}

    def enter(self, reports: Sequence[ReportFeatures]) -> None:
        """Give reports and their claims the rows that links point to; not part of linking."""
        first = int(one(self.db, "SELECT coalesce(max(report), 0) + 1 FROM reports", ())[0])
        with transaction(self.db):
            for number, r in enumerate(reports, first):
                self._made[r.report] = r
                self.db.execute(
                    "INSERT INTO reports (report, id, moment, text, run) VALUES (?, ?, 0, '', 1)", (number, r.report)
                )
                self.db.executemany(
                    "INSERT INTO claims (id, report, position, type, trigger_start, trigger_stop, sentence, status, "
                    "factuality, status_why, moment) VALUES (?, ?, ?, ?, 0, 0, 1, 'occurred', 'certain', 1, 0)",
                    [(c.claim, number, n, c.type) for n, c in enumerate(r.claims)],
                )

    def _read(self, number: int, report: str, text: str, raw: bytes) -> Kept:
        return Kept(report=self._made[report], groups=packing.unpack(raw)[1])


BATCH = 200
"""Reports of one transaction, as ``onrecord add`` has."""


def linked(store: LinkStore, reports: Sequence[ReportFeatures]) -> tuple[float, float]:
    """Seconds that linking takes, by the clock and of the processor."""
    start, used = time.perf_counter(), time.process_time()
    for n in range(0, len(reports), BATCH):
        step(store, reports[n : n + BATCH])
    return time.perf_counter() - start, time.process_time() - used


def step(store: LinkStore, reports: Sequence[ReportFeatures]) -> None:
    """One update, in a transaction where the store is on disk."""
    with transaction(store.db) if isinstance(store, MadeStore) else nullcontext():
        update(store, reports)


def enter(store: LinkStore, reports: Sequence[ReportFeatures]) -> None:
    """Prepare a store that is on disk for reports."""
    if isinstance(store, MadeStore):
        store.enter(reports)


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Slope of the logarithms, by least squares."""
    x, y = [log(s) for s in sizes], [log(s) for s in seconds]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True)) / sum((a - mx) ** 2 for a in x)


def measured(claims: int, make: Callable[[], LinkStore]) -> dict[str, Any]:
    """All figures."""
    world = World(1)
    stream = world.reports()
    whole = taken(stream, claims)
    coming = [next(stream) for _ in range(NEW)]
    sizes, seconds, used = [], [], []
    for part in (8, 4, 2, 1):
        store = make()
        some = taken(iter(whole), min(claims // part, sum(len(r.claims) for r in whole)))
        enter(store, some)
        sizes.append(sum(len(r.claims) for r in some))
        clock, processor = linked(store, some)
        seconds.append(round(clock, 2))
        used.append(round(processor, 2))
        print(f"{sizes[-1]} claims: {seconds[-1]} s, of the processor {used[-1]} s", file=sys.stderr, flush=True)
    times, spent = [], []
    enter(store, coming)
    for report in coming:
        start, before = time.perf_counter(), time.process_time()
        step(store, [report])
        times.append(1000 * (time.perf_counter() - start))
        spent.append(1000 * (time.process_time() - before))
    times.sort()
    spent.sort()
    return {
        "claims": sizes, "seconds": seconds, "processor_seconds": used,
        "exponent": round(exponent(sizes, used), 3),
        "new_report_ms": {"median": round(times[NEW // 2], 1), "p95": round(times[NEW * 95 // 100], 1),
                          "most": round(times[-1], 1), "processor_median": round(spent[NEW // 2], 1)},
    }  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--memory", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.memory:
        print(json.dumps(measured(asked.claims, MemoryStore)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = (Path(folder) / f"{n}.db" for n in count())
        print(json.dumps(measured(asked.claims, lambda: MadeStore(connect(next(files), write=True)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
