"""Whose act it is where its own clause says nothing: claims of responsibility, journeys, calls told of."""

from __future__ import annotations

from onrecord.knowledge.frames import words_of
from onrecord.reading import syntax
from onrecord.reading.entities.agreement import ARMED
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.slots import Slots

ARMED_SECTORS = ARMED | {"OPP"}
SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE"})
BANDED = frozenset({"LAB", "REL", "CRM"})
MORTAL = frozenset({"death", "bomb"})
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types of which several actors may be the whole company."""
FIRST = frozenset({"i", "we", "us", "me"})
NEAR = 6
"""Words between a "we" and the verb that tells whose it is, at most."""


class Owners:
    """Finds them for the matches of one text."""

    def __init__(self, grammar: Grammar, slots: Slots) -> None:
        self.g = grammar
        self.slots = slots

    def of(self, m: Match) -> tuple[int, ...]:
        """Heads of those whose act ``m`` is, or none."""
        found = self.on_errand(m) or self.answerable(m) or self.speaker(m) or self.signers(m)
        return found or (tuple(self.traveller(m)) if m.type == "CONSULT" and m.mode == "visit" else ())

    def signers(self, m: Match) -> tuple[int, ...]:
        """ "The treaty between Chad and Niger was signed": by those between whom it is."""
        if m.type not in MUTUAL or m.noun or not self.g.passive(m.trigger):
            return ()
        parties = [h for s in self.g.surface(m.trigger) for h in self.g.prep(s, "between")]
        cast = self.slots.cast
        known = [h for h in parties if cast is not None and cast.who(h).actor.country is not None]
        return tuple(known or [h for h in parties if self.slots.is_a(h, "AGENT")])

    def speaker(self, m: Match) -> tuple[int, ...]:
        """ "The rebel said the raid crossed a line, and accused Chad": a raid accuses nobody, the rebel does."""
        t = self.g.tokens[m.trigger]
        if m.noun or m.type not in SPEECH or t.dep != "conj" or self.g.parse.children(t.i, "nsubj", "nsubjpass"):
            return ()
        first = self.g.tokens[t.head]
        said = self.g.tokens[first.head]
        if first.dep != "ccomp" or said.lemma not in words_of("say") or t.tag not in ("VBD", "VBZ", "VBP"):
            return ()
        return tuple(h for h in self.g.surface(said.i) if self.slots.is_a(h, "AGENT"))

    def answerable(self, m: Match) -> tuple[int, ...]:
        """Who is "responsible for the attack", who "claimed responsibility for" it."""
        t = self.g.tokens[self.g.outer(m.trigger)]
        up = self.g.tokens[t.head]
        if not m.noun or m.type != "ASSAULT":
            return ()
        if up.lemma == "claim":
            return self.claimants(t.i, up.i)
        if t.dep != "pobj" or up.lower != "for":
            return ()
        word = self.g.tokens[up.head]
        above = self.g.tokens[word.head]
        if (
            word.lemma == "responsibility"
            and word.dep == "dobj"
            and above.lemma in ("claim", "admit", "accept", "bear")
        ):
            return () if self.g.parse.children(above.i, "neg") else tuple(self.owners(above.i))
        if word.lemma != "responsible":
            return ()
        if word.dep in ("amod", "acl") and above.pos in ("NOUN", "PROPN"):
            return (above.i,)
        return tuple(h for h in self.g.surface(word.i) if self.slots.is_a(h, "AGENT"))

    def claimants(self, act: int, verb: int) -> tuple[int, ...]:
        """ "The group claimed the bombing", "an attack claimed by the group": armed groups claim what they did."""
        if self.g.negated(verb):
            return ()
        if self.g.tokens[act].dep == "dobj":
            owners = self.owners(verb)
        elif act in self.g.logical_object(verb):
            owners = [h for h in self.g.agent(verb) if not syntax.is_nobody(self.g.parse, h)]
        else:
            owners = []
        return tuple(h for h in owners if self.slots.is_a(h, "ARMED") or self.slots.is_a(h, "ORG") or self.rebels(h))

    def rebels(self, h: int) -> bool:
        """Whether a group under arms may stand there; a name of which nothing is known may be one."""
        cast = self.slots.cast
        if cast is None:
            return False
        sector = cast.who(h).actor.sector
        return sector in ARMED_SECTORS or (sector is None and self.g.tokens[h].pos == "PROPN")

    def owners(self, verb: int) -> list[int]:
        """Subjects of a claim of responsibility; "no group" and "nobody" own nothing."""
        return [h for h in self.g.surface(verb) if not syntax.is_nobody(self.g.parse, h)]

    def on_errand(self, m: Match) -> tuple[int, ...]:
        """Who came for it: "flew to Cairo for talks with the minister"."""
        if m.type != "CONSULT" or not m.noun or m.light is not None:
            return ()
        t = self.g.tokens[self.g.outer(m.trigger)]
        up = self.g.tokens[t.head]
        verb = self.g.tokens[up.head]
        if t.dep != "pobj" or verb.pos not in VERBAL:
            return ()
        if (
            up.lower in ("in", "during", "at", "on")
            and verb.lemma in words_of("said_there")
            and self.one_of_many(m, t.i)
        ):
            return tuple(h for h in self.g.surface(verb.i) if h not in m.recipients and self.slots.is_a(h, "AGENT"))
        if up.lower not in ("for", "after", "during", "in"):
            return ()
        if up.lower != "for" and verb.lemma not in words_of("reach_out"):
            return ()
        return tuple(h for h in self.g.surface(verb.i) if h not in m.recipients and self.slots.is_a(h, "AGENT"))

    def menaces(self, m: Match) -> bool:
        """ "threatened the nun with death", "the raid will not go unanswered", a truce: force makes it everybody's."""
        if m.type != "THREATEN":
            ended = m.objects if m.type == "RETREAT" and not m.noun else ()
            ended = tuple(h for h in ended if h in self.g.surface(m.trigger))  # "the siege ended"
            marched = m.actors if m.type == "RETREAT" and m.mode == "withdraw" else ()
            if any(self.slots.is_a(a, "TROOPS") or self.slots.is_a(a, "FORCEN") for a in marched):
                return True  # "the carrier left the Gulf"
            return m.mode == "ceasefire" or any(self.slots.is_a(h, "PUBLICTHING") for h in ended)
        preps = [k.i for k in self.g.parse.children(m.trigger, "prep") if k.lower in ("with", "at")]
        held = [o.i for i in preps for o in self.g.parse.children(i, "pobj")]
        if not MORTAL.isdisjoint(m.frame.words) or any(self.banded(a) for a in m.actors):
            return True
        return any(self.g.tokens[h].lemma in words_of("menace") for h in (*held, *m.objects, *m.recipients))

    def banded(self, h: int) -> bool:
        """A union, a church, a gang: not public by itself, and its threats are heard all the same."""
        who = self.slots.cast.who(h).actor if self.slots.cast is not None else None
        return who is not None and who.sector in BANDED and not (who.id or "").startswith("person:")

    def traveller(self, m: Match) -> list[int]:
        """Who is "on a trip to Oman"."""
        t = self.g.tokens[self.g.outer(m.trigger)]
        up = self.g.tokens[t.head]
        if not m.noun or t.dep != "pobj" or up.lower != "on":
            return []
        return [h for h in self.g.surface(up.head) if h not in m.recipients]

    def one_of_many(self, m: Match, noun: int) -> bool:
        """ "In a call with the premier, the governor said": who says so was on it; of "the talks" only he may know."""
        below = self.g.parse.children(noun, "det", "poss")
        return bool(m.recipients) and all(k.lower in ("a", "an") for k in below)

    def voice(self, h: int) -> list[int]:
        """Who says "we": the spokesman of "We condemn the raid, a spokesman said"; no pronouns."""
        if self.g.tokens[h].lower not in FIRST:
            return []
        for up in self.g.parse.ancestors(h)[:NEAR]:
            if up.lemma in words_of("say") and up.pos in VERBAL:
                found = [s for s in self.g.surface(up.i) if self.g.tokens[s].pos != "PRON"]
                if found:
                    return found
        return []
