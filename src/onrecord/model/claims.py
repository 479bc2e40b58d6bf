"""Attributions, events, claims, and the reading that holds them."""

from __future__ import annotations

from typing import Literal

from onrecord.model.base import EventType, Factuality, Frozen, Pair, SourceKind, Span, Stance, Status
from onrecord.model.found import Actor, ObjectItem, Place, Quantity, TextWarning, Time
from onrecord.model.report import Report


class Attribution(Frozen, frozen=True, kw_only=True):
    """Who is cited (source), the words that cite (cue), what is cited (content): PolNeAR's terms.

    Each is a tuple of (start, end) pairs; content may be in several pieces, source may be empty.
    ``parent`` is the attribution in whose content this one stands.
    """

    id: str
    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    parent: str | None = None
    stance: Stance = "states"
    source_head: int | None = None
    """Token index of the source's head noun."""
    cue_head: int | None = None
    content_head: int | None = None
    """Token that governs the content; status rules stop there."""
    reach: tuple[Pair, ...] = ()
    """What the source vouches for by syntax, where that is more or less than the words cited; chains go by it."""
    seen_by: Literal["both", "tagger", "syntax"] = "syntax"
    """Who found it. Chains rest on syntax first; an outermost one that only syntax sees is the least certain."""


class Source(Span, frozen=True, kw_only=True):
    """One source of a chain."""

    name: str | None = None
    kind: SourceKind | None = None
    country: str | None = None
    id: str | None = None


UNSAID = "somebody quoted"
"""Stands for the source of words that are quoted from nobody named."""


class Link(Frozen, frozen=True, kw_only=True):
    """One step of a chain."""

    source: Source | None
    """``None`` where somebody is quoted and the report does not say who; ``cue`` is the quotation mark then."""
    cue: Span | None
    stance: Stance = "states"

    @property
    def who(self) -> str:
        """The source's name, else its words."""
        return UNSAID if self.source is None else self.source.name or self.source.text


class EventMention(Frozen, frozen=True, kw_only=True):
    """An event word with its type and arguments as token indices, before anybody is resolved."""

    trigger: int
    first: int
    last: int
    """Tokens of the whole trigger ("carried out a series of air strikes" has its head at ``trigger``)."""
    type: EventType
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    scope: int | None = None
    """Token whose clause holds the event's arguments (the light verb of a noun trigger)."""
    speech: int | None = None
    """For speech events (REQUEST, ACCUSE ...): head token of what is asked, alleged, promised."""
    frame: str = ""
    """Which frame of the table matched; for explanations."""
    score: float = 1.0


class StatusReading(Frozen, frozen=True, kw_only=True):
    """What the innermost source commits to, and the words that say so."""

    status: Status
    factuality: Factuality
    score: float
    """-3 (did not happen) to 3 (happened); 0 is uncommitted."""
    why: str


class TimeRef(Frozen, frozen=True, kw_only=True):
    """When a claim's event was: an interval with the words that give it."""

    start: str | None
    end: str | None
    precision: str | None
    span: Span


class PlaceRef(Frozen, frozen=True, kw_only=True):
    """Where a claim's event was."""

    span: Span
    name: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    geonames_id: int | None
    bbox: tuple[float, float, float, float] | None = None
    radius_km: float | None = None


class Claim(Frozen, frozen=True, kw_only=True):
    """One statement of an event in one report."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    trigger: Span
    sentence: Span
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    objects: tuple[ObjectItem, ...]
    quantities: tuple[Quantity, ...]
    time: TimeRef | None
    place: PlaceRef | None
    status: Status
    factuality: Factuality
    status_why: str
    chain: tuple[Link, ...]
    seen_by: Literal["frame", "network"] = "frame"
    """Who read the type: a frame of the tables, or the network where no frame knows the words."""


class Reading(Frozen, frozen=True, kw_only=True):
    """Everything read from one report, in the shape that ``--format json`` prints."""

    report: Report
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    warnings: tuple[TextWarning, ...]
