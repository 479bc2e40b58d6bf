"""The tagger's attributions and the rules' brought together: one citation is one attribution.

The tagger is better at finding citations and at their extent; the rules know syntax: heads, stance, who cites whom,
what a denial points back to, and sources inside sources, which the tagger's training data does not have.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.limits import MAX_CHAIN_DEPTH
from onrecord.model import Attribution, Pair, Parse, Stance, covers
from onrecord.reading import syntax
from onrecord.reading.attribution.cues import is_clausal, is_said, noun_cue, verb_cue
from onrecord.reading.attribution.deeds import is_deed
from onrecord.reading.attribution.extent import further, is_comment
from onrecord.reading.attribution.holders import holder_of
from onrecord.reading.attribution.media import author, carries
from onrecord.reading.attribution.near import Near, Quoted
from onrecord.reading.attribution.rules import SHORT, nest
from onrecord.reading.attribution.stances import stance_of, withheld
from onrecord.reading.attribution.tagger import closed
from onrecord.reading.attribution.tidy import tidied, to_the_reader, whole_quotations
from onrecord.reading.glance import Glance

REACH_BACK = 12
"""Sentences before a cue's that its content is looked for in: no window of the tagger holds more."""


SURE_CUE = 0.4
"""A citation that only syntax sees, with nobody around it, is printed from this probability of its cue in the tagger.
Reasoned, not tuned: one more attribution raises an F1 of .8 where it is right in more than two cases of five."""


def merge(
    parse: Parse, tags: Sequence[Attribution], rules: Sequence[Attribution], glance: Glance
) -> tuple[Attribution, ...]:
    """Every citation once, with the tagger's extent where it has one and the rules' syntax where they saw it.

    The words cited are the tagger's (PolNeAR dev: exact content 61.7, by the rules 56.5); chains go by the rules'
    (our chain gold: innermost source and content .93, with the tagger's extents .89).
    """
    twins: dict[str, Attribution] = {}
    made: list[Attribution] = []
    quoted = Quoted(syntax.quotes(parse.text))
    whole = [
        whole_quotations(t, quoted)
        for t in (tidied(parse, t) for t in tags)
        if t is not None and not to_the_reader(parse, t, quoted)
    ]
    long = Quoted([m for m in quoted.spans if m[1] - m[0] > SHORT])
    rules = [r for r in rules if not to_the_reader(parse, r, quoted)]
    cited = Near((a, a.cue) for a in (*tags, *rules))
    by_cue = Near((r, r.cue) for r in rules)
    told = Near((r, r.content) for r in rules)
    for tag in (_own_words(parse, _of_its_paragraph(parse, t, quoted), cited, quoted) for t in whole):
        near = [r for r in by_cue.to(tag.cue) if r.id not in twins and _same_cue(tag, r)]
        twin = next((r for r in near if _touch(tag.content, r.content)), near[0] if near else None)
        if twin is None and (_is_nobodys_noun(parse, tag, long) or is_deed(parse, tag, long)):
            continue
        both = _joined(parse, tag, twin) if twin else _completed(parse, tag)
        if twin:
            others = [r for r in told.to(tag.content) if r is not twin]
            both = replace(both, reach=(*both.reach, *_spoken(parse, tag, twin, others, quoted)))
            further = [r for r in by_cue.to(tag.content) if r.id not in twins and _goes_on(tag, twin, r)]
            both = replace(both, reach=(*both.reach, *(span for r in further for span in r.content)))
            twins |= {r.id: both for r in (twin, *further)}
        made.append(both)
    for rule in rules:
        if rule.id not in twins:
            twins[rule.id] = replace(rule, id="", parent=None)
            made.append(twins[rule.id])
    outer = {twins[r.id]: twins[r.parent] for r in rules if r.parent in twins}
    back = {twins[r.id] for r in rules if _points_back(parse, r, rules)}
    seen = [a for a in made if a.seen_by != "syntax" and a not in back]
    judged = [r.content for r in rules if _points_back(parse, r, rules)]
    sure = back | {twins[r.id] for r in rules if r.content in judged}  # what is denied was said
    by_content = Near((b, b.content) for b in seen)
    for a in (a for a in made if a.seen_by == "syntax"):
        twice = [b for b in by_content.to(a.content) if _alike(a.content, b.content)]
        held = next((b for b in twice if _holds(parse, b, a)), None)
        if held is not None:
            outer.setdefault(a, held)
        elif twice and a.source and all(_does_without_saying(parse, b, quoted) for b in twice):
            sure.add(a)  # "studied Israeli allegations that": who alleges is cited, not who studied
            made = [b for b in made if b not in twice]
        elif not twice and glance.cue(a.cue) >= SURE_CUE:
            sure.add(a)
    return _believed(made, outer, sure, {a for a in made if _is_per(parse, a)})


