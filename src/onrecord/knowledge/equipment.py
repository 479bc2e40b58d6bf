"""Weapons, vehicles, ships and sensors by designation: class and maker's country, and the nearest one to a slip."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from onrecord.errors import DataError
from onrecord.knowledge.entry import rows

SHAPE = re.compile(r"([a-z]{1,12})(\d{1,4})([a-z0-9]{0,8})")
DROP = str.maketrans("", "", " -‐‑–./'’\"()")
PREFIX = re.compile(
    r"(?:USS|USNS|HMS|RFA|FS|FGS|ITS|SPS|HSwMS|HNoMS|KNM|HNLMS|HMAS|HMCS|IRIS|INS|TCG|JS|ROKS|CNS|CCG|ARA|ARC|NAM|BAM|AB|MV)"
    r" .+"
)
"""Names of single ships by the letters before them."""
SHIPS = frozenset({"aircraft carrier", "warship", "submarine", "patrol boat"})
CLOSE = 0.75
"""Share of common letters from which a name without a figure is taken for another misspelt; below, names only rhyme."""


class Equipment(Struct, frozen=True, kw_only=True, gc=False):
    """One designation of the table."""

    name: str
    item: str
    """Class: fighter aircraft, ballistic missile, tank, drone, radar, aircraft carrier ..."""
    country: str | None
    """Maker's country (for named ships: the flag), ISO 3166-1 alpha-3."""
    aliases: tuple[str, ...] = ()


class Family(Struct, frozen=True, gc=False):
    """Designations of one letter prefix: number -> suffix -> designation."""

    prefix: str
    members: dict[str, dict[str, Equipment]]


@lru_cache(maxsize=1)
def table() -> tuple[Equipment, ...]:
    """All rows of ``equipment.tsv``."""
    found = []
    for row in rows("equipment.tsv"):
        if len(row) != 4:
            raise DataError(f"The table equipment.tsv is damaged near {row[0]!r}: reinstall onrecord.")
        name, item, country, aliases = row
        found.append(
            Equipment(name=name, item=item, country=country or None, aliases=tuple(a for a in aliases.split("|") if a))
        )
    return tuple(found)


@lru_cache(maxsize=1)
def makers() -> frozenset[str]:
    """Makers' names that may stand before a designation ("Sukhoi Su-30"), folded, words joined by a space."""
    return frozenset(" ".join(_plain(row[0]).split()) for row in rows("equipment_makers.tsv"))


def _plain(name: str) -> str:
    flat = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in flat if not unicodedata.combining(c))


def fold(designation: str) -> str:
    """The form in which designations are compared: "Sukhoi Su-30 Mk2", "Su-30MK2" -> "su30mk2"."""
    words = _plain(designation).replace("-", " ").split()
    for count in (3, 2, 1):
        rest = "".join(words[count:])
        if any(c.isalpha() for c in rest) and " ".join(words[:count]) in makers():  # "Bell 206" keeps its maker
            words = words[count:]
            break
    return "".join(words).translate(DROP)


def fold_word(word: str) -> str:
    """A maker's name as ``makers`` holds it."""
    return _plain(word)


@lru_cache(maxsize=1)
def _names() -> dict[str, Equipment]:
    found: dict[str, Equipment] = {}
    for item in table():
        found[fold(item.name)] = item
    for item in table():
        for alias in item.aliases:
            found.setdefault(fold(alias), item)
    return found


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Designations of the shape letters, number, suffix, by their letters."""
    found: dict[str, dict[str, dict[str, Equipment]]] = {}
    for name, item in _names().items():
        match = SHAPE.fullmatch(name)
        if match:
            found.setdefault(match[1], {}).setdefault(match[2], {})[match[3]] = item
    return {prefix: Family(prefix, members) for prefix, members in found.items()}


def is_single(item: Equipment) -> bool:
    """Whether ``item`` is one ship with a name of its own rather than a class of them."""
    if item.item not in SHIPS or any(c.isdigit() for c in item.name.split()[0]):
        return False
    return PREFIX.fullmatch(item.name) is not None or not re.search(r"class\b|Type|\d", item.name)


def owner(name: str) -> str | None:
    """Whose navy has the single ship called ``name`` ("the Gerald Ford", "Admiral Kuznetsov"), ISO alpha-3.

    ``None`` for what many own (a class, an aircraft type) and for names that no ship of the table bears. Many ships
    bear the names of persons and places: the caller asks only where the text speaks of a ship.
    """
    item = lookup(name.removeprefix("the ").removeprefix("The "))
    if item is None:
        for noun in ("aircraft carrier", "carrier", "warship", "destroyer", "frigate", "submarine", "cruiser"):
            bare = name.removeprefix("the ").removesuffix(" " + noun)
            item = item or (lookup(bare) if bare != name else None)
    return item.country if item is not None and is_single(item) else None


@lru_cache(maxsize=1)
def complete() -> dict[str, frozenset[str]]:
    """Families whose numbers the table holds in full: letters -> nouns of which one must stand by a designation."""
    return {row[0]: frozenset(row[1].split("|")) for row in rows("equipment_families.tsv")}


def lookup(designation: str) -> Equipment | None:
    """The equipment called ``designation``, spaces, hyphens, case, the maker's name and a plural "s" apart."""
    folded = fold(designation)
    found = _names().get(folded)
    if folded.endswith("s") and (found is None or (designation[-2:-1].isdigit() and designation[-1] == "s")):
        # "MiG-29s" are several, a "MiG-29S" is a variant
        found = _names().get(folded[:-1]) or found
    return found


def nearest(designation: str) -> tuple[Equipment, float] | None:
    """The designation most like ``designation`` and how alike they are (0 to 1); ``None`` where nothing is close.

    Within a family of letters the suffix tells more than the number: a typing slip falls on one figure, while a
    suffix is copied whole ("Su-20 Mk2" is a slip for "Su-30MK2", not a Su-20 of an unknown mark).
    """
    folded = fold(designation)
    exact = lookup(designation)
    if exact is not None:
        return exact, 1.0
    match = SHAPE.fullmatch(folded)
    family = families().get(match[1]) if match else None
    if match is None or family is None:
        return _alike(folded)
    number, suffix = match[2], match[3]
    ranked = [
        (_likeness(number, suffix, n, s), -abs(int(number) - int(n)), item)
        for n, members in family.members.items()
        for s, item in members.items()
    ]
    score, _, item = max(ranked, key=lambda r: (r[0], r[1], r[2].name))
    return item, round(score, 3)


def _likeness(number: str, suffix: str, other: str, tail: str) -> float:
    width = max(len(number), len(other))
    digits = sum(a == b for a, b in zip(number.rjust(width), other.rjust(width), strict=True)) / width
    if suffix == tail:
        return 0.1 + 0.5 * digits + 0.4
    common = 0
    for a, b in zip(suffix, tail, strict=False):
        if a != b:
            break
        common += 1
    longest = max(len(suffix), len(tail))
    return 0.1 + 0.5 * digits + 0.4 * common / longest


def _alike(folded: str) -> tuple[Equipment, float] | None:
    from rapidfuzz import fuzz, process

    hit = process.extractOne(folded, list(_names()), scorer=fuzz.ratio, score_cutoff=CLOSE * 100)
    return (_names()[hit[0]], round(hit[1] / 100, 3)) if hit else None
