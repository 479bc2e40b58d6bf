"""The tables of the status stage: what a word does to the event it governs. Plain files of ``knowledge/data``."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from msgspec import Struct

from onrecord.knowledge.entry import rows
from onrecord.model import Factuality


class Rule(Struct, frozen=True, kw_only=True, gc=False):
    """What a class of words does. Values: ``+`` happened, ``-`` did not, ``0`` open."""

    name: str
    plus: str
    """Value of what is governed where the governing word itself holds."""
    minus: str
    """The same where the governing word does not hold."""
    label: str
    """``planned`` or ``possible``: how an open value is read."""
    factuality: Factuality
    at_source: bool
    """Whether the word counts even as the cue of the innermost attribution ("denied", "fears")."""
    why: str
    example: str
    counter_example: str


@lru_cache(maxsize=1)
def classes() -> dict[str, Rule]:
    """The classes by name (``status_classes.tsv``)."""
    return {r[0]: _rule(r) for r in rows("status_classes.tsv")}


def _rule(r: list[str]) -> Rule:
    name, plus, minus, label, factuality, at_source, why, example, counter_example = r
    return Rule(
        name=name, plus=plus, minus=minus, label=label, factuality=cast(Factuality, factuality),
        at_source=at_source == "1", why=why, example=example, counter_example=counter_example,
    )  # fmt: skip


@lru_cache(maxsize=1)
def governors() -> dict[tuple[str, str], dict[str, str]]:
    """(lemma or lemma and particle, part of speech v/n/a) -> slot -> class (``status_governors.tsv``)."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for words, pos, slots, name in rows("status_governors.tsv"):
        known = found.setdefault((words, pos), {})
        for slot in slots.split(","):
            known.setdefault(slot, name)
    return found


@lru_cache(maxsize=1)
def modifiers() -> dict[str, dict[str, str]]:
    """Word beside the event -> its dependency -> class (``status_modifiers.tsv``)."""
    found: dict[str, dict[str, str]] = {}
    for word, where, name in rows("status_modifiers.tsv"):
        for dep in where.split(","):
            found.setdefault(word, {})[dep] = name
    return found


@lru_cache(maxsize=1)
def modals() -> dict[str, tuple[str, str, str]]:
    """Modal -> class plain, negated, with the perfect (``status_modals.tsv``)."""
    return {r[0]: (r[1], r[2], r[3]) for r in rows("status_modals.tsv")}


@lru_cache(maxsize=2)
def links(kind: str) -> dict[str, str]:
    """Conjunction (``mark``) or preposition (``prep``) -> class (``status_links.tsv``)."""
    return {word: name for word, k, name in rows("status_links.tsv") if k == kind}


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """Past form -> lemma, for forms that the parser leaves as they are."""
    return dict(entry.split() for entry in words("irregular"))


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """One of the word lists of ``status_lists.tsv``."""
    return frozenset(word for group, word in rows("status_lists.tsv") if group == name)
