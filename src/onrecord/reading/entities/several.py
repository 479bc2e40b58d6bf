"""Several at once: "Putin and Xi ... they", "the two leaders", "both countries"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.sectors import Role, word_set
from onrecord.model import Mention, Token
from onrecord.reading.entities import pairs, phrases, rolewords
from onrecord.reading.entities.kinds import kind_of
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


def of_several(r: Resolver, t: Token, first: int, role: Role) -> Mention | None:
    """ "the leaders of France, Italy and Spain", "Kenyan and Ugandan officials": people of several states, who stand
    for each of these. ``None`` for those of one state, and for private persons."""
    if t.tag not in ("NNS", "NNPS") or role.sector not in ("GOV", "MIL", "LEG", None):
        return None
    heads = _lands_after(r, t) if role.cls in ("person", "loose") else []
    heads = heads or _lands_before(r, t, first)
    if len({r.who(i).actor.country for i in heads} - {None}) < 2 or (role.sector is None and role.cls == "person"):
        return None
    last = max(phrases.bounds(r.parse, t.i)[1], heads[-1] + 1)
    ref = Referent(
        r.discourse.fresh(f"several-{role.words.replace(' ', '-')}"), shape="people", sector=role.sector,
        kind=kind_of(role.sector, role.cls, t), plural=True, roles={role.words, *rolewords.forms(t)},
    )  # fmt: skip
    r.groups[ref.id] = tuple(heads)
    return r.make(t, first, last, r.discourse.add(ref), why=f"role: {role.words}; of several states", plural=True)


def _lands_after(r: Resolver, t: Token) -> list[int]:
    """Last tokens of the states listed behind "of": the parser may lose some of them, the commas do not."""
    tokens = r.parse.tokens
    found: list[int] = []
    i, closed = t.i + 2, False
    if t.i + 1 >= len(tokens) or tokens[t.i + 1].lower != "of":
        return []
    while (land := _land(r, t, i)) is not None:
        found.append(land)
        i = land + 1
        if closed:
            return found
        joined = [k.lower for k in tokens[i : i + 2]]
        closed = "and" in (joined[:1], joined)[joined[:1] == [","]]
        if not closed and joined[:1] != [","]:
            break
        i += joined.index("and") + 1 if closed else 1
    return []


def _land(r: Resolver, t: Token, i: int) -> int | None:
    """Last token of the state named at ``i`` in the sentence of ``t``; ``None`` where something is said to be its
    own."""
    tokens = r.parse.tokens
    i += i < len(tokens) and tokens[i].lower == "the"
    hit = r.hit_at.get(i)
    sense = r.places.pick(hit) if hit is not None and hit.first == i else None
    if hit is None or sense is None or sense.use != "country" or tokens[hit.last - 1].sent != t.sent:
        return None
    owns = hit.last < len(tokens) and tokens[hit.last].tag == "POS"
    return None if owns else hit.last - 1


def _lands_before(r: Resolver, t: Token, first: int) -> list[int]:
    """The adjectives of "Kenyan and Ugandan officials"; a figure before them counts them together."""
    tokens = r.parse.tokens
    if any(k.tag == "CD" for k in tokens[first : t.i]):
        return []
    joined = any(k.lower == "and" for k in tokens[first : t.i])
    found = []
    for k in range(first, t.i if joined else first):
        hit = r.hit_at.get(k)
        sense = r.places.pick(hit) if hit is not None and hit.first == k else None
        if hit is not None and sense is not None and sense.use in ("adjective", "country") and hit.last <= t.i:
            found.append(hit.last - 1)
    return found


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
