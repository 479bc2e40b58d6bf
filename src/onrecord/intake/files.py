"""Files, folders, patterns and standard input -> documents. What cannot be read is named with why."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, Literal

from onrecord.intake import sniff
from onrecord.intake.jsonl import read_lines
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.model import Document, Hints, Rejected

SUFFIXES: dict[str, sniff.Kind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".shtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
MEDIA: dict[str, Literal["text/plain", "text/html"]] = {"text": "text/plain", "html": "text/html"}
GZIP = b"\x1f\x8b"
NO_HINTS = Hints()


def documents(
    inputs: Sequence[str], *, stdin: IO[bytes] | None = None, hints: Hints = NO_HINTS
) -> Iterator[Document | Rejected]:
    """The documents of ``inputs`` in order: files, folders (sorted, hidden files left out), patterns, ``-``.

    ``hints`` say of every report what it does not say itself. JSON Lines are streamed.
    """
    for name in inputs:
        if name == "-":
            yield from _stdin(stdin, hints)
            continue
        found = False
        for path in expand(name):
            found = True
            yield from _file(path, hints)
        if not found:
            folder = Path(name).is_dir()
            detail = "This folder holds no files." if folder else "There is no such file."
            yield Rejected(path=name, reason="empty" if folder else "unreadable", detail=detail)


def count(inputs: Sequence[str]) -> int | None:
    """How many documents ``inputs`` hold, ``None`` where only reading them tells (JSON Lines, packed, stdin)."""
    total = 0
    for name in inputs:
        for path in ["-"] if name == "-" else expand(name):
            if SUFFIXES.get(Path(path).suffix.lower()) not in ("text", "html"):
                return None
            total += 1
    return total


def expand(name: str) -> Iterator[str]:
    """The files that one argument names."""
    path = Path(name)
    if path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield name
    elif has_magic(name):
        for match in sorted(glob(name, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
            yield from _folder(Path(match)) if Path(match).is_dir() else [match]


def _folder(folder: Path) -> Iterator[str]:
    """Regular files below a folder, sorted by name, no hidden ones, linked folders not entered."""
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError:  # reported as a file that cannot be opened
        yield str(folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _folder(entry)
        elif entry.is_file():
            yield str(entry)


def _file(path: str, hints: Hints) -> Iterator[Document | Rejected]:
    try:
        with Path(path).open("rb") as stream:
            yield from _stream(stream, path, hints)
    except OSError as error:
        why = (error.strerror or "it cannot be opened").rstrip(".")
        yield Rejected(path=path, reason="unreadable", detail=f"It cannot be read: {why}.")


def _stdin(stdin: IO[bytes] | None, hints: Hints) -> Iterator[Document | Rejected]:
    import sys

    stream = stdin or sys.stdin.buffer
    yield from _stream(stream if isinstance(stream, BufferedReader) else BufferedReader(_raw(stream)), "-", hints)


def _raw(stream: IO[bytes]) -> BytesIO:
    return BytesIO(stream.read())


def _stream(stream: BufferedReader, path: str, hints: Hints) -> Iterator[Document | Rejected]:
    """Documents of an open file, unpacked first if it is packed."""
    if stream.peek(2)[:2] != GZIP:
        yield from _unpacked(stream, path, path, hints)
        return
    try:
        with gzip.open(stream) as packed:
            yield from _unpacked(BufferedReader(packed), path, path.removesuffix(".gz"), hints)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield Rejected(path=path, reason="truncated", detail="It is a damaged gzip file; what came before was read.")


def _unpacked(stream: BufferedReader, path: str, name: str, hints: Hints) -> Iterator[Document | Rejected]:
    head = stream.peek(sniff.HEAD_BYTES)[: sniff.HEAD_BYTES]
    kind = SUFFIXES.get(Path(name).suffix.lower())
    if (other := sniff.not_text(head)) is not None:
        yield Rejected(path=path, reason="not_text", detail=f"It is {other}, not a text.")
    elif (kind or sniff.kind_of(head)) == "jsonl":
        yield from read_lines(stream, path, hints)
    else:
        yield _whole(stream, path, kind or sniff.kind_of(head), hints)


def _whole(stream: BufferedReader, path: str, kind: sniff.Kind, hints: Hints) -> Document | Rejected:
    content = stream.read(MAX_INPUT_BYTES + 1)
    if len(content) > MAX_INPUT_BYTES:
        limit = MAX_INPUT_BYTES // 2**20
        return Rejected(path=path, reason="too_large", detail=f"It is over {limit} MB, which no news report is.")
    if not content.strip(b"\xef\xbb\xbf\r\n\t \0"):
        return Rejected(path=path, reason="empty", detail="It is empty.")
    return Document(content=content, media_type=MEDIA[kind], path=path, hints=hints)