def _is_per(parse: Parse, a: Attribution) -> bool:
    """ "Per the ministry, X", "by S's own count": who vouches for the sentence, which the tagger was not taught."""
    return a.seen_by == "syntax" and a.cue_head is not None and parse.tokens[a.cue_head].lower in ("per", "by")


def _does_without_saying(parse: Parse, tag: Attribution, quoted: Quoted) -> bool:
    """Whether only the tagger sees it and its verb is none of saying."""
    verb = tag.seen_by == "tagger" and tag.cue_head is not None and parse.tokens[tag.cue_head].pos == "VERB"
    return verb and not is_said(parse, tag, quoted=quoted)


def _is_nobodys_noun(parse: Parse, tag: Attribution, quoted: Quoted) -> bool:
    """Neither a source nor a clause nor a quotation: "opposition to the policy" (on PolNeAR dev one in three is right,
    and without them whole attributions are half a point better)."""
    touches = any(quoted.at(t.start) is not None for span in tag.content for t in parse.tokens_in(*span))
    return not tag.source and not touches and not is_clausal(parse, tag)


def _alike(some: Sequence[Pair], others: Sequence[Pair]) -> bool:
    """The same words, for the most part: what is cited once is not cited again beside it."""
    common = sum(max(0, min(e, e2) - max(s, s2)) for s, e in some for s2, e2 in others)
    return 2 * common >= sum(e - s for s, e in [*some, *others]) - common


def _goes_on(tag: Attribution, first: Attribution, a: Attribution) -> bool:
    """ "S said that X, adding that Y": of what the tagger takes for one citation ``a`` is the part behind "adding"."""
    return (
        a is not first and a.source_head == first.source_head and a.stance == first.stance and bool(a.content)
        and not covers(first.content, *a.cue[0]) and all(covers(tag.content, *span) for span in a.content)
    )  # fmt: skip


def _holds(parse: Parse, a: Attribution, b: Attribution) -> bool:
    """ "S has obtained papers showing that X": the source of ``a`` holds the document that is the source of ``b``."""
    found = None if b.source_head is None else holder_of(parse, b.source_head)
    return found is not None and found[1] == a.source_head


def _points_back(parse: Parse, a: Attribution, others: Sequence[Attribution]) -> bool:
    """A denial, doubt or confirmation of other words (", which S denied"): the tagger never marks words twice."""
    if a.stance not in ("denies", "confirms", "doubts") or a.cue_head is None:
        return False
    return is_comment(parse, parse.tokens[a.cue_head]) or any(o is not a and o.content == a.content for o in others)


def _believed(
    made: list[Attribution], outer: dict[Attribution, Attribution], sure: set[Attribution], certain: set[Attribution]
) -> tuple[Attribution, ...]:
    """Nested, without outermost attributions that only syntax sees, unless they are ``certain``, or ``sure`` and hold
    nothing that the tagger, which was taught outermost ones alone, sees as outermost; who quotes one stays.

    What stood inside a dropped one is outermost then, so this is done as often as chains are deep.
    """
    found = nest(made, outer)
    for _ in range(MAX_CHAIN_DEPTH):
        doubtful = _doubtful(found, outer, sure) - certain
        if not doubtful:
            break
        made = [a for a in made if a not in doubtful]
        outer = {a: b for a, b in outer.items() if a not in doubtful and b not in doubtful}
        found = nest(made, outer)
    return found


