"""Ministries, armed forces, police, intelligence services, parliaments and courts by their proper names."""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.named import Row, read


@lru_cache(maxsize=1)
def table() -> tuple[Row, ...]:
    """All rows of ``forces.tsv``."""
    return read("forces.tsv", table="forces")
