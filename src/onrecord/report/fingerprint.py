"""Hashes by which a report is known again."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

WORDS = re.compile(r"[^\W_]+")


def stable_id(text: str, *, url: str | None = None) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the address, else of the text."""
    return sha256((url or text).encode()).hexdigest()[:16]


def fingerprint(text: str) -> str:
    """SHA-256 (hexadecimal) of the words alone: equal for copies that differ in case, accents, spaces, punctuation."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return sha256(" ".join(WORDS.findall(plain)).encode()).hexdigest()
