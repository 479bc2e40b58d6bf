"""Who held an office on the report's day: "the Venezuelan president", "the UN chief"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge import leaders
from onrecord.knowledge.offices import body_office, leader_of, office
from onrecord.knowledge.sectors import word_set
from onrecord.model import Mention, Token
from onrecord.reading.entities import phrases, rolewords
from onrecord.reading.entities.referents import Referent

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

INDEFINITE = frozenset({"a", "an", "any", "no", "every", "each", "another", "some", "one"})
CHIEFS = word_set("chiefs")


def office_holder(
    r: Resolver, t: Token, first: int, words: str, country: str | None, *, context: str = ""
) -> Mention | None:
    """ "the Venezuelan president": the person met under that office, else who held it on the report's day.

    ``context`` is the reason where the country comes from the text around: then only "the president" itself counts.
    """
    start = r.parse.tokens[first]
    if context and (start.lower != "the" or first != t.i - words.count(" ") - 1 or office(words) not in CHIEFS):
        return None
    if t.tag in ("NNS", "NNPS") or start.lower in INDEFINITE or _of_part(r, t, first):
        return None
    held, country = _office_meant(r, t, first, words, country)
    if held is None:
        return None
    last = phrases.bounds(r.parse, t.i)[1]
    met = [
        p for p in r.discourse.by_id.values()
        if p.shape == "person" and p.country == country and p.name
        and held in {office(w, country) or w for w in p.roles}
    ]  # fmt: skip
    if context and _another_met(r, held, country):
        return None
    if len(met) == 1 and not _called_otherwise(r, t, met[0].name or ""):
        return r.make(t, first, last, met[0], why=f"office: {words} of {country} = {met[0].name}")
    now = leaders.holders(country, held, r.on)
    if len({e.id for e in now}) != 1 or met:
        return None
    who = leaders.person(now[0].id)
    if who is None or _called_otherwise(r, t, who.name):
        return None
    ref = Referent(
        who.id, shape="person", name=who.name, country=country, sector=now[0].sector, kind="official",
        gender=who.gender, surname=who.surname, roles={words, held},
    )  # fmt: skip
    why = f"table: {now[0].table}, {held}{' of ' + country if country else ''} since {now[0].start or '?'}"
    why = f"{why}; {context}" if context else why
    return r.make(t, first, last, r.discourse.add(ref), why=why)


def _another_met(r: Resolver, held: str, country: str | None) -> bool:
    """Whether the text has spoken of who holds that office elsewhere: "the president" may well be he."""
    return any(
        p.shape == "person"
        and p.country not in (None, country)
        and held in {office(w, p.country) or w for w in p.roles}
        for p in r.discourse.by_id.values()
    )


def _called_otherwise(r: Resolver, t: Token, name: str) -> bool:
    """ "the defence minister, Kalle Raud,": the name that follows says who it is, also against the table."""
    known = set(name.casefold().split())
    for other in r.parse.children(t.i, "appos"):
        words = {k.text.casefold() for k in r.parse.children(other.i, "compound")} | {other.text.casefold()}
        if other.i > t.i and other.pos == "PROPN" and other.ent in ("PERSON", "") and not words & known:
            return True
    return False


def _office_meant(r: Resolver, t: Token, first: int, words: str, country: str | None) -> tuple[str | None, str | None]:
    """The office and its country; no country where it is an international body's."""
    before = [h for k in range(first, t.i) if (h := r.hit_at.get(k)) is not None]
    if country is None or any(h.entries for h in before):
        return _body_office(r, t, first, words), None
    if any(h.senses and h.sense("country", "adjective", "capital") is None for h in before):
        return None, country  # "the Chechen leader", "the Houthi leader"
    return (leader_of(country) if words == "leader" else office(words, country)), country


def _of_part(r: Resolver, t: Token, first: int) -> bool:
    """Whether the office is one of a part or a body of the country: "the president of the Senate", "a bank chief"."""
    tokens = r.parse.tokens
    whole = rolewords.role_of(r.parse, t.i, first, phrases.bounds(r.parse, t.i)[1])
    for obj in phrases.objects(r.parse, t.i, "of", "for"):
        if whole is not None and obj.i < whole[1]:
            continue  # the "State" of "Secretary of State"
        hit = r.hit_at.get(obj.i)
        if hit is None or hit.sense("country", "capital") is None:
            return True
    low = whole[0] if whole is not None else t.i
    return any(
        tokens[k].pos in ("NOUN", "PROPN") and k not in r.hit_at and rolewords.role_ending(r.parse, k, k) is not None
        for k in range(first, low)
    )


def _body_office(r: Resolver, t: Token, first: int, words: str) -> str | None:
    """Office of an international body named before the role ("the UN chief") or after it ("head of the UN")."""
    spots = [*range(first, t.i), *(o.i for o in phrases.objects(r.parse, t.i, "of"))]
    for k in spots:
        hit = r.hit_at.get(k)
        for e in hit.entries if hit is not None else ():
            found = body_office(e.id, words)
            if found is not None:
                return found
    return None
