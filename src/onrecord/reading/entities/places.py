"""Countries in a noun phrase: adjectives, possessives, "of"; capitals and seats as governments; the context."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from onrecord.knowledge import countries
from onrecord.knowledge.countries import Sense
from onrecord.knowledge.leaders import slug
from onrecord.knowledge.sectors import word_set
from onrecord.model import Mention, Parse, Place, Token
from onrecord.reading.entities import coref, phrases
from onrecord.reading.entities.kinds import kind_of
from onrecord.reading.entities.referents import Referent
from onrecord.reading.entities.scan import Hit

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

LOCATIVE = frozenset(("across around at in inside into near outside over through throughout within").split())
# A text is about a country that has this share of its country names, and at least so many (news sample of 2024).
MAIN_SHARE, MAIN_COUNT = 0.6, 3
# Or that has this share and so many times the names of the next.
HALF, TWICE = 0.5, 2
NEAR_PRECISION = frozenset({"city", "point", "admin", "region"})
"""How well a place of the gazetteer must be known to say in which country something stands."""
OPENING = 3
"""Words before a place at the head of its sentence, at most: "In the capital, Lomé, ..."."""


# Prepositions that tie a noun to a country, closest first.
LINKS = (("of",), ("from", "for"), ("in", "at", "to", "inside", "across", "throughout"))
ABROAD = word_set("abroad")
# States seen from another: "Iran's rivals".
OTHER_STATES = word_set("states to others")
# Parts of a land that are called after a people.
PARTS = word_set("parts of a land")
# Peoples that live in several states.
SPREAD = word_set("spread peoples")
NAMES = frozenset({"ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT"})


ONLY, MAIN = "context: the only country of the text", "context: the country that the text is mostly about"
SPEAKER = "context: the country of the official who speaks"


def is_whole_text(why: str) -> bool:
    """Whether a country was taken from all of the text or from who speaks: a place named beside "the president" says
    where he was, and he may have been abroad."""
    return why in (ONLY, MAIN, SPEAKER)


class Places:
    """The countries a text speaks of, by sentence, and what its names with two meanings mean."""

    def __init__(
        self, parse: Parse, hits: tuple[Hit, ...], *, title: str | None, located: Sequence[Place] = (),
        opening: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.parse = parse
        self.words = {t.lower for t in parse.tokens}
        self.all: dict[str, int] = {}
        self.where: dict[int, set[str]] = {}
        """Countries that a sentence gives as the place of things: "in Lahore", a dateline."""
        self.leads: dict[int, set[str]] = {}
        """The same where the sentence begins with it: "In Lahore, police ..."."""
        self.by_sentence: dict[int, set[str]] = {}
        self.spots: list[tuple[int, str]] = []
        """Tokens that name a country, its people or its capital, in text order."""
        self.opening = set(opening)
        """Countries of the dateline."""
        self.hinted = {e.country for h in hits for e in h.entries} | {
            e.country for h in hits for p in h.people for e in p.terms
        }
        self.located = _at_tokens(parse, located)
        inside = {i: n for n in parse.named if n.label in NAMES for i in range(n.first, n.last)}
        counted: set[int] = set()
        for before, hit, after in zip((None, *hits), hits, (*hits[1:], None), strict=False):
            sense = self.pick(hit)
            if sense is None or sense.country is None or sense.use == "ethnic":
                continue
            whole = inside.get(hit.first)
            if whole is not None and whole.last - whole.first > hit.last - hit.first + 1:
                continue  # "Canadian Solar" does not make a text one about Canada
            if self._ethnic(before, hit) or (after is not None and not self._ethnic(hit, after, joined=False)):
                continue  # "a Bosnian Serb leader" is of Bosnia, "a Turkish Cypriot" of Cyprus
            self.all[sense.country] = self.all.get(sense.country, 0) + 1
            counted.add(hit.last - 1)
            self._note(sense.country, hit.last - 1, town=sense.use in ("city", "region"))
        self.told = dict(self.all)
        """How often the text names each country or a town of it."""
        for i, land in self.located.items():
            if i not in counted and (land in self.all or land in self.opening or not self.all):
                self.told[land] = self.told.get(land, 0) + 1
                self._note(land, i, town=True)
        self.spots.sort()
        self.main = self._main()

    def _ethnic(self, before: Hit | None, hit: Hit, *, joined: bool = True) -> bool:
        """Whether ``hit`` is a people's name right behind a land's: the "Serb" of "Bosnian Serb". With ``joined`` off
        also true where the two do not stand together or are not both adjectives."""
        if before is None or before.last != hit.first or not (before.senses and hit.sense("adjective", "people")):
            return not joined
        return self.parse.tokens[hit.first].lower in SPREAD

    def _note(self, land: str, i: int, *, town: bool) -> None:
        """Where token ``i`` tells of a country."""
        head = self.parse.tokens[i]
        if not town:
            self.spots.append((i, land))
        self.by_sentence.setdefault(head.sent, set()).add(land)
        if (is_locative(self.parse, head) and not self._of_envoys(head)) or self.dateline(head):
            self.where.setdefault(head.sent, set()).add(land)
            if i - self.parse.sentences[head.sent].first <= OPENING and self._opens(head):
                self.leads.setdefault(head.sent, set()).add(land)

    def _of_envoys(self, head: Token) -> bool:
        """Whether somebody's envoy or embassy is there: "its ambassador in Lima" may be doing things anywhere."""
        prep = self.parse.tokens[head.head]
        return self.parse.tokens[prep.head].lemma in ABROAD

    def _opens(self, head: Token) -> bool:
        """Whether nothing but "but" or "meanwhile" stands before the "in" of a place: not "Its envoy in Lima"."""
        first = self.parse.sentences[head.sent].first
        while head.dep == "conj" and head.head != head.i:
            head = self.parse.tokens[head.head]
        before = self.parse.tokens[first : head.head] if head.head < head.i else ()
        return all(t.pos in ("ADV", "CCONJ", "PUNCT", "SCONJ") for t in before)

    def _main(self) -> str | None:
        """The country that the text is mostly about."""
        total = sum(self.told.values())
        ranked = sorted(self.told.items(), key=lambda x: -x[1])
        if not ranked or ranked[0][1] < MAIN_COUNT:
            return None
        land, most = ranked[0]
        next_best = ranked[1][1] if len(ranked) > 1 else 0
        clear = most >= MAIN_SHARE * total or (most >= HALF * total and most >= TWICE * next_best)
        return land if clear else None

    def dateline(self, head: Token) -> bool:
        """Whether ``head`` is the place of a dateline: "JERUSALEM - ", "NIAMEY, Niger (Lakeside News) - "."""
        if head.i > 5 or head.sent > 0:
            return False
        after = self.parse.tokens[head.i + 1 : head.i + 8]
        return any(t.text in ("-", "–", "—", "--") for t in after)

    def pick(self, hit: Hit) -> Sense | None:
        """The sense that counts: a country before an adjective before a capital before a region or city."""
        if not hit.senses or hit.people or hit.entries:
            return None
        head = self.parse.tokens[hit.last - 1]
        order = ("country", "adjective", "seat", "capital", "people", "region", "ethnic", "city")
        if head.tag in ("NNS", "NNPS") or (head.pos in ("NOUN", "PROPN") and not phrases.inside(self.parse, head)):
            order = ("country", "people", "seat", "capital", "region", "adjective", "ethnic", "city")
        for use in order:
            found = [s for s in hit.senses if s.use == use]
            if found:
                best = found[0] if len({s.country for s in found}) == 1 else self._by_context(found)
                near = self.located.get(hit.last - 1)
                if best is None or near is None or best.country in (None, near):
                    return best
                return replace(best, country=near) if use in ("region", "city") else best
        return None

    def _by_context(self, found: list[Sense]) -> Sense | None:
        near = [s for s in found if s.country in self.all or s.country in self.hinted]
        return near[0] if len({s.country for s in near}) == 1 else None


