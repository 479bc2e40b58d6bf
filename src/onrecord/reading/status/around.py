"""What stands around a clause and says whose word or which case it is: "by one account", "in the worst case"."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.govern import Edge, governed
from onrecord.reading.status.local import is_verb
from onrecord.reading.status.supposed import supposed_ops
from onrecord.reading.status.tables import governors, words

WHATEVER = frozenset({"whoever", "whatever", "whomever", "whichever"})
QUOTES = frozenset({'"', "``", "\u201c", "'", "\u2018"})
SWAPS = frozenset({"exchange", "return"})
SOME = frozenset({"one", "some", "many", "most", "several", "various"})
ASKED = frozenset(("want", "request", "promise", "consider", "plan", "threat", "expect", "hope", "order", "permit"))
"""Classes whose object is not there yet; what it is to be exchanged for is not either."""
UNSURE = frozenset(("fear", "likely", "hope", "risk", "warn", "rumour", "consider", "prevent", "expect", "plan"))
"""Classes that reach over a subject to its gerund: "fears of rebels storming the port"."""


def around_ops(parse: Parse, t: Token) -> list[Op]:
    """The circumstance that decides about the clause or phrase of ``t``, if there is one."""
    for look in (supposed_ops, _by_account, _in_that_case, _or_else, _and_then, _let_us, _whatever, _listed_aim):
        found = look(parse, t)
        if found is not None:
            return [found]
    return []


def _by_account(parse: Parse, t: Token) -> Op | None:
    """ "By one account, the admiral fled": told by somebody, not by the report."""
    for k in parse.children(t.i, "prep"):
        for o in parse.children(k.i, "pobj") if k.lower == "by" else ():
            if o.lemma == "account" and any(d.lower in SOME for d in parse.children(o.i)):
                return Op("claim", parse.span(k.i, o.i + 1).text, k.i)
    return None


def _in_that_case(parse: Parse, t: Token) -> Op | None:
    """ "In the worst case, the dam bursts", "in theory, the army obeys"."""
    for k in parse.children(t.i, "prep"):
        for o in parse.children(k.i, "pobj") if k.lower in ("in", "under") else ():
            extreme = any(d.lower in ("worst", "best", "extreme") for d in parse.children(o.i))
            if o.lower in ("theory", "principle") or (o.lemma in ("case", "scenario") and extreme):
                return Op("possible", parse.span(k.i, o.i + 1).text, k.i)
    return None


def _or_else(parse: Parse, t: Token) -> Op | None:
    """ "Give us the mine or we will burn the bridge": what follows if the command is not heeded."""
    head = parse.tokens[t.head]
    bidden = head.tag == "VB" and not parse.children(head.i, "nsubj", "aux", "nsubjpass")
    ahead = any(k.lower in ("will", "'ll", "shall") for k in parse.children(t.i, "aux"))
    if t.dep != "conj" or not bidden or not ahead:
        return None
    word = next((k for k in parse.children(head.i, "cc") if k.lower == "or" and head.i < k.i < t.i), None)
    return Op("threat", word.text, word.i) if word is not None else None


def _and_then(parse: Parse, t: Token) -> Op | None:
    """ "Cross the river and we will fire", "one more strike and the airline goes under"."""
    if _one_more(parse, t):
        return Op("condition", f"{t.text} ... and", t.i)
    head = parse.tokens[t.head]
    if t.dep != "conj" or not parse.children(t.i, "nsubj", "nsubjpass") or not _ahead_or_now(parse, t):
        return None
    word = next((k for k in parse.children(head.i, "cc") if k.lower == "and" and head.i < k.i < t.i), None)
    opens = head.i == parse.sentence_of(head.i).first or parse.tokens[head.i - 1].text in QUOTES
    bidden = head.tag in ("VB", "VBP", "NN") and opens and not parse.children(head.i, "nsubj", "det", "aux")
    if word is None or not (bidden or _one_more(parse, head)):
        return None
    return Op("condition", f"{head.text} ... and", word.i)


def _one_more(parse: Parse, noun: Token) -> bool:
    """ "One more shot and", "another defeat and": a noun that a clause of its own is joined to."""
    if noun.pos not in ("NOUN", "PROPN") or not any(k.lower == "and" for k in parse.children(noun.i, "cc")):
        return False
    beside = {parse.tokens[k].lower for k in parse.subtree(noun.i)[:2]}
    if not ({"one", "more"} <= beside or "another" in beside):
        return False
    return any(
        parse.children(k.i, "nsubj", "nsubjpass") and _ahead_or_now(parse, k) for k in parse.children(noun.i, "conj")
    )


def _ahead_or_now(parse: Parse, t: Token) -> bool:
    aux = [k.lower for k in parse.children(t.i, "aux")]
    passive = any(k.lower in ("is", "are") for k in parse.children(t.i, "auxpass"))
    return any(k in ("will", "'ll") for k in aux) or ((passive or t.tag in ("VBZ", "VBP")) and not aux)


def _let_us(parse: Parse, t: Token) -> Op | None:
    """ "Let us free the prisoners"."""
    if t.tag != "VB" or t.i < 2:
        return None
    let, us = parse.tokens[t.i - 2], parse.tokens[t.i - 1]
    opens = let.i == parse.sentence_of(t.i).first or parse.tokens[let.i - 1].pos in ("PUNCT", "CCONJ")
    plea = let.lower == "let" and us.lower in ("us", "'s") and opens
    return Op("command", f"{let.text} {us.text}", let.i) if plea else None


def _whatever(parse: Parse, t: Token) -> Op | None:
    """ "Whatever the court decides", "whichever side wins"."""
    for k in parse.children(t.i, "nsubj", "nsubjpass", "dobj") if t.tag != "VBD" else ():
        word = next((w for w in (k, *parse.children(k.i, "det")) if w.lower in WHATEVER), None)
        if word is not None:
            return Op("generic", word.lower, word.i)
    return None


def _listed_aim(parse: Parse, t: Token) -> Op | None:
    """ "Committed to its goals: freeing the hostages, ending the siege": what the goals are is still to be done."""
    if t.tag != "VBG" or parse.children(t.i, "aux", "nsubj"):
        return None
    first = parse.sentence_of(t.i).first
    colon = next((k for k in range(t.i - 1, first, -1) if parse.tokens[k].text == ":"), None)
    if colon is None or any(parse.tokens[k].tag in ("VBD", "VBZ", "VBP", "MD") for k in range(colon, t.i)):
        return None
    aim = next((parse.tokens[k] for k in range(first, colon) if parse.tokens[k].lemma in words("aims")), None)
    return Op("plan", aim.text, aim.i) if aim is not None else None


def instance_of(parse: Parse, t: Token, head: Token) -> Edge | None:
    """ "Wants concessions, including the deportation of critics": as open as the whole that it is part of."""
    if head.lower != "including" or t.dep not in ("pobj", "pcomp", "dobj") or head.head == head.i:
        return None
    up = parse.tokens[head.head]
    before = [k for k in parse.children(up.i, "dobj", "attr", "nsubjpass") if k.i < head.i] if is_verb(up) else [up]
    return Edge(before[-1].i, "appos") if before else None


def in_exchange(parse: Parse, t: Token) -> tuple[Edge, list[Op]] | None:
    """ "Wants fuel in exchange for the release": as open as what it is exchanged for."""
    give = parse.tokens[t.head]
    swap = parse.tokens[give.head]
    into = parse.tokens[swap.head]
    if give.lower != "for" or swap.lower not in SWAPS or into.lower != "in" or into.head == into.i:
        return None
    verb = parse.tokens[into.head]
    if not is_verb(verb):
        return None
    name = governors().get((verb.lemma, "v"), {}).get("obj")
    return Edge(verb.i, "exchange"), [Op(name, verb.text, verb.i)] if name in ASKED else []


def over_its_subject(parse: Parse, t: Token) -> Edge | None:
    """ "The chances of the parties reuniting", "accused of smuggling gold", where the parser loses the gerund.

    It makes the gerund a clause or an adjective of the noun beside it, and the noun the object of the preposition.
    """
    noun = parse.tokens[t.head]
    prep = parse.tokens[noun.head]
    if t.tag != "VBG" or noun.dep != "pobj" or prep.pos not in ("ADP", "SCONJ") or prep.head == prep.i:
        return None
    edge = Edge(prep.head, prep.lower)
    if t.dep == "amod" and t.i == prep.i + 1:
        return edge if governed(parse, t.i, edge) is not None else None
    if t.dep != "acl" or parse.children(t.i, "aux", "mark") or noun.lemma in words("device"):
        return None
    op = governed(parse, t.i, edge)
    return edge if op is not None and op.name in UNSURE else None
