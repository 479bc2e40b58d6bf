"""Role words ("soldier", "defence minister", "crime gang") and the PLOVER sector each stands for.

Source: data/roles.tsv, data/roles_sets.tsv.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, cast

from msgspec import Struct

from onrecord.knowledge.entry import rows
from onrecord.knowledge.occupations import occupations

RoleClass = Literal[
    "person", "body", "people", "document", "post", "outlet", "witness", "place", "thing", "loose", "loosebody"
]
"""``loose`` persons and ``loosebody`` bodies take the sector of their modifiers ("rebel commander", "union official");
their own sector stands where only a country is given ("Iranian official")."""


class Role(Struct, frozen=True, gc=False):
    """One role: its words (lower case, singular head), sector (``None``: its modifiers decide) and class."""

    words: str
    sector: str | None
    cls: RoleClass
    trade: bool = False
    """From the table of occupations: with a capital it is a surname ("Cook", "Miller") or begins a sentence."""


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """All roles by their words, occupations among them."""
    found = {
        words: Role(words, sector or None, cast(RoleClass, cls))
        for words, sector, cls in rows("roles.tsv")
        if cls != "modifier"
    }
    for title, sector in occupations().items():
        found.setdefault(title, Role(title, sector, "person", trade=True))
    return found


@lru_cache(maxsize=1)
def _modifiers() -> dict[str, str]:
    return {words: sector for words, sector, cls in rows("roles.tsv") if cls == "modifier"}


def modifier(word: str) -> str | None:
    """Sector that an adjective or noun gives the noun after it: "rebel" commander, "naval" officer."""
    return _modifiers().get(word)


@lru_cache(maxsize=1)
def longest_role() -> int:
    """Greatest number of words of a role."""
    return max(words.count(" ") + 1 for words in roles())


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split("|")) for name, words in rows("roles_sets.tsv")}


def word_set(name: str) -> frozenset[str]:
    """A named set of words of data/roles_sets.tsv."""
    return _sets()[name]


def role(words: str) -> Role | None:
    """The role of these words (lower case)."""
    return roles().get(words)
