"""Noun phrases of the parse: which tokens head one, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.calendar import weekdays
from onrecord.model import Parse, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
INSIDE = frozenset({"compound", "amod", "nmod", "nummod", "det", "quantmod", "advmod", "case", "punct", "predet"})
STOP = frozenset({"relcl", "acl", "conj", "cc", "preconj", "advcl", "ccomp", "xcomp", "parataxis", "dep"})
# Prepositions that belong to a noun phrase; others ("on Tuesday", "after") are mostly wrong attachments.
JOINING = frozenset(
    (
        "across against around at between by for from in inside into near of on outside throughout to under with within"
    ).split()
)
MEDIA = frozenset(
    "note statement letter interview speech post tweet email message report briefing remark comment article".split()
)
ARGUMENTS = frozenset(
    ("ROOT agent appos attr conj dative dep dobj iobj npadvmod nsubj nsubjpass oprd pobj poss").split()
)


def is_head(parse: Parse, t: Token) -> bool:
    """Whether token ``t`` heads a noun phrase of its own (not a word inside another name)."""
    if t.pos in NOMINAL:
        if t.pos == "PRON" or t.dep not in INSIDE:
            return True
        # "Trump and House Speaker Mike Johnson left": the parser hangs the first of two persons on the second
        return t.dep == "nmod" and t.ent == "PERSON" and bool(parse.children(t.i, "cc"))
    if t.pos in ("ADJ", "NUM", "DET", "ADV") and t.dep in ARGUMENTS:
        if t.pos == "NUM":
            return t.dep in ("nsubj", "nsubjpass", "dobj", "pobj")
        return t.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss") and t.tag != "RB"
    return False


def inside(parse: Parse, t: Token) -> bool:
    """Whether ``t`` stands before another noun as part of its phrase, also joined to one that does: both adjectives of
    "Greek and Turkish ships"."""
    return t.dep in INSIDE or (t.dep == "conj" and parse.tokens[t.head].dep in ("amod", "nmod", "compound"))


def _after_day(tokens: Sequence[Token], first: int, head: int) -> int:
    """Where a phrase begins that the parser lets begin with a day: "on Saturday | Lebanon's health ministry said"."""
    day = tokens[first].lower in weekdays() and first + 1 < head and first and tokens[first - 1].lower == "on"
    owned = any(t.tag == "POS" for t in tokens[first + 1 : head])
    return first + 1 if day and owned else first


def bounds(parse: Parse, head: int) -> tuple[int, int]:
    """First and last (exclusive) token of the noun phrase of ``head``: no relative clause, no apposition after a
    comma, no conjuncts."""
    tokens = parse.tokens
    if tokens[head].pos == "PRON":
        return head, head + 1
    first = last = head
    kids = parse.kids[head]
    for k in reversed([k for k in kids if k < head]):
        kid = tokens[k]
        if kid.dep in STOP or kid.dep == "appos" or (kid.dep == "punct" and kid.text == ","):
            if kid.dep in ("cc", "preconj", "punct") or k + 1 < first:
                break
            continue
        low, high = _edges(parse, k)
        if high < first and not _gap_ok(parse, high, first):
            break
        first = min(first, low)
    first = _after_day(tokens, first, head)
    last = head + 1
    for k in kids:
        if k <= head:
            continue
        kid = tokens[k]
        if kid.dep == "case" or (kid.dep == "punct" and kid.text in ('"', "”", "'", "’") and k == last):
            last = max(last, k + 1) if kid.dep == "case" else last
            continue
        if kid.dep in STOP or kid.dep == "punct" or (k > last and not _gap_ok(parse, last, _edges(parse, k)[0])):
            break
        if kid.dep == "prep" and (kid.lower not in JOINING or _dates(parse, k) or _of_the_saying(parse, kid)):
            break
        if kid.dep == "appos" and _edges(parse, k)[0] != last:
            break
        high = _right(parse, k)
        if high < last:
            continue
        last = high
    if last - 1 > head and tokens[last - 1].tag == "POS":
        last -= 1
    return first, last


def _of_the_saying(parse: Parse, prep: Token) -> bool:
    """ "said analysts in a note": a medium belongs to what was said."""
    return prep.lower in ("in", "on", "during") and any(t.lemma in MEDIA for t in parse.children(prep.i, "pobj"))


def _gap_ok(parse: Parse, low: int, high: int) -> bool:
    return all(parse.tokens[i].tag in ("POS", "HYPH", "``", "''") for i in range(low, high))


def _dates(parse: Parse, prep: int) -> bool:
    """Whether a phrase is a date that the parser hung on the noun before it: "the minister on Tuesday"."""
    if parse.tokens[prep].lower not in ("on", "in", "at"):
        return False
    return any(t.ent in ("DATE", "TIME") for t in parse.children(prep, "pobj"))


def _edges(parse: Parse, i: int) -> tuple[int, int]:
    low, high = i, i + 1
    stack = [i]
    while stack:
        k = stack.pop()
        low, high = min(low, k), max(high, k + 1)
        stack.extend(parse.kids[k])
    return low, high


def _right(parse: Parse, i: int) -> int:
    """Right border of a modifier: of a preposition, that of its object's own noun phrase, itself left out where it
    governs a clause ("staff for taking part")."""
    kid = parse.tokens[i]
    if kid.dep != "prep":
        return _edges(parse, i)[1] if kid.dep not in ("appos",) else bounds(parse, i)[1]
    right = i + 1
    for t in parse.children(i, "pobj", "pcomp", "prep"):
        if t.dep == "pobj" and t.i >= right:
            low, high = bounds(parse, t.i)
            if low <= right:
                right = high
        elif t.dep == "prep" and t.i == right:
            right = max(right, _right(parse, t.i))
    return right if right > i + 1 else i


def objects(parse: Parse, i: int, *words: str) -> list[Token]:
    """Objects of the prepositions (all, or ``words``) that hang on token ``i``."""
    found = []
    for prep in parse.children(i, "prep"):
        if not words or prep.lower in words:
            found += parse.children(prep.i, "pobj")
    return found


def conjuncts(parse: Parse, i: int) -> list[Token]:
    """Token ``i`` and those joined to it, in order: "the US, France and Germany"."""
    found, stack = [parse.tokens[i]], [i]
    while stack:
        k = stack.pop()
        for t in parse.children(k, "conj"):
            if t.pos in NOMINAL or t.pos in ("ADJ", "NUM"):
                found.append(t)
                stack.append(t.i)
    return sorted(found, key=lambda t: t.i)


def quoted(parse: Parse) -> set[int]:
    """Tokens between quotation marks; an unclosed quotation ends with its paragraph."""
    found: set[int] = set()
    paragraph, inside = -1, False
    for s in parse.sentences:
        if s.paragraph != paragraph:
            paragraph, inside = s.paragraph, False
        for i in range(s.first, s.last):
            mark = parse.tokens[i].text
            if mark in ("“", "”", '"', "``", "''"):
                inside = mark in ("“", "``") or (mark == '"' and not inside)
            elif inside:
                found.add(i)
    return found


def quoted_whole(parse: Parse, inside: set[int]) -> list[bool]:
    """For each sentence whether all its words stand in quotation marks; ``inside``: the tokens that do."""
    words = [[t for t in parse.tokens[s.first : s.last] if t.pos not in ("PUNCT", "SPACE")] for s in parse.sentences]
    return [bool(w) and all(t.i in inside for t in w) for w in words]
