"""Names of weekdays and months, with their abbreviations. Table: data/time_words.tsv."""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.entry import rows


@lru_cache(maxsize=1)
def weekdays() -> frozenset[str]:
    """Lower case."""
    return frozenset(word for word, classes, *_ in rows("time_words.tsv") if classes.startswith("WD="))


@lru_cache(maxsize=1)
def months() -> frozenset[str]:
    """Lower case, abbreviations without their points; "may" and "march" are among them."""
    return frozenset(
        word for word, classes, *_ in rows("time_words.tsv") if classes.startswith(("MONTH=", "WEAKMONTH="))
    )
