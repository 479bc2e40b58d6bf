"""Pages by key: the cursor holds the last row's place in the order, so rows that come meanwhile move nothing."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

import msgspec

from onrecord.serve.faults import BadQuery

LIMIT = 50
MOST = 500


def cursor(key: Sequence[Any]) -> str:
    """The key of a row as text."""
    return base64.urlsafe_b64encode(msgspec.json.encode(list(key))).decode().rstrip("=")


def after(given: str | None, kinds: Sequence[type]) -> list[Any] | None:
    """The key of a cursor, each part of its kind. Raises ``BadQuery`` for what no answer of ours gave."""
    if not given:
        return None
    try:
        padded = given + "=" * (-len(given) % 4)
        key = msgspec.json.decode(base64.urlsafe_b64decode(padded.encode()), type=list[Any])
    except (binascii.Error, ValueError, msgspec.DecodeError, UnicodeDecodeError):
        key = []
    if len(key) != len(kinds) or not all(type(k) is kind for k, kind in zip(key, kinds, strict=True)):
        raise BadQuery("after takes what an earlier answer gave as next.")
    if any(isinstance(k, int) and abs(k) > 2**62 for k in key):
        raise BadQuery("after takes what an earlier answer gave as next.")
    return key


def cut(rows: list[Any], limit: int, key: Any) -> tuple[list[Any], str | None]:
    """The rows of a page, of which one more than ``limit`` was asked for, and the cursor of the next."""
    if len(rows) <= limit:
        return rows, None
    return rows[:limit], cursor(key(rows[limit - 1]))
