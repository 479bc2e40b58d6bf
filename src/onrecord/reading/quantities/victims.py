"""Those whom a text counts by naming them: "a man was shot dead", "the murder of Ana Ruiz" are one each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.knowledge.countries import country_named
from onrecord.model import Frozen, Parse, QuantityRole, Token
from onrecord.reading.quantities import lexicon
from onrecord.reading.quantities.roles import Governor, govern

if TYPE_CHECKING:
    from onrecord.reading.quantities import FoundQuantity

FATES: frozenset[QuantityRole] = frozenset({"killed", "injured", "arrested", "abducted"})


class Victim(Frozen, frozen=True, kw_only=True):
    """One person and what became of him. Token indices."""

    head: int
    role: QuantityRole
    governor: int
    name: str | None = None
    """Last word of a proper name, lower case; ``None`` for "a man"."""


def find_victims(parse: Parse) -> tuple[Victim, ...]:
    """Single persons killed, injured, arrested or abducted, named or not, in text order.

    No figure is said, so these are no quantities; where a text has no figure for a role, its distinct victims are one.
    """
    found = []
    for token in parse.tokens:
        name = _name(parse, token)
        if name is None and not _someone(parse, token):
            continue
        governor = govern(parse, token.i, token.i) or possessed(parse, token)
        if governor is not None and governor.role in FATES:
            found.append(Victim(head=token.i, role=governor.role, governor=governor.token, name=name))
    return tuple(found)


def possessed(parse: Parse, token: Token) -> Governor | None:
    """ "Ana Ruiz's murder", "his assassination" with the victim before the noun."""
    if token.dep != "poss":
        return None
    noun = parse.tokens[token.head]
    hit = lexicon.roles("n").get(noun.lemma) or lexicon.roles("c").get(noun.lemma)
    return Governor(hit[1], noun.i) if hit is not None and hit[1] in FATES else None


def _name(parse: Parse, token: Token) -> str | None:
    """The last word of a person's name, where ``token`` is it; a name the recogniser passed over may be one."""
    if token.pos != "PROPN" or token.dep == "compound" or token.ent not in ("PERSON", ""):
        return None
    return token.lower if token.ent or country_named(token.text) is None else None


def _someone(parse: Parse, token: Token) -> bool:
    """A singular noun for a person with an article: "a man", "the officer"."""
    if (
        token.tag != "NN"
        or token.lower == "life"
        or (token.lemma not in lexicon.persons() and token.lower not in lexicon.persons())
    ):
        return False
    return any(k.lower in ("a", "an", "the", "another", "his", "her") for k in parse.children(token.i, "det", "poss"))


def tolls(parse: Parse, found: Sequence[FoundQuantity], role: QuantityRole) -> list[tuple[int, int]]:
    """What the text says of ``role``, word by word that says it: (first token, number of persons), in text order.

    Those who share a word are added up: "a man and two girls were shot dead" are three. Parts ("including ...") and
    ranges (their lower end) are as ``FoundQuantity`` gives them.
    """
    groups: dict[int, tuple[int, float]] = {}
    taken: set[int | None] = set()
    for item in found:
        quantity = item.quantity
        value = quantity.value if quantity.value is not None else quantity.low
        if quantity.role != role or item.part or value is None:
            continue
        at = item.head if item.governor is None else item.governor
        stands = item.counted if item.counted is not None else item.head
        if at in groups and not _joined(parse, stands, taken):
            at = -1 - item.head  # a second figure by the same word that is not added to the first
        taken.update((item.counted, item.head))
        first, total = groups.get(at, (item.head, 0.0))
        groups[at] = (first, total + value)
    for victim in find_victims(parse):
        if victim.role == role and victim.governor in groups and _joined(parse, victim.head, taken):
            first, total = groups[victim.governor]
            groups[victim.governor] = (first, total + 1)
    return sorted((first, int(total)) for first, total in groups.values())


def _joined(parse: Parse, i: int, counted: set[int | None]) -> bool:
    """Whether ``i`` is joined by "and" to one whom a figure counts."""
    if i in counted:
        return False
    token = parse.tokens[i]
    above = token.dep == "conj" and token.head in counted
    return above or any(k.i in counted for k in parse.children(i, "conj"))


def count_victims(parse: Parse, role: QuantityRole) -> int | None:
    """How many single persons the text says suffered ``role``; ``None``: none.

    Names are counted once each; an unnamed man may be one of them and adds nobody.
    """
    seen = [v for v in find_victims(parse) if v.role == role]
    names = {v.name for v in seen if v.name is not None}
    return max(len(names), 1) if seen else None
