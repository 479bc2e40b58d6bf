"""What somebody calls a thing: "branded the ruling petty", "termed the seizure piracy", "called him a traitor".

The parser takes the thing for a part of the name it is called ("the ruling petty" for one noun phrase) more often than
not; both are told apart here by the words that judge.
"""

from __future__ import annotations

from msgspec import Struct

from onrecord.knowledge.frames import classes, words_of
from onrecord.model import Token
from onrecord.reading.events.grammar import Grammar

CALLED = ("oprd", "dobj", "npadvmod", "attr", "ccomp", "acomp", "advcl")


class Judged(Struct, frozen=True, gc=False):
    """A thing and what it is called, as tokens."""

    thing: int
    predicate: int


def judged(g: Grammar, i: int) -> Judged | None:
    """The thing and its name at verb ``i``, where the verb is one of calling and the name is one that judges."""
    if g.tokens[i].lemma not in words_of("calls_by_name") or g.passive(i):
        return None
    below = [k for k in g.parse.children(i, *CALLED) if k.i > i]
    name = next((k for k in below if _judges(k)), None)
    if name is None:
        return None
    inside = g.tokens[name.i - 1]
    common = inside.text.islower() and (inside.pos == "NOUN" or inside.tag in ("VBG", "NN", "NNS"))
    if common and inside.head == name.i and not _judges(inside):
        return Judged(inside.i, name.i)  # "the raid reckless"
    first = next((k for k in below if k.dep in ("dobj", "oprd") and k.i < name.i), None)
    within = next((k for k in g.parse.children(name.i, "nsubj") if k.i < name.i), None)
    thing = first or within
    return Judged(thing.i, name.i) if thing is not None else None


def _judges(t: Token) -> bool:
    """Whether a word says something bad of what it stands beside."""
    return any(w in classes()[c].words for c in ("NEGATIVE", "EPITHET") for w in (t.lemma, t.lower))
