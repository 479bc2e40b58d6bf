"""Attributions by rules over the parse: the fallback and baseline of the tagger, and the reader of inner sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.model import Attribution, Pair, Parse, Sentence, covers
from onrecord.reading import syntax
from onrecord.reading.attribution.holders import bare_sources
from onrecord.reading.attribution.near import Near, Quoted
from onrecord.reading.attribution.phrases import (
    according_drafts,
    adjective_drafts,
    citing_drafts,
    denial_drafts,
    made_drafts,
    noun_drafts,
    reckoning_drafts,
)
from onrecord.reading.attribution.verbs import Draft, verb_drafts

SHORT = 12
"""Code points; shorter quotations are names and scare quotes."""


def read_by_rules(parse: Parse) -> tuple[Attribution, ...]:
    """All attributions that the rules see, inner ones with the id of their parent, in order of their cues."""
    drafts = [*verb_drafts(parse), *according_drafts(parse), *noun_drafts(parse), *adjective_drafts(parse)]
    drafts += reckoning_drafts(parse)
    drafts += list(made_drafts(parse, drafts))
    drafts += list(citing_drafts(parse, drafts))
    bare_sources(parse, drafts)
    drafts += list(denial_drafts(parse, drafts))
    quoted = Quoted([m for m in syntax.quotes(parse.text) if m[1] - m[0] > SHORT])
    inside = [[t.i for t in parse.tokens_in(*m)] for m in quoted.spans]
    for draft in drafts:
        take_quotes(parse, draft, quoted, inside)
    continue_quotes(parse, drafts, quoted)
    made = {id(d): _finished(parse, d) for d in drafts}
    outer = {made[id(d)]: made[id(d.outer)] for d in drafts if d.outer is not None}
    return nest([a for a in made.values() if a.content and a.cue], outer)


def _finished(parse: Parse, draft: Draft) -> Attribution:
    return Attribution(
        id="", source=syntax.ranges(parse, draft.source), cue=syntax.ranges(parse, draft.cue),
        content=syntax.ranges(parse, draft.content), stance=draft.stance, source_head=draft.source_head,
        cue_head=draft.cue_head, content_head=draft.content_head,
    )  # fmt: skip


def take_quotes(parse: Parse, draft: Draft, quoted: Quoted, inside: Sequence[Sequence[int]]) -> None:
    """Who said a part of a quotation said all of it: sentences before the cue's, and what goes on after the cue.

    ``inside``: the tokens of each quotation.
    """
    cue = parse.tokens[draft.cue_head]
    if draft.content_head is None or quoted.hold(cue.start, cue.end):
        return
    own = quoted.at(parse.tokens[draft.content_head].start)
    spoke = _spoke(parse, draft, quoted)
    last = max(draft.cue | draft.source)
    sentence = parse.sentence_of(cue.i)
    first, end = (bisect_left(quoted.spans, (at, 0)) for at in (sentence.start, sentence.end))
    for n in sorted({*range(first, end), *([] if own is None else [own])}):
        words = inside[n]
        if not words:
            continue
        same = n == own and any(i in draft.content for i in words)
        goes_on = cue.sent == parse.tokens[words[0]].sent and 0 < words[0] - last <= 3
        if same or (goes_on and spoke):
            draft.content.update(i for i in words if i not in draft.cue and i not in draft.source)
            spoke = True


def _spoke(parse: Parse, draft: Draft, quoted: Quoted) -> bool:
    """Whether a word of what is cited is quoted."""
    return any(quoted.hold(parse.tokens[i].start, parse.tokens[i].end) for i in draft.content)


def continue_quotes(parse: Parse, drafts: list[Draft], quoted: Quoted) -> None:
    """A wholly quoted sentence without a cue goes on with who was quoted last: in the same paragraph, and in the next
    where all between them is quoted too. ("We fled," said X. / "They took the cattle.")
    """
    cues = {parse.tokens[d.cue_head].sent for d in drafts}
    spoken = [
        d for d in drafts if quoted.at(parse.tokens[d.cue_head].start) is None
    ]  # not "I think" within a quotation
    by_sentence = {parse.tokens[d.cue_head].sent: d for d in sorted(spoken, key=lambda d: -len(d.content))}
    speaker: Draft | None = None
    last = -1  # the last paragraph that goes on with the speaker
    for sentence in parse.sentences:
        if sentence.index in cues:
            draft = by_sentence.get(sentence.index)
            speaker = draft if draft is not None and _spoke(parse, draft, quoted) else None
            if draft is not None and speaker is None and _speaks_next(parse, sentence, drafts, quoted):
                speaker = max((d for d in spoken if parse.tokens[d.cue_head].sent == sentence.index), key=_extent)
            last = sentence.paragraph
            continue
        inside = quoted.hold(sentence.start + 1, max(sentence.start + 1, sentence.end - 2))
        if speaker is not None and inside and sentence.paragraph <= last + 1:
            speaker.content.update(range(sentence.first, sentence.last))
            last = sentence.paragraph
        elif sentence.paragraph > last:
            speaker = None
        else:  # the reporter's words: what is quoted behind them is the speaker's in this paragraph only
            last -= 1


def _extent(draft: Draft) -> int:
    """How many words are cited: of two sayings in one sentence the outer has more."""
    return len(draft.content)


def _speaks_next(parse: Parse, sentence: Sentence, drafts: Sequence[Draft], quoted: Quoted) -> bool:
    """S said that X. / "Y.": whether a paragraph that begins with a quotation of nobody's follows."""
    if sentence.index + 1 >= len(parse.sentences):
        return False
    after = parse.sentences[sentence.index + 1]
    whole = quoted.hold(after.start + 1, max(after.start + 1, after.end - 2))
    if not whole or after.paragraph != sentence.paragraph + 1:
        return False
    at = quoted.at(after.start + 1)
    if at is None:
        return False
    inside = {t.i for t in parse.tokens_in(*quoted.spans[at])}
    return not any(inside & d.content for d in drafts)


