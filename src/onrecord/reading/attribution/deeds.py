"""What somebody does is nothing he says: the tagger's citations whose cue is an event of another kind than words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.knowledge.sourcewords import words
from onrecord.model import Attribution, EventMention, Parse
from onrecord.reading.attribution.cues import FINITE, is_said, noun_cue
from onrecord.reading.attribution.near import Quoted

DEEDS = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "RETREAT", "AID", "PROTEST", "CONSULT"})
"""Types of events that are done and not said."""


def without_deeds(
    parse: Parse, attributions: tuple[Attribution, ...], events: Sequence[EventMention], quoted: Quoted
) -> tuple[Attribution, ...]:
    """``attributions`` without those that only the tagger sees in the word of a deed: "Rebels attacked the port"."""
    done = {i for e in events if e.type in DEEDS for i in (e.trigger, *range(e.first, e.last))}
    gone = {
        a.id for a in attributions
        if a.seen_by == "tagger" and a.cue_head in done and not is_said(parse, a, quoted=quoted)
        and not any(quoted.at(t.start) is not None for span in a.content for t in parse.tokens_in(*span))
    }  # fmt: skip
    if not gone:
        return attributions
    above = {a.id: a.parent for a in attributions}
    kept = [a for a in attributions if a.id not in gone]
    return tuple(replace(a, parent=above[a.parent]) if a.parent in gone else a for a in kept)


def is_deed(parse: Parse, tag: Attribution, quoted: Quoted) -> bool:
    """ "Rebels waged war on the port": what somebody does is nothing he says, unless words of his are quoted or told
    in a clause."""
    if tag.cue_head is None or parse.tokens[tag.cue_head].lemma not in words("deed"):
        return False
    spoken = any(quoted.at(t.start) is not None for span in tag.content for t in parse.tokens_in(*span))
    told = any(t.tag in FINITE and t.dep == "ccomp" for span in tag.content for t in parse.tokens_in(*span))
    cited = any(noun_cue(t) is not None for span in (*tag.cue, *tag.content[:1]) for t in parse.tokens_in(*span)[:3])
    return parse.tokens[tag.cue_head].pos == "VERB" and not spoken and not told and not cited
