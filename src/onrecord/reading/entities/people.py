"""Persons: full names, titles with names, surnames, and who held an office on the report's day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge import leaders
from onrecord.knowledge.entry import Entry
from onrecord.knowledge.leaders import Person, slug
from onrecord.knowledge.offices import office
from onrecord.knowledge.sectors import word_set
from onrecord.model import Mention, SourceKind, Token
from onrecord.reading.entities import names, nouns, phrases, places, rolewords
from onrecord.reading.entities.coref import gender_of_role, gender_of_title, last_word
from onrecord.reading.entities.known import FORMER, note_trade
from onrecord.reading.entities.referents import Referent
from onrecord.reading.entities.scan import ADDRESS, Hit
from onrecord.reading.entities.whose import is_home, whose

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

# Titles that are as often plain words of a name: "General Election", "Marine Corps", "Premier League".
ALSO_WORDS = word_set("titles that are plain words")
THINGS = word_set("named after persons")
WOMEN, MEN = word_set("given names of women"), word_set("given names of men")
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART"})
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "IGO", "JUD", "COP", "SPY"})
TOP = word_set("top offices")
JUST_BEFORE = 2
"""Sentences."""
UNTITLED = frozenset({"CVL", "AGR", "LAB", "BUS"})


def note_full_names(r: Resolver) -> None:
    """Full names of persons anywhere in the text, so that a surname in its first lines is understood."""
    for named in r.parse.named:
        if named.label == "PERSON" and named.last - named.first >= 2:
            words = [r.parse.tokens[k].text for k in range(named.first, named.last)]
            if words[-1] in ("'s", "’s"):
                words = words[:-1]
            if len(words) >= 2:
                r.full_names.setdefault(words[-1].casefold(), set()).add(" ".join(words))


def is_longer_name(r: Resolver, i: int, hit: Hit) -> bool:
    """Whether what the tables know is only a part of a longer name: "Michael Jordan", "Air France"."""
    named = r.named.get(i)
    tokens = r.parse.tokens
    if (
        hit.entries
        and hit.last - hit.first == 1
        and tokens[i].pos in ("NOUN", "ADJ", "VERB")
        and tokens[i].text[1:].islower()
    ):
        return True  # "People attend": a common word at the head of a sentence
    if named is None or named.label not in ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "EVENT"):
        return False
    first, end = named.first, named.last
    while end > hit.last and tokens[end - 1].tag == "POS":
        end -= 1
    while first < hit.first and (
        tokens[first].lower == "the" or rolewords.role_ending(r.parse, first, first) is not None
    ):
        first += 1
    if end > hit.last and not (hit.people and hit.last - hit.first > 1):
        return tokens[hit.last].pos == "PROPN" and named.label == "PERSON"
    if named.label == "PERSON":
        return (
            first < hit.first
            and hit.first - first <= 2
            and not hit.entries
            and (not hit.people or hit.last - hit.first == 1)
        )
    return (
        first < hit.first
        and bool(hit.senses)
        and all(tokens[k].pos == "PROPN" and k not in r.hit_at for k in range(first, hit.first))
    )


def is_person(r: Resolver, t: Token) -> bool:
    """Whether the proper noun ``t`` is a person's name."""
    if t.pos != "PROPN" or not t.text[:1].isupper():
        return False
    named = r.named.get(t.i)
    label = named.label if named is not None else ""
    before = r.parse.tokens[t.i - 1] if t.i else t
    if before.lower in ADDRESS and before.i != t.i:
        return True
    if label == "PERSON" and named is not None:
        if _of_a_body(r, t, named.first):
            return False  # "the human rights group Memorial"
        return rolewords.role_ending(r.parse, t.i, t.i) is None or named.last - named.first > 1
    met = t.text.casefold() in r.discourse.surnames
    if label in PLACES:
        return met or (label == "NORP" and names.by_first_name(r, t) is not None)
    if met:
        return not any(
            k.pos in ("PROPN", "ADJ") and k.i not in r.named for k in r.parse.children(t.i, "compound", "amod")
        )
    if rolewords.role_ending(r.parse, t.i, t.i) is not None:
        return False
    return names.acts_like_one(r, t) or _titled(r, t) or names.by_first_name(r, t) is not None


def _titled(r: Resolver, t: Token) -> bool:
    """A title before the name ("Judge Okafor"), or the surname of a known office-holder ("TRUMP SAYS")."""
    if t.i not in r.hit_at and not _inner(r, t) and _known(r, t, t.text, None, None) is not None:
        return True
    first, _ = phrases.bounds(r.parse, t.i)
    title = rolewords.title_before(r.parse, first, t.i)
    return title is not None and title[2].words not in ALSO_WORDS and not t.text.isupper()


