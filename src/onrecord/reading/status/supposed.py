"""Clauses of what is only supposed, written down or bidden: "under the plan, ...", "assume the worst: ..."."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.tables import governors, words
from onrecord.reading.syntax import bids_before

PRESENT = frozenset({"VBZ", "VBP"})
QUOTES = frozenset({'"', "``", "\u201c", "'", "\u2018"})
FIRST = frozenset({"first", "last", "only", "one", "second", "third", "fourth", "fifth", "latest", "next", "few"})
"""Of a row the one that did it: "the first to resign"."""


def supposed_ops(parse: Parse, t: Token) -> Op | None:
    """What makes the clause of ``t`` a story, a paper or a supposition."""
    return _in_fiction(parse, t) or _on_paper(parse, t) or _assumed(parse, t)


def _in_fiction(parse: Parse, t: Token) -> Op | None:
    """ "In the film, the king flees", "in that scenario, the army retreats"."""
    for k in parse.children(t.i, "prep"):
        told = next((o for o in parse.children(k.i, "pobj") if o.lemma in words("fiction")), None)
        if k.lower == "in" and k.i < t.i and told is not None:
            return Op("possible", f"in the {told.text}", told.i)
    return None


def _on_paper(parse: Parse, t: Token) -> Op | None:
    """ "Under the plan, Kenya sends officers": a present tense of what is agreed or proposed; not "keeps two bases"."""
    if t.tag not in PRESENT or t.lemma in words("state") or parse.children(t.i, "aux", "auxpass"):
        return None
    for k in parse.children(t.i, "prep"):
        for o in parse.children(k.i, "pobj") if k.lower == "under" and k.i < t.i else ():
            if o.lemma in words("on_paper"):
                return Op("plan", f"{k.text} the {o.text}", o.i)
    return None


def _assumed(parse: Parse, t: Token) -> Op | None:
    """ "Assume the worst: the rebels seize the dam"; not "imagine this: in 1940 he fled", which did happen."""
    if t.tag not in PRESENT | {"VB"}:
        return None
    first = parse.sentence_of(t.i).first
    lead = parse.tokens[first]
    if lead.i == t.i or lead.lower not in words("supposes") or lead.head != t.i:
        return None
    colon = next((k for k in range(first + 1, t.i) if parse.tokens[k].text == ":"), None)
    return Op("condition", lead.text, lead.i) if colon is not None else None


def imagined(parse: Parse, t: Token, noun: Token) -> bool:
    """ "A future in which Russia invades Finland", "a scenario where the bank fails"."""
    if t.tag not in PRESENT or noun.lemma not in words("fiction") | {"future"}:
        return False
    return any(parse.tokens[k].lower in ("which", "where", "when") for k in parse.subtree(t.i)[:2])


def day_to_come(parse: Parse, t: Token, noun: Token) -> bool:
    """ "Prepares for the day Russia attacks", "dreads the moment the army storms the camp"."""
    bare = t.tag in PRESENT and not parse.children(t.i, "aux", "auxpass", "mark") and t.lemma not in words("state")
    own = any(k.lower not in ("which", "that", "who") for k in parse.children(t.i, "nsubj"))
    return bare and own and noun.lower in ("day", "moment", "hour") and noun.dep in ("pobj", "dobj")


def high_time(parse: Parse, be: Token) -> Token | None:
    """ "It is past time the ministry acts", "it is about time the king resigned": nobody has; not "the first time"."""
    if be.lemma != "be" or not any(k.lower == "it" for k in parse.children(be.i, "nsubj", "expl")):
        return None
    for k in parse.children(be.i, "attr"):
        beside = {d.lower for d in parse.children(k.i) if d.i < k.i}
        if k.lower == "time" and beside <= {"high", "past", "far", "well", "long", "about"}:
            return k
    about = [o for k in parse.children(be.i, "prep") if k.lower == "about" for o in parse.children(k.i, "pobj")]
    return next((o for o in about if o.lower == "time"), None)


def far_from_clear(parse: Parse, be: Token) -> Token | None:
    """ "It is far from clear that", "anything but certain that": left open."""
    before = [k.lower for k in parse.tokens[be.i + 1 : be.i + 3]]
    if be.lemma != "be" or before not in (["far", "from"], ["anything", "but"]) or be.i + 3 >= len(parse.tokens):
        return None
    word = parse.tokens[be.i + 3]
    return word if word.tag == "JJ" else None


def enough_to(parse: Parse, t: Token) -> bool:
    """ "With enough missiles to attack every port", wherever the parser hangs the infinitive."""
    if t.tag != "VB" or t.i < 3 or parse.tokens[t.i - 1].tag != "TO":
        return False
    for k in range(t.i - 2, max(parse.sentence_of(t.i).first, t.i - 7) - 1, -1):
        word = parse.tokens[k]
        if word.lower == "enough":
            return word.i < t.i - 2  # "strong enough to" is the adjective's
        if not (word.tag.startswith("NN") or word.tag in ("JJ", "CC", "HYPH")):
            return False
    return False


def one_of_those(parse: Parse, t: Token, be: Token) -> bool:
    """ "Is among nine states to have condemned it", "became the third minister to have resigned": it was done."""
    if t.tag != "VBN" or not any(k.lower == "have" for k in parse.children(t.i, "aux")):
        return False
    among = [k for k in parse.children(be.i, "prep") if k.lower in ("among", "amongst")]
    rank = [d for k in parse.children(be.i, "attr") for d in (k, *parse.children(k.i, "amod", "nummod"))]
    return bool(among) or any(d.lower in FIRST or d.tag == "JJS" for d in rank)


def came_anyway(parse: Parse, verb: Token) -> Op | None:
    """ "The raid would never have happened under his father", "need not have happened": it did."""
    kids = parse.children(verb.i, "aux", "neg")
    perfect = any(k.lower == "have" for k in kids) and any(k.dep == "neg" for k in kids)
    bent = next((k for k in kids if k.lower in ("would", "need", "should", "'d")), None)
    if bent is None or not perfect or verb.lemma not in words("come_about"):
        return None
    return Op("factive", f"{bent.text} ... {verb.text}", bent.i)


def going_to(parse: Parse, verb: Token) -> bool:
    """ "Is going to hurt": a future, nothing that goes on."""
    return verb.lemma == "go" and any(
        a.tag == "TO" for k in parse.children(verb.i, "xcomp") for a in parse.children(k.i, "aux")
    )


def bidden(parse: Parse, t: Token) -> bool:
    """Whether ``t`` is a command: a bare verb without subject, a sentence of its own or before who says so.

    "Free the hostages!", "burn the village, the colonel told his men", "his message: free the president".
    """
    if t.tag != "VB" or any(
        _its_own(parse, t, k) for k in parse.children(t.i, "nsubj", "nsubjpass", "aux", "csubj", "expl")
    ):
        return False
    if t.dep == "ROOT" or t.head == t.i or (t.dep == "ccomp" and _opens_quotation(parse, t)):
        noun = "inf" in governors().get((t.lower, "n"), {}) and parse.sentence_of(t.i).first == t.i
        return not (noun and any(k.lower == "to" for k in parse.tokens[t.i + 1 : t.i + 2]))  # "Bid to unseat premier"
    return bids_before(parse, t.i)


def _its_own(parse: Parse, t: Token, kid: Token) -> bool:
    """Whether a subject or auxiliary is the verb's: not "do" ("do not fire"), nor what stands before a colon."""
    if kid.dep == "aux" and kid.lower == "do":
        return False
    return not any(parse.tokens[k].text == ":" for k in range(kid.i, t.i))


def _opens_quotation(parse: Parse, t: Token) -> bool:
    """ "Free the hostages," they chanted: the verb is the first word of what is quoted."""
    first = parse.subtree(t.i)[:1]
    lead = [parse.tokens[k] for k in range(max(0, t.i - 2), t.i)]
    return bool(first) and any(k.text in QUOTES for k in lead) and not any(k.pos in ("NOUN", "VERB") for k in lead)
