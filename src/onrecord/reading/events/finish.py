"""Match -> EventMention: who can act, how salient the event is, what contexts its words give."""

from __future__ import annotations

from onrecord.knowledge.cameo import codes
from onrecord.knowledge.frames import words_of
from onrecord.knowledge.plover import context_words
from onrecord.model import EventMention
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.parties import Parties
from onrecord.reading.events.slots import Slots

MIN_SCORE = 0.2


class Finisher:
    """Turns composed matches of one text into mentions."""

    def __init__(self, grammar: Grammar, slots: Slots) -> None:
        self.g = grammar
        self.slots = slots
        self.parties = Parties(grammar, slots)

    def mentions(self, matches: list[Match]) -> tuple[EventMention, ...]:
        """Mentions in text order."""
        found = []
        told: set[str] = set()
        for m in sorted(matches, key=lambda m: m.trigger):
            actors = self.parties.actors(m)
            recipients = self.parties.recipients(m, actors)
            if not self.parties.political(m, actors, recipients):
                continue
            if self.bare(m, actors, recipients) or (self.anaphoric(m, actors, recipients) and m.type in told):
                continue
            told.add(m.type)
            score = self.score(m, actors, recipients)
            if score < MIN_SCORE:
                continue
            words = [*m.words, *([m.light] if m.light is not None else [])]
            found.append(
                EventMention(
                    trigger=m.trigger,
                    first=min(words),
                    last=max(words) + 1,
                    type=m.type,
                    mode=m.mode,
                    cameo=m.cameo,
                    contexts=self.contexts(m),
                    actors=actors,
                    recipients=recipients,
                    objects=self.parties.objects(m, actors, recipients),
                    scope=m.light,
                    speech=m.speech,
                    frame=m.frame.id,
                    score=round(score, 3),
                )
            )
        return tuple(found)

    def bare(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """A noun with nobody beside it, in passing ("amid the violence"), is no statement of an event."""
        if not m.noun or actors or recipients or m.light is not None:
            return False
        return self.g.tokens[self.g.outer(m.trigger)].dep != "ROOT"

    def anaphoric(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "the attack" with nobody beside it repeats what the text has told."""
        if not m.noun or actors or recipients or m.light is not None:
            return False
        return any(
            k.lower in ("the", "this", "these", "those", "that", "such", "its", "their")
            for k in self.g.parse.children(m.trigger)
        )

    def score(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> float:
        """Salience: tuned on the development half of the PLOVER gold records."""
        score = m.score - 0.04 * self.clauses(m.light if m.light is not None else m.trigger)
        if m.noun and m.light is None:
            score -= 0.25
        if not actors:
            score -= 0.1
        if not recipients:
            score -= 0.05
        return max(0.0, min(1.0, score))

    def clauses(self, i: int) -> int:
        """How deep the clause is; what is said, begun or planned counts as main."""
        n = 0
        for _ in range(30):
            t = self.g.tokens[i]
            if t.head == i:
                return n
            up = self.g.tokens[t.head]
            if t.dep in ("relcl", "advcl", "acl", "pcomp"):
                n += 2
            elif (t.dep == "ccomp" and up.lemma not in words_of("say")) or (t.dep == "conj" and up.pos in VERBAL):
                n += 1
            i = up.i
        return n

    def contexts(self, m: Match) -> tuple[str, ...]:
        """Contexts from the words of the event and its arguments, and from the code."""
        table = context_words()
        near = set(m.words)
        for h in (*m.objects, *m.actors, *m.recipients):
            near.add(h)
            near.update(k.i for k in self.g.parse.children(h, "compound", "amod", "nmod"))
        near.update(k.i for k in self.g.parse.children(m.trigger, "compound", "amod", "nmod"))
        if m.speech is not None and m.speech != m.trigger:
            near.update(self.g.parse.subtree(m.speech)[:25])
        found = [c for i in sorted(near) for c in table.get(self.g.tokens[i].lemma, ())]
        code = codes().get(m.cameo or "")
        if code is not None:
            found.extend(code.contexts)
        return tuple(dict.fromkeys(found))
