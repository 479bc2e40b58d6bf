"""One act told twice is one event: "carried out strikes, killing 37", "killed when a drone hit", "lift sanctions"."""

from __future__ import annotations

from onrecord.knowledge.frames import words_of
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.slots import Slots

SPEAKING = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "AGREE", "REJECT", "THREATEN"})


MERGED = 4
"""Words that tell one act in one sentence, at most."""
CLIMB = 6
"""Words from the noun of a visit up to the verb of the same visit, at most."""
WITHIN = frozenset({"in", "during"})


class Folder:
    """Folds the matches of one text in place."""

    def __init__(self, grammar: Grammar, slots: Slots, matches: list[Match]) -> None:
        self.g = grammar
        self.slots = slots
        self.matches = [m for m in matches if not m.dropped]
        self.at = {m.trigger: m for m in self.matches}
        self.into: dict[int, Match] = {}
        """Which match holds the act that another, dropped one told."""
        self.carried = {m.light: m for m in self.matches if m.noun and m.light is not None}

    def run(self) -> list[Match]:
        """Fold; answer what stands for itself."""
        fixed = {w for m in self.matches for w in m.words if w != m.trigger}
        for m in self.matches:
            if m.noun and m.trigger in fixed:
                m.dropped = True  # "went on strike" holds the strike, "round of talks" the talks
            elif m.noun:
                self.object_noun(m)
                self.journey(m)
        for m in self.matches:
            if m.dropped or m.type != "ASSAULT":
                continue
            host = self.host(m)
            if host is not None and host is not m:
                self.merge(host, m)
        return [m for m in self.matches if not m.dropped]

    def object_noun(self, m: Match) -> None:
        """The object of an event verb is part of it: "lifted the sanctions", "strengthen the build-up"."""
        t = self.g.tokens[self.g.outer(m.trigger)]
        verb = self.at.get(t.head)
        if verb is None and t.dep == "pobj" and self.g.tokens[t.head].lower == "for":
            warrant = self.g.tokens[self.g.tokens[t.head].head]  # "issued a warrant for his arrest"
            host = self.at.get(warrant.head) if warrant.dep in ("dobj", "nsubjpass") else None
            m.dropped = host is not None and not host.dropped and not host.noun and host.type == m.type
            return
        if verb is None or verb.dropped or verb.noun or t.dep not in ("dobj", "nsubjpass", "nsubj", "pobj"):
            return
        if verb.type == m.type and t.dep != "nsubj":
            verb.actors = verb.actors or m.actors
            verb.recipients = verb.recipients or m.recipients
            m.dropped = True
        elif t.dep in ("dobj", "nsubjpass") and self.swallows(verb, m) and t.i in self.g.logical_object(t.head):
            m.dropped = True

    def journey(self, m: Match) -> None:
        """ "arrived in Beijing to begin a two-day visit", "as part of his trip": the visit the verb has told."""
        if m.dropped or m.type != "CONSULT" or m.mode != "visit":
            return
        for up in self.g.parse.ancestors(m.trigger)[:CLIMB]:
            host = self.at.get(up.i)
            if host is not None and not host.noun and host.mode == "visit" and not host.dropped:
                if any(self.g.tokens[a].pos != "PRON" and a not in host.actors for a in m.actors):
                    return
                host.recipients = host.recipients or m.recipients
                m.dropped = True
                return

    def swallows(self, verb: Match, m: Match) -> bool:
        """Whether an event verb takes an event noun as its content and not as something that happened."""
        if verb.type in ("ACCUSE", "SUPPORT"):
            return False
        if verb.type in SPEAKING and m.light is not None and self.g.tokens[m.light].dep in ("acl", "relcl"):
            return False  # "rejected the demand for a vote, made by two parties": it was made
        return m.trigger in verb.words or verb.type in SPEAKING or m.light is None or verb.trigger == m.light

    def host(self, m: Match) -> Match | None:
        """The match that tells the same violent act as ``m``: its cause, its instrument, the clause it ends."""
        return self._noun_host(m) if m.noun else self._subject_host(m) or self._clause_host(m)

    def _noun_host(self, m: Match) -> Match | None:
        light = self.slots.light(m.trigger)
        if light is not None and light.verb in self.at:
            return self.same(light.verb, m)
        t = self.g.tokens[self.g.outer(m.trigger)]
        up = self.g.tokens[t.head]
        if t.dep == "pobj" and up.lower in ("in", "by", "during", "from", "with"):
            return self.same(up.head, m) or self._joined_harm(up.head, m)
        if t.dep == "pobj" and up.lower in ("after", "following"):  # "wounded after a shooting" is wounded in it
            host = self.same(up.head, m)
            return host if host is not None and self.is_harm(host) else None
        if t.dep in ("nsubj", "nsubjpass", "conj"):
            return self.same(up.i, m)
        return None

    def _joined_harm(self, verb: int, m: Match) -> Match | None:
        """ "one was killed and eight more injured in the raid": what they were injured in killed the one too."""
        t = self.g.tokens[verb]
        if t.dep != "conj" or t.lemma not in words_of("harm"):
            return None
        host = self.same(t.head, m)
        return host if host is not None and self.is_harm(host) else None

    def _subject_host(self, m: Match) -> Match | None:
        g = self.g
        for s in (*g.surface(m.trigger), *g.logical_subject(m.trigger)):
            for i in (s, g.outer(s)):
                found = self.same(i, m)
                if found is not None:
                    return found
        return None

    def _clause_host(self, m: Match) -> Match | None:
        g = self.g
        t = g.tokens[m.trigger]
        up = g.tokens[t.head].head if t.dep == "pcomp" else t.head
        marks = {k.lower for k in g.parse.children(m.trigger, "mark", "advmod")}
        if t.dep == "advcl" and marks & {"after", "because", "before", "since", "while", "although"}:
            other = self.same(up, m) if "after" in marks else None
            if other is None or not self.is_harm(other) or (other.actors and m.actors and other.actors != m.actors):
                return None  # "bombed the camp to destroy Hamas after it attacked the town" tells two acts
            return other
        if t.dep == "relcl" and self.is_harm(m) and self._in_which(m):
            return next((f for h in (t.head, *g.expand(t.head)) if (f := self.same(h, m))), None)
        if t.dep in ("advcl", "pcomp"):
            return self.same(up, m) or self._above(up, m) or (self._up_clauses(up, m) if self.is_harm(m) else None)
        if t.dep == "conj" and g.tokens[up].pos in VERBAL and set(g.surface(m.trigger)) & set(g.surface(up)):
            other = self.same(up, m)
            if other is not None and (self.is_harm(m) or other.mode == m.mode):
                return other
        return None

    def _in_which(self, m: Match) -> bool:
        """ "an attack in which nine people were killed", "the raid during which ..."."""
        return any(
            o.lower == "which"
            for k in self.g.parse.children(m.trigger, "prep")
            if k.lower in WITHIN
            for o in self.g.parse.children(k.i, "pobj")
        )

    def _above(self, i: int, m: Match) -> Match | None:
        """The violent act that a clause at ``i`` belongs to, through what is said of it."""
        noun = self.g.antecedent(i)
        if noun is None:
            return None
        return self.same(noun, m) or next((f for h in self.g.expand(noun) if (f := self.same(h, m))), None)

    def _up_clauses(self, i: int, m: Match) -> Match | None:
        """ "carried out strikes that it said ..., killing": the outcome belongs to the nearest violent clause above."""
        for up in self.g.parse.ancestors(i)[:3]:
            found = self.same(up.i, m)
            if found is not None:
                return found
        return None

    def is_harm(self, m: Match) -> bool:
        """Whether the word tells the outcome (killed, wounded), not the act."""
        return m.frame.words[0] in words_of("harm")

    def same(self, i: int, m: Match) -> Match | None:
        """The standing ASSAULT match at ``i``, or the noun that ``i`` carries."""
        found = self.at.get(i) or self.carried.get(i)
        for _ in range(MERGED):  # "injured in the strike that hit the shop": the strike is in "injured" by now
            if found is None or not found.dropped:
                break
            found = self.into.get(found.trigger)
        if found is None or found is m or found.type != "ASSAULT" or found.dropped:
            return None
        return found

    def merge(self, host: Match, m: Match) -> None:
        """Keep ``host`` with what ``m`` knows more."""
        if not host.actors or (m.actors and self.is_harm(host) and not self.able(host.actors)):
            host.actors = tuple(h for h in m.actors if h != host.trigger)  # the ambush that killed them is itself
        host.recipients = self.sufferers(host, m)
        host.harmed = host.harmed or (self.is_harm(m) and bool(m.recipients))
        host.mode = host.mode or m.mode
        self.into[m.trigger] = host
        m.dropped = True

    def sufferers(self, host: Match, m: Match) -> tuple[int, ...]:
        """ "struck a school, killing nine pupils": those killed before the place that was hit."""
        if not host.recipients or not self.is_harm(m):
            return host.recipients or m.recipients
        if any(self.people(h) for h in host.recipients):
            return host.recipients
        return tuple(dict.fromkeys([*filter(self.people, m.recipients), *host.recipients]))

    def people(self, h: int) -> bool:
        """Whether somebody stands there, not a thing or a place: a convoy is armed and still a thing."""
        if any(self.slots.is_a(h, c) for c in ("VEHICLE", "PLACE")):
            return False
        return any(self.slots.is_a(h, c) for c in ("PERSON", "ARMED", "NUM"))

    def able(self, heads: tuple[int, ...]) -> bool:
        """Whether one of ``heads`` can act."""
        return any(self.slots.is_a(h, "AGENT") for h in heads)
