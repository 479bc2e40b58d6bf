"""Who a source is, so that the same one is known again in another report.

Names and ids of the tables decide first. Bodies (an army, a ministry, the police) are known by their words and country,
and whoever speaks for a body is that body: its spokesman, its minister. Unnamed people are known by their role and by
the outlet they spoke to, and no more: two of them in two outlets may or may not be the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge import countries, names, sectors
from onrecord.knowledge.entry import key
from onrecord.knowledge.sourcewords import words as words_of
from onrecord.model import Source, SourceKind

LOCAL = re.compile(r":\d+(?::we)?$|^document:")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
CUT = re.compile(r" (?:who|which|that|whose|whom)\b|,| \(")
LINKS = re.compile(r"\b(?:for|of|in|at|from|with|on|to|by|about)\b")
DEFINITE = re.compile(r"(?:the|that|its|his|her|their)\b|\S+(?: \S+){0,3}['’]s? ", re.IGNORECASE)
FORCES = frozenset({"MIL", "COP"})
BODIES = frozenset({"government", "military", "organisation"})
Likeness = Literal["same", "maybe", "no"]


class Speaker(Struct, frozen=True, kw_only=True, gc=False):
    """A source as it can be compared."""

    text: str
    """Its fullest words in the report."""
    kind: SourceKind | None
    ident: str | None
    """Id that holds in every report; ``None`` for what only its own report knows."""
    name: str | None
    """A person's name."""
    words: frozenset[str]
    """What tells who it is: content words, singular."""
    head: str
    """Head noun of the role or body."""
    office: frozenset[str]
    """Words of the body it is or speaks for, empty where none."""
    body: str | None
    """Id of that body in the tables."""
    sector: str | None
    country: str | None
    definite: bool


def stable(ident: str | None) -> str | None:
    """An id that means the same in every report, else ``None``."""
    return None if ident is None or LOCAL.search(ident) else ident


def is_pronoun(text: str) -> bool:
    """Whether the words of a source only take up somebody."""
    return text.casefold().strip() in words_of("pronoun")


def singular(word: str) -> str:
    """A word without the plural's s, as far as comparing needs it."""
    if word in ("people", "persons"):
        return "person"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[str, ...]:
    """The words of a phrase that tell who is meant, in order, singular; numbers and articles tell nothing.

    A body of the tables stands as its id, so that "UN" and "United Nations" are one word.
    """
    plain = words_of("plain")
    found = (singular(key(w)) if ":" not in w else w for w in _with_ids(WORD.findall(text)))
    return tuple(w for w in found if w and w not in plain and not w.isdigit())


