"""What bytes are, by their first characters: text, HTML, JSON Lines, a feed, or something that is no text."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.intake.decode import BOMS

Kind = Literal["text", "html", "jsonl", "json", "feed", "opml"]

HEAD_BYTES = 8192
# First bytes of formats a user may point at by mistake, in words for the message (libmagic's list, the common ones).
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"PK\x03\x04", "a zip archive or Office document"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording or film"),
    (b"fLaC", "a sound recording"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"PAR1", "a Parquet file"),
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
HTML = re.compile(
    rb"^\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--|<!doctype html|<html|<head|<body)"
    rb"|<(?:p|div|article|body|meta|h1)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
# Declarations, comments and a document type may stand before the root element of a feed or a list of feeds.
XML = re.compile(
    rb"^\s{0,200}(?:(?:<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,2000}-->|<!DOCTYPE[^<>]{0,500}>)\s{0,200}){0,10}"
    rb"<(?:(?P<feed>(?:[A-Za-z_][\w.-]{0,20}:)?(?:rss|feed|RDF))|(?P<opml>opml))[\s>]"
)
# A list of reports, or the first of several lines of one.
JSON_WHOLE = re.compile(rb'^\s{0,200}(?:\[\s{0,200}\{\s{0,200}"|\{[ \t]{0,50}\r?\n\s{0,200}")')
JSON_LINE = re.compile(rb'^\s{0,200}\{\s{0,50}"')
# Text has line breaks and tabs but hardly other control characters; a stray one is no reason to refuse a page.
CONTROL_SHARE = 0.02


def not_text(head: bytes) -> str | None:
    """What the bytes are instead of text, in words, or ``None`` for text."""
    if any(head.startswith(mark) for mark, _ in BOMS):
        return None
    for mark, name in MAGIC:
        if head.startswith(mark) and (len(mark) > 2 or _has_controls(head)):
            return name
    if head[:4] == b"RIFF":
        return "a WebP picture" if head[8:12] == b"WEBP" else "a sound recording or film"
    if head[4:8] == b"ftyp":
        return "a film or HEIC picture"
    return "binary data" if _has_controls(head) and not _is_wide(head) else None


def kind_of(head: bytes) -> Kind:
    """How to read text whose file name says nothing."""
    plain = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if JSON_WHOLE.match(plain):
        return "json"
    if JSON_LINE.match(plain):
        return "jsonl"
    if root := XML.match(plain):
        return "feed" if root["feed"] else "opml"
    return "html" if HTML.search(plain) else "text"


def _has_controls(head: bytes) -> bool:
    return len(CONTROL.findall(head[:HEAD_BYTES])) > CONTROL_SHARE * min(len(head), HEAD_BYTES)


def _is_wide(head: bytes) -> bool:
    """UTF-16 without a byte order mark: nearly every other byte of Latin text is zero, and only these."""
    sample = head[:400]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return max(even, odd) > 0.4 * len(sample) / 2 and min(even, odd) < 0.02 * len(sample)
