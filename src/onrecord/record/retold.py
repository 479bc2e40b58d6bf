"""Whether a sentence and one much like it tell the same, or the same frame holds other facts.

Bulletins that come daily, results, prices and tolls are written by a pattern: nearly all words of Tuesday's stand in
Monday's, but not its figures, nor its places. An editor who takes over a report changes its wording and leaves these.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from onrecord.knowledge.calendar import months, weekdays
from onrecord.knowledge.entry import rows
from onrecord.knowledge.sectors import role, word_set

FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)?")
TOKEN = re.compile(rf"{FIGURE.pattern}|[^\W\d_]+(?:['’][^\W\d_]+)?")
NAME_CHARS = 3
"""A name of fewer letters is an initial, or an acronym that may be written out in the other text."""
ALIKE = 0.6
"""From here on two names are spellings of one: Kyiv and Kiev (0.75), Hezbollah and Hizbullah (0.67)."""
KEPT = 512
"""Sentences whose facts stay in memory, 2 kB each."""
UNSAID = frozenset({"one", "a", "an"})
"""Number words that mostly count nothing."""


class Facts:
    """Figures and names of a sentence, in the form in which they are compared."""

    __slots__ = ("figures", "names")

    def __init__(self, sentence: str) -> None:
        self.figures, self.names = _figures(sentence), _names(sentence)


@lru_cache(maxsize=KEPT)
def facts(sentence: str) -> Facts:
    """The facts of a sentence."""
    return Facts(sentence)


def differ(a: str, b: str, *, words_a: frozenset[str], words_b: frozenset[str]) -> bool:
    """Whether sentences much alike hold other facts: figures in place of others, or names in place of others.

    What one has more than the other was added or left out, which an editor does. ``words_a``, ``words_b``: the words of
    the whole texts in lower case; a name that stands elsewhere in the other text is not news to it.
    """
    one, other = facts(a), facts(b)
    if one.figures - other.figures and other.figures - one.figures:
        return True
    mine, others = one.names - words_b, other.names - words_a
    if not mine or not others:
        return False
    return any(not _known(name, others) for name in mine) and any(not _known(name, mine) for name in others)


def _known(name: str, others: frozenset[str]) -> bool:
    return any(SequenceMatcher(None, name, other, autojunk=False).ratio() >= ALIKE for other in others)


def _figures(sentence: str) -> frozenset[float]:
    """Its figures, in digits or words; no days of a month, no clock."""
    found: list[float] = []
    before = ""
    tokens = [t.casefold() for t in TOKEN.findall(sentence)]
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        scale = _scales().get(token.removesuffix("s"))
        value = _value(token)
        if scale is not None and found and _value(before) is not None:
            found[-1] *= scale
        elif (
            value is not None and before in _numbers() and found and found[-1] % 10 == 0 and 0 < value < 10 <= found[-1]
        ):
            found[-1] += value
        elif value is not None and not {before, after} & months() and after not in ("am", "pm", "gmt"):
            found.append(value)
        before = token
    return frozenset(found)


def _value(token: str) -> float | None:
    if token[:1].isdigit():
        return None if ":" in token else float(token.replace(",", ""))
    return None if token in UNSAID else _numbers().get(token)


def _names(sentence: str) -> frozenset[str]:
    """Words with a capital that the beginning of the sentence does not give them, in lower case."""
    words = TOKEN.findall(sentence)
    plain = [w.casefold().replace("’", "'").removesuffix("'s") for w in words]
    if len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words):  # capitals say nothing here
        return frozenset()
    return frozenset(
        low for word, low in zip(words[1:], plain[1:], strict=True)
        if word[0].isupper() and len(low) >= NAME_CHARS and not _is_title(low) and low not in weekdays() | months()
    )  # fmt: skip


def _is_title(word: str) -> bool:
    """Whether a word is an office, a rank or part of one: who is called by it here is called by his name there."""
    known = role(word)
    return word in word_set("forms of address") or known is not None or word in _offices()


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    """Words of the titles of ministers and other office holders: the "foreign" of "Foreign Secretary"."""
    return frozenset(word for row in rows("offices.tsv") for word in row[0].casefold().split())


@lru_cache(maxsize=1)
def _numbers() -> dict[str, float]:
    return {words: float(value) for kind, words, value in rows("quantity_words.tsv") if kind == "number"}


@lru_cache(maxsize=1)
def _scales() -> dict[str, float]:
    return {words: float(value) for kind, words, value in rows("quantity_words.tsv") if kind == "scale"}
