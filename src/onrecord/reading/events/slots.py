"""What stands in the slots that frames name: ``subj``, ``obj``, ``on``, ``poss``, ``mod``, ``lv`` ..."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.frames import Need, classes, words_of
from onrecord.model import Token
from onrecord.reading.events.grammar import VERBAL, Grammar

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

PERSON_ENDINGS = ("er", "or", "ist", "ian", "woman", "women", "man", "men", "eer", "crat", "naire", "ee")
"""Nouns that end so are people, but for those of the list ``not_person``."""
ABSTRACT_ENDINGS = ("ism", "phobia", "ness")
WHEN = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL"})
BODIES = frozenset({"STATE", "ORG", "ARMED", "AGENT", "GPE"})
PEOPLE = frozenset({"PERSON", "AGENT", "VISITOR", "PUBLIC"})
STANDS_FOR = {
    "it": BODIES, "they": BODIES | PEOPLE, "them": BODIES | PEOPLE, "he": PEOPLE, "she": PEOPLE, "him": PEOPLE,
    "her": PEOPLE, "who": PEOPLE | BODIES, "which": BODIES, "that": BODIES | PEOPLE, "we": BODIES | PEOPLE,
}  # fmt: skip
"""Classes that a pronoun may stand for."""
NOUN_LABELS = frozenset({"GPE", "NORP", "ORG", "PERSON"})


class Light:
    """The verb that carries an event noun: "launch" in "launched an attack", "come" in "came under fire"."""

    __slots__ = ("role", "verb", "via")

    def __init__(self, verb: int, role: str, via: str) -> None:
        self.verb = verb
        self.role = role
        """``active``: subject does it; ``passive``: subject suffers it; ``occur``: the noun itself is subject."""
        self.via = via
        """Preposition between verb and noun, or empty."""


class Slots:
    """Fills slots for one grammar (one text)."""

    def __init__(self, grammar: Grammar, cast: Cast | None) -> None:
        self.g = grammar
        self.cast = cast
        self.fixed: dict[int, int] = {}
        """Last fixed word of the frame being tried at a trigger; "call on X" has its object below "on"."""
        self._light: dict[int, Light | None] = {}

    # ------------------------------------------------------------ classes

    def is_a(self, i: int, name: str) -> bool:
        """Whether the noun ``i`` is of word class ``name``."""
        t = self.g.tokens[i]
        group = classes().get(name)
        if group is None:
            return False
        if t.lemma in group.words or t.lower in group.words or t.ent in group.labels:
            return True
        if (
            name == "PERSON"
            and t.pos == "NOUN"
            and t.lemma.endswith(PERSON_ENDINGS)
            and t.lemma not in words_of("not_person")
        ):
            return True
        if t.pos == "PROPN" and (name == "PROPN" or (not t.ent and name in ("PERSON", "ORG"))):
            return True
        if "-" in t.lemma and t.lemma.rsplit("-", 1)[1] in group.words:
            return True
        if name == "ABSTRACT" and t.lemma.endswith(ABSTRACT_ENDINGS):
            return True
        if name == "AGENT":
            if t.pos == "NOUN" and t.text[:1].isupper() and t.i > 0 and t.tag == "NN":
                return not any(self.is_a(i, n) for n in ("ABSTRACT", "MATERIAL", "HOSTILE"))
            return t.pos in ("PROPN", "PRON") or any(self.is_a(i, n) for n in ("PERSON", "ARMED", "STATE", "ORG"))
        return False

    def fits(self, i: int, need: Need) -> bool:
        """Whether noun ``i`` meets the words and classes of a condition; unknown names pass as any class but things."""
        t = self.g.tokens[i]
        if t.lemma in need.words or t.lower in need.words:
            return True
        if t.pos == "PRON" and not need.negative and not STANDS_FOR.get(t.lower, frozenset()).isdisjoint(need.classes):
            return True
        return any(self.is_a(i, c) for c in need.classes)

    # ------------------------------------------------------------ slots

    def get(self, slot: str, i: int, *, noun: bool) -> list[int]:
        """Heads in ``slot`` of the trigger ``i``."""
        return self._noun(slot, i) if noun else self._verb(slot, i)

    def first(self, alternatives: tuple[tuple[str, ...], ...], i: int, *, noun: bool) -> tuple[int, ...]:
        """The first alternative that is filled; parts joined by "+" are pooled."""
        for parts in alternatives:
            found = [h for part in parts for h in self.get(part, i, noun=noun)]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def _verb(self, slot: str, i: int) -> list[int]:
        g = self.g
        if slot == "subj":
            return g.logical_subject(i)
        if slot == "obj":
            return self._fixed_object(i) or self._not_fixed(i, g.logical_object(i))
        if slot == "comp":
            c = g.complement(i)
            return [c] if c is not None else []
        if slot == "iobj":
            own = [h for t in g.parse.children(i, "dative") if t.pos != "ADP" for h in g.expand(t.i)]
            return own or g.prep(i, "to")
        if slot == "dat":
            return [h for t in g.parse.children(i, "dative") if t.pos != "ADP" for h in g.expand(t.i)]
        if slot.startswith("comp."):
            c = g.complement(i)
            return [] if c is None else self._verb(slot[5:], c)
        if slot == "ing":
            return [c for c in (g.pcomp(i, "of", "for", "from", "with", "in", "to", "against", "about", "over"),) if c]
        if slot == "inf":
            c = g.complement(i)
            return [c] if c is not None and g.has_kid(c, "aux", "to") else []
        if slot == "mandate":
            return self.mandate(i)
        if slot == "cause":
            return self.cause(i)
        if slot == "clause":
            return g.parse.subtree(i)[:60]
        if slot == "carrier":
            return self.addressees(i)
        if "." in slot:
            return self._dotted(slot, i, noun=False)
        if slot in ("prt", "acomp", "oprd", "advmod", "neg"):
            return [t.i for t in g.parse.children(i, slot)]
        return self._prep(slot, i)

    def _dotted(self, slot: str, i: int, *, noun: bool) -> list[int]:
        """``over.poss``: who owns what stands after "over"."""
        base, _, rest = slot.partition(".")
        return [h for o in self.get(base, i, noun=noun)[:1] for h in self._under(rest, o)]

    def _not_fixed(self, i: int, heads: list[int]) -> list[int]:
        """ "took three engineers hostage": where the parser makes the idiom the object, those it holds."""
        if heads != [self.fixed.get(i, i)]:
            return heads
        return [
            t.i for t in self.g.parse.children(heads[0], "compound", "nmod", "poss") if t.pos in ("NOUN", "PROPN")
        ] or heads

    def _fixed_object(self, i: int) -> list[int]:
        last = self.fixed.get(i, i)
        if last == i:
            return []
        return [h for t in self.g.parse.children(last, "pobj") for h in self.g.expand(t.i)]

    def _prep(self, name: str, i: int) -> list[int]:
        """Objects of a preposition on the verb, its object or its particle; no dates, "in" only with where or whom."""
        return self._no_dates(name, self._any_prep(name, i))

    def _no_dates(self, name: str, heads: list[int]) -> list[int]:
        kept = []
        for h in heads:
            t = self.g.tokens[h]
            if t.ent in WHEN or t.lemma in words_of("when"):
                continue
            if name == "in" and t.lemma in words_of("carrier"):
                continue
            kept.append(h)
        return kept

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
        if c is None:
            return []
        t = g.tokens[c]
        aux = g.parse.children(c, "aux", "auxpass")
        if any(k.lower in ("to", "should", "must", "be") and k.tag in ("TO", "MD", "VB") for k in aux):
            return [c] if not g.parse.children(c, "advmod") or not self._question(c) else []
        return [c] if t.tag in ("VB", "VBP", "VBG") and not aux and not self._question(c) else []

    def _question(self, c: int) -> bool:
        words = ("whether", "if", "why", "how", "what", "who", "when", "where")
        return any(k.lower in words for k in self.g.parse.children(c))

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
            found = g.prep(up.i, "to")
            verb = g.tokens[up.head]
            return found or (self._verb("iobj", verb.i) if up.dep == "dobj" else [])
        if t.dep in ("advcl", "xcomp") and up.pos in VERBAL:
            if any(o.lemma in words_of("carrier") for o in g.parse.children(up.i, "dobj")):
                return self._verb("iobj", up.i)
            if up.lemma in words_of("reach_out"):
                return g.direct(up.i) or g.prep(up.i, "to", "with")
        return []

    def _any_prep(self, name: str, i: int) -> list[int]:
        g = self.g
        found = g.prep(i, name)
        if found:
            return found
        for t in g.parse.children(i, "dobj", "prt", "attr", "advmod", "oprd", "acomp", "nsubjpass", "dative", "prep"):
            if t.dep == "nsubjpass" and not g.passive(i):
                continue
            found = self._deep_prep(name, t.i)
            if found:
                return found
        return []

    def _deep_prep(self, name: str, top: int) -> list[int]:
        """The nearest phrase with preposition ``name`` below a noun phrase: the parser hangs them anywhere there."""
        queue = [top]
        while queue:
            i = queue.pop(0)
            found = self.g.prep(i, name)
            if found:
                return found
            for t in self.g.parse.children(i, "prep", "pobj", "conj", "appos", "compound"):
                if t.dep == "prep" and t.lower in ("after", "since", "during", "before"):
                    continue
                queue.append(t.i)
        return []

    def _under(self, slot: str, noun: int) -> list[int]:
        if slot == "poss":
            return self.g.possessor(noun)
        if slot == "mod":
            return self.modifiers(noun)
        return self._deep_prep(slot, noun)

    def modifiers(self, noun: int) -> list[int]:
        """Names, nationalities and actors that stand before a noun: "US air strikes", "rebel attack"."""
        found = []
        for t in self.g.parse.children(noun, "compound", "amod", "nmod", "poss"):
            if t.dep == "poss" or t.i > noun or t.ent in WHEN or t.lemma in words_of("when"):
                continue
            known = t.ent in NOUN_LABELS or t.pos == "PROPN" or self._country(t) is not None
            if known and t.text[:1].isupper() and not self._is_place(t):
                found.append(t.i)
            elif t.dep in ("compound", "amod") and (
                t.lemma in classes()["ARMED"].words or t.lemma in ("government", "militant")
            ):
                if t.lemma not in (
                    "military",
                    "force",
                    "drone",
                    "tank",
                    "artillery",
                    "aircraft",
                    "jet",
                    "helicopter",
                    "missile",
                ):
                    found.append(t.i)
        return found

    def _country(self, t: Token) -> str | None:
        return self.cast.country_at(t.i)[0] if self.cast is not None else None

    def _is_place(self, t: Token) -> bool:
        return t.ent in ("LOC", "FAC", "DATE", "TIME")

    # ------------------------------------------------------------ nouns

    def light(self, noun: int) -> Light | None:
        """The verb that carries the event noun ``noun``, or ``None``."""
        if noun not in self._light:
            self._light[noun] = self._find_light(noun)
        return self._light[noun]

    def _find_light(self, noun: int) -> Light | None:
        g = self.g
        t = g.tokens[g.outer(noun)]
        up = g.tokens[t.head]
        if t.dep in ("dobj", "attr") and up.pos in VERBAL:
            if up.lemma in words_of("lv_passive"):
                return Light(up.i, "passive", "")
            if up.lemma in words_of("lv_active"):
                return Light(up.i, "active", "")
        if t.dep == "nsubjpass" and up.lemma in words_of("lv_active"):
            return Light(up.i, "active", "")
        if t.dep in ("nsubj", "nsubjpass") and up.lemma in words_of("occur"):
            return Light(up.i, "occur", "")
        if t.dep == "pobj":
            verb = g.tokens[up.head]
            if verb.pos in VERBAL:
                if up.lower == "under" and verb.lemma in ("come", "be", "remain"):
                    return Light(verb.i, "passive", "under")
                if up.lower == "to" and verb.lemma in ("subject", "expose"):
                    return Light(verb.i, "passive", "to")
                if up.lower == "in" and verb.lemma in (
                    "kill",
                    "die",
                    "injure",
                    "wound",
                    "target",
                    "hit",
                    "hurt",
                    "perish",
                    "participate",
                    "engage",
                    "join",
                    "destroy",
                    "damage",
                ):
                    return Light(
                        verb.i, "active" if verb.lemma in ("participate", "engage", "join") else "passive", "in"
                    )
                if up.lower in ("with", "to", "out", "on") and verb.lemma in (
                    "respond",
                    "retaliate",
                    "resort",
                    "carry",
                    "go",
                    "proceed",
                    "continue",
                    "agree",
                ):
                    return Light(verb.i, "active", up.lower)
        if t.dep in ("relcl", "acl", "dobj") and up.lemma == "carry":
            return Light(up.i, "active", "")
        for k in g.parse.children(t.i, "acl", "relcl"):
            if k.lemma in words_of("lv_active") and (g.passive(k.i) or t.i in g.direct(k.i)):
                return Light(k.i, "active", "")
        return None

    def _noun(self, slot: str, i: int) -> list[int]:
        g = self.g
        top = g.outer(i)
        chain = [i] if top == i else [i, top]
        if slot == "poss":
            return self._each(chain, g.possessor)
        if slot == "mod":
            return self._each(chain, self.modifiers)
        if slot == "amod":
            return [t.i for t in g.parse.children(i, "amod", "compound", "nmod")]
        if slot == "neg":
            return [t.i for t in g.parse.children(i, "neg", "det") if t.lower in ("no", "any")]
        if slot == "gov":
            return self._governor(top)
        if slot == "up":
            t = g.tokens[top]
            return [g.tokens[t.head].head] if t.dep == "pobj" and g.tokens[t.head].lower == "of" else []
        if slot == "clause":
            return g.parse.subtree(i)[:30]
        light = self.light(i)
        if slot == "lv":
            return [light.verb] if light else []
        if slot == "subj":
            if light is None or light.role != "active" or g.tokens[light.verb].lemma in words_of("lv_not_actor"):
                return []
            return g.logical_subject(light.verb)
        if slot == "victim":
            return self._victims(light)
        if slot == "comp":
            c = g.complement(i)
            return [c] if c is not None else []
        if slot.startswith("comp."):
            c = g.complement(i)
            return [] if c is None else self._verb(slot[5:], c)
        if "." in slot:
            return self._dotted(slot, i, noun=True)
        if slot == "ing":
            return [c for c in (g.pcomp(i, "of", "for", "against", "to", "on"),) if c]
        if slot == "iobj":
            found = (
                []
                if light is None
                else [h for t in g.parse.children(light.verb, "dative") if t.pos != "ADP" for h in g.expand(t.i)]
            )
            return found or self._noun("to", i)
        found = [h for n in chain for h in g.prep(n, slot) if h not in chain]
        if slot == "of":
            found = [h for h in g.prep(i, "of") if h not in chain]
        if not found and light is not None and slot not in ("of",):
            found = [h for h in self._prep(slot, light.verb) if h not in chain]
        return self._no_dates(slot, found)

    def _governor(self, noun: int) -> list[int]:
        t = self.g.tokens[noun]
        up = self.g.tokens[t.head]
        if t.dep == "pobj":
            return [up.head]
        return [up.i] if up.i != noun else []

    def _victims(self, light: Light | None) -> list[int]:
        if light is None or light.role != "passive":
            return []
        g = self.g
        if light.via == "in":
            return g.logical_object(light.verb) or g.surface(light.verb)
        return g.surface(light.verb)

    def _each(self, chain: list[int], look) -> list[int]:  # type: ignore[no-untyped-def]
        for n in chain:
            found = look(n)
            if found:
                return list(found)
        return []
