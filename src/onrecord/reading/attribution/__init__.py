"""On whose word: source, cue and content of every attribution, nested."""

from __future__ import annotations

from onrecord.model import Attribution, Parse
from onrecord.reading.attribution.merge import merge
from onrecord.reading.attribution.rules import read_by_rules
from onrecord.reading.attribution.tagger import tag_with_cues


def find_attributions(parse: Parse) -> tuple[Attribution, ...]:
    """Every attribution of a text in order of its cues; ids and parents are local to the report.

    The trained tagger finds citations and their extent, the rules over the parse give them heads, stance, and the
    sources inside sources.
    """
    tags, cues = tag_with_cues(parse)
    return merge(parse, tags, read_by_rules(parse), cues)
