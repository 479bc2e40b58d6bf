"""IGOs, NGOs and other international bodies: the UN and its organs, alliances, unions, courts, charities."""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.named import Row, read


@lru_cache(maxsize=1)
def table() -> tuple[Row, ...]:
    """All rows of ``organisations.tsv``."""
    return read("organisations.tsv", table="organisations")
