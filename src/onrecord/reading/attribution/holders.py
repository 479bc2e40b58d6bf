"""Who holds the document that speaks: "papers obtained by X show", "X has seen a draft that says"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.sectors import role
from onrecord.model import Parse, Token
from onrecord.reading import syntax
from onrecord.reading.attribution.verbs import Draft
from onrecord.reading.documents import kind_of

HOLDING = frozenset("obtain see review receive examine read view access publish acquire get find study inspect".split())
QUOTING = frozenset("quote cite interview contact reach".split())


def bare_sources(parse: Parse, drafts: Sequence[Draft]) -> None:
    """Take who holds it out of the words of every source: "documents obtained by X" are documents."""
    for draft in drafts:
        found = None if draft.source_head is None else holder_of(parse, draft.source_head)
        if found is not None and parse.tokens[found[0]].head == draft.source_head:
            draft.source -= set(parse.subtree(found[0]))


def holder_of(parse: Parse, source: int) -> tuple[int, int] | None:
    """Who is said to hold or quote the source headed by token ``source``: the verb and the holder's head noun."""
    noun = parse.tokens[source]
    document = kind_of(noun) == "document"
    below = [o for prep in parse.children(noun.i, "prep") for o in parse.children(prep.i, "pobj")]
    behind = [v for o in below for v in parse.children(o.i, "acl") if parse.tokens[v.i - 1].text == ","]
    for verb in [*parse.children(noun.i, "acl", "relcl"), *behind]:  # "a letter from the bishops, seen by S"
        if verb.lemma in QUOTING or (document and verb.lemma in HOLDING):
            passive = syntax.is_passive(parse, verb.i)
            holder = syntax.by_agent(parse, verb.i) if passive else _own_subject(parse, verb)
            if holder is not None and parse.tokens[holder].pos != "PRON" and _able(parse.tokens[holder]):
                return verb.i, holder
    up = parse.tokens[noun.head]
    if document and noun.dep == "dobj" and up.lemma in HOLDING:
        subject = syntax.subject(parse, up.i)
        if subject is not None and parse.tokens[subject].dep != "expl":
            return up.i, subject
    return None


def _able(noun: Token) -> bool:
    """Whether a noun can hold or quote anything: not the telephone by which somebody was reached."""
    return noun.pos != "NOUN" or bool(noun.ent) or role(noun.lower) is not None or role(noun.lemma) is not None


def _own_subject(parse: Parse, verb: Token) -> int | None:
    own = [t.i for t in parse.children(verb.i, "nsubj") if t.lower not in syntax.RELATIVES]
    return own[0] if own else None
