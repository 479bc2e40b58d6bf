"""Who the noun phrases of a report mean: names, offices, roles, pronouns -> ``Actor`` and ``Mention``."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.countries import country_of_adjective
from onrecord.model import Parse, Place
from onrecord.reading.entities.cast import Cast
from onrecord.reading.entities.resolve import Resolver

__all__ = ["Cast", "country_of_adjective", "find_entities"]


def find_entities(
    parse: Parse,
    *,
    on: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    places: Sequence[Place] = (),
    opening: tuple[str, ...] = (),
) -> Cast:
    """The cast of one parsed text.

    ``on`` is the ISO day (or date-time) of publication: who held an office is looked up on that day; without it no
    holder is looked up. ``title`` is the headline, which helps to settle a country the body leaves open.
    ``publisher`` is the outlet's name. ``places`` are the places found in the text and ``opening`` the countries of its
    dateline: both help to tell whose police "the police" are.
    """
    resolver = Resolver(parse, on=on, title=title, publisher=publisher, located=places, opening=opening)
    resolver.run()
    return Cast(resolver.mentions, resolver.heads, resolver.who, resolver.members, resolver.country_at)
