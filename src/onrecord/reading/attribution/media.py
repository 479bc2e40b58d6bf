"""Whose words a statement carries: "issued a statement saying X", "a comment from S saying X" are S's word."""

from __future__ import annotations

from onrecord.knowledge.sourcewords import words
from onrecord.model import Parse, Token
from onrecord.reading import syntax

THROUGH = frozenset({"with", "in", "via", "through", "by"})
"""Prepositions of what somebody speaks through: "responded with a comment saying"."""
OWN = frozenset({"use", "take"})
"""Verbs whose object somebody speaks through: "used his sermon to say that"."""


def carries(noun: Token) -> bool:
    """Whether a noun only carries its issuer's word."""
    return noun.pos == "NOUN" and noun.lemma in words("statement")


def author(parse: Parse, noun: int) -> int | None:
    """Head of who speaks in the statement headed by ``noun``, where its sentence says who issued it."""
    for prep in parse.children(noun, "prep", "agent"):
        for holder in parse.children(prep.i, "pobj") if prep.lower in ("from", "by") else ():
            return holder.i
    for owner in parse.children(noun, "poss"):
        return owner.i
    token, up = parse.tokens[noun], parse.tokens[parse.tokens[noun].head]
    if token.dep == "dobj" and up.lemma in words("carries"):
        given = [k for k in parse.children(up.i, "prep") if k.i > noun and k.lower == "from"]  # hung on "read"
        return next((o.i for k in given for o in parse.children(k.i, "pobj")), _speaker(parse, up))
    if token.dep == "pobj" and up.lower in THROUGH and parse.tokens[up.head].pos == "VERB":
        return _speaker(parse, parse.tokens[up.head])
    return None


def _speaker(parse: Parse, verb: Token) -> int | None:
    """The subject of who acts; of "a statement was issued" nobody."""
    return None if syntax.is_passive(parse, verb.i) else syntax.subject(parse, verb.i)
