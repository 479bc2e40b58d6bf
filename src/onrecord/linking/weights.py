"""The fitted weights of linking, as they ship: plain numbers by feature name."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec

from onrecord.errors import DataError

FILE = "link_weights.json"


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """Log odds that each feature adds. What each was fitted on stands in ``source``."""

    source: str
    licence: str
    version: int
    within: dict[str, float]
    """Two claims of one report."""
    within_threshold: float
    across: dict[str, float]
    """Two happenings of two reports."""
    across_threshold: float
    across_missing: float
    """What a pair counts that blocking did not bring together or that fell below the floor."""
    floor: float
    """Pairs with lower log odds are no edges."""


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of the package; raises ``DataError`` where the file is missing or damaged."""
    try:
        raw = (files("onrecord.linking") / "data" / FILE).read_bytes()
        return msgspec.json.decode(raw, type=Weights)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"The file {FILE} is missing or damaged: reinstall onrecord.") from error