def _at_tokens(parse: Parse, located: Sequence[Place]) -> dict[int, str]:
    """Last token of each town or district of the gazetteer -> its country; none where the country itself is named."""
    starts = [t.start for t in parse.tokens]
    found: dict[int, str] = {}
    for p in located:
        if p.use == "place" and p.country is not None and p.precision in NEAR_PRECISION:
            i = bisect_right(starts, p.end - 1) - 1
            if i >= 0 and parse.tokens[i].start >= p.start and parse.tokens[i].pos in phrases.NOMINAL:
                found[i] = p.country
    return found


def is_locative(parse: Parse, t: Token) -> bool:
    """Whether ``t`` says where: "in Niger", "in Niger and Mali"."""
    while t.dep == "conj" and t.head != t.i:
        t = parse.tokens[t.head]
    return t.dep == "pobj" and parse.tokens[t.head].lower in LOCATIVE


def mention(r: Resolver, t: Token, first: int, last: int, hit: Hit) -> Mention | None:
    """A mention headed by the name of a country, people, capital, seat, region or city."""
    sense = r.places.pick(hit)
    if sense is None:
        names = " or ".join(sorted({s.name for s in hit.senses if s.use == hit.senses[0].use})[:3])
        return r.make(t, first, last, None, why=f"ambiguous: {names}") if names else None
    rival = countries.rival(sense.spelling)
    if rival is not None and sense.use == "country":
        before = r.hit_at.get(hit.first - 2) if r.parse.tokens[hit.first - 1].text == "," else None
        if before is not None and any(s.country == rival[0] for s in before.senses):
            return r.make(
                t, first, last, None, country=rival[0], why=f"place: {before.senses[0].name} is in {rival[0]}"
            )
        if rival[1] & r.places.words and not _other_sign(r, sense, hit):
            return r.make(t, first, last, None, why=f"ambiguous: {sense.name}, or a place of that name in {rival[0]}")
    named = r.named.get(t.i)
    if named is not None and named.label == "LANGUAGE":
        return r.make(t, first, last, None, why="a language")
    locative = is_locative(r.parse, t) or r.places.dateline(t)
    if sense.use == "people" or (sense.use == "adjective" and not phrases.inside(r.parse, t)):
        return _people(r, t, first, last, sense)
    if sense.use == "adjective":
        return r.make(t, first, last, None, country=sense.country, why=f"adjective: {t.text}")
    if sense.use in ("ethnic",):
        country, why = modifier_country(r, t.i, first, last)
        ref = Referent(
            f"people:{slug(sense.name)}-{(country or sense.country or '').lower()}", shape="people", name=sense.name,
            country=country or sense.country, sector="CVL", kind="public", plural=True,
        )  # fmt: skip
        return r.make(t, first, last, r.discourse.add(ref), why=f"table: peoples; {why}".rstrip("; "))
    known = _referent(sense)
    if known.country is None:
        known.country = modifier_country(r, t.i, first, last)[0]
    ref = r.discourse.add(known)
    why = {"country": "table: countries", "capital": "metonym: capital", "seat": "metonym: seat"}.get(
        sense.use, "table: places"
    )
    made = r.make(t, first, last, ref, why=why)
    if locative and sense.use != "seat":
        return replace(made, actor=replace(made.actor, sector=None, why="place: " + why), kind=None)
    return made


