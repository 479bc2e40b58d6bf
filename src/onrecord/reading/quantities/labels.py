"""Figures that count nothing: ages, dates, years, clock times, scores of games, names and labels."""

from __future__ import annotations

import re

from onrecord.knowledge.calendar import months
from onrecord.model import Parse, Sentence, Token
from onrecord.reading.quantities import lexicon
from onrecord.reading.quantities.numbers import Figure

CLOCK = frozenset(
    {"am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "gmt", "utc", "est", "edt", "hrs", "noon", "midnight"}
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
EMERGENCY = frozenset({"911", "999", "112"})
"""Numbers that are called, not counted."""
AGES = frozenset({"aged", "age", "ages"})
BEHIND_AGE = frozenset(", . ; ) -- – — and of from was is were".split())
"""What may follow "Ana Ruiz, 34"."""
OUTSIDE = frozenset({"CD", "SYM", ":", "HYPH"})


def is_label(parse: Parse, sentence: Sentence, figure: Figure, *, measured: bool) -> bool:
    """Whether the figure is no count and no measure. ``measured``: a unit or a currency stands by it."""
    tokens = parse.tokens
    before = tokens[figure.first - 1] if figure.first > sentence.first else None
    after = tokens[figure.last] if figure.last < sentence.last else None
    if figure.currency is not None:
        return False
    if _age(tokens, figure, before, after, sentence):
        return True
    if measured:
        return _ago(tokens, figure, sentence)
    if after is not None and after.lower in ("times", "o'clock"):  # "shot four times"
        return True
    spelled = tokens[figure.first].lower[0].isalpha()
    if not spelled and _address(tokens, figure, sentence):
        return True
    if _glued(parse, figure) or (after is not None and after.lower in CLOCK):
        return True
    if not spelled and (_date(figure, tokens, before, after) or _score(figure, before, after, tokens)):
        return True
    if spelled and _pronoun(tokens, figure, before, after):
        return True
    return before is not None and _named(before, figure, after, spelled=spelled)


STREETS = frozenset(
    "avenue ave ave. street st st. road rd rd. boulevard blvd blvd. drive dr dr. lane ln ln. highway hwy hwy. route "
    "place pl. way court ct. circle terrace parkway pkwy block".split()
)


def _address(tokens: tuple[Token, ...], figure: Figure, sentence: Sentence) -> bool:
    """ "the 1200 block of ...", "at 526 N. Detroit Ave", "7301 Third Avenue": where, not how many."""
    for token in tokens[figure.last : min(figure.last + 5, sentence.last)]:
        if token.lower in STREETS:
            return token.lower == "block" or token.text[:1].isupper()
        if not token.text[:1].isupper() and not token.text[:1].isdigit():
            return False
    return False


def _glued(parse: Parse, figure: Figure) -> bool:
    """Part of a longer sign: "10:30", "24/7", "#5", "3.2.1", "12%" is not among them (a unit)."""
    text = parse.text
    start, end = parse.tokens[figure.first].start, parse.tokens[figure.last - 1].end
    left, right = text[start - 1 : start], text[end : end + 2]
    if left and left in "/:#@_=.'’":
        return True
    return bool(right) and ((right[0] in "/:_@'’" and right[1:].isalnum()) or right[0] in "°º″")


def _age(tokens: tuple[Token, ...], figure: Figure, before: Token | None, after: Token | None, sent: Sentence) -> bool:
    words = [t.lower for t in tokens[figure.last : min(figure.last + 3, sent.last)]]
    if words and words[0].rstrip("s") in ("year-old", "month-old", "week-old", "day-old", "yr-old"):
        return True
    if words[:3] in (["year", "-", "old"], ["month", "-", "old"]):
        return True
    if words[:2] in (["years", "old"], ["year", "old"], ["months", "old"], ["weeks", "old"], ["days", "old"]):
        return True
    if words[:3] in (["years", "of", "age"], ["months", "of", "age"]):
        return True
    if before is not None and before.lower in AGES | {"age", "turned", "turning"}:
        return True
    if before is not None and before.lower == "both" and words and words[0] in (",", ")", ".", ";", "were", "of"):
        return True
    back = figure.first - 1
    while back > max(sent.first, figure.first - 6) and (tokens[back].tag == "CD" or tokens[back].lower in ("and", ",")):
        back -= 1
    if back < figure.first - 1 and back >= sent.first and tokens[back].lower in AGES:  # "ages 13, 17 and 19"
        return True
    # "Maria Lopez, 34, ...", "a suspect, 19, ..."
    if figure.value is None or not 0 < figure.value < 120 or before is None or before.lower != ",":
        return False
    name = tokens[figure.first - 2] if figure.first - 2 >= sent.first else None
    closes = after is None or after.lower in BEHIND_AGE
    return (
        closes
        and name is not None
        and name.tag in ("NNP", "NN", "NNS", "NNPS", "POS")
        and figure.last - figure.first == 1
    )


def _ago(tokens: tuple[Token, ...], figure: Figure, sent: Sentence) -> bool:
    """ "three days ago", "two years later" are times."""
    words = [t.lower for t in tokens[figure.last : min(figure.last + 3, sent.last)]]
    if words and words[0].rstrip("s") in ("year-old", "month-old", "week-old", "day-old", "yr-old"):
        return True
    if words[:3] in (["year", "-", "old"], ["month", "-", "old"]):
        return True
    return bool({"ago", "later", "earlier"} & set(words[1:3]))


def _date(figure: Figure, tokens: tuple[Token, ...], before: Token | None, after: Token | None) -> bool:
    text = tokens[figure.first].lower
    if text in EMERGENCY and figure.last - figure.first == 1 and not (after is not None and after.tag == "NNS"):
        return True
    if (before is not None and before.lower.rstrip(".") in months()) or (
        after is not None and after.lower.rstrip(".") in months() and after.tag != "MD"
    ):
        return True
    if figure.last - figure.first == 1 and YEAR.fullmatch(text):
        counts = after is not None and after.tag in ("NNS", "NNPS") and figure.start == figure.first
        bounded = figure.start < figure.first and tokens[figure.first - 1].lower not in (
            "the",
            "about",
            "around",
            "at",
            "over",
        )
        preposed = before is not None and before.lower in (
            "in",
            "since",
            "of",
            "until",
            "by",
            "during",
            "for",
            "from",
            "the",
            "to",
        )
        return not (bounded or (counts and not preposed))
    return False


def _score(figure: Figure, before: Token | None, after: Token | None, tokens: tuple[Token, ...]) -> bool:
    """ "won 3-1", "a 5-4 vote": two figures with a dash and no noun that could be counted."""
    inner = [t.lower for t in tokens[figure.first : figure.last]]
    if not any(w in ("-", "–", "—") for w in inner):
        return False
    if figure.low is not None and figure.high is not None and after is not None and after.tag in ("NNS", "NNPS", "JJ"):
        return float(inner[0].replace(",", "")) >= figure.high if inner[0].replace(",", "").isdigit() else False
    return True


def _pronoun(tokens: tuple[Token, ...], figure: Figure, before: Token | None, after: Token | None) -> bool:
    """ "one of the", "the one", "one another", "no one knows", "no doubt", "not one": words, not counts."""
    word = tokens[figure.first].lower
    if word == "one" and figure.last - figure.first == 1:
        if after is None or after.lower in (
            "of",
            "another",
            "'s",
            "day",
            "thing",
            "way",
            "such",
            "can",
            "could",
            "that",
        ):
            return True
        if before is not None and before.lower in (
            "no",
            "the",
            "this",
            "that",
            "any",
            "every",
            "each",
            "which",
            "day",
            "at",
        ):
            return True
        return tokens[figure.first].tag in ("PRP", "NN", "NNP") and tokens[figure.first].dep != "nummod"
    return False


def _named(before: Token, figure: Figure, after: Token | None, *, spelled: bool) -> bool:
    """ "Article 5", "Flight 370", "Boeing 737", "No. 10", "M 23": the word before names, the figure numbers."""
    if spelled and figure.vague:
        return False
    if before.lower.rstrip(".") in lexicon.texts("not_count") or before.lower in lexicon.texts("not_count"):
        counts = after is not None and after.tag in ("NNS", "NNPS")
        return not counts or before.text[0].isupper()
    if before.tag in ("NNP", "NNPS") and figure.start == figure.first:
        return after is None or after.tag not in ("NNS", "NNPS", "CD", "JJ", "VBN") or after.tag in (",", ".")
    return False
