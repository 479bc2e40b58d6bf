"""Common nouns: the role they name, whose it is, and in which sector: "two senior Israeli officials"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.knowledge.leaders import slug
from onrecord.knowledge.sectors import Role, word_set
from onrecord.model import Mention, Token
from onrecord.reading.entities import beside, coref, holders, known, pairs, people, phrases, places, rolewords, several
from onrecord.reading.entities.kinds import kind_of, shape_of
from onrecord.reading.entities.referents import Referent
from onrecord.reading.entities.whose import whose

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

# Those who stand by a person in power are not in power themselves.
SUPPORT = word_set("supporters")
BARE_PERSONS = word_set("bare persons")
# Bodies that are named without an article; of others a bare singular is no body ("fear and division", "in force").
BARE = word_set("without article")
# Bodies only where something says whose: "a naval mission", not "Sunday service".
VAGUE = word_set("vague bodies")
STATE = word_set("state")
LANDS = STATE - {"government", "central government", "federal government"}
TOWN = "gazetteer: a place in"
MANY_STATES = word_set("of many states")
NAMING = ("ORG", "FAC", "GPE", "LOC", "PRODUCT")


@dataclass(slots=True)
class Composed:
    """What the words of a noun phrase say together."""

    role: Role
    country: str | None
    why: str
    """Where the country comes from."""
    sector: str | None
    by: str
    """The words that give the sector."""
    stateless: bool
    """A body that is no state's stands in it: the text around says nothing of its country."""
    former: bool = False


def noun(r: Resolver, t: Token, first: int, last: int) -> Mention:
    """The mention headed by a common noun, or by a name that no table knows."""
    together = several.counted(r, t, first)
    if together is not None:
        return together
    called = beside.neighbour(r, t, first, last)
    called = called or beside.outlet_part(r, t, first, last)
    if called is not None:
        return called
    found = rolewords.role_of(r.parse, t.i, first, last)
    named = r.named.get(t.i)
    proper = t.pos == "PROPN" and named is not None and named.label in NAMING
    vague = found is None or found[2].words in VAGUE
    if vague and t.dep == "appos" and t.lemma in beside.OUTLET_NOUNS:
        told = beside.body_told_of(r, t, beside.WEBSITE, country=None, sector="MED", why="an outlet")
        if told is not None:
            return told
    if found is None:
        return unknown_name(r, t, first, last, proper=proper) if t.pos == "PROPN" else plain(r, t, first, last)
    low, _, role = found
    if _no_role(r, t, first, role):
        return plain(r, t, first, last)
    called = beside.called(r, t, first, last, low, role)
    if called is not None:
        return called
    paper = beside.called_outlet(r, t, first, last)
    if paper is not None:
        return paper
    named_after = beside.named_after(r, t, first, last, role)
    if named_after is not None:
        return named_after
    before = known.former(r, t, first, low, role)
    if before is not None:
        return before
    anaphor = coref.definite(r, t, first, low, role)
    if anaphor is not None:
        return anaphor
    last = pairs.last_of(r, t, last)
    made = compose(r, t, first, last, low, role)
    if len(pairs.lands(r, t, first, made.sector)) > 1:  # "the leaders of France and Italy said"
        made = replace(made, country=None, why=f"role: {role.words}; of several states")
    if made.sector is None and role.cls == "loosebody" and role.words in VAGUE and not proper:
        return plain(r, t, first, last)
    return _holder(r, t, first, made) or _known(r, t, first, last, made) or _new(r, t, first, last, made, proper=proper)


def _no_role(r: Resolver, t: Token, first: int, role: Role) -> bool:
    """Whether the word stands for no actor here: "in person", "opposition to the law", the "State" of a title."""
    bare = t.tag == "NN" and first == t.i
    if role.words in STATE and t.i >= 2 and r.parse.tokens[t.i - 1].lower == "of":
        title = r.parse.tokens[t.i - 2].lower
        if title in ("secretary", "head", "minister", "ministers", "secretaries", "heads"):
            return True
    if role.words == "opposition" and t.dep != "pobj" and phrases.objects(r.parse, t.i, "to", "from"):
        return True
    if role.cls in ("body", "loosebody") and bare and role.words not in BARE:
        return True
    return role.words in BARE_PERSONS and bare and t.dep == "pobj"


