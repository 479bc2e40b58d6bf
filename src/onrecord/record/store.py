"""Reading -> rows. One report at a time, inside the transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal
from zlib import crc32

import apsw
import msgspec

from onrecord.errors import RecordError
from onrecord.model import (
    Actor,
    Attribution,
    BestPlace,
    Claim,
    Link,
    Pair,
    Place,
    PlaceRef,
    Reading,
    Report,
    Source,
    Span,
    Time,
    TimeRef,
)
from onrecord.record import identity
from onrecord.record.database import one
from onrecord.report.address import canonical

PARTS = ("source", "cue", "content", "reach")
"""The span lists of an attribution."""

REPORT_COLUMNS = (
    "id", "given_id", "page", "url", "path", "publisher", "author", "title", "language", "published", "updated",
    "moment", "text", "dateline_start", "dateline_stop", "dateline_place_start", "dateline_place_stop",
    "dateline_outlet_start", "dateline_outlet_stop", "dateline_date_start", "dateline_date_stop", "credits", "cut",
    "run",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "report", "position", "type", "mode", "contexts", "cameo", "trigger_start", "trigger_stop", "sentence",
    "status", "factuality", "status_why", "time_start", "time_end", "time_precision", "time_span_start",
    "time_span_stop", "place", "place_country", "place_start", "place_stop", "first_day", "last_day", "moment",
    "seen_by",
)  # fmt: skip


def insert(table: str, columns: Sequence[str]) -> str:
    """An INSERT with a place for each column."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


INSERT_REPORT = insert("reports", REPORT_COLUMNS)
INSERT_CLAIM = insert("claims", CLAIM_COLUMNS)
UPDATE_REPORT = f"UPDATE reports SET {', '.join(f'{c} = ?' for c in REPORT_COLUMNS)} WHERE report = ?"


def json_text(value: object) -> str:
    """JSON for a column: lists of words or ids."""
    return msgspec.json.encode(value).decode()


def pairs_text(pairs: Iterable[Pair]) -> str:
    """Spans for a column: "start+length", several with a space between."""
    return " ".join(f"{start}+{stop - start}" for start, stop in pairs)


def hashed(text: str) -> int:
    """The number from which on the row of a reason is looked for."""
    return crc32(text.encode()) >> 1


def reason(db: apsw.Connection, text: str | None) -> int | None:
    """The row of a reason in words, made where there is none."""
    if text is None:
        return None
    number = hashed(text)
    while (found := db.execute("SELECT text FROM reasons WHERE reason = ?", (number,)).fetchone()) is not None:
        if found[0] == text:
            return number
        number += 1
    db.execute("INSERT INTO reasons VALUES (?, ?)", (number, text))
    return number


ROLES = ("actor", "recipient")
"""The column ``role`` of parties is the place in this."""
USES: tuple[Literal["place", "adjective", "actor"], ...] = ("place", "adjective", "actor")
"""The column ``use`` of mentions of places is the place in this."""
STANCE, SEEN_BY = "states", "both"
"""What NULL stands for in these columns of attributions."""
UNSAID = "unsaid"
"""In ``precision`` of a time whose value is a day, month or year of which no interval was read."""


def put(
    db: apsw.Connection, reading: Reading, *, run: int, given: str | None = None, replaces: int | None = None
) -> int:
    """Writes a keyed reading and gives its row number.

    ``given``: the id that its input gave; ``replaces``: the row whose account it takes over.

    Raises ``RecordError`` where a span does not quote the text.
    """
    report = reading.report
    row = (*_report_row(db, reading, given), run)
    if replaces is None:
        db.execute(INSERT_REPORT, row)
        number = db.last_insert_rowid()
    else:
        clear(db, replaces)
        number = replaces
        db.execute(UPDATE_REPORT, (*row, number))
    db.execute("INSERT INTO reports_search (rowid, title, text) VALUES (?, ?, ?)", (number, report.title, report.text))
    db.executemany(
        "INSERT INTO embedded VALUES (?, ?, ?, ?, ?, ?)",
        [(number, n, e.kind, e.text, e.author, e.published) for n, e in enumerate(report.embedded)],
    )
    _put_attributions(db, number, reading.attributions)
    _put_found(db, number, reading)
    _put_claims(db, number, reading)
    return number


