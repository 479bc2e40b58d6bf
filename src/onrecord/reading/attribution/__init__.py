"""On whose word: source, cue and content of every attribution, nested."""

from __future__ import annotations

from onrecord.model import Attribution, Parse
from onrecord.reading.attribution.merge import merge
from onrecord.reading.attribution.rules import read_by_rules
from onrecord.reading.attribution.tagger import tag_and_glance
from onrecord.reading.glance import Glance


def find_attributions(parse: Parse) -> tuple[Attribution, ...]:
    """Every attribution of a text in order of its cues; ids and parents are local to the report.

    The trained tagger finds citations and their extent, the rules over the parse give them heads, stance, and the
    sources inside sources.
    """
    return attributions_and_glance(parse)[0]


def attributions_and_glance(parse: Parse) -> tuple[tuple[Attribution, ...], Glance]:
    """``find_attributions``, and what the network made of every word on the way."""
    tags, glance = tag_and_glance(parse)
    return merge(parse, tags, read_by_rules(parse), glance), glance
