"""Places that no table has, by their noun and what tells them apart: "the village of Oloru", "checkpoint 4"."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from onrecord.linking.words import fold

TABLE = "locality_words.tsv"
ALIKE = 4
"""Letters that two spellings of one name share at its beginning."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    text = (files("onrecord.linking") / "data" / TABLE).read_text(encoding="utf-8")
    words = [line for line in text.splitlines() if line and not line.startswith("#")][1:]
    nouns = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    number, name = r"(?:no\.? ?|number )?(?P<number>\d{1,4})\b", r"of (?P<name>[^\W\d_][\w'’-]+)"
    return re.compile(rf"\b(?P<noun>{nouns})s? (?:{number}|{name})")


def locality(sentence: str) -> str | None:
    """The one place that a sentence names so, folded; ``None`` where it names none or several."""
    hits = [m for m in _pattern().finditer(sentence) if m["number"] or m["name"][0].isupper()]
    found = {fold(m["name"]) if m["name"] else f"{m['noun']} {m['number']}" for m in hits}
    return found.pop() if len(found) == 1 else None


def other_name(a: str, b: str) -> bool:
    """Whether two names that no table has are of two places, and not spellings of one."""
    x, y = fold(a), fold(b)
    if any(c.isdigit() for c in x + y):
        return x != y
    return x[:ALIKE] != y[:ALIKE] and x not in y and y not in x
