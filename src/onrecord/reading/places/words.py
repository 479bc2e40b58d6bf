"""Word lists of the place stage, from ``place_words.tsv``."""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.entry import rows


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    return {group: frozenset(members.split("|")) for group, members in rows("place_words.tsv")}


def words(group: str) -> frozenset[str]:
    """The words of one group, lower case."""
    return _groups()[group]
