"""Two states in one noun phrase: "Greek and Albanian police", "the ministers of both countries", "the two armies"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from onrecord.knowledge.sectors import word_set
from onrecord.model import Mention, Token
from onrecord.reading.entities import phrases, places, rolewords
from onrecord.reading.entities.agreement import ARMED
from onrecord.reading.entities.referents import Referent

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

# What two states have two of: governments, armies, capitals, sides.
OF_STATES = word_set("several states") | word_set("paired bodies")
STATE = word_set("state")
JOINED = frozenset({"and", "or", ",", "&", "/"})
LINKS = ("of", "from", "for", "on", "in")
OFFICIAL = frozenset({"GOV", "MIL", "LEG"})
GOVERNING = frozenset({"GOV", "LEG"})
"""Who stands for his state: "the leaders of France and Italy" are France and Italy."""
CERTAIN = frozenset({"country", "nation", "state", "government", "capital", "neighbour", "neighbor", "superpower"})
"""Nouns that mean states whoever else the text tells of."""
SIDES = frozenset({"side", "rival", "foe", "adversary"})
"""Nouns for the two of a quarrel."""
BACK = 3
WINDOW = 6
"""Sentences before "the two countries" in which these were spoken of."""
CLEAR = 1.5
"""How many times as often the second of the two must be told of as any third."""


def each(r: Resolver, m: Mention) -> tuple[Mention, ...]:
    """A mention for each state where the noun phrase of ``m`` means people, bodies or governments of several."""
    actor = m.actor
    lands = r.lands.get(actor.id or "") or _lands(r, m)
    if len(lands) < 2:
        return ()
    t = r.parse.tokens[m.head]
    states = actor.id in r.lands or actor.sector in GOVERNING or not STATE.isdisjoint(rolewords.forms(t))
    made = []
    for land in lands:
        known = places.state(land)
        of = {"name": known.name, "id": known.id, "sector": "GOV"} if states else {
            "name": None, "id": f"{land.lower()} {actor.id or t.lower}"}  # fmt: skip
        made.append(replace(m, actor=replace(actor, country=land, why=f"of several states: {land}", **of)))
    return tuple(made)


def last_of(r: Resolver, t: Token, last: int) -> int:
    """Where the phrase of ``t`` ends: behind the last state of a list that the parser cuts at a comma."""
    return max(last, _behind(r, t)[1])


def _behind(r: Resolver, t: Token) -> tuple[tuple[str, ...], int]:
    """The states of "the leaders of France, Italy, and Spain", and where they end."""
    tokens = r.parse.tokens
    start = t.i + 2
    if t.tag not in ("NNS", "NNPS") or start >= len(tokens) or tokens[t.i + 1].lower != "of":
        return (), t.i
    start += tokens[start].lower == "the"
    sentence = r.parse.sentences[t.sent]
    if start >= sentence.last or not _is_state(r, start):
        return (), t.i
    lands, end = _row(r, start, sentence.last)
    owns = end < sentence.last and tokens[end].tag == "POS"
    listed = any(k.lower == "and" for k in tokens[start:end])
    return (lands, end) if listed and len(lands) > 1 and not owns else ((), t.i)


def _lands(r: Resolver, m: Mention) -> tuple[str, ...]:
    """Countries that the words around the head of ``m`` give together."""
    if m.actor.name and not (m.actor.id or "").startswith("country:"):
        return ()
    return lands(r, r.parse.tokens[m.head], m.first, m.actor.sector)


def lands(r: Resolver, t: Token, first: int, sector: str | None) -> tuple[str, ...]:
    """Countries that the words of the noun phrase of ``t`` and those behind it give together."""
    if t.pos not in ("NOUN", "PROPN"):
        return ()
    joined = _before(r, first, t.i)
    if len(joined) > 1:
        return joined
    behind = _behind(r, t)[0]
    if behind:
        return behind
    alone = t.tag not in ("NNS", "NNPS") and sector not in ("COP", "MIL")
    found: list[str] = []
    for o in phrases.objects(r.parse, t.i, *LINKS):
        if o.i < t.i:
            continue
        group = r.lands.get(r.who(o.i).actor.id or "")
        if group:
            return group
        inner = r.who(o.i)
        joined = _before(r, inner.first, inner.head)  # "a force of Malian and Russian fighters"
        if len(joined) > 1:
            return joined
        if alone:
            continue
        heads = [h for h in phrases.conjuncts(r.parse, o.i) if _is_state(r, h.i)]
        found += [land for h in heads if (land := r.who(h.i).actor.country)]
        if found:
            break
    for poss in r.parse.children(t.i, "poss") if not alone else ():
        group = r.lands.get(r.who(poss.i).actor.id or "") or _of_met(r, poss)
        if len(group) > 1:  # "the two armies ... their border commissions"
            return group
        found += [land for h in phrases.conjuncts(r.parse, poss.i) if (land := r.who(h.i).actor.country)]
    return tuple(dict.fromkeys(found))


def _of_met(r: Resolver, t: Token) -> tuple[str, ...]:
    """Countries of those whom a "their" takes up: "the navies of Oman and Qatar"."""
    ref = r.referents.get(t.i)
    met = r.mentions.get(ref.seen[0][1]) if ref is not None and ref.plural and ref.seen and t.pos == "PRON" else None
    return _lands(r, met) if met is not None and met.head != t.i else ()


def _is_state(r: Resolver, i: int) -> bool:
    hit = r.hit_at.get(i)
    return hit is not None and hit.sense("country", "capital") is not None


def _before(r: Resolver, first: int, head: int) -> tuple[str, ...]:
    """ "Greek and Albanian" before the noun: names or adjectives with nothing but "and" between them."""
    return _row(r, first, head)[0]


def _row(r: Resolver, first: int, stop: int) -> tuple[tuple[str, ...], int]:
    """Countries named one beside the other from ``first`` on, only with "and" or commas between, and the end of the
    last."""
    found: list[str] = []
    i = end = first
    while i < stop:
        hit = r.hit_at.get(i)
        sense = r.places.pick(hit) if hit is not None and hit.first == i else None
        if hit is not None and sense is not None and sense.country and sense.use in ("adjective", "country", "people"):
            found.append(sense.country)
            i = end = hit.last
        elif found and hit is not None and hit.senses:
            i = hit.last  # of two Koreas none
        elif found and r.parse.tokens[i].lower in JOINED:
            i += 1
        elif found:
            break
        else:
            i += 1
    return tuple(dict.fromkeys(found)), end


def two_states(r: Resolver, t: Token, first: int, last: int, noun: str) -> Mention | None:
    """ "both countries", "the two armies", "the two foreign ministers": the states that the text has before it."""
    role = rolewords.role_ending(r.parse, t.i, first)
    officials = noun not in OF_STATES and role is not None and role[1].sector in OFFICIAL and role[1].cls != "body"
    if not (noun in OF_STATES or officials or (not noun and _asked_by_both(r, t))):
        return None
    if noun in OF_STATES - CERTAIN and any(p.sector in ARMED for p in r.discourse.recent(t.sent, BACK)):
        return None  # "the two sides" of an army and rebels
    lands = (_quarrel(r, t) if noun in SIDES else None) or _met(r, t) or _told_of(r, t)
    if lands is None:
        return None
    ident = f"{'of ' if officials else ''}states:{'+'.join(lands)}"
    r.lands[ident] = lands
    ref = r.discourse.add(
        Referent(ident, shape="people" if officials else "state", sector="GOV", kind="government", plural=True)
    )
    return r.make(t, first, last, ref, why=f"the two states told of: {' and '.join(lands)}", plural=True)


def _quarrel(r: Resolver, t: Token) -> tuple[str, ...] | None:
    """The two whom all of the text is about, for "the two sides", unless others were taken together just before."""
    if any(ref.plural and ref.id in r.groups for ref in r.discourse.recent(t.sent, 1)) and _met(r, t) is None:
        return None
    other = {r.who(c.i).actor.country for s in _subjects(r, t) for c in phrases.conjuncts(r.parse, s.i)}
    return _clear_pair(Counter(land for _, land in r.places.spots if land not in other).most_common())


def _met(r: Resolver, t: Token) -> tuple[str, ...] | None:
    """Two states that one noun phrase just before took together: "the presidents of X and Y ... the two"."""
    for ref in r.discourse.recent(t.sent, BACK):
        m = r.mentions.get(ref.seen[-1][1]) if ref.plural else None
        joined = tuple(c for h in r.groups.get(ref.id, ()) if (c := r.who(h).actor.country))
        lands = joined or r.lands.get(ref.id) or (_lands(r, m) if m is not None else ())
        if len(lands) == 2:
            return lands
    return None


def _asked_by_both(r: Resolver, t: Token) -> bool:
    """ "Peru, asked by both to mediate": beside a state that does something "both" are states."""
    if t.lower != "both" or t.dep not in ("pobj", "dobj"):
        return False
    return any(r.who(s.i).actor.sector == "GOV" for s in _subjects(r, t))


def _told_of(r: Resolver, t: Token) -> tuple[str, ...] | None:
    """The two states that are clearly meant; whoever does something to both is neither."""
    other = {r.who(c.i).actor.country for s in _subjects(r, t) for c in phrases.conjuncts(r.parse, s.i)}
    spots = [(i, land) for i, land in r.places.spots if land not in other]
    near = Counter(land for i, land in spots if i < t.i and r.parse.tokens[i].sent >= t.sent - WINDOW)
    last = Counter(land for i, land in spots if i < t.i and r.parse.tokens[i].sent >= t.sent - 1)
    home = r.places.opening - other
    if len(home) == 2 and len(r.places.opening) == 2:
        return tuple(sorted(home))
    for told in (last, near, Counter(land for _, land in spots)):
        if len(told) == 2:
            return tuple(dict.fromkeys(land for _, land in spots if land in told))
    ranked = near.most_common()
    if len(home) == 1:
        ranked = sorted(ranked, key=lambda x: (x[0] not in home, -x[1]))
    if home and (not ranked or ranked[0][0] not in home):
        return None
    return _clear_pair(ranked) or _clear_pair(Counter(land for _, land in spots).most_common())


def _clear_pair(ranked: list[tuple[str, int]]) -> tuple[str, ...] | None:
    """The two most told of, where no third is told of nearly as often."""
    if len(ranked) < 3:
        return None
    second, third = ranked[1][1], ranked[2][1]
    return (ranked[0][0], ranked[1][0]) if second >= 2 and second >= CLEAR * third else None


def _subjects(r: Resolver, t: Token) -> list[Token]:
    """Subjects of the clause in which ``t`` is something else."""
    if t.dep in ("nsubj", "nsubjpass"):
        return []
    for a in r.parse.ancestors(t.i):
        found = [k for k in r.parse.children(a.i, "nsubj", "nsubjpass") if k.i < t.i]
        if found:
            return found
        if a.dep in ("relcl", "acl"):
            return [r.parse.tokens[a.head]]
        if a.dep in ("nsubj", "nsubjpass"):
            return []
    return []
