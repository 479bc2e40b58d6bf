"""Past or future: the tense of the verb that governs an expression."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from onrecord.model import Parse, Token
from onrecord.reading.times.lexicon import sides

Tense = Literal["past", "present", "future"]
ATTRIBUTES = ("compound", "amod", "nmod", "nummod", "poss")
VERBS = ("VERB", "AUX")


def tense_at(parse: Parse, start: int, *, near: bool = False) -> Tense | None:
    """Tense of the verb above the word at code point ``start``; ``None`` where there is none.

    ``near``: the word names a day within a week, which some verbs put ahead ("planned a march on Saturday").
    """
    verb = governing_verb(parse, start)
    if verb is None:
        return None
    word = token_at(parse, start)
    if word is not None and word.dep in ATTRIBUTES and not _will(parse, verb):
        tense = verb_tense(parse, verb)  # "plans to contest Friday's ruling": the plan lies ahead, not the ruling
        return None if tense == "future" else tense
    if ("verb", verb.lemma) in sides() or (near and ("near", verb.lemma) in sides()):
        return "future"
    tense = verb_tense(parse, verb)
    if tense == "present" and sides().get(("present", verb.lemma)) and verb.tag in ("VBZ", "VBP"):
        return "future"
    return tense


def token_at(parse: Parse, start: int) -> Token | None:
    """The word that holds the code point ``start``."""
    i = bisect_right(parse.tokens, start, key=lambda t: t.start) - 1
    return parse.tokens[i] if i >= 0 else None


def governing_verb(parse: Parse, start: int) -> Token | None:
    """The nearest verb above the word at ``start``."""
    token = token_at(parse, start)
    if token is None:
        return None
    for above in parse.ancestors(token.i):
        if above.pos in VERBS:
            return above
    return None


def not_until(parse: Parse, start: int) -> bool:
    """ "did not answer until Saturday": it did so then."""
    verb = governing_verb(parse, start)
    return verb is not None and bool(parse.children(verb.i, "neg")) and verb_tense(parse, verb) == "past"


def verb_tense(parse: Parse, verb: Token) -> Tense | None:
    """Tense by the verb's form and its auxiliaries; a bare infinitive with "to" looks ahead."""
    aux = [t for t in parse.children(verb.i, "aux", "auxpass") if t.i < verb.i or verb.pos == "AUX"]
    words = {t.lower for t in aux}
    if words & {"will", "'ll", "shall", "wo", "'d"} and verb.tag != "VBN":
        return "future"
    if words & {"will", "shall", "'ll", "would"}:
        return "future"
    if any(t.tag == "VBD" for t in aux) or verb.tag == "VBD" or words & {"had"}:
        return "past"
    if words & {"may", "might", "can", "could", "should", "must"} and not words & {"to"}:
        return "past" if words & {"have"} or (words & {"could"} and _none(parse, verb)) else "future"
    if verb.tag == "VBN":
        return _participle(parse, verb, words)
    if words & {"to"}:
        return _infinitive(parse, verb)
    if verb.tag in ("VBZ", "VBP"):
        return "present"
    if verb.tag == "VBG":
        if words & {"has", "have", "had", "'ve", "been", "was", "were"}:
            return "past"
        return "present" if words & {"is", "are", "'s", "'re", "am"} else _above(parse, verb)
    return _above(parse, verb)


def _participle(parse: Parse, verb: Token, words: set[str]) -> Tense | None:
    if words & {"has", "have", "been", "'ve"}:
        return "future" if words & {"to"} else "past"
    if words & {"to", "be"}:
        return "future"
    if words & {"is", "are"}:
        return "present"
    return "past"


def _will(parse: Parse, verb: Token) -> bool:
    return any(t.lower in ("will", "shall", "'ll", "wo") for t in parse.children(verb.i, "aux"))


def _none(parse: Parse, verb: Token) -> bool:
    """ "none could be found on Friday": an ability that was not there, not a prospect."""
    subjects = parse.children(verb.i, "nsubj", "nsubjpass")
    nobody = {"none", "neither", "nobody"}
    words = subjects + [k for t in subjects for k in parse.children(t.i, "preconj", "cc", "det")]
    return bool(parse.children(verb.i, "neg")) or any(t.lower in nobody for t in words)


def _infinitive(parse: Parse, verb: Token) -> Tense | None:
    """ "to leave": ahead, but "had been due to leave" is behind, and "rose to close" says nothing of its own."""
    for above in parse.ancestors(verb.i):
        if above.pos in VERBS:
            if any(t.lower == "had" for t in parse.children(above.i, "aux")):
                return "past"
            free = verb.dep in ("advcl", "csubj") and ("asks", above.lemma) not in sides()
            return None if free and verb_tense(parse, above) == "past" else "future"
    return "future"


def _above(parse: Parse, verb: Token) -> Tense | None:
    for above in parse.ancestors(verb.i):
        if above.pos in VERBS:
            return verb_tense(parse, above)
    return None