def _doubtful(
    found: Sequence[Attribution], outer: dict[Attribution, Attribution], sure: set[Attribution]
) -> set[Attribution]:
    quoting = {b for a, b in outer.items() if a.seen_by != "syntax"}
    holding = {a.parent for a in found if a.seen_by != "syntax"}
    lone = {replace(a, id="", parent=None): a.id for a in found if a.seen_by == "syntax" and a.parent is None}
    return {a for a, name in lone.items() if a not in quoting and (a not in sure or name in holding)}


def _own_words(parse: Parse, tag: Attribution, others: Near[Attribution], quoted: Quoted) -> Attribution:
    """``tag`` without sentences before its cue's that have a source of their own: "M accused E of X. Y, he said."

    The trained tagger may let the content begin too soon; what is quoted stays, since a speaker quotes others too.
    """
    here = parse.tokens_in(*tag.cue[0])
    if not here:
        return tag
    cut = 0
    for sentence in parse.sentences[max(0, here[0].sent - REACH_BACK) : here[0].sent]:
        touched = any(s < sentence.end and sentence.start < e for s, e in tag.content)
        if touched and not quoted.hold(sentence.start + 1, sentence.end - 2):
            here_too = others.to([(sentence.start, sentence.end)])
            own = any(o.source and sentence.start <= o.cue[0][0] < sentence.end for o in here_too)
            cut = sentence.end if own or _tells_behind(parse, tag) else cut
    kept = tuple((max(s, cut), e) for s, e in tag.content if e > cut)
    kept = tuple(closed(parse.text, s) for s in kept)
    return replace(tag, content=kept) if cut and kept else tag


def _of_its_paragraph(parse: Parse, tag: Attribution, quoted: Quoted) -> Attribution:
    """``tag`` without what stands in another paragraph than its cue and is not quoted: who chanted in one entry of a
    live blog says nothing in the next."""
    here = parse.tokens_in(*tag.cue[0])
    sentences = {t.sent for span in tag.content for t in parse.tokens_in(*span)}
    if not here or all(parse.sentences[n].paragraph == parse.sentences[here[0].sent].paragraph for n in sentences):
        return tag
    kept: list[Pair] = []
    for n in sorted(sentences):
        sentence = parse.sentences[n]
        own = sentence.paragraph == parse.sentences[here[0].sent].paragraph
        for start, end in tag.content:
            part = (max(start, sentence.start), min(end, sentence.end))
            if part[0] < part[1] and (own or quoted.at(part[0] + 1) is not None or quoted.at(part[0]) is not None):
                joined = bool(kept) and not parse.text[kept[-1][1] : part[0]].strip()
                kept[-1:] = [(kept[-1][0], part[1])] if joined else [*kept[-1:], part]
    return replace(tag, content=tuple(kept)) if kept else tag


def _tells_behind(parse: Parse, tag: Attribution) -> bool:
    """ "Y. The vet said that X": with a clause of its own behind it, a verb does not cite the sentence before too."""
    cue = parse.tokens[tag.cue_head] if tag.cue_head is not None else None
    clauses = parse.children(cue.i, "ccomp") if cue is not None and verb_cue(parse, cue) is not None else []
    return any(cue is not None and c.i > cue.i and covers(tag.content, c.start, c.end) for c in clauses)


def _same_cue(tag: Attribution, rule: Attribution) -> bool:
    """One citation: the same words cite."""
    return _touch(tag.cue, rule.cue)


def _touch(some: Sequence[Pair], others: Sequence[Pair]) -> bool:
    return any(s < e2 and s2 < e for s, e in some for s2, e2 in others)


