"""A noun event under the verb that carries it: "launched an attack", "planned an attack", "foiled a raid"."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.govern import Edge, governed
from onrecord.reading.status.predicate import Crossing, definite
from onrecord.reading.status.tables import words

BARE_SLOTS = frozenset({"obj", "subj", "inf", "ing", "that", "comp", "conj", "attr", "bare", "xcomp", "ccomp"})
"""Where an event stands that its verb does no more than carry."""


def carried(parse: Parse, i: int, edge: Edge) -> Crossing:
    """What the verb says became of the event ``i``, which it carries; most such verbs only say that it was done."""
    t, head = parse.tokens[i], parse.tokens[edge.parent]
    op = governed(parse, i, edge)
    if op is not None:
        return [] if _masterminded(parse, t, head, op) else [op], True, ""
    known = edge.slot not in BARE_SLOTS and definite(parse, t) and head.lemma not in words("light")
    return [], not known, ""  # "must respond to its attacks": they came


def _masterminded(parse: Parse, t: Token, head: Token, op: Op) -> bool:
    """ "The man who ordered the bombing", "the bombing was planned by him": there was one; "ordered a raid", "is
    planning the raid", "the raid was planned for May": not yet."""
    up = parse.tokens[head.head]
    kids = parse.children(head.i, "auxpass", "agent")
    if head.dep == "xcomp" and up.lemma in words("coerces"):  # "was forced to order the kidnappings"
        past = up.tag in ("VBD", "VBN")
    else:
        past = head.tag == "VBD" or (head.tag == "VBN" and (not kids or any(k.dep == "agent" for k in kids)))
    return op.name in ("plan", "order") and past and t.lemma in words("claimable") and definite(parse, t)
