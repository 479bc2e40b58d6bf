"""The words that cite: which predicates introduce a source, with which stance, and what they take."""

from __future__ import annotations

from functools import lru_cache
from typing import cast, get_args

from msgspec import Struct

from onrecord.errors import DataError
from onrecord.knowledge.entry import rows
from onrecord.model import Attribution, Parse, Stance, Token
from onrecord.reading.attribution.near import Quoted


class Cue(Struct, frozen=True):
    """One predicate of the table ``attribution_cues.tsv``."""

    lemma: str
    pos: str
    stance: Stance
    takes: frozenset[str]


@lru_cache(maxsize=1)
def table() -> dict[tuple[str, str], Cue]:
    """All cues by (lemma, part of speech: v, n, a or p)."""
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


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
MOSTLY = 0.6
"""Share of the words cited that has to stand in quotation marks where nothing else shows that they were said."""


def adjective_cue(token: Token) -> Cue | None:
    """The cue that an adjective is ("afraid that ...", "confident that ...")."""
    return table().get((token.lower, "a")) if token.pos in ("ADJ", "VERB") else None


def is_said(parse: Parse, a: Attribution, *, quoted: Quoted) -> bool:
    """Whether ``a``, seen by no rule, is somebody's word: who "suspended" somebody over "posts" said nothing.

    The tagger also learnt "backs", "focuses on", "prioritises". What is said is a clause behind a word of the table,
    a noun phrase where that word takes one ("describes the deal"), or mostly quoted.
    """
    size = sum(end - start for start, end in a.content)
    inside = [m for m in (quoted.at(s) for s, _ in a.content) if m is not None]
    marked = sum(max(0, min(e, quoted.spans[m][1]) - s) for m in set(inside) for s, e in a.content if quoted.at(s) == m)
    if marked >= MOSTLY * size:
        return True
    inside_cue = [t for start, end in a.cue for t in parse.tokens_in(start, end)]
    if any(t.lower == "according" for t in inside_cue):
        return True
    cues = [c for t in inside_cue for c in _cues_of(t)]
    finite = is_clausal(parse, a) and _is_finite(parse, a)
    head = parse.tokens[a.content_head] if a.content_head is not None else None
    report = head is not None and noun_cue(head) is not None and any(t.i == head.head for t in inside_cue)
    return any(
        c.pos == "p" or (finite and c.takes & {"clause", "self"}) or (is_clausal(parse, a) and "inf" in c.takes)
        or (not is_clausal(parse, a) and ("noun" in c.takes or (report and "clause" in c.takes)))
        for c in cues
    )  # fmt: skip


def _cues_of(token: Token) -> list[Cue]:
    return [c for pos in ("v", "n", "p", "a") if (c := table().get((token.lemma, pos))) is not None]


def _is_finite(parse: Parse, a: Attribution) -> bool:
    head = parse.tokens[a.content_head] if a.content_head is not None else None
    if head is None:
        return False
    return head.tag in FINITE or any(t.tag in FINITE for t in parse.children(head.i, "aux", "auxpass"))


def is_clausal(parse: Parse, a: Attribution) -> bool:
    """Whether what is cited is a clause and not a bare noun phrase."""
    return a.content_head is not None and parse.tokens[a.content_head].pos in ("VERB", "AUX")
