"""The place of an event: by syntax first."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Dateline, Parse, Place, PlaceRef


def place_of(
    parse: Parse,
    trigger: int,
    places: Sequence[Place],
    *,
    scope: int | None = None,
    dateline: Dateline | None = None,
) -> PlaceRef | None:
    """The place that governs the event word ``trigger``."""
    return None