def clear(db: apsw.Connection, number: int) -> None:
    """Takes away what was read of a report; its row stays until it is overwritten."""
    old = one(db, "SELECT title, text FROM reports WHERE report = ?", (number,))
    db.execute(
        "INSERT INTO reports_search (reports_search, rowid, title, text) VALUES ('delete', ?, ?, ?)", (number, *old)
    )
    db.execute(
        "INSERT INTO sentences_search (sentences_search, rowid, text) "
        "SELECT 'delete', sentence, text FROM sentence_texts WHERE sentence IN "
        "(SELECT sentence FROM claims WHERE report = ?)",
        (number,),
    )
    entities = _column(
        db,
        "SELECT entity FROM claim_parties JOIN claims USING (claim) WHERE report = ?1 UNION "
        "SELECT entity FROM claim_chain JOIN claims USING (claim) WHERE report = ?1 AND entity IS NOT NULL",
        number,
    )
    places = _column(
        db,
        "SELECT place FROM place_mentions WHERE report = ?1 UNION "
        "SELECT place FROM claims WHERE report = ?1 AND place IS NOT NULL",
        number,
    )
    sentences = _column(db, "SELECT DISTINCT sentence FROM claims WHERE report = ?1", number)
    for table in ("claims", "attributions", "times", "place_mentions", "warnings", "embedded"):
        db.execute(f"DELETE FROM {table} WHERE report = ?", (number,))
    db.executemany("DELETE FROM sentences WHERE sentence = ?", [(n,) for n in sentences])
    forget_entities(db, entities)
    forget_places(db, places)


def _column(db: apsw.Connection, query: str, number: int) -> list[int]:
    return [row[0] for row in db.execute(query, (number,))]


def forget_entities(db: apsw.Connection, entities: Iterable[int]) -> None:
    """Takes away those that nothing mentions any more."""
    users = ("claim_parties", "claim_chain", "event_members")
    unused = [(n,) for n in entities if not _used(db, "entity", users, n)]
    db.executemany("DELETE FROM entities WHERE entity = ?", unused)


def forget_places(db: apsw.Connection, places: Iterable[int]) -> None:
    """Takes away those that nothing mentions any more."""
    unused = [n for n in places if not _used(db, "place", ("claims", "events"), n)]
    if unused:  # mentions have no index: it would be as large as they are, and reports are seldom taken back
        mentioned = "SELECT DISTINCT place FROM place_mentions WHERE place IN (SELECT value FROM json_each(?))"
        kept = {row[0] for row in db.execute(mentioned, (json_text(unused),))}
        db.executemany("DELETE FROM places WHERE place = ?", [(n,) for n in unused if n not in kept])


def _used(db: apsw.Connection, column: str, users: Sequence[str], number: int) -> bool:
    found = " OR ".join(f"EXISTS (SELECT 1 FROM {user} WHERE {column} = ?1)" for user in users)
    return bool(one(db, f"SELECT {found}", (number,))[0])


def _report_row(db: apsw.Connection, reading: Reading, given: str | None) -> tuple[Any, ...]:
    r = reading.report
    line = r.dateline
    spans = (line.span, line.place, line.outlet, line.date) if line else (None,) * 4
    for span in spans:
        _check(r, span)
    page = page_number(db, canonical(r.url)) if r.url else None
    return (
        r.id, given, page, r.url, r.path, r.publisher, r.author, r.title, r.language, r.published,
        r.updated, identity.moment(r.published or r.updated), r.text,
        *(at for span in spans for at in bounds(span)), json_text(r.credits),
        r.cut,
    )  # fmt: skip


def page_number(db: apsw.Connection, url: str) -> int:
    """The row of an address, made where there is none."""
    found = db.execute("SELECT page FROM pages WHERE url = ?", (url,)).fetchone()
    if found is None:
        db.execute("INSERT INTO pages (url) VALUES (?)", (url,))
        return db.last_insert_rowid()
    return int(found[0])


