"""Every name of the tables that stands in a text: countries, peoples, persons, organisations, groups, outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.knowledge import countries, leaders, names
from onrecord.knowledge.countries import Sense
from onrecord.knowledge.entry import Entry
from onrecord.knowledge.leaders import Person
from onrecord.model import Parse


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first`` to ``last`` (exclusive) spell a name; what it can mean."""

    first: int
    last: int
    senses: tuple[Sense, ...] = ()
    people: tuple[Person, ...] = ()
    entries: tuple[Entry, ...] = ()

    def sense(self, *uses: str) -> Sense | None:
        """The first sense of one of these uses."""
        return next((s for s in self.senses if s.use in uses), None)


def scan(parse: Parse) -> tuple[Hit, ...]:
    """Longest names, left to right, none overlapping another."""
    found: list[Hit] = []
    for sentence in parse.sentences:
        words = [t.text for t in parse.tokens[sentence.first : sentence.last]]
        i = 0
        while i < len(words):
            hit = _at(words, i, sentence.first) if _may_start(words[i]) else None
            if hit is None:
                i += 1
            else:
                found.append(hit)
                i = hit.last - sentence.first
    return tuple(found)


def _may_start(word: str) -> bool:
    return any(c.isupper() for c in word) or word[:1].isdigit()


def _at(words: Sequence[str], i: int, offset: int) -> Hit | None:
    places = countries.longest(words, i)
    people = leaders.longest(words, i)
    bodies = names.longest(words, i)
    most = max((x[0] for x in (places, people, bodies) if x), default=0)
    if not most:
        return None
    return Hit(
        offset + i,
        offset + i + most,
        places[1] if places and places[0] == most else (),
        people[1] if people and people[0] == most else (),
        bodies[1] if bodies and bodies[0] == most else (),
    )
