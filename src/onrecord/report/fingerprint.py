"""Hashes by which a report is known again."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from onrecord.report.address import canonical

WORDS = re.compile(r"[^\W_]+")


def stable_id(text: str, *, url: str | None = None, publisher: str | None = None) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the text and where it stands.

    Where is the page's address, else the publisher: a page that was rewritten is another text, and so is the same
    text elsewhere. A lone surrogate is hashed as a question mark.
    """
    where = canonical(url) if url else publisher or ""
    return sha256(f"{where}\n{text}".encode(errors="replace")).hexdigest()[:16]


def fingerprint(text: str) -> str:
    """SHA-256 (hexadecimal) of the words alone: equal for copies that differ in case, accents, spaces, punctuation."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return sha256(" ".join(WORDS.findall(plain)).encode()).hexdigest()
