"""On whose word: source, cue and content of every attribution, nested."""

from __future__ import annotations

from onrecord.model import Attribution, Parse
from onrecord.reading.attribution.rules import read_by_rules


def find_attributions(parse: Parse) -> tuple[Attribution, ...]:
    """Every attribution of a text, outer ones before inner ones that start later; ids are local to the report."""
    return read_by_rules(parse)