def _with_ids(words: list[str]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(words):
        hit = names.longest(words, at)
        ids = {e.id for e in hit[1] if e.kind != "outlet"} if hit else set()
        if hit is not None and len(ids) == 1:
            found.append(ids.pop())
            at += hit[0]
        else:
            found.append(words[at])
            at += 1
    return found


@lru_cache(maxsize=8192)
def _is_country(word: str) -> bool:
    return bool(countries.senses(word))


def _without_countries(text: str) -> tuple[str, ...]:
    kept = " ".join(w for w in WORD.findall(text) if not _is_country(w.removesuffix("'s").removesuffix("’s")))
    return content(kept)


def speaker(source: Source, text: str | None = None) -> Speaker:
    """What can be compared of ``source``; ``text`` gives fuller words that the same report has for it."""
    full = text or source.text
    ident = stable(source.id)
    issuer = _issuer(source, full)
    if issuer is not None:
        return issuer
    person = source.name if ident is not None and ident.startswith("person:") else None
    role = _role_phrase(full, person)
    front = LINKS.split(role, maxsplit=1)[0]
    fronted = content(front) or content(role)
    head = fronted[-1] if fronted else ""
    office, body = _office(source, role, head, person)
    return Speaker(
        text=full, kind=source.kind, ident=ident, name=person, words=frozenset(content(f"{role} {person or ''}")),
        head=head, office=office, body=body or (ident if ident and not person else None),
        sector=_sector(fronted), country=source.country, definite=bool(DEFINITE.match(full)),
    )  # fmt: skip


def _issuer(source: Source, text: str) -> Speaker | None:
    """Whose word a statement is: "a statement by the court", "the ministry's statement"; ``None`` for other papers."""
    if source.kind != "document":
        return None
    front, by, behind = _parted(text)
    words = content(front)
    if not words or words[-1] not in words_of("statement"):
        return None
    whose = behind if by else " ".join(WORD.findall(front)[:-1])
    if not content(whose):
        return None
    return speaker(
        Source(
            start=source.start, end=source.end, text=re.sub(r"['’]s$", "", whose.strip()), kind="organisation",
            country=source.country,
        )
    )  # fmt: skip


def _parted(text: str) -> tuple[str, str, str]:
    found = LINKS.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _role_phrase(text: str, person: str | None) -> str:
    """The words that say what somebody is: a name, and what follows a comma or "who", are left out."""
    if person:
        for part in (person, *person.split()):
            text = re.sub(rf"\b{re.escape(part)}\b", " ", text)
        return text.replace(",", " ").strip()
    cut = CUT.search(text, 3)
    return text[: cut.start()] if cut else text


def _office(source: Source, role: str, head: str, person: str | None) -> tuple[frozenset[str], str | None]:
    """The body a source is or speaks for: its words and its id."""
    named = head in words_of("spokes")
    leads = head in words_of("head")
    known = sectors.role(head)
    is_body = source.kind in BODIES or (known is not None and known.cls in ("body", "loosebody"))
    if not (named or leads or (is_body and not person)):
        return frozenset(), None
    phrase = " ".join(w for w in WORD.findall(role) if singular(key(w)) not in words_of("spokes"))
    found = set(_without_countries(phrase))
    if leads:
        found = {"ministry" if w in words_of("head") else w for w in found}
    entries = names.lookup(re.sub(r"^(?:the|an?) | (?:for|of)$|^(?:for|of) ", "", phrase.strip()))
    body = entries[0].id if len({e.id for e in entries}) == 1 else None
    if not found:
        found = {"government"} if source.kind == "government" or source.country else set(content(phrase))
    return frozenset(found), body


def _sector(words: tuple[str, ...]) -> str | None:
    """PLOVER sector of a role, by its longest known ending; a loose one ("leader") has that of its modifiers."""
    for start in range(len(words)):
        known = sectors.role(" ".join(words[start:]))
        if known is not None and known.sector and not known.cls.startswith("loose"):
            return known.sector
    return next((s for w in reversed(words[:-1]) if (s := sectors.modifier(w)) is not None), None)


def likeness(a: Speaker, b: Speaker, *, told_alike: bool) -> Likeness:
    """Whether two sources are one. ``told_alike``: both spoke to the same outlet, or one is cited from it."""
    if a.name and b.name:
        return "same" if same_person(a, b) else "no"
    if a.kind == "document" or b.kind == "document":
        return _documents(a, b)
    if a.ident and a.ident == b.ident:
        return "same"
    if a.country and b.country and a.country != b.country:
        return "no"
    if a.body and a.body == b.body:
        return "same"
    if a.office and b.office and _same_body(a, b):
        return "same"
    if a.office and b.office:
        return "maybe" if _part_of(a, b) or _part_of(b, a) else "no"
    return _by_role(a, b, told_alike=told_alike)


def same_person(a: Speaker, b: Speaker) -> bool:
    """One name is the other, or a part of it with the same last word."""
    if a.ident == b.ident:
        return True
    x, y = key(a.name or "").split(), key(b.name or "").split()
    return bool(x and y) and x[-1] == y[-1] and (set(x) <= set(y) or set(y) <= set(x))


def _documents(a: Speaker, b: Speaker) -> Likeness:
    """A document is no person; two are one where they are of one kind and no country tells them apart."""
    if a.kind != b.kind or (a.country and b.country and a.country != b.country):
        return "no"
    return "same" if a.head == b.head else "maybe"


def _same_body(a: Speaker, b: Speaker) -> bool:
    small, large = sorted((a.office, b.office), key=len)
    return small <= large or len(small & large) / len(small | large) >= 0.6


def _by_role(a: Speaker, b: Speaker, *, told_alike: bool) -> Likeness:
    """Unnamed people, and an unnamed one against a named one or a body."""
    if not compatible(a, b):
        return "no"
    if told_alike:
        return "same"
    one_is_named = bool(a.name) != bool(b.name)
    definite = (a.definite or a.name) and (b.definite or b.name)
    x, y = _role_words(a), _role_words(b)
    if definite and (one_is_named or a.head == b.head) and x and y and (x <= y or y <= x):
        return "same"  # "the bishop of Bunia", "its captain" and "the ship's captain": there is one
    return "maybe"


def _role_words(s: Speaker) -> frozenset[str]:
    return s.words - set(content(s.name or "")) - words_of("generic")


def compatible(a: Speaker, b: Speaker) -> bool:
    """Whether two roles can be one voice: the same head, a word shared, the same sector, or one that tells nothing.

    Against somebody named, or a body, only shared words count: "a police officer" may speak for "the police". But an
    officer known by name may speak for the army or police of his country, and so may who leads a brigade of it.
    """
    generic = words_of("generic")
    if a.head and a.head == b.head and a.head not in generic:
        return True
    if _role_words(a) & _role_words(b):
        return True
    if a.sector == b.sector and a.sector in FORCES and a.country == b.country and (_serves(a, b) or _serves(b, a)):
        return True
    if _part_of(a, b) or _part_of(b, a):
        return True
    if a.name or b.name or a.office or b.office:
        return False
    if any(s.head in generic and s.sector is None for s in (a, b)):
        return True
    return a.sector is not None and a.sector == b.sector and a.sector != "CVL"


def _part_of(a: Speaker, b: Speaker) -> bool:
    """Whether one is, or leads, a part of an army and the other is all of it: "the 31st Brigade", "Chad's army"."""
    parts = words_of("part")
    if a.country is None or a.country != b.country or b.sector != "MIL" or not b.office:
        return False
    return not a.words.isdisjoint(parts) and b.words.isdisjoint(parts)


def _serves(a: Speaker, b: Speaker) -> bool:
    """Whether one is an officer known by name and the other a force: "Colonel Ruvuma" and "the Congolese army"."""
    return bool(a.name and not a.office and b.office and a.country)