def _other_sign(r: Resolver, sense: Sense, hit: Hit) -> bool:
    """Whether an adjective, capital or neighbour tells that the state is meant."""
    return any(
        s.country == sense.country
        for h in r.hits
        if h is not hit
        for s in h.senses
        if s.use in ("adjective", "capital")
    )


def _people(r: Resolver, t: Token, first: int, last: int, sense: Sense) -> Mention:
    plural = t.tag in ("NNS", "NNPS") or t.pos == "ADJ" or t.lower.endswith(("ese", "ch", "sh", "men"))
    ethnic = any(r.parse.tokens[k].lower == "ethnic" for k in range(first, t.i))
    before = r.hit_at.get(t.i - 1) if t.i > first and t.lower in SPREAD else None
    owner = r.places.pick(before) if before is not None else None
    home = owner.country if owner is not None and owner.use in ("country", "adjective") else None
    home = home or next((c for o in phrases.objects(r.parse, t.i, "of") if (c := r.who(o.i).actor.country)), None)
    if ethnic or home is not None:
        near = home or next((c for o in phrases.objects(r.parse, t.i) if (c := r.who(o.i).actor.country)), None)
        ref = Referent(
            f"people:{slug(sense.name)}-{(near or '').lower()}", shape="people", name=None, country=near, sector="CVL",
            kind="public", plural=plural,
        )  # fmt: skip
        return r.make(t, first, last, r.discourse.add(ref), why="table: peoples; an ethnic group is no state's")
    ref = Referent(
        f"people:{(sense.country or slug(sense.name)).lower()}", shape="people" if plural else "person", name=None,
        country=sense.country, sector="CVL", kind="public" if plural else "unnamed", plural=plural,
    )  # fmt: skip
    return r.make(t, first, last, r.discourse.add(ref), why="table: peoples")


def state(iso3: str) -> Referent:
    """A country as an actor: its government."""
    known = countries.countries().get(iso3)
    return Referent(
        f"country:{iso3.lower()}", shape="state", name=known.name if known else None, country=iso3, sector="GOV",
        kind="government", roles={"country", "nation"},
    )  # fmt: skip


