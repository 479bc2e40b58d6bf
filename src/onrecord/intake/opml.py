"""OPML: lists of feeds, as feed readers export them. Read as a stream, so nesting is free; entities are refused."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from msgspec import Struct

from onrecord.errors import NotReadable
from onrecord.intake.xmltext import unguarded
from onrecord.limits import MAX_FEEDS


class Listed(Struct, frozen=True):
    """What a list of feeds holds: addresses in order, each once; and why it was not read to its end, if so."""

    feeds: tuple[str, ...]
    broken: str | None = None


def read_opml(content: bytes, *, charset: str | None = None) -> Listed:
    """The feeds that ``xmlUrl`` attributes of ``outline`` elements name, at any depth.

    Raises ``NotReadable`` (reason ``unsafe_xml``) for declared entities, ``broken_xml`` for what is no OPML at all.
    """
    text = unguarded(content, charset=charset)
    found: dict[str, None] = {}
    state = {"opml": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2].lower()
        state["opml"] = state["opml"] or tag == "opml"
        if tag != "outline" or len(found) >= MAX_FEEDS:
            return
        told = {key.lower(): value for key, value in attributes.items()}
        address = told.get("xmlurl", "").strip()
        if address:
            found.setdefault(address)

    parser: Any = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = _refuse
    broken = None
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        broken = f"It is broken in line {error.lineno}; what stands above was read."
    if not state["opml"]:
        raise NotReadable("It is no list of feeds.", reason="broken_xml")
    if len(found) >= MAX_FEEDS:
        broken = f"It lists more than {MAX_FEEDS} feeds; the others were not read."
    return Listed(tuple(found), broken)


def _refuse(*_: object) -> None:
    raise NotReadable("It declares entities, which no list of feeds needs and bombs are made of.", reason="unsafe_xml")
