"""Acts that no frame knows, where the network is sure of one: "nurses walked off the wards".

The network gives the type; who did it to whom is read from the grammar as the frames do, from the places that
``unframed_slots.tsv`` names for the type. What the frames have read stays as they read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.frames import Frame, is_unframed, unframed, words_of
from onrecord.model import EventMention, Token
from onrecord.models.acts import TYPES
from onrecord.reading.attribution.cues import noun_cue, verb_cue
from onrecord.reading.events.grammar import Grammar
from onrecord.reading.events.match import Match, Matcher

if TYPE_CHECKING:
    from onrecord.reading.glance import Glance

SURE = 0.6
"""The probability of its type from which an act is read."""
PARTS = frozenset({"dobj", "pobj", "prep", "xcomp", "attr", "oprd", "compound", "amod", "prt", "dative", "acomp"})
"""What belongs to one telling of an act: of "voiced its displeasure" either word, not both."""


def with_more(framed: tuple[EventMention, ...], all_: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    """``framed`` as they are, and of ``all_`` the network's where none of them stands, in text order.

    What is composed with the network's matches may lose an act of the frames to them; the frames are right more often.
    """
    taken = {i for m in framed for i in (m.trigger, m.scope, *range(m.first, m.last))}
    more = [m for m in all_ if is_unframed(m.frame) and m.trigger not in taken]
    return tuple(sorted([*framed, *more], key=lambda m: m.trigger))


class Unframed:
    """Finds the acts of one text that its frames left out."""

    def __init__(self, grammar: Grammar, matcher: Matcher, glance: Glance) -> None:
        self.g = grammar
        self.matcher = matcher
        self.glance = glance

    def beside(self, matches: list[Match]) -> list[Match]:
        """What the network adds to ``matches``, the surest first."""
        taken: dict[int, str] = {i: m.type for m in matches for i in (*m.words, m.light, m.trigger) if i is not None}
        added = []
        for chance, i, frame in sorted(self.heard(taken), key=lambda found: (-found[0], found[1])):
            if any(taken.get(k) == frame.type for k in self.telling(i)):
                continue
            t = self.g.tokens[i]
            match = self.matcher.fill(frame, t, [i])
            match.score = chance
            added.append(match)
            taken[i] = frame.type
        return added

    def heard(self, taken: dict[int, str]) -> list[tuple[float, int, Frame]]:
        """Words outside ``taken`` that name an act, by the network: how sure it is, the word, the frame of its type."""
        found = []
        for t in self.g.tokens:
            if t.pos not in ("VERB", "NOUN") or t.i in taken:
                continue
            form = self.matcher.form(t)
            chances = self.glance.act(t.start)
            if chances is None or form not in ("v", "n"):
                continue
            best = int(chances[1:].argmax())
            if chances[best + 1] < SURE or self.to_the_press(t.i) or self.matcher.excluded(t, form, TYPES[best]):
                continue
            if t.lemma in words_of("toll"):
                continue  # "Haniyeh's death": what came of an act, and whose it was
            if form == "v" and any(k in taken for k in self.g.logical_subject(t.i)):
                continue  # "the strike closed the port": what an act does is told with it
            if TYPES[best] != "REJECT" or not self.denial(t):
                found.append((float(chances[best + 1]), t.i, unframed(TYPES[best], form, t.lemma)))
        return found

    def denial(self, t: Token) -> bool:
        """What somebody denies is a claim with that status, and no act of his."""
        cue = verb_cue(self.g.parse, t) or noun_cue(t)
        return cue is not None and cue.stance == "denies"

    def to_the_press(self, i: int) -> bool:
        """ "Did not respond to requests for comment": between a reporter and who was asked."""
        return any(self.g.tokens[k].lemma == "comment" for k in self.g.parse.subtree(i))

    def telling(self, i: int) -> set[int]:
        """The word, and the words above and below it that tell the same act with it."""
        near = {i}
        at = i
        for _ in range(2):
            t = self.g.tokens[at]
            if t.dep not in PARTS:
                break
            at = t.head
            near.add(at)
        below = [i]
        for _ in range(2):
            below = [k.i for b in below for k in self.g.parse.children(b) if k.dep in PARTS]
            near.update(below)
        return near
