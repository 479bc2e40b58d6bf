"""The cast of a report: who each noun phrase means."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from onrecord.knowledge.countries import countries, country_of_adjective
from onrecord.model import Mention
from onrecord.reading.entities.agreement import PRONOUNS, RELATIVE


class Cast:
    """Who every noun phrase of one parse means. Made by ``find_entities``."""

    def __init__(
        self,
        mentions: dict[int, Mention],
        heads: set[int],
        lazily: Callable[[int], Mention],
        members: Callable[[int], tuple[Mention, ...]],
        country_at: Callable[[int], tuple[str | None, str]],
    ) -> None:
        self._by_head = mentions
        self._heads = heads
        self._lazily = lazily
        self._members = members
        self._country_at = country_at
        self.mentions: tuple[Mention, ...] = tuple(
            sorted(
                (m for i, m in mentions.items() if i in heads and _plausible(m)),
                key=lambda m: (m.actor.start, m.actor.end),
            )
        )
        self._first: dict[str, Mention] = {}
        for m in self.mentions:
            if m.actor.id is not None and not _is_pronoun(m):
                self._first.setdefault(m.actor.id, m)

    def who(self, token: int) -> Mention:
        """The mention of the noun phrase headed by ``token``, its conjuncts left out.

        Never fails: for what is nobody the actor has no name, country, sector or id, and ``why`` says so.
        """
        found = self._by_head.get(token)
        if found is None:
            found = self._by_head[token] = self._lazily(token)
        return found

    def in_words(self, mention: Mention) -> Mention:
        """``mention``, or of a pronoun for somebody without a name the noun phrase it takes up ("two fishermen" of
        "they"), of an adjective of nationality the country: Kenya of "Kenyan" in "Kenyan strikes"."""
        actor, land = mention.actor, mention.actor.country
        if land and not actor.name and actor.id is None and country_of_adjective(actor.text) == land:
            named = replace(actor, name=countries()[land].name, id=f"country:{land.lower()}")
            return replace(mention, actor=named)
        if mention.actor.name or mention.actor.id is None or not _is_pronoun(mention):
            return mention
        first = self._first.get(mention.actor.id)
        if first is None:
            return mention
        return replace(first, actor=replace(first.actor, why=f"{mention.actor.text}: {first.actor.text}"))

    def at(self, token: int) -> Mention | None:
        """The mention whose head is ``token`` if it is a known or plausible actor, else ``None``."""
        found = self._by_head.get(token)
        return found if found is not None and token in self._heads and _plausible(found) else None

    def members(self, token: int) -> tuple[Mention, ...]:
        """Those whom a plural means one by one: for "they" after "Putin and Xi" the mentions of both.

        Where the noun phrase means one, or nobody known, that mention alone.
        """
        return self._members(token)

    def country_at(self, token: int) -> tuple[str | None, str]:
        """ISO code that ``token`` gives as an adjective, modifier or possessive ("US" strikes, "Russia's" attack,
        "his" troops), and why; ``(None, why)`` where it gives none."""
        return self._country_at(token)


def _is_pronoun(m: Mention) -> bool:
    return m.actor.text.lower() in PRONOUNS | RELATIVE


def _plausible(m: Mention) -> bool:
    return m.actor.id is not None or m.actor.sector is not None
