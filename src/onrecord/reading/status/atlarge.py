"""Statements about whoever and whatever: rules, definitions, habits, in which nothing in particular happened."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.local import is_verb
from onrecord.reading.status.tables import governors, words

POINTING = frozenset("the this that these those an its their his her our my your some many most several few no".split())
WHOEVER = frozenset({"those", "he", "she", "anyone", "anybody", "everyone", "everybody"})
NEW = frozenset({"now", "today", "again", "already", "still", "here", "yesterday", "tonight", "meanwhile", "currently"})


def at_large(parse: Parse, t: Token) -> Op | None:
    """The word that makes the clause or noun ``t`` general, if it is."""
    if is_verb(t):
        return _habit(parse, t) or _as_subject(parse, t)
    return _as_subject(parse, t)


def anybody(parse: Parse, t: Token, noun: Token) -> bool:
    """ "Athletes who have been banned may not run", "a soldier who flees is shot": whoever they are."""
    kids = parse.children(t.i)
    perfect = t.tag == "VBN" and any(k.lower in ("has", "have", "are", "is") for k in kids)
    mistaken = noun.lower in WHOEVER and t.tag in ("NN", "NNS")  # "those who desert": tagged as a noun
    if not (t.tag in ("VBZ", "VBP") or perfect or mistaken) or any(k.tag == "VBG" or k.lower in NEW for k in kids):
        return False
    verb = parse.tokens[noun.head]
    if noun.dep not in ("nsubj", "nsubjpass") or "that" in governors().get((verb.lemma, "v"), {}):
        return False
    return _whoever(parse, t, noun) and _rules(parse, verb)


def _whoever(parse: Parse, t: Token, noun: Token) -> bool:
    if noun.lower in WHOEVER:
        return True
    if parse.children(noun.i, "poss", "nummod", "prep") or any(
        k.pos == "PROPN" or k.lower in POINTING for k in parse.children(noun.i, "amod", "compound")
    ):
        return False
    determiners = [k.lower for k in parse.children(noun.i, "det")]
    if noun.tag == "NNS":
        return not determiners
    every = determiners in (["any"], ["every"])
    verb = parse.tokens[noun.head]
    lasting = t.lemma in words("state") and not (verb.lemma == "be" and parse.children(verb.i, "attr"))
    return noun.tag == "NN" and (every or (determiners in (["a"], ["an"]) and not lasting))


def _rules(parse: Parse, verb: Token) -> bool:
    """A modal, or a plain present that dates nothing."""
    auxes = parse.children(verb.i, "aux", "auxpass")
    if any(k.lower in NEW for k in parse.children(verb.i, "advmod")):
        return False
    if any(k.tag == "MD" for k in auxes):
        return all(k.lower not in ("will", "'ll") for k in auxes)
    plain = verb.tag in ("VBZ", "VBP") and not auxes
    return plain or (verb.tag == "VBN" and [k.lower for k in auxes] in (["is"], ["are"]))


def _habit(parse: Parse, t: Token) -> Op | None:
    """ "Coups usually begin before dawn": plurals at large, a present tense and a word of habit."""
    if t.tag != "VBP" or parse.children(t.i, "aux", "auxpass"):
        return None
    often = next((k for k in parse.children(t.i, "advmod") if k.lower in words("habit")), None)
    subject = parse.children(t.i, "nsubj")
    if often is None or len(subject) != 1 or subject[0].tag != "NNS":
        return None
    bare = not parse.children(subject[0].i, "det", "poss", "nummod", "relcl", "acl")
    return Op("generic", often.text, often.i) if bare else None


def _as_subject(parse: Parse, t: Token) -> Op | None:
    """ "A blockade is an act of war", "deporting refugees breaches the pact", "every attack brings reprisals"."""
    verb = parse.tokens[t.head]
    if t.dep not in ("nsubj", "csubj") or verb.tag not in ("VBZ", "VBP") or parse.children(verb.i, "aux", "auxpass"):
        return None
    determiners = [k.lower for k in parse.children(t.i, "det")]
    if t.tag == "VBD":
        return None  # "why the jet turned back is a mystery"
    if parse.children(t.i, "poss", "nummod", "aux") or any(k.lower in NEW for k in parse.children(verb.i, "advmod")):
        return None
    if determiners == ["every"]:
        return Op("generic", "every", t.i)
    if determiners and determiners not in (["a"], ["an"]):
        return None
    defined = verb.lemma == "be" and any(_kind(parse, k) for k in parse.children(verb.i, "attr"))
    if defined or verb.lemma in words("rule_verb"):
        return Op("generic", f"{t.text} ... {verb.text}", verb.i)
    return None


def _kind(parse: Parse, noun: Token) -> bool:
    """ "an act of war", "war crimes": what something is, not which."""
    determiners = [k.lower for k in parse.children(noun.i, "det")]
    return noun.pos == "NOUN" and not parse.children(noun.i, "poss") and determiners in ([], ["a"], ["an"])
