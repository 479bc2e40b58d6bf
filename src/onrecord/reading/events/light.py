"""The verb that carries an event noun: "launched an attack", "came under fire", "talks took place"."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.knowledge.frames import words_of
from onrecord.model import Token
from onrecord.reading.events.grammar import VERBAL, Grammar

LEADING = frozenset({"follow", "prompt", "trigger", "cause"})
"""Verbs that tell what came of a thing, not that it came about: its own clause does ("the duty Peru imposed")."""
SPANS = frozenset({"hour", "day", "week", "month"})
ONGOING = frozenset({"underway", "ongoing"})
HARMING = frozenset(
    {"kill", "injure", "wound", "leave", "hit", "strike", "target", "claim", "cripple", "paralyse", "paralyze",
     "disrupt", "disable", "knock", "shut", "damage", "destroy"}
)  # fmt: skip
"""Verbs whose subject is the act itself and whose object suffers it: "the shooting left two men injured"."""


class Light(Struct, frozen=True, gc=False):
    """One light verb."""

    verb: int
    role: Literal["active", "passive", "occur"]
    """``active``: its subject does it; ``passive``: its subject suffers it; ``occur``: the noun is its subject."""
    via: str = ""
    """Preposition between verb and noun, or empty."""


def find_light(g: Grammar, noun: int) -> Light | None:
    """The verb that carries the event noun ``noun``, or ``None``."""
    t = g.tokens[g.outer(noun)]
    up = g.tokens[t.head]
    if t.dep == "pobj" and up.lower == "of" and g.tokens[up.head].lemma in SPANS and g.tokens[up.head].dep == "dobj":
        t = g.tokens[up.head]  # "wrapped up three days of talks"
        up = g.tokens[t.head]
    found = _through_preposition(t.lemma, up, g.tokens[up.head]) if t.dep == "pobj" else _direct(t, up)
    if found is None and t.dep in ("dobj", "nsubjpass") and _phrasal(g, up) in words_of("lv_phrasal"):
        found = Light(up.i, "active")
    if found is None and t.dep == "pobj" and up.lower == "in":
        found = _taking_part(g, g.tokens[up.head])
    if found is None and t.dep == "pobj" and up.lower == "of":
        found = _as_target(g.tokens[up.head], g.tokens[g.tokens[up.head].head])
    if found is None and t.dep == "pobj" and t.lemma == "war" and up.lower == "at" and g.tokens[up.head].lemma == "be":
        return Light(up.head, "active", "in")  # "is at war with"
    if found is not None and g.tokens[found.verb].lemma not in LEADING:
        return found
    for k in g.parse.children(t.i, "acl", "relcl"):
        if k.lemma in words_of("lv_active") and (g.passive(k.i) or t.i in g.direct(k.i)):
            return Light(k.i, "active")
    return found or _is_there(g, t)


def _phrasal(g: Grammar, verb: Token) -> str:
    """ "put off": a verb with its particle."""
    return " ".join([verb.lemma, *(k.lower for k in g.parse.children(verb.i, "prt"))])


def _is_there(g: Grammar, t: Token) -> Light | None:
    """ "Talks are under way", "there were no contacts": of what has its time, that it is is news."""
    verb = g.tokens[t.head]
    if verb.pos not in VERBAL or t.lemma not in words_of("talked"):
        return None
    if t.dep == "dobj" and verb.lemma in words_of("tells_of"):
        return Light(verb.i, "occur")  # "the cable describes a meeting in Tbilisi"
    if verb.lemma not in ("be", "get"):
        return None
    if t.dep == "attr" and g.parse.children(verb.i, "expl"):
        return Light(verb.i, "occur")
    if t.dep != "nsubj":
        return None
    under = any(o.lower == "way" for k in g.parse.children(verb.i, "prep") if k.lower == "under"
                for o in g.parse.children(k.i, "pobj"))  # fmt: skip
    going = any(k.lower in ONGOING for k in g.parse.children(verb.i, "acomp", "advmod", "prt", "prep", "attr"))
    return Light(verb.i, "occur") if under or going else None


def _direct(t: Token, up: Token) -> Light | None:
    if t.dep in ("dobj", "attr") and up.pos in VERBAL:
        if up.lemma in words_of("lv_passive"):
            return Light(up.i, "passive")
        if up.lemma in words_of("lv_active"):
            return Light(up.i, "active")
    if t.dep == "nsubjpass" and up.lemma in words_of("lv_active"):
        return Light(up.i, "active")
    if t.dep in ("nsubj", "nsubjpass") and up.lemma in words_of("occur"):
        return Light(up.i, "occur")
    return None


def _taking_part(g: Grammar, up: Token) -> Light | None:
    """ "took part in joint drills": who takes part in an act does it."""
    verb = up if up.pos in VERBAL else g.tokens[up.head]
    if verb.lemma != "take" or not any(k.lower == "part" for k in g.parse.children(verb.i, "dobj")):
        return None
    return Light(verb.i, "active", "in")


def _as_target(noun: Token, verb: Token) -> Light | None:
    """ "was the target of an attack": who is it suffers it."""
    if noun.dep == "attr" and noun.lemma in words_of("target_of") and verb.lemma == "be":
        return Light(verb.i, "passive", "of")
    return None


def _through_preposition(noun: str, prep: Token, verb: Token) -> Light | None:
    if verb.pos not in VERBAL:
        return None
    if prep.lower == "under" and verb.lemma in ("come", "be", "remain"):
        return Light(verb.i, "passive", "under")
    if prep.lower == "at" and verb.lemma in ("be", "remain") and noun == "war":
        return Light(verb.i, "active", "at")
    if prep.lower == "to" and verb.lemma in ("subject", "expose"):
        return Light(verb.i, "passive", "to")
    if prep.lower == "in" and verb.lemma in words_of("suffered_in"):
        return Light(verb.i, "passive", "in")
    if prep.lower == "in" and verb.lemma in words_of("joined_in"):
        return Light(verb.i, "active", "in")
    if prep.lower in ("with", "to", "out", "on") and verb.lemma in words_of("answer_with"):
        return Light(verb.i, "active", prep.lower)
    return None
