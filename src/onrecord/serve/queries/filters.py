"""The filters of lists, map and timeline, and the SQL they become. Every value is bound, none is pasted in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

import apsw

from onrecord.model import EventType, Frozen, Status
from onrecord.serve.faults import BadQuery

COUNTRY = re.compile(r"[A-Z]{3}")
MOST_WORDS = 12
FOUND_AT_MOST = 20_000
"""Sentences that a search by words looks through; a word that stands in more is no filter."""
BROAD = 2_000
"""Reports of the outlets asked for from which on events are tried one by one."""
LIKE = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


class Filters(Frozen, frozen=True, kw_only=True):
    """What a list of events is narrowed by. All that are given must hold."""

    words: str | None = None
    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    min_origins: int | None = None
    outlet: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    bbox: tuple[float, float, float, float] | None = None


def choices(name: str, given: str | None, allowed: Sequence[str]) -> tuple[str, ...]:
    """The values of a comma-separated filter. Raises ``BadQuery`` for one that is none."""
    values = tuple(v.strip() for v in (given or "").split(",") if v.strip())
    for value in values:
        if value not in allowed:
            raise BadQuery(f"{name} cannot be {value[:40]!r}; it is one of {', '.join(allowed)}.")
    return values


def types(given: str | None) -> tuple[str, ...]:
    """Event types of a filter."""
    return choices("type", given, get_args(EventType))


def statuses(given: str | None) -> tuple[str, ...]:
    """Statuses of a filter."""
    return choices("status", given, get_args(Status))


def day(name: str, given: str | None) -> str | None:
    """An ISO day. Raises ``BadQuery`` for anything else."""
    if not given:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise BadQuery(f"{name} takes a day, for instance 2025-10-31, not {given[:40]!r}.") from None


def box(given: str | None) -> tuple[float, float, float, float] | None:
    """West, south, east, north in degrees; west may be greater than east across the antimeridian."""
    if not given:
        return None
    try:
        west, south, east, north = (float(v) for v in given.split(","))
    except ValueError:
        raise BadQuery("bbox takes four numbers: west,south,east,north in degrees.") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise BadQuery("bbox takes degrees: west and east from -180 to 180, south below north from -90 to 90.")
    return west, south, east, north


def match(words: str) -> str:
    """What people type as a query of FTS5: words are quoted, "words together" stay so, ``begin*`` is a prefix."""
    parts = []
    for piece in re.findall(r'"[^"]*"|\S+', words)[:MOST_WORDS]:
        bare = piece.strip('"').replace('"', " ").strip()
        prefix = bare.endswith("*")
        bare = bare.rstrip("*").strip()
        if re.search(r"\w", bare):
            parts.append(f'"{bare}"' + ("*" if prefix else ""))
    if not parts:
        raise BadQuery("Give at least one word to search for.")
    return " ".join(parts)


class Where:
    """Conditions on ``events e`` with their values."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Any] = []

    def add(self, condition: str, *values: Any) -> None:
        """One condition that must hold."""
        self.parts.append(condition)
        self.values.extend(values)

    @property
    def sql(self) -> str:
        """All of them, ``1`` for none."""
        return " AND ".join(self.parts) or "1"


def where(db: apsw.Connection, asked: Filters) -> Where:
    """The conditions on ``events e``."""
    found = Where()
    for column, values in (("type", asked.type), ("status", asked.status)):
        if values:
            found.add(f"e.{column} IN ({', '.join('?' * len(values))})", *values)
    if asked.min_origins:
        found.add("e.origins_low >= ?", asked.min_origins)
    if asked.since:
        found.add("coalesce(e.time_end, e.time_start) >= ?", asked.since)
    if asked.until:
        found.add("substr(coalesce(e.time_start, e.time_end), 1, 10) <= ?", asked.until)
    for role in ("actor", "recipient"):
        if name := getattr(asked, role):
            _party(found, name, role)
    if asked.party:
        _party(found, asked.party, None)
    if asked.outlet:
        _outlet(db, found, asked.outlet)
    if asked.place:
        _place(found, asked.place)
    if asked.bbox:
        _box(found, asked.bbox)
    if asked.words:
        found.add(
            "e.event IN (SELECT k.event FROM "
            "(SELECT rowid FROM sentences_search WHERE sentences_search MATCH ? LIMIT ?) s "
            "JOIN claims c ON c.sentence = s.rowid JOIN event_claims k ON k.claim = c.claim)",
            match(asked.words), FOUND_AT_MOST,
        )  # fmt: skip
    return found


def _party(found: Where, name: str, role: str | None) -> None:
    """A code is a country; anything else an id or part of a name."""
    of = "AND p.role = ?" if role else ""
    values = [role] if role else []
    if COUNTRY.fullmatch(name):
        found.add(f"e.event IN (SELECT p.event FROM event_parties p WHERE p.country = ? {of})", name, *values)
        return
    found.add(
        "e.event IN (SELECT p.event FROM entities n JOIN event_parties p USING (entity) "
        f"WHERE (n.id = ? OR n.name LIKE ? ESCAPE '\\') {of})",
        name, like(name), *values,
    )  # fmt: skip


def like(text: str) -> str:
    """A LIKE pattern for text that contains it."""
    return f"%{text.translate(LIKE)}%"


def outlets(db: apsw.Connection, name: str) -> list[str]:
    """Publishers whose name contains it."""
    rows = db.execute(
        "SELECT DISTINCT publisher FROM reports WHERE publisher LIKE ? ESCAPE '\\' LIMIT 200", (like(name),)
    )
    return [row[0] for row in rows]


def _outlet(db: apsw.Connection, found: Where, name: str) -> None:
    names = outlets(db, name)
    marks = ", ".join("?" * len(names))
    broad = f"SELECT count(*) FROM (SELECT 1 FROM reports WHERE publisher IN ({marks}) LIMIT ?)"
    if int(db.execute(broad, (*names, BROAD)).get) < BROAD:
        found.add(
            "e.event IN (SELECT k.event FROM reports r JOIN event_reports k USING (report) "
            f"WHERE r.publisher IN ({marks}))",
            *names,
        )
        return
    # most events fit: looking at one after the other ends sooner than listing all that do
    found.add(
        "EXISTS (SELECT 1 FROM event_reports k JOIN reports r USING (report) "
        f"WHERE k.event = e.event AND r.publisher IN ({marks}))",
        *names,
    )


def _place(found: Where, name: str) -> None:
    if COUNTRY.fullmatch(name):
        found.add("e.place_country = ?", name)
        return
    found.add("e.place IN (SELECT place FROM places WHERE name LIKE ? ESCAPE '\\')", like(name))


def _box(found: Where, asked: tuple[float, float, float, float]) -> None:
    west, south, east, north = asked
    beside = "lon BETWEEN ? AND ?" if west <= east else "(lon >= ? OR lon <= ?)"
    found.add(f"e.place IN (SELECT place FROM places WHERE lat BETWEEN ? AND ? AND {beside})", south, north, west, east)
