"""Names beside their nouns: "its neighbour, Togo", "the CODECO militia", "the firm Maxar", "Border Brief, a site"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.outlets import lookup
from onrecord.knowledge.sectors import Role, word_set
from onrecord.model import Mention, Token
from onrecord.reading.entities import nouns, outlets, phrases, places, rolewords, several
from onrecord.reading.entities.referents import Referent

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

NEIGHBOUR = frozenset({"neighbour", "neighbor"})
NEIGHBOUR_BACK = 3
"""Sentences before "its neighbour" in which that other state is looked for."""
OUTLET_NOUNS = word_set("nouns for outlets")
GIVEN_NAMES = word_set("bodies with names")
OUTLET_PARTS = frozenset({"service", "bureau", "desk", "newsroom"})
WEBSITE = Role("website", "MED", "outlet")
# Plurals that stand for the group they fight for: "ELN rebels".
FIGHTERS = word_set("fighters")


def neighbour(r: Resolver, t: Token, first: int, last: int) -> Mention | None:
    """ "its neighbour, Togo": the state that is named beside the word."""
    if t.tag != "NN" or not several.STATES.intersection(rolewords.forms(t)):
        return None
    for name in r.parse.children(t.i, "appos"):
        hit = r.hit_at.get(name.i)
        if name.i > t.i and hit is not None and hit.sense("country") is not None:
            r.who(name.i)
            ref = r.referents.get(name.i)
            return r.make(t, first, last, ref, why=f"apposition: {ref.name}") if ref is not None else None
    return _other_land(r, t, first, last)


def _other_land(r: Resolver, t: Token, first: int, last: int) -> Mention | None:
    """ "its neighbour" where the sentences before tell of one other state alone: that one."""
    if t.lemma not in NEIGHBOUR or r.parse.children(t.i, "appos", "relcl", "acl", "conj"):
        return None
    own = {land for k in r.parse.children(t.i, "poss") if (land := r.who(k.i).actor.country)}
    if len(own) != 1 or any(k in r.hit_at for k in range(first + 1, t.i)):
        return None
    near = (r.places.by_sentence.get(k, set()) for k in range(max(0, t.sent - NEIGHBOUR_BACK), t.sent + 1))
    others = set().union(*near) - own
    if len(others) != 1:
        return None
    ref = r.discourse.add(places.state(others.pop()))
    return r.make(t, first, last, ref, why="the only other state told of here")


def called(r: Resolver, t: Token, first: int, last: int, low: int, role: Role) -> Mention | None:
    """ "the CODECO militia", "ELN rebels": a group of the tables whose name stands before its kind or its fighters."""
    counted = r.parse.children(t.i, "nummod", "det") or any(r.parse.tokens[k].tag == "CD" for k in range(first, t.i))
    fighters = t.tag in ("NNS", "NNPS") and role.words in FIGHTERS and not counted
    hit = r.hit_at.get(low - 1) if low > first else None
    if hit is None and fighters:  # "fighters of the ELN"
        below = [o for o in phrases.objects(r.parse, t.i, "of") if o.i in r.hit_at]
        hit, low = (r.hit_at[below[0].i], r.hit_at[below[0].i].last) if below else (None, low)
    if hit is None or hit.last != low or not hit.entries:
        return None
    if fighters:
        fits = all(e.kind == "group" for e in hit.entries)
    else:
        body = role.cls in ("body", "loosebody") and t.tag not in ("NNS", "NNPS")
        fits = body and all(e.kind in ("group", "party") and e.sector == role.sector for e in hit.entries)
    if not fits:
        return None
    r.who(low - 1)
    ref = r.referents.get(low - 1)
    return r.make(t, first, last, ref, why=f"named before its kind: {ref.name}") if ref is not None else None


def named_after(r: Resolver, t: Token, first: int, last: int, role: Role) -> Mention | None:
    """ "the terrorist group Hezbollah": a body of the tables whose name stands right after its kind, or of one already
    definite behind a comma or dash: "the UN's nuclear watchdog, the IAEA,"."""
    if role.cls not in ("body", "loosebody") or t.tag in ("NNS", "NNPS"):
        return None
    apart = [r.hit_at[k.i] for k in r.parse.children(t.i, "appos") if k.i > t.i and k.i in r.hit_at]
    hit = r.hit_at.get(t.i + 1) or (apart[0] if apart and _definite(r, t) else None)
    if hit is None or not hit.entries:
        return None
    name = r.parse.tokens[hit.last - 1]  # the parser may take both for subjects of the verb
    if (name.dep, name.head) not in (("appos", t.i), (t.dep, t.head)):
        return None
    r.who(hit.last - 1)
    ref = r.referents.get(hit.last - 1)
    if ref is None:
        return None
    ref.roles |= {role.words, *rolewords.forms(t)}
    return r.make(t, first, last, ref, why=f"named after its kind: {ref.name}")


def called_outlet(r: Resolver, t: Token, first: int, last: int) -> Mention | None:
    """ "told the Lusapress agency", "the Kivu Hebdo newspaper": a name that no table knows before what it is."""
    name = r.parse.tokens[t.i - 1]
    if t.tag != "NN" or t.lemma not in OUTLET_NOUNS or name.i <= first or name.head != t.i or name.i in r.hit_at:
        return None
    if name.pos != "PROPN" or not (t.lemma != "agency" or outlets.is_heard(r, t)):
        return None
    return outlets.mention(r, t, first, last, nouns.proper_name(r, name, first))


def outlet_part(r: Resolver, t: Token, first: int, last: int) -> Mention | None:
    """ "the BBC Somali Service": an outlet of the tables before a part of it, which speaks for it."""
    if t.pos != "PROPN" or t.lower not in OUTLET_PARTS:
        return None
    names = [k for k in r.parse.tokens[first : t.i] if k.pos == "PROPN"]
    known = lookup(names[0].text) if names else None
    if known is None:
        return None
    paper = Referent(known.id, shape="outlet", name=known.name, country=known.country, sector="MED", kind="outlet")
    return r.make(t, first, last, r.discourse.add(paper), why=f"a part of {known.name}")


def _definite(r: Resolver, t: Token) -> bool:
    return bool(r.parse.children(t.i, "poss")) or any(k.lower == "the" for k in r.parse.children(t.i, "det"))


def name_behind(r: Resolver, t: Token, role: Role) -> Token | None:
    """Head of the name right behind "the satellite company", which the parser may take for another subject."""
    tokens = r.parse.tokens
    if role.words.split()[-1] not in GIVEN_NAMES or t.tag in ("NNS", "NNPS"):
        return None
    if t.i + 1 >= len(tokens) or tokens[t.i + 1].pos != "PROPN":
        return None
    name = tokens[t.i + 1]
    while name.dep == "compound" and name.head == name.i + 1:
        name = tokens[name.head]
    subject = name.dep == "nsubj" and t.dep == "pobj" and name.sent == t.sent
    return name if (name.dep == "appos" and name.head == t.i) or subject else None


def body_told_of(
    r: Resolver, t: Token, role: Role, *, country: str | None, sector: str | None, why: str
) -> Mention | None:
    """ "Border Brief, a website in Delhi, which wrote": what the apposition says of a body, and who "which" is."""
    body = r.referents.get(t.head)
    first, last = phrases.bounds(r.parse, t.i)
    article = any(k.lower in ("a", "an", "the") for k in r.parse.children(t.i, "det"))
    if body is None or body.shape not in ("body", "outlet") or not body.name or not article or t.head > t.i:
        return None
    if r.parse.children(t.i, "cc") or r.parse.children(t.head, "cc"):
        return None
    body.country, body.sector = body.country or country, body.sector or sector
    body.roles |= {role.words, *rolewords.forms(t)}
    if role.cls == "outlet":
        body.shape, body.kind = "outlet", "outlet"
    r.rename(t.head, body)
    return r.make(t, first, last, body, why=f"apposition: {body.name}; {why}".rstrip("; "))
