"""Who was met and is taken up by what he is or was: "the vet", "the former president"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge import leaders
from onrecord.knowledge.offices import office
from onrecord.knowledge.sectors import Role, word_set
from onrecord.model import Mention, Token
from onrecord.reading.entities import phrases
from onrecord.reading.entities.referents import Referent

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

FORMER = word_set("former")
BACK = 8
"""Sentences that a bare noun reaches back."""


def note_trade(r: Resolver, t: Token, first: int, name: int, ref: Referent) -> None:
    """Note what the person named at ``t`` is said to be, also in words that no table has: "Lida Marsh, a vet at X",
    "ophthalmologist Lida Marsh". ``first`` begins the phrase, ``name`` the name."""
    tokens = r.parse.tokens
    said = [k for k in r.parse.children(t.i, "appos") if k.i > t.i and k.pos == "NOUN" and k.tag == "NN"]
    if first < name and tokens[name - 1].pos == "NOUN":
        said.append(tokens[name - 1])
    ref.roles |= {k.lower for k in said if k.i not in r.hit_at}


def by_trade(r: Resolver, t: Token, first: int, last: int) -> Mention | None:
    """ "the vet": the only person met lately who was said to be one."""
    if t.tag != "NN" or first != t.i - 1 or last != t.i + 1 or r.parse.tokens[first].lower != "the":
        return None
    met = [p for p in r.discourse.recent(t.sent, BACK) if p.shape == "person" and not p.plural and t.lower in p.roles]
    if len(met) != 1:
        return None
    return r.make(t, first, last, met[0], why=f"coreference: {met[0].name or met[0].id.split(':')[0]}")


def former(r: Resolver, t: Token, first: int, low: int, role: Role) -> Mention | None:
    """ "the former president": the only one met who held that office and does no more."""
    tokens = r.parse.tokens
    if t.tag not in ("NN", "NNP") or low != first + 2 or tokens[first].lower != "the":
        return None
    if tokens[first + 1].lower not in FORMER or phrases.objects(r.parse, t.i, "of", "from", "in", "for"):
        return None
    met = [p for p in r.discourse.by_id.values() if p.shape == "person" and p.name and _was(r, p, role.words)]
    if len(met) != 1:
        return None
    return r.make(
        t, first, phrases.bounds(r.parse, t.i)[1], met[0], why=f"coreference: {met[0].name}, once {role.words}"
    )


def _was(r: Resolver, ref: Referent, words: str) -> bool:
    """Whether the text calls him so, or the table has his term as over on the report's day."""
    if f"former {words}" in ref.roles:
        return True
    who = leaders.person(ref.id)
    held = [e for e in who.terms if office(words, e.country) == e.role] if who is not None and r.on else []
    return bool(held) and all(e.end is not None and e.end < (r.on or "") for e in held)
