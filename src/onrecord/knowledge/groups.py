"""Armed groups, parties and crime organisations, past ones included where they are still written of."""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.named import Row, read


@lru_cache(maxsize=1)
def table() -> tuple[Row, ...]:
    """All rows of ``groups.tsv``."""
    return read("groups.tsv", table="groups")
