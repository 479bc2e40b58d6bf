"""A second look by the words alone, where the tree led nowhere: "the possibility of a Greek default haunted ..."."""

from __future__ import annotations

from onrecord.model import Parse, Token
from onrecord.reading.status.algebra import Op
from onrecord.reading.status.govern import known_event
from onrecord.reading.status.tables import governors

PREPOSITIONS = frozenset({"of", "for", "from", "to", "about", "over", "against", "with", "in", "on", "into", "at"})
SKIPPED = frozenset({"DT", "JJ", "CD", "PRP$", "NN", "NNP", "NNPS", "POS", "VBG", "VBN", "RB", "HYPH", "JJR", "JJS"})
REACH = 6
OPEN = frozenset(
    ("fear", "threat", "hope", "likely", "plan", "warn", "request", "order", "attempt", "prevent", "refuse", "cancel",
     "rule_out", "deny", "ban", "negate", "rumour", "consider", "expect", "promise", "permit", "risk", "fail",
     "schedule")
)  # fmt: skip
"""Classes taken on the words alone; what would make an event more certain needs the tree."""


def surface_ops(parse: Parse, token: int) -> list[Op]:
    """The governor that stands right before the phrase of ``token``, if there is one."""
    t = parse.tokens[token]
    first = parse.sentence_of(token).first
    k = token - 1
    found = _compound(parse, t)
    if found:
        return found
    if t.tag in ("VB", "NN", "NNP") and k > first and parse.tokens[k].tag == "TO":
        return _from(parse.tokens[k - 1], "inf")
    if t.tag.startswith("VB") and t.tag != "VBG":
        return []
    # "a request to the office asking": a gerund stands right behind its preposition
    skipped = SKIPPED if not (t.tag == "VBG" and t.pos == "VERB") else frozenset({"RB", "PRP$", "DT"})
    while k > first and token - k < REACH and parse.tokens[k].tag in skipped:
        k -= 1
    word = parse.tokens[k]
    if k <= first or word.lower not in PREPOSITIONS:
        return []
    found = _from(parse.tokens[k - 1], word.lower)
    known = word.lower in ("about", "over", "at") and known_event(parse, token) and parse.tokens[k - 1].pos != "NOUN"
    return [o for o in found if not (known and o.name == "fear")]


def _compound(parse: Parse, t: Token) -> list[Op]:
    """ "Invasion fears grip the islands": a noun the parser took for a verb, as another verb follows it."""
    if t.tag not in ("NN", "NNP") or t.i + 2 >= len(parse.tokens):
        return []
    word, then = parse.tokens[t.i + 1], parse.tokens[t.i + 2]
    if word.tag != "VBZ" or then.tag not in ("VBP", "VBD", "VBZ", "MD") or t.sent != then.sent:
        return []
    name = governors().get((word.lemma, "n"), {}).get("comp")
    return [Op(name, word.text, word.i)] if name in OPEN else []


def _from(word: Token, slot: str) -> list[Op]:
    pos = "n" if word.tag.startswith("NN") else "a" if word.tag.startswith("JJ") else "v"
    name = governors().get((word.lemma, pos), {}).get(slot)
    return [Op(name, f"{word.text} {slot}" if slot != "inf" else word.text, word.i)] if name in OPEN else []
