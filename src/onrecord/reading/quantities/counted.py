"""Figures that are the value of a noun: "the death toll reached 21", "the number of people killed rose to nine"."""

from __future__ import annotations

from msgspec import Struct

from onrecord.model import Parse, QuantityRole, Token
from onrecord.reading.quantities import lexicon

COUNTS = frozenset({"number", "count", "tally", "total", "figure"})


class Governor(Struct, frozen=True, gc=False):
    """The word that gives the role, and whether the figure is a part of another ("including 12 children")."""

    role: QuantityRole
    token: int
    part: bool = False


def toll_of(parse: Parse, verb: Token) -> Governor | None:
    """ "the death toll reached 21": the verb's subject is a toll."""
    for noun in parse.children(verb.i, "nsubj", "nsubjpass"):
        return is_toll(parse, noun)
    if verb.dep in ("acl", "conj", "advcl", "xcomp") and verb.head != verb.i:
        head = parse.tokens[verb.head]
        return is_toll(parse, head) if head.pos == "NOUN" else toll_of(parse, head) if verb.dep != "acl" else None
    return None


def is_toll(parse: Parse, noun: Token) -> Governor | None:
    """ "death toll", "the number of dead": a noun whose value is a figure, by its words and those behind it."""
    words = [noun.lemma, *(f"{k.lower} {noun.lemma}" for k in parse.children(noun.i, "compound", "amod"))]
    for of in parse.children(noun.i, "prep"):
        words += [f"{noun.lemma} of {k.lower}" for k in parse.children(of.i, "pobj")]
    hits = [lexicon.roles("t")[w] for w in words if w in lexicon.roles("t")]
    if "injury" in " ".join(words) or "wounded" in " ".join(words) or "injured" in " ".join(words):
        return Governor("injured", noun.i)
    return Governor(hits[0][1], noun.i) if hits else _counted(parse, noun)


def _counted(parse: Parse, noun: Token) -> Governor | None:
    """ "the number of people killed in the attack has risen to nine": what befell those who are counted."""
    if noun.lemma not in COUNTS:
        return None
    for of in parse.children(noun.i, "prep"):
        for people in parse.children(of.i, "pobj") if of.lower == "of" else ():
            for fate in parse.children(people.i, "acl"):
                role = lexicon.befalls().get(fate.lemma)
                if role is not None and fate.tag == "VBN":
                    return Governor(role, fate.i)
    return None
