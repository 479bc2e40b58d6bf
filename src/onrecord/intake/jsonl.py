"""JSON Lines: one report a line, streamed; a broken line is named and the rest is read. JSON in other layouts: a list
of reports, or reports over several lines each."""

from __future__ import annotations

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BufferedReader
from typing import Any, Literal

import msgspec

from onrecord.intake.decode import decode
from onrecord.intake.jsonl_dates import Dates, moment
from onrecord.intake.passed import Note, Passed, unheard
from onrecord.knowledge.entry import rows
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.model import Document, Hints, Noted, Rejected

FIELDS = ("id", "title", "publisher", "author", "published", "updated", "url", "language")
DATES = frozenset({"published", "updated"})
READ = frozenset(("text", "html", *FIELDS))
LONGEST_NAME = 40
PIECE = 1024 * 1024
LIMIT = f"{MAX_INPUT_BYTES // 2**20} MB"
BETWEEN = re.compile(r"[\s,\ufeff]*")
BROKEN = "From here on it is no JSON, or it breaks off; what may follow was not read."
POSITION = re.compile(r" ?\(byte (\d+)\)")


def read_lines(
    stream: BufferedReader, path: str, hints: Hints, *, note: Note = unheard
) -> Iterator[Document | Rejected]:
    """The reports of a JSON Lines stream. Paths are ``FILE:LINE``, lines count from 1; blank lines are none.

    ``note`` is told at the end which fields were not read, and in how many lines each.
    """
    with _counted(path, "line", note) as unread:
        for number, line in _lines(stream):
            where = f"{path}:{number}"
            if line is None:
                limit = MAX_INPUT_BYTES // 2**20
                yield Rejected(path=where, reason="too_large", detail=f"This line is over {limit} MB.")
            elif line.strip(b"\xef\xbb\xbf\r\n\t "):
                yield read_line(line, where, hints, unread)


def read_values(
    stream: BufferedReader, path: str, hints: Hints, *, note: Note = unheard
) -> Iterator[Document | Rejected]:
    """The reports of JSON that is no JSON Lines: those of a list, or objects one after the other, streamed.

    Paths are ``FILE:NUMBER``, reports count from 1. Behind a fault nothing can be found, so the rest is named as lost.
    """
    number = 0
    with _counted(path, "report", note) as unread:
        for number, value in enumerate(_values(stream), 1):
            where = f"{path}:{number}"
            if isinstance(value, Fault):
                yield Rejected(path=where, reason=value.reason, detail=value.detail)
            else:
                yield _document(value, where, hints, unread)


@contextmanager
def _counted(path: str, unit: str, note: Note) -> Iterator[Unread]:
    """Counts unknown fields and dates that cannot be read, and tells of them at the end."""
    unread, dates = Passed(), Dates()
    try:
        yield Unread(fields=unread, dates=dates)
    finally:
        for detail in dates.told():
            note(Noted(path=path, detail=detail))
        if unread.count:
            known, plural = ", ".join(("text", "html", *FIELDS)), "" if unread.count == 1 else "s"
            detail = (
                f"Fields that are not read stand in {unread.count:,} {unit}{plural} ({unread.told()}); "
                f"read are {known}."
            )
            note(Noted(path=path, detail=detail))


class Unread(msgspec.Struct, frozen=True):
    """What is counted over one input."""

    fields: Passed
    dates: Dates


class Fault(msgspec.Struct, frozen=True):
    """Why no further value can be read."""

    reason: Literal["too_large", "broken_json", "truncated"]
    detail: str


def _values(stream: BufferedReader) -> Iterator[Any]:
    """The values of a list, or those that stand one after the other; at the first that is broken a ``Fault``."""
    decode_more = getincrementaldecoder("utf-8")("replace").decode
    parse = json.JSONDecoder(strict=False).raw_decode
    text, at, ended, listed, closed = "", 0, False, False, False
    while True:
        start = BETWEEN.match(text, at)
        at = start.end() if start else at
        if at < len(text) and not listed and text[at] == "[":
            listed, at = True, at + 1
            continue
        if listed and text[at : at + 1] == "]":
            listed, closed, at = False, True, at + 1
            continue
        if closed and at < len(text):
            yield Fault("broken_json", BROKEN)
            return
        try:
            value, end = parse(text, at)
        except (ValueError, RecursionError) as error:
            if ended and at == len(text) and not listed:
                return
            if ended or isinstance(error, RecursionError):
                yield Fault("truncated" if ended else "broken_json", BROKEN)
                return
        else:
            if end < len(text) or ended:  # a number may go on in what is not read yet
                yield value if end - at <= MAX_INPUT_BYTES else Fault("too_large", f"This report is over {LIMIT}.")
                at = end
                continue
        if len(text) - at > MAX_INPUT_BYTES:
            yield Fault("too_large", f"This report is over {LIMIT}, or no JSON; what may follow was not read.")
            return
        piece = stream.read1(PIECE)
        ended = not piece
        text, at = text[at:] + decode_more(piece, ended), 0


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


def read_line(line: bytes, where: str, hints: Hints, unread: Unread) -> Document | Rejected:
    """One report of a JSON object; what its fields say wins over ``hints``. ``unread`` counts unknown fields."""
    try:
        data = _parse(decode(line).strip())
    except (msgspec.DecodeError, RecursionError) as error:
        why = POSITION.sub(r" at byte \1", str(error)).rstrip(".")
        return Rejected(path=where, reason="broken_json", detail=f"This line is no JSON: {why}.")
    return _document(data, where, hints, unread)


def _document(data: Any, where: str, hints: Hints, unread: Unread) -> Document | Rejected:
    """The report of a JSON value."""
    if not isinstance(data, dict):
        return Rejected(path=where, reason="broken_json", detail="This is no JSON object.")
    odd = next((f for f in ("text", "html", *FIELDS) if not _is_text(f, data.get(f))), None)
    if odd is not None:
        return Rejected(path=where, reason="broken_json", detail=f'Its "{odd}" is no text.')
    data = _renamed(data)
    strange = (name for name in data if name not in READ and data[name] not in (None, ""))
    unread.fields.over(*(str(name)[:LONGEST_NAME] for name in strange))
    text, html = data.get("text"), data.get("html")
    if text is None and html is None:
        return Rejected(path=where, reason="missing_text", detail='It has neither "text" nor "html".')
    content = (text or html or "").encode("utf-8", "replace")
    if not content.strip():
        return Rejected(path=where, reason="empty", detail="Its text is empty.")
    for name in DATES & data.keys():
        data[name] = moment(data[name])
        if data[name]:
            unread.dates.seen(str(data[name]))
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
    for name, field in _others():
        value = _plain(moment(found.get(name)) if field in DATES else found.get(name))
        if value is not None and field == "publisher":
            value = _outlet(value)
        if value is not None and found.get(field) in (None, "") and not (field == "text" and found.get("html")):
            found[field] = value
            del found[name]
    return found


@lru_cache(maxsize=1)
def _others() -> tuple[tuple[str, str], ...]:
    return tuple((name, field) for name, field in rows("jsonl_fields.tsv"))


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
    numbers = int | float if field in DATES else int if field == "id" else None
    number = numbers is not None and isinstance(value, numbers) and not isinstance(value, bool)
    return value is None or isinstance(value, str) or number
