"""Sayings of failure and nearness: "never got off the ground", "survives ouster bid", "a vote away from leaving"."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.local import negation
from onrecord.reading.status.tables import governors, words

PAST = frozenset({"was", "were", "came", "got", "had", "been", "stood"})
REACH = 4
"""Words between the verb and the noun of the attempt ("survived a second ouster bid")."""


def stillborn(parse: Parse, verb: Token) -> Op | None:
    """ "Never got off the ground", "failed to materialise", "died in committee": its aim never came."""
    if verb.lemma == "fail":
        came = [k for k in parse.children(verb.i, "xcomp") if k.lemma in words("come_about")]
        return Op("fail", f"{verb.text} to {came[0].text}", verb.i) if came else None
    no = negation(parse, verb)
    for k in parse.children(verb.i, "prep", "dobj", "prt", "advmod"):
        inside = [k, *parse.children(k.i, "prep")]
        for p in inside:
            for o in [p] if p.dep == "dobj" else parse.children(p.i, "pobj"):
                phrase = f"{verb.lemma} {o.lemma}"
                if no is not None and phrase in words("comes_alive"):
                    return Op("averted", f"{no.text} {verb.text} ... {o.text}", verb.i)
                if no is None and phrase in words("comes_to_grief"):
                    return Op("fail", f"{verb.text} ... {o.text}", verb.i)
    return None


def unsuccessful(parse: Parse, verb: Token) -> bool:
    """ "Failed", "fizzled out", "broke down": said of attempts and talks."""
    prt = parse.children(verb.i, "prt", "advmod")
    if verb.lemma == "fail" and any(k.lemma not in words("gains") for k in parse.children(verb.i, "xcomp")):
        return False  # "the move to suspend him failed to calm the streets": he may well have been
    return verb.lemma in words("unsuccess") or any(f"{verb.lemma} {k.lower}" in words("unsuccess") for k in prt)


def fate_of_aim(parse: Parse, t: Token) -> Op | None:
    """ "An attempt to storm the ministry fizzled out", where the parser has lost the main verb."""
    s = parse.sentence_of(t.i)
    to, noun = parse.tokens[t.i - 1], parse.tokens[t.i - 2] if t.i > s.first + 1 else t
    if noun.dep != "ROOT" or to.lower != "to":
        return None
    if governors().get((noun.lower, "n"), {}).get("inf") not in ("attempt", "plan", "request"):
        return None
    for k in range(t.i + 1, s.last):
        verb = parse.tokens[k]
        main = k == s.last - 1 or not parse.children(k, "nsubj", "nsubjpass", "mark", "aux")
        if verb.tag in ("VBD", "VBZ", "VBN") and main:
            dead = unsuccessful(parse, verb) or stillborn(parse, verb) is not None
            return Op("averted", f"{noun.text} ... {verb.text}", k) if dead else None
    return None


def outlived(parse: Parse, t: Token) -> Op | None:
    """ "Survives ouster bid", "escaped an assassination attempt": read from the words."""
    if t.i + 1 >= len(parse.tokens):
        return None
    tried = parse.tokens[t.i + 1]
    if tried.lower not in words("try") or tried.sent != t.sent or t.pos in ("DET", "ADJ", "PUNCT"):
        return None
    first = max(parse.sentence_of(t.i).first, t.i - REACH)
    for k in range(t.i - 1, first - 1, -1):
        word = parse.tokens[k]
        if word.lemma in words("outlasts") or word.lower in words("outlasts"):
            return Op("averted", f"{word.text} ... {tried.text}", k)
        if word.pos in ("PUNCT", "ADP") or word.tag in ("MD", "CC"):
            return None
    return None


def away_from(parse: Parse, t: Token) -> Op | None:
    """ "A single vote away from leaving", "minutes away from war", "a hair's breadth from signing"."""
    head = parse.tokens[t.head]
    if head.lower != "from" or head.i == 0:
        return None
    up = parse.tokens[head.head]
    verb = next((a for a in parse.ancestors(head.i) if a.lemma in ("be", "come", "stand")), up)
    if up.lower not in ("away", "off") and up.lemma not in words("measure"):
        return None
    beside = [k.lemma for k in parse.tokens[max(parse.sentence_of(t.i).first, head.i - 4) : head.i]]
    measured = next((k for k in beside if k in words("measure")), None)
    bare = not parse.children(t.i, "det", "poss", "amod")
    if measured is None or (t.tag != "VBG" and not (bare and measured not in words("distance"))):
        return None
    kids = [k.lower for k in (verb, *parse.children(verb.i, "aux"))]
    return Op("almost" if PAST & set(kids) else "likely", f"{measured} ... from", head.i)
