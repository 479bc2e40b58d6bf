"""Lists of the record: lazy, in a stable order, page by page, and as data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.model import Actor, Claim, Dispute, Event, Frozen, Judgement, Party

PAGE = 500
"""Rows fetched at once while iterating."""


class Row(Frozen, frozen=True, kw_only=True):
    """One row of a list."""

    def flat(self) -> dict[str, Any]:
        """One value a column: text, number or ``None``."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


R = TypeVar("R", bound=Row)
Fetch = Callable[[str | None, int], list[tuple[str, R]]]


class Page(Struct, Generic[R], frozen=True):
    """Some rows, and where to go on; ``after`` is ``None`` on the last page."""

    rows: list[R]
    after: str | None


class Listing(Generic[R]):
    """A list that is read as it is walked: ``for row in record.claims(...)``."""

    def __init__(self, fetch: Fetch[R], columns: type[R]) -> None:
        self._fetch, self._columns = fetch, columns

    def __iter__(self) -> Iterator[R]:
        after: str | None = None
        while True:
            found = self._fetch(after, PAGE)
            yield from (row for _, row in found)
            if len(found) < PAGE:
                return
            after = found[-1][0]

    def page(self, limit: int = 50, *, after: str | None = None) -> Page[R]:
        """The next ``limit`` rows after a place that an earlier page named."""
        found = self._fetch(after, limit + 1)
        more = len(found) > limit
        return Page([row for _, row in found[:limit]], found[limit - 1][0] if more else None)

    def first(self) -> R | None:
        """The first row, ``None`` where there is none."""
        return next(iter(self.page(1).rows), None)

    def to_dicts(self) -> list[dict[str, Any]]:
        """All rows, flat."""
        return [row.flat() for row in self]

    def to_pandas(self) -> Any:
        """All rows as a pandas data frame; needs ``onrecord[frames]``. A column has its type whatever stands in it."""
        types = {"int": "int64", "int?": "Int64", "float": "float64", "text": "str"}
        frame = _frames("pandas").DataFrame(self.to_dicts(), columns=self._names())
        return frame.astype({name: types[kind] for name, kind in kinds(self._columns).items()})

    def to_polars(self) -> Any:
        """All rows as a polars data frame; needs ``onrecord[frames]``."""
        polars = _frames("polars")
        types = {"int": polars.Int64, "int?": polars.Int64, "float": polars.Float64, "text": polars.String}
        return polars.DataFrame(self.to_dicts(), schema={n: types[k] for n, k in kinds(self._columns).items()})

    def to_arrow(self) -> Any:
        """All rows as an Arrow table; needs ``onrecord[frames]``."""
        arrow = _frames("pyarrow")
        types = {"int": arrow.int64(), "int?": arrow.int64(), "float": arrow.float64(), "text": arrow.string()}
        schema = arrow.schema([(name, types[kind]) for name, kind in kinds(self._columns).items()])
        return arrow.Table.from_pylist(self.to_dicts(), schema=schema)

    def _names(self) -> list[str]:
        return columns(self._columns)


def columns(kind: type[Row]) -> list[str]:
    """The names of the flat columns of a kind of row."""
    return list(getattr(kind, "COLUMNS", kind.__struct_fields__))


WHOLE, BROKEN = frozenset({"origins_low", "origins_high", "reports", "claims"}), frozenset({"lat", "lon"})
"""Columns of numbers among those that are made of parts of a row; all others are text."""


def kinds(kind: type[Row]) -> dict[str, str]:
    """What stands in each flat column: int, int? (which may be unknown), float, text."""
    if hasattr(kind, "COLUMNS"):
        return {n: "int" if n in WHOLE else "float" if n in BROKEN else "text" for n in columns(kind)}
    found = {}
    for name, hint in get_type_hints(kind).items():
        parts = {hint, *get_args(hint)}
        whole = "int?" if type(None) in parts else "int"
        found[name] = whole if int in parts else "float" if float in parts else "text"
    return {name: found[name] for name in columns(kind)}


