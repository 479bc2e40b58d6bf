"""Whose police "the police" are: the country of a body of state that stands alone, from the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.sectors import word_set
from onrecord.model import Token
from onrecord.reading.entities import phrases, rolewords
from onrecord.reading.entities.places import ABROAD, MAIN, MAIN_COUNT, ONLY, SPEAKER, Places, country_at
from onrecord.reading.entities.turns import REPLIES

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

# Sectors whose bare mention ("police", "the army") is the country's that the text is about.
NATIONAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "REB"})
# Of these there is one in the place where something happens.
AT_HOME = frozenset({"COP", "JUD", "LEG"})
# Whose country the paragraph is about.
OF_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
STATE = word_set("state")
OTHERS = word_set("others")
SEVERAL = frozenset({"two", "three", "four", "five"})
"""Of "the two ministers" each may be another state's."""
LED = ("-led", "-backed", "-allied", "-aligned", "-trained", "-funded")
REACH = 5
"""Words before a noun among which its role may begin: the "foreign" of "foreign ministry"."""
TO = ("to", "on", "against", "with")
SUBJECTS = ("nsubj", "nsubjpass", "agent", "ROOT")
BACK = 3
"""Sentences of the paragraph that are looked back over."""
MAX_BEFORE = 90
"""Words looked back over for officials."""
Found = tuple[str | None, str]


def whose(r: Resolver, t: Token, sector: str | None, *, speaker: str | None = None) -> Found:
    """Country of a bare "police", "the army" at ``t``, where the text leaves only one, and why.

    Where the sentence or one just before it in the paragraph says where things happened, that country; then that of
    the official who speaks of it (``speaker``) or of the only officials and states of the paragraph; else the only
    country of the text, the one that it is mostly about, or that of the dateline. Merely being named is not enough:
    "Police arrested five Nigerians" does not say whose police.
    """
    if sector not in NATIONAL:
        return None, ""
    if sector == "GOV" and t.tag == "NNS" and any(k.lower in SEVERAL for k in r.parse.children(t.i, "nummod")):
        return None, "no country: the ministers of several"
    if _elsewhere(r, t):
        return None, "no country: others than the land's own"
    places = r.places
    if speaker is not None and sector not in ("REB", "OPP") and places.by_sentence.get(t.sent, set()) <= {speaker}:
        return speaker, SPEAKER
    leads = places.leads.get(t.sent, set())
    if len(leads) == 1 and sector != "REB":
        return next(iter(leads)), "context: the place the sentence begins with"
    other = _done_to(r, t)
    found = _where(places, t, sector) or _officials(r, t, sector, other)
    if found is not None:
        return found
    if any(places.where.get(k) for k in _before(places, t)):
        return None, "no country: the sentence names several"
    return _of_text(r, t, sector, other)


def is_home(places: Places, land: str | None, why: str) -> bool:
    """Whether a country that ``whose`` found is that of the whole text or of its dateline: former officials, of whom
    a text tells many, are not of whatever state was named last."""
    here = why.startswith("context: the place")
    return land is not None and (why in (ONLY, MAIN) or here or places.opening == {land} or set(places.told) == {land})


def _elsewhere(r: Resolver, t: Token) -> bool:
    """ "foreign governments", "some nations", "US-led troops", "no minister": not the one of the land."""
    role = rolewords.role_ending(r.parse, t.i, max(0, t.i - REACH))
    before = [k for k in r.parse.children(t.i) if k.i < (role[0] if role else t.i)]
    if any(k.lower in OTHERS or k.lower.endswith(LED) for k in before):
        return True
    return t.tag == "NNS" and not STATE.isdisjoint(rolewords.forms(t))


def _before(places: Places, t: Token) -> list[int]:
    """The sentence of ``t`` and those just before it in its paragraph, nearest first."""
    sentences = places.parse.sentences
    mine = sentences[t.sent].paragraph
    return [k for k in range(t.sent, max(-1, t.sent - BACK - 1), -1) if sentences[k].paragraph == mine]


