"""Token -> frame: which words of a text are triggers, and which frame of the table each one fits."""

from __future__ import annotations

from onrecord.knowledge.frames import Frame, Need, index, lookup_forms, words_of
from onrecord.model import EventType, Token
from onrecord.reading.events.grammar import Grammar
from onrecord.reading.events.slots import Slots

FIXED_DEPS = (
    "prt",
    "prep",
    "advmod",
    "dobj",
    "oprd",
    "acomp",
    "xcomp",
    "attr",
    "dative",
    "compound",
    "amod",
    "agent",
    "nmod",
    "ccomp",
    "pobj",
    "pcomp",
    "neg",
    "advcl",
    "intj",
)


NAME_LABELS = frozenset({"ORG", "EVENT", "WORK_OF_ART", "LAW", "FAC", "PRODUCT", "PERSON"})
PARTICLES = frozenset({"out", "off", "up", "down", "away", "back", "over", "apart", "around", "aside", "in", "through"})


class Match:
    """One trigger and its frame, arguments filled; folded and reshaped before it becomes an ``EventMention``."""

    __slots__ = (
        "actors", "cameo", "dropped", "frame", "harmed", "light", "mode", "noun", "objects", "recipients", "score",
        "speech", "trigger", "type", "words",
    )  # fmt: skip

    def __init__(self, frame: Frame, trigger: int, words: list[int]) -> None:
        self.frame = frame
        self.trigger = trigger
        self.words = words
        self.type = frame.type
        self.mode = frame.mode
        self.cameo = frame.cameo
        self.noun = frame.form == "n"
        self.actors: tuple[int, ...] = ()
        self.recipients: tuple[int, ...] = ()
        self.objects: tuple[int, ...] = ()
        self.light: int | None = None
        self.speech: int | None = None
        self.score = 1.0
        self.dropped = False
        self.harmed = False
        """Whether another word told whom it killed or hurt."""


