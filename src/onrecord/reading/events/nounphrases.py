"""Noun phrases of one text: conjuncts, containers, what stands below a preposition, owners.

Everything here works on token indices of one ``Parse``; answers are heads of noun phrases, conjuncts expanded.
"""

from __future__ import annotations

from functools import cached_property

from onrecord.knowledge.countries import senses
from onrecord.knowledge.frames import words_of
from onrecord.model import Parse, Token
from onrecord.reading.syntax import is_absolute

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})


class Phrases:
    """Looks up the noun phrases of one parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens

    @cached_property
    def _containers(self) -> frozenset[str]:
        return words_of("container")

    @cached_property
    def _houses(self) -> frozenset[str]:
        return words_of("house")

    def expand(self, head: int, *, before: int | None = None) -> list[int]:
        """A noun-phrase head and its conjuncts; "thousands of students" stands for the students.

        ``before`` is a clause that tells of them: "Okello, who was jailed, and Banda" jails nobody but Okello.
        """
        found: list[int] = []
        stack = [head]
        while stack:
            i = stack.pop(0)
            if i in found:
                continue
            found.append(i)
            joined = (k.i for k in self.parse.children(i, "conj") if k.pos in NOMINAL)
            stack.extend(k for k in joined if before is None or k < before)
        return [self.inner(i) for i in found]

    def beside_comma(self, verb: int, subject: int) -> list[int]:
        """A subject, in a headline two: "India, Bhutan agree on a dam", where the comma stands for "and"."""
        found = self.expand(subject)
        first = self.tokens[self.parse.sentence_of(verb).first]
        if first.i + 4 < verb or first.i + 3 > verb or self.tokens[first.i + 1].text != ",":
            return found
        other = max(subject, *(k.i for k in self.parse.children(verb, "nsubj", "nsubjpass")), first.i)
        lands = self._is_land(first) and self._is_land(self.tokens[first.i + 2])
        if not lands or other >= verb or (first.head != verb and first.i not in found):
            return found
        return list(dict.fromkeys([first.i, *found, *self.expand(other)]))

    def _is_land(self, t: Token) -> bool:
        """Whether a state may be called so."""
        return t.pos == "PROPN" and any(s.use == "country" for s in senses(t.text))

    def inner(self, i: int) -> int:
        """The noun inside a container: "a group of officers" is the officers."""
        for _ in range(3):
            t = self.tokens[i]
            if self._containers.isdisjoint((t.lemma, t.lower)) and t.pos != "NUM":
                return i
            inside = self.prep(i, "of")
            if not inside or (t.lemma == "member" and self._belongs(i, inside[0])):
                return i
            i = inside[0]
        return i

    def _belongs(self, member: int, of: int) -> bool:
        """Whether members are no part of a crowd but of a house or a family: "family members of the captives"."""
        return self.tokens[of].lemma in self._houses or bool(self.parse.children(member, "compound"))

    def outer(self, i: int) -> int:
        """The container around a noun: from "strikes" to "series" in "a series of air strikes"."""
        for _ in range(3):
            t = self.tokens[i]
            up = self.tokens[t.head]
            above = self.tokens[up.head]
            held = not self._containers.isdisjoint((above.lemma, above.lower))
            if t.dep == "pobj" and up.lower == "of" and held:
                i = up.head
            elif t.dep == "conj" and up.pos in ("NOUN", "PROPN") and up.i < i:
                i = up.i
            else:
                break
        return i

    def prep(self, i: int, *names: str) -> list[int]:
        """Objects of the prepositions ``names`` below token ``i``."""
        found: list[int] = []
        for k in self.parse.kids[i]:
            t = self.tokens[k]
            led = t.dep in ("prep", "agent", "dative", "prt", "advmod", "amod") and t.lower in names
            if led and not (t.lower == "with" and is_absolute(self.parse, k)):
                judged = ("amod", "acomp") if t.lower == "as" else ()  # "described the move as reckless"
                for o in self.parse.children(k, "pobj", "pcomp", *judged):
                    if o.dep in ("pobj", *judged) or o.lower in ("fighting", "shelling", "bombing", "shooting"):
                        found.extend(self.expand(o.i))
        return found

    def pcomp(self, i: int, *names: str) -> int | None:
        """The clause below preposition ``names`` of token ``i``: "accused of [cooperating]"."""
        for k in self.parse.kids[i]:
            t = self.tokens[k]
            if t.dep in ("prep", "agent", "dative") and t.lower in names:
                for o in self.parse.children(k, "pcomp"):
                    return o.i
        return None

    def possessor(self, i: int) -> list[int]:
        """Who owns noun ``i``: "Russia's invasion", "their attack"."""
        owners = [t for t in self.parse.children(i, "poss") if t.ent not in ("DATE", "TIME")]
        for said in self.parse.children(i, "amod") if not owners else ():  # "the premier's reported remarks"
            owners += [t for t in self.parse.children(said.i, "nsubj") if self.parse.children(t.i, "case")]
        return [h for t in owners for h in self.expand(t.i)]

    def has_kid(self, i: int, dep: str, *lowers: str) -> bool:
        """Whether ``i`` has a child with label ``dep`` and one of the words ``lowers``."""
        return any(t.dep == dep and t.lower in lowers for t in self.parse.children(i))
