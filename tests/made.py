"""Readings made up for tests of the record: any that the types allow, and small ones of a few plain sentences."""

from __future__ import annotations

import json
from typing import Any, get_args

from hypothesis import strategies as st

from onrecord.model import (
    Actor,
    Attribution,
    Claim,
    Dateline,
    Embedded,
    EventType,
    Factuality,
    Link,
    ObjectItem,
    Place,
    PlaceRef,
    Quantity,
    QuantityRole,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    Status,
    TextWarning,
    Time,
    TimeRef,
)

LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")
WORD = st.text(LETTERS, min_size=0, max_size=12)
MAYBE = st.none() | WORD
TEXT = st.text(LETTERS, min_size=1, max_size=120)
NUMBER = st.none() | st.integers(0, 10**9) | st.floats(0, 1e9, allow_nan=False)
DEGREES = st.none() | st.floats(-180, 180, allow_nan=False)
STAMP = st.none() | st.sampled_from(["2031-05-02", "2031-05-02T10:00:00+03:00", "2031-05-02T07:30:00Z", "1899-12-31"])


def pick(kind: Any) -> st.SearchStrategy[Any]:
    """One of the words of a literal type."""
    return st.sampled_from(get_args(kind))


@st.composite
def spans(draw: Any, text: str) -> dict[str, Any]:
    """The fields of a span of ``text``."""
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return {"start": start, "end": end, "text": text[start:end]}


@st.composite
def actors(draw: Any, text: str) -> Actor:
    return Actor(
        **draw(spans(text)), name=draw(MAYBE), country=draw(MAYBE), sector=draw(MAYBE), id=draw(MAYBE), why=draw(MAYBE)
    )


@st.composite
def claims(draw: Any, text: str, number: int) -> Claim:
    def span() -> Span:
        return Span(**draw(spans(text)))

    def some(one: st.SearchStrategy[Any]) -> Any:
        return tuple(draw(st.lists(one, max_size=2)))

    quantity = st.builds(
        lambda s, r, v, low, high, u: Quantity(**s, role=r, value=v, low=low, high=high, unit=u),
        spans(text), pick(QuantityRole), NUMBER, NUMBER, NUMBER, MAYBE,
    )  # fmt: skip
    thing = st.builds(lambda s, i, n, w: ObjectItem(**s, item=i, name=n, notes=tuple(w)), spans(text), MAYBE, MAYBE,
                      st.lists(WORD, max_size=2))  # fmt: skip
    source = st.none() | st.builds(
        lambda s, n, k, c, i: Source(**s, name=n, kind=k, country=c, id=i),
        spans(text), MAYBE, st.none() | pick(SourceKind), MAYBE, MAYBE,
    )  # fmt: skip
    link = st.builds(lambda s, c, t: Link(source=s, cue=Span(**c) if c else None, stance=t), source,
                     st.none() | spans(text), pick(Stance))  # fmt: skip
    box = st.none() | st.tuples(*[st.floats(-180, 180, allow_nan=False)] * 4)
    return Claim(
        id=f"c{number}", type=draw(pick(EventType)), mode=draw(MAYBE), contexts=some(WORD), cameo=draw(MAYBE),
        trigger=span(), sentence=span(), actors=some(actors(text)), recipients=some(actors(text)), objects=some(thing),
        quantities=some(quantity),
        time=TimeRef(start=draw(MAYBE), end=draw(MAYBE), precision=draw(MAYBE), span=span())
        if draw(st.booleans()) else None,
        place=PlaceRef(span=span(), name=draw(MAYBE), country=draw(MAYBE), lat=draw(DEGREES), lon=draw(DEGREES),
                       precision=draw(MAYBE), geonames_id=draw(st.none() | st.integers(1, 9)), bbox=draw(box),
                       radius_km=draw(DEGREES))
        if draw(st.booleans()) else None,
        status=draw(pick(Status)), factuality=draw(pick(Factuality)), status_why=draw(WORD), chain=some(link),
    )  # fmt: skip


@st.composite
def readings(draw: Any) -> Reading:
    """Any reading that the types allow."""
    text = draw(TEXT)
    pairs = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=3).map(tuple)

    def some(one: st.SearchStrategy[Any]) -> Any:
        return tuple(draw(st.lists(one, max_size=2)))

    def line() -> Dateline:
        parts = {k: Span(**draw(spans(text))) for k in ("place", "outlet", "date") if draw(st.booleans())}
        return Dateline(span=Span(**draw(spans(text))), **parts)

    report = Report(
        id=draw(st.sampled_from(["1", "2", "x"])), text=text, path=draw(MAYBE),
        url=draw(st.none() | st.sampled_from(["https://a.example/1?utm_source=x", "http://www.a.example/1", "b:/"])),
        publisher=draw(MAYBE), author=draw(MAYBE), title=draw(MAYBE), language=draw(MAYBE), published=draw(STAMP),
        updated=draw(STAMP), dateline=line() if draw(st.booleans()) else None,
        embedded=some(st.builds(Embedded, kind=st.just("post"), text=WORD, author=MAYBE, published=MAYBE)),
        credits=some(WORD),
    )  # fmt: skip
    cited = st.builds(
        Attribution, id=WORD, source=pairs, cue=pairs, content=pairs, parent=MAYBE, stance=pick(Stance), reach=pairs,
        source_head=st.none() | st.integers(0, 9), cue_head=st.none() | st.integers(0, 9),
        content_head=st.none() | st.integers(0, 9), seen_by=st.sampled_from(["both", "tagger", "syntax"]),
    )  # fmt: skip
    day = st.builds(lambda s, v, low, p: Time(**s, type="DATE", value=v, low=low, precision=p), spans(text), WORD,
                    MAYBE, MAYBE)  # fmt: skip
    spot = st.builds(
        lambda s, n, lat, lon, use, a: Place(**s, name=n, lat=lat, lon=lon, use=use, admin=a), spans(text), MAYBE,
        DEGREES, DEGREES, st.sampled_from(["place", "actor", "adjective"]), MAYBE,
    )  # fmt: skip
    odd = st.builds(lambda s, c, h, d: TextWarning(**s, code=c, suggestion=h, detail=d), spans(text), WORD, MAYBE,
                    MAYBE)  # fmt: skip
    return Reading(
        report=report, claims=tuple(draw(claims(text, n)) for n in range(draw(st.integers(0, 2)))),
        attributions=some(cited), times=some(day), places=some(spot), warnings=some(odd),
    )  # fmt: skip


