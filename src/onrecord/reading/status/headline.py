"""The grammar of headlines: no auxiliaries, so that "Army to quit towns" is a plan and "Vote scrapped" a passive."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.tables import governors, words

LONGEST = 16
ENDS = frozenset({".", "!", "?", '"', "\u201d", "'", "\u2019", ":", ";"})
PARTICIPLES = frozenset({"VBD", "VBN"})
HELD_BACK = frozenset(
    ("cancel", "postpone", "prevent", "deny", "fear", "threat", "plan", "schedule", "expect", "consider", "request",
     "rule_out", "ban", "hope", "promise", "refuse", "false", "warn", "averted", "likely")
)  # fmt: skip
"""Classes that a bare participle passes on to its subject. "Raid ordered" is left alone: it may be done."""


def in_headline(parse: Parse, token: int) -> bool:
    """Whether the sentence of ``token`` is short and has no mark at its end."""
    s = parse.sentence_of(token)
    return s.last - s.first <= LONGEST and parse.tokens[s.last - 1].text not in ENDS


def headline_ops(parse: Parse, t: Token) -> list[Op]:
    """What the headline's short forms do to ``t``."""
    if not in_headline(parse, t.i):
        return []
    found = _bound_to(parse, t) or _participle(parse, t) or _off(parse, t) or _in_doubt(parse, t)
    return [found] if found is not None else []


def _bound_to(parse: Parse, t: Token) -> Op | None:
    """ "Army to quit border towns"."""
    if t.tag not in ("VB", "VBN") or t.dep in ("xcomp", "advcl", "acl", "ccomp", "relcl"):
        return None
    to = next((k for k in parse.children(t.i, "aux") if k.lower == "to" and k.i < t.i), None)
    others = [k for k in parse.children(t.i, "aux") if k.lower not in ("to", "be")]
    if to is None or others or not parse.children(t.i, "nsubj", "nsubjpass"):
        return None
    return Op("future", f"to {t.text}", to.i)


def _participle(parse: Parse, t: Token) -> Op | None:
    """ "Vote scrapped", "Talks called off as shelling resumes", "Coup feared"."""
    verb = parse.tokens[t.head]
    if t.dep not in ("nsubj", "nsubjpass") or verb.tag not in PARTICIPLES or verb.i < t.i:
        return None
    if t.lemma in words("speech_noun") or parse.children(verb.i, "aux", "auxpass", "dobj", "ccomp", "xcomp"):
        return None
    for particle in parse.children(verb.i, "prt", "advmod"):
        name = governors().get((f"{verb.lemma} {particle.lower}", "v"), {}).get("obj")
        if name in HELD_BACK:
            return Op(name, f"{verb.text} {particle.text}", verb.i)
    name = governors().get((verb.lemma, "v"), {}).get("obj")
    return Op(name, verb.text, verb.i) if name in HELD_BACK and not parse.children(verb.i, "prt") else None


def _in_doubt(parse: Parse, t: Token) -> Op | None:
    """ "Debt deal in doubt", "plan to sell port on hold"."""
    verb = next((k for k in parse.children(t.i, "amod") if k.tag == "VB" and parse.tokens[k.i - 1].lower == "to"), None)
    name = governors().get((verb.lemma, "v"), {}).get("obj") if verb is not None else None
    if verb is not None and name in HELD_BACK:
        return Op(name, verb.text, verb.i)  # "ministers meet to avert gas shortage"
    for prep in parse.children(t.i, "prep") if t.pos in ("NOUN", "PROPN") else ():
        for o in parse.children(prep.i, "pobj"):
            name = governors().get((o.lemma, "n"), {}).get(f"@{prep.lower}")
            if name is not None:
                return Op(name, f"{prep.text} {o.text}", prep.i)
    return None


def _off(parse: Parse, t: Token) -> Op | None:
    """ "Talks off as rebels balk"."""
    follows = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else None
    if follows is None or follows.lower != "off" or follows.sent != t.sent or t.pos != "NOUN":
        return None
    beside = follows.head == t.i or parse.tokens[follows.head].lemma == "be"
    after = parse.tokens[follows.i + 1].lower if follows.i + 1 < len(parse.tokens) else ""
    return Op("cancel", follows.text, follows.i) if beside and after not in ("the", "a", "an") else None


def who_is_to(parse: Parse, t: Token) -> bool:
    """ "Malaysian king to visit Kelantan": the parser takes the infinitive for a clause of its subject."""
    noun, s = parse.tokens[t.head], parse.sentence_of(t.i)
    if not in_headline(parse, t.i) or t.tag != "VB" or noun.pos not in ("NOUN", "PROPN") or t.i != noun.i + 2:
        return False
    finite = any(parse.tokens[k].tag in ("VBD", "VBZ", "VBP", "MD") for k in range(s.first, s.last))
    if parse.subtree(noun.i)[0] != s.first or (noun.dep != "ROOT" and finite):
        return False
    return "inf" not in governors().get((noun.lemma, "n"), {}) and noun.lemma not in words("no_doer")
