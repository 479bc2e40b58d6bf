"""Spans of the tagger made whole words and phrases: it labels word by word and now and then tears one."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.model import Attribution, Pair, Parse, Token
from onrecord.reading.attribution.cues import verb_cue
from onrecord.reading.attribution.near import Quoted
from onrecord.reading.reduced import said_of

LOOSE = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PART", "AUX"})
"""Parts of speech that no content ends with: "right-wing extremism and", "to the move on"."""
READER = frozenset({"you", "your", "yours"})


def tidied(parse: Parse, tag: Attribution) -> Attribution | None:
    """``tag`` with torn ends mended; ``None`` where nothing is left that anybody could have said."""
    content = tuple(s for s in (_closed_end(parse, s) for s in tag.content) if s is not None)
    if not content:
        return None
    tag = _whole_cue(parse, tag)
    if _is_blamed(parse, tag):
        return replace(tag, content=content, source=(), source_head=None)
    return replace(tag, content=content, source=tuple(_whole_phrase(parse, s) for s in tag.source))


CUE_REACH = 3
BARE = frozenset({"ADV", "PRON", "PART", "CCONJ"})


def _whole_cue(parse: Parse, tag: Attribution) -> Attribution:
    """A cue that misses its verb ("and | then | adds:", "It | is thought") goes on to it, one that breaks off before
    its noun ("said in a | statement") to that."""
    inside = [t for span in tag.cue for t in parse.tokens_in(*span) if t.pos not in ("PUNCT", "SPACE")]
    if not inside:
        return tag
    last = inside[-1]
    head = parse.tokens[last.head]
    near = 0 < head.i - last.i <= CUE_REACH and head.sent == last.sent
    if all(t.pos in BARE for t in inside) and near and head.pos == "VERB" and _free(tag, head):
        return replace(tag, cue=((inside[0].start, head.end),), cue_head=head.i)
    if last.pos == "DET" and near and head.pos == "NOUN" and _free(tag, head):
        return replace(tag, cue=(*tag.cue[:-1], (tag.cue[-1][0], head.end)))
    return tag


def _free(tag: Attribution, token: Token) -> bool:
    """Whether ``token`` is part of neither source nor content."""
    return not any(s < token.end and token.start < e for s, e in (*tag.source, *tag.content))


def _is_blamed(parse: Parse, tag: Attribution) -> bool:
    """ "The porters blamed for the fire", "a porter believed to have fled": the tagger takes those for the source of
    whom somebody unnamed says it."""
    if tag.cue_head is None or tag.source_head is None:
        return False
    verb = parse.tokens[tag.cue_head]
    cue = verb_cue(parse, verb)
    told = verb.lemma in said_of() or (cue is not None and cue.stance == "alleges")
    of = [verb.head] if verb.dep == "acl" else [k.i for k in parse.children(verb.i, "nsubjpass")]
    return told and verb.tag == "VBN" and tag.source_head in of


def whole_quotations(tag: Attribution, quoted: Quoted) -> Attribution:
    """``tag`` with pieces of one quotation joined, unless its cue stands between: who is quoted said all between."""
    pieces: list[Pair] = []
    for start, end in sorted(tag.content):
        at = quoted.at(start)
        if pieces and at is not None and at == quoted.at(pieces[-1][1] - 1):
            between = (pieces[-1][0], end)
            if not any(between[0] <= s < between[1] for s, _ in tag.cue):
                pieces[-1] = between
                continue
        pieces.append((start, end))
    return tag if len(pieces) == len(tag.content) else replace(tag, content=tuple(pieces))


def to_the_reader(parse: Parse, a: Attribution, quoted: Quoted) -> bool:
    """The "you" of "By subscribing, you agree to our terms", outside quotations: the page speaks to who reads it."""
    if not a.source or quoted.hold(*a.source[0]):
        return False
    return all(t.lower in READER for span in a.source for t in parse.tokens_in(*span))


def _closed_end(parse: Parse, span: Pair) -> Pair | None:
    """Without loose words at its end; ``None`` where nothing else is in it. Words that govern what they need stay:
    "what they hoped for", "that he would"."""
    inside = list(parse.tokens_in(*span))
    kept = len(inside)
    while kept and (inside[kept - 1].pos in ("PUNCT", "SPACE") or _is_loose(parse, inside[kept - 1])):
        kept -= 1
    if not kept:
        return None
    if all(t.pos in ("PUNCT", "SPACE") for t in inside[kept:]):
        return span
    return (span[0], inside[kept - 1].end)


def _is_loose(parse: Parse, token: Token) -> bool:
    """A function word whose own word comes later: a determiner's noun, a preposition's object, an auxiliary's verb."""
    if token.pos not in LOOSE or token.dep == "prt":
        return False
    if token.pos == "ADP":
        return any(k.i > token.i for k in parse.children(token.i))
    return token.pos == "CCONJ" or token.head > token.i


def _whole_phrase(parse: Parse, span: Pair) -> Pair:
    """A source that breaks off before its noun ("the", "Twitter account of the", "one") goes on to it; one that ends
    with a preposition ("the ministry on") without it."""
    inside = [t for t in parse.tokens_in(*span) if t.pos not in ("PUNCT", "SPACE")]
    while len(inside) > 1 and inside[-1].dep == "prep":
        inside = inside[:-1]
        span = (span[0], inside[-1].end)
    if not inside or (inside[-1].pos != "DET" and (inside[-1].dep not in ("nummod", "amod") or inside[-1].ent)):
        return span
    head = parse.tokens[inside[-1].head]
    near = 0 < head.i - inside[-1].i <= 5 and head.sent == inside[-1].sent and head.pos in ("NOUN", "PROPN")
    return (span[0], head.end) if near else span
