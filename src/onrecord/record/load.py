"""Rows -> Reading: what was added, equal to the last field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import apsw
import msgspec

from onrecord.model import (
    Actor,
    Attribution,
    Claim,
    Dateline,
    Embedded,
    Link,
    ObjectItem,
    Pair,
    Place,
    PlaceRef,
    Quantity,
    Reading,
    Report,
    Source,
    Span,
    TextWarning,
    Time,
    TimeRef,
)
from onrecord.record import identity
from onrecord.record.database import one
from onrecord.record.store import CLAIM_COLUMNS, PARTS, PLACE_COLUMNS, SEEN_BY, STANCE, UNSAID, USES

REPORT = (
    "SELECT report, id, text, path, url, publisher, author, title, language, published, updated, credits, "
    "cut, dateline_start, dateline_stop, dateline_place_start, dateline_place_stop, dateline_outlet_start, "
    "dateline_outlet_stop, dateline_date_start, dateline_date_stop FROM reports"
)
PLACE = ", ".join(f"p.{c}" for c in PLACE_COLUMNS)
CLAIM = (
    f"SELECT c.claim, s.start, s.stop, {PLACE}, y.text, {', '.join(f'c.{c}' for c in CLAIM_COLUMNS)} FROM claims c "
    "JOIN sentences s USING (sentence) JOIN reasons y ON y.reason = c.status_why "
    "LEFT JOIN places p ON p.place = c.place"
)
MANY = 500
"""Numbers put into one query."""


def words(column: str) -> tuple[str, ...]:
    """A JSON list of a column."""
    return tuple(msgspec.json.decode(column, type=list[str]))


def span(text: str, start: int | None, stop: int | None) -> Span | None:
    """The span, ``None`` for NULL."""
    return None if start is None or stop is None else Span.of(text, start, stop)


def report(db: apsw.Connection, number: int) -> Report:
    """The report in row ``number``."""
    return report_of(db, one(db, f"{REPORT} WHERE report = ?", (number,)))


def rank(db: apsw.Connection, number: int) -> tuple[int, bytes, str]:
    """How much the account in row ``number`` says; see ``identity.rank``."""
    given = one(db, "SELECT given_id FROM reports WHERE report = ?", (number,))[0]
    return identity.rank(report(db, number), given)


def report_of(db: apsw.Connection, row: Sequence[Any]) -> Report:
    """The report of a row of ``REPORT``."""
    number, ident, text, path, url, publisher, author, title, language, published, updated, credit, cut, *line = row
    whole, place, outlet, day = (span(text, line[k], line[k + 1]) for k in range(0, 8, 2))
    embedded = db.execute(
        "SELECT kind, text, author, published FROM embedded WHERE report = ? ORDER BY position", (number,)
    )
    return Report(
        id=ident, text=text, path=path, url=url, publisher=publisher, author=author, title=title, language=language,
        published=published, updated=updated, credits=words(credit), cut=cut,
        dateline=Dateline(span=whole, place=place, outlet=outlet, date=day) if whole else None,
        embedded=tuple(Embedded(kind=k, text=t, author=a, published=p) for k, t, a, p in embedded),
    )  # fmt: skip


def reading(db: apsw.Connection, number: int) -> Reading:
    """The reading of the report in row ``number``."""
    of = report(db, number)
    return Reading(
        report=of,
        claims=claims(db, of.text, db.execute(f"{CLAIM} WHERE c.report = ? ORDER BY c.position", (number,))),
        attributions=_attributions(db, number),
        times=_times(db, number, of.text),
        places=_places(db, number, of.text),
        warnings=_warnings(db, number, of.text),
    )


def _attributions(db: apsw.Connection, number: int) -> tuple[Attribution, ...]:
    rows = db.execute(
        f"SELECT coalesce(id, 'a' || (position + 1)), parent, coalesce(stance, '{STANCE}'), "
        f"coalesce(seen_by, '{SEEN_BY}'), source_head, cue_head, content_head, "
        "source, cue, content, coalesce(reach, content) FROM attributions WHERE report = ? ORDER BY position",
        (number,),
    )
    return tuple(
        Attribution(
            id=ident, parent=parent, stance=stance, seen_by=seen, source_head=source, cue_head=cue,
            content_head=content, **{part: _pairs(column) for part, column in zip(PARTS, parts, strict=True)},
        )
        for ident, parent, stance, seen, source, cue, content, *parts in rows
    )  # fmt: skip


def _pairs(column: str) -> tuple[Pair, ...]:
    found = (part.partition("+") for part in column.split())
    return tuple((int(start), int(start) + int(length)) for start, _, length in found)


def _times(db: apsw.Connection, number: int, text: str) -> tuple[Time, ...]:
    rows = db.execute(
        "SELECT start, stop, type, value, low, high, precision FROM times WHERE report = ? ORDER BY position",
        (number,),
    )
    found = []
    for s, e, kind, value, *read in rows:
        if read == [None, None, None]:
            read = list(identity.interval(value) or read)
        low, high, precision = (part if part != UNSAID else None for part in read)
        found.append(
            Time(start=s, end=e, text=text[s:e], type=kind, value=value, low=low, high=high, precision=precision)
        )
    return tuple(found)


def _places(db: apsw.Connection, number: int, text: str) -> tuple[Place, ...]:
    rows = db.execute(
        f"SELECT m.start, m.stop, m.use, {PLACE} FROM place_mentions m JOIN places p USING (place) "
        "WHERE m.report = ? ORDER BY m.position",
        (number,),
    )
    return tuple(
        Place(start=s, end=e, text=text[s:e], use=USES[use], admin=facts[-1], **place_facts(facts))
        for s, e, use, *facts in rows
    )


def place_facts(facts: Sequence[Any]) -> dict[str, Any]:
    """What ``Place``, ``PlaceRef`` and ``BestPlace`` have in common, of the columns ``PLACE``."""
    name, country, lat, lon, geonames_id, precision, west, south, east, north, radius_km, _ = facts
    return {
        "name": name, "country": country, "lat": lat, "lon": lon, "geonames_id": geonames_id, "precision": precision,
        "bbox": None if west is None else (west, south, east, north), "radius_km": radius_km,
    }  # fmt: skip


def _warnings(db: apsw.Connection, number: int, text: str) -> tuple[TextWarning, ...]:
    rows = db.execute(
        "SELECT start, stop, code, suggestion, detail FROM warnings WHERE report = ? ORDER BY position", (number,)
    )
    return tuple(
        TextWarning(start=s, end=e, text=text[s:e], code=code, suggestion=suggestion, detail=detail)
        for s, e, code, suggestion, detail in rows
    )


def claims(db: apsw.Connection, text: str, rows: Iterable[Sequence[Any]]) -> tuple[Claim, ...]:
    """The claims of rows of ``CLAIM``, all of one report with this text."""
    found = list(rows)
    numbers = [row[0] for row in found]
    parts = Parts(db, numbers, dict.fromkeys(numbers, text))
    return tuple(parts.claim(row) for row in found)


class Parts:
    """The child rows of some claims, fetched together. ``texts``: the report's text of each claim."""

    def __init__(self, db: apsw.Connection, numbers: Sequence[int], texts: dict[int, str]) -> None:
        self.texts = texts
        self.actors: dict[int, list[Actor]] = defaultdict(list)
        self.recipients: dict[int, list[Actor]] = defaultdict(list)
        self.links: dict[int, list[Link]] = defaultdict(list)
        self.objects: dict[int, list[ObjectItem]] = defaultdict(list)
        self.quantities: dict[int, list[Quantity]] = defaultdict(list)
        for k in range(0, len(numbers), MANY):
            self._fetch(db, numbers[k : k + MANY])

    def _fetch(self, db: apsw.Connection, numbers: Sequence[int]) -> None:
        some = f"({', '.join('?' * len(numbers))})"
        for n, role, s, e, why, ident, name, country, sector in db.execute(
            "SELECT p.claim, p.role, p.start, p.stop, y.text, e.id, e.name, e.country, e.sector FROM claim_parties p "
            "JOIN entities e USING (entity) LEFT JOIN reasons y ON y.reason = p.why "
            f"WHERE p.claim IN {some} ORDER BY p.claim, p.role, p.position",
            numbers,
        ):
            side = self.recipients if role else self.actors
            side[n].append(
                Actor(start=s, end=e, text=self.texts[n][s:e], name=name, country=country, sector=sector, id=ident,
                      why=why)
            )  # fmt: skip
        for n, s, e, kind, ident, name, country, cue, cue_stop, stance in db.execute(
            "SELECT l.claim, l.source_start, l.source_stop, l.source_kind, e.id, e.name, e.country, l.cue_start, "
            "l.cue_stop, l.stance FROM claim_chain l LEFT JOIN entities e USING (entity) "
            f"WHERE l.claim IN {some} ORDER BY l.claim, l.position",
            numbers,
        ):
            source = None
            if s is not None:
                source = Source(
                    start=s, end=e, text=self.texts[n][s:e], name=name, kind=kind, country=country, id=ident
                )
            self.links[n].append(Link(source=source, cue=span(self.texts[n], cue, cue_stop), stance=stance))
        for n, s, e, item, name, notes in db.execute(
            f"SELECT claim, start, stop, item, name, notes FROM claim_objects WHERE claim IN {some} "
            "ORDER BY claim, position",
            numbers,
        ):
            self.objects[n].append(
                ObjectItem(start=s, end=e, text=self.texts[n][s:e], item=item, name=name, notes=words(notes))
            )
        for n, s, e, role, value, low, high, unit in db.execute(
            f"SELECT claim, start, stop, role, value, low, high, unit FROM claim_quantities WHERE claim IN {some} "
            "ORDER BY claim, position",
            numbers,
        ):
            self.quantities[n].append(
                Quantity(start=s, end=e, text=self.texts[n][s:e], role=role, value=value, low=low, high=high, unit=unit)
            )

    def claim(self, row: Sequence[Any]) -> Claim:
        """The claim of a row of ``CLAIM``."""
        n, start, stop = row[:3]
        facts, (why, *rest) = row[3 : 3 + len(PLACE_COLUMNS)], row[3 + len(PLACE_COLUMNS) :]
        c = dict(zip(CLAIM_COLUMNS, rest, strict=True))
        text = self.texts[n]
        return Claim(
            id=c["id"], type=c["type"], mode=c["mode"], contexts=words(c["contexts"]), cameo=c["cameo"],
            trigger=Span.of(text, c["trigger_start"], c["trigger_stop"]), sentence=Span.of(text, start, stop),
            actors=tuple(self.actors[n]), recipients=tuple(self.recipients[n]), objects=tuple(self.objects[n]),
            quantities=tuple(self.quantities[n]), time=_time(c, text), place=_place(c, facts, text), status=c["status"],
            factuality=c["factuality"], status_why=why, chain=tuple(self.links[n]),
            seen_by=c["seen_by"] or "frame",
        )  # fmt: skip


def _time(c: dict[str, Any], text: str) -> TimeRef | None:
    words = span(text, c["time_span_start"], c["time_span_stop"])
    if words is None:
        return None
    return TimeRef(start=c["time_start"], end=c["time_end"], precision=c["time_precision"], span=words)


def _place(c: dict[str, Any], facts: Sequence[Any], text: str) -> PlaceRef | None:
    words = span(text, c["place_start"], c["place_stop"])
    return None if words is None else PlaceRef(span=words, **place_facts(facts))
