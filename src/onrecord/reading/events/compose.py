"""What becomes of matches that hang together: the act inside a promise, the future of an act, a protest's topic."""

from __future__ import annotations

from onrecord.knowledge.cameo import spoken
from onrecord.knowledge.frames import words_of
from onrecord.model import EventType
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.slots import Slots

SPEECH = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "SUPPORT"})
KEEPS_ACT = frozenset({"ACCUSE", "SUPPORT"})
"""What is complained of or praised has happened in somebody's eyes; what is asked for or promised has not."""
HOSTILE = frozenset({"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
HELPFUL = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
BACKGROUND_PREPS = frozenset(
    {"after", "following", "since", "amid", "despite", "during", "because", "due", "before", "until"}
)
BACKGROUND_NOUNS = frozenset(
    {"anticipation", "response", "retaliation", "reaction", "wake", "aftermath", "protest", "reprisal", "revenge"}
)
BACKGROUND_MARKS = frozenset({"after", "when", "because", "since", "as", "while", "although", "though", "before"})
ENDED: dict[EventType, tuple[EventType, str | None]] = {
    "AID": ("SANCTION", "discontinue"), "SUPPORT": ("SANCTION", "discontinue"),
    "COOPERATE": ("SANCTION", "discontinue"), "CONSULT": ("SANCTION", "withdraw"),
    "ASSAULT": ("RETREAT", "ceasefire"), "PROTEST": ("CONCEDE", None),
}  # fmt: skip
"""What the end of an act is; that of any other yields."""
SPECIFIC_NOT = frozenset({"any", "all", "every", "further", "no", "such", "future"})


class Composer:
    """Reshapes the matches of one text in place."""

    def __init__(self, grammar: Grammar, slots: Slots, matches: list[Match]) -> None:
        self.g = grammar
        self.slots = slots
        self.matches = matches
        self.at = {m.trigger: m for m in matches}

    def run(self) -> list[Match]:
        """Reshape; what another match swallows is marked as dropped."""
        self.obligations()
        self.endings()
        for m in self.matches:
            self.future(m)
        self.purposes()
        # outer speech first: what it swallows is no event of its own
        for m in sorted(self.matches, key=lambda m: (self.depth(m.trigger), m.trigger)):
            if m.type in SPEECH and not m.dropped:
                self.content(m)
                self.addressee(m)
        return [m for m in self.matches if not m.dropped]

    def depth(self, i: int) -> int:
        """Words between ``i`` and the root of its sentence."""
        n = 0
        while self.g.tokens[i].head != i and n < 60:
            i = self.g.tokens[i].head
            n += 1
        return n

    # ------------------------------------------------------------ time to come

    def future(self, m: Match) -> None:
        """A promised visit is AGREE, a refused one REJECT, an announced attack THREATEN (PLOVER 0.8)."""
        verb = m.light if m.noun else m.trigger
        if verb is None or self.g.tokens[verb].pos not in VERBAL or (m.frame.form != "v" and not m.noun):
            return
        if m.type == "THREATEN" and (m.speech is None or not m.frame.actor):
            self.announced(m, verb)
            return
        modal = self.g.modal(verb) or self.governed(verb)
        if modal not in ("future", "would"):
            return
        own = self.own_word(verb)
        if modal == "would" and not own and self.sayer(verb) is None:
            return
        if self.g.negated(verb) or (m.noun and self.slots.get("neg", m.trigger, noun=True)):
            if m.type in HELPFUL | YIELDING | {"AGREE"}:
                self.become(m, "REJECT")
                self.by_sayer(m, verb)
            return
        if m.type in HELPFUL or (m.type in YIELDING and own):
            self.become(m, "AGREE")
        elif m.type in HOSTILE - {"THREATEN", "MOBILIZE"} and (own or self.conditional(verb)):
            self.become(m, "THREATEN")
            self.by_sayer(m, verb)

    def by_sayer(self, m: Match, verb: int) -> None:
        """ "there will be no talks, Peru said": who says what is to come speaks for himself."""
        sayer = self.sayer(verb)
        if not m.actors and sayer is not None:
            m.actors = tuple(self.g.surface(sayer))

    def announced(self, m: Match, verb: int) -> None:
        """ "the raid will not go unpunished, the army said": a threat made in so many words, by who says so."""
        if self.g.modal(verb) not in ("future", "would", "may"):
            return
        m.speech = m.trigger
        sayer = self.sayer(verb)
        if sayer is None:
            return
        if m.actors and not self.own_word(verb):
            m.dropped = True  # "officials said Iran would retaliate": what others expect of it
        m.actors = m.actors or tuple(self.g.surface(sayer))

    def governed(self, verb: int) -> str:
        """The future in "plans to", "is going to", "is set to"."""
        t = self.g.tokens[verb]
        up = self.g.tokens[t.head]
        if t.dep in ("xcomp", "advcl") and up.lemma in words_of("future_verb"):
            return "future" if self.g.has_kid(verb, "aux", "to") else ""
        return ""

    def become(self, m: Match, kind: EventType) -> None:
        """Change type; mode and code follow from the act inside."""
        code, mode = spoken(kind, m.type, m.mode)
        m.speech = m.trigger
        m.type, m.mode, m.cameo = kind, mode, code

    def own_word(self, verb: int) -> bool:
        """Whether the doer is the one who says so: "Iran said it would ..."."""
        sayer = self.sayer(verb)
        if sayer is None:
            return False
        doer = self.g.surface(verb)
        said_by = self.g.surface(sayer)
        if not doer or not said_by:
            return False
        t = self.g.tokens[doer[0]]
        if t.pos == "PRON" and t.lower in ("it", "he", "she", "they", "we", "i"):
            return True
        if doer[0] in said_by:
            return True
        who = self.slots.cast
        land = who.who(doer[0]).actor.country if who is not None else None
        return who is not None and land is not None and land == who.who(said_by[0]).actor.country

    def sayer(self, verb: int) -> int | None:
        """The verb of saying that governs the clause of ``verb``."""
        i = verb
        for _ in range(4):
            t = self.g.tokens[i]
            up = self.g.tokens[t.head]
            if t.dep in ("ccomp", "parataxis") and up.lemma in words_of("say"):
                return up.i
            if t.dep not in ("conj", "xcomp") or up.i == i:
                return None
            i = up.i
        return None

    def conditional(self, verb: int) -> bool:
        """An "if" or "unless" on the clause."""
        return any(
            k.lower in ("if", "unless", "until")
            for c in self.g.parse.children(verb, "advcl")
            for k in self.g.parse.children(c.i, "mark")
        )

    def gathers(self, verb: int) -> bool:
        """ "Must be feeling betrayed", "should have resigned": a guess or a reproach, no request."""
        kids = {k.lower for k in self.g.parse.children(verb, "aux")}
        return "have" in kids or ("must" in kids and self.g.tokens[verb].tag == "VBG")

    def obligations(self) -> None:
        """ "X said that Y must release Z" asks Y to do so; a duty that nobody puts into words is no event."""
        for m in self.matches:
            if m.frame.form != "m":
                continue
            verb = self.g.tokens[m.trigger].head
            m.dropped = True
            sayer = self.sayer(verb)
            if sayer is None or self.gathers(verb):
                continue
            asked, by = self.g.surface(verb), self.g.surface(sayer)
            if (
                not by
                or not self.agentive(tuple(asked))
                or set(by) & set(asked)
                or self.g.tokens[asked[0]].lower in ("it", "we", "i", "he", "she", "this", "that", "which")
            ):
                continue
            inner = self.at.get(verb)
            if inner is not None and inner.type in ("REQUEST", "ACCUSE"):
                continue
            m.dropped = False
            m.actors, m.recipients, m.speech = tuple(by), tuple(asked), verb

    # ------------------------------------------------------------ acts that end

    def endings(self) -> None:
        """ "Stopped sending aid" withdraws it, "ceased shelling" yields: what happens is the stop."""
        for m in self.matches:
            t = self.g.tokens[m.trigger]
            up = self.g.tokens[t.head]
            stop = up.lemma in words_of("stop_doing") and up.pos in VERBAL and up.i < t.i
            if m.noun or t.tag != "VBG" or t.dep not in ("xcomp", "pcomp", "ccomp", "dobj") or not stop:
                continue
            if m.type in SPEECH - {"SUPPORT"} or up.i in self.at or self.g.tokens[t.i - 1].lower == "from":
                continue
            kind, mode = ENDED.get(m.type, ("RETREAT", None))
            m.actors = m.actors or tuple(self.g.logical_subject(up.i))
            m.type, m.mode, m.cameo, m.speech = kind, mode, None, m.trigger
            m.trigger, m.words = up.i, [up.i, *range(up.i + 1, t.i + 1)]
            self.at[up.i] = m

    # ------------------------------------------------------------ one act for the sake of another

    def purposes(self) -> None:
        """ "contacted X to request", "marched to demand", "flew in to mediate": one event, not two."""
        for m in self.matches:
            t = self.g.tokens[m.trigger]
            if m.dropped or m.noun or t.dep not in ("advcl", "xcomp", "acl", "conj"):
                continue
            host = self.at.get(t.head) or self.by_light(t.head)
            if host is None or host.dropped or host is m:
                continue
            if t.dep == "conj":
                continue
            purpose = self.g.has_kid(m.trigger, "aux", "to")
            if host.type == "ACCUSE" and purpose and m.type in ("PROTEST", "ACCUSE"):
                m.dropped = True
            elif host.type == "PROTEST" and m.type in ("REQUEST", "ACCUSE", "PROTEST"):
                m.dropped = True
                host.recipients = host.recipients or m.recipients
            elif not purpose:
                continue
            elif host.type == m.type:
                m.dropped = True
                host.recipients = host.recipients or m.recipients
            elif host.type == "MOBILIZE":
                m.dropped = m.type in HOSTILE  # "sent troops to fight the rebels": the troops are sent
            elif host.frame.words[0] in words_of("errand"):
                host.dropped = True
            elif host.type == "CONSULT":
                host.score -= 0.15

    def by_light(self, verb: int) -> Match | None:
        """The noun match that ``verb`` carries."""
        return next((m for m in self.matches if m.noun and m.light == verb and not m.dropped), None)

    # ------------------------------------------------------------ acts inside speech

    def content(self, m: Match) -> None:
        """What is promised, asked, refused or alleged shapes the speech event and is swallowed by it."""
        inner = list(dict.fromkeys(n for r in self.roots(m) for n in self.inside(r, m)))
        if inner:
            self.shape(m, inner[0])
        for n in inner:
            if m.type in KEEPS_ACT:
                n.score -= 0.4
                n.dropped = n.dropped or self.unspecific(n)
                called_in = m.frame.words[0] in words_of("call_in")
                blamed = m.type == "ACCUSE" and not n.actors and not called_in and not self.stood_by(n, m)
                if blamed and self.agentive(m.recipients):
                    n.actors = m.recipients
            else:
                n.dropped = True

    def stood_by(self, n: Match, m: Match) -> bool:
        """ "condemned them for allowing the march", "failing to stop the killing": who lets it be does not do it."""
        for up in self.g.parse.ancestors(n.trigger):
            if up.i == m.trigger:
                return False
            if up.pos in VERBAL and up.lemma in words_of("lets_be"):
                return True
        return False

    def shape(self, m: Match, act: Match) -> None:
        """Type, mode and code of a speech event by the act it is about."""
        if m.frame.turn and act.type in HOSTILE - {"MOBILIZE"}:
            m.type = m.frame.turn
        code, mode = spoken(m.type, act.type, act.mode)
        if m.frame.cameo is None or (m.frame.cameo.endswith("0") and code is not None):
            m.cameo = code
        m.mode = m.mode or mode
        if m.type in ("AGREE", "THREATEN", "REJECT") and act.recipients and self.only_content(m):
            m.recipients = act.recipients
        if m.type == "ACCUSE" and act.actors and not self.agentive(m.recipients):
            m.recipients = act.actors

    def only_content(self, m: Match) -> bool:
        """Whether all recipients of a speech event stand in what is said, none is spoken to."""
        if m.speech is None or m.noun:
            return not self.agentive(m.recipients)
        inside = set(self.g.parse.subtree(m.speech))
        return all(r in inside or not self.slots.is_a(r, "AGENT") for r in m.recipients)

    def addressee(self, m: Match) -> None:
        """A speech event with nobody it is spoken to takes the addressee of the letter or call it stands in."""
        if set(m.recipients) - set(m.actors) or m.noun or m.type == "SUPPORT" or m.frame.form == "m":
            return
        m.recipients = tuple(h for h in self.slots.addressees(m.trigger) if h not in m.actors)

    def agentive(self, heads: tuple[int, ...]) -> bool:
        """Whether somebody who can act is among ``heads``."""
        return any(self.slots.is_a(h, "AGENT") for h in heads)

    def unspecific(self, n: Match) -> bool:
        """ "any attempt to seize power": no act is meant in particular."""
        i = n.trigger
        for _ in range(4):
            if any(k.lower in SPECIFIC_NOT for k in self.g.parse.children(i, "det", "amod", "predet")):
                return True
            t = self.g.tokens[i]
            if t.dep not in ("acl", "pobj", "prep", "pcomp", "dobj", "conj"):
                return False
            i = t.head
        return False

    def roots(self, m: Match) -> list[int]:
        """Where the content of a speech event hangs."""
        if m.speech == m.trigger:
            return [k.i for k in self.g.parse.children(m.trigger, "dobj", "xcomp")]
        roots = [m.speech] if m.speech is not None else []
        topics = [*m.objects, *(r for r in m.recipients if not self.slots.is_a(r, "AGENT"))]
        topics += self.g.direct(m.trigger) if not m.noun else []
        roots += [o for o in topics if o not in roots]
        if m.type not in KEEPS_ACT and not m.noun:  # what the thing asked for is to serve
            goals = [k.i for k in self.g.parse.children(m.trigger, "advcl") if self.g.has_kid(k.i, "aux", "to")]
            roots += [k for k in goals if k not in roots]
        if m.type == "ACCUSE" or m.noun:
            for k in self.g.parse.children(m.trigger, "prep"):
                if k.lower in ("of", "for", "over", "against", "to", "on"):
                    roots += [o.i for o in self.g.parse.children(k.i, "pobj", "pcomp") if o.i not in roots]
        if m.speech is None and roots:
            m.speech = roots[0]
        return roots

    def inside(self, root: int, m: Match) -> list[Match]:
        """Matches below ``root``, nearest first, without those that are only background there."""
        if root == m.trigger:
            return []
        found = []
        for i in self.g.parse.subtree(root):
            n = self.at.get(i)
            if n is None or n is m or n.dropped or self.background(i, root) or self.own_clause(n):
                continue
            found.append((self.depth(i), n))
        return [n for _, n in sorted(found, key=lambda pair: pair[0])]

    def own_clause(self, n: Match) -> bool:
        """ "Rejected the demand for a vote, made by two parties": made as a fact, whoever rejects it."""
        if not n.noun or n.light is None:
            return False
        t = self.g.tokens[n.light]
        return t.dep in ("acl", "relcl") and t.head == n.trigger and t.tag in ("VBN", "VBD")

    def background(self, i: int, root: int) -> bool:
        """Whether ``i`` stands in a relative or temporal clause below ``root``: told as fact, not asked for."""
        while i != root:
            t = self.g.tokens[i]
            if t.dep == "relcl" or (t.dep == "acl" and t.tag == "VBN"):
                return True
            if t.dep == "advcl" and any(
                k.lower in BACKGROUND_MARKS for k in self.g.parse.children(i, "mark", "advmod")
            ):
                return True
            if t.dep == "prep" and (
                t.lower in BACKGROUND_PREPS
                or any(k.lemma in BACKGROUND_NOUNS for k in self.g.parse.children(i, "pobj"))
            ):
                return True
            if t.head == i:
                return False
            i = t.head
        return False