def _of_a_body(r: Resolver, t: Token, low: int) -> bool:
    """Whether a word for a body stands right before the name that begins at ``low``."""
    if low == 0 or r.parse.tokens[low - 1].pos != "NOUN":
        return False
    found = rolewords.role_ending(r.parse, low - 1, low - 1)
    return found is not None and found[1].cls in ("body", "loosebody", "outlet")


def is_surname_met(r: Resolver, t: Token) -> bool:
    """Whether the tagger took the surname of somebody met for a common noun: "Trump accuses ..."."""
    return t.pos == "NOUN" and t.text[:1].isupper() and t.text.casefold() in r.discourse.surnames


def _of_a_thing(r: Resolver, t: Token) -> bool:
    """Whether the name is a ship's or a building's: "the Gerald Ford aircraft carrier"."""
    head = r.parse.tokens[t.head]
    if t.dep not in ("compound", "nmod") or head.i <= t.i:
        return False
    found = rolewords.role_ending(r.parse, head.i, t.i + 1)
    return head.lemma in THINGS or (found is not None and found[1].words in THINGS)


def _inner(r: Resolver, t: Token) -> bool:
    """Whether more of a name stands before ``t``."""
    return any(k.pos == "PROPN" and k.i == t.i - 1 for k in r.parse.children(t.i, "compound"))


def _name_start(r: Resolver, t: Token, first: int) -> int:
    """First token of the name that ends with ``t``, titles left out."""
    tokens = r.parse.tokens
    hit = r.hit_at.get(t.i)
    if hit is not None and hit.people:
        return hit.first
    named = r.named.get(t.i)
    low = t.i
    floor = max(first, named.first) if named is not None and named.label == "PERSON" else first
    while low > floor and tokens[low - 1].pos in ("PROPN", "ADP", "DET") and tokens[low - 1].text[:1].isalpha():
        before = tokens[low - 1]
        place = r.hit_at.get(before.i)
        if before.lower in ADDRESS or _is_title(r, before):
            break
        if place is not None and place.senses and (named is None or before.text.isupper()):  # "US Blinken"
            break
        if before.pos != "PROPN" and before.lower not in leaders.PARTICLES:
            break
        low -= 1
    return low


def _is_title(r: Resolver, t: Token) -> bool:
    """Whether a role stands at ``t``; that of a private person is more often a first name: "Hunter Biden"."""
    found = rolewords.role_ending(r.parse, t.i, t.i)
    return found is not None and not (t.text[:1].isupper() and t.ent == "PERSON" and found[1].sector in UNTITLED)


def person(r: Resolver, t: Token, first: int, last: int) -> Mention:
    """A mention of a named person."""
    tokens = r.parse.tokens
    low = _name_start(r, t, first)
    title = rolewords.title_before(r.parse, first, low) if low > first else None
    former = any(tokens[k].lower in FORMER for k in range(first, low))
    country, why = places.modifier_country(r, t.i, first, last) if low > first or last > t.i + 1 else (None, "")
    name = r.parse.text[tokens[low].start : t.end]
    gender = next((g for k in range(first, low) if (g := gender_of_title(tokens[k].lower))), None)
    if title is not None:
        gender = gender or gender_of_role(title[2].words)
    known = _known(r, t, name, title[2].words if title else None, country)
    if _of_a_thing(r, t):
        land = known.terms[-1].country if known is not None else None
        return r.make(t, first, last, None, country=land, why="the name of a thing")
    if known is not None:
        made = _table_person(r, t, first, last, known, title, former, country)
        note_trade(r, t, first, low, r.referents[t.i])
        if title is not None and former:
            r.referents[t.i].roles.add(f"former {title[2].words}")
        return _name_announced(r, t, made)
    earlier = _earlier(r, t, name, gender) or _knight(r, t, low, name) or names.by_inner_name(r, name)
    earlier = earlier or (names.by_first_name(r, t) if name == t.text and title is None else None)
    if earlier is not None:
        return r.make(t, first, last, earlier, why=f"coreference: {earlier.name}")
    sector, kind = None, "person"
    if title is not None:
        role = title[2]
        sector, by, lent = nouns.sector_of(r, tokens[title[1] - 1], first, title[0], role)
        country, stateless = country or lent or None, lent == ""
        kind = "official" if sector in OFFICIAL else "person"
        if former:
            sector, kind = ("ELI" if sector in ("GOV", "LEG", "ELI") else None), "person"
        if country is None and not (former or stateless) and _announced(r, t, role.words, None) is None:
            country, why = whose(r, t, sector)
        elif country is None and former and not stateless and sector == "ELI":
            found, context = whose(r, t, "GOV")
            if is_home(r.places, found, context):
                country, why = found, context
        why = "; ".join(x for x in (f"title: {by}", why) if x)
    named_before = _announced(r, t, title[2].words if title else None, country)
    if named_before is not None:
        country, sector = country or named_before.country, sector or named_before.sector
        kind = kind if kind != "person" or named_before.sector not in OFFICIAL else "official"
        why = "; ".join(x for x in (why, f"named before as {named_before.id.split(':')[0]}") if x)
    full = _full(r, name)
    ref = Referent(
        f"person:{slug(full) or full}", shape="person", name=full, country=country, sector=sector, kind=kind,  # type: ignore[arg-type]
        gender=gender or _given(full), surname=full.split()[-1],
    )  # fmt: skip
    if title is not None:
        ref.roles |= {title[2].words, *last_word(title[2].words)} | ({f"former {title[2].words}"} if former else set())
    note_trade(r, t, first, low, ref)
    if named_before is not None:
        ref.roles |= named_before.roles
        ref.gender = ref.gender or named_before.gender
    return _name_announced(r, t, r.make(t, first, last, r.discourse.add(ref), why=why or "name"))


