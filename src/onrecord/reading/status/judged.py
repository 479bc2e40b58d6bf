"""Deeds that a word judges, and papers that a word calls untrue: what the judgement takes for granted."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.tables import governors, words

HAS = frozenset({"has", "have", "had", "'ve", "'d"})
TOLD = frozenset({"say_noun", "claim_noun", "rumour", "think_noun", "warn", "fear", "expect", "request", "threat"})
"""Classes of nouns that tell something, which can be untrue."""


def judged_done(parse: Parse, word: Token) -> bool:
    """ "Was right to free him", "were quick to deny it": the deed is judged; "it is wrong to kill" is a rule."""
    verb = parse.tokens[word.head]
    past = verb.tag == "VBD" or (verb.tag == "VBN" and any(k.lower in HAS for k in parse.children(verb.i, "aux")))
    named = any(k.lower not in ("it", "what") for k in parse.children(verb.i, "nsubj"))
    return word.lower in words("judged") and word.dep == "acomp" and verb.lemma == "be" and past and named


def untrue(parse: Parse, noun: Token) -> Token | None:
    """ "A false alarm about an attack", "a hoax call": the word that makes what the noun tells untrue."""
    if not {governors().get((noun.lemma, "n"), {}).get(slot) for slot in ("that", "of", "about")} & TOLD:
        return None
    beside = parse.children(noun.i, "amod", "compound", "nmod")
    return next((k for k in beside if k.lower in words("untrue")), None)


def telling(parse: Parse, t: Token) -> Token | None:
    """The noun that tells what ``t`` says: "a bulletin saying that", wherever the parser hangs "saying"."""
    if t.tag != "VBG" or t.dep not in ("acl", "advcl") or parse.children(t.i, "aux", "nsubj", "mark"):
        return None
    if governors().get((t.lemma, "v"), {}).get("that") not in ("say", "claim", "warn", "expect"):
        return None
    head = parse.tokens[t.head]
    before = [head] if t.dep == "acl" else [k for k in parse.children(head.i, "dobj", "nsubjpass") if k.i < t.i]
    noun = before[-1] if before else None
    if noun is None or governors().get((noun.lemma, "n"), {}).get("that") not in TOLD:
        return None
    return noun if t.dep == "acl" or parse.subtree(noun.i)[-1] == t.i - 1 else None
