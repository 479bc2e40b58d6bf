"""Who held which office when: heads of state and government, ministers, heads of organisations and armed groups.

Source: data/leaders*.tsv, data/ministers.tsv. A person is an entry for each term in office.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from onrecord.knowledge.countries import fold, fold_word
from onrecord.knowledge.entry import Entry, rows

TABLES = {
    "leaders.tsv": "heads of state and government",
    "ministers.tsv": "ministers",
    "leaders_others.tsv": "persons in the news",
}
# Family name first, as written in English: the first word is the surname.
FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "KHM", "HKG"})
PARTICLES = frozenset(
    {"al", "el", "bin", "ben", "van", "von", "de", "da", "dos", "del", "la", "der", "di", "ibn", "abu"}
)


class Person(Struct, frozen=True, gc=False):
    """A person and the terms in office, earliest first."""

    id: str
    name: str
    surname: str
    gender: str | None
    terms: tuple[Entry, ...]


def slug(name: str) -> str:
    """ASCII words joined by hyphens, for ids."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in flat.replace("'", "")).split())


def surname_of(name: str, country: str | None) -> str:
    """The word a person is called by after first mention."""
    words = name.split()
    if country in FAMILY_FIRST and len(words) in (2, 3) and "." not in words[0]:
        return words[0]
    return words[-1].split("-", 1)[1] if words[-1].lower().startswith(("al-", "el-")) else words[-1]


class _Index(Struct, frozen=True, gc=False):
    people: dict[str, Person]
    names: dict[str, tuple[str, ...]]
    """Folded full name -> person ids."""
    firsts: dict[str, int]
    surnames: dict[str, tuple[str, ...]]
    offices: dict[tuple[str | None, str], tuple[Entry, ...]]


@lru_cache(maxsize=1)
def _index() -> _Index:
    terms: dict[str, list[Entry]] = {}
    facts: dict[str, tuple[str, str, str]] = {}
    names: dict[str, dict[str, None]] = {}
    surnames: dict[str, dict[str, None]] = {}
    offices: dict[tuple[str | None, str], list[Entry]] = {}
    for file, table in TABLES.items():
        for country, office, name, start, end, gender, sector, aliases in rows(file):
            ident = "person:" + slug(name)
            iso3 = country or None
            made = Entry(
                id=ident, name=name, kind="person", country=iso3, sector=sector or "GOV", role=office or None,
                start=start or None, end=end or None, table=table,
            )  # fmt: skip
            terms.setdefault(ident, []).append(made)
            calls = [a[1:] for a in aliases.split("|") if a.startswith("=")]
            last = calls[0] if calls else surname_of(name, iso3)
            old = facts.get(ident)
            if old is None or calls:
                facts[ident] = (name, last, gender or (old[2] if old else ""))
            for alias in (name, *(a for a in aliases.split("|") if a and not a.startswith("="))):
                names.setdefault(fold(alias), {})[ident] = None
            surnames.setdefault(fold(last), {})[ident] = None
            if office:
                offices.setdefault((iso3, office), []).append(made)
    people = {
        ident: Person(
            ident, *facts[ident][:2], facts[ident][2] or "m", tuple(sorted(found, key=lambda e: e.start or ""))
        )
        for ident, found in terms.items()
    }
    firsts: dict[str, int] = {}
    for folded in names:
        words = folded.split()
        firsts[words[0]] = max(firsts.get(words[0], 0), len(words))
    return _Index(
        people, {n: tuple(i) for n, i in names.items()}, firsts, {n: tuple(i) for n, i in surnames.items()},
        {k: tuple(v) for k, v in offices.items()},
    )  # fmt: skip


def person(ident: str) -> Person | None:
    """The person of this id."""
    return _index().people.get(ident)


def named(name: str) -> tuple[Person, ...]:
    """Persons of this full name or alias."""
    index = _index()
    return tuple(index.people[i] for i in index.names.get(fold(name), ()))


def called(surname: str) -> tuple[Person, ...]:
    """Persons who are called by this surname."""
    index = _index()
    return tuple(index.people[i] for i in index.surnames.get(fold(surname), ()))


def holders(country: str | None, office: str, day: str | None) -> tuple[Entry, ...]:
    """Who held ``office`` of ``country`` on ``day`` (ISO); empty where unknown or where ``day`` is ``None``."""
    if day is None:
        return ()
    return tuple(e for e in _index().offices.get((country, office), ()) if e.holds(day))


def term(who: Person, day: str | None) -> Entry | None:
    """The term in office that ``who`` had on ``day``; where several, the latest begun; ``None``: none."""
    found = [t for t in who.terms if t.holds(day)]
    return found[-1] if found else None


def longest(words: Sequence[str], start: int) -> tuple[int, tuple[Person, ...]] | None:
    """The longest full name of a known person that begins at token ``words[start]``."""
    index = _index()
    most = index.firsts.get(fold_word(words[start]).partition(" ")[0])
    if not most or not words[start][:1].isupper():
        return None
    for count in range(min(most + 1, len(words) - start), 0, -1):
        folded = " ".join([fold_word(w) for w in words[start : start + count]])
        ids = index.names.get(folded)
        if ids and words[start + count - 1][:1].isupper():
            return count, tuple(index.people[i] for i in ids)
    return None
