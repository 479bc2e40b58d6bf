"""What the rest of the sentence says of an aim or a question: kept, missed, or taken for granted."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.local import negation
from onrecord.reading.status.tables import governors, words

WHICH = frozenset({"who", "how", "why", "where", "when", "which", "whose", "whom", "what"})


def turned_out_otherwise(parse: Parse, verb: Token) -> bool:
    """ "Tried to cross but was caught", "was to open but was put off": a past tense after "but" tells how it ended."""
    if not (verb.tag == "VBD" or any(k.lower == "had" for k in parse.children(verb.i, "aux"))):
        return False
    if _only_for(parse, verb):
        return True
    buts = [k for k in parse.children(verb.i, "cc") if k.lower == "but"]
    if not buts or negation(parse, verb) is not None:
        return False
    after = [k for k in parse.children(verb.i, "conj") if k.i > buts[0].i]
    own = any(k.dep in ("nsubj", "expl") for c in after for k in parse.children(c.i))
    ended = any(
        k.tag == "VBD" or any(a.lower in ("was", "were") for a in parse.children(k.i, "auxpass")) for k in after
    )
    first = any(k.lower == "first" for c in after for k in parse.children(c.i, "advmod"))
    return ended and (not own or first or verb.lemma == "be")


def _only_for(parse: Parse, verb: Token) -> bool:
    """ "Had hoped to sign, only for the other side to leave", "only to be turned away"."""
    last = parse.sentence_of(verb.i).last
    return any(
        parse.tokens[k].lower == "only"
        and parse.tokens[k + 1].lower in ("for", "to")
        and parse.tokens[k - 1].text == ","
        for k in range(verb.i + 1, last - 1)
    )


def put_off_after_all(parse: Parse, verb: Token) -> bool:
    """ "Was due to open, but the ceremony was called off": what follows "but" undoes it."""
    past = verb.tag == "VBD" or any(k.lower == "had" for k in parse.children(verb.i, "aux"))
    buts = [k for k in parse.children(verb.i, "cc") if k.lower == "but"]
    if not past or not buts or negation(parse, verb) is not None:
        return False
    for k in parse.children(verb.i, "conj"):
        if k.i < buts[0].i:
            continue
        names = set(governors().get((k.lemma, "v"), {}).values())
        if names & {"cancel", "postpone", "prevent", "fail"} or k.lemma in words("suspends"):
            return True
        if not parse.children(k.i, "nsubj", "nsubjpass", "expl"):
            return k.tag == "VBD" or any(a.lower in ("was", "were") for a in parse.children(k.i, "auxpass"))
    return False


def never_came(parse: Parse, verb: Token) -> bool:
    """ "Was planned for March but never took place", "were promised but did not arrive"."""
    buts = [k for k in parse.children(verb.i, "cc") if k.lower in ("but", "yet")]
    after = [k for k in parse.children(verb.i, "conj") if buts and k.i > buts[0].i]
    return any(negation(parse, k) is not None and not parse.children(k.i, "nsubj", "nsubjpass", "expl") for k in after)


def carried_through(parse: Parse, noun: Token, phrases: str = "carried_through") -> bool:
    """A threat, promise, plan or order that the sentence says was kept; a request that was met ("gives_in")."""
    up = parse.tokens[noun.head]
    verb = parse.tokens[up.head] if noun.dep == "pobj" else up
    if noun.dep not in ("dobj", "pobj", "nsubjpass") or verb.tag not in ("VBD", "VBN") or negation(parse, verb):
        return False
    if any(k.tag == "MD" or k.lower == "to" for k in parse.children(verb.i, "aux")):
        return False
    beside = " ".join(k.lower for k in parse.children(verb.i, "prt", "acomp", "oprd") if k.i < noun.i)
    phrase = " ".join(p for p in (verb.lemma, beside, up.lower if noun.dep == "pobj" else "") if p)
    return phrase in words(phrases)


def asks_which(parse: Parse, i: int) -> bool:
    """A finite clause that asks who, how or why takes what was done for granted; "whether" and a modal do not."""
    t = parse.tokens[i]
    kids = parse.children(i, "aux", "auxpass")
    if t.tag not in ("VBD", "VBN") or any(k.tag == "MD" or k.lower == "to" for k in kids):
        return False
    first = [k for k in parse.subtree(i)[:2] if parse.tokens[k].lower not in ("just", "exactly", "precisely")][:1]
    return bool(first) and parse.tokens[first[0]].lower in WHICH


def pointed_at(parse: Parse, i: int) -> bool:
    """ "the ambush", "this raid", "her killing"."""
    return any(
        k.dep == "poss" or k.lower in ("the", "this", "that", "these", "those")
        for k in parse.children(i, "det", "poss")
    )