def _where(places: Places, t: Token, sector: str | None) -> Found | None:
    """The one country that the sentence, or one just before it, gives as the place."""
    for k in _before(places, t):
        here = places.where.get(k, set())
        if len(here) == 1 and (places.by_sentence.get(k) == here or (sector in AT_HOME and k == t.sent)):
            land = next(iter(here))
            if sector == "MIL" and len(places.opening) == 1 and here != places.opening and places.told[land] == 1:
                return next(iter(places.opening)), "context: the country of the dateline: armies act abroad"
            return land, "context: the place the sentence or paragraph names"
        lead = places.leads.get(k, set())
        if sector in AT_HOME and len(lead) == 1:  # "In Lima, students ... . Police used tear gas"
            return next(iter(lead)), "context: the place the paragraph's sentence begins with"
        if here:
            return None
    return None


def _officials(r: Resolver, t: Token, sector: str | None, other: set[str]) -> Found | None:
    """The one country of which the paragraph has told officials, bodies and doings so far; not ``other``."""
    if sector == "REB":
        return None
    before = _before(r.places, t)
    first = max(r.parse.sentences[before[-1]].first, t.i - MAX_BEFORE)
    lands: set[str] = set()
    doers: set[str] = set()
    for i in range(first, t.i):
        m = r.mentions.get(i)
        if m is None or m.actor.sector not in OF_STATE:
            continue
        mine = {c for x in (r.members(i) if m.plural else (m,)) if (c := x.actor.country or m.actor.country)}
        if not mine:
            continue
        if sector in ("MIL", "GOV") and r.parse.tokens[i].sent == t.sent and _another(r, t, i):
            continue
        if _told_by(r, t, i) and r.places.opening - mine:
            continue
        lands |= mine
        doers |= mine if _does(r.parse.tokens[i], r) else set()
    lands -= other
    if not lands:
        return None
    if not doers & lands and r.parse.tokens[t.head].lemma not in REPLIES:
        if r.places.main not in (None, *other, *lands):
            return r.places.main, MAIN  # "a quarrel with Chad's rulers": told of in passing
        lands = lands & _most(r.places) if sector == "GOV" and t.dep in SUBJECTS else lands
        if not lands:
            return None
    several = t.tag == "NNS" and sector == "GOV"  # "the leaders" may be those of all of them
    if len(lands) > 1 and r.places.main in lands and not several:
        return r.places.main, MAIN
    if len(lands) > 1 and not several and r.parse.tokens[t.head].lemma not in REPLIES:
        lands = (doers - other) or lands
    if sector == "OPP" or (sector in ("MIL", "GOV") and t.dep not in SUBJECTS):
        lands &= _most(r.places)  # another land's officials may speak of its opposition, ask its government
    lands |= set().union(*(r.places.where.get(k, set()) for k in before)) if lands else set()
    if len(lands) == 1:
        return _or_home(r.places, next(iter(lands)), other)
    home = lands & r.places.opening
    if len(home) == 1 and len(r.places.opening) == 1:
        return next(iter(home)), "context: the country of the dateline, told of in the paragraph"
    return None


def _or_home(places: Places, land: str, other: set[str]) -> Found:
    """The land of the paragraph's officials; where the report was written in another, that one if it tells of both."""
    home = next(iter(places.opening)) if len(places.opening) == 1 else land
    told, here = places.told.get(land, 0), places.told.get(home, 0)
    if land in (home, places.main) or home in other or told >= max(2, MAIN_COUNT * here):
        return land, "context: the officials the paragraph tells of"
    if 2 * here >= told:
        return home, "context: the country of the dateline, of which the text tells too"
    return None, "no country: the paragraph tells of one, the dateline of another"


def _does(t: Token, r: Resolver) -> bool:
    """Whether ``t`` is a subject, alone or with others."""
    while t.dep == "conj" and t.head != t.i:
        t = r.parse.tokens[t.head]
    return t.dep in SUBJECTS


