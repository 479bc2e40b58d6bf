"""Which words of a report speak of one person, and what they say of who it is."""

from __future__ import annotations

import re

from onrecord.knowledge import names
from onrecord.knowledge.countries import country_named
from onrecord.model import Parse, Token
from onrecord.reading.quantities import lexicon

AGED = re.compile(r"(?:\d{1,3}|[a-z]{3,12})-(?:year|month|week|day)-old")
NTH = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
"""Ordinals that count one more: "a fifth victim", "two were killed and a third wounded"."""
HIGHEST_AGE = 110
"""Years; a greater number behind a name is something else."""
COLLECTIVE = frozenset(
    {"life", "body", "corpse", "police", "staff", "family", "couple", "crew", "household", "personnel", "group", "pair",
     "dead", "wounded", "injured", "remains", "human", "soul"}
)  # fmt: skip
"""Nouns of the list of persons that are no single one."""


def is_kin(token: Token) -> bool:
    """Whether "his" or "her" with the noun is somebody else than whom the pronoun means."""
    return token.lemma in lexicon.texts("kin")


def one_more(parse: Parse, token: Token) -> bool:
    """ "one was killed and another injured", "and a third wounded": a person without a noun."""
    if token.dep not in ("nsubj", "nsubjpass", "dobj", "conj", "npadvmod"):
        return False
    if token.lower == "another":
        return True
    if token.lower not in NTH or token.pos not in ("ADJ", "NOUN") or not _has(parse, token, "det", "a"):
        return False
    fraction, moment = _has(parse, token, "prep", "of"), token.dep == "npadvmod" and token.lower == "second"
    return not (fraction or moment)


def _has(parse: Parse, token: Token, dep: str, word: str) -> bool:
    return any(k.lower == word for k in parse.children(token.i, dep))


def listed(parse: Parse, token: Token) -> bool:
    """The middle of "his wife, son and daughter" or "his aunt, her son and her dog": no other word for the first."""
    if token.dep != "appos" or not is_kin(token) or not is_kin(parse.tokens[token.head]):
        return False
    return bool(parse.children(token.i, "conj")) and not parse.children(token.i, "det", "prep")


def has_age(parse: Parse, token: Token) -> bool:
    """ "Ana Ruiz, 19, ...": as news tells ages."""
    behind = parse.tokens[token.i + 1 : token.i + 4]
    if len(behind) < 3 or behind[0].text != "," or behind[2].text not in (",", ";", "."):
        return False
    return behind[1].text.isdigit() and int(behind[1].text) <= HIGHEST_AGE


def is_name(parse: Parse, token: Token) -> bool:
    """The last word of a person's name; of names that the recogniser passed over only subjects and objects."""
    if token.pos != "PROPN" or token.dep == "compound" or token.tag != "NNP" or token.lower in COLLECTIVE:
        return False
    if token.ent == "PERSON":
        return True
    if token.dep in ("appos", "conj") and has_age(parse, token):
        return True
    plain = token.ent == "" and not token.text.isupper() and country_named(token.text) is None
    return plain and token.dep in ("nsubj", "nsubjpass", "dobj") and not names.lookup(token.text)


def is_someone(token: Token) -> bool:
    """A singular noun for a person, or an age that stands for one."""
    if AGED.fullmatch(token.lower):
        return token.dep not in ("amod", "compound", "nmod")
    known = token.lemma in lexicon.persons() or token.lower in lexicon.persons()
    return token.tag == "NN" and token.lower not in COLLECTIVE and known


def one_of(parse: Parse, token: Token) -> bool:
    """ "killed one of his friends", "one of them died"."""
    below = [k for of in parse.children(token.i, "prep") if of.lower == "of" for k in parse.children(of.i, "pobj")]
    return any(k.lower == "them" or k.lemma in lexicon.persons() for k in below)


def gender_of(token: Token) -> str | None:
    """``m`` or ``f`` by the noun."""
    return lexicon.texts("sex").get(token.lemma)


def age_of(parse: Parse, token: Token) -> str | None:
    """ "3-year-old", as the text has it."""
    near = [token, *parse.children(token.i, "amod", "compound", "nmod", "nummod")]
    return next((t.lower for t in near if AGED.fullmatch(t.lower)), None)
