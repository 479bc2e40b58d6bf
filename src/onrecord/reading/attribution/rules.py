"""Attributions by rules over the parse: the fallback and baseline of the tagger, and the reader of inner sources."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.model import Attribution, Pair, Parse, covers
from onrecord.reading import syntax
from onrecord.reading.attribution.holders import bare_sources
from onrecord.reading.attribution.phrases import according_drafts, citing_drafts, denial_drafts, noun_drafts
from onrecord.reading.attribution.verbs import Draft, verb_drafts

SHORT = 12
"""Code points; shorter quotations are names and scare quotes."""


def read_by_rules(parse: Parse) -> tuple[Attribution, ...]:
    """All attributions that the rules see, inner ones with the id of their parent, in order of their cues."""
    drafts = [*verb_drafts(parse), *according_drafts(parse), *noun_drafts(parse)]
    drafts += list(citing_drafts(parse, drafts))
    bare_sources(parse, drafts)
    drafts += list(denial_drafts(parse, drafts))
    marks = [m for m in syntax.quotes(parse.text) if m[1] - m[0] > SHORT]
    for draft in drafts:
        take_quotes(parse, draft, marks)
    continue_quotes(parse, drafts, marks)
    made = {id(d): _finished(parse, d) for d in drafts}
    outer = {made[id(d)]: made[id(d.outer)] for d in drafts if d.outer is not None}
    return nest([a for a in made.values() if a.content and a.cue], outer)


def _finished(parse: Parse, draft: Draft) -> Attribution:
    return Attribution(
        id="", source=syntax.ranges(parse, draft.source), cue=syntax.ranges(parse, draft.cue),
        content=syntax.ranges(parse, draft.content), stance=draft.stance, source_head=draft.source_head,
        cue_head=draft.cue_head, content_head=draft.content_head,
    )  # fmt: skip


def take_quotes(parse: Parse, draft: Draft, quoted: list[Pair]) -> None:
    """Who said a part of a quotation said all of it: sentences before the cue's, and what goes on after the cue."""
    cue = parse.tokens[draft.cue_head]
    if draft.content_head is None or covers(quoted, cue.start, cue.end):
        return
    head = parse.tokens[draft.content_head]
    for start, end in quoted:
        inside = [t.i for t in parse.tokens_in(start, end)]
        same = inside and any(t in draft.content for t in inside) and start <= head.start < end
        goes_on = cue.sent == parse.tokens[inside[0]].sent and 0 < inside[0] - max(draft.cue | draft.source) <= 3
        spoke = any(covers(quoted, parse.tokens[i].start, parse.tokens[i].end) for i in draft.content)
        if same or (inside and goes_on and spoke):
            draft.content.update(i for i in inside if i not in draft.cue and i not in draft.source)


def continue_quotes(parse: Parse, drafts: list[Draft], quoted: list[Pair]) -> None:
    """A wholly quoted sentence without a cue goes on with the speaker before it in the same paragraph."""
    cues = {parse.tokens[d.cue_head].sent for d in drafts}
    by_sentence = {parse.tokens[d.cue_head].sent: d for d in sorted(drafts, key=lambda d: -len(d.content))}
    speaker: Draft | None = None
    for sentence in parse.sentences:
        if sentence.index in cues:
            draft = by_sentence.get(sentence.index)
            spoke = draft is not None and any(
                covers(quoted, parse.tokens[i].start, parse.tokens[i].end) for i in draft.content
            )
            speaker = draft if spoke else None
            continue
        same = (
            speaker is not None and parse.sentences[parse.tokens[speaker.cue_head].sent].paragraph == sentence.paragraph
        )
        inside = covers(quoted, sentence.start + 1, max(sentence.start + 1, sentence.end - 2))
        if speaker is not None and same and inside:
            speaker.content.update(range(sentence.first, sentence.last))
        elif not same:
            speaker = None


def nest(found: list[Attribution], outer: dict[Attribution, Attribution] | None = None) -> tuple[Attribution, ...]:
    """Order by cue, drop repeats, number, and name for each the attribution it is nested in.

    ``outer`` says so where syntax does ("S, citing T"); else it is the smallest one whose content holds the cue.
    """
    ordered = sorted(dict.fromkeys(found), key=lambda a: (a.cue[0][0], a.content[0][0]))
    names = {a: f"a{n}" for n, a in enumerate(ordered, 1)}
    made = []
    for a in ordered:
        above = (outer or {}).get(a) or _holder(a, ordered)
        made.append(replace(a, id=names[a], parent=names.get(above) if above else None))
    return tuple(made)


def _holder(a: Attribution, others: list[Attribution]) -> Attribution | None:
    holders = [
        b for b in others
        if b is not a and covers(_reach(a, b), *a.cue[0]) and not covers(a.content, *b.cue[0]) and not _judges(a, b)
    ]  # fmt: skip
    return min(holders, key=lambda b: sum(e - s for s, e in b.content), default=None)


def _reach(a: Attribution, b: Attribution) -> tuple[Pair, ...]:
    """What ``b`` cites, as those see it who see ``a``."""
    return b.content if a.seen_by == "tagger" else b.reach or b.content


def _judges(a: Attribution, b: Attribution) -> bool:
    """A denial of what ``b`` says stands beside ``b``, also where it stands inside its words."""
    return (
        a.stance in ("denies", "confirms", "doubts") and a.content_head is not None and a.content_head == b.content_head
    )