def _most(places: Places) -> set[str]:
    """The country that the text tells of most, where it is one."""
    most = max(places.told.values(), default=0)
    found = {land for land, n in places.told.items() if n == most}
    return found if len(found) == 1 else set()


def _done_to(r: Resolver, t: Token) -> set[str]:
    """Countries to which ``t`` does something: "the army asked Oman", "the ministry summoned the Omani ambassador"."""
    found: set[str] = set()
    if t.dep != "nsubj":
        return found
    verbs = (t.head, *(k.i for k in r.parse.children(t.head, "xcomp")))  # "is to visit Kabul"
    objects = [o for v in verbs for o in (*r.parse.children(v, "dobj", "dative"), *phrases.objects(r.parse, v, *TO))]
    for o in objects:
        hit = r.hit_at.get(o.i)
        sense = r.places.pick(hit) if hit is not None else None
        if sense is not None and sense.use in ("country", "capital") and sense.country:
            found.add(sense.country)
        elif o.lemma in ABROAD:
            found |= {c for k in r.parse.children(o.i, "amod", "poss", "compound") if (c := country_at(r, k.i)[0])}
    return found


def _another(r: Resolver, t: Token, i: int) -> bool:
    """Whether ``i`` does something to ``t``: "India accused the army of ..." is not India's army."""
    return t.dep in ("dobj", "pobj", "dative") and r.parse.tokens[i].dep in ("nsubj", "nsubjpass")


def _told_by(r: Resolver, t: Token, i: int) -> bool:
    """Whether ``t`` says what ``i`` does: in "Chad has sent troops, the government said" it may be another's."""
    told = r.parse.tokens[i]
    verb = r.parse.tokens[t.head]
    if t.dep != "nsubj" or told.sent != t.sent or i > t.i:
        return False
    return any(a.head == verb.i and a.dep in ("ccomp", "parataxis") for a in (told, *r.parse.ancestors(i)))


def _in_passing(places: Places) -> bool:
    """Whether the text names a country but once, as that for, to or against which something is: "spied for Japan"."""
    if len(places.spots) != 1 or sum(places.told.values()) > 1:
        return False
    t = places.parse.tokens[places.spots[0][0]]
    return t.dep == "pobj" and places.parse.tokens[t.head].lower in ("for", "to", "against", "with")


def _acts(r: Resolver, i: int) -> bool:
    """Whether what names a country at ``i`` is of the state and not of its people: no "Chadian journalists"."""
    met = r.mentions.get(i) or r.mentions.get(r.parse.tokens[i].head)
    if met is not None and met.actor.sector is None:
        met = r.mentions.get(r.parse.tokens[i].head)
    return met is None or met.actor.sector is None or met.actor.sector in OF_STATE


def _of_text(r: Resolver, t: Token, sector: str | None, other: set[str]) -> Found:
    """The only country of the text, the one that it is mostly about, or where it was written; not ``other``."""
    places = r.places
    home = places.opening or places.where.get(0, set())
    told, main, one = places.told.keys() - other, places.main, len(places.opening) == 1
    if (
        len(told) == 1
        and len(places.told) == 1
        and not _in_passing(places)
        and (told <= home or not one or main is not None)
    ):
        return next(iter(told)), ONLY
    low = max(0, t.sent - 2)
    near = set().union(*(places.by_sentence.get(k, set()) for k in range(low, t.sent + 1)))
    rival = one and main not in home and home & told
    if main is not None and main not in other and (main in near or not near) and not rival:
        return main, MAIN
    if main in (None, *other) and sector != "REB" and len(home) == 1:
        land = next(iter(home))
        most = max(places.told.values(), default=0)
        foreign = {
            c for i, c in places.spots if i < t.i and places.parse.tokens[i].sent == t.sent and _acts(r, i)
        } - home
        here = foreign if t.dep in SUBJECTS and places.opening else places.by_sentence.get(t.sent, set())
        if here <= home and land not in other and (most < MAIN_COUNT or 2 * places.told.get(land, 0) >= most):
            return land, "context: the place the text opens with"
    return None, "no country: the text leaves it open"
