"""XML from strangers: decoded first, so that nothing hides in an encoding; declared entities refused; no DTD left."""

from __future__ import annotations

import re

from onrecord.errors import NotReadable
from onrecord.intake.decode import decode

# What XML 1.0 forbids. Feeds carry such characters by mistake, and parsers stop at them.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DOCTYPE_CHARS = 2_000


def unguarded(content: bytes, *, charset: str | None = None) -> str:
    """The text of an XML file from its root element on: without declaration, comments and document type before it.

    Raises ``NotReadable`` (reason ``unsafe_xml``) where the document type brings declarations of its own.
    """
    text = FORBIDDEN.sub("", decode(content, charset=charset, html=True)).lstrip("\ufeff")
    return text[_root(text) :]


def _root(text: str) -> int:
    """Where the root element begins. Declarations can only stand before it."""
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if text.startswith("<?", at):
            end = text.find("?>", at)
            width = 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            width = 3
        elif text.startswith("<!", at):
            end = _doctype(text, at)
            width = 1
        else:
            return at
        if end < 0:
            return len(text)
        at = end + width


def _doctype(text: str, at: int) -> int:
    """Where a harmless document type ends: a name and where its DTD stands, which is never fetched."""
    end = text.find(">", at, at + DOCTYPE_CHARS)
    if end < 0 or "[" in text[at:end] or not text[at : at + 9].upper().startswith("<!DOCTYPE"):
        raise NotReadable("It declares entities, which no feed needs and bombs are made of.", reason="unsafe_xml")
    return end
