"""What a mention is as a source, and what shape of thing it is."""

from __future__ import annotations

from onrecord.model import SourceKind, Token
from onrecord.reading.entities.referents import Shape


def shape_of(cls: str) -> Shape:
    """Shape of a role class."""
    if cls in ("person", "loose", "witness"):
        return "person"
    if cls in ("document", "post"):
        return "document"
    if cls == "outlet":
        return "outlet"
    others: dict[str, Shape] = {"people": "people", "place": "place", "thing": "thing"}
    return others.get(cls, "body")


def kind_of(sector: str | None, cls: str, t: Token | None = None) -> SourceKind | None:
    """The kind of source: a body by its sector, an unnamed person as ``unnamed``, papers as ``document``."""
    if cls in ("document", "post", "outlet", "witness"):
        return cls  # type: ignore[return-value]
    if cls in ("person", "loose"):
        return "public" if sector in ("CVL", "REF") and t is not None and t.tag == "NNS" else "unnamed"
    if cls in ("people", "place", "thing"):
        return "public" if cls == "people" else None
    if sector in ("GOV", "LEG", "JUD"):
        return "government"
    return "military" if sector == "MIL" else "organisation"
