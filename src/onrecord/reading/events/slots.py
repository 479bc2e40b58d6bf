"""What stands in the slots that frames name: ``subj``, ``obj``, ``on``, ``poss``, ``mod``, ``lv`` ..."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from onrecord.knowledge.frames import words_of
from onrecord.reading.events.classes import Nouns
from onrecord.reading.events.grammar import VERBAL, Grammar
from onrecord.reading.events.judged import judged
from onrecord.reading.events.light import HARMING, Light, find_light
from onrecord.reading.events.reach import Reach

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

Fill = Callable[[int], list[int]]
GERUND_PREPS = ("of", "for", "from", "with", "in", "to", "against", "about", "over")
SIDES = frozenset({"east", "west", "north", "south", "northeast", "northwest", "southeast", "southwest"})
CLAUSE_WORDS = 60
"""Words looked at where a frame asks what its clause speaks of."""


class Slots:
    """Fills slots for one grammar (one text). Slots that have no entry in the tables below are prepositions."""

    def __init__(self, grammar: Grammar, cast: Cast | None) -> None:
        self.g = grammar
        self.cast = cast
        self.reach = Reach(grammar, cast)
        self.nouns = Nouns(grammar, cast)
        self.is_a = self.nouns.is_a
        self.fits = self.nouns.fits
        self.modifiers = self.reach.modifiers
        self.addressees = self.reach.addressees
        self.fixed: dict[int, int] = {}
        """Last fixed word of the frame being tried at a trigger; "call on X" has its object below "on"."""
        self._light: dict[int, Light | None] = {}
        g, reach = self.g, self.reach
        self._of_verb: dict[str, Fill] = {
            "subj": g.logical_subject,
            "obj": self._object,
            "comp": self._complement,
            "inf": lambda i: [c for c in self._complement(i) if g.has_kid(c, "aux", "to")],
            "ing": lambda i: self._gerund(i, *GERUND_PREPS),
            "iobj": lambda i: reach.dative(i) or g.prep(i, "to"),
            "other": self._other,
            "dat": reach.dative,
            "mandate": reach.mandate,
            "cause": reach.cause,
            "carrier": reach.addressees,
            "clause": lambda i: g.parse.subtree(i)[:CLAUSE_WORDS],
            "pair": self._pair,
            "oprd": self._predicate,
            **{d: self._children(d) for d in ("prt", "acomp", "advmod", "neg")},
        }
        self._of_noun: dict[str, Fill] = {
            "poss": lambda i: self._each(i, g.possessor),
            "mod": lambda i: self._each(i, reach.modifiers),
            "amod": self._children("amod", "compound", "nmod"),
            "neg": lambda i: [t.i for t in g.parse.children(i, "neg", "det") if t.lower in ("no", "any")],
            "gov": self._governor,
            "up": self._up,
            "clause": lambda i: g.parse.subtree(i)[:CLAUSE_WORDS],
            "lv": lambda i: [light.verb] if (light := self.light(i)) else [],
            "subj": self._carrier_subject,
            "victim": self._victims,
            "comp": self._complement,
            "ing": lambda i: self._gerund(i, "of", "for", "against", "to", "on"),
            "iobj": self._given,
            "pair": lambda i: self._pair(light.verb) if (light := self.light(i)) else [],
        }

    def get(self, slot: str, i: int, *, noun: bool) -> list[int]:
        """Heads in ``slot`` of the trigger ``i``."""
        fill = (self._of_noun if noun else self._of_verb).get(slot)
        if fill is not None:
            return fill(i)
        if slot.startswith("comp."):
            return [h for c in self._complement(i) for h in self.get(slot[5:], c, noun=False)]
        if "." in slot:  # over.poss: who owns what stands after "over"
            base, _, rest = slot.partition(".")
            if base == "gov":
                verbs = [v for v in self.get("gov", i, noun=noun) if self.g.tokens[v].pos in VERBAL]
                return [h for v in verbs for h in self.get(rest, v, noun=False)]
            found = self.get(base, i, noun=noun)[:1]
            if rest == "poss" and any(self.g.tokens[o].pos == "NOUN" and self.is_a(o, "PERSON") for o in found):
                return []  # "praised Chad's premier", "his deputy": the premier, the deputy
            return [h for o in found for h in self.reach.under(rest, o)]
        return self._noun_prep(slot, i) if noun else self.reach.prep(slot, i)

    def first(self, alternatives: tuple[tuple[str, ...], ...], i: int, *, noun: bool) -> tuple[int, ...]:
        """The first alternative that is filled; parts joined by "+" are pooled."""
        for parts in alternatives:
            found = [h for part in parts for h in self.get(part, i, noun=noun)]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def light(self, noun: int) -> Light | None:
        """The verb that carries the event noun ``noun``, or ``None``."""
        if noun not in self._light:
            self._light[noun] = find_light(self.g, noun)
        return self._light[noun]

    # ------------------------------------------------------------ of verbs

    def _children(self, *deps: str) -> Fill:
        return lambda i: [t.i for t in self.g.parse.children(i, *deps)]

    def _complement(self, i: int) -> list[int]:
        c = self.g.complement(i)
        return [] if c is None else [c]

    def _other(self, i: int) -> list[int]:
        """Chad of "wants Chad to leave", "helped Chad rebuild": who is to do it, where that is not who wants it."""
        own = self.g.logical_subject(i)
        doers = [h for c in self._complement(i) for h in self.g.logical_subject(c)] or self._object(i)
        return [h for h in doers if h not in own]

    def _gerund(self, i: int, *preps: str) -> list[int]:
        c = self.g.pcomp(i, *preps)
        if c is None:  # "suspects Benin of hosting them", with "of" hung on Benin
            acting = (o for o in self.g.direct(i) if self.is_a(o, "AGENT") or self.is_a(o, "VEHICLE"))
            c = next((k for o in acting if (k := self.g.pcomp(o, "of")) is not None), None)
        return [] if c is None else [c]

    def _predicate(self, i: int) -> list[int]:
        """What the object is called: "reckless" in "called the raid reckless"."""
        found = judged(self.g, i)
        return [found.predicate] if found is not None else [t.i for t in self.g.parse.children(i, "oprd")]

    def _object(self, i: int) -> list[int]:
        """What stands below the last word of the idiom, else the object; "took three engineers hostage" is by whom."""
        last = self.fixed.get(i, i)
        below = [h for t in self.g.parse.children(last, "pobj") for h in self.g.expand(t.i)] if last != i else []
        if below:
            return below
        named = judged(self.g, i)
        heads = [named.thing] if named is not None else [self._not_side(h) for h in self.g.logical_object(i)]
        if not heads and last != i:
            heads = self._beside(i, last)
        if heads != [last]:
            return heads
        inside = self.g.parse.children(last, "compound", "nmod", "poss")
        return [t.i for t in inside if t.pos in ("NOUN", "PROPN")] or heads

    def _not_side(self, h: int) -> int:
        """The ship of "seized a ship east of the island", which the parser hangs on "east"."""
        if self.g.tokens[h].lower not in SIDES:
            return h
        inside = [k.i for k in self.g.parse.children(h, "compound", "nmod") if k.i == h - 1]
        return inside[0] if inside else h

    def _beside(self, i: int, last: int) -> list[int]:
        """The object that the parser hangs on the idiom's last word or takes for a measure: "shot dead the mayor"."""
        let = [h for t in self.g.parse.children(last, "nsubj") if i < t.i < last for h in self.g.expand(t.i)]
        if let:
            return let  # "let two lorries through"
        found = [*self.g.parse.children(last, "dobj"), *self.g.parse.children(i, "npadvmod")]
        return [h for t in found if t.i > last and t.ent not in ("DATE", "TIME") for h in self.g.expand(t.i)]

    def _pair(self, i: int) -> list[int]:
        """The subject where it is two or more: "Peru and Chile", "the two leaders", "both sides"."""
        heads = self.g.surface(i) if not self.g.passive(i) else []
        if len(heads) > 1:
            return heads
        beside = (k for h in heads for k in self.g.parse.children(h, "det", "nummod", "predet", "amod", "compound"))
        norps = [k for k in beside if k.lower in ("both", "two", "three", "four")]
        return heads if norps else []

    # ------------------------------------------------------------ of nouns

    def _chain(self, i: int) -> list[int]:
        top = self.g.outer(i)
        return [i] if top == i else [i, top]

    def _each(self, i: int, look: Fill) -> list[int]:
        return next((found for n in self._chain(i) if (found := look(n))), [])

    def _governor(self, i: int) -> list[int]:
        t = self.g.tokens[self.g.outer(i)]
        up = self.g.tokens[t.head]
        if t.dep == "pobj":
            return [up.head]
        return [up.i] if up.i != t.i else []

    def _up(self, i: int) -> list[int]:
        """The noun that holds it by "of": "threat" in "threat of war"."""
        t = self.g.tokens[self.g.outer(i)]
        up = self.g.tokens[t.head]
        return [up.head] if t.dep == "pobj" and up.lower == "of" else []

    def _carrier_subject(self, i: int) -> list[int]:
        light = self.light(i)
        if light is None or light.role != "active" or self.g.tokens[light.verb].lemma in words_of("lv_not_actor"):
            return []
        if light.via == "in":  # "are engaged in clashes" is no passive
            return self.g.surface(light.verb)
        return self.g.logical_subject(light.verb)

    def _victims(self, i: int) -> list[int]:
        light = self.light(i)
        if light is not None and light.role == "occur" and self.g.tokens[light.verb].lemma in HARMING:
            return self.g.direct(light.verb)
        if light is None or light.role != "passive":
            return []
        if light.via == "in":
            return self.g.logical_object(light.verb) or self.g.surface(light.verb)
        return self.g.surface(light.verb)

    def _past_town(self, i: int) -> list[int]:
        """ "the killing in Juba of two nuns": the parser hangs them on the town."""
        towns = [o for k in self.g.parse.children(i, "prep") if k.lower in ("in", "at", "near", "outside")
                 for o in self.g.parse.children(k.i, "pobj") if o.ent == "GPE"]  # fmt: skip
        return [h for o in towns for h in self.g.prep(o.i, "of") if self.is_a(h, "PERSON")]

    def _given(self, i: int) -> list[int]:
        return self._noun_prep("to", i)

    def _noun_prep(self, name: str, i: int) -> list[int]:
        """Objects of a preposition on the noun, what contains it, or the verb that carries it."""
        chain = self._chain(i)
        if name == "of":
            return self.reach.no_dates(name, [h for h in self.g.prep(i, name) or self._past_town(i) if h not in chain])
        found = [h for n in chain for h in self.g.prep(n, name) if h not in chain]
        light = self.light(i)
        if not found and light is not None:
            given = self.reach.dative(light.verb) if name == "to" else []  # "gave Chile a warning" is "to Chile"
            found = [h for h in given or self.reach.prep(name, light.verb) if h not in chain]
        return self.reach.no_dates(name, found)
