"""Phrases that hang somewhere near a verb or noun: prepositions, addressees, causes, nationalities before a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.countries import country_named, senses
from onrecord.knowledge.frames import classes, words_of
from onrecord.model import Token
from onrecord.reading.entities.scan import ADDRESS
from onrecord.reading.events.grammar import VERBAL, Grammar

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

WHEN = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL"})
NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
PLACES = frozenset({"LOC", "FAC", "DATE", "TIME"})
TOWARDS = frozenset({"in", "to", "at", "into"})
IN = frozenset({"in", "at", "near", "outside"})
SCENES = frozenset({"GPE", "LOC"})
BORDERS = frozenset({"border", "frontier", "boundary", "borderline"})
"""Nouns that tell with whom a land shares them: "a town on the border with Algeria" says where."""
CROSSING = frozenset({"across", "over", "into"})
"""Prepositions with which a border is what is crossed: "fired across the border"."""
LATER = frozenset({"after", "since", "during", "before", "according", "due", "owing", "thanks", "prior"})
"""Words below which the phrase of another word begins: "according to the papers" is given to nobody."""
QUESTIONS = frozenset({"whether", "if", "why", "how", "what", "who", "when", "where"})


class Reach:
    """Finds phrases around the tokens of one text."""

    def __init__(self, grammar: Grammar, cast: Cast | None) -> None:
        self.g = grammar
        self.cast = cast

    def no_dates(self, name: str, heads: list[int]) -> list[int]:
        """``heads`` of preposition ``name`` without times and borders; "in" also without letters and statements."""
        kept = []
        for h in heads:
            t = self.g.tokens[h]
            counted = name == "of" and t.ent == "ORDINAL"  # "the killing of a fourth"
            dated = t.ent in WHEN and not counted and not (t.pos == "PROPN" and senses(t.text))
            if t.lemma in words_of("when") or dated:
                continue
            if t.lemma in BORDERS and name not in CROSSING:
                continue
            if t.lemma in ("behalf", "account", "suspicion", "grounds", "ground") and name == "on":
                continue
            if name == "in" and t.lemma in words_of("carrier"):
                continue
            if name == "on" and t.lower in words_of("airwaves"):  # "announced on state television"
                continue
            kept.append(h)
        return kept

    def prep(self, name: str, i: int) -> list[int]:
        """Objects of preposition ``name`` on verb ``i``, its object or its particle."""
        g = self.g
        found = g.prep(i, name)
        if found:
            return self.no_dates(name, found)
        for t in g.parse.children(i, "dobj", "prt", "attr", "advmod", "oprd", "acomp", "nsubjpass", "dative", "prep"):
            if (t.dep == "nsubjpass" and not g.passive(i)) or (t.dep == "prep" and t.lower in LATER):
                continue
            if t.dep == "prep" and t.lower == "from" and name in TOWARDS:
                continue
            found = self.deep_prep(name, t.i)
            if found:
                return self.no_dates(name, found)
        return []

    def deep_prep(self, name: str, top: int) -> list[int]:
        """The nearest phrase with preposition ``name`` below a noun phrase: the parser hangs them anywhere there."""
        queue = [top]
        while queue:
            i = queue.pop(0)
            found = [] if self.g.tokens[i].lemma in BORDERS else self.g.prep(i, name)
            if found:
                return found
            for t in self.g.parse.children(i, "prep", "pobj", "conj", "appos", "compound"):
                if t.dep == "prep" and (t.lower in LATER or (t.lower == "from" and name in TOWARDS)):
                    continue  # "flew from a base in Ohio to Lima" goes nowhere in Ohio
                queue.append(t.i)
        return []

    def under(self, slot: str, noun: int) -> list[int]:
        """``poss``, ``mod``, ``amod`` or a preposition below a noun."""
        if slot == "poss":
            return self.g.possessor(noun)
        if slot == "mod":
            return self.modifiers(noun)
        if slot == "amod":
            return [t.i for t in self.g.parse.children(noun, "amod", "compound", "nmod")]
        found = self.deep_prep(slot, noun)
        if not found and slot == "by":  # "the plan put forward by Chile"
            made = [k.i for k in self.g.parse.children(noun, "acl") if k.tag in ("VBN", "VBD")]
            found = [h for k in made for h in self.g.prep(k, "by")]
        return found

    def dative(self, i: int) -> list[int]:
        """The indirect object: "gave [them] money"; "sent [Kenya] food aid", which the parser takes for one name."""
        found = [h for t in self.g.parse.children(i, "dative") if t.pos != "ADP" for h in self.g.expand(t.i)]
        if found:
            return found
        if self.g.given(i):
            return self.g.surface(i)  # "the envoy was denied a visa"
        objects = self.g.parse.children(i, "dobj")
        if len(objects) > 1 and self.g.tokens[i].lemma in words_of("giving"):
            return self.g.expand(objects[0].i)  # "pledged the miners a hospital"
        next_one = self.g.tokens[min(i + 1, len(self.g.tokens) - 1)]
        above = (next_one.head, self.g.tokens[next_one.head].head)  # "gave Laos ten lorries": hung on the ten
        inside = next_one.dep in ("compound", "nmod") and any(o.i in above for o in objects)
        if inside and next_one.pos == "PROPN":
            return self._land_begun(next_one.i)
        return []

    def _land_begun(self, first: int) -> list[int]:
        """The last word of the state or capital whose name begins at ``first``: "promised [Phnom Penh] engines"."""
        for last in range(first, min(first + 3, len(self.g.tokens))):
            if self.g.tokens[last].pos != "PROPN":
                return []
            name = self.g.parse.text[self.g.tokens[first].start : self.g.tokens[last].end]
            if country_named(name) is not None or any(s.use == "capital" for s in senses(name)):
                return [last]
        return []

    def cause(self, i: int) -> list[int]:
        """What did it, in the clause of "were killed when a bus overturned": its subject and its verb."""
        found = []
        for c in self.g.parse.children(i, "advcl"):
            if any(k.lower in ("when", "after", "as") for k in self.g.parse.children(c.i, "mark", "advmod")):
                found += [c.i, *self.g.surface(c.i)]
        return found

    def mandate(self, i: int) -> list[int]:
        """The clause of what is to be done: "to leave", "that he leave", "that he should leave"; not "that he left"."""
        g = self.g
        c = g.complement(i)
        if c is None or any(k.lower in QUESTIONS for k in g.parse.children(c)):
            return []
        aux = g.parse.children(c, "aux", "auxpass")
        if g.modal(c) in ("future", "would", "may"):
            return []  # "insists that the cost would be felt" asks for nothing
        if any(k.lower in ("to", "should", "must", "be") and k.tag in ("TO", "MD", "VB") for k in aux):
            return [c]
        if g.tokens[c].lower in ("are", "am", "have", "do"):  # "insisted that the camps are open" asks for nothing
            return []
        return [c] if g.tokens[c].tag in ("VB", "VBP", "VBG") and not aux else []

    def addressees(self, i: int) -> list[int]:
        """To whom the letter goes that asks: "sent letters to X requesting", "in his letter to X, he asked"."""
        g = self.g
        for p in g.parse.children(i, "prep"):
            for o in g.parse.children(p.i, "pobj"):
                if o.lemma in words_of("carrier"):
                    return g.prep(o.i, "to")
        t = g.tokens[i]
        up = g.tokens[t.head]
        if t.dep == "acl" and up.lemma in words_of("carrier"):
            return g.prep(up.i, "to") or (self._given(up.head) if up.dep == "dobj" else [])
        if t.dep in ("advcl", "xcomp") and up.pos in VERBAL:
            if any(o.lemma in words_of("carrier") for o in g.parse.children(up.i, "dobj")):
                return self._given(up.i)
            if up.lemma in words_of("reach_out"):
                return g.direct(up.i) or g.prep(up.i, "to", "with")
        return []

    def _given(self, i: int) -> list[int]:
        return self.dative(i) or self.g.prep(i, "to")

    def stands_for(self, noun: int, *, place: bool) -> list[int]:
        """Dnipro of "the Ukrainian city of Dnipro", "him" of "a warrant for his arrest"."""
        if place:
            return [h for h in self.g.prep(noun, "of") if self.g.tokens[h].ent == "GPE"]
        if self.g.tokens[noun].lemma in words_of("capture"):
            return self.g.prep(noun, "of") or self.g.possessor(noun)
        return []

    def modifiers(self, noun: int) -> list[int]:
        """Names, nationalities and actors that stand before a noun: "US air strikes", "rebel attack".

        What stands before a person's name is its first part, a title or whose person it is: "praised Mr Okello" has one
        recipient.
        """
        before = [k for k in self.g.parse.children(noun, "compound", "amod", "nmod") if not self._of_name(k, noun)]
        whole = self.g.tokens[noun].ent == "PERSON" or any(t.lower in ADDRESS for t in before)
        if whole and self.g.tokens[noun].pos == "PROPN":
            return []
        found = []
        for t in before:
            if t.i > noun or t.ent in WHEN or t.lemma in words_of("when") or self._arms(t) or self._in_title(t, noun):
                continue
            known = t.ent in NAMES or t.pos == "PROPN" or self._country(t.i) is not None
            named = known and t.text[:1].isupper() and t.ent not in PLACES
            if named or (t.dep != "nmod" and t.lemma in classes()["ATTACKER"].words):
                found.append(t.i)
                found += [k.i for k in self.g.parse.children(t.i, "conj") if t.ent == k.ent == "NORP" and k.i < noun]
        return found or self._inner_nationality(before)

    def _in_title(self, t: Token, noun: int) -> bool:
        """The "Charge" of "the Omani Charge d'Affaires": a part of what the noun itself is called."""
        if self.cast is None or t.pos != "PROPN" or self._country(t.i) is None:
            return False
        part, whole = self.cast.who(t.i).actor, self.cast.who(noun).actor
        return part.id is not None and part.id == whole.id and not part.name

    def _of_name(self, k: Token, noun: int) -> bool:
        """The East of "East Timor": a part of the land's own name."""
        t = self.g.tokens[noun]
        if k.pos != "PROPN" or t.pos != "PROPN" or t.ent != "GPE" or k.dep == "amod":
            return False
        return country_named(self.g.parse.text[k.start : t.end]) is not None and country_named(k.text) is None

    def _inner_nationality(self, before: list[Token]) -> list[int]:
        """ "a Russian drone and missile strike": the parser hangs "Russian" on the drone."""
        things = [t for t in before if t.dep in ("compound", "nmod") and not t.ent]
        below = [k for t in things for k in self.g.parse.children(t.i, "amod", "nmod")]
        return [k.i for k in below if k.ent == "NORP" and self._country(k.i) is not None]

    def _arms(self, t: Token) -> bool:
        """The drones of "Drone strikes on ...", written with a capital where a sentence begins."""
        return not t.ent and (t.lower in classes()["MATERIAL"].words or t.lower in words_of("VIOLENCE"))

    def scene(self, h: int, *, lands: bool = False) -> bool:
        """The town of "the Nairobi bombing", with ``lands`` also the land of "the Gaza war": where it happened and
        not who did it, as "the US strike" says."""
        t = self.g.tokens[h]
        if t.pos != "PROPN" or t.dep not in ("compound", "nmod"):
            return False
        uses = {s.use for s in senses(t.text)}
        if "country" in uses:
            return lands and t.ent in SCENES
        return t.ent in SCENES or bool(uses & {"capital", "region", "seat", "city"})

    def only_where(self, h: int) -> bool:
        """The town of "was arrested in Goma": its country's police may have done it, the town has none."""
        t = self.g.tokens[h]
        if self.cast is None or t.dep != "pobj" or self.g.tokens[t.head].lower not in IN:
            return False
        return (self.cast.who(h).actor.id or "").startswith("place:")

    def _country(self, i: int) -> str | None:
        return self.cast.country_at(i)[0] if self.cast is not None else None
