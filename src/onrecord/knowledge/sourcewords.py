"""Words of phrases that name a source or a count, by what they tell. Table: data/source_words.tsv."""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.entry import rows


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, cls in rows("source_words.tsv"):
        found.setdefault(cls, set()).add(word)
    return {cls: frozenset(words) for cls, words in found.items()}


def words(cls: str) -> frozenset[str]:
    """All words (lower case) of a class of the table."""
    return _classes()[cls]
