"""Whom "who" means: the parser may hang its clause on the last noun, were it a war or a town."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.knowledge.sectors import role
from onrecord.model import Token

WHO = frozenset({"who", "whom"})
PERSONS = frozenset({"PERSON", "NORP"})
PERSON_CLASSES = frozenset({"person", "loose", "people", "witness"})
STEPS = 6
"""How far up whoever is meant is looked for."""


def rehung(tokens: Sequence[Token]) -> list[Token]:
    """The words with each clause of "who" on the nearest noun at or above its own that is a person, if there is one:
    "a lawyer at the trials after World War Two, who said"."""
    made = list(tokens)
    for who in tokens:
        clause = tokens[who.head]
        if who.lower not in WHO or clause.dep != "relcl" or clause.head >= who.i:
            continue
        noun = _person(tokens, tokens[clause.head])
        if noun is not None and noun.i != clause.head:
            made[clause.i] = replace(made[clause.i], head=noun.i)
    return made


def _person(tokens: Sequence[Token], noun: Token) -> Token | None:
    """``noun`` or the first above it that is a person, as far as the words between are of one noun phrase."""
    for _ in range(STEPS):
        if is_person(noun):
            return noun
        up = tokens[noun.head]
        if up.i > noun.i or up.i == noun.i or not (up.pos in ("NOUN", "PROPN", "ADP") or up.dep in ("acl", "pcomp")):
            return None
        noun = up
    return None


def is_person(noun: Token) -> bool:
    """Whether a noun is a name of a person or a word for one."""
    if noun.pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return False
    if noun.ent in PERSONS or noun.pos == "PRON" or noun.lower in ("one", "ones"):
        return True
    known = None if noun.ent else role(noun.lower) or role(noun.lemma)
    return known is not None and known.cls in PERSON_CLASSES
