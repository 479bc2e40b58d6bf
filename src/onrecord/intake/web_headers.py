"""Headers that servers send, read the same way from the web and from archives."""

from __future__ import annotations


def content_type(value: str | None) -> tuple[str | None, str | None]:
    """Media type in lower case and charset of a ``Content-Type`` header; ``None`` for what it does not say."""
    parts = (value or "").split(";")
    media = parts[0].strip().lower()
    charset = None
    for part in parts[1:8]:
        name, _, told = part.partition("=")
        if name.strip().lower() == "charset":
            charset = told.strip(" \t\"'")[:40] or None
    return (media if "/" in media else None), charset