def _frames(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise UsageError(f"{name} is not installed; install it with: pip install 'onrecord[frames]'") from None


def place_of(after: str | None) -> tuple[int, str] | None:
    """The moment and id that a cursor stands for. Raises ``UsageError`` for one that no list gave."""
    if after is None:
        return None
    moment, _, ident = after.partition("_")
    try:
        return int(moment), ident
    except ValueError:
        raise UsageError(f"{after!r} is no place in a list; use what the last list named.") from None


def who(parties: tuple[Actor, ...] | tuple[Party, ...]) -> str:
    """Names with country: "Russia (RUS); two officials"."""
    names = []
    for p in parties:
        name = p.name or (p.text if isinstance(p, Actor) else "")
        names.append(f"{name} ({p.country})" if p.country else name)
    return "; ".join(dict.fromkeys(names))


class ClaimRow(Row, frozen=True, kw_only=True):
    """A claim, and the report and event it belongs to."""

    claim: Claim
    report: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    event: str | None

    COLUMNS = (
        "id", "type", "mode", "status", "factuality", "actors", "recipients", "objects", "figures", "time_start",
        "time_end", "place", "country", "lat", "lon", "chain", "evidence", "event", "report", "publisher", "published",
        "title", "url",
    )  # fmt: skip

    def flat(self) -> dict[str, Any]:
        """The claim in one line."""
        c, place, time = self.claim, self.claim.place, self.claim.time
        values = (
            c.id, c.type, c.mode, c.status, c.factuality, who(c.actors), who(c.recipients),
            "; ".join(o.text for o in c.objects), "; ".join(f"{q.text} ({q.role})" for q in c.quantities),
            time.start if time else None, time.end if time else None, place.name if place else None,
            place.country if place else None, place.lat if place else None, place.lon if place else None,
            " > ".join(link.who for link in c.chain), c.sentence.text,
            self.event, self.report, self.publisher, self.published, self.title, self.url,
        )  # fmt: skip
        return dict(zip(self.COLUMNS, values, strict=True))


class EventRow(Row, frozen=True, kw_only=True):
    """An event."""

    event: Event

    COLUMNS = (
        "id", "title", "type", "mode", "status", "origins_low", "origins_high", "reports", "claims", "actors",
        "recipients", "time_start", "time_end", "place", "country", "lat", "lon", "first_published", "last_published",
    )  # fmt: skip

    def flat(self) -> dict[str, Any]:
        """The event in one line."""
        e, place, time = self.event, self.event.place, self.event.time
        values = (
            e.id, e.title, e.type, e.mode, e.status, e.origins.low, e.origins.high, len(e.reports), len(e.claims),
            who(e.actors), who(e.recipients), time.start if time else None, time.end if time else None,
            place.name if place else None, place.country if place else None, place.lat if place else None,
            place.lon if place else None, e.first_published, e.last_published,
        )  # fmt: skip
        return dict(zip(self.COLUMNS, values, strict=True))


class ReportRow(Row, frozen=True, kw_only=True):
    """A report in a list, without its text."""

    id: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    updated: str | None
    url: str | None
    path: str | None
    given_id: str | None
    language: str | None
    characters: int
    claims: int
    version: int | None
    copy_of: str | None
    copy_kind: str | None
    copy_share: float | None


class SourceRow(Row, frozen=True, kw_only=True):
    """An origin: whom or what claims finally rest on, and how it fared."""

    id: str
    kind: str
    label: str
    country: str | None
    outlet: str | None
    events: int
    """Events it speaks of."""
    claims: int
    asserted: int
    """Events that it asserts."""
    alone: int
    """Of these, events that nobody else asserts."""
    confirmed: int
    """Of these, events that another independent origin asserts too."""
    contradicted: int
    """Disputes in which it stands on a side."""


class CorrectionRow(Row, frozen=True, kw_only=True):
    """What a page said and says no more, or now says otherwise."""

    url: str
    kind: str
    """vanished, appeared or changed."""
    field: str | None
    before: str | None
    after: str | None
    old_report: str
    new_report: str
    old_claim: str | None
    new_claim: str | None
    published: str | None
    """Time of the new version."""


class RejectedRow(Row, frozen=True, kw_only=True):
    """An input that was not read, and why."""

    run: int
    path: str
    reason: str
    detail: str


class RunRow(Row, frozen=True, kw_only=True):
    """One run: when, by which software and weights, and what became of its inputs."""

    run: int
    started: str
    ended: str | None
    software: str
    weights: str | None
    inputs: int
    read: int
    copies: int
    unchanged: int
    rejected: int
    claims: int


class DisputeRow(Row, frozen=True, kw_only=True):
    """A dispute and the event it is about."""

    dispute: Dispute
    event_title: str
    event_type: str

    COLUMNS = ("id", "kind", "event", "event_title", "event_type", "counted", "sides", "since", "why")

    def flat(self) -> dict[str, Any]:
        """The dispute in one line: its sides as "37 killed (2) | 61 killed (1)", with the number of origins."""
        d = self.dispute
        values = (
            d.id, d.kind, d.event, self.event_title, self.event_type, d.role,
            " | ".join(f"{side.value} ({len(side.origins)})" for side in d.sides),
            max((side.since for side in d.sides if side.since), default=None), d.why,
        )  # fmt: skip
        return dict(zip(self.COLUMNS, values, strict=True))


class JudgementRow(Row, frozen=True, kw_only=True):
    """A person's word on two claims."""

    id: int
    a: str
    said: str
    """same or different."""
    b: str
    by: str
    at: str
    why: str | None
    undone: str | None

    @classmethod
    def of(cls, j: Judgement) -> JudgementRow:
        """The row of a judgement."""
        said = "same" if j.same else "different"
        return cls(id=j.id, a=j.a, said=said, b=j.b, by=j.by, at=j.at, why=j.why, undone=j.undone)