def _name_announced(r: Resolver, t: Token, made: Mention) -> Mention:
    """Who was only announced ("his daughter, Liz Cheney", "the premier, X") has the name that follows."""
    at = names.announcer(r, t)
    head = r.referents.get(at) if at is not None else None
    if at is not None and head is not None and head.shape == "person" and head.name is None and not head.plural:
        r.rename(at, r.referents[t.i])
    return made


def _given(name: str) -> str | None:
    """f or m where the first name is one that mostly women or mostly men bear."""
    first = name.split()[0].casefold() if " " in name else ""
    return "f" if first in WOMEN else "m" if first in MEN else None


def _announced(r: Resolver, t: Token, title: str | None, country: str | None) -> Referent | None:
    """Who the name was announced as: "Israel's ambassador, Anna Azari", or with a title some sentences later."""
    at = names.announcer(r, t)
    if at is not None:
        ref = r.referents.get(at)
        if ref is not None and ref.shape == "person" and ref.name is None and not ref.plural:
            return ref
    if title is None or country is not None:
        return None
    met = [
        p for p in r.discourse.recent(t.sent, 4)
        if p.shape == "person" and p.name is None and not p.plural and p.country is not None and title in p.roles
    ]  # fmt: skip
    return met[0] if len(met) == 1 else None


def _full(r: Resolver, name: str) -> str:
    """The full name that the text gives elsewhere for a surname, where it gives one."""
    if " " in name:
        return name
    found = r.full_names.get(name.casefold(), set())
    return next(iter(found)) if len(found) == 1 else name


def _earlier(r: Resolver, t: Token, name: str, gender: str | None) -> Referent | None:
    """A person already met whose name or surname this is. Of two of one surname "Mr" and "Mrs" tell, or that one
    alone was spoken of just before; else ``None``."""
    found = r.discourse.surnames.get(name.split()[-1].casefold(), [])
    if len(found) > 1 and gender is not None and " " not in name:
        found = [p for p in found if p.gender in (None, gender)]
    if len(found) > 1 and " " not in name:
        near = [p for p in found if p.seen and t.sent - p.seen[-1][0] <= JUST_BEFORE]
        found = near if len(near) == 1 else found
    if " " in name:
        found = [
            p
            for p in found
            if p.name and (p.name.casefold() == name.casefold() or set(name.split()) <= set(p.name.split()))
        ]
    return found[0] if len(found) == 1 else None


def _knight(r: Resolver, t: Token, low: int, name: str) -> Referent | None:
    """ "Sir Keir", "Dame Priti": knights are called by their first names."""
    if " " in name or low == 0 or r.parse.tokens[low - 1].lower not in ("sir", "dame"):
        return None
    met = [p for p in r.discourse.by_id.values() if p.shape == "person" and p.name and p.name.split()[0] == name]
    return met[0] if len(met) == 1 else None


