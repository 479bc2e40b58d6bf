"""People by what they do (some 1,000 titles after the groups of ISCO-08) or are to others, with PLOVER sectors."""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.entry import rows


@lru_cache(maxsize=1)
def occupations() -> dict[str, str]:
    """Title (lower case, singular or irregular plural) -> sector."""
    related = {row[0]: row[1] for row in rows("relations.tsv")}
    return related | {title: sector for title, _, sector in rows("occupations.tsv")}


@lru_cache(maxsize=1)
def occupation_words() -> frozenset[str]:
    """Titles of one word: nouns that mean people."""
    return frozenset(title for title in occupations() if " " not in title)
