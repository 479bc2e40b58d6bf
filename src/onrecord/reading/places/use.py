"""What a place name is used for: the place itself, an actor ("Moscow said"), or an adjective ("U.S. troops")."""

from __future__ import annotations

from typing import Literal

from onrecord.knowledge.gazetteer import Site
from onrecord.model import Parse, Token
from onrecord.reading.places.spans import Candidate
from onrecord.reading.places.tables import capitals
from onrecord.reading.places.words import words

Use = Literal["place", "actor", "adjective"]


def use_of(parse: Parse, c: Candidate, site: Site | None) -> Use:
    """Use of one recognised name, by its syntax."""
    head = _head(parse, c)
    above = parse.tokens[head.head]
    can_act = site is not None and (site.kind == "country" or c.text in capitals() or c.text in ("EU", "E.U."))
    if head.dep in ("compound", "nmod", "amod") and above.i >= c.last:
        if above.lemma in words("own_nouns") or (c.text.rstrip(".").replace(".", "") in ("US", "UK", "EU")):
            return "adjective" if can_act or c.text in ("U.S", "U.S.") else "place"
        return "place"
    if not can_act:
        speaks = head.dep == "nsubj" and above.lemma in words("speech_verbs")
        return "actor" if speaks and site is not None and site.kind in ("city", "admin1") else "place"
    if head.dep == "conj":
        head, above = _first_conjunct(parse, head)
    if head.dep == "nsubj" and above.pos == "VERB" and above.lemma not in words("state_verbs"):
        return "actor"
    if head.dep == "poss":
        return "place" if above.lemma in words("own_parts") else "actor"
    if head.dep in ("dobj", "dative") and above.lemma in words("address_verbs"):
        return "actor"
    if head.dep == "pobj" and above.lower in ("with", "by", "against", "between", "among"):
        return "place" if parse.tokens[above.head].lemma in words("own_parts") else "actor"  # "the border with X"
    return "place"


def _head(parse: Parse, c: Candidate) -> Token:
    """The word of the name that hangs outside it."""
    for i in range(c.first, c.last):
        t = parse.tokens[i]
        if not c.first <= t.head < c.last or t.head == t.i:
            return t
    return parse.tokens[c.last - 1]


def _first_conjunct(parse: Parse, head: Token) -> tuple[Token, Token]:
    seen = 0
    while head.dep == "conj" and head.head != head.i and seen < 20:
        head = parse.tokens[head.head]
        seen += 1
    return head, parse.tokens[head.head]
