"""What kind of text it is: in sport and in columns of opinion words of war and politics seldom mean what they say."""

from __future__ import annotations

import re

from msgspec import Struct

from onrecord.knowledge.frames import words_of
from onrecord.model import Parse

SPORT_SHARE = 0.0135
"""Share of words of sport among all words from which a report is one of sport. 500 reports of 2024: those above are
reports of sport all but one (a concert tour), those between 0.010 and this are half of them politics."""
ARMED_SHARE = 0.02
"""Share of words of war and violence from which figures of speech for a fight may be fights."""
LABOUR_SHARE = 0.01
"""Share of words of work and wages from which a strike is one of workers. 500 reports of 2024: the one that lies above
and speaks of strikes is about dockworkers; reports of air strikes lie below 0.007."""
COLUMN = re.compile(r"^(?:opinion|op-ed|comment|commentary|editorial|column)\b", re.IGNORECASE)
DISCLAIMER = re.compile(r"\b(?:views|opinions) expressed (?:here|in this \w{1,12}) (?:are|is)\b|\bmore opinion\b", re.I)


class Genre(Struct, frozen=True, gc=False):
    """What a report is full of."""

    sport: bool
    opinion: bool
    armed: bool
    labour: bool = False


def genre_of(parse: Parse, title: str | None = None) -> Genre:
    """The genre of one report by its words, its title and what stands below columns of opinion."""
    count = max(1, sum(t.pos != "PUNCT" for t in parse.tokens))
    sport = sum(sport_weight(t.lower) for t in parse.tokens)
    arms = words_of("arms")
    armed = sum(t.lemma in arms or t.lower in arms for t in parse.tokens)
    opinion = bool(title and COLUMN.match(title)) or DISCLAIMER.search(parse.text) is not None
    labour = sum(t.lower in words_of("labour") for t in parse.tokens)
    return Genre(
        sport=sport >= SPORT_SHARE * count and sport >= 2.0,
        opinion=opinion,
        armed=armed >= ARMED_SHARE * count,
        labour=labour >= LABOUR_SHARE * count and labour >= armed,
    )


def sport_weight(word: str) -> float:
    """How much one word speaks for sport: 1, a third, nothing."""
    if word in words_of("sport"):
        return 1.0
    return 1 / 3 if word in words_of("sport_often") else 0.0


def is_sport_sentence(parse: Parse, i: int) -> bool:
    """Whether the sentence of token ``i`` is about sport: a word of it that means nothing else stands there."""
    sentence = parse.sentence_of(i)
    return any(t.lower in words_of("sport") for t in parse.tokens[sentence.first : sentence.last])


def labour_sentence(parse: Parse, i: int) -> bool:
    """Whether a word of work and wages stands in the sentence of token ``i``."""
    sentence = parse.sentence_of(i)
    return any(t.lower in words_of("labour") for t in parse.tokens[sentence.first : sentence.last])


def armed_sentence(parse: Parse, i: int, own: frozenset[int]) -> bool:
    """Whether a word of war or violence besides ``own`` stands in the sentence of token ``i``."""
    sentence = parse.sentence_of(i)
    arms = words_of("arms")
    return any(
        (t.lemma in arms or t.lower in arms) and t.i not in own for t in parse.tokens[sentence.first : sentence.last]
    )
