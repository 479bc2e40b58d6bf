"""What stands in a text: times, places, actors, figures, things."""

from __future__ import annotations

from typing import Literal

from onrecord.model.base import Frozen, QuantityRole, SourceKind, Span


class Time(Span, frozen=True, kw_only=True):
    """A time expression, TIMEX3 type and value, and the interval it stands for."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    low: str | None = None
    """First day (or ISO date-time) of the interval; ``None`` where the text does not fix it."""
    high: str | None = None
    precision: str | None = None
    """time, day, week, weekend, month, season, quarter, year, decade, century, range, approximate."""


class Place(Span, frozen=True, kw_only=True):
    """A place name of the text and where it is. An area has a point inside it and a bounding box."""

    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: str | None = None
    """point, city, admin, country, sea, region."""
    bbox: tuple[float, float, float, float] | None = None
    """West, south, east, north, degrees; west > east across the antimeridian."""
    radius_km: float | None = None
    use: Literal["place", "actor", "adjective"] = "place"
    """``actor``: a metonym ("Moscow said"); ``adjective``: "Russian"; only ``place`` can hold an event."""
    admin: str | None = None


class Actor(Span, frozen=True, kw_only=True):
    """Who a noun phrase means. ``start``/``end`` are the words at this place ("He")."""

    name: str | None = None
    """Canonical name; ``None`` where nobody is named ("two officials")."""
    country: str | None = None
    """ISO 3166-1 alpha-3; ``None`` for what is no state's."""
    sector: str | None = None
    """PLOVER sector: GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL ... IGO NGO."""
    id: str | None = None
    """Same id, same entity, within one report; stable across reports for entities of the tables."""
    why: str | None = None
    """How it is known: "table: heads of state, since 2013-04-19", "coreference: Maduro"."""


class Mention(Frozen, frozen=True, kw_only=True):
    """A noun phrase of the parse, resolved. ``first``/``last`` tokens, ``head`` its syntactic head."""

    first: int
    last: int
    head: int
    actor: Actor
    kind: SourceKind | None = None
    """What it is as a source; ``None`` for what cannot speak."""
    plural: bool = False


class Quantity(Span, frozen=True, kw_only=True):
    """A figure and what it counts. ``value`` as stated, ``low``/``high`` the bounds that the words leave."""

    role: QuantityRole
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str | None = None


class ObjectItem(Span, frozen=True, kw_only=True):
    """What was asked for, sent, seized: equipment class and designation where the table knows it."""

    item: str | None = None
    name: str | None = None
    notes: tuple[str, ...] = ()


class TextWarning(Span, frozen=True, kw_only=True):
    """Something in the text a careful editor would ask about; the text is left as it is."""

    code: str
    suggestion: str | None = None
    detail: str | None = None
