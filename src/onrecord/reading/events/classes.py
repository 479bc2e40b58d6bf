"""What kind of noun stands at a token: person, state, armed, thing ... as the tables of frames ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.knowledge.countries import senses
from onrecord.knowledge.equipment import lookup
from onrecord.knowledge.frames import Need, classes, words_of
from onrecord.knowledge.occupations import occupation_words
from onrecord.knowledge.sectors import word_set
from onrecord.reading.entities.agreement import ARMED
from onrecord.reading.events.grammar import Grammar

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

PERSON_ENDINGS = (
    "er",
    "or",
    "girl",
    "boy",
    "child",
    "people",
    "ist",
    "ian",
    "woman",
    "women",
    "man",
    "men",
    "eer",
    "crat",
    "naire",
    "ee",
)
"""Nouns that end so are people, but for those of the list ``not_person``."""
AGED = re.compile(r"(?:\d{1,3}|[a-z]{3,12})-(?:year|month|week|day)-olds?")
""" "A 17-year-old was shot": the age stands for the one who has it."""
SERVICES = frozenset({"police", "army", "military", "navy", "air", "missile", "anti-aircraft", "gendarmerie"})
ARMOURED = frozenset({"car", "lorry", "truck", "vehicle", "column", "train", "personnel-carrier", "carrier", "bus"})
"""What carries soldiers if a word before it says so."""
ABSTRACT_ENDINGS = ("ism", "phobia", "ness")
BODIES = frozenset({"STATE", "ORG", "ARMED", "AGENT", "GPE"})
ACTING = word_set("acting persons")
"""Offices and ranks whose endings do not show that they are people."""
PEOPLE = frozenset({"PERSON", "AGENT", "VISITOR", "PUBLIC"})
STANDS_FOR = {
    "it": BODIES, "they": BODIES | PEOPLE, "them": BODIES | PEOPLE, "he": PEOPLE, "she": PEOPLE, "him": PEOPLE,
    "her": PEOPLE, "who": PEOPLE | BODIES, "which": BODIES, "that": BODIES | PEOPLE, "we": BODIES | PEOPLE,
}  # fmt: skip
"""Classes that a pronoun may stand for."""


class Nouns:
    """Word classes of the tokens of one text."""

    def __init__(self, grammar: Grammar, cast: Cast | None = None) -> None:
        self.g = grammar
        self.cast = cast

    def is_a(self, i: int, name: str) -> bool:
        """Whether the noun ``i`` is of word class ``name``."""
        t = self.g.tokens[i]
        group = classes().get(name)
        if group is None:
            return False
        if t.lemma in group.words or t.lower in group.words or t.ent in group.labels:
            return True
        if name in ("PERSON", "ARMED", "ATTACKER") and t.pos in ("NOUN", "PRON", "NUM") and self._someone(i, name):
            return True
        if t.pos == "PROPN" and (name == "PROPN" or (not t.ent and name in ("PERSON", "ORG"))):
            return True
        if t.pos == "PROPN" and name == "PERSON" and self._known_person(i):
            return True
        if t.pos == "PROPN" and name in ("PLACE", "PLACENAME", "GPE") and self._town(i):
            return True
        if t.pos == "PROPN" and name in ("STATE", "PLACENAME", "GPE") and self._land(i):
            return True
        if t.pos == "PROPN" and name == "ARMED" and self._under_arms(i):
            return True
        if name == "MATERIAL" and t.text[:1].isupper() and any(c.isdigit() for c in t.text):
            return lookup(t.text) is not None  # "F-16s"
        if "-" in t.lemma and t.lemma.rsplit("-", 1)[1] in group.words:
            return True
        if name in ("FORCEN", "VEHICLE") and t.pos == "PROPN" and self._titled(i, group.words):
            return True
        if name in ("FORCEN", "TROOPS") and t.lemma in ARMOURED:  # "armoured cars", "a convoy of army lorries"
            below = self.g.parse.children(i, "compound", "amod")
            return any(k.lower in SERVICES | {"armoured", "armored"} for k in below)
        if name == "FORCEN" and t.lemma in ("group", "system", "wing"):  # "a carrier strike group"
            before = {k.lemma for k in self.g.parse.children(i, "compound")}
            return bool(before & (group.words | {"strike", "battle", "task"}))
        if name in ("FORCEN", "ARMED") and t.lemma in ("officer", "defence", "defense"):
            before = {k.lemma for k in self.g.parse.children(i, "compound", "amod")}
            return bool(before & SERVICES)  # "200 police officers", "air defences"
        if name == "PERSON":
            if AGED.fullmatch(t.lower) or (t.pos == "NOUN" and t.lemma in occupation_words()):
                return True
            if t.pos == "NOUN" and t.lemma in ACTING:
                return True
            return t.pos == "NOUN" and t.lemma.endswith(PERSON_ENDINGS) and t.lemma not in words_of("not_person")
        if name == "ABSTRACT":
            return t.lemma.endswith(ABSTRACT_ENDINGS)
        return name == "AGENT" and self._agent(i)

    def _someone(self, i: int, name: str) -> bool:
        """ "no one", "any one": a person; "masked men", "armed youths": people under arms."""
        t = self.g.tokens[i]
        if name == "PERSON":
            return t.lower == "one" and i > 0 and self.g.tokens[i - 1].lower in ("no", "any")
        if t.lemma not in words_of("PERSON"):
            return False
        return any(k.lower in words_of("under_arms") for k in self.g.parse.children(i, "amod", "acl"))

    def _titled(self, i: int, words: frozenset[str]) -> bool:
        """ "the frigate Esmeralda", "the ferry Astra": what stands before its name says what it is."""
        before = self.g.parse.children(i, "compound", "nmod")
        return any(k.lemma in words and k.text.islower() for k in before)

    def _known_person(self, i: int) -> bool:
        """Whom the report calls a person elsewhere ("the writer Sadia Malik"), whatever the recogniser says."""
        ident = self.cast.who(i).actor.id if self.cast is not None else None
        return ident is not None and ident.startswith("person:")

    def _land(self, i: int) -> bool:
        """A state by the tables that the recogniser missed or took for a person: "Niger", "Uruguay"."""
        ident = self.cast.who(i).actor.id if self.cast is not None else None
        return ident is not None and ident.startswith("country:")

    def _under_arms(self, i: int) -> bool:
        """An army or an armed group by name: Hezbollah, the Lord's Resistance Army."""
        return self.cast is not None and self.cast.who(i).actor.sector in ARMED | {"MIL"}

    def _town(self, i: int) -> bool:
        """A town by the tables that the recogniser took for a person, where the report knows no such person."""
        t = self.g.tokens[i]
        if t.ent not in ("PERSON", "ORG", "") or self._known_person(i):
            return False
        first = min((k.i for k in self.g.parse.children(i, "compound")), default=i)
        name = self.g.parse.text[self.g.tokens[first].start : t.end]  # "Wad Madani"
        return any(s.use in ("capital", "city", "region", "seat") for s in senses(name))

    def _agent(self, i: int) -> bool:
        t = self.g.tokens[i]
        if t.pos == "NOUN" and t.text[:1].isupper() and t.i > 0 and t.tag == "NN":  # a name the tagger did not know
            return not any(self.is_a(i, n) for n in ("ABSTRACT", "MATERIAL", "HOSTILE"))
        return t.pos in ("PROPN", "PRON") or any(self.is_a(i, n) for n in ("PERSON", "ARMED", "STATE", "ORG"))

    def fits(self, i: int, need: Need) -> bool:
        """Whether noun ``i`` is one of the words or classes of a condition; a pronoun may stand for many."""
        t = self.g.tokens[i]
        if t.lemma in need.words or t.lower in need.words:
            return True
        if t.pos == "PRON" and not need.negative and not STANDS_FOR.get(t.lower, frozenset()).isdisjoint(need.classes):
            return True
        return any(self.is_a(i, c) for c in need.classes)