class Matcher:
    """Finds the frames of one text."""

    def __init__(self, grammar: Grammar, slots: Slots) -> None:
        self.g = grammar
        self.slots = slots
        self.table = index()

    def all(self) -> list[Match]:
        """Every trigger of the text with its best frame, in text order."""
        found = []
        for t in self.g.tokens:
            form = self.form(t)
            if form is None:
                continue
            match = self.best(t, form)
            if match is not None:
                found.append(match)
        return found

    def form(self, t: Token) -> str | None:
        """Which column of the table a token is looked up in."""
        if t.dep == "aux":
            return "m" if t.tag == "MD" else None
        if t.lower == "march" and t.text != "march" and self._month(t):
            return None
        if (
            t.tag in ("VBN", "VBD")
            and t.dep in ("nsubj", "nsubjpass", "dobj", "pobj")
            and self.g.parse.children(t.i, "det")
        ):
            return None  # "the accused"
        if t.pos in ("VERB", "AUX"):
            if t.tag == "VBG" and self.g.parse.children(t.i, "expl"):
                return "n"  # "there was shooting in the night"
            if t.dep in ("compound", "amod") and t.tag in ("VBG", "VBN", "JJ"):
                return None
            return "v"
        if t.pos in ("NOUN", "PROPN"):
            if t.dep in ("compound", "nmod", "npadvmod") and t.head > t.i:
                return None
            if t.ent in NAME_LABELS and t.text[:1].isupper() and not t.text.isupper():
                return None  # "Organisation of Islamic Cooperation", "the Second World War"
            return "n"
        if t.pos == "ADJ" and t.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
            return "n"  # "the offensive"
        if t.pos == "ADJ":
            if t.dep in ("acomp", "oprd", "attr", "ROOT", "conj", "ccomp", "advcl", "acl", "xcomp", "relcl"):
                return "a"
            return None
        return None

    def _month(self, t: Token) -> bool:
        """The March of "in March", "MARCH 18": written with a capital, no article before it."""
        after = self.g.tokens[t.i + 1] if t.i + 1 < len(self.g.tokens) else t
        if t.i == self.g.parse.sentence_of(t.i).first:
            return after.text[:1].isdigit()
        return self.g.tokens[t.i - 1].lower not in ("the", "a", "this", "that") or after.text[:1].isdigit()

    def best(self, t: Token, form: str) -> Match | None:
        """The dearest frame whose words and conditions all hold at ``t``."""
        for lemma in lookup_forms(t.lemma, t.lower):
            for frame in self.table.get((lemma, form), ()):
                words = self.words(frame, t)
                if words is None:
                    continue
                self.slots.fixed[t.i] = words[-1]
                if all(self.holds(n, t.i, noun=form == "n") for n in frame.needs):
                    return self.fill(frame, t, words)
        if form == "n" and t.lower != t.lemma and (t.lower, "n") in self.table:
            for frame in self.table[(t.lower, "n")]:
                words = self.words(frame, t)
                if words is not None and all(self.holds(n, t.i, noun=True) for n in frame.needs):
                    return self.fill(frame, t, words)
        return None

    def excluded(self, t: Token, form: str, kind: EventType) -> bool:
        """Whether a frame of the type ``kind`` names what stands beside ``t`` as a case in which it is none."""
        for lemma in lookup_forms(t.lemma, t.lower):
            for frame in self.table.get((lemma, form), ()):
                words = self.words(frame, t) if frame.type == kind else None
                if words is None:
                    continue
                self.slots.fixed[t.i] = words[-1]
                if any(n.negative and not self.holds(n, t.i, noun=form == "n") for n in frame.needs):
                    return True
        return False

    def words(self, frame: Frame, t: Token) -> list[int] | None:
        """Tokens of the trigger words, or ``None`` where one is missing."""
        if len(frame.words) == 1:
            return [t.i]
        found = self._words(frame, t)
        if found is None or len(found) != 2 or frame.form != "v":
            return found
        last = self.g.tokens[found[1]]
        apart = last.i > t.i + 1 or last.i < t.i
        out_of = last.lower == "out" and last.i + 1 < len(self.g.tokens) and self.g.tokens[last.i + 1].lower == "of"
        if last.lower in PARTICLES and last.dep == "prep" and last.tag != "RP" and apart and not out_of:
            return None  # "taking the bill up in committee" is not "take in"; "ordered them out of Chad" is "order out"
        if (
            last.dep == "prep"
            and last.lower not in PARTICLES
            and not self.g.passive(t.i)
            and any(o.i < last.i or self.g.parse.kids[last.i] for o in self.g.parse.children(t.i, "dobj"))
        ):
            return None  # "withdrew inspectors from" is not "withdraw from"; "rallied round the king" is "rally round"
        return found

    def _words(self, frame: Frame, t: Token) -> list[int] | None:
        rest = frame.words[: frame.head] if frame.form == "n" else frame.words[1:]
        found = [t.i]
        if frame.form == "n":
            for word in rest:
                hit = self._child(t.i, word)
                if hit is None and t.i > 0 and self.g.tokens[t.i - 1].lower == word:
                    hit = t.i - 1
                if hit is None:
                    return None
                found.append(hit)
            return self._tail(frame, t, found)
        at = t.i
        for word in rest:
            hit = self._child(at, word)
            if hit is None or hit in found:  # "face to face": each word once
                hit = self._child(t.i, word)
            if hit in found:
                hit = None
            if hit is None and self._next(at, word):
                hit = at + 1
            if hit is None and self.g.passive(t.i):
                hit = self._passive_word(t.i, word)
            if (
                hit is None and len(frame.words) > 2 and found == [t.i]
            ):  # "set nine lorries on fire": hung on the lorries
                below = [h for o in self.g.direct(t.i) if (h := self._child(o, word)) is not None]
                hit = next((h for h in below if self.g.tokens[h].dep == "prep"), None)
            if hit is None:
                return None
            found.append(hit)
            at = hit
        return found

    def _next(self, at: int, word: str) -> bool:
        """Whether ``word`` stands right behind ``at``, and is not the "on" of "on Monday"."""
        return at + 1 < len(self.g.tokens) and self.g.tokens[at + 1].lower == word and not self._dated(at + 1)

    def _tail(self, frame: Frame, t: Token, found: list[int]) -> list[int] | None:
        """The words after the head of a noun trigger: "state [of emergency]"."""
        at = t.i
        for word in frame.words[frame.head + 1 :]:
            at += 1
            if at >= len(self.g.tokens) or word not in (self.g.tokens[at].lower, self.g.tokens[at].lemma):
                return None
            found.append(at)
        return found

    def _child(self, i: int, word: str) -> int | None:
        for k in self.g.parse.kids[i]:
            c = self.g.tokens[k]
            before = c.dep == "prep" and k < i and self.g.tokens[i].pos in ("VERB", "AUX")
            if (c.lower == word or c.lemma == word) and c.dep in FIXED_DEPS and not before and not self._dated(k):
                return k
        return None

    def _dated(self, prep: int) -> bool:
        """Whether a preposition begins a date: the "on" of "on Tuesday" is nobody's particle."""
        held = self.g.parse.children(prep, "pobj")  # "agreed on nine tenths of it" is no date
        return any(o.ent in ("DATE", "TIME") and o.lemma not in words_of("shares") for o in held)

    def _passive_word(self, i: int, word: str) -> int | None:
        for h in self.g.surface(i):
            if word in (self.g.tokens[h].lower, self.g.tokens[h].lemma):
                return h
        return None

    def holds(self, need: Need, i: int, *, noun: bool) -> bool:
        """Whether a condition of a frame holds at trigger ``i``."""
        if need.slots == ("dep",):
            return (self.g.tokens[i].dep in need.words) != need.negative
        heads = [h for slot in need.slots for h in self.slots.get(slot, i, noun=noun)]
        if not need.words and not need.classes:
            return bool(heads) != need.negative
        if need.unsaid and not heads and self.g.passive(i):
            return True  # "reservists were called up": by whom is not said
        fits = any(self.slots.fits(h, need) for h in heads)
        return fits != need.negative

    def fill(self, frame: Frame, t: Token, words: list[int]) -> Match:
        """The frame's slots at ``t``."""
        if frame.form == "m":
            return Match(frame, t.i, words)
        match = Match(frame, t.i, words)
        noun = match.noun
        match.actors = self.slots.first(frame.actor, t.i, noun=noun)
        match.recipients = self.slots.first(frame.recipient, t.i, noun=noun)
        match.objects = self.slots.first(frame.object, t.i, noun=noun)
        if noun:
            match.actors += self.other_side(frame, t.i, match.actors)
            light = self.slots.light(t.i)
            match.light = light.verb if light else None
            borne = ("victim",) in frame.recipient or (light is not None and light.via == "of")
            if light is not None and light.role == "passive" and borne:
                suffering = self.slots.get("victim", t.i, noun=noun)  # "troops came under attack in Mali": not Mali
                match.recipients = tuple(suffering) or match.recipients
            scene = tuple(h for h in match.actors if self.scene(frame, h))
            match.actors = tuple(h for h in match.actors if h not in scene)
            match.recipients = match.recipients or scene
        match.actors = tuple(h for h in match.actors if not self.slots.reach.only_where(h))
        content = self.slots.get("comp", t.i, noun=noun) or self.slots.get("ing", t.i, noun=noun)
        match.speech = content[0] if content else None
        return match

    def other_side(self, frame: Frame, i: int, actors: tuple[int, ...]) -> tuple[int, ...]:
        """ "did not want a war with Niger": with whom it is told, whose it is stands above."""
        mutual = any("with" in parts and len(parts) > 1 for parts in frame.actor)
        if not mutual or not actors or set(actors) - set(self.slots.get("with", i, noun=True)):
            return ()
        fits = ("STATE", "ARMED")
        sides = [h for h in self.g.holder(i) if h not in actors and any(self.slots.is_a(h, c) for c in fits)]
        return tuple(sides)

    def scene(self, frame: Frame, h: int) -> bool:
        """The town of "the Beirut strike", the land of "the Gaza war": where it happened, not who did it."""
        if frame.type not in ("ASSAULT", "PROTEST"):
            return False
        lasting = frame.words[frame.head] in words_of("lasting_act")
        return self.slots.reach.scene(h, lands=lasting or frame.type == "PROTEST")
