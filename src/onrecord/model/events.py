"""Events over many reports: what links claims, whose word stands behind them, and what is disputed."""

from __future__ import annotations

from typing import Literal

from onrecord.model.base import EventType, Frozen, QuantityRole, Span, Stance, Status

OriginKind = Literal[
    "person", "official", "unnamed", "document", "outlet", "organisation",
    "government", "military", "witness", "public", "post", "reporter",
]  # fmt: skip
DisputeKind = Literal["denial", "figure", "perpetrator", "place", "date"]


class Evidence(Frozen, frozen=True, kw_only=True):
    """Words of a report that prove something, and which report."""

    report: str
    """Id of the report."""
    span: Span


class Feature(Frozen, frozen=True, kw_only=True):
    """One reason for or against two claims being of one event."""

    name: str
    value: float
    """What was found, 0 to 1 unless the name says otherwise."""
    weight: float
    a: str | None = None
    """The words of the first claim that it rests on."""
    b: str | None = None


class PairScore(Frozen, frozen=True, kw_only=True):
    """How far two claims are of one event. ``score`` is the log odds: the sum of value times weight."""

    a: str
    b: str
    """Ids of the claims, ``a < b``."""
    score: float
    features: tuple[Feature, ...]


class Judgement(Frozen, frozen=True, kw_only=True):
    """A person's word that two claims are, or are not, of one event. It holds until it is undone."""

    id: int
    a: str
    b: str
    same: bool
    by: str
    at: str
    """ISO 8601 with zone."""
    why: str | None = None
    undone: str | None = None
    """When it was taken back, or ``None``."""


class Origin(Frozen, frozen=True, kw_only=True):
    """The root of one or more chains: whom or what a claim finally rests on."""

    id: str
    """Equal for the same origin in every report: ``doc:…``, ``person:…``, ``outlet:…``, ``unnamed:…``."""
    kind: OriginKind
    label: str
    """In words: "a health official (Nile Wire)"."""
    name: str | None = None
    country: str | None = None
    outlet: str | None = None
    """The outlet it spoke to, where the origin is known only through it."""
    known_as: tuple[str, ...] = ()
    """Other words by which reports name it."""
    why: str = ""


class Witness(Frozen, frozen=True, kw_only=True):
    """One claim standing on one origin."""

    origin: str
    claim: str
    report: str
    stance: Stance
    via: tuple[str, ...] = ()
    """Outlets between the report and the origin, outermost first (labels); empty for the report's own."""
    independent: bool = True
    """``False`` where the report is a copy of another or only cites one that cites this origin."""
    why: str = ""


class OriginCount(Frozen, frozen=True, kw_only=True):
    """How many independent origins assert an event: a range where unnamed sources may be the same."""

    low: int
    high: int
    why: tuple[str, ...] = ()
    """Sentences: what was folded together, what may be the same."""


class Figure(Frozen, frozen=True, kw_only=True):
    """A count of one kind, as one claim gives it, and when."""

    role: QuantityRole
    value: float | None
    low: float | None
    high: float | None
    claim: str
    report: str
    origin: str | None
    published: str | None
    """Publication time of the report: the moment at which the figure stood."""
    evidence: Evidence
    note: str | None = None
    """What else is counted: "with the attacker", "dead and injured together". Not set against figures without it."""
    revises: str | None = None
    """Claim whose figure this one replaces (rising toll)."""


class Side(Frozen, frozen=True, kw_only=True):
    """One side of a dispute."""

    value: str
    """What it says, in words: "37 killed", "denied", "the M23"."""
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    since: str | None
    """Earliest publication time of its claims."""
    evidence: tuple[Evidence, ...] = ()


class Dispute(Frozen, frozen=True, kw_only=True):
    """Claims on one event that cannot all be right, side by side; never averaged."""

    id: str
    kind: DisputeKind
    event: str
    role: QuantityRole | None
    """For figures: what is counted."""
    sides: tuple[Side, ...]
    why: str


class SourceNode(Frozen, frozen=True, kw_only=True):
    """A node of the source graph."""

    id: str
    kind: Literal["origin", "outlet", "report"]
    label: str
    independent: bool = True
    """``False`` for a report that adds no origin: a copy, or one that only cites another outlet."""


class SourceEdge(Frozen, frozen=True, kw_only=True):
    """Who rests on whom: ``source`` cites, copies or quotes ``target``."""

    source: str
    target: str
    kind: Literal["cites", "copies", "quotes", "published"]
    evidence: Evidence | None = None
    circular: bool = False
    """It leads back into the reports at hand: a copy of one, or an outlet is cited whose own report is among them."""


class StatusAt(Frozen, frozen=True, kw_only=True):
    """What was said of an event's status at one moment."""

    status: Status
    claim: str
    report: str
    origin: str | None
    published: str | None
    why: str


class BestTime(Frozen, frozen=True, kw_only=True):
    """When an event was, and how that was chosen."""

    start: str
    end: str
    precision: str
    why: str
    claims: tuple[str, ...] = ()


class BestPlace(Frozen, frozen=True, kw_only=True):
    """Where an event was, and how that was chosen."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    geonames_id: int | None
    bbox: tuple[float, float, float, float] | None = None
    radius_km: float | None = None
    why: str = ""
    claims: tuple[str, ...] = ()


class Party(Frozen, frozen=True, kw_only=True):
    """An actor or recipient of an event, over all its claims."""

    id: str | None
    name: str
    country: str | None
    sector: str | None
    claims: tuple[str, ...]
    accused: bool = False
    """Named as the doer of force by accusers alone: nobody states it in words of their own."""


class Event(Frozen, frozen=True, kw_only=True):
    """Claims of one or more reports that are about the same happening."""

    id: str
    """Made of its first claim (by publication, then id); a record keeps earlier ids as aliases."""
    type: EventType
    mode: str | None
    title: str
    """Names the act, never states it."""
    status: Status
    """What most independent origins of the latest word say; disputes stand beside it."""
    status_why: str
    time: BestTime | None
    place: BestPlace | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    origins: OriginCount
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    first_published: str | None
    last_published: str | None


class EventAccount(Frozen, frozen=True, kw_only=True):
    """The whole story of one event."""

    event: Event
    statuses: tuple[StatusAt, ...]
    origins: tuple[Origin, ...]
    asserting: tuple[str, ...] = ()
    """Ids of the origins that say it happened: those that are counted."""
    witnesses: tuple[Witness, ...]
    figures: tuple[Figure, ...]
    disputes: tuple[Dispute, ...]
    nodes: tuple[SourceNode, ...]
    edges: tuple[SourceEdge, ...]


class Copy(Frozen, frozen=True, kw_only=True):
    """A report that repeats another's text."""

    report: str
    original: str
    kind: Literal["exact", "near", "part"]
    share: float
    """Part of its sentences that stand in the original, 0 to 1."""
    added: tuple[Span, ...] = ()
    """Sentences of the copy that the original lacks."""
    missing: tuple[Span, ...] = ()
    """Sentences of the original that the copy lacks."""
    changed: tuple[tuple[Span, Span], ...] = ()
    """Sentences that differ in wording: (of the original, of the copy)."""


class LinkInput(Frozen, frozen=True, kw_only=True):
    """What linking and the counting of origins are told of one report beside its reading."""

    report: str
    publisher: str | None
    url: str | None
    published: str | None
    copy_of: str | None = None
    """Original whose text it repeats, or ``None``."""
    version_of: str | None = None
    """Address group: other versions of the same page share it."""