def compose(r: Resolver, t: Token, first: int, last: int, low: int, role: Role) -> Composed:
    """Country and sector of a role from the words around it and, failing these, from the text."""
    country, why = places.modifier_country(r, t.i, first, last)
    sector, by, lent = sector_of(r, t, first, low, role)
    does = t.dep in ("nsubj", "nsubjpass")  # as what troops are given to it stands for the land
    many = (
        does and sector in ("MIL", "IGO", "COP") and any(k.lower in MANY_STATES for k in r.parse.children(t.i, "amod"))
    )
    if many and why.startswith(("in:", "at:", "inside:")):  # "the European force in Bosnia" is not Bosnia's
        country, why = None, "of several states"
    stateless = lent == "" or many or _foreign(r, first, t.i)
    made = Composed(role, country or lent or None, why, sector, by, stateless=stateless)
    made.stateless = made.stateless or _of_unknown_body(r, t, sector)
    if role.cls in ("person", "loose"):
        if any(r.parse.tokens[k].lower in known.FORMER for k in range(first, t.i)):
            made.former, made.by = True, f"{by}; former"
            made.sector = "ELI" if sector in ("GOV", "LEG") else None
        if made.country is None:
            made.country, made.why = _clause_country(r, t.i)
    return made


def _clause_country(r: Resolver, head: int) -> tuple[str | None, str]:
    """Country of a clause that tells where persons are or come from: "refugees fleeing the war in Liberia"."""
    clauses = r.parse.children(head, "acl")
    above = r.parse.tokens[r.parse.tokens[head].head]
    if above.dep == "csubj" and above.i == head + 1 and above.tag == "VBG":
        clauses.append(above)  # the parser's other reading of "Refugees fleeing the war crossed the border"
    for clause in clauses:
        for i in r.parse.subtree(clause.i):
            t = r.parse.tokens[i]
            if t.dep == "pobj" and r.parse.tokens[t.head].lower in ("in", "from", "of") and i in r.hit_at:
                country = r.who(i).actor.country
                if country is not None:
                    return country, f"clause: {r.parse.tokens[t.head].text} {t.text}"
    return None, ""


def _holder(r: Resolver, t: Token, first: int, made: Composed) -> Mention | None:
    """Who holds the office that the words name; also settles the country of a bare role from the text."""
    person = made.role.cls in ("person", "loose") and not made.former
    if person:
        holder = holders.office_holder(r, t, first, made.role.words, made.country)
        if holder is not None:
            return holder
    if made.role.words in places.ABROAD or (made.role.words in LANDS and first < t.i - 1):
        return None  # an embassy in Kabul, "the Scandinavian country": the place around says nothing of whose
    if made.role.cls == "thing":
        return None  # drones over Khartoum may be anybody's
    if made.country is None and not made.stateless:
        speaker = places.speaker_country(r, t)
        made.country, made.why = whose(r, t, made.sector, speaker=speaker)
        if person and made.country is not None and places.is_whole_text(made.why):
            return holders.office_holder(r, t, first, made.role.words, made.country, context=made.why)
    return None


def _known(r: Resolver, t: Token, first: int, last: int, made: Composed) -> Mention | None:
    """A country under the name of "government", or the named person that an apposition says more of."""
    if made.role.words in STATE and made.country is not None and t.tag not in ("NNS", "NNPS"):
        why = f"government or country; {made.why}"
        return r.make(t, first, last, r.discourse.add(places.state(made.country)), why=why)
    if t.dep == "appos" and made.role.cls in ("body", "loosebody", "outlet") and t.tag == "NN":
        role = made.role
        return beside.body_told_of(r, t, role, country=made.country, sector=made.sector, why=made.why)
    if t.dep != "appos" or made.role.cls not in ("person", "loose") or t.tag in ("NNS", "NNPS"):
        return None
    person = r.referents.get(t.head)
    if r.parse.children(t.i, "cc") or r.parse.children(t.head, "cc"):
        return None  # "the president, vice-president and others" is a list
    if person is None or person.shape != "person" or not person.name or person.plural:
        return None
    person.country, person.sector = person.country or made.country, person.sector or made.sector
    person.roles |= {made.role.words, *rolewords.forms(t)}
    person.kind = "official" if person.sector in people.OFFICIAL else person.kind
    r.rename(t.head, person)
    return r.make(t, first, last, person, why=f"apposition: {person.name}; {made.why}".rstrip("; "))


