"""Which of the persons that a report tells of one by one are surely different ones, by the words for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from onrecord.reading.quantities import lexicon

AGE = re.compile(r"\b(\d{1,3}|[a-z]{3,12})[ -](year|month|week|day)s?[ -]old\b")
PRONOUNS = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
LOOSE = frozenset({"he", "him", "she", "her"})
"""Pronouns for somebody who may be named beside; "himself" stands beside whom he harmed too."""
MOST = 10
"""Persons of a report that are compared; each more would double the work at worst."""


class Said(Struct, frozen=True):
    """What the words for a person say of who it is."""

    sentence: int
    """Where the sentence begins that tells of him."""
    name: str | None
    age: str | None
    sex: str | None
    loose: bool
    """Whether it is a pronoun that may mean another of its sentence."""


def said(text: str, sentence: int) -> Said:
    """Read the words for one person, as "a 6-year-old girl"; ``sentence`` is where their sentence begins."""
    words = [w.strip(".,'’\"").lower() for w in text.split()]
    head, last = (words[-1] if words else ""), text.rsplit(" ", 1)[-1]
    sexes = lexicon.texts("sex")
    sex = PRONOUNS.get(head) or sexes.get(head) or next((sexes[w] for w in words if w in ("male", "female")), None)
    name = last if last[:1].isupper() and head not in PRONOUNS else None
    return Said(sentence, name, _age(text), sex, head in LOOSE)


def _age(text: str) -> str | None:
    found = AGE.search(text.lower())
    if found is None:
        return None
    number = lexicon.values("number").get(found[1])
    return f"{found[1] if number is None else f'{number:g}'} {found[2]}"


def differ(a: Said, b: Said) -> bool:
    """Whether two are surely two: one sentence tells of both, or their names, ages or sexes are not the same."""
    if a.sentence == b.sentence and not (a.loose or b.loose):
        return True
    pairs = ((a.name, b.name), (a.age, b.age), (a.sex, b.sex))
    return any(x is not None and y is not None and x != y for x, y in pairs)


def most_apart(people: Sequence[Said]) -> int:
    """How many there are at least: the most of whom every two surely differ. Those beyond ``MOST`` are left out."""
    some = people[:MOST]
    apart = [{m for m, b in enumerate(some) if m > n and differ(a, b)} for n, a in enumerate(some)]

    def grown(size: int, rest: set[int]) -> int:
        return max((grown(size + 1, rest & apart[n]) for n in rest), default=size)

    return grown(0, set(range(len(some))))
