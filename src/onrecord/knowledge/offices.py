"""Offices: which words name one and which of them is meant by "leader" of a country.

Source: data/offices.tsv.
"""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.entry import rows


@lru_cache(maxsize=1)
def _offices() -> dict[str, str]:
    return dict(rows("offices.tsv"))


def office(words: str) -> str | None:
    """Canonical office for role words ("defense secretary" -> "defence minister"); ``None``: no such office."""
    return _offices().get(words)
