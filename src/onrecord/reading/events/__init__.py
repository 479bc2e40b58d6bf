"""Parse -> event mentions: every political event of a text with type, mode, contexts, code and argument heads.

Frames of ``knowledge/data/frames-*.tsv`` decide; what hangs together (the act inside a promise, one act told twice) is
composed afterwards.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from onrecord.model import EventMention, Parse
from onrecord.reading.events.compose import Composer
from onrecord.reading.events.finish import Finisher
from onrecord.reading.events.fold import Folder
from onrecord.reading.events.genre import genre_of
from onrecord.reading.events.grammar import Grammar
from onrecord.reading.events.match import Match, Matcher
from onrecord.reading.events.slots import Slots
from onrecord.reading.events.unframed import Unframed, with_more

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast
    from onrecord.reading.glance import Glance

__all__ = ["find_events"]


def find_events(
    parse: Parse, *, cast: Cast | None = None, title: str | None = None, glance: Glance | None = None
) -> tuple[EventMention, ...]:
    """Every political event of ``parse``, in text order.

    ``cast`` (who stands for whom) sharpens the choice between frames and is optional; so is ``glance``, the network's
    word on acts that no frame knows. Argument tokens are heads of noun
    phrases, conjuncts each for itself. ``title`` tells columns of opinion from reports. ``score`` (0 to
    1) ranks: main clauses with actor and recipient first.
    """
    grammar = Grammar(parse)
    slots = Slots(grammar, cast)
    matcher = Matcher(grammar, slots)
    finisher = Finisher(grammar, slots, genre_of(parse, title))

    def mentions(matches: list[Match]) -> tuple[EventMention, ...]:
        matches = Composer(grammar, slots, matches).run()
        return finisher.mentions(Folder(grammar, slots, matches).run())

    framed = matcher.all()
    heard = Unframed(grammar, matcher, glance).beside(framed) if glance is not None else []
    if not heard:
        return mentions(framed)
    both = [*map(copy, framed), *heard]  # matches are reshaped where they are composed
    return with_more(mentions(framed), mentions(sorted(both, key=lambda m: m.trigger)))
