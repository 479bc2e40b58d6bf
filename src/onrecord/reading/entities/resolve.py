"""From noun phrases to who they mean, in the order of the text."""

from __future__ import annotations

from onrecord.knowledge.leaders import slug
from onrecord.knowledge.sectors import word_set
from onrecord.model import Actor, Mention, Parse, SourceKind, Token
from onrecord.reading.entities import coref, people, phrases, places, rolewords, several
from onrecord.reading.entities.kinds import kind_of, shape_of
from onrecord.reading.entities.referents import Discourse, Referent, Shape
from onrecord.reading.entities.scan import Hit, part_of, scan

# Those who stand by a person in power are not in power themselves.
SUPPORT = word_set("supporters")


# Bodies that are named without an article; of others a bare singular is no body ("fear and division", "in force").
BARE_PERSONS = word_set("bare persons")
BARE = word_set("without article")
# Bodies only where something says whose: "a naval mission", not "Sunday service".
VAGUE = word_set("vague bodies")
STATE = word_set("state")


def named_country(r: Resolver, head: int, first: int) -> bool:
    """Whether a country's name or adjective is one of the words before ``head``."""
    return any(h.senses for k in range(first, head) if (h := r.hit_at.get(k)) is not None)


class Resolver:
    """Resolves one parse; ``mentions`` holds what was found, by head token."""

    def __init__(self, parse: Parse, *, on: str | None, title: str | None, publisher: str | None) -> None:
        self.parse = parse
        self.on = on[:10] if on else None
        self.publisher = publisher
        self.hits = scan(parse)
        self.hit_at: dict[int, Hit] = {i: h for h in self.hits for i in range(h.first, h.last)}
        self.named = {i: n for n in parse.named for i in range(n.first, n.last)}
        self.discourse = Discourse()
        self.mentions: dict[int, Mention] = {}
        self.referents: dict[int, Referent] = {}
        self.busy: set[int] = set()
        self.full_names: dict[str, set[str]] = {}
        self.groups: dict[str, tuple[int, ...]] = {}
        """Group referent id -> heads of its members."""
        self.heads = {t.i for t in parse.tokens if phrases.is_head(parse, t)}
        self.places = places.Places(parse, self.hits, title=title)
        people.note_full_names(self)

    # ------------------------------------------------------------ the pass over the text

    def run(self) -> None:
        """Resolve every noun phrase of the text, left to right."""
        for i in sorted(self.heads):
            self.who(i)
            several.note_conjuncts(self, self.parse.tokens[i])

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
        if hit is not None and people.is_longer_name(self, i, hit):
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
        if t.pos == "PROPN":
            known = self.discourse.names.get(self._proper_name(t, first, last).casefold())
            if known is not None:
                return self.make(t, first, last, known, why=f"coreference: {known.name}")
        if people.is_person(self, t):
            return people.person(self, t, first, last)
        return self._noun(t, first, last)

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
            if found is not None or not hit.senses:
                return found
        if t.i != hit.last - 1 and t.i + 1 != hit.last and hit.sense("adjective", "people", "ethnic"):
            return None
        return places.mention(self, t, first, last, hit)

    def _entry(self, t: Token, first: int, last: int, hit: Hit) -> Mention | None:
        entries = hit.entries
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
        seat = hit.sense("seat")  # "the Pentagon" is the department by name and the military by what it stands for
        sector = seat.sector if seat is not None and seat.sector and len(hit.senses) == 1 else e.sector
        shape: Shape = "outlet" if e.kind == "outlet" else "body"
        ref = Referent(
            e.id, shape=shape, name=e.name, country=e.country, sector=sector, kind=kind_of(sector, shape),
            why=f"table: {e.table}",
        )  # fmt: skip
        ref.roles |= coref.words_for(e)
        return self.make(t, first, last, self.discourse.add(ref), why=f"table: {e.table}")

    # ------------------------------------------------------------ common nouns

    def _noun(self, t: Token, first: int, last: int) -> Mention:
        together = several.counted(self, t, first)
        if together is not None:
            return together
        found = rolewords.role_of(self.parse, t.i, first, last)
        named = self.named.get(t.i)
        proper = t.pos == "PROPN" and named is not None and named.label in ("ORG", "FAC", "GPE", "LOC", "PRODUCT")
        if found is None and t.pos == "PROPN":
            return self._unknown_name(t, first, last, proper)
        if found is None:
            return self._plain(t, first, last)
        low, _, role = found
        if role.words in STATE and t.i - 2 >= 0 and self.parse.tokens[t.i - 1].lower == "of":
            title = self.parse.tokens[t.i - 2]
            if title.lower in ("secretary", "head", "minister", "ministers", "secretaries", "heads"):
                return self._plain(t, first, last)  # the "State" of "Secretary of State"
        if role.words == "opposition" and t.dep != "pobj" and phrases.objects(self.parse, t.i, "to", "from"):
            return self._plain(t, first, last)
        if role.cls in ("body", "loosebody") and t.tag == "NN" and first == t.i and role.words not in BARE:
            return self._plain(t, first, last)
        if role.words in BARE_PERSONS and t.tag == "NN" and first == t.i and t.dep == "pobj":
            return self._plain(t, first, last)  # "in person", "at source"
        anaphor = coref.definite(self, t, first, low, role)
        if anaphor is not None:
            return anaphor
        country, why = places.modifier_country(self, t.i, first, last)
        sector, by, lent = self._sector(t, first, last, low, role.sector, role.cls, country)
        if sector is None and role.cls == "loosebody" and role.words in VAGUE and not proper:
            return self._plain(t, first, last)
        stateless = lent == ""  # "officials of the UN": no state's, whatever the text is about
        country = country or lent or None
        former = False
        if role.cls in ("person", "loose"):
            former = any(self.parse.tokens[k].lower in people.FORMER for k in range(first, t.i))
            if not former:
                holder = people.office_holder(self, t, first, role.words, country)
                if holder is not None:
                    return holder
            else:
                sector, by = ("ELI" if sector in ("GOV", "LEG") else None), f"{by}; former"
        if country is None and role.cls in ("person", "loose"):
            country, why = places.clause_country(self, t.i)
        if country is None and not stateless and not self._foreign(first, t.i):
            speaker = places.speaker_country(self, t) if country is None else None
            country, why = self.places.context(t.sent, sector, speaker=speaker)
            if country is not None and "text" in why and role.cls in ("person", "loose") and not former:
                holder = people.office_holder(self, t, first, role.words, country, context=why)
                if holder is not None:
                    return holder
        if role.words in STATE and country is not None and t.tag not in ("NNS", "NNPS"):
            return self._state(t, first, last, country, why)
        person = self._apposed(t, role.cls)
        if person is not None:
            person.country, person.sector = person.country or country, person.sector or sector
            person.roles |= {role.words, *rolewords.forms(t)}
            person.kind = "official" if person.sector in people.OFFICIAL else person.kind
            self.rename(t.head, person)
            return self.make(t, first, last, person, why=f"apposition: {person.name}; {why}".rstrip("; "))
        shape = shape_of(role.cls)
        plural = t.tag in ("NNS", "NNPS") or role.cls == "people"
        name = self._proper_name(t, first, last) if proper and shape in ("body", "outlet") else None
        stem = slug(f"{country or ''} {by if role.cls.startswith('loose') else ''} {role.words}") or "np"
        earlier = self.discourse.short_for(name) if name else None
        if earlier is not None:
            return self.make(t, first, last, earlier, why=f"coreference: {earlier.name}")
        ident = f"org:{slug(name)}" if name else self.discourse.fresh(stem)
        ref = Referent(
            ident, shape=shape, name=name, country=country, sector=sector, plural=plural,
            kind=kind_of(sector, role.cls, t), gender=coref.gender_of_role(role.words),
        )  # fmt: skip
        ref.roles |= {role.words, *rolewords.forms(t)}
        words = "; ".join(x for x in (f"role: {by}" if by else f"role: {role.words}", why) if x)
        return self.make(t, first, last, self.discourse.add(ref), why=words)

    def _apposed(self, t: Token, cls: str) -> Referent | None:
        """The named person that ``t`` says more of: "Sukru Genc, *mayor* of the district"."""
        if t.dep != "appos" or cls not in ("person", "loose") or t.tag in ("NNS", "NNPS"):
            return None
        ref = self.referents.get(t.head)
        return ref if ref is not None and ref.shape == "person" and ref.name and not ref.plural else None

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

    def _state(self, t: Token, first: int, last: int, iso3: str, why: str) -> Mention:
        """ "his country", "the Venezuelan government": the country itself."""
        return self.make(t, first, last, self.discourse.add(places.state(iso3)), why=f"government or country; {why}")

    def _sector(
        self, t: Token, first: int, last: int, low: int, sector: str | None, cls: str, country: str | None
    ) -> tuple[str | None, str, str | None]:
        """Sector, the words that give it, and a country that the giver lends ("Hamas" leader: PSE)."""
        words = " ".join(self.parse.tokens[k].lower for k in range(low, t.i + 1))
        if not cls.startswith("loose"):
            return sector, words, None
        for k in range(t.i - 1, first - 1, -1):
            hit = self.hit_at.get(k)
            if hit is not None and (hit.entries or hit.sense("seat")) and hit.last <= t.i:
                lender = self.who(hit.last - 1).actor
                if lender.sector is not None:
                    return lender.sector, f"{lender.name} {words}", lender.country or ""
        given = rolewords.modified_sector(self.parse, low, first)
        if given is not None:
            return given[0], f"{given[1]} {words}", None
        keep = {"CVL", "ELI", "GOV"} if cls == "loosebody" or words.split()[-1] in SUPPORT else {"CVL"}
        for obj in phrases.objects(self.parse, t.i, "of", "for", "from", "in", "at", "with"):
            lender = self.who(obj.i).actor
            if lender.sector is not None and (lender.sector != "GOV" or sector is None) and lender.sector not in keep:
                return lender.sector, f"{words} of {lender.text}", lender.country or ("" if lender.name else None)
        for poss in self.parse.children(t.i, "poss"):
            lender = self.who(poss.i).actor
            if lender.sector is not None and lender.sector not in ("GOV", "CVL"):
                return lender.sector, f"{words} of {lender.text}", lender.country or ("" if lender.name else None)
        return sector, words, None

    def _foreign(self, first: int, head: int) -> bool:
        """Whether a body that is no state's stands before the noun: "UN peacekeepers", "al-Qaeda leaders"."""
        return any(h.entries for k in range(first, head) if (h := self.hit_at.get(k)) is not None)

    def _proper_name(self, t: Token, first: int, last: int) -> str:
        """The capitalised words of a name around its head."""
        tokens = self.parse.tokens
        named = self.named.get(t.i)
        if named is not None:
            first, last = max(named.first, 0), max(named.last, t.i + 1)
            if tokens[first].lower == "the":
                first += 1
            while last - 1 > t.i and tokens[last - 1].tag == "POS":
                last -= 1
            return self.parse.text[tokens[first].start : tokens[last - 1].end]
        low = t.i
        while low > first and tokens[low - 1].pos == "PROPN":
            low -= 1
        return self.parse.text[tokens[low].start : tokens[t.i].end]

    def _unknown_name(self, t: Token, first: int, last: int, proper: bool) -> Mention:
        name = self._proper_name(t, first, last)
        earlier = self.discourse.names.get(name.casefold()) or self.discourse.short_for(name)
        if earlier is not None:
            return self.make(t, first, last, earlier, why=f"coreference: {earlier.name}")
        country, why = places.modifier_country(self, t.i, first, last)
        if not proper and not (" " in name and named_country(self, t.i, first)):
            return self._nobody(t.i, "a name that no table knows")
        ref = Referent(
            f"org:{slug(name) or name}", shape="body", name=name, country=country, sector=None,
            kind="organisation" if t.i in self.named and self.named[t.i].label == "ORG" else None,
        )  # fmt: skip
        return self.make(t, first, last, self.discourse.add(ref), why="; ".join(x for x in ("name", why) if x))

    def _plain(self, t: Token, first: int, last: int) -> Mention:
        """A noun that is no role: "fears", "Israeli helicopters". Its country is kept, it is nobody."""
        country, why = places.modifier_country(self, t.i, first, last)
        return self.make(t, first, last, None, country=country, why=why or "no actor")

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
        return tuple(self.who(h) for h in heads) or (m,)

    # ------------------------------------------------------------ countries of single tokens

    def country_at(self, i: int) -> tuple[str | None, str]:
        """Country that token ``i`` gives as adjective, modifier or possessive."""
        return places.country_at(self, i)