def _joined(parse: Parse, tag: Attribution, rule: Attribution) -> Attribution:
    """The tagger's words, the rules' heads and stance, and their reach, which ends sooner where they saw a remark of
    the reporter's, and goes on with the tagger where only the parser lost the thread."""
    better = _knows_better(parse, tag, rule)
    return replace(
        rule, id="", parent=None, source=tag.source if better else _fuller(parse, tag, rule), cue=tag.cue,
        content=tag.content, reach=(*rule.content, *further(parse, tag, rule)), seen_by="both",
        source_head=tag.source_head if better else rule.source_head,
    )  # fmt: skip


def _fuller(parse: Parse, tag: Attribution, rule: Attribution) -> tuple[Pair, ...]:
    """The tagger's words for the source unless they miss its head: "Mr Oba" for "images posted by Mr Oba"."""
    head = parse.tokens[rule.source_head] if rule.source_head is not None else None
    if not tag.source or not rule.source or head is None or covers(tag.source, head.start, head.end):
        return tag.source or rule.source
    relative = tag.source_head is not None and parse.tokens[tag.source_head].lower in syntax.RELATIVES
    return tag.source if relative or _issued(parse, tag, rule) else rule.source


def _spoken(
    parse: Parse, tag: Attribution, rule: Attribution, others: Sequence[Attribution], quoted: Quoted
) -> tuple[Pair, ...]:
    """Whole sentences in quotation marks that the tagger gives to the speaker of a sentence near by, and the rules to
    nobody: he said that X. "Y." """
    found = []
    for n in sorted({t.sent for span in tag.content for t in parse.tokens_in(*span)}):
        sentence = parse.sentences[n]
        at = (sentence.start, sentence.end)
        inside = any(s <= sentence.start + 1 and sentence.end - 2 <= e for s, e in tag.content)
        if not inside or not quoted.hold(sentence.start + 1, max(sentence.start + 1, sentence.end - 2)):
            continue
        if not _touch([at], rule.content) and not any(_touch([at], r.content) for r in others):
            found.append(at)
    return tuple(found)


def _knows_better(parse: Parse, tag: Attribution, rule: Attribution) -> bool:
    """Whether the tagger names another source where the rules only took the subject of a clause further up, or one of
    two that the parser hung on the verb."""
    if not rule.source or tag.source_head is None or rule.cue_head is None:
        return not rule.source
    if _touch(tag.source, rule.source) or _issued(parse, tag, rule):
        return False
    head, cue = parse.tokens[tag.source_head], parse.tokens[rule.cue_head]
    if head.head == cue.i and head.dep == "nsubj" and head.lower not in syntax.RELATIVES:
        return True
    own = rule.source_head is not None and parse.tokens[rule.source_head].head == cue.i
    return not own and (rule.stance == "states" or (cue.tag != "VB" and cue.dep != "relcl"))


def _issued(parse: Parse, tag: Attribution, rule: Attribution) -> bool:
    """Whether the tagger's source is a statement and the rules' who issued it."""
    head = tag.source_head
    return head is not None and carries(parse.tokens[head]) and author(parse, head) == rule.source_head


def _completed(parse: Parse, tag: Attribution) -> Attribution:
    """Stance for an attribution that only the tagger saw."""
    head = tag.source_head
    if head is not None and parse.tokens[head].pos == "DET":  # the parser may hang the noun elsewhere
        nouns = [t.i for span in tag.source for t in parse.tokens_in(*span) if t.pos in ("NOUN", "PROPN")]
        head = nouns[-1] if nouns else head
    stance = _stance(parse, tag.cue_head)
    verbs = [t for span in tag.cue for t in parse.tokens_in(*span) if t.pos == "VERB"]
    if stance == "states" and any(withheld(parse, t) for t in verbs):  # "has yet to comment"
        stance = "doubts"
    return replace(tag, id="", parent=None, source_head=head, stance=stance, seen_by="tagger")


def _stance(parse: Parse, cue_head: int | None) -> Stance:
    if cue_head is None:
        return "states"
    token = parse.tokens[cue_head]
    cue = verb_cue(parse, token)
    if cue is not None:
        return stance_of(parse, token, cue)
    noun = noun_cue(token)
    return noun.stance if noun is not None else "states"
