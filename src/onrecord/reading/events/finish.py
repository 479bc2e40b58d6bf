"""Match -> EventMention: who can act, how salient the event is, what contexts its words give."""

from __future__ import annotations

from onrecord.knowledge.cameo import codes
from onrecord.knowledge.frames import is_unframed, words_of
from onrecord.knowledge.plover import context_words
from onrecord.model import EventMention
from onrecord.reading.events.backward import Backward
from onrecord.reading.events.genre import Genre
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.parties import Parties
from onrecord.reading.events.plausible import Plausible
from onrecord.reading.events.senses import Senses
from onrecord.reading.events.sieve import Sieve
from onrecord.reading.events.slots import Slots

MIN_SCORE = 0.2
FAR = 9
"""Words between an event noun and its verb, at most, that are quoted together."""
PASSING = frozenset({"since", "before", "after", "until", "as", "when", "while", "once"})


ANYBODY = frozenset({"anyone", "anybody", "someone", "somebody", "everyone", "everybody", "one", "you", "whoever"})


class Finisher:
    """Turns composed matches of one text into mentions."""

    def __init__(self, grammar: Grammar, slots: Slots, genre: Genre) -> None:
        self.g = grammar
        self.slots = slots
        self.parties = Parties(grammar, slots)
        self.sieve = Sieve(grammar, slots, self.parties, genre)
        self.senses = Senses(grammar, slots, genre)
        self.plausible = Plausible(grammar, slots, self.sieve)
        self.backward = Backward(grammar, slots.cast)

    def mentions(self, matches: list[Match]) -> tuple[EventMention, ...]:
        """Mentions in text order."""
        found: list[EventMention] = []
        told: set[str] = set()
        for m in sorted(matches, key=lambda m: m.trigger):
            self.senses.settle(m)
            actors = self.parties.actors(m)
            recipients = self.parties.recipients(m, actors)
            if not self.parties.political(m, actors, recipients) or self.figurative(m) or self.generic(m, actors):
                continue
            if self.general(m, actors, recipients) or self.sieve.remark(m, (*actors, *recipients)):
                continue
            if self.sieve.attack_in_words(m, actors, recipients) or self.sieve.state_protest(m, actors):
                m.type, m.mode, m.cameo = "ACCUSE", "disapprove", "111"
            if is_unframed(m.frame.id) and self.nobody_acts(m, actors, recipients):
                continue  # of words that no frame knows too little would be told
            if self.senses.drops(m, actors) or self.sieve.drops(m, actors, recipients):
                continue
            actors = self.senses.somebody(actors)
            if self.plausible.rejects(m, actors, recipients):
                continue
            if self.bare(m, actors, recipients) or (self.anaphoric(m, actors, recipients) and m.type in told):
                continue
            told.add(m.type)
            recipients = recipients or self.backward.doers(m, actors, found)
            score = self.score(m, actors, recipients)
            if score < MIN_SCORE:
                continue
            near = m.light is not None and abs(m.light - m.trigger) <= FAR
            words = [*m.words, *([m.light] if near and m.light is not None else [])]
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

    def nobody_acts(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """Whether no people, state, body or armed force is a party, or the subject is something that cannot act."""
        classes = ("PERSON", "AGENT", "STATE", "GPE", "ARMED", "PUBLIC")
        if not any(self.slots.is_a(h, c) for h in (*actors, *recipients) for c in classes):
            return True
        if m.type == "PROTEST" and not m.noun and not actors:
            return True
        verb = m.light if m.noun else m.trigger
        return not actors and verb is not None and not self.g.passive(verb) and bool(self.g.surface(verb))

    def bare(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """A noun with nobody beside it, in passing ("amid the violence"), is no statement of an event."""
        if not m.noun or actors or recipients:
            return False
        if m.light is not None:
            return (self.in_passing(m) and not self.come_as(m)) or self.nowhere(m) or self.the_war(m)
        return self.g.tokens[self.g.outer(m.trigger)].dep != "ROOT" and not self.toll(m) and not self.news(m)

    def news(self, m: Match) -> bool:
        """ "Protests were reported in six towns", "a rally drew thousands", "the march was called off"."""
        t = self.g.tokens[self.g.outer(m.trigger)]
        if t.dep not in ("nsubj", "nsubjpass", "attr"):
            return False
        if m.type == "ASSAULT" and t.dep == "attr":  # "there was no shooting that night"
            return bool(self.g.parse.children(t.head, "expl"))
        if m.type != "PROTEST":
            return m.mode in ("curfew", "martial-law")  # "a curfew is in force"
        verb = self.g.tokens[t.head]
        return t.dep == "attr" if verb.lemma == "be" else verb.lemma in words_of("news_of_protest")

    def toll(self, m: Match) -> bool:
        """ "the number of dead in the bombing", "the death toll from the blasts": news of the act."""
        if m.type != "ASSAULT":
            return False
        i = m.trigger
        for _ in range(4):
            t = self.g.tokens[i]
            if t.lemma in words_of("toll") or any(
                self.g.tokens[o].lemma in words_of("toll") for o in self.g.prep(i, "of")
            ):
                return True
            if t.dep not in ("pobj", "prep", "nmod", "acl", "amod") or t.head == i:
                return False
            i = t.head
        return False

    def anaphoric(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """ "the attack" with nobody beside it repeats what the text has told."""
        if not m.noun or (m.light is not None and not self.in_passing(m)):
            return False
        if m.harmed:
            return False  # "the raids came at dawn and killed nine"
        if self.come_as(m):
            return bool(self.g.parse.children(m.trigger, "det", "poss"))
        if actors or recipients or self.toll(m):
            return False
        return any(
            k.lower in ("the", "this", "these", "those", "that", "such", "its", "their")
            for k in self.g.parse.children(m.trigger)
        )

    def the_war(self, m: Match) -> bool:
        """ "escalate the conflict", "support this war": whose and where is told elsewhere, if at all."""
        known = any(k.lower in ("the", "this", "that") for k in self.g.parse.children(m.trigger, "det"))
        return known and m.type == "ASSAULT" and self.g.tokens[m.trigger].lemma in words_of("lasting")

    def nowhere(self, m: Match) -> bool:
        """ "clashes were still going on", "the war ends": violence of nobody at no place, begun or ended."""
        light = self.slots.light(m.trigger)
        if m.type != "ASSAULT" or light is None or light.role != "occur":
            return False
        if self.g.tokens[light.verb].lemma not in words_of("aspect_of_event"):
            return False
        below = [self.g.tokens[i] for i in self.g.parse.subtree(m.trigger)]
        near = [*(t for t in below if t.dep == "prep"), *self.g.parse.children(light.verb, "prep")]
        if any(k.lower == "between" for k in near):
            return False
        return not any(o.ent in ("GPE", "LOC", "FAC") for k in near for o in self.g.parse.children(k.i, "pobj"))

    def figurative(self, m: Match) -> bool:
        """ "called the remarks a war on the faithful", "the law is an attack on the press": a judgement."""
        if not m.noun or m.type != "ASSAULT":
            return False
        t = self.g.tokens[self.g.outer(m.trigger)]
        up = self.g.tokens[t.head]
        if t.dep == "oprd":
            judged = self.g.direct(up.i) or self.g.surface(up.i)
        elif t.dep == "pobj" and up.lower == "as":
            verb = self.g.tokens[up.head]
            judged = self.g.logical_object(verb.i) if verb.lemma in words_of("judge") else []
        elif t.dep == "attr" and up.lemma == "be":
            judged = self.g.surface(up.i)
        else:
            return False
        return any(self.slots.is_a(j, "WORDS") for j in judged)

    def generic(self, m: Match, actors: tuple[int, ...]) -> bool:
        """ "Subjecting an employee to abuse is banned": a gerund as subject, done by nobody, tells no act."""
        if m.noun or actors:
            return False
        i = m.trigger
        for _ in range(6):
            t = self.g.tokens[i]
            if t.dep in ("csubj", "csubjpass"):
                return t.tag == "VBG"
            if t.dep not in ("xcomp", "conj", "pcomp", "prep") or t.head == i:
                return False
            i = t.head
        return False

    def general(self, m: Match, actors: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
        """A remark on how things are: "wars kill children", "anyone who attacks us", "should states ban it?".

        Where a name stands among the parties something definite may be told, and it stays.
        """
        if any(self.parties.is_name(h) for h in (*actors, *recipients)):
            return False
        if m.noun and m.light is None and recipients and not actors and all(self.any_such(r) for r in recipients):
            return True  # "condemned violence against all civilians"
        verb = self.g.tokens[m.trigger if m.light is None else m.light]
        sentence = self.g.parse.sentence_of(verb.i)
        asked = self.g.tokens[sentence.last - 1].text == "?"
        if not actors and not asked:
            subjects = [] if m.noun or self.g.passive(verb.i) else self.g.surface(verb.i)
            return verb.tag == "VBP" and bool(subjects) and all(self.bare_plural(h) for h in subjects)
        lasts = m.noun and verb.lemma == "be"  # "the town is under attack": now, not always
        timeless = verb.tag in ("VBP", "VBZ", "VB") and not lasts and not self.g.parse.children(verb.i, "neg")
        if verb.tag == "VBP" and verb.lemma in words_of("same_past"):
            return False  # "villagers beat him to death": the past has no ending of its own
        if not timeless:
            return asked and all(self.anybody(a) or self.bare_plural(a) for a in actors)
        aux = {k.lower for k in self.g.parse.children(verb.i, "aux")}
        if aux & {"will", "shall", "'ll", "to", "did"}:
            return False
        return asked or all(self.anybody(a) or (not aux and self.bare_plural(a)) for a in actors)

    def anybody(self, i: int) -> bool:
        """ "anyone", "one", "any state", "such attacks": nobody in particular."""
        t = self.g.tokens[i]
        if t.lower in ANYBODY:
            return True
        return any(k.lower in ("any", "every", "such", "whatever", "whichever") for k in self.g.parse.children(i))

    def any_such(self, i: int) -> bool:
        """ "all civilians", "any state"."""
        return any(k.lower in ("all", "any", "every") for k in self.g.parse.children(i, "det", "predet"))

    def bare_plural(self, i: int) -> bool:
        """ "wars", "young men": a plural without article, number or any word that says which."""
        t = self.g.tokens[i]
        if t.tag != "NNS" or (t.text[:1].isupper() and t.i != self.g.parse.sentence_of(i).first):
            return False
        return not any(
            k.dep in ("det", "poss", "nummod", "relcl", "acl", "prep") or k.pos == "PROPN" or k.ent
            for k in self.g.parse.children(i)
        )

    def in_passing(self, m: Match) -> bool:
        """ "since the war began", "as the war goes on", "the visit comes as ...": a time or a link, not news of it."""
        light = self.slots.light(m.trigger)
        if light is None or light.role != "occur":
            return False
        t = self.g.tokens[light.verb]
        marks = {k.lower for k in self.g.parse.children(light.verb, "mark", "advmod")}
        return self.come_as(m) or (t.dep in ("advcl", "pcomp") and bool(marks & PASSING)) or t.dep == "pcomp"

    def come_as(self, m: Match) -> bool:
        """ "The sanctions come as ...", "The attack came a day after ...": what was told before."""
        if m.light is None:
            return False
        t = self.g.tokens[m.light]
        return t.lemma in ("come", "follow") and bool(
            self.g.parse.children(m.light, "advcl") or self.g.parse.children(m.light, "prep", "npadvmod")
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
