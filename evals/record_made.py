"""Readings made up from real ones for ``evals.record``: other words, days and places, the same shape."""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from evals.speed import ARTICLES, EXAMPLES
from onrecord.model import Reading, Span
from onrecord.record.identity import keyed

DAYS = (-400, 400)
"""Days before and after that of the first report."""
LATE = (0, 0, 0, 0, 0, 0, 1, 1, 2, 3)
"""By how many days a report may come late."""


WORD, NAME = re.compile(r"\b[a-z]{4,}\b"), re.compile(r"\b[A-Z][a-z]{3,}\b")
Pool = dict[int, tuple[list[str], list[int]]]
"""Words with their counts, by length."""


def source() -> Path:
    return ARTICLES if ARTICLES.exists() else EXAMPLES


def readings(limit: int) -> list[Reading]:
    """Readings of real reports, kept beside the system's temporary files between runs."""
    import onrecord

    kept = Path(tempfile.gettempdir()) / f"onrecord-evals-{limit}-{onrecord.__version__}.jsonl"
    if not kept.exists():
        lines = [msgspec.json.encode(r) for r in islice(onrecord.read(str(source()), on_reject=lambda r: None), limit)]
        kept.write_bytes(b"\n".join(lines))
    return [msgspec.json.decode(line, type=Reading) for line in kept.read_bytes().splitlines()]


class Maker:
    """Readings like the real ones, as many as wanted, each of some day of ``DAYS``.

    With ``pace``, so many come of each day, day after day, as a desk reads them; some a few days late.
    """

    def __init__(self, real: Sequence[Reading], *, pace: float | None = None) -> None:
        self._real = [r for r in real if r.claims]
        self._pace = pace
        self._chance = random.Random(1)
        words = Counter(w for r in real for w in WORD.findall(r.report.text))
        names = Counter(n for r in real for n in NAME.findall(r.report.text) if n.lower() not in words)
        self._words, self._names = _by_length(words), _by_length(names)
        self._places = [c.place for r in self._real for c in r.claims if c.place]

    def __iter__(self) -> Iterator[Reading]:
        n = 0
        while True:
            yield self.one(self._real[n % len(self._real)], n)
            n += 1

    def one(self, real: Reading, n: int) -> Reading:
        """The ``n``-th variation."""
        text = WORD.sub(lambda found: self._other(found[0]), real.report.text)
        renamed: dict[str, str] = {}
        text = NAME.sub(lambda found: renamed.setdefault(found[0], self._name(found[0])), text)
        days = timedelta(days=self._day(n))
        told = (date(2024, 6, 1) + days).isoformat()
        report = replace(
            real.report, id=f"made-{n}", text=text, url=None, publisher=f"Paper {n % 40}", published=told, updated=None,
            dateline=None,
        )  # fmt: skip
        whole = msgspec.convert(_respanned(msgspec.to_builtins(replace(real, report=report)), text), Reading)
        claims = tuple(self._moved(c, days) for c in whole.claims)
        return keyed(replace(whole, claims=claims))

    def _day(self, n: int) -> int:
        if self._pace is None:
            return self._chance.randint(*DAYS)
        return DAYS[0] + int(n / self._pace) - self._chance.choice(LATE)

    def _other(self, word: str) -> str:
        return word if self._chance.random() < 0.5 else self._drawn(self._words, word)

    def _name(self, name: str) -> str:
        """Another name, the same wherever this one stands in a report; else all variations would tell one story."""
        known = name in self._names.get(len(name), ((), ()))[0]
        return self._drawn(self._names, name) if known else name

    def _drawn(self, pool: Pool, word: str) -> str:
        words, weights = pool[len(word)]
        return self._chance.choices(words, weights)[0]

    def _moved(self, claim: Any, days: timedelta) -> Any:
        time, place = claim.time, claim.place
        if time is not None:
            time = replace(time, start=_shifted(time.start, days), end=_shifted(time.end, days))
        if place is not None:
            place = replace(self._chance.choice(self._places), span=place.span)
        return replace(claim, time=time, place=place)


def _by_length(words: Counter[str]) -> Pool:
    lengths: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for word, count in words.items():
        lengths[len(word)].append((word, count))
    return {length: ([w for w, _ in found], [c for _, c in found]) for length, found in lengths.items()}


def _respanned(value: Any, text: str) -> Any:
    """The same with every span's words taken from ``text``."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int):
            value["text"] = Span.of(text, value["start"], value["end"]).text
        return {k: _respanned(v, text) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_respanned(v, text) for v in value]
    return value


def _shifted(stamp: str | None, days: timedelta) -> str | None:
    try:
        return (date.fromisoformat((stamp or "")[:10]) + days).isoformat()
    except (ValueError, OverflowError):
        return stamp
