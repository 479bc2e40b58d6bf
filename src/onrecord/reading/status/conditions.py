"""Clauses that open with a condition, and phrases that are one: "if confirmed", "in case of", "had it landed"."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.tables import words

PARTICIPLES = frozenset({"VBN", "VBD", "VB"})
LACK = frozenset({"without", "failing", "barring", "absent"})


def not_a_single(parse: Parse, t: Token) -> bool:
    """ "Before a single shot was fired"."""
    subjects = parse.children(t.i, "nsubj", "nsubjpass")
    return any({"a", "single"} <= {k.lower for k in parse.children(n.i, "det", "amod")} for n in subjects)


def if_so(parse: Parse, noun: Token) -> bool:
    """ "In case of", "in the event that"; not "in any case", "in the case of her brother", "in the event it held"."""
    words_of = [k.lower for k in parse.children(noun.i, "det", "poss", "amod", "nummod")]
    told = any(k.lower in ("of", "that") or k.dep in ("acl", "relcl", "ccomp") for k in parse.children(noun.i))
    return (noun.lower == "case" and not words_of) or (noun.lower == "event" and words_of == ["the"] and told)


def lacking(parse: Parse, t: Token) -> Token | None:
    """ "Without an agreement, the base will close", "failing that": the lack that opens the clause is a condition."""
    ahead = any(k.lower in ("will", "'ll", "would", "could", "may", "might") for k in parse.children(t.i, "aux"))
    if not ahead or any(k.lower == "have" for k in parse.children(t.i, "aux")):
        return None
    fronted = [k for k in parse.children(t.i, "prep", "advcl") if k.i < t.i and k.lower in LACK]
    return fronted[0] if fronted else None


def unreal(parse: Parse, t: Token) -> bool:
    """ "If it had landed, it would have been seized": it did not land."""
    had = any(k.lower in ("had", "'d") for k in parse.children(t.i, "aux", "auxpass")) and t.tag in ("VBN", "VBD")
    main = [k.lower for k in parse.children(t.head, "aux", "auxpass")]
    if had and any(k.lower == "if" and parse.tokens[k.i + 1].lower == "only" for k in parse.children(t.i, "mark")):
        return True  # "if only the guards had checked the van"
    return had and t.dep == "advcl" and "have" in main and any(k in ("would", "could", "might") for k in main)


def conditional(parse: Parse, k: Token) -> bool:
    if k.dep == "prep" and k.lower in ("provided", "providing", "supposing", "assuming"):
        return bool(parse.children(k.i, "ccomp"))
    return k.dep == "advcl" and any(m.lower in ("if", "unless", "should") for m in parse.children(k.i, "mark", "aux"))


def confirmed(parse: Parse, k: Token) -> bool:
    """ "if confirmed", "if the reports are true"."""
    ifs = [m for m in parse.children(k.i, "mark") if m.lower == "if" and parse.tokens[m.i - 1].lower != "as"]
    return bool(ifs) and (  # not "as if to prove him wrong, they fired"
        k.lemma in words("confirm") | words("come_about")
        or any(c.lemma in words("confirm") for c in parse.children(k.i, "acomp"))
    )


def contrary(parse: Parse, t: Token) -> bool:
    """Whether the sentence has a condition that was not met: "but for the fog", "had it not been seen", "if it had".

    Read from the words: the clause may hang on a verb of saying, or on nothing that the parser found.
    """
    s = parse.sentence_of(t.i)
    lows = [parse.tokens[k].lower for k in range(s.first, s.last)]
    if "without" in lows[:2] and t.i > s.first + 2:
        return True
    for n, word in enumerate(lows[:-1]):
        after = parse.tokens[s.first + n + 1]
        if word == "but" and after.lower == "for" and (n == 0 or lows[n - 1] not in ("all", "nothing", "anything")):
            return True
        if word == "had" and (n == 0 or lows[n - 1] in (",", "and", "dozens", "hundreds") or after.tag == "PRP"):
            subject = after.tag in ("PRP", "DT", "PRP$", "NNP", "NNS", "EX", "NN")
            told = parse.tokens[s.first + n].dep in ("aux", "auxpass", "advcl") or after.tag == "PRP"
            if subject and told and any(parse.tokens[k].tag in PARTICIPLES for k in _ahead(parse, after.i, s.last)):
                return True
        if word == "if" and any(k in ("had", "'d", "were") for k in lows[n + 1 : n + 12]):
            return True
    return False


def _ahead(parse: Parse, start: int, last: int) -> range:
    """The next eight words, no further than a comma."""
    end = next((k for k in range(start, min(start + 8, last)) if parse.tokens[k].text == ","), min(start + 8, last))
    return range(start, end)


def inverted_had(parse: Parse, t: Token) -> bool:
    """ "Could have been blamed had it allowed the ship to dock", wherever the parser hangs the clause."""
    had = next((k for k in parse.children(t.i, "aux", "auxpass") if k.lower == "had"), None)
    subject = parse.children(t.i, "nsubj", "nsubjpass")
    if had is None or not subject or not had.i < subject[0].i < t.i or t.dep not in ("ccomp", "advcl", "conj", "dep"):
        return False
    s = parse.sentence_of(t.i)
    lows = [parse.tokens[k].lower for k in range(s.first, s.last)]
    return any(k in ("could", "would", "might") for k in lows) and "have" in lows
