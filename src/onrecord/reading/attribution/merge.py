"""The tagger's attributions and the rules' brought together: one citation is one attribution.

The tagger is better at finding citations and at their extent; the rules know syntax: heads, stance, who cites whom,
what a denial points back to, and sources inside sources, which the tagger's training data does not have.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.model import Attribution, Pair, Parse, Stance, covers
from onrecord.reading.attribution.cues import noun_cue, verb_cue
from onrecord.reading.attribution.rules import nest


def merge(parse: Parse, tags: Sequence[Attribution], rules: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Every citation once, with the tagger's extent where it has one and the rules' syntax where they saw it."""
    left = list(rules)
    outer = {r.id: r.parent for r in rules}
    renamed: dict[str, Attribution] = {}
    made: list[Attribution] = []
    for tag in tags:
        twin = next((r for r in left if _same(tag, r)), None)
        if twin is None:
            made.append(_completed(parse, tag))
            continue
        left.remove(twin)
        both = _joined(tag, twin)
        renamed[twin.id] = both
        made.append(both)
    for rule in left:
        bare = replace(rule, id="", parent=None)
        renamed[rule.id] = bare
        made.append(bare)
    parents = {renamed[r]: renamed[p] for r, p in outer.items() if p is not None and r in renamed and p in renamed}
    return nest(made, parents)


def _same(tag: Attribution, rule: Attribution) -> bool:
    """One citation: the cues touch, or cue and content lie in the same places."""
    cues = any(s < e2 and s2 < e for s, e in tag.cue for s2, e2 in rule.cue)
    contents = any(s < e2 and s2 < e for s, e in tag.content for s2, e2 in rule.content)
    return cues and contents


def _joined(tag: Attribution, rule: Attribution) -> Attribution:
    """The tagger's extent, unless it lost the source or the word that governs the content."""
    source = tag.source or rule.source
    agree = any(s < e2 and s2 < e for s, e in tag.source for s2, e2 in rule.source)
    return replace(
        rule, id="", parent=None, source=source, cue=tag.cue, content=tag.content,
        source_head=rule.source_head if agree or not tag.source else None,
    )  # fmt: skip


def _completed(parse: Parse, tag: Attribution) -> Attribution:
    """Heads and stance for an attribution that only the tagger saw."""
    cue_head = head_of(parse, tag.cue)
    return replace(
        tag, id="", parent=None, stance=_stance(parse, cue_head), cue_head=cue_head,
        source_head=head_of(parse, tag.source), content_head=head_of(parse, tag.content),
    )  # fmt: skip


def with_heads(parse: Parse, a: Attribution) -> Attribution:
    """``a`` with a source head where the source has words but no head yet."""
    if a.source and a.source_head is None:
        return replace(a, source_head=head_of(parse, a.source))
    return a


def _stance(parse: Parse, cue_head: int | None) -> Stance:
    if cue_head is None:
        return "states"
    token = parse.tokens[cue_head]
    cue = verb_cue(parse, token) or noun_cue(token)
    return cue.stance if cue else "states"


def head_of(parse: Parse, spans: Sequence[Pair]) -> int | None:
    """The word of some spans that governs the others: the first whose own head lies outside them."""
    inside = [t for s, e in spans for t in parse.tokens_in(s, e)]
    members = {t.i for t in inside}
    for token in inside:
        if token.pos != "PUNCT" and (token.head not in members or token.head == token.i):
            return token.i
    return inside[0].i if inside else None


def inside_any(a: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether the cue of ``a`` stands in the content of another attribution."""
    return any(b is not a and a.cue and covers(b.content, *a.cue[0]) for b in others)
