"""CAMEO codes beside the PLOVER types: the table of codes, and codes of speech by what is spoken of."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from onrecord.knowledge.entry import rows


class Code(Struct, frozen=True, gc=False):
    """One CAMEO code: its name, and the PLOVER type, mode and contexts it stands for."""

    code: str
    name: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]


@lru_cache(maxsize=1)
def codes() -> dict[str, Code]:
    """Every CAMEO code that has a PLOVER type."""
    found = {}
    for code, type_, mode, contexts, name in rows("cameo-codes.tsv"):
        found[code] = Code(code=code, name=name, type=type_, mode=mode or None, contexts=tuple(contexts.split()))
    return found


@lru_cache(maxsize=1)
def _spoken() -> dict[tuple[str, str, str], tuple[str | None, str | None]]:
    return {(a, b, c): (code or None, mode or None) for a, b, c, code, mode in rows("cameo-speech.tsv")}


def spoken(type_: str, inner: str, inner_mode: str | None) -> tuple[str | None, str | None]:
    """Code and mode of a speech event of ``type_`` about an act of type ``inner``; ``None`` where nothing follows."""
    table = _spoken()
    for key in ((type_, inner, inner_mode or ""), (type_, inner, ""), (type_, "", "")):
        if key in table:
            return table[key]
    return None, None
