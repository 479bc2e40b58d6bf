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
    """File path or address as given, ``-`` for standard input; inside another: ``FILE:LINE`` for a line of JSON Lines,
    ``FEED#ENTRY`` for an entry of a feed, ``ARCHIVE@OFFSET`` for a record of a WARC file."""
    charset: str | None = None
    """Declared or known encoding; ``None``: to be detected."""
    hints: Hints = Hints()
    fallback: Hints = Hints()
    """What the feed that led here says of it; used only where the page itself is silent."""
    address: str | None = None
    """Where on the web these bytes stood: the address after redirects, an archived record's target, an entry's link."""
    fetched: str | None = None
    """ISO 8601, UTC: when they were fetched, by us or by the archive's crawler. Not when they were published."""
    container: str | None = None
    """The archive, feed or JSON Lines file they came out of, as ``path`` names it; ``None`` for a file of its own."""
    key: str | None = None
    """For entries of feeds: changes when the feed says that the entry changed. What ``intake.watch.poll`` looks up."""


class Rejected(Frozen, frozen=True, kw_only=True):
    """An input that was not read, and why. Never dropped in silence."""

    path: str
    reason: str
    """Stable code; ``docs/commands.md`` lists them all."""
    detail: str
    """A sentence for the user."""
    key: str | None = None
    """That of the feed entry, as ``Document.key``; ``None`` for what is no entry."""


class Noted(Frozen, frozen=True, kw_only=True):
    """What was passed over in an input that was read, and how much of it; said once an input."""

    path: str
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
    cut: str | None = None
    """What of the input is not in ``text`` because it is beyond a limit, in a sentence; ``None``: nothing."""
