"""What shows that a name is a person's where the recogniser does not say so, and whose of those met it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.leaders import PARTICLES
from onrecord.model import Token
from onrecord.reading.entities import rolewords
from onrecord.reading.entities.agreement import SAYING
from onrecord.reading.entities.referents import Referent
from onrecord.reading.entities.scan import Hit

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

SMALL = frozenset({"city", "region"})
"""Uses of places that do not speak: a capital does, a town is as often somebody's name."""
NO_PERSON = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP"})


def acts_like_one(r: Resolver, t: Token) -> bool:
    """Whether the sentence treats the name as a person's: "Orlov, 71, who chairs ...", "Lida Marsh, a nurse, ..."."""
    for clause in r.parse.children(t.i, "relcl"):
        if any(k.lower == "who" for k in r.parse.children(clause.i, "nsubj", "nsubjpass")):
            return True
    after = r.parse.tokens[t.i + 1 : t.i + 4]
    aged = (
        len(after) == 3 and after[0].text == "," and after[2].text == ","
        and after[1].text.isdecimal() and 10 <= int(after[1].text[:4]) <= 110
    )  # fmt: skip
    return aged or any(_tells_who(r, t, k) for k in r.parse.children(t.i, "appos"))


def _tells_who(r: Resolver, t: Token, noun: Token) -> bool:
    """ ", a senior nurse at X" behind a name: what a person is; "a 31-year-old"."""
    if noun.i < t.i or noun.pos not in ("NOUN", "ADJ", "NUM") or noun.tag in ("NNS", "NNPS"):
        return False
    if noun.lower.endswith("-year-old"):
        return True
    article = any(k.lower in ("a", "an", "the") for k in r.parse.children(noun.i, "det"))
    found = rolewords.role_ending(r.parse, noun.i, max(t.i + 1, noun.i - 3))
    return article and found is not None and found[1].cls == "person"


def announcer(r: Resolver, t: Token) -> int | None:
    """Head of the noun phrase that the name in apposition at ``t`` gives a name to: the "mayor" of "the mayor of
    Kherson, Ihor Stavko,", wherever the parser hung it."""
    if t.dep != "appos":
        return None
    above = r.parse.tokens[t.head]
    prep = r.parse.tokens[above.head]
    if above.dep == "pobj" and prep.dep == "prep" and r.parse.tokens[t.i - 1].i > above.i and not _is_who(r, above.i):
        holder = prep.head
        return holder if _is_who(r, holder) else t.head
    return t.head


def _is_who(r: Resolver, i: int) -> bool:
    ref = r.referents.get(i)
    return ref is not None and ref.shape == "person"


def is_somebodys(r: Resolver, t: Token, hit: Hit) -> bool:
    """Whether what may be a place is a person's name here: "Rabbi Mali", the "Artem" of "Artem said"."""
    if hit.people or hit.entries or hit.last - hit.first > 1 or t.i != hit.first or t.pos != "PROPN":
        return False
    before = r.parse.tokens[t.i - 1] if t.i else t
    if before.head == t.i and before.text[:1].isupper() and before.pos == "PROPN":
        found = rolewords.role_ending(r.parse, before.i, before.i)
        if found is not None and found[1].cls == "person" and before.ent != "ORG":
            return True
    return t.text in r.speakers and all(s.use in SMALL for s in hit.senses) and t.ent not in NO_PERSON


def speakers(r: Resolver) -> frozenset[str]:
    """Names of one word whose bearers say something in the text, as towns do not."""
    return frozenset(
        t.text
        for t in r.parse.tokens
        if t.pos == "PROPN" and t.dep == "nsubj" and t.ent not in NO_PERSON and not r.parse.kids[t.i]
        and r.parse.tokens[t.head].lemma in SAYING
    )  # fmt: skip


def by_inner_name(r: Resolver, name: str) -> Referent | None:
    """The one person met whose full name holds the single word ``name`` behind its first: the "Lima" of "Ana Lima da
    Costa", as Spaniards, Portuguese and Frenchmen are called for short."""
    if " " in name:
        return None
    found = [
        p for p in r.discourse.by_id.values()
        if p.shape == "person" and p.name and name in p.name.split()[1:] and name.casefold() not in PARTICLES
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def by_first_name(r: Resolver, t: Token) -> Referent | None:
    """The one person met whose full name begins with the single word at ``t``, as Thais, Ethiopians, Somalis and
    Icelanders are called for short; nobody's where somebody met has it for a surname."""
    if t.pos != "PROPN" or t.text.casefold() in r.discourse.surnames or r.parse.children(t.i, "compound", "flat"):
        return None
    found = [
        p for p in r.discourse.by_id.values()
        if p.shape == "person" and p.name and " " in p.name and p.name.split()[0] == t.text and p.seen
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None
