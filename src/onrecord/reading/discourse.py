"""Recipients that the sentence around an event gives: "in a letter to P, Q asked", "he also asked"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from onrecord.model import EventMention, EventType, Parse

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

VERBAL: frozenset[EventType] = frozenset(
    {"REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE", "CONSULT"}
)
ADDRESSED = frozenset(
    "letter message call conversation email telegram cable note memo memorandum telephone phone talk meeting "
    "correspondence appeal missive exchange".split()
)
"""Nouns whose "to" or "with" names the one spoken to."""
ADDING = frozenset({"also", "further", "furthermore", "additionally", "again", "likewise"})
NEAR = 2
"""How many sentences back "also" can reach."""


def with_recipients(parse: Parse, events: Sequence[EventMention], cast: Cast) -> list[EventMention]:
    """The events, those of words with nobody addressed given whom their sentence, or the one before, addresses."""
    made: list[EventMention] = []
    for event in events:
        if event.type in VERBAL and not any(_is_somebody(cast, i) for i in event.recipients):
            found = _addressed(parse, event, cast) or _carried(parse, event, made, cast)
            if found:
                event = replace(event, recipients=found)
        made.append(event)
    return made


def _addressed(parse: Parse, event: EventMention, cast: Cast) -> tuple[int, ...]:
    """ "In his letter to P, Q asked ..." """
    verb = event.trigger if event.scope is None else event.scope
    for prep in parse.children(verb, "prep"):
        if prep.lower not in ("in", "during", "by"):
            continue
        for noun in parse.children(prep.i, "pobj"):
            if noun.lemma not in ADDRESSED:
                continue
            for to in parse.children(noun.i, "prep", "dative"):
                heads = [h for h in parse.children(to.i, "pobj") if to.lower in ("to", "with")]
                found = tuple(k for h in heads for k in _conjuncts(parse, h.i))
                if found and not _same(cast, found, event.actors):
                    return found
    return ()


def _is_somebody(cast: Cast, head: int) -> bool:
    mention = cast.who(head)
    return bool(mention.kind or mention.actor.country or mention.actor.sector or mention.actor.name)


def _conjuncts(parse: Parse, head: int) -> list[int]:
    found = [head]
    for other in parse.children(head, "conj"):
        found += _conjuncts(parse, other.i)
    return found


def _carried(parse: Parse, event: EventMention, before: Sequence[EventMention], cast: Cast) -> tuple[int, ...]:
    """ "He also asked ...": whom the same actor asked just before."""
    verb = event.trigger if event.scope is None else event.scope
    if not any(t.lower in ADDING for t in parse.children(verb, "advmod")):
        return ()
    for earlier in reversed(before):
        apart = parse.tokens[event.trigger].sent - parse.tokens[earlier.trigger].sent
        if apart > NEAR:
            break
        if earlier.type == event.type and earlier.recipients and _same(cast, earlier.actors, event.actors):
            return earlier.recipients
    return ()


def _same(cast: Cast, left: Sequence[int], right: Sequence[int]) -> bool:
    ids = {cast.who(i).actor.id for i in left} - {None}
    return bool(ids & {cast.who(i).actor.id for i in right})
