"""Offices: which words name one, who is meant by a country's "leader", and the chiefs of international bodies.

Source: data/offices.tsv, data/offices_leader.tsv, data/offices_bodies.tsv.
"""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.entry import rows


@lru_cache(maxsize=1)
def _offices() -> dict[tuple[str, str], str]:
    return {(words, country): office for words, country, office in rows("offices.tsv")}


@lru_cache(maxsize=1)
def _leaders() -> dict[str, str]:
    return dict(rows("offices_leader.tsv"))


@lru_cache(maxsize=1)
def _bodies() -> dict[tuple[str, str], str]:
    return {(body, word): office for body, office, words in rows("offices_bodies.tsv") for word in words.split("|")}


def office(words: str, country: str | None = None) -> str | None:
    """Canonical office for role words: "defense secretary" -> "defence minister"; ``None``: no such office.

    Some words name an office in one country only: "secretary of state" is the foreign minister of the USA.
    """
    found = _offices()
    return found.get((words, country or "")) or found.get((words, ""))


def leader_of(country: str) -> str | None:
    """The office that is meant by "the leader" of a country; ``None`` where usage differs."""
    return _leaders().get(country, "president") or None


def body_office(body: str, words: str) -> str | None:
    """The office that is meant by "chief", "secretary-general" of an international body (its entry id)."""
    return _bodies().get((body, words))
