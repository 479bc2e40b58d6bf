"""Words of a report as linking sees them, and how rare each is in news.

Rarity comes from a table that ships with the package, never from what else is in the record: a pair of claims scores
the same whoever is asked, and when.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from math import fsum, log, sqrt

from onrecord.errors import DataError

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
TABLE = "word_shares.tsv"
UNSEEN = 0.0008
"""Share of reports given to a word that the table lacks; the table ends at 0.002."""
SHORT_NUMBER = 0.05
"""The same for a number of one or two digits: an age or a count, of which any report has some."""
PLAIN = 2.0
"""Words less rare than this (one report in eight has them) are left out of signatures."""
SIGNATURE, SENTENCE = 64, 16
"""Most words kept of a report and of a sentence: more made no difference on the fitted half of GVA."""


COMMON = 16_384
"""Words that stay in memory. The others are names, most of them of one report: to keep them all takes more than they
save, and more with each thousand reports."""


@lru_cache(maxsize=COMMON)
def fold(word: str) -> str:
    """A word without case, accents and possessive."""
    flat = word.replace("’", "'")
    if not flat.isascii():
        flat = "".join(c for c in unicodedata.normalize("NFKD", flat) if not unicodedata.combining(c))
    return flat.casefold().removesuffix("'").removesuffix("'s")


@lru_cache(maxsize=1)
def shares() -> dict[str, float]:
    """Share of reports by folded word."""
    try:
        text = (files("onrecord.linking") / "data" / TABLE).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"The table {TABLE} is missing: reinstall onrecord.") from error
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {word: float(share) / 1000 for word, share in lines[1:]}


@lru_cache(maxsize=COMMON)
def rarity(word: str) -> float:
    """How much a shared word says: the natural logarithm of one over the share of reports that have it, 0 to 7.1.

    ``word`` is folded.
    """
    share = shares().get(word)
    if share is None:
        share = SHORT_NUMBER if word.isdigit() and len(word) < 3 else UNSEEN
    return -log(min(1.0, share))


def signature(text: str, *, most: int = SIGNATURE) -> dict[str, float]:
    """The ``most`` telling words of a text, folded, with weights of unit length (sum of squares 1)."""
    count = Counter(map(fold, WORD.findall(text)))
    weighed = {w: (1.0 + log(n)) * rarity(w) for w, n in count.items() if w and rarity(w) >= PLAIN}
    kept = sorted(weighed.items(), key=lambda p: (-p[1], p[0]))[:most]
    length = sqrt(sum(v * v for _, v in kept)) or 1.0
    return {w: round(v / length, 4) for w, v in kept}


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    """How alike two signatures are, 0 to 1."""
    shared = a.keys() & b.keys()
    return min(1.0, fsum([a[word] * b[word] for word in shared]))  # exact in any order


def names(text: str) -> dict[str, int]:
    """Words that stand only with a capital in ``text`` and not only at the head of a sentence, and how often."""
    count: Counter[str] = Counter()
    sure: set[str] = set()
    small: set[str] = set()
    for match in WORD.finditer(text):
        word = match[0]
        if word[0].isdigit():
            continue
        if not word[0].isupper():
            small.add(fold(word))
            continue
        plain = fold(word)
        count[plain] += 1
        if not _opens(text, match.start()):
            sure.add(plain)
    return {w: n for w, n in count.items() if w in sure and w not in small and len(w) > 2}


def _opens(text: str, at: int) -> bool:
    """Whether the word at ``at`` is the first of a sentence or line."""
    before = text[max(0, at - 4) : at].rstrip(" \t\"'“‘(—–-")
    return not before or before[-1] in ".!?:\n;" or "\n" in text[max(0, at - 3) : at]


def amid(name: str) -> str:
    """A name as it stands within a sentence: "The army" as "the army"."""
    return name[0].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name
