"""Which words of a text may name a place, with what speaks for and against it.

The parser's recogniser, the gazetteer and the words around decide together: each candidate carries the names of its
features, and ``place_weights.tsv`` says what each is worth (logistic regression, see ``training/knowledge``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import exp

from msgspec import Struct

from onrecord.knowledge.entry import rows
from onrecord.knowledge.gazetteer import Site, lookup
from onrecord.knowledge.names import fold
from onrecord.model import Parse, Token
from onrecord.reading.places.match import matches
from onrecord.reading.places.tables import capitals, demonyms
from onrecord.reading.places.words import words

RARE = 2.0
"""What a name without any other sense is worth beside the fitted weights: the annotated sets are poor in the towns of
today's wars, and their few foreign names are mostly persons; checked to cost neither set precision."""
RARE_PEOPLE = 3_000
WIDE = frozenset({"region", "continent"})
WIDE_PEOPLE = 100_000
"""A town smaller than this does not claim the name of a part of the world."""
AGAINST = frozenset({
    "surname", "first_name", "english_word", "common", "also_lower", "before_title", "before_first_name",
    "next_speech", "elsewhere_person", "next_media", "next_institutions",
})  # fmt: skip
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


class Candidate(Struct, gc=False):
    """Words that may name a place. ``sites`` is empty where the gazetteer does not know the name."""

    start: int
    end: int
    text: str
    first: int
    last: int
    sites: tuple[Site, ...]
    features: list[str]
    score: float = 0.0


def candidates(parse: Parse) -> list[Candidate]:
    """Every candidate of a text, in order, none overlapping, each scored."""
    found = [Candidate(*m, features=[]) for m in matches(parse)]
    for c in found:
        c.sites = _wide(c)
    taken = {i for c in found for i in range(c.first, c.last)}
    found += [c for c in _unknown(parse) if taken.isdisjoint(range(c.first, c.last))]
    found.sort(key=lambda c: c.start)
    around = _Around(parse, found)
    weights = _weights()
    for c in found:
        c.features += list(around.features(c))
        if _vague(c) and not any(x.country in around.countries for x in c.sites):
            continue  # "the eastern region" is everybody's
        if c.text.lower() in _bodies() and not any(_is_called(x, c.text, around.countries) for x in c.sites):
            continue  # "Hamas" is an old name of a German town
        total = sum(weights.get(f, 0.0) for f in c.features) + (RARE if _rare(c) else 0.0)
        c.score = 1 / (1 + exp(-total))
    return found


def _wide(c: Candidate) -> tuple[Site, ...]:
    """The Middle East is no town of that name where a part of the world bears it."""
    parts = [s for s in c.sites if s.kind in WIDE and fold(s.name) == fold(c.text)]
    if not parts:
        return c.sites
    return tuple(s for s in c.sites if s.kind not in ("city", "point") or s.population >= WIDE_PEOPLE)


def _vague(c: Candidate) -> bool:
    """Names like "Eastern Region", which name something only in a country that the text names."""
    parts = c.text.lower().split()
    return len(parts) == 2 and parts[0] in words("vague") and parts[1] in words("lower_end")


def _is_called(site: Site, text: str, countries: set[str]) -> bool:
    """Whether a place bears the name today and lies in a country that the text names; regions always count."""
    if site.kind not in ("city", "point"):
        return True
    return fold(site.name) == fold(text) and site.country in countries


def _rare(c: Candidate) -> bool:
    """A town's name that is no word, no person and no body that we know: "Avdiivka", whatever the recogniser says."""
    held = set(c.features)
    return (
        any(f.endswith("_alone") for f in held)
        and any(f.startswith("label_") and "_" not in f[6:] for f in held)
        and not held & AGAINST
        and c.text.lower() not in _bodies()
        and any(s.population >= RARE_PEOPLE or s.kind not in ("city", "point") for s in c.sites)
    )


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    """Names of groups and organisations, lower case, that towns also bear ("Hamas")."""
    found: set[str] = set()
    for table in ("groups.tsv", "organisations.tsv"):
        for row in rows(table):
            found.update(n.lower() for n in (row[1], *row[-1].split("|")))
    return frozenset(found)


def _unknown(parse: Parse) -> Iterator[Candidate]:
    """Places of the recogniser that the gazetteer does not know."""
    for ent in parse.named:
        if ent.label not in PLACE_LABELS:
            continue
        first, last = ent.first, ent.last
        while first < last and not parse.tokens[first].text[:1].isupper():
            first += 1
        while last > first and parse.tokens[last - 1].text[:1] in "'’,.\"":
            last -= 1
        if first < last:
            span = parse.span(first, last)
            yield Candidate(span.start, span.end, span.text, first, last, lookup(span.text), ["unknown_" + ent.label])


