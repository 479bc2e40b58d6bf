"""Whose deed is judged where the deed alone is named: "Rebels shelled the port ... condemned the attack"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.knowledge.frames import words_of
from onrecord.model import EventMention
from onrecord.reading.events.grammar import Grammar
from onrecord.reading.events.match import Match

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

JUDGING = {
    "ACCUSE": frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "REJECT", "RETREAT"}),
    "SUPPORT": frozenset({"RETREAT", "AID", "AGREE", "COOPERATE", "CONSULT", "SANCTION", "MOBILIZE", "REJECT"}),
}
"""Types that judge a deed, and types of the deeds that "the decision", "the move" takes up there."""
BACK = {"ACCUSE": 0, "SUPPORT": 2}
"""Sentences before a judgement in which the deed is looked for. Blame looks in its own alone: with the doers of a
sentence before among its parties a claim of blame is linked where it does not belong."""
POINTING = frozenset({"the", "this", "that", "these", "those", "such"})


class Backward:
    """Finds them among the mentions that stand before."""

    def __init__(self, grammar: Grammar, cast: Cast | None) -> None:
        self.g = grammar
        self.cast = cast

    def doers(self, m: Match, actors: tuple[int, ...], before: Sequence[EventMention]) -> tuple[int, ...]:
        """Heads of those whose deed ``m`` judges; none where the nearest deed of the kind has no doer or is his own."""
        if m.type not in JUDGING or m.noun:
            return ()
        for deed in self.deeds(m):
            kinds = self.kinds(deed, m.type)
            low = self.g.tokens[deed].sent - BACK[m.type]
            near = (e for e in reversed(before) if e.trigger < deed and self.g.tokens[e.trigger].sent >= low)
            done = next((e for e in near if e.type in kinds), None)
            if done is not None:
                return () if self.same(done.actors, actors) else done.actors
        return ()

    def deeds(self, m: Match) -> list[int]:
        """Definite nouns for deeds that ``m`` is about, with nothing behind them that tells which."""
        heads = (*m.objects, *m.recipients, *self.g.direct(m.trigger))
        return [
            h for h in dict.fromkeys(heads)
            if self.g.tokens[h].pos == "NOUN" and self.kinds(h, m.type)
            and any(k.lower in POINTING for k in self.g.parse.children(h, "det"))
            and not self.g.parse.children(h, "prep", "relcl", "acl", "poss", "agent")
        ]  # fmt: skip

    def kinds(self, h: int, judged: str) -> frozenset[str]:
        """Types of what a noun may take up."""
        lemma = self.g.tokens[h].lemma
        if lemma in words_of("some_deed"):
            return JUDGING[judged]
        found = {kind for kind in ("ASSAULT", "SANCTION", "COERCE", "MOBILIZE", "RETREAT", "THREATEN")
                 if lemma in words_of(f"deed_{kind.lower()}")}  # fmt: skip
        return frozenset(found)

    def same(self, some: tuple[int, ...], others: tuple[int, ...]) -> bool:
        """Whether nobody is known among ``some`` or one of ``others`` is of them."""
        if not some or self.cast is None:
            return True
        ids = {self.cast.who(h).actor.id for h in others} - {None}
        lands = {self.cast.who(h).actor.country for h in others} - {None}
        who = [self.cast.who(h).actor for h in some]
        return any(a.id in ids or (a.country is not None and a.country in lands) for a in who)
