"""Which time governs an event word: by syntax, then by the running time of the paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Parse, Span, Time, TimeRef
from onrecord.reading.times.attach import CLAUSES, VERBS, Hung, Pair, below, climb, hang, is_kind
from onrecord.reading.times.lexicon import word_classes
from onrecord.reading.times.tense import not_until, verb_tense

REACH = 2
"""Sentences that the running time of a paragraph lasts."""
ORDINAL_ENDS = ("st", "nd", "rd", "th")
BOUNDS = ("since", "until", "till", "by", "before", "after", "following")
FINENESS = ("time", "day", "weekend", "week", "month", "season", "quarter", "year", "range", "decade", "century")


def time_of(
    parse: Parse,
    trigger: int,
    times: Sequence[Time],
    *,
    scope: int | None = None,
    exclude: Sequence[Pair] = (),
) -> TimeRef | None:
    """The time of the event at token ``trigger``; ``None`` where the text gives none.

    First the times that modify the word itself or stand in its clause, then those of its light verb ``scope``,
    then of the words that share its time (the verb of a noun, a coordinated verb), then the running time of
    the paragraph. The time of a saying is never that of what is said. ``exclude``: code points whose times
    do not count. The text's own words alone decide: the report's date is never given as the event's.
    """
    sentence = parse.tokens[trigger].sent
    start, end = parse.sentences[max(sentence - REACH, 0)].start, parse.sentences[sentence].end
    hung = hang(parse, [t for t in times if start <= t.start < end], exclude)
    here = [h for h in hung if parse.tokens[h.first].sent == parse.tokens[trigger].sent]
    heads = [trigger] if scope is None or scope == trigger else [trigger, scope]
    for head in heads:
        found = _choose(parse, head, here)
        if found:
            return found
    for head in heads:
        for shared in [*below(parse, head), *climb(parse, head)]:
            found = _choose(parse, shared, [h for h in here if not h.inside or is_kind(parse.tokens[shared], "event")])
            if found:
                return found
    running = _running(parse, trigger if scope is None else scope, hung, here)
    if running is not None and any(_undated(t) and running.span.end <= t.start < end for t in times):
        return None
    return running


def _undated(time: Time) -> bool:
    """ "On Saturday" in a report whose own day is not known: some other day than the last one named."""
    return time.low is None and time.high is None and time.value.startswith("XXXX")


def _choose(parse: Parse, head: int, here: list[Hung]) -> TimeRef | None:
    """The best time of one word: on it directly, else deeper in its own clause."""
    if _counted(parse, head):
        here = [h for h in here if h.time.precision in ("time", "day", "weekend")]
    direct = [h for h in here if h.host == head]
    if not direct:
        clause = _clause(parse, head)
        direct = [h for h in here if h.host in clause and not h.inside and not _bound(h)]
    if not direct:
        return None
    pair = _range(parse, direct, here)
    if pair:
        return pair
    best = min(direct, key=lambda h: (bool(_bound(h)), _vague(h), _fineness(h), abs(h.first - head)))
    return _reference(parse, best)


def _counted(parse: Parse, head: int) -> bool:
    """ "the sixth attack this year", "the deadliest raid in months": the period counts the others, not this one."""
    if parse.tokens[head].pos in VERBS:
        return False
    for child in parse.children(head, "amod", "nummod", "compound"):
        classes = word_classes().get(child.lower, ({}, False))[0]
        if "ORDW" in classes or child.tag == "JJS" or (child.lower[:1].isdigit() and child.lower[-2:] in ORDINAL_ENDS):
            return True
    return False


def _vague(h: Hung) -> bool:
    """ "in an overnight raid on Sunday": the day that is named decides."""
    return h.time.text.lower() == "overnight"


def _fineness(h: Hung) -> int:
    return FINENESS.index(h.time.precision) if h.time.precision in FINENESS else len(FINENESS)


def _clause(parse: Parse, head: int) -> set[int]:
    """Nouns and adverbs of the clause of ``head``: no clause inside it, no event that has its own time."""
    found: set[int] = set()
    stack = [(head, True)]
    while stack:
        i, top = stack.pop()
        token = parse.tokens[i]
        if not top and (token.dep in CLAUSES or (token.pos in VERBS and token.dep != "auxpass")):
            continue
        if token.dep == "conj" and not top and parse.tokens[token.head].i == head:  # what is joined to the word itself
            continue
        if not top and is_kind(token, "event"):
            continue
        found.add(i)
        stack.extend((k, False) for k in parse.kids[i])
    return found


def _bound(h: Hung) -> str:
    """The preposition that makes the interval open: since, until, by, before, after."""
    return h.preposition if h.preposition in BOUNDS else ""


def _reference(parse: Parse, h: Hung) -> TimeRef:
    start, end, precision = h.time.low, h.time.high, h.time.precision
    bound = _bound(h)
    if bound in ("since", "after", "following"):
        start, end, precision = (start if bound == "since" else end), None, "range"
    elif bound in ("until", "till") and not_until(parse, h.time.start):
        pass
    elif bound:
        start, end, precision = None, (start if bound == "before" else end), "range"
    return TimeRef(start=start, end=end, precision=precision, span=Span.of(parse.text, h.time.start, h.time.end))


def _range(parse: Parse, direct: list[Hung], here: list[Hung]) -> TimeRef | None:
    """ "from March to May", "between 1994 and 1997": one interval."""
    for h in direct:
        if h.preposition not in ("from", "between"):
            continue
        for other in here:
            joined = other.first > h.last and other.first - h.last <= 2
            if joined and parse.tokens[h.last].lower in ("to", "until", "through", "and", "till"):
                span = Span.of(parse.text, h.time.start, other.time.end)
                return TimeRef(start=h.time.low, end=other.time.high, precision="range", span=span)
    return None


def _running(parse: Parse, trigger: int, hung: list[Hung], here: list[Hung]) -> TimeRef | None:
    """The time that an earlier sentence of the paragraph set, for a verb that tells on in the past tense."""
    sentence = parse.sentence_of(trigger)
    token = parse.tokens[trigger]
    aside = token.pos in VERBS and token.dep in ("acl", "amod", "relcl")
    if here or aside or is_kind(token, "speech") or _tells(parse, trigger) != "past":
        return None
    before = [
        h for h in hung
        if parse.sentences[parse.tokens[h.first].sent].paragraph == sentence.paragraph and h.last <= sentence.first
    ]  # fmt: skip
    before = [h for h in before if not is_kind(parse.tokens[h.host], "speech") and not _bound(h)]
    before = [h for h in before if not (h.inside and _since(parse, h))]
    if not before:
        return None
    last = before[-1]
    if sentence.index - parse.tokens[last.first].sent > REACH or last.time.precision not in ("time", "day", "weekend"):
        return None
    return _reference(parse, last)


def _since(parse: Parse, h: Hung) -> bool:
    """ "since the May 7 raids": the day of what came before, not of what is told."""
    noun = parse.tokens[h.host]
    return noun.dep == "pobj" and parse.tokens[noun.head].lower in BOUNDS


def _tells(parse: Parse, trigger: int) -> str | None:
    """Tense of the event's verb; "past" only for the simple past of narration."""
    token = parse.tokens[trigger]
    verb = token if token.pos in VERBS else next((t for t in parse.ancestors(trigger) if t.pos in VERBS), None)
    if verb is None:
        return None
    auxiliaries = {t.lower for t in parse.children(verb.i, "aux", "auxpass")}
    if auxiliaries & {"has", "have", "had", "will", "would", "can", "could", "may", "might", "to"}:
        return None
    return verb_tense(parse, verb)
