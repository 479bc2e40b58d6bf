"""JSON Lines: one report a line, streamed; a broken line is named and the rest is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

import msgspec

from onrecord.intake.decode import decode
from onrecord.intake.passed import Note, Passed, unheard
from onrecord.knowledge.entry import rows
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.model import Document, Hints, Noted, Rejected

FIELDS = ("id", "title", "publisher", "author", "published", "updated", "url", "language")
READ = frozenset(("text", "html", *FIELDS))
LONGEST_NAME = 40
PIECE = 1024 * 1024
POSITION = re.compile(r" ?\(byte (\d+)\)")


def read_lines(
    stream: BufferedReader, path: str, hints: Hints, *, note: Note = unheard
) -> Iterator[Document | Rejected]:
    """The reports of a JSON Lines stream. Paths are ``FILE:LINE``, lines count from 1; blank lines are none.

    ``note`` is told at the end which fields were not read, and in how many lines each.
    """
    unread = Passed()
    try:
        for number, line in _lines(stream):
            where = f"{path}:{number}"
            if line is None:
                limit = MAX_INPUT_BYTES // 2**20
                yield Rejected(path=where, reason="too_large", detail=f"This line is over {limit} MB.")
            elif line.strip(b"\xef\xbb\xbf\r\n\t "):
                yield read_line(line, where, hints, unread)
    finally:
        if unread.count:
            known, plural = ", ".join(("text", "html", *FIELDS)), "" if unread.count == 1 else "s"
            detail = (
                f"Fields that are not read stand in {unread.count:,} line{plural} ({unread.told()}); read are {known}."
            )
            note(Noted(path=path, detail=detail))


def _lines(stream: BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines that are not blank; ``None`` for one over the limit, which is skipped without being held."""
    number = 1
    rest = b""
    over = False
    while piece := stream.read1(PIECE):
        if not rest and not over and not piece.strip(b"\r\n\t "):
            number += piece.count(b"\n")  # millions of blank lines are passed over at once
            continue
        *lines, last = piece.split(b"\n")
        for line in lines:
            if over or len(rest) + len(line) > MAX_INPUT_BYTES:
                yield number, None
            elif rest or line.strip(b"\xef\xbb\xbf\r\t "):
                yield number, rest + line
            rest, over = b"", False
            number += 1
        over = over or len(rest) + len(last) > MAX_INPUT_BYTES
        rest = b"" if over else rest + last
    if over or rest.strip(b"\xef\xbb\xbf\r\t "):
        yield number, None if over else rest


def read_line(line: bytes, where: str, hints: Hints, unread: Passed) -> Document | Rejected:
    """One report of a JSON object; what its fields say wins over ``hints``. ``unread`` counts unknown fields."""
    try:
        data = _parse(decode(line).strip())
    except (msgspec.DecodeError, RecursionError) as error:
        why = POSITION.sub(r" at byte \1", str(error)).rstrip(".")
        return Rejected(path=where, reason="broken_json", detail=f"This line is no JSON: {why}.")
    if not isinstance(data, dict):
        return Rejected(path=where, reason="broken_json", detail="This line is no JSON object.")
    odd = next((f for f in ("text", "html", *FIELDS) if not _is_text(f, data.get(f))), None)
    if odd is not None:
        return Rejected(path=where, reason="broken_json", detail=f'Its "{odd}" is no text.')
    data = _renamed(data)
    unread.over(*(str(name)[:LONGEST_NAME] for name in data if name not in READ and data[name] not in (None, "")))
    text, html = data.get("text"), data.get("html")
    if text is None and html is None:
        return Rejected(path=where, reason="missing_text", detail='It has neither "text" nor "html".')
    content = (text or html or "").encode("utf-8", "replace")
    if not content.strip():
        return Rejected(path=where, reason="empty", detail="Its text is empty.")
    told = {f: str(data[f]) if data.get(f) not in (None, "") else getattr(hints, f) for f in FIELDS}
    return Document(
        content=content,
        media_type="text/plain" if text else "text/html",
        path=where,
        charset="utf-8",
        hints=Hints(**told),
    )


def _renamed(data: dict[str, Any]) -> dict[str, Any]:
    """With each field that is missing taken from what others call it (``jsonl_fields.tsv``), where that is text."""
    found = dict(data)
    for name, field in rows("jsonl_fields.tsv"):
        value = _plain(found.get(name))
        if value is not None and field == "publisher":
            value = _outlet(value)
        if value is not None and found.get(field) in (None, "") and not (field == "text" and found.get("html")):
            found[field] = value
            del found[name]
    return found


def _outlet(name: str) -> str:
    """The outlet of a host name ("www.cnn.com"), where it is known; other names stay."""
    from onrecord.knowledge import outlets

    known = outlets.by_domain(name) if "." in name and " " not in name else None
    return known.name if known else name


def _plain(value: Any) -> str | None:
    """Text, a list of texts (authors), or the ``name`` of an object (a source); ``None`` for anything else."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    return value if isinstance(value, str) and value.strip() else None


def _parse(line: str) -> Any:
    """The JSON of a line. What scrapers write and the standard forbids (lone surrogates, raw controls) is read."""
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:
        try:
            return json.loads(line, strict=False)
        except ValueError:
            pass
        raise


def _is_text(field: str, value: Any) -> bool:
    return value is None or isinstance(value, str) or (field == "id" and isinstance(value, int))
