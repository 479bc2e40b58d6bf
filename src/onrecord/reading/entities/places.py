"""Countries in a noun phrase: adjectives, possessives, "of"; capitals and seats as governments; the context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge import countries
from onrecord.knowledge.countries import Sense
from onrecord.knowledge.leaders import slug
from onrecord.model import Mention, Parse, Token
from onrecord.reading.entities import coref, phrases
from onrecord.reading.entities.referents import Referent
from onrecord.reading.entities.scan import Hit

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "across", "around", "throughout", "within", "over", "into", "through"})  # fmt: skip
# Names that are a country and something as well known; which one, the rest of the text decides.
AMBIGUOUS = {
    "georgia": ("GEO", frozenset({"atlanta", "florida", "alabama", "carolina", "tennessee", "savannah", "us", "fulton", "biden", "trump", "kemp"})),
    "congo": (None, frozenset()),
    "jordan": ("JOR", frozenset()),
    "chad": ("TCD", frozenset()),
}  # fmt: skip
# Sectors whose bare mention ("police", "the army") is the country's that the text is about.
NATIONAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "REB"})


class Places:
    """The countries a text speaks of, by sentence, and what its names with two meanings mean."""

    def __init__(self, parse: Parse, hits: tuple[Hit, ...], *, title: str | None) -> None:
        self.parse = parse
        self.by_sentence: dict[int, list[str]] = {}
        self.words = {t.lower for t in parse.tokens}
        self.all: dict[str, int] = {}
        for hit in hits:
            sense = self.pick(hit)
            if sense is not None and sense.country is not None and sense.use != "ethnic":
                s = parse.tokens[hit.first].sent
                self.by_sentence.setdefault(s, []).append(sense.country)
                self.all[sense.country] = self.all.get(sense.country, 0) + 1

    def pick(self, hit: Hit) -> Sense | None:
        """The sense that counts: a country before an adjective before a capital before a region or city."""
        if not hit.senses or hit.people or hit.entries:
            return None
        head = self.parse.tokens[hit.last - 1]
        order = ("country", "adjective", "seat", "capital", "people", "region", "ethnic", "city")
        if head.tag in ("NNS", "NNPS") or (head.pos in ("NOUN", "PROPN") and head.dep not in phrases.INSIDE):
            order = ("country", "people", "seat", "capital", "region", "adjective", "ethnic", "city")
        for use in order:
            found = [s for s in hit.senses if s.use == use]
            if found:
                return found[0] if len({s.country for s in found}) == 1 else self._by_context(found)
        return None

    def _by_context(self, found: list[Sense]) -> Sense | None:
        near = [s for s in found if s.country in self.all]
        return near[0] if len({s.country for s in near}) == 1 else None

    def context(self, sentence: int, sector: str | None, cls: str) -> tuple[str | None, str]:
        """Country of a bare "police", "the army", where the text leaves only one."""
        if sector not in NATIONAL:
            return None, ""
        here = set(self.by_sentence.get(sentence, ()))
        if len(here) == 1:
            return here.pop(), "context: the only country of the sentence"
        if here:
            return None, "no country: the sentence names several"
        mine = self.parse.sentences[sentence]
        near: set[str] = set()
        for s in self.parse.sentences[max(0, sentence - 4) : sentence]:
            if s.paragraph == mine.paragraph:
                near.update(self.by_sentence.get(s.index, ()))
        if len(near) == 1:
            return near.pop(), "context: the only country of the paragraph"
        if not near and len(self.all) == 1:
            return next(iter(self.all)), "context: the only country of the text"
        return None, "no country: the text leaves it open"


def mention(r: Resolver, t: Token, first: int, last: int, hit: Hit) -> Mention | None:
    """A mention headed by the name of a country, people, capital, seat, region or city."""
    sense = r.places.pick(hit)
    if sense is None:
        names = " or ".join(sorted({s.name for s in hit.senses if s.use == hit.senses[0].use})[:3])
        return r.make(t, first, last, None, why=f"ambiguous: {names}") if names else None
    folded = countries.fold(sense.spelling)
    if folded in AMBIGUOUS and AMBIGUOUS[folded][1] & r.places.words and not _other_sign(r, sense, hit):
        return r.make(t, first, last, None, why=f"ambiguous: {sense.name}, or a place of that name")
    locative = r.parse.tokens[t.head].lower in LOCATIVE and t.dep == "pobj"
    if sense.use == "people" or (sense.use == "adjective" and t.dep not in phrases.INSIDE):
        return _people(r, t, first, last, sense)
    if sense.use in ("ethnic",):
        country, why = modifier_country(r, t.i, first, last)
        ref = Referent(
            f"people:{slug(sense.name)}-{(country or sense.country or '').lower()}", shape="people", name=sense.name,
            country=country or sense.country, sector="CVL", kind="public", plural=True,
        )  # fmt: skip
        return r.make(t, first, last, r.discourse.add(ref), why=f"table: peoples; {why}".rstrip("; "))
    ref = r.discourse.add(_referent(sense))
    why = {"country": "table: countries", "capital": "metonym: capital", "seat": "metonym: seat"}.get(
        sense.use, "table: places"
    )
    made = r.make(t, first, last, ref, why=why)
    if locative and sense.use != "seat":
        from msgspec.structs import replace

        return replace(made, actor=replace(made.actor, sector=None, why="place: " + why), kind=None)
    return made


def _other_sign(r: Resolver, sense: Sense, hit: Hit) -> bool:
    """Whether an adjective, capital or neighbour tells that the state is meant."""
    return any(
        s.country == sense.country for h in r.hits if h is not hit for s in h.senses if s.use in ("adjective", "capital")
    )


def _people(r: Resolver, t: Token, first: int, last: int, sense: Sense) -> Mention:
    plural = t.tag in ("NNS", "NNPS") or t.pos == "ADJ" or t.lower.endswith(("ese", "ch", "sh", "men"))
    ref = Referent(
        f"people:{(sense.country or slug(sense.name)).lower()}", shape="people" if plural else "person", country=sense.country,
        name=None, sector="CVL", kind="public" if plural else "unnamed", plural=plural,
    )  # fmt: skip
    return r.make(t, first, last, r.discourse.add(ref), why="table: peoples")


def _referent(sense: Sense) -> Referent:
    if sense.use in ("country", "capital"):
        known = countries.countries().get(sense.country or "")
        name = known.name if known else sense.name
        return Referent(
            f"country:{(sense.country or '').lower()}", shape="state", name=name, country=sense.country, sector="GOV",
            kind="government", roles={"country", "government", "state", "nation"},
        )  # fmt: skip
    if sense.use == "seat":
        sector = sense.sector or "GOV"
        kind = "government" if sector in ("GOV", "LEG") else "military" if sector == "MIL" else "organisation"
        return Referent(
            f"seat:{slug(sense.name)}", shape="body", name=sense.name, country=sense.country, sector=sector, kind=kind
        )
    return Referent(f"place:{slug(sense.name)}", shape="place", name=sense.name, country=sense.country)


def modifier_country(r: Resolver, head: int, first: int, last: int) -> tuple[str | None, str]:
    """Country that the words around ``head`` give it: "Venezuelan", "Chad's", "his country's", "of Chad"."""
    tokens = r.parse.tokens
    for k in range(first, head):
        hit = r.hit_at.get(k)
        if hit is not None and hit.first == k and hit.last <= head and not hit.people:
            if hit.entries:
                owner = r.who(hit.last - 1).actor
                if owner.country is not None:
                    return owner.country, f"of {owner.text}"
                continue
            sense = r.places.pick(hit)
            if sense is not None and sense.country is not None:
                return sense.country, f"{sense.use}: {tokens[hit.last - 1].text}"
    for poss in r.parse.children(head, "poss"):
        owner = r.who(poss.i).actor
        if owner.country is not None:
            return owner.country, f"possessive: {poss.text} = {owner.name or owner.text}"
    for k in range(first, head):
        hit = r.hit_at.get(k)
        if hit is not None and hit.people and hit.last <= head:
            owner = r.who(hit.last - 1).actor
            if owner.country is not None:
                return owner.country, f"of {owner.name}"
    for words in (("of",), ("from", "for"), ("in", "at", "to", "inside", "across", "throughout")):
        for obj in phrases.objects(r.parse, head, *words):
            if obj.i >= last and obj.i < head:
                continue
            owner = r.who(obj.i).actor
            if owner.country is not None:
                return owner.country, f"{words[0]}: {owner.text}"
    return None, ""


def country_at(r: Resolver, i: int) -> tuple[str | None, str]:
    """Country that token ``i`` gives as an adjective, modifier or possessive, and why."""
    t = r.parse.tokens[i]
    hit = r.hit_at.get(i)
    if hit is not None and hit.senses and not hit.people and not hit.entries:
        sense = r.places.pick(hit)
        if sense is not None and sense.country is not None:
            return sense.country, f"{sense.use}: {t.text}"
    if t.pos in ("PRON", "DET", "NOUN", "PROPN") or coref.is_pronoun(t):
        actor = r.who(i).actor
        if actor.country is not None:
            return actor.country, actor.why or actor.text
    return None, "no country in the word"