def bounds(span: Span | None) -> tuple[int | None, int | None]:
    """Start and stop, or two NULL."""
    return (span.start, span.end) if span is not None else (None, None)


def _check(report: Report, span: Span | None) -> None:
    if span is not None and report.text[span.start : span.end] != span.text:
        raise RecordError(
            f"The reading of {report.id} quotes {span.text[:60]!r}, which does not stand at {span.start} of its text."
        )


def _put_attributions(db: apsw.Connection, number: int, found: Sequence[Attribution]) -> None:
    db.executemany(
        f"INSERT INTO attributions VALUES ({', '.join('?' * 13)})",
        [
            (number, n, a.id if a.id != f"a{n + 1}" else None, a.parent, a.stance if a.stance != STANCE else None,
             a.seen_by if a.seen_by != SEEN_BY else None, pairs_text(a.source),
             pairs_text(a.cue), pairs_text(a.content), pairs_text(a.reach) if a.reach != a.content else None,
             a.source_head, a.cue_head, a.content_head)
            for n, a in enumerate(found)
        ],
    )  # fmt: skip


def _put_found(db: apsw.Connection, number: int, reading: Reading) -> None:
    """Times, places, warnings."""
    for span in (*reading.times, *reading.places, *reading.warnings):
        _check(reading.report, span)
    db.executemany(
        "INSERT INTO times VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, n, t.start, t.end, t.type, t.value, *_interval(t)) for n, t in enumerate(reading.times)],
    )
    db.executemany(
        "INSERT INTO place_mentions VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, n, p.start, p.end, place_number(db, p, admin=p.admin), USES.index(p.use))
            for n, p in enumerate(reading.places)
        ],
    )
    db.executemany(
        "INSERT INTO warnings VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(number, n, w.start, w.end, w.code, w.suggestion, w.detail) for n, w in enumerate(reading.warnings)],
    )


def _interval(t: Time) -> tuple[str | None, str | None, str | None]:
    """Low, high and precision as they are kept: not where the value itself says them."""
    own, read = identity.interval(t.value), (t.low, t.high, t.precision)
    if own is None:
        return read
    return (None, None, None) if read == own else (None, None, UNSAID) if read == (None, None, None) else read


def _put_claims(db: apsw.Connection, number: int, reading: Reading) -> None:
    told = reading.report.published or reading.report.updated
    at = identity.moment(told)
    sentences: dict[tuple[int, int], int] = {}
    rows: dict[str, list[tuple[Any, ...]]] = {t: [] for t in CHILDREN}
    for position, c in enumerate(reading.claims):
        for span in _spans(c):
            _check(reading.report, span)
        place = (c.sentence.start, c.sentence.end)
        if place not in sentences:
            sentences[place] = _sentence(db, number, c.sentence)
        days = identity.days(c.time.start if c.time else None, c.time.end if c.time else None, told)
        db.execute(INSERT_CLAIM, _claim_row(db, c, number, position, sentences[place], (*days, at)))
        claim = db.last_insert_rowid()
        for role, side in enumerate((c.actors, c.recipients)):
            rows["claim_parties"].extend(
                (claim, role, n, a.start, a.end, entity_of(db, a), reason(db, a.why)) for n, a in enumerate(side)
            )
        rows["claim_chain"].extend(_link_row(db, claim, n, link) for n, link in enumerate(c.chain))
        rows["claim_objects"].extend(
            (claim, n, o.start, o.end, o.item, o.name, json_text(o.notes)) for n, o in enumerate(c.objects)
        )
        rows["claim_quantities"].extend(
            (claim, n, q.start, q.end, q.role, q.value, q.low, q.high, q.unit) for n, q in enumerate(c.quantities)
        )
    for table, found in rows.items():
        if found:
            db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)


CHILDREN = ("claim_parties", "claim_chain", "claim_objects", "claim_quantities")


