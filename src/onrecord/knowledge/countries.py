"""Countries: names, adjectives, peoples, capitals and seats, and the regions and cities that point to one.

Source: data/countries.tsv, data/metonyms.tsv, data/countries_regions.tsv, data/countries_cities.tsv,
data/countries_ambiguous.tsv, each with its
source and licence in its first lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.entry import key, rows

Use = Literal["country", "adjective", "people", "capital", "seat", "region", "city", "ethnic"]
# An alias of up to this many letters stands in capitals or with points: "US" and "CAR" are not "us" and "car".
SHORT = 4


class Country(Struct, frozen=True, gc=False):
    """One state or territory."""

    iso3: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


class Sense(Struct, frozen=True, gc=False):
    """What a word or name can mean: a country's name, its adjective, its people, its capital, a seat of power."""

    use: Use
    country: str | None
    name: str
    """Canonical name: of the country, of the seat, of the region."""
    spelling: str
    sector: str | None = None


def _split(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """All states and territories by ISO 3166-1 alpha-3 (Kosovo: XKX)."""
    found: dict[str, Country] = {}
    for iso3, name, aliases, adjectives, people, capitals, seats in rows("countries.tsv"):
        adjs = _split(adjectives)
        found[iso3] = Country(
            iso3, name, _split(aliases), adjs, _split(people) or _people(adjs), _split(capitals), _split(seats)
        )
    return found


def _people(adjectives: tuple[str, ...]) -> tuple[str, ...]:
    """ "Algerian" gives Algerian, Algerians; "Maltese" stays as it is."""
    forms: list[str] = []
    for word in adjectives:
        forms.append(word)
        if word[-1:] in ("n", "i", "o", "r", "k", "b", "e") and not word.endswith("ese"):
            forms.append(word + "s")
    return tuple(forms)


def fold(name: str) -> str:
    """The compared form of a name given as text: ``entry.key`` without apostrophes and with "and" for "&"."""
    if name.isascii():  # most names: the same result without normalising
        flat = (
            name.lower().replace(".", "").replace("-", " ").removesuffix("'s").replace("'", "").replace(" & ", " and ")
        )
        words = flat.split()
        return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
    return key(name).replace("'", "").replace(" & ", " and ")


class _Index(Struct, frozen=True, gc=False):
    senses: dict[str, tuple[Sense, ...]]
    firsts: dict[str, int]


@lru_cache(maxsize=1)
def _index() -> _Index:
    senses: dict[str, list[Sense]] = {}

    def add(spelling: str, use: Use, iso3: str | None, name: str, sector: str | None = None) -> None:
        made = Sense(use, iso3, name, spelling, sector)
        slot = senses.setdefault(fold(spelling), [])
        if all((s.use, s.country) != (made.use, made.country) for s in slot):
            slot.append(made)

    for c in countries().values():
        for name in (c.name, *c.aliases):
            add(name, "country", c.iso3, c.name, "GOV")
        for word in c.adjectives:
            add(word, "adjective", c.iso3, c.name)
        for word in c.people:
            add(word, "people", c.iso3, c.name, "CVL")
        for name in c.capitals:
            add(name, "capital", c.iso3, c.name, "GOV")
        for name in c.seats:
            add(name, "seat", c.iso3, name, "GOV")
    for name, canonical, iso3, sector in rows("metonyms.tsv"):
        add(name, "seat", iso3 or None, canonical, sector)
    for name, use, iso3, adjectives in rows("countries_regions.tsv"):
        add(name, "ethnic" if use == "ethnic" else "region", iso3 or None, name)
        for word in _split(adjectives):
            add(word, "ethnic", iso3 or None, name)
    for name, iso3 in rows("countries_cities.tsv"):
        folded = fold(name)
        if folded not in senses:
            add(name, "city", iso3, name)
    firsts: dict[str, int] = {}
    for folded in senses:
        words = folded.split()
        firsts[words[0]] = max(firsts.get(words[0], 0), len(words))
    return _Index({name: tuple(found) for name, found in senses.items()}, firsts)


def _fits(spelling: str, text: str) -> bool:
    """Capitals as the name demands."""
    text = text[4:] if text[:4].lower() == "the " else text
    letters = [c for c in spelling if c.isalpha()]
    if len(letters) <= SHORT and len(letters) > 1 and all(c.isupper() for c in letters):
        return all(c.isupper() for c in text if c.isalpha())
    return any(c.isupper() for c in text)


def senses(name: str) -> tuple[Sense, ...]:
    """Everything a name, adjective, people, capital, seat, region or city of this spelling can mean."""
    return tuple(s for s in _index().senses.get(fold(name), ()) if _fits(s.spelling, name))


def country_named(name: str) -> str | None:
    """ISO code of the country of this name; ``None`` where it is no country's or more than one's."""
    found = {s.country for s in senses(name) if s.use == "country"}
    return found.pop() if len(found) == 1 else None


def country_of_adjective(word: str) -> str | None:
    """ISO code for "Venezuelan", "US", "South Korean"; ``None`` where unknown or ambiguous ("Congolese")."""
    found = {s.country for s in senses(word) if s.use in ("adjective", "people")}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _rivals() -> dict[str, tuple[str, frozenset[str]]]:
    return {fold(name): (rival, frozenset(words.split("|"))) for name, rival, words in rows("countries_ambiguous.tsv")}


def rival(name: str) -> tuple[str, frozenset[str]] | None:
    """The country that has a place of the same name as this country ("Georgia": USA), and words that speak for it."""
    return _rivals().get(fold(name))


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """The compared form of one token."""
    if word in ("the", "The", "THE", "&"):
        return "the" if word != "&" else "and"
    return key(word + " x").removesuffix("x").rstrip().replace("'", "") or word


def longest(words: Sequence[str], start: int) -> tuple[int, tuple[Sense, ...]] | None:
    """The longest name that begins at token ``words[start]``: its number of tokens and its senses."""
    index = _index()
    first = fold_word(words[start]).partition(" ")[0]
    most = index.firsts.get(first)
    if not most:
        return None
    for count in range(min(most + 1, len(words) - start), 0, -1):
        piece = words[start : start + count]
        folded = " ".join([fold_word(w) for w in piece])
        found = index.senses.get(folded)
        if found and piece[-1] not in ("'s", "’s", "'", "’"):
            text = " ".join(piece)
            fitting = tuple(s for s in found if _fits(s.spelling, text))
            if fitting:
                return count, fitting
    return None
