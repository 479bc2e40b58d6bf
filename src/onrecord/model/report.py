"""Bytes and reports: what passes between intake, report and reading."""

from __future__ import annotations

from typing import Literal

from onrecord.model.base import Frozen, Span


class Hints(Frozen, frozen=True, kw_only=True):
    """What the caller, the feed or the JSON line says of a report; wins over what the page says."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    language: str | None = None


class Document(Frozen, frozen=True, kw_only=True):
    """The bytes as they came, with where and when."""

    content: bytes
    media_type: Literal["text/plain", "text/html"]
    path: str
    """File path as given, ``-`` for standard input; for a line of a JSON Lines file ``FILE:LINE``."""
    charset: str | None = None
    """Declared or known encoding; ``None``: to be detected."""
    hints: Hints = Hints()


class Rejected(Frozen, frozen=True, kw_only=True):
    """An input that was not read, and why. Never dropped in silence."""

    path: str
    reason: str
    """Stable code: empty, not_text, truncated, too_large, language, broken_json, missing_text, unreadable, fault."""
    detail: str
    """A sentence for the user."""


class Embedded(Frozen, frozen=True, kw_only=True):
    """A post or quote block that stands inside the page but is not the report's own text."""

    kind: Literal["post"]
    text: str
    author: str | None = None
    published: str | None = None


class Dateline(Frozen, frozen=True, kw_only=True):
    """``BENI, Congo, March 3 (Lakeside News) -`` at the head of a body."""

    span: Span
    place: Span | None = None
    outlet: Span | None = None
    date: Span | None = None


class Report(Frozen, frozen=True, kw_only=True):
    """One published text, cleaned. ``text`` holds the body: paragraphs parted by a blank line."""

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    """ISO 8601: ``2025-10-31`` where only the day is known, else with time and zone offset."""
    updated: str | None = None
    dateline: Dateline | None = None
    embedded: tuple[Embedded, ...] = ()
    credits: tuple[str, ...] = ()
    """Lines cut from the body that say who reported or supplied it: "With inputs from agencies"."""
