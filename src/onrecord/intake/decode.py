"""Bytes -> characters: by byte order mark, by declaration, as UTF-8, else by detection. Never fails, never guesses
UTF-8 for what is not."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
META = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding) ?= ?[\"']?([A-Za-z0-9_.:-]{2,40})", re.I
)
# Browsers read these names as their Windows superset (WHATWG Encoding Standard), and pages rely on it.
AS_BROWSERS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
               "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "big5": "big5hkscs",
               "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "tis-620": "cp874", "iso-8859-11": "cp874"}  # fmt: skip
# Detection looks at this much: enough letters to tell Cyrillic code pages apart, and its time stays short.
SAMPLE_BYTES = 64 * 1024
# A stray wrong byte does not make a text another encoding if at least so many characters beyond ASCII are right.
RIGHT_PER_WRONG = 4


def decode(content: bytes, *, charset: str | None = None, html: bool = False) -> str:
    """The text of ``content``. ``charset``: what the transport declared; ``html``: look for a declaration inside."""
    for mark, name in BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    if charset and (known := _try(content, charset, zeros=True)) is not None:
        return known
    declared = []
    if html and (found := META.search(content[:4096])):
        declared.append(found[1].decode("ascii"))
    for name in [*declared, "utf-8"]:
        text = _try(content, name)
        if text is not None:
            return text
    wide = _wide(content)
    return content.decode(wide or _detect(content), errors="replace")


def _try(content: bytes, name: str, *, zeros: bool = False) -> str | None:
    """The text in encoding ``name`` if the bytes fit it; zero characters speak against it unless ``zeros``."""
    name = AS_BROWSERS.get(name.lower(), name)
    try:
        codec = codecs.lookup(name)
        text = content.decode(codec.name, errors="replace")
    except (LookupError, UnicodeError):
        return None
    if codec.name.startswith(("utf-16", "utf-32")) and b"\0" not in content[:400]:
        return None  # pages that declare UTF-16 in ASCII letters are not UTF-16
    wrong = text.count("\ufffd")
    if not zeros and "\0" in text[:400]:
        return None
    if wrong and not (wrong == 1 and text.endswith("\ufffd")):  # a page cut inside its last character is no riddle
        right = sum(c > "\x7f" for c in text) - wrong
        return text if right >= RIGHT_PER_WRONG * wrong else None
    return text


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a Latin text is zero."""
    head = content[:400]
    if len(head) < 4 or head.count(0) < len(head) // 4:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _detect(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE_BYTES]).best()
    # cp1252 is what browsers fall back to for Western pages and what such bytes nearly always are
    return best.encoding if best is not None else "cp1252"
