"""Several at once: "Putin and Xi ... they", "the two leaders", "both countries"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.sectors import word_set
from onrecord.model import Mention, Token
from onrecord.reading.entities import pairs, phrases
from onrecord.reading.entities.referents import Referent, Shape

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

NUMBERS = {"two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5}
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
    if number is None or words[0] not in ("the", "both", "these", "those", "their"):
        return None
    last = phrases.bounds(r.parse, t.i)[1]
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
    near = [p for p in r.discourse.recent(t.sent, 1) if not p.plural and p.name and _suits(noun or "leader", p.shape)]
    if len(near) != number:
        return pairs.two_states(r, t, first, last, noun) if number == 2 else None
    ref = join(r, [p.seen[-1][1] for p in reversed(near)])
    return r.make(
        t, first, last, ref, why="coreference: " + " and ".join(str(p.name) for p in reversed(near)), plural=True
    )


def _suits(noun: str, shape: str) -> bool:
    if not noun:
        return True
    return (
        (noun in PERSONS and shape == "person")
        or (noun in STATES and shape == "state")
        or (noun in BODIES and shape in ("body", "outlet"))
    )
