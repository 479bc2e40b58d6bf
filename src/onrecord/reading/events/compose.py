"""What becomes of matches that hang together: the act inside a promise, the future of an act, one act told twice."""

from __future__ import annotations

from onrecord.knowledge.cameo import spoken
from onrecord.knowledge.frames import words_of
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.match import Match
from onrecord.reading.events.slots import Slots

SPEECH = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE"})
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


class Composer:
    """Reshapes the matches of one text in place."""

    def __init__(self, grammar: Grammar, slots: Slots, matches: list[Match]) -> None:
        self.g = grammar
        self.slots = slots
        self.matches = matches
        self.at = {m.trigger: m for m in matches}

    def run(self) -> list[Match]:
        """Compose, fold, and leave what stands for itself."""
        for m in self.matches:
            self.future(m)
        for m in self.matches:
            self.obligation(m)
        # outer speech first: what it swallows is no event of its own
        for m in sorted(self.matches, key=lambda m: (self.depth(m.trigger), m.trigger)):
            if m.type in SPEECH and not m.dropped:
                self.content(m)
        self.fold()
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
        if verb is None or self.g.tokens[verb].pos not in VERBAL:
            return
        modal = self.g.modal(verb) or self.governed(verb)
        if modal not in ("future", "would"):
            return
        own = self.own_word(verb)
        if modal == "would" and not own and not self.reported(verb):
            return
        if self.g.negated(verb):
            if m.type in HELPFUL | YIELDING | {"AGREE"}:
                self.become(m, "REJECT", m.type)
            return
        if m.type in HELPFUL or (m.type in YIELDING and own):
            self.become(m, "AGREE", m.type)
        elif m.type in HOSTILE - {"THREATEN", "MOBILIZE"} and (own or self.conditional(verb)):
            self.become(m, "THREATEN", m.type)

    def governed(self, verb: int) -> str:
        """The future in "plans to", "is going to", "is set to"."""
        t = self.g.tokens[verb]
        up = self.g.tokens[t.head]
        if t.dep in ("xcomp", "advcl") and up.lemma in ("go", "plan", "intend", "set", "due", "schedule", "aim"):
            return "future"
        return ""

    def become(self, m: Match, type_: str, inner: str) -> None:
        """Change type; mode and code follow from the act inside."""
        m.speech = m.trigger
        code, mode = spoken(type_, inner, m.mode)
        m.type, m.mode, m.cameo = type_, mode, code  # type: ignore[assignment]

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
        cast = self.slots.cast
        if cast is None:
            return False
        land = cast.country_at(doer[0])
        return land is not None and land == cast.country_at(said_by[0])

    def reported(self, verb: int) -> bool:
        """Whether the clause is what somebody says."""
        return self.sayer(verb) is not None

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
            k.lower in ("if", "unless", "until") and k.dep == "mark"
            for c in self.g.parse.children(verb, "advcl")
            for k in self.g.parse.children(c.i, "mark")
        )

    def obligation(self, m: Match) -> None:
        """ "X said that Y must release Z" asks Y to do so."""
        if m.noun or m.type in ("REQUEST", "ACCUSE"):
            return
        if self.g.modal(m.trigger) != "must":
            return
        sayer = self.sayer(m.trigger)
        if sayer is None:
            return
        asked = self.g.surface(m.trigger)
        by = self.g.surface(sayer)
        if not by or by == asked:
            return
        self.become(m, "REQUEST", m.type)
        m.actors, m.recipients = tuple(by), tuple(asked)

    # ------------------------------------------------------------ acts inside speech

    def content(self, m: Match) -> None:
        """What is promised, asked, refused or alleged shapes the speech event and is swallowed by it."""
        roots = self.roots(m)
        inner = [n for r in roots for n in self.inside(r, m)]
        inner = list(dict.fromkeys(inner))
        if inner:
            first = inner[0]
            if m.frame.turn and first.type in HOSTILE:
                m.type = m.frame.turn
            kind = first.type
            code, mode = spoken(m.type, kind, first.mode)
            if m.frame.cameo is None or m.frame.turn == m.type:
                m.cameo = code
            m.mode = m.mode or mode
            if m.type == "ACCUSE" and first.actors and not self.agentive(m.recipients):
                m.recipients = first.actors
        for n in inner:
            if m.type == "ACCUSE":
                n.score -= 0.4
                n.dropped = n.dropped or self.unspecific(n)
                if not n.actors and self.agentive(m.recipients):
                    n.actors = m.recipients
            else:
                n.dropped = True

    def agentive(self, heads: tuple[int, ...]) -> bool:
        """Whether somebody who can act is among ``heads``."""
        return any(self.slots.is_a(h, "AGENT") for h in heads)

    def unspecific(self, n: Match) -> bool:
        """ "any attempt to seize power": no act is meant in particular."""
        i = n.trigger
        for _ in range(4):
            if any(
                k.lower in ("any", "all", "every", "further", "no") and k.dep in ("det", "amod")
                for k in self.g.parse.children(i)
            ):
                return True
            t = self.g.tokens[i]
            if t.dep not in ("acl", "pobj", "prep", "pcomp", "dobj", "conj"):
                return False
            i = t.head
        return False

    def roots(self, m: Match) -> list[int]:
        """Where the content of a speech event hangs."""
        if m.speech == m.trigger:
            return []
        roots = [m.speech] if m.speech is not None else []
        roots += [o for o in (*m.objects, *(r for r in m.recipients if r in self.at)) if o not in roots]
        if m.type == "ACCUSE" or m.noun:
            for k in self.g.parse.children(m.trigger, "prep"):
                if k.lower in ("of", "for", "over", "against", "to", "on"):
                    roots += [o.i for o in self.g.parse.children(k.i, "pobj", "pcomp") if o.i not in roots]
        if m.speech is None and roots:
            m.speech = roots[0]
        return roots

    def inside(self, root: int, m: Match) -> list[Match]:
        """Matches below ``root``, nearest first, without those that are only background there."""
        if root in m.words and root == m.trigger:
            return []
        found = []
        for i in self.g.parse.subtree(root):
            n = self.at.get(i)
            if n is None or n is m or n.dropped or self.background(i, root):
                continue
            found.append((self.depth(i), n))
        return [n for _, n in sorted(found, key=lambda pair: pair[0])]

    def background(self, i: int, root: int) -> bool:
        """Whether ``i`` stands in a relative or temporal clause below ``root``: told as fact, not asked for."""
        while i != root:
            t = self.g.tokens[i]
            if t.dep == "relcl":
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
            if t.dep == "acl" and t.tag == "VBN":
                return True
            if t.head == i:
                return False
            i = t.head
        return False

    # ------------------------------------------------------------ one act told twice

    def fold(self) -> None:
        """ "carried out strikes ..., killing 37" and "were killed when a drone hit" are one act each."""
        for m in self.matches:
            if m.dropped or m.type != "ASSAULT":
                continue
            host = self.host(m)
            if host is None or host is m:
                continue
            self.merge(host, m)

    def host(self, m: Match) -> Match | None:
        """The match that tells the same act as ``m``: its cause, its instrument, the clause it ends."""
        g = self.g
        t = g.tokens[m.trigger]
        if m.noun:
            light = self.slots.light(m.trigger)
            if light is not None and light.verb in self.at and light.verb != m.trigger:
                return self.same(light.verb)
            up = g.tokens[t.head]
            if t.dep == "pobj" and up.lower in ("in", "by", "during", "from", "with"):
                return self.same(up.head)
            if t.dep in ("nsubj", "nsubjpass", "dobj"):
                return self.same(up.i)
            if t.dep == "conj":
                return self.same(up.i)
            return None
        for s in (*g.surface(m.trigger), *g.logical_subject(m.trigger)):
            for i in (s, g.outer(s)):
                found = self.same(i)
                if found is not None and found is not m:
                    return found
        if t.dep in ("advcl", "conj", "ccomp", "acl", "relcl", "xcomp", "pcomp"):
            up = t.head if t.dep != "pcomp" else g.tokens[t.head].head
            marks = {k.lower for k in g.parse.children(m.trigger, "mark", "advmod")}
            if t.dep == "advcl" and marks & {"after", "because", "before", "since"} and not ({"when"} & marks):
                return None if "after" not in marks else self.consequence(up, m)
            if t.dep in ("advcl", "pcomp"):
                return self.same(up)
            if t.dep == "conj" and set(g.surface(m.trigger)) & set(g.surface(up)):
                return self.same(up) if m.frame.mode == self.mode_at(up) or self.is_harm(m) else None
            for k in (self.by_light(up),):
                if k is not None:
                    return k
        return None

    def consequence(self, up: int, m: Match) -> Match | None:
        other = self.same(up)
        return other if other is not None and self.is_harm(other) else None

    def is_harm(self, m: Match) -> bool:
        """Whether the word tells the outcome (killed, wounded), not the act."""
        return m.frame.words[0] in words_of("harm")

    def mode_at(self, i: int) -> str | None:
        m = self.at.get(i)
        return m.mode if m else None

    def same(self, i: int) -> Match | None:
        m = self.at.get(i)
        if m is None:
            m = self.by_light(i)
        return m if m is not None and m.type == "ASSAULT" and not m.dropped else None

    def by_light(self, verb: int) -> Match | None:
        for m in self.matches:
            if m.noun and m.light == verb and m.type == "ASSAULT" and not m.dropped:
                return m
        return None

    def merge(self, host: Match, m: Match) -> None:
        """Keep ``host`` with what ``m`` knows more."""
        if not host.actors:
            host.actors = m.actors
        elif m.actors and self.is_harm(host) and not self.agentive(host.actors):
            host.actors = m.actors
        if not host.recipients:
            host.recipients = m.recipients
        if host.mode in (None, "") and m.mode:
            host.mode = m.mode
        m.dropped = True
