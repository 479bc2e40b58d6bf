"""The outlets that a report names, and how it leans on each.

"The Courier reported that" relies on the Courier; "he told the Courier" only says where somebody spoke: the word is
his.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from onrecord.knowledge import names
from onrecord.knowledge.entry import Entry
from onrecord.knowledge.sourcewords import words as words_of
from onrecord.model import Frozen, Parse, Span, Token
from onrecord.reading.chains import mastheads

Use = Literal["relied_on", "interview", "mention"]
NEAR = 5
"""Words looked at before and behind a name where the parse says nothing."""
INSIDE = frozenset({"compound", "nmod", "poss", "appos", "amod", "nummod"})
SUBJECTS = frozenset({"nsubj", "agent", "nsubjpass"})
OBJECTS = frozenset({"dobj", "dative", "nsubjpass", "iobj"})


class OutletUse(Frozen, frozen=True, kw_only=True):
    """An outlet at one place of the text."""

    span: Span
    name: str
    """Its name in the table of outlets, else as the text has it."""
    id: str | None
    use: Use
    why: str


def outlets_of(parse: Parse) -> tuple[OutletUse, ...]:
    """Every outlet named in a text, in order, with how the text leans on it there."""
    return tuple(
        OutletUse(
            span=Span.of(parse.text, parse.tokens[first].start, parse.tokens[last - 1].end),
            name=entry.name if entry else parse.text[parse.tokens[first].start : parse.tokens[last - 1].end],
            id=entry.id if entry else None, use=use, why=why,
        )
        for first, last, entry in _named(parse)
        for use, why in [_use(parse, first, last, entry)]
    )  # fmt: skip


def _named(parse: Parse) -> Iterator[tuple[int, int, Entry | None]]:
    """First token, end and table entry of each outlet's name."""
    texts = [t.text for t in parse.tokens]
    at = 0
    while at < len(texts):
        hit = names.longest(texts, at)
        entries = [e for e in hit[1] if e.kind == "outlet"] if hit else []
        if hit is not None and entries:
            yield at, at + hit[0], entries[0]
            at += hit[0]
            continue
        end = _masthead(parse, at)
        if end is not None:
            yield at, end, None
        at = end or at + 1


def _masthead(parse: Parse, at: int) -> int | None:
    """The end of a proper name of two or more words that ends like a newspaper's ("Kasai Tribune")."""
    end = at
    while end < len(parse.tokens) and parse.tokens[end].pos == "PROPN" and parse.tokens[end].text[:1].isupper():
        end += 1
    return end if end - at >= 2 and parse.tokens[end - 1].lower in mastheads() else None


def _use(parse: Parse, first: int, last: int, entry: Entry | None) -> tuple[Use, str]:
    head = _head(parse, first, last)
    found = _given(parse, head, entry) or _vouched(parse, head) or _nearby(parse, first, last)
    return found or ("mention", "named only")


def _head(parse: Parse, first: int, last: int) -> Token:
    """The noun that the name is or belongs to: "television" of "BBC television", the journal itself."""
    tokens = parse.tokens
    head = next((t for t in tokens[first:last] if not first <= t.head < last), tokens[last - 1])
    while head.dep in ("compound", "nmod", "appos") and tokens[head.head].pos in ("NOUN", "PROPN"):
        above = tokens[head.head]
        if above.lemma in words_of("piece") | words_of("given") or above.i == head.i:
            break
        head = above
    return head


def _given(parse: Parse, head: Token, entry: Entry | None) -> tuple[Use, str] | None:
    """Somebody's words were given to the outlet."""
    tokens = parse.tokens
    above = tokens[head.head]
    if head.dep in OBJECTS and above.lemma in words_of("told"):
        return "interview", f"told: “{above.text}”"
    if head.dep in SUBJECTS and above.lemma == "interview":
        return "interview", f"interviewed: “{above.text}”"
    for t in _up(parse, head):
        if t.lemma in words_of("given") and t.pos in ("NOUN", "PROPN"):
            return "interview", f"words given: “{t.text}”"
        if t.lemma in words_of("piece"):
            return None
        if t.pos in ("VERB", "AUX"):
            on_air = head.dep == "pobj" and above.lower in ("on", "to", "with") and t.lemma in words_of("aired")
            broadcasts = entry is None or entry.role in ("broadcaster", "wire") or above.lower != "on"
            return ("interview", f"said on it: “{t.text}”") if on_air and broadcasts else None
    return None


def _up(parse: Parse, head: Token) -> Iterator[Token]:
    """What stands above a name, up to the verb of its clause."""
    seen = 0
    t = head
    while t.head != t.i and seen < NEAR:
        t = parse.tokens[t.head]
        seen += 1
        yield t
        if t.pos in ("VERB", "AUX"):
            return


def _vouched(parse: Parse, head: Token) -> tuple[Use, str] | None:
    """The outlet itself says it, or its report does."""
    above = parse.tokens[head.head]
    by_verb = head.dep in SUBJECTS or (head.dep == "pobj" and above.dep == "agent")
    verb = parse.tokens[above.head] if above.dep == "agent" else above
    if by_verb and (verb.lemma in words_of("reports") or verb.lemma in words_of("piece")):
        return "relied_on", f"says it: “{verb.text}”"
    for t in _up(parse, head):
        if t.lemma in words_of("piece"):
            return "relied_on", f"its {t.text}"
        if t.lower in ("according", "per", "via"):
            return "relied_on", f"“{t.text}”"
        if t.pos in ("VERB", "AUX"):
            cited = t.lemma in ("cite", "quote", "credit", "follow", "confirm") and head.dep == "dobj"
            published = t.lemma in ("report", "publish", "print", "carry", "quote", "cite") and head.dep == "pobj"
            return ("relied_on", f"cited: “{t.text}”") if cited or published else None
    return None


def _nearby(parse: Parse, first: int, last: int) -> tuple[Use, str] | None:
    """By the words around, where the parse failed: cut sentences, lists, headlines."""
    before = [t.lemma for t in parse.tokens[max(first - NEAR, 0) : first]]
    behind = [t.lemma for t in parse.tokens[last : last + NEAR]]
    if set(before[-2:]) & words_of("told") or set(before) & {"interview", "interviews"}:
        return "interview", "told, by the words before"
    if "accord" in before or "according" in before or set(before) & {"cite", "quote"}:
        return "relied_on", "by the words before"
    if set(behind[:3]) & (words_of("reports") | words_of("piece")) or set(before) & words_of("piece"):
        return "relied_on", "by the words around"
    return None