def plain(
    text: str,
    *,
    publisher: str | None = None,
    published: str | None = None,
    updated: str | None = None,
    url: str | None = None,
    title: str | None = None,
    ident: str | None = None,
    words: str = "attacked",
    kind: EventType = "ASSAULT",
    status: Status = "occurred",
) -> Reading:
    """A report and one claim for each time that ``words`` stand in it."""
    from onrecord.report.fingerprint import stable_id

    name = ident or stable_id(text, url=url, publisher=publisher)
    report = Report(
        id=name, text=text, publisher=publisher, published=published, updated=updated, url=url, title=title,
        language="en",
    )  # fmt: skip
    found = []
    at = text.find(words)
    while at >= 0:
        start = text.rfind(".", 0, at) + 1
        stop = text.find(".", at) + 1 or len(text)
        found.append(
            Claim(
                id=f"{name}-{at}",
                type=kind,
                mode=None,
                contexts=(),
                cameo=None,
                trigger=Span.of(text, at, at + len(words)),
                sentence=Span.of(text, start, stop),
                actors=(),
                recipients=(),
                objects=(),
                quantities=(),
                time=None,
                place=None,
                status=status,
                factuality="CT+",
                status_why="asserted",
                chain=(),
            )
        )
        at = text.find(words, at + 1)
    return Reading(report=report, claims=tuple(found), attributions=(), times=(), places=(), warnings=())


VOLATILE = frozenset({"runs", "rejected", "notes", "event_aliases", "reasons"})
"""Tables that tell of runs, not of reports, the one that tells which ids events had before, and words without owner."""


def dump(record: Any) -> dict[str, list[str]]:
    """Every table with row numbers replaced by what they point to: equal for equal records, in whatever order made."""
    db = record.connection
    names = {
        "report": "SELECT report, id FROM reports", "claim": "SELECT claim, id FROM claims",
        "page": "SELECT page, url FROM pages", "origin": "SELECT origin, id FROM origins",
        "entity": "SELECT entity, json_array(id, name, country, sector) FROM entities",
        "event": "SELECT event, id FROM events", "dispute": "SELECT dispute, id FROM disputes",
        "sentence": "SELECT sentence, json_array(r.id, start, stop) FROM sentences JOIN reports r USING (report)",
        "unit": "SELECT unit, coalesce(c.id, r.id) FROM link_units u LEFT JOIN claims c ON c.claim = u.unit "
                "LEFT JOIN reports r ON r.report = -u.unit",
        "reason": "SELECT reason, text FROM reasons",
        "node": "SELECT node, json_array(id, kind, label) FROM source_nodes",
        "place": "SELECT place, json_array(name, country, lat, lon, geonames_id, precision, west, south, east, north, "
                 "radius_km, admin) FROM places",
    }  # fmt: skip
    known: dict[str, dict[Any, Any]] = {k: dict(db.execute(q)) for k, q in names.items()}
    units = {"a": "unit", "b": "unit", "event": "unit"}
    reasons = dict.fromkeys(("why", "status_why", "time_why", "place_why"), "reason")
    same = {"copy_of": "report", "earlier": "report", "a": "claim", "b": "claim", "revises": "claim",
            "old_report": "report", "new_report": "report", "old_claim": "claim", "new_claim": "claim"}  # fmt: skip
    found: dict[str, list[str]] = {}
    tables = [
        row[0]
        for row in db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\' "
            "AND name NOT LIKE 'sqlite%'"
        )
    ]
    for table in tables:
        if table in VOLATILE:
            continue
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        rows = []
        for row in db.execute(f"SELECT * FROM {table}"):
            cells = {}
            for column, value in zip(columns, row, strict=True):
                if column == "run":
                    continue
                linked = table.startswith("link_")  # there events go by the claim that a unit goes by
                kind = (units if linked else same).get(column, column)
                if table in ("claims", "claim_parties", "events"):
                    kind = reasons.get(column, kind)
                if table == "link_units" and column == "claims" and value is not None:
                    value = [known["claim"][n] for n in json.loads(value)]
                elif table == "link_units" and column == "event" and value is not None:
                    value = known["claim"].get(value) or known["report"][-value]
                    kind = column + "_"
                judged = table == "judgements" or (table == "source_nodes" and column != "node")
                cells[column] = known[kind].get(value) if kind in known and not judged else value
            rows.append(repr(sorted(cells.items())))
        found[table] = sorted(rows)
    return found