def _spans(c: Claim) -> Iterable[Span | None]:
    yield from (c.trigger, c.sentence, *c.actors, *c.recipients, *c.objects, *c.quantities)
    yield from (c.time.span if c.time else None, c.place.span if c.place else None)
    for link in c.chain:
        yield from (link.source, link.cue)


def _sentence(db: apsw.Connection, report: int, sentence: Span) -> int:
    db.execute("INSERT INTO sentences (report, start, stop) VALUES (?, ?, ?)", (report, sentence.start, sentence.end))
    number = db.last_insert_rowid()
    db.execute("INSERT INTO sentences_search (rowid, text) VALUES (?, ?)", (number, sentence.text))
    return number


def _claim_row(
    db: apsw.Connection, c: Claim, report: int, position: int, sentence: int, at: tuple[int | None, ...]
) -> tuple[Any, ...]:
    return (
        c.id, report, position, c.type, c.mode, json_text(c.contexts), c.cameo, c.trigger.start, c.trigger.end,
        sentence, c.status, c.factuality, reason(db, c.status_why), *_time(c.time), *_place(db, c.place), *at,
        None if c.seen_by == "frame" else c.seen_by,
    )  # fmt: skip


def _time(t: TimeRef | None) -> tuple[Any, ...]:
    return (t.start, t.end, t.precision, t.span.start, t.span.end) if t else (None,) * 5


def _place(db: apsw.Connection, p: PlaceRef | None) -> tuple[Any, ...]:
    return (place_number(db, p), p.country, p.span.start, p.span.end) if p else (None,) * 4


PLACE_COLUMNS = (
    "name", "country", "lat", "lon", "geonames_id", "precision", "west", "south", "east", "north", "radius_km", "admin",
)  # fmt: skip
INSERT_PLACE = insert("places", PLACE_COLUMNS)
FIND_PLACE = f"SELECT place FROM places WHERE {' AND '.join(f'{c} IS ?' for c in PLACE_COLUMNS)}"


def place_number(db: apsw.Connection, p: Place | PlaceRef | BestPlace, *, admin: str | None = None) -> int:
    """The row of a place in the world, made where there is none."""
    facts = (
        p.name, p.country, p.lat, p.lon, p.geonames_id, p.precision, *(p.bbox or (None,) * 4), p.radius_km, admin,
    )  # fmt: skip
    found = db.execute(FIND_PLACE, facts).fetchone()
    if found is not None:
        return int(found[0])
    db.execute(INSERT_PLACE, facts)
    return db.last_insert_rowid()


def _link_row(db: apsw.Connection, claim: int, position: int, link: Link) -> tuple[Any, ...]:
    source = link.source
    known = source is not None and (source.id, source.name, source.country) != (None, None, None)
    entity = entity_of(db, source) if known and source is not None else None
    return (claim, position, *bounds(source), source.kind if source else None, entity, *bounds(link.cue), link.stance)


def entity_of(db: apsw.Connection, who: Actor | Source) -> int:
    """The row of who a phrase means."""
    return entity_number(db, who.id, who.name, who.country, who.sector if isinstance(who, Actor) else None)


def entity_number(
    db: apsw.Connection, ident: str | None, name: str | None, country: str | None, sector: str | None
) -> int:
    """The row of an entity, made where there is none: one for each id, name, country and sector that were read."""
    if ident is not None:
        by = "id = ?1 AND name IS ?2"
    else:  # each spelling finds an index
        by = "?1 IS NULL AND id IS NULL AND " + ("name IS NULL AND ?2 IS NULL" if name is None
                                                 else "name = ?2 COLLATE NOCASE AND name = ?2")  # fmt: skip
    found = db.execute(
        f"SELECT entity FROM entities WHERE {by} AND country IS ?3 AND sector IS ?4", (ident, name, country, sector)
    ).fetchone()
    if found is not None:
        return int(found[0])
    everywhere = bool(ident and name and not ident.rpartition(":")[2].isdigit() and not ident.endswith(":we"))
    db.execute(
        "INSERT INTO entities (id, name, country, sector, everywhere) VALUES (?, ?, ?, ?, ?)",
        (ident, name, country, sector, everywhere),
    )
    return db.last_insert_rowid()
