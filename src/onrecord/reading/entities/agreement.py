"""Which referents a pronoun can take up at all: number, gender, kind, and whom binding rules out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.knowledge.sectors import word_set
from onrecord.model import Token
from onrecord.reading.entities import phrases
from onrecord.reading.entities.referents import Referent

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
# Clauses without a subject of their own: it is that of the clause above.
OPEN = frozenset({"conj", "advcl", "xcomp", "pcomp", "prep"})
SAYING = frozenset(
    "say tell add write note explain recall insist warn argue claim joke state stress announce assert acknowledge "
    "speak recall admit concede maintain remark reiterate emphasise emphasize quip lament reveal testify tweet".split()
)
ACCUSING = frozenset({"accuse", "blame", "deny", "allege", "describe", "call", "urge", "declare", "report", "estimate"})
PRONOUNS = FIRST | SECOND | HE | SHE | IT | THEY
ARMED = frozenset({"REB", "UAF", "SEP", "INS", "RAD", "CRM"})
"""Sectors of people who fight together without being a state's."""
PAPERS_SAY = frozenset({"find", "conclude", "detail", "describe", "accuse", "list", "recommend", "state", "allege"})


def agrees(t: Token, ref: Referent) -> bool:
    """By number, gender and kind: "he" is a person, "they" are several, "it" is a body, state or outlet."""
    word = t.lower
    if word in HE or word in SHE:
        return ref.shape == "person" and not ref.plural and ref.gender in (None, "m" if word in HE else "f")
    if word in THEY:
        if ref.shape in ("document", "place", "thing"):
            return False
        return ref.plural or (ref.shape in ("people", "body") and ref.sector is not None)
    if "group" in ref.roles and ref.sector in ARMED:  # rebels whom the report has called "the group"
        return True
    return not ref.plural and ref.shape in ("body", "state", "outlet")


def a_paper_says(r: Resolver, t: Token, ref: Referent) -> bool:
    """ "The report is long. It says ...": papers speak, and do nothing else."""
    says = r.parse.tokens[t.head].lemma in SAYING | PAPERS_SAY and t.dep == "nsubj"
    return t.lower == "it" and says and ref.shape == "document" and not ref.plural


ANSWERING = word_set("answering words")
WORDS = word_set("words answered")


def _answering(r: Resolver, t: Token) -> set[str]:
    """Ids of who "rejected his plan", "welcomed her call": one answers another's words, not one's own."""
    said = r.parse.tokens[t.head]
    verb = r.parse.tokens[said.head]
    if said.dep != "dobj" or said.lemma not in WORDS or verb.lemma not in ANSWERING:
        return set()
    if any(k.lower == "own" for k in r.parse.children(said.i, "amod")):
        return set()
    subjects = r.parse.children(verb.i, "nsubj")
    return {ref.id for k in subjects if k.pos != "PRON" and (ref := r.referents.get(k.i)) is not None}


PASSED = frozenset({"prep", "agent", "pobj", "dative"})
"""Words between an object and its verb: "shot at them"; a figure stands there too: "shot six of them"."""


def barred_for(r: Resolver, t: Token) -> set[str]:
    """Ids that binding rules out: an object is not its own subject, a possessor not its own noun."""
    barred: set[str] = set()
    if t.dep == "poss":
        ref = r.referents.get(t.head)
        return {ref.id} if ref is not None else _answering(r, t)
    if t.dep == "nsubj" and r.parse.tokens[t.head].dep == "parataxis":  # "Lima, it said, had bought none"
        told = r.parse.tokens[r.parse.tokens[t.head].head]
        said_of = [k for k in r.parse.children(told.i, "nsubj", "nsubjpass") if k.i < t.i and told.i > t.i]
        barred |= {ref.id for k in said_of if (ref := r.referents.get(k.i)) is not None}
    if t.lower.endswith(("self", "selves")):
        return barred
    head = r.parse.tokens[t.head]
    while head.head != head.i and (head.dep in PASSED or (head.pos == "NUM" and head.dep in ("dobj", "nsubjpass"))):
        head = r.parse.tokens[head.head]
    clauses = [head]
    while clauses[-1].dep in OPEN and not r.parse.children(clauses[-1].i, "nsubj", "nsubjpass"):
        clauses.append(r.parse.tokens[clauses[-1].head])  # "Blinken called and promised him": the subject is shared
    beside = r.parse.children(head.i, "dobj") + r.parse.children(clauses[-1].i, "nsubj", "nsubjpass")
    for s in beside:
        if s.i != t.i:
            for c in phrases.conjuncts(r.parse, s.i):
                ref = r.referents.get(c.i)
                if ref is not None:
                    barred.add(ref.id)
                elif c.pos == "PROPN":  # "he urged Okello": not read yet, but another all the same
                    barred |= {p.id for p in r.discourse.surnames.get(c.text.casefold(), [])}
    return barred