def _new(r: Resolver, t: Token, first: int, last: int, made: Composed, *, proper: bool) -> Mention:
    """Somebody or some body not met before."""
    role = made.role
    shape = shape_of(role.cls)
    name = proper_name(r, t, first) if proper and shape in ("body", "outlet") else None
    behind = beside.name_behind(r, t, role) if name is None and shape in ("body", "outlet") else None
    if behind is not None:
        name, last = proper_name(r, behind, t.i + 1), behind.i + 1
    earlier = met_by_name(r, t, first, last, name) if name else None
    if earlier is not None:
        return r.make(t, first, last, earlier, why=f"coreference: {earlier.name}")
    stem = slug(f"{made.country or ''} {made.by if role.cls.startswith('loose') else ''} {role.words}") or "np"
    ident = f"org:{slug(f'{made.country} {name}' if made.country else name)}" if name else r.discourse.fresh(stem)
    ref = Referent(
        ident, shape=shape, name=name, country=made.country,
        sector=made.sector, plural=t.tag in ("NNS", "NNPS") or role.cls == "people",
        kind=kind_of(made.sector, role.cls, t), gender=coref.gender_of_role(role.words),
        roles={role.words, *rolewords.forms(t)},
    )  # fmt: skip
    why = "; ".join(x for x in (f"role: {made.by or role.words}", made.why) if x)
    return r.make(t, first, last, r.discourse.add(ref), why=why)


def sector_of(r: Resolver, t: Token, first: int, low: int, role: Role) -> tuple[str | None, str, str | None]:
    """Sector, the words that give it, and the country that the giver lends ("Hamas" leader: PSE).

    The country is "" where the giver is no state's ("UN" official) and ``None`` where nobody gives.
    """
    words = " ".join(r.parse.tokens[k].lower for k in range(low, t.i + 1))
    if not role.cls.startswith("loose"):
        return role.sector, words, None
    for k in range(t.i - 1, first - 1, -1):
        hit = r.hit_at.get(k)
        if hit is not None and (hit.entries or hit.sense("seat")) and hit.last <= t.i:
            lender = r.who(hit.last - 1).actor
            if lender.sector == "IGO" and t.lemma in ("member", "partner", "ally"):
                return None, f"{lender.name} {words}", ""  # "a NATO member" is a state
            if lender.sector is not None:
                return lender.sector, f"{lender.name} {words}", lender.country or ""
    given = rolewords.modified_sector(r.parse, low, first)
    if given is not None:
        return given[0], f"{given[1]} {words}", None
    own = {"CVL", "ELI", "GOV"} if role.cls == "loosebody" or words.split()[-1] in SUPPORT else {"CVL"}
    owners = [(o.i, own) for o in phrases.objects(r.parse, t.i, "of", "for", "from", "in", "at", "with")]
    owners += [(p.i, {"CVL", "GOV"}) for p in r.parse.children(t.i, "poss")]
    for i, keep in owners:
        lender = r.who(i).actor
        if lender.sector is not None and (lender.sector != "GOV" or role.sector is None) and lender.sector not in keep:
            return lender.sector, f"{words} of {lender.text}", lender.country or ("" if lender.name else None)
    if words in ("officer", "officers"):
        return ("COP" if r.policing else role.sector), words, None
    return role.sector, words, None


