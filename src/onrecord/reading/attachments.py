"""Clauses on the noun they belong to: the parser may hang "who" on the last noun, were it a war or a town, and what a
plot is for on the verb before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from onrecord.knowledge.entry import rows
from onrecord.knowledge.sectors import role
from onrecord.model import Token

WHO = frozenset({"who", "whom"})
PERSONS = frozenset({"PERSON", "NORP"})
PERSON_CLASSES = frozenset({"person", "loose", "people", "witness"})
STEPS = 6
"""How far up whoever is meant is looked for."""


REACH = 40
"""Words around a verb among which its subject is looked for."""
MEANT_TO = frozenset({"attempt", "plan", "promise", "threat", "order", "fail", "request"})
"""Classes of nouns whose infinitive says what they are for."""
COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "pcomp", "advcl", "oprd", "attr"})
WITH = frozenset({"use", "need", "take", "require", "spend", "lack", "give", "show"})
"""Verbs whose object is what it is done with: "used the deal to gain time"."""


def rehung(tokens: Sequence[Token]) -> list[Token]:
    """The words with each clause of "who" on the nearest noun at or above its own that is a person, if there is one
    ("a nurse at the camps of the Boer War, who said"), and each "to" behind a plan or an attempt on that noun
    ("jailed him over a plot to kill"); subjects on the verb and not on its auxiliary; "that" as what is denied where
    the verb has nothing else to deny ("a claim that Kigali rejected")."""
    made = list(tokens)
    for word in tokens:
        clause = tokens[word.head]
        if clause.dep in ("aux", "auxpass") and word.dep in ("nsubj", "nsubjpass") and _bare(tokens, clause.head):
            made[word.i] = replace(word, head=clause.head)  # "they are so far refusing", hung on "are"
            continue
        if word.lower == "that" and word.dep == "mark" and clause.dep in ("relcl", "acl") and _lacks(tokens, clause):
            made[word.i] = replace(word, dep="dobj", pos="PRON", tag="WDT")
            made[clause.i] = replace(clause, dep="relcl")
            continue
        if word.lower in WHO and clause.dep == "relcl" and clause.head < word.i:
            noun = _person(tokens, tokens[clause.head])
        elif word.lower == "to" and word.dep == "aux" and clause.dep == "advcl" and word.i:
            noun = _meant(tokens, tokens[word.i - 1], clause)
        else:
            continue
        if noun is not None and noun.i != clause.head:
            made[clause.i] = replace(clause, head=noun.i, dep="acl" if clause.dep == "advcl" else clause.dep)
    return made


def _lacks(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a verb of denying or confirming has nothing behind it that is denied."""
    here = tokens[verb.i + 1 : verb.i + REACH]
    return verb.lemma in _answers() and not any(t.head == verb.i and t.dep in COMPLEMENTS for t in here)


@lru_cache(maxsize=1)
def _answers() -> frozenset[str]:
    """Verbs that deny what was said, of ``attribution_cues.tsv``, and "confirm"."""
    found = rows("attribution_cues.tsv")
    return frozenset({"confirm"} | {lemma for lemma, pos, stance, _ in found if pos == "v" and stance == "denies"})


def _bare(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb has no subject of its own."""
    return tokens[verb].pos in ("VERB", "AUX") and not any(
        t.head == verb and t.dep in ("nsubj", "nsubjpass", "expl") for t in tokens[max(0, verb - REACH) : verb + REACH]
    )


def _meant(tokens: Sequence[Token], noun: Token, clause: Token) -> Token | None:
    """The noun right before "to" where it is one that an infinitive completes, in a phrase below the clause's verb."""
    if noun.pos != "NOUN" or noun.lemma not in planning() or clause.head >= noun.i:
        return None
    up = tokens[noun.head]
    if noun.dep == "pobj":
        up = tokens[up.head]
    elif noun.dep != "dobj" or up.lemma in WITH:
        return None
    return noun if up.i == clause.head else None


@lru_cache(maxsize=1)
def planning() -> frozenset[str]:
    """Nouns of plans, attempts, promises and orders that take an infinitive, of ``status_governors.tsv``."""
    return frozenset(
        word for word, pos, slots, kind in rows("status_governors.tsv")
        if pos == "n" and "inf" in slots.split(",") and kind in MEANT_TO
    )  # fmt: skip


def _person(tokens: Sequence[Token], noun: Token) -> Token | None:
    """``noun`` or the first above it that is a person, as far as the words between are of one noun phrase."""
    for _ in range(STEPS):
        if _is_person(noun):
            return noun
        up = tokens[noun.head]
        if up.i > noun.i or up.i == noun.i or not (up.pos in ("NOUN", "PROPN", "ADP") or up.dep in ("acl", "pcomp")):
            return None
        noun = up
    return None


def _is_person(noun: Token) -> bool:
    """Whether a noun is a name of a person or a word for one."""
    if noun.pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return False
    if noun.ent in PERSONS or noun.pos == "PRON" or noun.lower in ("one", "ones"):
        return True
    known = None if noun.ent else role(noun.lower) or role(noun.lemma)
    return known is not None and known.cls in PERSON_CLASSES
