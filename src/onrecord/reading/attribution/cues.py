"""The words that cite: which predicates introduce a source, with which stance, and what they take."""

from __future__ import annotations

from functools import lru_cache
from typing import cast, get_args

from msgspec import Struct

from onrecord.errors import DataError
from onrecord.knowledge.entry import rows
from onrecord.model import Attribution, Parse, Stance, Token


class Cue(Struct, frozen=True):
    """One predicate of the table ``attribution_cues.tsv``."""

    lemma: str
    pos: str
    stance: Stance
    takes: frozenset[str]


@lru_cache(maxsize=1)
def table() -> dict[tuple[str, str], Cue]:
    """All cues by (lemma, part of speech: v, n or p)."""
    made = {}
    for lemma, pos, stance, takes in rows("attribution_cues.tsv"):
        if stance not in get_args(Stance):
            raise DataError(f"attribution_cues.tsv: {lemma} has the unknown stance {stance}.")
        made[lemma, pos] = Cue(lemma, pos, cast(Stance, stance), frozenset(takes.split(",")))
    return made


def verb_cue(parse: Parse, token: Token) -> Cue | None:
    """The cue that a verb is, phrasal verbs ("pointed out") before their bare verb."""
    if not token.tag.startswith("VB"):
        return None
    for particle in parse.children(token.i, "prt", "advmod"):
        found = table().get((f"{token.lemma} {particle.lower}", "v"))
        if found:
            return found
    return table().get((token.lemma, "v"))


def noun_cue(token: Token) -> Cue | None:
    """The cue that a noun is ("claims that ...")."""
    return table().get((token.lemma, "n")) if token.pos in ("NOUN", "PROPN") else None


def cites(parse: Parse, a: Attribution) -> bool:
    """Whether one of the words that introduce ``a`` is in the table: the tagger also learnt "backs", "focuses on"."""
    inside = (t for start, end in a.cue for t in parse.tokens_in(start, end))
    return any((t.lemma, pos) in table() for t in inside for pos in ("v", "n", "p"))


def is_clausal(parse: Parse, a: Attribution) -> bool:
    """Whether what is cited is a clause and not a bare noun phrase."""
    return a.content_head is not None and parse.tokens[a.content_head].pos in ("VERB", "AUX")