def _foreign(r: Resolver, first: int, head: int) -> bool:
    """Whether a named body stands before the noun: "UN peacekeepers", "al-Qaeda leaders"."""
    return any(h.entries for k in range(first, head) if (h := r.hit_at.get(k)) is not None)


def _of_unknown_body(r: Resolver, t: Token, sector: str | None) -> bool:
    """ "a commander of the Comandos del Sur": of a body that no table knows, which may be nobody's state's."""
    for o in phrases.objects(r.parse, t.i, "of", "from"):
        body = r.who(o.i).actor
        if o.tag == "NNS" and body.country is None and o.lemma in several.STATES:
            return True  # "the ministers of the Baltic states"
        the = any(k.lower == "the" for k in r.parse.children(o.i, "det"))
        if the and sector != "GOV" and body.country is None and (body.id or "").startswith("org:"):
            return True
    return False


def proper_name(r: Resolver, t: Token, first: int) -> str:
    """The capitalised words of a name around its head."""
    tokens = r.parse.tokens
    named = r.named.get(t.i)
    low, last = t.i, t.i + 1
    if named is not None:
        low, last = named.first, max(named.last, t.i + 1)
        if tokens[low].lower == "the" and low < t.i:
            low += 1
        while last - 1 > t.i and tokens[last - 1].tag == "POS":
            last -= 1
    else:
        while low > first and tokens[low - 1].pos == "PROPN":
            low -= 1
    while last - 1 > t.i and tokens[last - 1].pos in ("ADP", "DET", "CCONJ", "PUNCT"):
        last -= 1
    bracket = next((k for k in range(t.i + 1, last) if tokens[k].text == "("), last)
    return r.parse.text[tokens[low].start : tokens[bracket - 1].end]


def met_by_name(r: Resolver, t: Token, first: int, last: int, name: str) -> Referent | None:
    """The body met before under this name, its short form or acronym; not that of another country."""
    met = r.discourse.names.get(name.casefold()) or r.discourse.short_for(name)
    if met is None or met.country is None:
        return met
    country = places.modifier_country(r, t.i, first, last)[0]
    return met if country is None or country == met.country else None


def unknown_name(r: Resolver, t: Token, first: int, last: int, *, proper: bool) -> Mention:
    """A capitalised name that no table has: met before, or new where the recogniser or a country speaks for it."""
    name = proper_name(r, t, first)
    earlier = met_by_name(r, t, first, last, name)
    if earlier is not None:
        return r.make(t, first, last, earlier, why=f"coreference: {earlier.name}")
    town = r.places.located.get(t.i)
    if town is not None and (town in r.places.all or town in r.places.opening):
        ref = Referent(f"place:{slug(name)}", shape="place", name=name, country=town)
        return r.make(t, first, last, r.discourse.add(ref), why=f"{TOWN} {town}")
    country, why = places.modifier_country(r, t.i, first, last)
    with_country = any(h.senses for k in range(first, t.i) if (h := r.hit_at.get(k)) is not None)
    if not proper and not (" " in name and with_country) and not (r.named.get(t.i) and t.ent == "PERSON"):
        return r.make(t, first, last, None, why="a name that no table knows")
    before = rolewords.title_before(r.parse, first, r.named[t.i].first if t.i in r.named else t.i, bodies=True)
    ref = Referent(
        f"org:{slug(name) or name}", shape="body", name=name, country=country,
        sector=before[2].sector if before is not None else None,
        roles={before[2].words, before[2].words.split()[-1]} if before is not None else set(),
        kind="organisation" if t.i in r.named and r.named[t.i].label == "ORG" else None,
    )  # fmt: skip
    return r.make(t, first, last, r.discourse.add(ref), why="; ".join(x for x in ("name", why) if x))


def plain(r: Resolver, t: Token, first: int, last: int) -> Mention:
    """A noun that is no role: "fears", "Israeli helicopters". Its country is kept, it is nobody."""
    met = known.by_trade(r, t, first, last)
    if met is not None:
        return met
    country, why = places.modifier_country(r, t.i, first, last)
    return r.make(t, first, last, None, country=country, why=why or "no actor")
