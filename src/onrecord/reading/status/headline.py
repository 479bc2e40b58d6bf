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
    found = _bound_to(parse, t) or _participle(parse, t) or _off(parse, t)
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


def _off(parse: Parse, t: Token) -> Op | None:
    """ "Talks off as rebels balk"."""
    follows = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else None
    if follows is None or follows.lower != "off" or follows.sent != t.sent or t.pos != "NOUN":
        return None
    beside = follows.head == t.i or parse.tokens[follows.head].lemma == "be"
    after = parse.tokens[follows.i + 1].lower if follows.i + 1 < len(parse.tokens) else ""
    return Op("cancel", follows.text, follows.i) if beside and after not in ("the", "a", "an") else None
