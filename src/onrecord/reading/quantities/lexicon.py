"""The words that the readers of figures know, from ``quantity_words.tsv``, ``quantity_roles.tsv``, ``persons.tsv``."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from onrecord.knowledge.entry import rows
from onrecord.knowledge.occupations import occupation_words
from onrecord.model import QuantityRole


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for group, words, value in rows("quantity_words.tsv"):
        found.setdefault(group, {})[words] = value
    return found


@lru_cache(maxsize=16)
def values(group: str) -> dict[str, float]:
    """Words of a class with their number: number, scale, suffix, vague, some, none, distance."""
    return {word: float(value) for word, value in _words()[group].items()}


@lru_cache(maxsize=16)
def texts(group: str) -> dict[str, str]:
    """Words of a class with their text value: duration, percent, symbol, currency, measure, not_count, sex, kin
    (without one)."""
    return _words()[group]


@lru_cache(maxsize=1)
def before() -> dict[str, str]:
    """Words before a figure and what they make of it: low, high, about, exact."""
    return {words: group for group in ("exact", "about", "high", "low") for words in _words()[group]}


@lru_cache(maxsize=1)
def persons() -> frozenset[str]:
    """Nouns that mean people."""
    return frozenset(row[0] for row in rows("persons.tsv")) | occupation_words()


@lru_cache(maxsize=8)
def roles(pos: str) -> dict[str, tuple[str, QuantityRole]]:
    """Words of a part of speech (``a n c t`` of the data file) with side and role."""
    return {word: (side, cast(QuantityRole, role)) for word, p, side, role in rows("quantity_roles.tsv") if p == pos}


@lru_cache(maxsize=1)
def verbs() -> dict[str, dict[str, QuantityRole]]:
    """Verbs with the role of each side: ``o`` for whom it befalls, ``s`` for who does it ("they struck in Leeds")."""
    found: dict[str, dict[str, QuantityRole]] = {}
    for word, p, side, role in rows("quantity_roles.tsv"):
        if p == "v":
            found.setdefault(word, {})[side] = cast(QuantityRole, role)
    return found


@lru_cache(maxsize=1)
def befalls() -> dict[str, QuantityRole]:
    """Verbs with the role of whom they befall, or, where it befalls nobody, of who does it."""
    return {word: sides.get("o") or sides["s"] for word, sides in verbs().items()}
