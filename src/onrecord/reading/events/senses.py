"""Words whose sense the rest of the report decides: strikes of workers and of bombers, names made of verbs, powers."""

from __future__ import annotations

from onrecord.knowledge.frames import words_of
from onrecord.reading import syntax
from onrecord.reading.events.genre import Genre, armed_sentence, labour_sentence
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.slots import Slots

NOBODIES = frozenset({"nobody", "none", "no-one", "one"})
TITLE_CASE = 0.7
"""Share of capitals among the words of a sentence from which it is a headline written in capitals."""
HAVING = frozenset({"have", "hold", "retain", "lack", "lose", "need", "be", "with", "give", "grant"})
"""Words with which somebody has a power, or is given one."""


class Senses:
    """Judges the matches of one text by what the text is about."""

    def __init__(self, grammar: Grammar, slots: Slots, genre: Genre) -> None:
        self.g = grammar
        self.slots = slots
        self.genre = genre

    def settle(self, m: Match) -> None:
        """A strike is of workers where the report speaks of unions and pay, of arms where it speaks of arms."""
        if m.frame.words[m.frame.head] != "strike" or len(m.frame.words) > 1:
            return
        at_work = labour_sentence(self.g.parse, m.trigger) or self.genre.labour
        own = frozenset(m.words) | ({m.light} if m.light is not None else set())
        if m.type == "ASSAULT" and self.genre.labour and not armed_sentence(self.g.parse, m.trigger, own):
            m.type, m.mode, m.cameo = "PROTEST", "strike", "143"
        elif m.type == "PROTEST" and not m.noun and not at_work and (self.genre.armed or self.at_a_place(m)):
            m.type, m.mode, m.cameo = "ASSAULT", None, "190"

    def at_a_place(self, m: Match) -> bool:
        """ "to strike at Israel", "struck deep inside Sudan": who strikes from work does not do so at a country."""
        hit = [h for name in ("at", "into", "inside", "across") for h in self.g.prep(m.trigger, name)]
        return any(self.g.tokens[h].ent in ("GPE", "NORP") for h in hit)

    def drops(self, m: Match, actors: tuple[int, ...]) -> bool:
        """Whether ``m`` is a name, a power that is only had, or done by nobody."""
        return self.named(m) or self.able(m) or self.by_nobody(m, actors) or self.died(m) or self.stopped(m)

    def named(self, m: Match) -> bool:
        """ "the song Save The Harbour": a verb amid words with capitals is part of a name."""
        t = self.g.tokens[m.trigger]
        cast = self.slots.cast
        if t.pos == "PROPN" and cast is not None and cast.who(t.i).actor.name is not None:
            return True  # "the Border Patrol"
        if t.pos not in VERBAL or not t.text[:1].isupper() or t.text.isupper():
            return False
        sentence = self.g.parse.sentence_of(t.i)
        if t.i == sentence.first:
            return False
        words = [w for w in self.g.tokens[sentence.first : sentence.last] if w.text[:1].isalpha()]
        if sum(w.text[:1].isupper() for w in words) >= TITLE_CASE * len(words):
            return False
        before, after = self.g.tokens[t.i - 1], self.g.tokens[min(t.i + 1, sentence.last - 1)]
        if before.pos == "PUNCT":  # the first word of a quotation
            return False
        return after.text[:1].isupper() or (before.i > sentence.first and before.text[:1].isupper())

    def able(self, m: Match) -> bool:
        """ "has the power to suspend the law": what somebody may do is not told to be done."""
        t = self.g.tokens[m.light if m.light is not None else m.trigger]
        if t.dep not in ("acl", "relcl", "xcomp") or not self.g.has_kid(t.i, "aux", "to"):
            return False
        noun = self.g.tokens[t.head]
        if noun.lemma not in words_of("power"):
            return False
        return self.g.tokens[noun.head].lemma in HAVING

    def stopped(self, m: Match) -> bool:
        """ "suspended the deployment", "halted the build-up": nobody moves; "allowed ships to pass": nor yet."""
        if m.type == "MOBILIZE" and not m.noun and self.g.has_kid(m.trigger, "aux", "to"):
            t = self.g.tokens[m.trigger]
            return t.dep in ("ccomp", "xcomp") and self.g.tokens[t.head].lemma in words_of("permit")
        if m.type != "MOBILIZE" or not m.noun or m.light is None:
            return False
        return self.g.tokens[m.light].lemma in words_of("stopping")

    def died(self, m: Match) -> bool:
        """ "Four people had died": of violence where the report is full of it and nothing else killed them."""
        words = ("die", "perish")
        if (
            m.noun
            or len(m.frame.words) > 1  # "the fighting died down"
            or m.frame.words[0] not in words
            or any(n.slots != ("subj",) for n in m.frame.needs if not n.negative)
        ):
            return False
        counted = [h for h in self.g.surface(m.trigger) if self.counted(h)]
        sentence = self.g.parse.sentence_of(m.trigger)
        near = self.g.tokens[sentence.first : sentence.last]
        other = words_of("ACCIDENT") | words_of("DISEASE") | words_of("hardship")
        return not counted or not self.genre.armed or any(t.lemma in other for t in near)

    def counted(self, h: int) -> bool:
        """Whether a figure counts those at ``h``."""
        t = self.g.tokens[h]
        return t.ent == "CARDINAL" or any(k.pos == "NUM" or k.ent == "CARDINAL" for k in self.g.parse.children(h))

    def by_nobody(self, m: Match, actors: tuple[int, ...]) -> bool:
        """ "Nobody told them to leave": what no one does is not done, and no one's denial of it.

        That no troops crossed and that nobody shot at the bus denies an act of force, and is told.
        """
        if any(syntax.is_nobody(self.g.parse, r) for r in m.recipients) and self.g.modal(m.trigger) == "must":
            return True  # "no one should be held hostage": a wish
        if not actors or not all(syntax.is_nobody(self.g.parse, a) for a in actors):
            return False
        unarmed = not any(self.slots.is_a(a, "TROOPS") or self.slots.is_a(a, "ARMED") for a in actors)
        return not (m.type in ("MOBILIZE", "ASSAULT", "COERCE", "THREATEN") and (m.recipients or not unarmed))

    def somebody(self, actors: tuple[int, ...]) -> tuple[int, ...]:
        """``actors`` without the "nobody" of "nobody fired at the bus"."""
        return tuple(a for a in actors if self.g.tokens[a].lower not in NOBODIES)
