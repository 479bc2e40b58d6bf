"""What the API answers with: frozen, typed, and the source of the OpenAPI document and of the pages' own types.

An event is never named without its status and its count of origins, so every shape that names one carries both.
"""

from __future__ import annotations

from typing import Literal

from onrecord.model import (
    Claim,
    Dispute,
    EventAccount,
    EventType,
    Frozen,
    Judgement,
    OriginCount,
    PairScore,
    Party,
    Reading,
    Status,
)
from onrecord.model.events import OriginKind


class Page(Frozen, frozen=True, kw_only=True):
    """Some rows of a list; ``next`` goes into ``after`` for the following ones, ``None`` where there are no more."""

    next: str | None


class When(Frozen, frozen=True, kw_only=True):
    """An interval and how closely it is known. Days, or ISO times with zone."""

    start: str | None
    end: str | None
    precision: str | None


class Where(Frozen, frozen=True, kw_only=True):
    """A place. ``lat`` and ``lon`` are degrees, ``None`` where the place is not on the map."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None


class EventRow(Frozen, frozen=True, kw_only=True):
    """An event in a list."""

    id: str
    type: EventType
    mode: str | None
    title: str
    status: Status
    status_why: str
    origins: OriginCount
    time: When | None
    place: Where | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    claims: int
    reports: int
    disputes: int
    first_published: str | None
    last_published: str | None


class EventPage(Page, frozen=True, kw_only=True):
    """Events, in the order asked for."""

    rows: tuple[EventRow, ...]


class ReportRow(Frozen, frozen=True, kw_only=True):
    """A report in a list."""

    id: str
    heading: str
    """Its title, or where it has none its first words."""
    title: str | None
    publisher: str | None
    published: str | None
    updated: str | None
    url: str | None
    language: str | None
    claims: int
    copy_of: str | None
    version: int | None


class ReportPage(Page, frozen=True, kw_only=True):
    """Reports, latest first."""

    rows: tuple[ReportRow, ...]


class ClaimRow(Frozen, frozen=True, kw_only=True):
    """A claim in a list, with the report it stands in and the event it is about."""

    claim: Claim
    report: str
    report_title: str | None
    publisher: str | None
    published: str | None
    event: str | None


class ClaimPage(Page, frozen=True, kw_only=True):
    """Claims, latest report first."""

    rows: tuple[ClaimRow, ...]


class EventView(Frozen, frozen=True, kw_only=True):
    """All of one event: its account, its claims with their reports, what people judged."""

    row: EventRow
    account: EventAccount
    claims: tuple[ClaimRow, ...]
    reports: tuple[ReportRow, ...]
    judgements: tuple[Judgement, ...]
    asked_as: str
    """The id asked for; an earlier id of the event leads here too."""


class LinkView(Frozen, frozen=True, kw_only=True):
    """Why the claims of an event are taken to be of one event: each pair's reasons."""

    event: str
    pairs: tuple[PairScore, ...]
    judgements: tuple[Judgement, ...]


class DisputeRow(Frozen, frozen=True, kw_only=True):
    """A dispute with the event it is on."""

    dispute: Dispute
    event: EventRow


class DisputePage(Page, frozen=True, kw_only=True):
    """Disputes, latest first."""

    rows: tuple[DisputeRow, ...]


class ClaimEvent(Frozen, frozen=True, kw_only=True):
    """Which event a claim of a report belongs to."""

    claim: str
    event: EventRow


class VersionRow(Frozen, frozen=True, kw_only=True):
    """One version of the page that a report was published at."""

    report: str
    version: int
    published: str | None
    updated: str | None
    title: str | None


class Piece(Frozen, frozen=True, kw_only=True):
    """A sentence of a difference between two texts."""

    kind: Literal["same", "added", "removed", "changed"]
    before: str | None
    after: str | None


class ChangedClaim(Frozen, frozen=True, kw_only=True):
    """A claim that a later version of a page no longer makes, or makes in another way."""

    kind: Literal["vanished", "changed", "new"]
    before: Claim | None
    after: Claim | None


class Difference(Frozen, frozen=True, kw_only=True):
    """What changed from one version of a page to the next."""

    before: ReportRow
    after: ReportRow
    pieces: tuple[Piece, ...]
    claims: tuple[ChangedClaim, ...]


class ReportView(Frozen, frozen=True, kw_only=True):
    """All of one report: its reading, the events of its claims, its versions and copies."""

    row: ReportRow
    reading: Reading
    events: tuple[ClaimEvent, ...]
    versions: tuple[VersionRow, ...]
    copies: tuple[ReportRow, ...]
    original: ReportRow | None