def nest(found: list[Attribution], outer: dict[Attribution, Attribution] | None = None) -> tuple[Attribution, ...]:
    """Order by cue, drop repeats, number, and name for each the attribution it is nested in.

    ``outer`` says so where syntax does ("S, citing T"); else it is the smallest one whose content holds the cue.
    """
    ordered = sorted(dict.fromkeys(found), key=lambda a: (a.cue[0][0], a.content[0][0]))
    names = {a: f"a{n}" for n, a in enumerate(ordered, 1)}
    near = Near((b, (*b.content, *b.reach)) for b in ordered)
    made = []
    for a in ordered:
        above = (outer or {}).get(a) or _holder(a, near.to(a.cue[:1]))
        made.append(replace(a, id=names[a], parent=names.get(above) if above else None))
    return tuple(made)


def _holder(a: Attribution, others: list[Attribution]) -> Attribution | None:
    holders = [
        b for b in others
        if b is not a and covers(_reach(a, b), *a.cue[0]) and not covers(a.content, *b.cue[0]) and not _judges(a, b)
        and (not covers(_reach(b, a), *b.cue[0]) or _size(a) < _size(b))  # neither in the other and round about
    ]  # fmt: skip
    return min(holders, key=_size, default=None)


def _size(a: Attribution) -> int:
    """Code points that are cited."""
    return sum(e - s for s, e in a.content)


def _reach(a: Attribution, b: Attribution) -> tuple[Pair, ...]:
    """What ``b`` cites, as those see it who see ``a``."""
    return b.content if a.seen_by == "tagger" else b.reach or b.content


def _judges(a: Attribution, b: Attribution) -> bool:
    """A denial of what ``b`` says stands beside ``b``, also where it stands inside its words."""
    return (
        a.stance in ("denies", "confirms", "doubts") and a.content_head is not None and a.content_head == b.content_head
    )
