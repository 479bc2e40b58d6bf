"""Names that stand for countries: seats of government, adjectives, peoples."""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.entry import rows


@lru_cache(maxsize=1)
def capitals() -> dict[str, frozenset[str]]:
    """Seats of government, whose names stand for governments, with the countries they govern."""
    found: dict[str, set[str]] = {}
    for row in rows("countries.tsv"):
        for cell in row[5:7]:
            for name in cell.split("|"):
                if name:
                    found.setdefault(name.removesuffix(", D.C."), set()).add(row[0])
    return {name: frozenset(held) for name, held in found.items()}


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Adjectives and names of peoples to country codes."""
    return {word: row[0] for row in rows("gazetteer_countries.tsv") for word in row[4].split("|") if word}