class CorrectionRow(Frozen, frozen=True, kw_only=True):
    """A page whose later version lost or changed claims."""

    before: ReportRow
    after: ReportRow
    vanished: int
    changed: int


class CorrectionPage(Page, frozen=True, kw_only=True):
    """Pages that changed, latest first."""

    rows: tuple[CorrectionRow, ...]


class RejectedRow(Frozen, frozen=True, kw_only=True):
    """An input that was not read, and why."""

    path: str
    reason: str
    detail: str
    at: str | None


class RejectedPage(Page, frozen=True, kw_only=True):
    """Rejected inputs, latest first."""

    rows: tuple[RejectedRow, ...]


class Stats(Frozen, frozen=True, kw_only=True):
    """How much is in the record."""

    reports: int
    copies: int
    claims: int
    events: int
    origins: int
    disputes: int
    rejected: int


class Today(Frozen, frozen=True, kw_only=True):
    """The first page: what is best attested and fresh, what is disputed, what changed, what came in."""

    stats: Stats
    until: str | None
    """The latest publication time in the record: what "fresh" is measured from."""
    events: tuple[EventRow, ...]
    disputes: tuple[DisputeRow, ...]
    corrections: tuple[CorrectionRow, ...]
    added: tuple[ReportRow, ...]
    rejected: tuple[RejectedRow, ...]


class MapEvents(Frozen, frozen=True, kw_only=True):
    """Events of a map and timeline, a column a field; position ``i`` of every column is one event."""

    id: tuple[str, ...]
    title: tuple[str, ...]
    type: tuple[EventType, ...]
    mode: tuple[str | None, ...]
    quad: tuple[int, ...]
    status: tuple[Status, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    disputes: tuple[int, ...]
    start: tuple[str | None, ...]
    end: tuple[str | None, ...]
    time_precision: tuple[str | None, ...]
    place: tuple[str | None, ...]
    country: tuple[str | None, ...]
    lat: tuple[float | None, ...]
    lon: tuple[float | None, ...]
    place_precision: tuple[str | None, ...]
    bbox: tuple[tuple[float, float, float, float] | None, ...]
    """West, south, east, north; west > east across the antimeridian."""
    total: int
    """How many events fit the filters; more than are here where the limit was reached."""


class ActorRow(Frozen, frozen=True, kw_only=True):
    """Somebody who acts or is acted on."""

    id: str
    name: str
    country: str | None
    sector: str | None


class ActorView(Frozen, frozen=True, kw_only=True):
    """What somebody did, what was done to them, and what they said."""

    actor: ActorRow
    did: tuple[EventRow, ...]
    suffered: tuple[EventRow, ...]
    said: tuple[ClaimRow, ...]
    denied: tuple[ClaimRow, ...]


class SourceRow(Frozen, frozen=True, kw_only=True):
    """An origin, with what became of what it said."""

    id: str
    kind: OriginKind
    label: str
    name: str | None
    country: str | None
    outlet: str | None
    events: int
    confirmed: int
    """Events it asserts that another independent origin asserts too."""
    contradicted: int
    """Events it asserts on which there is a dispute it stands on one side of."""


class SourcePage(Page, frozen=True, kw_only=True):
    """Origins, most events first."""

    rows: tuple[SourceRow, ...]


class Citing(Frozen, frozen=True, kw_only=True):
    """An outlet that carries an origin, and how often."""

    outlet: str
    events: int


class SourceView(Frozen, frozen=True, kw_only=True):
    """What an origin stands behind, what it denied, and who cites it."""

    source: SourceRow
    origin_of: tuple[EventRow, ...]
    denied: tuple[EventRow, ...]
    cited_by: tuple[Citing, ...]


class Hit(Frozen, frozen=True, kw_only=True):
    """A report found by words. ``pieces`` alternate: text, found words, text, found words, …"""

    report: ReportRow
    pieces: tuple[str, ...]


class SearchPage(Page, frozen=True, kw_only=True):
    """What words find: events by their title and evidence, reports by their text."""

    rows: tuple[Hit, ...]
    words: str
    events: tuple[EventRow, ...]


class Sea(Frozen, frozen=True, kw_only=True):
    """A named sea or strait and where its name is written."""

    name: str
    lat: float
    lon: float
    size: float
    """Degrees of its shorter side: small ones are named only from near."""


class Fault(Frozen, frozen=True, kw_only=True):
    """What went wrong: a stable code and a sentence."""

    code: str
    message: str


class Failure(Frozen, frozen=True, kw_only=True):
    """The one shape of every error."""

    error: Fault
