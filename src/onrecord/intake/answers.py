"""What comes of asking for an address. Apart from ``web.py``, so that who only reads files loads no network code."""

from __future__ import annotations

from msgspec import Struct


class Known(Struct, frozen=True):
    """What an earlier answer said by which the next can be "unchanged" (RFC 9110, 13.1)."""

    etag: str | None = None
    modified: str | None = None


class Fetched(Struct, frozen=True, kw_only=True):
    """A page as it came, expanded."""

    url: str
    """Its address after redirects."""
    content: bytes
    media: str | None
    charset: str | None
    known: Known
    fetched: str
    """ISO 8601, UTC."""
    moved: str | None = None
    """The new address, where the one asked for has moved for good."""


class Unchanged(Struct, frozen=True, kw_only=True):
    """The server says that nothing changed since ``Known``."""

    url: str


class Failure(Struct, frozen=True, kw_only=True):
    """Why a page was not fetched: the code and sentence of a ``Rejected``, and what a watcher needs beside."""

    reason: str
    detail: str
    lasting: bool = False
    """Asking again will not help: refused address, robots.txt, 404, 410, no page."""
    gone: bool = False
    """410: the server says that it was removed for good."""
    retry_after: float | None = None
    """Seconds that the server asks to wait."""


Answer = Fetched | Unchanged | Failure
LASTING_REASONS = frozenset("address private_address robots content_type redirects too_large coding nested".split())
