"""Several at once: "Putin and Xi ... they", "the two leaders", "both countries"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.sectors import word_set
from onrecord.model import Mention, Token
from onrecord.reading.entities import pairs, phrases
from onrecord.reading.entities.referents import Referent, Shape

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

NUMBERS = {
    "two": 2,
    "both": 2,
    "pair": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
NUMBERED = word_set("numbered persons")
"""What those who were told of with their number may be called afterwards."""
# What "the two ..." may be: persons, states, or bodies.
PERSONS = word_set("several persons")
STATES = word_set("several states")
BODIES = word_set("several bodies")
ACTING = ("person", "state", "body", "people", "outlet")


def note_conjuncts(r: Resolver, t: Token) -> None:
    """At the last of several joined noun phrases: what "they" and "the two" may mean afterwards."""
    if t.dep != "conj" or any(k.pos in phrases.NOMINAL for k in r.parse.children(t.i, "conj")):
        return
    first = t
    while first.dep == "conj" and first.head != first.i:
        first = r.parse.tokens[first.head]
    heads = [c.i for c in phrases.conjuncts(r.parse, first.i) if c.i in r.referents]
    members = [r.referents[i] for i in heads]
    if len(members) < 2 or len({m.id for m in members}) < 2 or any(m.shape not in ACTING for m in members):
        return
    ref = join(r, heads)
    ref.see(t.sent, t.i, first.dep in ("nsubj", "nsubjpass"))


def join(r: Resolver, heads: list[int]) -> Referent:
    """The referent of several heads together; name and country only where all share them."""
    members = [r.referents[i] for i in heads]
    countries, sectors = {m.country for m in members}, {m.sector for m in members}
    ident = "group:" + "+".join(m.id for m in members)
    shapes: set[Shape] = {m.shape for m in members}
    ref = r.discourse.add(
        Referent(
            ident, shape="people" if shapes != {"state"} else "state",
            country=countries.pop() if len(countries) == 1 else None,
            sector=sectors.pop() if len(sectors) == 1 else None, kind=members[0].kind, plural=True,
        )
    )  # fmt: skip
    r.groups[ident] = tuple(heads)
    return ref


def counted(r: Resolver, t: Token, first: int) -> Mention | None:
    """ "the two leaders", "both countries", "the pair": the group of that number met last."""
    tokens = r.parse.tokens
    words = [tokens[k].lower for k in range(first, t.i + 1)]
    number = next((NUMBERS[w] for w in words if w in NUMBERS), None)
    its = words[0] in ("its", "his", "her") and t.lemma in STATES
    if number is None or not (its or words[0] in ("the", "both", "these", "those", "their")):
        return None
    last = phrases.bounds(r.parse, t.i)[1]
    if its:
        return pairs.two_states(r, t, first, last, t.lemma) if number == 2 else None
    noun = t.lemma if t.lower not in NUMBERS else ""
    for ref in r.discourse.recent(t.sent, 3):
        heads = r.groups.get(ref.id)
        if (
            heads
            and len(heads) == number
            and all(i in r.referents and _suits(noun, r.referents[i].shape) for i in heads)
        ):
            names = " and ".join(str(r.referents[i].name or r.referents[i].id) for i in heads)
            return r.make(t, first, last, ref, why=f"coreference: {names}", plural=True)
    met = _so_many(r, t, noun, number)
    if met is not None:
        return r.make(t, first, last, met, why=f"coreference: {met.id.split(':')[0]}", plural=True)
    near = [p for p in r.discourse.recent(t.sent, 1) if not p.plural and p.name and _suits(noun or "leader", p.shape)]
    if len(near) != number:
        return pairs.two_states(r, t, first, last, noun) if number == 2 else None
    ref = join(r, [p.seen[-1][1] for p in reversed(near)])
    return r.make(
        t, first, last, ref, why="coreference: " + " and ".join(str(p.name) for p in reversed(near)), plural=True
    )


def _so_many(r: Resolver, t: Token, noun: str, number: int) -> Referent | None:
    """ "Two diplomats were expelled ... the two men": the only ones of that number met lately."""
    if noun and noun not in NUMBERED and t.lower not in NUMBERED:
        return None
    met = [
        p
        for p in r.discourse.recent(t.sent, 3)
        if p.plural and p.shape in ("people", "person") and p.id not in r.groups
    ]
    said = [p for p in met if p.id not in r.lands and _number(r, p.seen[0][1]) == number]
    return said[0] if len(said) == 1 else None


def _number(r: Resolver, i: int) -> int | None:
    """The small number before the noun at ``i``."""
    words = [k.lower for k in r.parse.children(i, "nummod")] or [r.parse.tokens[i].lower]
    found = [NUMBERS.get(w) or (int(w) if w.isdecimal() and len(w) < 3 else None) for w in words]
    return found[0] if found else None


def _suits(noun: str, shape: str) -> bool:
    if not noun:
        return True
    return (
        (noun in PERSONS and shape == "person")
        or (noun in STATES and shape == "state")
        or (noun in BODIES and shape in ("body", "outlet"))
    )
