"""Every name of the tables that stands in a text: countries, peoples, persons, organisations, groups, outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.knowledge import countries, leaders, names
from onrecord.knowledge.countries import Sense
from onrecord.knowledge.entry import Entry
from onrecord.knowledge.leaders import Person
from onrecord.knowledge.sectors import word_set
from onrecord.model import Parse

ADDRESS = word_set("forms of address")
FAMILIES = word_set("families of parties")
"""First words of parties that many countries have."""


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
        words, starts = _units(parse, sentence.first, sentence.last)
        shouted = len(words) > 3 and not any(c.islower() for w in words for c in w)
        i = 0
        while i < len(words):
            made = _at(words, i) if _may_start(words[i]) else None
            if made is None:
                i += 1
                continue
            count, senses, people, entries = made
            if words[i] in ("The", "the") and i + count < len(words) and words[i + count][:1].isupper() and count <= 2:
                i += 1  # "The National" is an outlet, the "National" of "The National Security Council" is not
                continue
            last = starts[i + count]
            if count == 1 and (shouted or _of_family(parse, starts[i]) or _part_of_place(parse, starts[i], entries)):
                entries = ()
            if count > 1 and _begins_before(parse, starts[i], last, entries):
                entries = ()
            if senses and _describes(parse, last - 1, entries):
                entries = ()
            if count == 1 and _part_of_name(parse, starts[i]):
                senses = tuple(s for s in senses if s.use not in ("city", "region"))
            if not (senses or people or entries) or _common_word(parse, starts[i], count, senses, entries):
                i += 1
                continue
            if parse.tokens[last - 1].tag == "POS":
                last -= 1
            found.append(Hit(starts[i], last, senses, people, entries))
            i += count
    return tuple(found)


def _common_word(parse: Parse, i: int, count: int, senses: tuple[Sense, ...], entries: tuple[Entry, ...]) -> bool:
    """A word that only looks like a name because it begins a sentence: "People attend", "Reading the letter"."""
    t = parse.tokens[i]
    if count > 1 or t.pos == "PROPN" or not t.text[1:].islower():
        return False
    return bool(entries) or (all(s.use in ("city", "region", "seat") for s in senses) and bool(senses))


def _describes(parse: Parse, i: int, entries: tuple[Entry, ...]) -> bool:
    """The "Australian" of "the Australian government" is no newspaper."""
    t = parse.tokens[i]
    return bool(entries) and t.dep in ("amod", "nmod", "compound") and t.head > i and all(
        e.kind == "outlet" for e in entries
    )  # fmt: skip


def _of_family(parse: Parse, i: int) -> bool:
    """The "Democrats" of "the Social Democrats": a name of parties in many lands is no party's short form."""
    return i > 0 and parse.tokens[i - 1].text in FAMILIES and parse.tokens[i].ent != "GPE"


def _part_of_place(parse: Parse, i: int, entries: tuple[Entry, ...]) -> bool:
    """Whether the name at ``i`` goes on: the "Mint" of "Mint Hill", the "National" of "the National Guard"."""
    if i + 1 >= len(parse.tokens):
        return False
    t, after = parse.tokens[i], parse.tokens[i + 1]
    if after.lower == "of" and entries and all(e.kind == "outlet" for e in entries):
        return True  # "the Liberation of Palestine", "the Times of Borna"
    if after.pos != "PROPN":
        return False
    if entries and t.ent == after.ent == "ORG" and all(e.kind == "outlet" for e in entries):
        return True  # the "Liberation" of "National Liberation Army" is no newspaper
    article = bool(entries) and all(e.name.startswith("The ") for e in entries)
    return article or (after.ent == t.ent and t.ent in ("GPE", "LOC", "FAC", "PERSON"))


def _begins_before(parse: Parse, first: int, last: int, entries: tuple[Entry, ...]) -> bool:
    """Whether a force's or group's name is the end of another's: the "People's Liberation Army" of "the Bamar
    People's Liberation Army" is not China's. A country's own adjective before it changes nothing."""
    before = parse.tokens[first - 1] if first else None
    if before is None or before.pos != "PROPN" or before.dep not in ("compound", "nmod", "amod"):
        return False
    if not first <= before.head < last or not all(e.kind in ("force", "group") for e in entries):
        return False
    land = {s.country for s in countries.senses(before.text)}
    return not land & {e.country for e in entries}


def _part_of_name(parse: Parse, i: int) -> bool:
    """Whether the word at ``i`` begins a person's or body's name: the "Hassan" of "Hassan Salama" is no town, and
    neither is the surname of "Ms Sandu"."""
    if i and parse.tokens[i - 1].lower in ADDRESS:
        return True
    if i + 1 >= len(parse.tokens):
        return False
    t, after = parse.tokens[i], parse.tokens[i + 1]
    if after.lower == "of" and after.ent == t.ent == "ORG":
        return True  # "the Confederation of African Football" is no town
    return after.pos == "PROPN" and after.ent == t.ent and t.ent in ("PERSON", "ORG", "FAC", "WORK_OF_ART")


def _units(parse: Parse, first: int, last: int) -> tuple[list[str], list[int]]:
    """Words with a lone apostrophe joined to the word before it ("Workers'"), and where each begins."""
    words: list[str] = []
    starts: list[int] = []
    for i in range(first, last):
        t = parse.tokens[i]
        if words and t.text in ("'", "’") and parse.tokens[i - 1].end == t.start:
            words[-1] += "'"
        else:
            words.append(t.text)
            starts.append(i)
    return words, [*starts, last]


def _may_start(word: str) -> bool:
    return any(c.isupper() for c in word) or word[:1].isdigit()


def part_of(parse: Parse, i: int, hit: Hit) -> Hit | None:
    """The country's name at token ``i`` inside a longer name: the "Ukraine" of "Ukraine's armed forces"."""
    for first in range(hit.first, i + 1):
        found = countries.longest([t.text for t in parse.tokens[first : i + 1]], 0)
        if found is not None and first + found[0] == i + 1:
            return Hit(first, i + 1, found[1])
    return None


Found = tuple[int, tuple[Sense, ...], tuple[Person, ...], tuple[Entry, ...]]


def _at(words: Sequence[str], i: int) -> Found | None:
    places = countries.longest(words, i)
    people = leaders.longest(words, i)
    before = words[i - 1 : i] if i else []  # an article before it matters
    bodies = names.longest([*before, words[i].rstrip("'"), *words[i + 1 : i + 12]], len(before))  # "Hamas' leader"
    most = max((x[0] for x in (places, people, bodies) if x), default=0)
    if not most:
        return None
    return (
        most,
        places[1] if places and places[0] == most else (),
        people[1] if people and people[0] == most else (),
        bodies[1] if bodies and bodies[0] == most else (),
    )