class _Around:
    """Features from the words around candidates and from the rest of the text."""

    def __init__(self, parse: Parse, found: list[Candidate]) -> None:
        self.parse = parse
        self.ent: dict[int, tuple[int, int, str]] = {}
        for n in parse.named:
            for i in range(n.first, n.last):
                self.ent[i] = (n.first, n.last, n.label)
        self.lower = {t.text for t in parse.tokens if t.text.islower()}
        self.labels: dict[str, set[str]] = {}
        self.surnames: set[str] = set()
        for n in parse.named:
            if n.label == "PERSON" and n.last - n.first > 1:
                self.surnames.add(parse.tokens[n.last - 1].lower)
                self.surnames.add(parse.tokens[n.first].lower)
        for c in found:
            self.labels.setdefault(c.text.lower(), set()).add(self.label(c))
        self.countries, self.areas = self._company(found)
        self.sure = {
            i for c in found for i in range(c.first, c.last)
            if self.label(c) in PLACE_LABELS or any(s.kind == "country" for s in c.sites)
        }  # fmt: skip
        self.paired = {c.text.lower() for c in found if self._beside_capital(c)}

    def _beside_capital(self, c: Candidate) -> bool:
        """Whether a name stands beside another capitalised word, as the parts of a person's name do."""
        for t in (self.at(c.first - 1), self.at(c.last)):
            if t is None or t.sent != self.parse.tokens[c.first].sent or not t.text[:1].isupper():
                continue
            if t.pos == "PROPN" and t.lower not in words("local_bodies") and t.lower not in words("area_nouns"):
                return True
        return False

    def _company(self, found: list[Candidate]) -> tuple[set[str], set[int]]:
        """Countries and first-level areas that the text names, also by their adjectives."""
        people = demonyms()
        lands = {people[t.text] for t in self.parse.tokens if t.text[:1].isupper() and t.text in people}
        areas: set[int] = set()
        for c in found:
            if self.label(c).startswith("PERSON"):
                continue
            for site in c.sites:
                if site.kind == "country" and site.country:
                    lands.add(site.country)
                elif site.kind == "admin1":
                    areas.add(site.index)
        return lands, areas

    def label(self, c: Candidate) -> str:
        """Label of the recogniser on the candidate's last word, and how the two spans lie."""
        hit = self.ent.get(c.last - 1) or self.ent.get(c.first)
        if hit is None:
            return "none"
        first, last, label = hit
        label = label if label in KNOWN_LABELS else "other"
        if (first, last) == (c.first, c.last) or (last - first <= c.last - c.first):
            return label
        inside = self.parse.tokens[first].lower == "the" and first + 1 == c.first
        side = "whole" if inside and last == c.last else "start" if c.first == first or inside else \
            "end" if c.last == last else "mid"  # fmt: skip
        return label if side == "whole" else f"{label}_{side}"

    def at(self, i: int) -> Token | None:
        """Token ``i``, if there is one."""
        return self.parse.tokens[i] if 0 <= i < len(self.parse.tokens) else None

    def features(self, c: Candidate) -> Iterator[str]:
        """Names of what holds for a candidate."""
        label = self.label(c)
        yield "bias"
        yield "label_" + label
        others = self.labels.get(c.text.lower(), set())
        if others & PLACE_LABELS and label not in PLACE_LABELS:
            yield "elsewhere_place"
        if any(o.startswith("PERSON") for o in others) and not label.startswith("PERSON"):
            yield "elsewhere_person"
        yield from self._name(c)
        yield from self._syntax(c)
        yield from self._before(c, self.at(c.first - 1), self.at(c.first - 2))
        yield from self._after(c, self.at(c.last), self.at(c.last + 1))

    def _name(self, c: Candidate) -> Iterator[str]:
        head = self.parse.tokens[c.last - 1]
        yield f"length_{min(3, c.last - c.first)}"
        yield "pos_" + (head.pos if head.pos in ("PROPN", "NOUN", "ADJ", "VERB", "ADP") else "other")
        if c.text.isupper() and len(c.text) > 3:
            yield "capitals"
        if c.text.lower() in self.lower and c.first + 1 == c.last:
            yield "also_lower"
        if c.text.lower() in words("common"):
            yield "common"
        if c.text.lower() in words("english"):
            yield "english_word"
        if c.text.lower() in words("first_names") and c.first + 1 == c.last:
            yield "first_name"
        if c.text.lower() in self.surnames:
            yield "surname"
        if not c.sites:
            return
        best = max(c.sites, key=weight)
        yield from self._sites(c)
        yield "kind_" + (best.kind if best.kind in KNOWN_KINDS else "area")
        yield f"people_{min(7, len(str(best.population)))}"
        yield f"rank_{min(s.rank for s in c.sites)}"
        if best.kind == "city":
            yield f"bearers_{min(4, len(c.sites))}"
        if c.first + 1 < c.last:
            yield "long_" + (best.kind if best.kind in KNOWN_KINDS else "area")

    def _sites(self, c: Candidate) -> Iterator[str]:
        """Whether places of the name lie where the text plays."""
        small = [s for s in c.sites if s.kind != "country"]
        if len(small) == len(c.sites) and not any(s.country in ENGLISH for s in small):
            company = "paired" if c.text.lower() in self.paired else "alone"
            yield f"foreign_{min(7, len(str(max(s.population for s in small))))}_{company}"
            if all(s.country in self.countries for s in small):
                yield "foreign_company"
        if any(s.country in self.countries and s.country not in ENGLISH for s in small):
            yield "company"
        if any(s.admin1 in self.areas for s in small):
            yield "company_area"

    def _syntax(self, c: Candidate) -> Iterator[str]:
        """Company in a list, and verbs that take places for objects."""
        head = self.parse.tokens[c.last - 1]
        above = self.parse.tokens[head.head]
        row = [k.i for k in self.parse.children(head.i, "conj", "appos")]
        row += [above.i] if head.dep in ("conj", "appos") else []
        if any(i in self.sure for i in row):
            yield "listed_with_place"
        if head.dep in ("dobj", "nsubjpass") and above.lemma in words("object_places"):
            yield "patient_foreign" if self._foreign(c) else "patient"
        if head.dep == "pobj" and above.lower in words("locative") and self._foreign(c):
            yield "locative_foreign"

    @staticmethod
    def _foreign(c: Candidate) -> bool:
        return bool(c.sites) and not any(s.country in ENGLISH for s in c.sites)

    def _before(self, c: Candidate, prev: Token | None, prev2: Token | None) -> Iterator[str]:
        if prev is None or prev.sent != self.parse.tokens[c.first].sent:
            yield "initial"
            return
        if prev.lower in words("locative"):
            yield "before_locative"
        elif prev.pos == "VERB" and (prev.lemma in words("object_places") or prev.lemma in words("leave_events")):
            yield "before_place_verb"
        elif prev.lower in ("of", "from", "to", "the", "and", ",", "(", "by", "for", "'s", "-", "--", "with"):
            yield "before_" + prev.lower
        elif prev.lower in words("titles"):
            yield "before_title"
        elif prev.text[:1].isupper():
            yield "before_first_name" if prev.lower in words("first_names") else "before_capital"
        elif prev.pos in ("VERB", "NOUN", "ADJ", "NUM"):
            yield "before_" + prev.pos
        if prev.lower == "," and prev2 is not None and lookup(prev2.text) and prev2.text[:1].isupper():
            yield "after_place_comma"
        if prev.lower == "of" and prev2 is not None and prev2.lower in words("institutions"):
            yield "of_institution"
        if prev.lower == "of" and prev2 is not None and prev2.lower in words("area_nouns"):
            yield "of_area"

    def _after(self, c: Candidate, nxt: Token | None, nxt2: Token | None) -> Iterator[str]:
        if nxt is None or nxt.sent != self.parse.tokens[c.first].sent:
            yield "final"
            return
        low = nxt.lower
        prev = self.at(c.first - 1)
        if prev is not None and prev.lower in words("locative") and nxt.pos in ("VERB", "AUX"):
            return  # "the ministry in Kyiv said": the verb belongs to the ministry
        for group in ("streets", "institutions", "media", "local_bodies", "area_nouns", "speech", "firms"):
            if low in words(group):
                acts = group == "speech" and c.text in capitals()
                yield "next_speech_capital" if acts else "next_" + group
        if low == "," and nxt2 is not None and _state(nxt2.text):
            yield "comma_state"
        elif _state(nxt.text) and nxt.text.endswith("."):
            yield "then_state"
        if low in (",", "'s", ".", ")", "and", "(", "-"):
            yield "next_" + low
        elif nxt.text[:1].isupper():
            yield "next_capital"
        elif nxt.pos in ("VERB", "AUX", "NOUN"):
            yield "next_" + nxt.pos


ENGLISH = frozenset({"USA", "GBR", "CAN", "AUS", "IRL", "NZL", "ZAF", "JAM", "PHL"})
"""Countries whose towns are called like English words and English-speaking people."""
KNOWN_LABELS = frozenset({"GPE", "LOC", "FAC", "ORG", "PERSON", "NORP", "EVENT", "PRODUCT"})
KNOWN_KINDS = frozenset({"city", "admin1", "admin2", "country", "sea", "river", "lake", "continent", "region"})


@lru_cache(maxsize=5_000)
def _state(text: str) -> bool:
    """Whether a word is a first-level area or a country."""
    return text[:1].isupper() and any(s.kind in ("admin1", "country") for s in lookup(text))


KIND_WEIGHT = {"country": 9.0, "continent": 9.0, "sea": 8.0, "region": 7.0, "admin1": 6.5, "admin": 6.5, "admin2": 2.0}


def weight(site: Site) -> float:
    """How likely a name means this place before anything else is known: people and kind; tuned on LGL and GeoVirus."""
    people = len(str(site.population)) if site.kind == "city" else 0
    return KIND_WEIGHT.get(site.kind, 5.0 if site.kind != "city" else 0.0) + people - 1.5 * site.rank


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in rows("place_weights.tsv")}
