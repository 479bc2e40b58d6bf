"""Two names of one body side by side: "the National Liberation Army, or ELN,", "X (Y)", "X, known as Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.entry import Entry
from onrecord.model import Token
from onrecord.reading.entities.referents import Referent

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

LEADS = (
    (",", "or", "the"),
    (",", "or"),
    ("(", "the"),
    ("(",),
    (",", "known", "as", "the"),
    (",", "known", "as"),
    (",", "also", "known", "as", "the"),
    (",", "also", "known", "as"),
    (",", "better", "known", "as", "the"),
    (",", "better", "known", "as"),
    (",", "known", "by", "its", "acronym"),
    (",", "known", "by", "its", "initials"),
    (",", "known", "by", "its", "acronym", ","),
)  # fmt: skip
"""Words between a name and its other name, longest last; a bracket or comma has to close the second."""
NAME_WORDS = 9
"""Words of a name behind its head, at most."""
CLOSE = frozenset({",", ")", ".", ";", "-", "–", "—"})
BODIES = frozenset({"group", "party", "force", "organisation", "court"})


def after(r: Resolver, last: int) -> Entry | None:
    """The body of the tables under whose other name the name that ends at ``last`` goes on: the ELN of ", or ELN,"."""
    words = [t.lower for t in r.parse.tokens[last : last + 7]]
    for lead in LEADS:
        at = last + len(lead)
        if tuple(words[: len(lead)]) != lead:
            continue
        hit = r.hit_at.get(at)
        if hit is None or hit.first != at or not _closed(r, hit.last):
            continue
        found = [e for e in hit.entries if e.kind in BODIES]
        if len({e.id for e in found}) == 1:
            return found[0]
    return None


def before(r: Resolver, t: Token, first: int) -> Referent | None:
    """Whom the acronym at ``t`` is short for: "the Front for Change, or FPC,", "... (FPC)", "..., known as FPC"."""
    tokens = r.parse.tokens
    if not _is_short(t) or not _closed(r, t.i + 1):
        return None
    for lead in LEADS:
        at = first - len(lead)
        if at < 1 or tuple(k.lower for k in tokens[at:first]) != lead:
            continue
        for i in range(at - 1, max(-1, at - NAME_WORDS), -1):  # its head may stand further before: "Movement for X (M)"
            ref = r.referents.get(i)
            if ref is not None and ref.shape == "body" and ref.name and _initials(r, ref.name, i, at, t.text):
                return ref
    return None


def _is_short(t: Token) -> bool:
    return t.pos == "PROPN" and 2 <= len(t.text) <= 8 and t.text.isupper()


def _closed(r: Resolver, i: int) -> bool:
    return i >= len(r.parse.tokens) or r.parse.tokens[i].text in CLOSE


def _initials(r: Resolver, name: str, head: int, end: int, short: str) -> bool:
    """Whether the letters of ``short`` begin words of ``name`` or of what stands between it and ``end``, in order."""
    words = [*name.replace("-", " ").split(), *(t.text for t in r.parse.tokens[head + 1 : end])]
    letters = iter([w[:1].casefold() for w in words])
    return words[0][:1].casefold() == short[:1].casefold() and all(c in letters for c in short.casefold())
