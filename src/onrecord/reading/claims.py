"""Events, sources, status, times, places, figures -> claims: where the readings of a report come together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from onrecord.knowledge.frames import by_id, is_unframed
from onrecord.model import (
    Actor,
    Attribution,
    Claim,
    EventMention,
    Link,
    Parse,
    Place,
    Quantity,
    Report,
    StatusReading,
    Time,
)  # fmt: skip
from onrecord.reading.attribution.cues import verb_cue
from onrecord.reading.attribution.near import Quoted
from onrecord.reading.chains import Branch, branches, chain_of, quoted_from_nobody
from onrecord.reading.documents import DocumentRef
from onrecord.reading.equipment import find_objects
from onrecord.reading.events.parties import CROWDS
from onrecord.reading.places import place_of
from onrecord.reading.quantities import is_person
from onrecord.reading.status import status_of
from onrecord.reading.times import time_of
from onrecord.reading.voices import speaker

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

COMMITTED = frozenset({"states", "alleges", "confirms", "knows"})
"""Stances whose content counts as asserted by the source; the others qualify it themselves."""
POINTERS = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose", "those", "these", "this", "that",
                      "each", "both", "all", "some", "others", "another", "such", "one", "ones", "it"})  # fmt: skip
NEGATIONS = frozenset({"no", "not", "never"})
SAYING_REACH = 4
"""Verbs between a threatened act and who says so: "said it would try to strike"."""


class Context(Struct, frozen=True):
    """What was read of one report before its claims are put together."""

    report: Report
    parse: Parse
    cast: Cast
    attributions: tuple[Attribution, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    documents: dict[int, DocumentRef]
    quoted: Quoted


def claims_of(context: Context, event: EventMention, quantities: Sequence[Quantity]) -> list[Claim]:
    """The claims of one event word: one for each line of sources; who says it twice says it once."""
    made: dict[object, Claim] = {}
    own = range(event.first, event.last)  # who "announced tariffs" is not cited for the tariffs
    cited = [a for a in context.attributions if a.cue_head not in own]
    lines = branches(context.parse, event.trigger, cited)
    for branch in lines:
        status = judge(context.parse, event, branch)
        if _left_standing(context.parse, event, branch, status):
            branch = Branch(branch.attributions[:-1])
            if not branch.attributions and len(lines) > 1:
                continue
            status = judge(context.parse, event, branch)
        chain = chain_of(
            context.parse, branch, context.cast, publisher=context.report.publisher, documents=context.documents
        )
        if not branch.attributions:
            chain = quoted_from_nobody(context.parse, event.trigger, context.quoted)
        speakers = tuple(link.source.id or link.source.start for link in chain if link.source)
        made.setdefault((speakers, status.status), _claim(context, event, quantities, status, chain))
    return list(made.values())


def _claim(
    context: Context,
    event: EventMention,
    quantities: Sequence[Quantity],
    status: StatusReading,
    chain: tuple[Link, ...],
) -> Claim:
    parse = context.parse
    actors = _parties(context, event.actors)
    taken = {a.id for a in actors if a.id}
    recipients = _parties(context, event.recipients)
    things = [i for i in event.recipients if _is_thing(context, i)]
    return Claim(
        id=_identity(context.report, parse, event, chain),
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        cameo=event.cameo,
        trigger=parse.span(event.first, event.last),
        sentence=parse.sentence_span(event.trigger),
        actors=actors,
        recipients=tuple(a for a in recipients if a.id is None or a.id not in taken),
        objects=find_objects(parse, [*event.objects, *(i for i in things if i not in event.objects)]),
        quantities=tuple(quantities),
        time=time_of(parse, event.trigger, context.times, scope=event.scope),
        place=place_of(parse, event.trigger, context.places, scope=event.scope, dateline=context.report.dateline),
        status=status.status,
        factuality=status.factuality,
        status_why=status.why,
        chain=chain,
        seen_by="network" if is_unframed(event.frame) else "frame",
    )


def _parties(context: Context, heads: Sequence[int]) -> tuple[Actor, ...]:
    """The entities of several heads, each once; what cannot act or suffer ("Friday's", "the house") is nobody."""
    found: dict[object, Actor] = {}
    for head in heads:
        if _is_time(context, head) or _is_thing(context, head):
            continue
        voice = speaker(context.parse, head, context.attributions, context.cast)
        for actor in (voice,) if voice else (m.actor for m in map(context.cast.in_words, context.cast.members(head))):
            if not _inside_name(context, actor) and not _nobody(actor):
                found.setdefault(actor.id or (actor.start, actor.end), actor)
    return tuple(found.values())


def _nobody(actor: Actor) -> bool:
    """ "their", "those", "each" of whom nothing is known: a word that only points."""
    known = actor.name or actor.country or actor.sector
    return not known and actor.text.lower() in POINTERS


def _inside_name(context: Context, actor: Actor) -> bool:
    """The Finland of "Gulf of Finland" does nothing and nothing is done to it."""
    return any(
        p.use == "place" and p.start <= actor.start and actor.end <= p.end and p.end - p.start > actor.end - actor.start
        for p in context.places
    )


def _is_time(context: Context, head: int) -> bool:
    token = context.parse.tokens[head]
    return any(t.start <= token.start and token.end <= t.end for t in context.times)


def _is_thing(context: Context, head: int) -> bool:
    """Neither somebody known nor a kind of person, group or state."""
    mention = context.cast.who(head)
    actor = mention.actor
    known = mention.kind or actor.country or actor.sector or actor.name
    token = context.parse.tokens[head]
    counted = token.lemma in CROWDS and token.ent == "CARDINAL"
    return not known and token.pos == "NOUN" and not (counted or is_person(token)) and not _is_time(context, head)


def _identity(report: Report, parse: Parse, event: EventMention, chain: tuple[Link, ...]) -> str:
    """The same report read twice gives the same ids, wherever it was read."""
    cues = [link.cue.start for link in chain if link.cue]
    parts = [report.id, event.type, parse.tokens[event.trigger].start, *cues]
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def judge(parse: Parse, event: EventMention, branch: Branch) -> StatusReading:
    """What the innermost source of one line of sources says became of the event.

    ``status_of`` weighs a cue that governs its content ("denied that", "fears that"); a cue elsewhere ("..., which X
    denied") is weighed here.
    """
    inner = branch.innermost
    said = _said_so(parse, event)
    if said is not None:
        return said
    if inner is None:
        return _not_is_the_act(event, status_of(parse, event.trigger, scope=event.scope))
    governor = _governor(parse, inner)
    read = _not_is_the_act(event, status_of(parse, event.trigger, stop=governor, scope=event.scope))
    if inner.source_head == inner.cue_head and read.status in ("occurred", "ongoing"):
        whole = status_of(parse, event.trigger, scope=event.scope)
        if whole.status == "denied" or (whole.status == "possible" and not whole.why.startswith("alleged")):
            return whole  # "claims that X turned out to be a hoax": the report judges what nobody in particular says
    words = _cue_text(parse, inner)
    if inner.stance == "denies" and inner.cue_head is not None and parse.tokens[inner.cue_head].pos == "NOUN":
        return StatusReading(status="denied", factuality="CT-", score=-3.0, why=f"called untrue: “{words}”")
    if inner.stance == "doubts" and read.status in ("occurred", "ongoing", "denied") and not _is_known(parse, inner):
        return StatusReading(status="possible", factuality="Uu", score=0.0, why=f"only doubts: “{words}”")
    itself = inner.content_head in (event.trigger, event.scope) or _points_back(parse, inner)
    itself = itself and read.status in ("occurred", "ongoing")
    if inner.stance in COMMITTED or (governor == inner.cue_head and not (itself and inner.stance == "denies")):
        return read
    if inner.stance == "denies":
        return StatusReading(status="denied", factuality="CT-", score=-3.0, why=f"denied: “{words}”")
    if read.status in ("occurred", "ongoing"):
        return StatusReading(status="possible", factuality="Uu", score=0.0, why=f"only {inner.stance}: “{words}”")
    return read


def _not_is_the_act(event: EventMention, read: StatusReading) -> StatusReading:
    """ "paid no heed", "did not answer the request": the "no" makes the refusal, it does not deny it."""
    if read.status != "denied" or event.type != "REJECT" or not read.why.startswith("negated"):
        return read
    frame = by_id().get(event.frame or "")
    own = frame is not None and (
        not NEGATIONS.isdisjoint(frame.words) or any(n.slots == ("neg",) and not n.negative for n in frame.needs)
    )
    if not own:
        return read
    return StatusReading(status="occurred", factuality="CT+", score=3.0, why=f"refused: {read.why.partition(': ')[2]}")


def _left_standing(parse: Parse, event: EventMention, branch: Branch, status: StatusReading) -> bool:
    """Whether a denial leaves the event as it is: "denied that Chad, which backs the rebels, ...", "the general, who
    seized power in 2009, is accused of looting, a charge he denies". It is then not on the word of who denies."""
    inner = branch.innermost
    if inner is None or inner.stance != "denies":
        return False
    return status.status in ("occurred", "ongoing") or _aside(parse, event.trigger, inner.content_head)


def _aside(parse: Parse, token: int, head: int | None) -> bool:
    """Whether a relative clause of the past, or one of time, stands between ``token`` and the ``head`` of a content."""
    if head is None or token == head:
        return False
    for t in (parse.tokens[token], *parse.ancestors(token)):
        if t.i == head:
            return False
        marks = {k.lower for k in parse.children(t.i, "mark", "advmod", "nsubj")}
        past = t.tag == "VBD" or any(k.lower in ("was", "were", "had") for k in parse.children(t.i, "aux", "auxpass"))
        if past and (
            (t.dep == "relcl" and "who" in marks) or (t.dep == "advcl" and marks & {"after", "when", "since"})
        ):
            return True
    return False


def _points_back(parse: Parse, a: Attribution) -> bool:
    """ "..., but the army denied it": all that is cited is denied."""
    things = parse.children(a.cue_head, "dobj") if a.cue_head is not None else []
    return any(k.lower in ("it", "this", "that") for k in things)


def _is_known(parse: Parse, a: Attribution) -> bool:
    """ "did not know that X": X is so, whoever knows."""
    cue = verb_cue(parse, parse.tokens[a.cue_head]) if a.cue_head is not None else None
    return cue is not None and cue.stance == "knows"


def _said_so(parse: Parse, event: EventMention) -> StatusReading | None:
    """ "Iran said it would strike": the strike is to come, but the threat, whose trigger it is, was made. So was the
    request of who "said that Iran must leave".

    ``None`` where nobody is told to have said so, or where the saying itself is no fact.
    """
    asked = event.type == "REQUEST" and event.speech is not None and parse.tokens[event.trigger].tag == "MD"
    if not asked and (event.type != "THREATEN" or event.speech != event.trigger):
        return None
    i = event.speech if asked and event.speech is not None else event.trigger if event.scope is None else event.scope
    for t in (parse.tokens[i], *parse.ancestors(i))[:SAYING_REACH]:
        verb = parse.tokens[t.head]
        if t.dep in ("ccomp", "parataxis") and verb.i != t.i:
            read = status_of(parse, verb.i)
            if read.status not in ("occurred", "ongoing"):
                return None
            made = "request" if asked else "threat"
            return StatusReading(status="occurred", factuality="CT+", score=3.0, why=f"{made} made: '{verb.text}'")
        if t.dep not in ("conj", "xcomp"):
            return None
    return None


def _governor(parse: Parse, a: Attribution) -> int | None:
    """The token above a content: what stands at or above it is not the source's."""
    if a.content_head is None:
        return a.cue_head
    if _judged_by_another(parse, a):
        return a.content_head  # "denied shelling it, a claim made by S": the denial is not S's
    head = parse.tokens[parse.tokens[a.content_head].head]
    while head.pos in ("ADP", "SCONJ") and head.head != head.i:  # "accused of doing X": the verb governs, not "of"
        head = parse.tokens[head.head]
    return None if head.i == a.content_head else head.i


def _judged_by_another(parse: Parse, a: Attribution) -> bool:
    """Whether what a source says is told in somebody's denial, and the source stands beside it."""
    if a.content_head is None or a.stance not in ("states", "alleges"):
        return False
    above = parse.tokens[parse.tokens[a.content_head].head]
    cue = verb_cue(parse, above) if above.i not in (a.content_head, a.cue_head) else None
    return (
        cue is not None
        and cue.stance in ("denies", "doubts")
        and all(t.i != a.cue_head for t in parse.ancestors(a.content_head))
    )


def _cue_text(parse: Parse, a: Attribution) -> str:
    return " ".join(parse.text[s:e] for s, e in a.cue)
