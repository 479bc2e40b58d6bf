"""Who the report has spoken of so far: one referent an entity, with the places where it was mentioned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.knowledge.sectors import word_set
from onrecord.model import SourceKind

Shape = Literal["person", "people", "body", "state", "document", "outlet", "place", "thing"]


# First words of too many names to be a short form of one.
COMMON = word_set("common first words")


@dataclass(slots=True)
class Referent:
    """One entity of the report; grows as mentions are read."""

    id: str
    shape: Shape
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    kind: SourceKind | None = None
    why: str = ""
    gender: str | None = None
    plural: bool = False
    surname: str | None = None
    roles: set[str] = field(default_factory=set)
    """Role words it was called by ("president", "group"), for "the president", "the group"."""
    seen: list[tuple[int, int, bool]] = field(default_factory=list)
    """Sentence, token, and whether it was the subject there."""

    def see(self, sentence: int, token: int, subject: bool) -> None:
        """Note one more mention."""
        self.seen.append((sentence, token, subject))


class Discourse:
    """The referents of a report by id, name and surname."""

    def __init__(self) -> None:
        self.by_id: dict[str, Referent] = {}
        self.surnames: dict[str, list[Referent]] = {}
        self.names: dict[str, Referent] = {}
        self._count: dict[str, int] = {}

    def add(self, new: Referent) -> Referent:
        """The referent of this id: the old one where there is one, completed by what ``new`` knows more."""
        old = self.by_id.get(new.id)
        if old is None:
            self.by_id[new.id] = old = new
        else:
            old.country = old.country or new.country
            old.sector = old.sector or new.sector
            old.kind = old.kind or new.kind
            old.gender = old.gender or new.gender
            old.roles |= new.roles
        if old.name and old.shape == "body":
            self.names.setdefault(old.name.casefold(), old)
        if old.surname:
            same = self.surnames.setdefault(old.surname.casefold(), [])
            if old not in same:
                same.append(old)
        return old

    def call(self, ref: Referent, surname: str) -> None:
        """``ref`` is called ``surname`` too: as this text spells it."""
        same = self.surnames.setdefault(surname.casefold(), [])
        if ref not in same:
            same.append(ref)

    def short_for(self, name: str) -> Referent | None:
        """The body met before whose name begins with ``name`` or whose initials it is, or the outlet whose last word it
        is ("the Journal"); ``None``: none or several."""
        found = []
        for ref in self.by_id.values():
            if ref.shape == "outlet" and ref.name and " " in ref.name and ref.name.split()[-1] == name:
                found.append(ref)
            if ref.name and ref.shape == "body" and ref.name != name and " " in ref.name:
                words = [w for w in ref.name.split() if w[:1].isupper()] or [""]
                initials = "".join(w[:1] for w in words)
                if name == initials or (" " not in name and words[0] == name and len(name) > 3 and name not in COMMON):
                    found.append(ref)
        return found[0] if len(found) == 1 else None

    def fresh(self, stem: str) -> str:
        """A new id that begins with ``stem``."""
        n = self._count[stem] = self._count.get(stem, 0) + 1
        return f"{stem}:{n}"

    def recent(self, sentence: int, back: int) -> list[Referent]:
        """Referents mentioned in the last ``back`` sentences up to ``sentence``, latest first."""
        low = sentence - back
        found = [r for r in self.by_id.values() if r.seen and r.seen[-1][0] >= low]
        return sorted(found, key=lambda r: r.seen[-1], reverse=True)