def _known(r: Resolver, t: Token, name: str, title: str | None, country: str | None) -> Person | None:
    """The person of the tables: by full name, or by surname with office and country that fit."""
    hit = r.hit_at.get(t.i)
    if hit is not None and hit.people:
        return _fitting(hit.people, country, r.on)
    if " " in name:
        return _misspelt(r, name, title, country)
    met = r.discourse.surnames.get(name.casefold(), [])
    if met:
        return leaders.person(met[0].id) if len(met) == 1 else None
    full = _full(r, name)
    if full != name:
        found = leaders.named(full)
        return _fitting(found, country, r.on) if found else None
    if _goes_on(r, t):
        return None
    found = leaders.called(name)
    if country is not None:
        found = tuple(p for p in found if any(e.country == country for e in p.terms))
    held = office(title, country or "USA") if title else None
    if held is not None:
        found = tuple(p for p in found if any(e.role == held for e in p.terms)) or found
        now = tuple(p for p in found if any(e.role == held and e.holds(r.on) for e in p.terms))
        return now[0] if len(now) == 1 else found[0] if len(found) == 1 else None
    now = tuple(p for p in found if any(e.role in TOP and e.holds(r.on) for e in p.terms))
    if len(now) == 1 and (
        country is not None or any(e.country in r.places.all for e in now[0].terms) or len(found) == 1
    ):
        return now[0]
    past = [p for p in found if any(e.role in TOP and (r.on is None or (e.start or "") <= r.on) for e in p.terms)]
    if len(found) == len(past) == 1 and any(e.country in r.places.all for e in past[0].terms):
        return past[0]  # out of office but the only one of that name: "Trump" in 2022
    return None


def _goes_on(r: Resolver, t: Token) -> bool:
    """Whether the name goes on after ``t``, as a first name does, wherever the parser cut it: "give Ana Freeling a"."""
    after = r.parse.tokens[t.i + 1] if t.i + 1 < len(r.parse.tokens) else t
    glued = after.start == t.end + 1 and after.sent == t.sent
    return glued and after.pos == "PROPN" and after.text[1:].islower() and after.i not in r.hit_at


def _misspelt(r: Resolver, name: str, title: str | None, country: str | None) -> Person | None:
    """Office, country and surname are those of one person and the first name begins alike: "Emmanual Macron"."""
    held = office(title, country) if title else None
    words = name.split()
    if held is None or country is None:
        return None
    found = [
        p for p in leaders.called(words[-1])
        if p.name[0] == words[0][0] and any(e.role == held and e.country == country and e.holds(r.on) for e in p.terms)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _fitting(found: tuple[Person, ...], country: str | None, day: str | None) -> Person | None:
    if len(found) == 1:
        return found[0]
    by_country = [p for p in found if country and any(e.country == country for e in p.terms)]
    if len(by_country) == 1:
        return by_country[0]
    now = [p for p in found if leaders.term(p, day)]
    return now[0] if len(now) == 1 else None


def _table_person(
    r: Resolver, t: Token, first: int, last: int, who: Person, title: tuple[int, int, object] | None, former: bool,
    country: str | None,
) -> Mention:  # fmt: skip
    """The mention of a person of the tables, in office or out of it on the report's day."""
    now = leaders.term(who, r.on)
    words = title[2].words if title else ""  # type: ignore[attr-defined]
    stated = [e for e in who.terms if office(words, e.country) == e.role] if words else []
    past = [e for e in who.terms if r.on is None or (e.start or "") <= r.on]
    stated = [e for e in stated if r.on is None or (e.start or "") <= r.on] or stated
    best: Entry = now or (stated[-1] if stated else past[-1] if past else who.terms[0])
    sector: str | None = best.sector
    kind: SourceKind = "official"
    of = f" of {best.country}" if best.country else ""
    why = f"table: {best.table}, {best.role or 'known'}{of}, since {best.start or '?'}"
    if now is None and not past and not stated:
        sector, kind = (title[2].sector if title else None), "person"  # type: ignore[attr-defined]
        why = f"table: {best.table}; not yet {best.role}{of}"
    elif former or (now is None and not stated and best.end is not None and r.on is not None and best.end < r.on):
        sector, kind = ("ELI" if best.sector in ("GOV", "LEG", "MIL") else best.sector), "person"
        why = f"table: {best.table}, former {best.role or 'holder'}, until {best.end or '?'}"
    if sector in ("OPP", "REB", "CRM", "BUS", "ELI", "CVL"):
        kind = "person"
    ref = Referent(
        who.id, shape="person", name=who.name, country=best.country, sector=sector, kind=kind, gender=who.gender,
        surname=who.surname, why=why,
    )  # fmt: skip
    if best.role:
        ref.roles |= {best.role}
    if words:
        ref.roles |= {words, *last_word(words)}
    seen = r.discourse.by_id.get(who.id)
    made = r.discourse.add(ref)
    r.discourse.call(made, t.text)
    name_only = seen is not None and r.hit_at.get(t.i) is None
    return r.make(t, first, last, made, why=f"coreference: {who.name}" if name_only else why)
