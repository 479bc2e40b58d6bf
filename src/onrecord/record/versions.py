"""Versions of one page in order, and what became of its claims from one to the next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import apsw
from msgspec import Struct

from onrecord.model import Claim, Quantity, Reading
from onrecord.record import load
from onrecord.record.alignment import Alignment, align, pieces
from onrecord.record.database import one
from onrecord.record.identity import moment


class Change(Struct, frozen=True):
    """One difference between the claims of two versions. ``old`` and ``new`` are positions in their readings."""

    kind: str
    field: str | None
    before: str | None
    after: str | None
    old: int | None
    new: int | None


def place(db: apsw.Connection, numbers: Collection[int]) -> set[int]:
    """Numbers the versions of the pages of some reports, which are new or have another text, anew.

    Gives the reports whose number changed.
    """
    pages = {one(db, "SELECT page FROM reports WHERE report = ?", (n,))[0] for n in numbers} - {None}
    changed: set[int] = set()
    for page in sorted(pages):
        changed |= _place(db, page, numbers)
    return changed


def _place(db: apsw.Connection, page: int, touched: Collection[int]) -> set[int]:
    rows = list(
        db.execute(
            "SELECT report, coalesce(updated, published, (SELECT min(fetched) FROM documents d "
            "WHERE d.report = r.report)), id, version, cut FROM reports r WHERE page = ?",
            (page,),
        )
    )
    rows.sort(key=lambda row: (moment(row[1]), row[2]))
    stood = sorted((row for row in rows if row[3]), key=lambda row: row[3])
    # a report that was placed before has another text now, and may break off where it did not
    before = [] if any(row[0] in touched for row in stood) else _follow(stood)
    changed = set()
    for version, (report, _, _, old, _) in enumerate(rows, 1):
        if version != old:
            db.execute("UPDATE reports SET version = ? WHERE report = ?", (version, report))
            changed.add(report)
    _put_corrections(db, page, _follow(rows), before)
    return changed


Pair = tuple[int, int]
"""A version of a page and the one that followed it: row numbers of reports."""


def _follow(rows: Sequence[tuple[Any, ...]]) -> list[Pair]:
    """Which version is held against which, of versions in order.

    What comes after a version that breaks off is held against the last whole one.
    """
    pairs = []
    k = 0
    for n in range(1, len(rows)):
        pairs.append((rows[k][0], rows[n][0]))
        if rows[n][-1] is None or rows[k][-1] is not None:
            k = n
    return pairs


def _put_corrections(db: apsw.Connection, page: int, pairs: Sequence[Pair], before: Collection[Pair]) -> None:
    """Writes what changed from version to version; of the pairs that stood ``before`` it is written already.

    A live page has hundreds of versions: each is held against those beside it when it comes, and not again.
    """
    told: dict[Pair, list[tuple[Any, ...]]] = {pair: [] for pair in pairs if pair in set(before)}
    for row in db.execute("SELECT * FROM corrections WHERE page = ? ORDER BY position", (page,)):
        if (row[6], row[7]) in told:
            told[row[6], row[7]].append(row[2:])
    rows = [row for pair in pairs for row in (told[pair] if pair in told else _compared(db, pair))]
    db.execute("DELETE FROM corrections WHERE page = ?", (page,))
    db.executemany(
        f"INSERT INTO corrections VALUES ({', '.join('?' * 11)})", [(page, n, *row) for n, row in enumerate(rows)]
    )


def _compared(db: apsw.Connection, pair: Pair) -> list[tuple[Any, ...]]:
    """The rows of ``corrections`` for two versions, without page and position."""
    old, new = (load.reading(db, report) for report in pair)
    ours, theirs = (
        [n for (n,) in db.execute("SELECT claim FROM claims WHERE report = ? ORDER BY position", (report,))]
        for report in pair
    )
    return [
        (c.kind, c.field, c.before, c.after, *pair, None if c.old is None else ours[c.old],
         None if c.new is None else theirs[c.new], moment(new.report.updated or new.report.published))
        for c in compare(old, new)
    ]  # fmt: skip


def compare(old: Reading, new: Reading) -> list[Change]:
    """What became of the claims: vanished, appeared, or changed in a field, in the order of the texts.

    Of a text that may break off (``Report.cut``) nothing is said behind the last sentence that both have.
    """
    side = align(pieces(old.report.text), pieces(new.report.text))
    pairs = _pairs(old, new, side)
    over = [*side.same, *side.changed]
    old_end = max((a.end for a, _ in over), default=0) if new.report.cut else len(old.report.text)
    new_end = max((b.end for _, b in over), default=0) if old.report.cut else len(new.report.text)
    found: list[tuple[int, Change]] = []
    for i, claim in enumerate(old.claims):
        if i not in pairs and claim.trigger.start >= old_end:
            continue
        if i not in pairs:
            found.append((claim.trigger.start, Change("vanished", None, claim.sentence.text, None, i, None)))
        else:
            other = new.claims[pairs[i]]
            found.extend(
                (claim.trigger.start, Change("changed", field, before, after, i, pairs[i]))
                for field, before, after in _fields(claim, other)
                if before != after
            )
    met = set(pairs.values())
    for j, claim in enumerate(new.claims):
        if j not in met and claim.trigger.start < new_end:
            found.append((claim.trigger.start, Change("appeared", None, None, claim.sentence.text, None, j)))
    return [change for _, change in sorted(found, key=lambda pair: pair[0])]


def _pairs(old: Reading, new: Reading, side: Alignment) -> dict[int, int]:
    """The same statement in both versions: equal key anywhere, else equal type in a sentence and its rewording."""
    waiting: dict[tuple[Any, ...], list[int]] = {}
    for j, claim in enumerate(new.claims):
        waiting.setdefault(_key(claim), []).append(j)
    pairs: dict[int, int] = {}
    for i, claim in enumerate(old.claims):
        if same := waiting.get(_key(claim)):
            pairs[i] = same.pop(0)
    over = [*side.same, *side.changed]
    free = [j for j in range(len(new.claims)) if j not in set(pairs.values())]
    for i, claim in enumerate(old.claims):
        if i in pairs:
            continue
        twins = [b for a, b in over if a.start <= claim.trigger.start < a.end]
        for j in free:
            other = new.claims[j]
            at = other.trigger.start
            if other.type == claim.type and any(b.start <= at < b.end for b in twins):
                pairs[i] = j
                free.remove(j)
                break
    return pairs


def _key(c: Claim) -> tuple[Any, ...]:
    """What makes two claims one statement, whatever its figures, status or place."""
    who = (tuple(a.name or a.text for a in side) for side in (c.actors, c.recipients))
    sources = tuple((link.source.name or link.source.text) if link.source else "" for link in c.chain)
    return (c.type, c.trigger.text.casefold(), *who, sources)


def _fields(a: Claim, b: Claim) -> Iterator[tuple[str, str | None, str | None]]:
    """Fields of both in words, for comparison."""
    yield "status", a.status, b.status
    yield "figures", _figures(a.quantities), _figures(b.quantities)
    yield "actors", _names(a.actors, a), _names(b.actors, b)
    yield "recipients", _names(a.recipients, a), _names(b.recipients, b)
    yield "chain", _chain(a), _chain(b)
    yield "place", a.place.name if a.place else None, b.place.name if b.place else None
    yield "time", _time(a), _time(b)


def _figures(found: Sequence[Quantity]) -> str | None:
    return "; ".join(f"{q.text} ({q.role})" for q in found) or None


def _names(found: Sequence[Any], claim: Claim) -> str | None:
    """Who they are; people who are only counted stand among the figures."""
    counted = {q.text for q in claim.quantities}
    return "; ".join(a.name or a.text for a in found if a.name or a.text not in counted) or None


def _chain(c: Claim) -> str | None:
    return " > ".join(link.who for link in c.chain) or None


def _time(c: Claim) -> str | None:
    if c.time is None or c.time.start is None:
        return None
    return c.time.start if c.time.start == c.time.end else f"{c.time.start} to {c.time.end}"