def _referent(sense: Sense) -> Referent:
    if sense.use in ("country", "capital") and sense.country is not None:
        return state(sense.country)
    if sense.use == "seat":
        sector = sense.sector or "GOV"
        return Referent(
            f"seat:{slug(sense.name)}", shape="body", name=sense.name, country=sense.country, sector=sector,
            kind=kind_of(sector, "body"),
        )  # fmt: skip
    return Referent(f"place:{slug(sense.name)}", shape="place", name=sense.name, country=sense.country)


def modifier_country(r: Resolver, head: int, first: int, last: int) -> tuple[str | None, str]:
    """Country that the words around ``head`` give it: "Venezuelan", "Chad's", "his country's", "of Chad"."""
    for way in (_named_before, _owner_before, _linked_after):
        country, why = way(r, head, first, last)
        if country is not None:
            return country, why
    return None, ""


def _named_before(r: Resolver, head: int, first: int, last: int) -> tuple[str | None, str]:
    """A country's name or adjective, a body of a country, "Lebanon-based" before the noun."""
    part = r.parse.tokens[head].lemma in PARTS
    for k in range(first, head):
        hit = r.hit_at.get(k)
        if part and hit is not None and hit.last == head and hit.sense("adjective") is not None:
            continue  # "the Serb entity" is not Serbia's
        if hit is not None and hit.first == k and hit.last <= head and not hit.people:
            if hit.entries:
                owner = r.who(hit.last - 1).actor
                if owner.country is not None:
                    return owner.country, f"of {owner.text}"
                continue
            sense = r.places.pick(hit)
            if sense is not None and sense.country is not None:
                return sense.country, f"{sense.use}: {r.parse.tokens[hit.last - 1].text}"
    for kid in r.parse.children(head, "amod", "compound", "nmod"):
        place, _, based = kid.text.rpartition("-")
        if based in ("based", "headquartered", "registered", "flagged"):
            found = {s.country for s in countries.senses(place)}
            if len(found) == 1 and None not in found:
                return found.pop(), f"{based}: {kid.text}"
    return None, ""


def _owner_before(r: Resolver, head: int, first: int, last: int) -> tuple[str | None, str]:
    """A possessor ("his country's") or a person's name ("the Maduro administration") before the noun."""
    for poss in r.parse.children(head, "poss"):
        owner = r.who(poss.i).actor
        if r.parse.tokens[head].lemma in OTHER_STATES and (owner.id or "").startswith("country:"):
            continue  # "its neighbour" is another state
        if owner.country is not None:
            return owner.country, f"possessive: {poss.text} = {owner.name or owner.text}"
    for kid in r.parse.children(head, "compound", "nmod"):
        if kid.pos == "PROPN" and kid.i < head and not _same_name(r, kid.i, head):
            owner = r.who(kid.i).actor
            if owner.country is not None and (owner.name is not None or owner.why == "the name of a thing"):
                return owner.country, f"of {owner.name or owner.text}"
    return None, ""


def _linked_after(r: Resolver, head: int, first: int, last: int) -> tuple[str | None, str]:
    """A country behind a preposition: "of Chad", "in Syria", "of Foreign Affairs of Turkey"."""
    # an embassy in Kabul is not Afghanistan's
    for words in LINKS[:2] if r.parse.tokens[head].lemma in ABROAD else LINKS:
        for obj in phrases.objects(r.parse, head, *words):
            owner = r.who(obj.i).actor
            if owner.country is not None:
                return owner.country, f"{words[0]}: {owner.text}"
    for obj in phrases.objects(r.parse, head, "of", "for"):
        for deeper in phrases.objects(r.parse, obj.i, "of"):
            owner = r.who(deeper.i).actor
            if owner.country is not None:
                return owner.country, f"of: {owner.text}"
    return None, ""


def _same_name(r: Resolver, a: int, b: int) -> bool:
    """Whether two tokens are parts of one name: "Carlos" and "Menem"."""
    hit, named = r.hit_at.get(a), r.named.get(a)
    return (hit is not None and hit is r.hit_at.get(b)) or (named is not None and named is r.named.get(b))


def speaker_country(r: Resolver, t: Token) -> str | None:
    """Country of the official, government or army in whose reported words ``t`` stands: "Turkish officials said the
    army ...". Whose army it is, they leave out because it is their own."""
    for a in r.parse.ancestors(t.i):
        if a.dep not in ("ccomp", "xcomp"):
            continue
        for s in r.parse.children(a.head, "nsubj"):
            actor = r.who(s.i).actor if s.i < t.i else None
            if actor is not None and actor.country is not None and actor.sector in ("GOV", "MIL", "COP", "LEG"):
                return actor.country
    return None


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
