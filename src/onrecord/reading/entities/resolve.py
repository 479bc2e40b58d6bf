"""From noun phrases to who they mean, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.knowledge.entry import Entry
from onrecord.model import Actor, Mention, Parse, Place, SourceKind, Token
from onrecord.reading.entities import (
    aliases,
    coref,
    names,
    nouns,
    outlets,
    pairs,
    people,
    phrases,
    places,
    rolewords,
    several,
)
from onrecord.reading.entities.kinds import kind_of
from onrecord.reading.entities.referents import Discourse, Referent, Shape
from onrecord.reading.entities.scan import Hit, part_of, scan

KOREAS = {"North": "PRK", "South": "KOR"}


class Resolver:
    """Resolves one parse; ``mentions`` holds what was found, by head token."""

    def __init__(self, parse: Parse, *, on: str | None, title: str | None, publisher: str | None,
        located: Sequence[Place] = (), opening: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.parse = parse
        self.on = on[:10] if on else None
        self.publisher = publisher
        self.hits = scan(parse)
        self.hit_at: dict[int, Hit] = {i: h for h in self.hits for i in range(h.first, h.last)}
        self.named = {i: n for n in parse.named for i in range(n.first, n.last)}
        self.discourse = Discourse()
        self.mentions: dict[int, Mention] = {}
        self.referents: dict[int, Referent] = {}
        self.quoted = phrases.quoted(parse)
        self.whole_quotes = phrases.quoted_whole(parse, self.quoted)
        """For each sentence whether all of it is quoted."""
        self.busy: set[int] = set()
        self.full_names: dict[str, set[str]] = {}
        self.groups: dict[str, tuple[int, ...]] = {}
        """Group referent id -> heads of its members."""
        self.lands: dict[str, tuple[str, ...]] = {}
        """Group referent id -> the states it means, where none of them heads a noun phrase."""
        self.heads = {t.i for t in parse.tokens if phrases.is_head(parse, t)}
        self.outlets = outlets.of_report(parse, publisher)
        """Names of outlets that the report itself tells, compared form."""
        self.places = places.Places(parse, self.hits, title=title, located=located, opening=opening)
        self.policing = rolewords.policing(parse)
        """Whether officers without a word for whose are the police's rather than an army's."""
        people.note_full_names(self)
        self.speakers = names.speakers(self)
        """Names of one word that say something somewhere in the text."""

    # ------------------------------------------------------------ the pass over the text

    def run(self) -> None:
        """Resolve every noun phrase of the text, left to right."""
        for i in sorted(self.heads):
            self.who(i)
            several.note_conjuncts(self, self.parse.tokens[i])
        self._complete()

    def who(self, i: int) -> Mention:
        """The mention headed by token ``i``; resolves it at first call."""
        found = self.mentions.get(i)
        if found is None:
            if i in self.busy:  # "its president's country's ...": a ring in the parse
                return self._nobody(i, "the phrase refers to itself")
            self.busy.add(i)
            found = self.mentions[i] = self._resolve(i)
            self.busy.discard(i)
        return found

    def _resolve(self, i: int) -> Mention:
        t = self.parse.tokens[i]
        if t.pos in ("PRON", "DET") and coref.is_pronoun(t):
            return coref.pronoun(self, t)
        first, last = phrases.bounds(self.parse, i)
        hit = self.hit_at.get(i)
        if hit is not None and t.dep == "poss" and t.i < hit.last - 1:
            hit = part_of(self.parse, t.i, hit)
        if hit is not None and hit.entries and self._title_of_section(hit):
            hit = None
        somebody = hit is not None and names.is_somebodys(self, t, hit)
        if hit is not None and (somebody or people.is_longer_name(self, i, hit)):
            hit = None
        whole = self._inside_name(t) if hit is None else None
        if whole is not None:
            m = self.who(whole)
            return self.make(t, first, last, self.referents.get(whole), why="part of a name", quiet=True,
                             country=m.actor.country, sector=m.actor.sector, kind=m.kind, plural=False)  # fmt: skip
        if hit is not None:
            made = self._hit(t, first, last, hit)
            if made is not None:
                return made
        half = self._half_of_korea(t, first) if hit is None else None
        if half is not None:
            return self.make(t, first, last, self.discourse.add(places.state(half)), why=f"the {t.text} of two Koreas")
        short = aliases.before(self, t, first) if hit is None else None
        if short is not None:
            return self.make(t, first, last, short, why=f"another name of {short.name}")
        if t.pos == "PROPN" and hit is None:
            name = nouns.proper_name(self, t, first)
            if outlets.is_outlet(self, t, name):
                return outlets.mention(self, t, first, last, name)
            other = aliases.after(self, last)
            if other is not None and " " in name:
                return self._body(t, first, last, other, why=f"another name of {other.name}; table: {other.table}")
        if people.is_surname_met(self, t):
            return people.person(self, t, first, last)
        if t.pos == "PROPN":
            known = nouns.met_by_name(self, t, first, last, nouns.proper_name(self, t, first))
            if known is not None:
                return self.make(t, first, last, known, why=f"coreference: {known.name}")
        if somebody or people.is_person(self, t):
            return people.person(self, t, first, last)
        return nouns.noun(self, t, first, last)

    def _title_of_section(self, hit: Hit) -> bool:
        """Whether an outlet's name is the end of a body's: the "Foreign Affairs" of "Ministry of Foreign Affairs"."""
        tokens = self.parse.tokens
        return (
            hit.first >= 2 and all(e.kind == "outlet" for e in hit.entries)
            and tokens[hit.first - 1].lower in ("of", "for", "and") and tokens[hit.first - 2].pos == "PROPN"
        )  # fmt: skip

    def _half_of_korea(self, t: Token, first: int) -> str | None:
        """ "The North", where the report tells of both Koreas."""
        alone = t.text in KOREAS and first == t.i - 1 and self.parse.tokens[first].lower == "the"
        if not alone or phrases.objects(self.parse, t.i, "of") or not set(KOREAS.values()) <= self.places.told.keys():
            return None
        return KOREAS[t.text]

    def _inside_name(self, t: Token) -> int | None:
        """Head of the organisation's name that ``t`` is a part of ("the Department of Culture and *Tourism*")."""
        named = self.named.get(t.i)
        if named is None or named.label != "ORG" or t.pos != "PROPN":
            return None
        i = t.i
        while named.first <= self.parse.tokens[i].head < named.last and self.parse.tokens[i].head != i:
            i = self.parse.tokens[i].head
        if self.parse.tokens[i].pos == "ADP" or i == t.i:
            return None
        return i

    # ------------------------------------------------------------ names of the tables

    def _hit(self, t: Token, first: int, last: int, hit: Hit) -> Mention | None:
        if hit.people:
            return people.person(self, t, first, last)
        if hit.entries:
            found = self._entry(t, first, last, hit)
            return found if found is not None else nouns.noun(self, t, first, last)
        if t.i != hit.last - 1 and t.i + 1 != hit.last and hit.sense("adjective", "people", "ethnic"):
            return None
        return places.mention(self, t, first, last, hit)

    def _entry(self, t: Token, first: int, last: int, hit: Hit) -> Mention | None:
        entries = hit.entries
        if len({e.id for e in entries}) > 1:
            other = aliases.after(self, hit.last)
            met = tuple(e for e in entries if (other is not None and e.id == other.id) or e.id in self.discourse.by_id)
            entries = met or entries
        near = places.modifier_country(self, t.i, first, last)[0]
        if len(entries) > 1:
            main = {self.places.main} if self.places.main else set(self.places.all)
            about = self.places.by_sentence.get(t.sent) or main
            local = tuple(e for e in entries if near is not None and e.country == near) or tuple(
                e for e in entries if e.country is not None and e.country in about
            )
            entries = local or tuple(e for e in entries if e.holds(self.on)) or entries
        if len({e.name for e in entries}) == 1 and len({e.country for e in entries}) == 1:
            entries = entries[-1:]  # one body in two times of its life: the later where no day is given
        if len({e.id for e in entries}) > 1:
            countries, sectors = {e.country for e in entries}, {e.sector for e in entries}
            if rolewords.role_of(self.parse, t.i, first, last) is not None:
                return None  # "the National Guard" of one of many countries: its role is known
            names = " or ".join(sorted({e.name for e in entries})[:3])
            return self.make(
                t, first, last, None, why=f"ambiguous: {names}",
                country=countries.pop() if len(countries) == 1 else None,
                sector=sectors.pop() if len(sectors) == 1 else None,
            )  # fmt: skip
        e = entries[0]
        if self._of_another_country(t, first, hit, e, near):
            return None
        seat = hit.sense("seat")  # "the Pentagon" is the department by name and the military by what it stands for
        sector = seat.sector if seat is not None and seat.sector and len(hit.senses) == 1 else e.sector
        return self._body(t, first, last, e, sector=sector, why=f"table: {e.table}")

    def _body(self, t: Token, first: int, last: int, e: Entry, *, why: str, sector: str | None = None) -> Mention:
        """The mention of a body of the tables."""
        sector = sector or e.sector
        shape: Shape = "outlet" if e.kind == "outlet" else "body"
        ref = Referent(
            e.id, shape=shape, name=e.name, country=e.country, sector=sector, kind=kind_of(sector, shape),
            why=f"table: {e.table}",
        )  # fmt: skip
        ref.roles |= coref.words_for(e)
        return self.make(t, first, last, self.discourse.add(ref), why=why)

    def _of_another_country(self, t: Token, first: int, hit: Hit, e: Entry, near: str | None) -> bool:
        """Whether a name that is a common noun too ("the National Guard") is not that of the entry's country."""
        if e.country is None or e.kind == "outlet":
            return False
        found = rolewords.role_ending(self.parse, hit.last - 1, hit.first)
        if found is None or found[0] > hit.first:
            return False
        return near != e.country if near is not None else e.country not in self.places.all

    # ------------------------------------------------------------ what is learned later

    def rename(self, head: int, ref: Referent) -> None:
        """Put ``ref`` where the mention of ``head`` stands: what was said later of the same person."""
        old = self.mentions.get(head)
        if old is not None:
            self.mentions.pop(head)
            t = self.parse.tokens[head]
            gone = self.referents.get(head)
            if gone is not None and gone is not ref:
                self.discourse.by_id.pop(gone.id, None)
            made = self.make(t, old.first, old.last, ref, why=f"{old.actor.why}; apposition: {ref.name}", quiet=True)
            self.mentions[head] = made

    def _complete(self) -> None:
        """Give the first mentions of a person or body what was learned of it later."""
        for i, m in self.mentions.items():
            ref = self.referents.get(i)
            if ref is None or ref.shape not in ("person", "body") or ref.id != m.actor.id:
                continue
            if (m.actor.country is None and ref.country) or (m.actor.sector is None and ref.sector):
                actor = replace(m.actor, country=m.actor.country or ref.country, sector=m.actor.sector or ref.sector)
                self.mentions[i] = replace(m, actor=actor, kind=m.kind or ref.kind)

    # ------------------------------------------------------------ making mentions

    def make(
        self, t: Token, first: int, last: int, ref: Referent | None, *, why: str, country: str | None = None,
        sector: str | None = None, kind: SourceKind | None = None, plural: bool | None = None, quiet: bool = False,
    ) -> Mention:  # fmt: skip
        """A mention of ``ref`` (or of nobody) at the noun phrase of ``t``."""
        span = self.parse.span(first, last)
        if ref is not None:
            if not quiet and t.i in self.heads:
                ref.see(t.sent, t.i, t.dep in ("nsubj", "nsubjpass", "agent"))
            self.referents[t.i] = ref
        actor = Actor(
            start=span.start, end=span.end, text=span.text, name=ref.name if ref else None,
            country=country or (ref.country if ref else None), sector=sector or (ref.sector if ref else None),
            id=ref.id if ref else None, why=why,
        )  # fmt: skip
        if plural is None:
            plural = ref.plural if ref else t.tag in ("NNS", "NNPS")
        return Mention(
            first=first, last=last, head=t.i, actor=actor, kind=kind or (ref.kind if ref else None), plural=plural
        )

    def _nobody(self, i: int, why: str) -> Mention:
        first, last = phrases.bounds(self.parse, i)
        return self.make(self.parse.tokens[i], first, last, None, why=why)

    def members(self, i: int) -> tuple[Mention, ...]:
        """Mentions of those that the noun phrase of ``i`` means together; itself where it means one."""
        m = self.who(i)
        heads = self.groups.get(m.actor.id or "", ())
        return tuple(self.who(h) for h in heads) or pairs.each(self, m) or (m,)

    # ------------------------------------------------------------ countries of single tokens

    def country_at(self, i: int) -> tuple[str | None, str]:
        """Country that token ``i`` gives as adjective, modifier or possessive."""
        return places.country_at(self, i)
