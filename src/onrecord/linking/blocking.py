"""Which happenings are compared at all: those that share a key.

A key joins a family of types with things that are rare together: a day and an area, a day and both parties, a day and
a name, a fortnight and two names, a sentence; what reports are about is compared by more. How many others bear a key
never matters, or a report would change the pairs of reports it has nothing to do with; so every key is made rare enough
by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from onrecord.linking.units import Unit

FAMILIES = {
    "ASSAULT": "force", "COERCE": "force", "PROTEST": "protest", "MOBILIZE": "troops", "THREATEN": "troops",
    "RETREAT": "retreat", "CONCEDE": "talks", "AGREE": "talks", "CONSULT": "talks", "COOPERATE": "talks",
    "SUPPORT": "help", "AID": "help", "REQUEST": "request", "REJECT": "words", "ACCUSE": "words",
    "SANCTION": "sanction",
}  # fmt: skip
LONGEST = 7
"""Days of the longest time that is spelt out in keys; a longer one says no day."""
DAYS, FORTNIGHT, YEAR = 4, 14, 360
TELLING, FEW = 6, 4
"""Names that make keys with a day, and with each other in a fortnight."""
MANY, MOST, WORDS, ALONE = 8, 5, 4, 10
"""Of what a report is about: names that make pairs in a fortnight, rare ones and words that make pairs in a year, names
that make keys alone for some days. With more, a few pairs more of GVA are found, and a year has many more to score."""
BITS, EPOCH, LATEST = 31, 693_596, (1 << 16) - 1
"""Bits of the hash; the ordinal of 1 January 1900, and the most days since then: to 2079. What is told at other times
meets more that it shares nothing with, and is scored in vain."""
RARE_NAME = 0.8
"""How telling a name must be (0 to 1) to make a key."""
Keys = tuple[int, Iterable[int], list[str]]
"""Days of the time for which keys hold, the first days of such times, and the rest of each key in words."""


def keys(unit: Unit) -> frozenset[int]:
    """The keys under which a happening is kept, as positive numbers of 47 bits, six bytes of a database.

    Those of one time lie together, so that a store that sorts them writes in few places.
    """
    return both(unit)[0]


def asked(unit: Unit) -> frozenset[int]:
    """The keys under which others are kept that a happening is compared with: its own and those of the times beside.

    Whichever of two is asked for the other, the answer is the same.
    """
    return both(unit)[1]


def both(unit: Unit) -> tuple[frozenset[int], frozenset[int]]:
    """``keys`` and ``asked``: most of the work is the same for the two."""
    own: set[int] = set()
    near: set[int] = set()
    if unit.claims and all(c.heard for c in unit.claims):  # alone in its report, and so among reports
        return frozenset(), frozenset()
    for step, firsts, rests in spelt(unit):
        tails = [_tail(rest) for rest in rests]
        own.update(head | tail for head in {_head(day) for day in firsts} for tail in tails)
        beside = {_head(day + step * n) for day in firsts for n in (-1, 0, 1)}
        near.update(head | tail for head in beside for tail in tails)
    return frozenset(own), frozenset(near)


def spelt(unit: Unit) -> Iterator[Keys]:
    """The keys of a happening in words: those that it has for each family of its types, and what a report is about."""
    known = sorted(families(unit))
    for step, firsts, rests in _told(unit):
        yield step, firsts, [f"{family}|{rest}" for family in known for rest in rests]
    for step, firsts, rests in about(unit):
        yield step, firsts, [f"about|{rest}" for rest in rests]


def families(unit: Unit) -> frozenset[str]:
    """Families of the types of a happening."""
    return frozenset(FAMILIES[t] for t in unit.types)


def _told(unit: Unit) -> Iterator[Keys]:
    """The keys that a happening has for each family of its types."""
    names = telling(unit)
    told = [*_places(unit), *_parties(unit), *names]
    if unit.where and unit.where.country:
        told += [f"{unit.where.country}|{role}={value:g}" for role, value in unit.figures]
    yield 1, days(unit), told
    if unit.report.day is not None:
        if not unit.main:
            yield _window(FORTNIGHT, unit.report.day, combinations(sorted(names[:FEW]), 2))
        long = (("+".join(sorted(c.words)), "") for c in unit.claims if len(c.words) >= 5)
        yield _window(YEAR, unit.report.day, long)


def days(unit: Unit) -> Iterable[int]:
    """Days of a happening."""
    if unit.days is None or unit.days[1] - unit.days[0] > LONGEST:
        return ()
    return range(unit.days[0], unit.days[1] + 1)


def _places(unit: Unit) -> Iterable[str]:
    """The area of the place; of a report that gives the happening none, its first town."""
    if unit.where and unit.where.area is not None:
        yield f"area:{unit.where.area}"
    elif unit.where and unit.where.id is not None and not unit.where.country:
        yield f"at:{unit.where.id}"
    for town in unit.report.towns[:2]:
        yield f"town:{town}"


def _parties(unit: Unit) -> Iterable[str]:
    """Actor and recipient together; a named one with the country of the place."""
    for actor in unit.actors.keys:
        yield from (f"{actor}>{recipient}" for recipient in unit.recipients.keys)
    if unit.where and unit.where.country:
        for party in unit.actors.ids | unit.recipients.ids:
            if party.startswith(("grp:", "frc:", "person:", "org:")):
                yield f"{party}@{unit.where.country}"


def about(unit: Unit) -> Iterator[Keys]:
    """What a report is about is compared whatever its type, by words that are rare together in a longer time."""
    report = unit.report
    if not unit.main or report.day is None:
        return
    some, rare = list(report.names), [n for n in report.names if report.names[n] >= RARE_NAME]
    yield _window(FORTNIGHT, report.day, combinations(sorted(some[:MANY]), 2))
    yield _window(YEAR, report.day, combinations(sorted(rare[:MOST]), 2))
    yield _window(YEAR, report.day, combinations(sorted(list(report.words)[:WORDS]), 2))
    yield _window(DAYS, report.day, (("name", n) for n in some[:ALONE]))
    yield _window(DAYS, report.day, (("town", str(t)) for t in report.towns[:3]))


def _window(length: int, day: int, parts: Iterable[tuple[str, str]]) -> Keys:
    """Pairs of words, in the window of ``length`` days that holds ``day``."""
    return length, (day // length * length,), [f"{length}|{a}+{b}" for a, b in parts]


def telling(unit: Unit) -> list[str]:
    """The names by which a happening may be known again: of its sentences first, then of its report."""
    known = unit.report.names
    own = [n for n in known if n in unit.words and known[n] >= RARE_NAME]
    rest = [n for n in known if n not in unit.words and known[n] >= RARE_NAME]
    return (own + rest)[:TELLING]


def digest(day: int, rest: str) -> int:
    """A key as a number, the same on every machine: the day above, a hash below."""
    return _head(day) | _tail(rest)


def _head(day: int) -> int:
    """The part of a key that says when, above the hash of the rest."""
    return min(LATEST, max(0, day - EPOCH)) << BITS


@lru_cache(maxsize=16_384)
def _tail(rest: str) -> int:
    """The part of a key that is the same on every day and on every machine."""
    return int.from_bytes(blake2b(rest.encode(), digest_size=8).digest(), "little") >> (64 - BITS)
