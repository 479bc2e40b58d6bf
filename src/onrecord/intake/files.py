"""Files, folders, patterns and standard input -> documents. What cannot be read is named with why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import NotReadable, TooLarge
from onrecord.intake import archives, entries, sniff, unpack
from onrecord.intake.addresses import is_address
from onrecord.intake.jsonl import read_lines, read_values
from onrecord.intake.passed import Note, Passed, unheard
from onrecord.limits import MAX_INPUT_BYTES, MAX_PACKED_DEPTH
from onrecord.model import Document, Hints, Noted, Rejected

if TYPE_CHECKING:  # loaded only where something is fetched
    from onrecord.intake.web import Web

SUFFIXES: dict[str, sniff.Kind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".shtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".rss": "feed", ".atom": "feed", ".opml": "opml",
}  # fmt: skip
MEDIA: dict[str, Literal["text/plain", "text/html"]] = {"text": "text/plain", "html": "text/html"}
PACKED_SUFFIX = re.compile(r"\.(?:gz|zst|zstd)$", re.IGNORECASE)
NO_HINTS = Hints()


class Source(Struct, frozen=True):
    """What is the same for all that one argument names."""

    hints: Hints
    fetcher: Web | None
    named: bool
    """The argument is a file itself: a list of feeds that only lies in a folder is not fetched."""
    note: Note

    def web(self) -> Web | None:
        """What fetches the feeds of a list, ``None`` where they are not to be fetched."""
        return (self.fetcher or _web()) if self.named else None


def documents(
    inputs: Sequence[str],
    *,
    stdin: IO[bytes] | None = None,
    hints: Hints = NO_HINTS,
    web: Web | None = None,
    on_note: Note = unheard,
) -> Iterator[Document | Rejected]:
    """The documents of ``inputs`` in order: files, folders (sorted, hidden files left out), patterns, addresses, ``-``.

    ``hints`` say of every report what it does not say itself. JSON Lines and archives are streamed. Only an input that
    is an address, or a list of feeds named itself, leads to the network; ``web``: what fetches, made when it is needed.
    ``on_note`` is told what was passed over because it holds no report: records of archives, unknown fields, linked
    folders; counted, once an input.
    """
    for name in inputs:
        if name == "-":
            yield from _stdin(stdin, Source(hints, web, named=True, note=on_note))
            continue
        if is_address(name):
            web = web or _web()
            yield from entries.page(web, name, hints)
            continue
        source = Source(hints, web, named=not has_magic(name) and not Path(name).is_dir(), note=on_note)
        found, passed = False, Passed()
        for path in expand(name, passed):
            found = True
            yield from _file(path, source)
        if passed.count:
            on_note(Noted(path=name, detail=f"Passed over were {passed.told()}."))
        if not found:
            folder = Path(name).is_dir()
            detail = "This folder holds no files." if folder else "There is no such file."
            yield Rejected(path=name, reason="empty" if folder else "unreadable", detail=detail)


def count(inputs: Sequence[str]) -> int | None:
    """How many documents ``inputs`` hold, ``None`` where only reading them tells (JSON Lines, feeds, archives, packed
    files, addresses, standard input)."""
    total = 0
    for name in inputs:
        if is_address(name):
            return None
        for path in ["-"] if name == "-" else expand(name):
            if SUFFIXES.get(Path(path).suffix.lower()) not in ("text", "html"):
                return None
            total += 1
    return total


def expand(name: str, passed: Passed | None = None) -> Iterator[str]:
    """The files that one argument names. ``passed`` counts what in folders is none and is not entered."""
    path, passed = Path(name), passed or Passed()
    if path.is_dir():
        yield from _folder(path, passed)
    elif path.exists():
        yield name
    elif has_magic(name):
        for match in sorted(glob(name, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
            yield from _folder(Path(match), passed) if Path(match).is_dir() else [match]


def _folder(folder: Path, passed: Passed) -> Iterator[str]:
    """Regular files below a folder, sorted by name, no hidden ones, linked folders not entered."""
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError:  # reported as a file that cannot be opened
        yield str(folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            passed.over("hidden (their names begin with a dot)")
        elif entry.is_dir() and entry.is_symlink():
            passed.over("links to folders")
        elif entry.is_dir():
            yield from _folder(entry, passed)
        elif entry.is_file():
            yield str(entry)
        else:
            passed.over("that are no files (broken links, devices)")


def _file(path: str, source: Source) -> Iterator[Document | Rejected]:
    try:
        with Path(path).open("rb") as stream:
            yield from _stream(stream, path, source)
    except OSError as error:
        why = (error.strerror or "it cannot be opened").rstrip(".")
        yield Rejected(path=path, reason="unreadable", detail=f"It cannot be read: {why}.")


def _stdin(stdin: IO[bytes] | None, source: Source) -> Iterator[Document | Rejected]:
    import sys

    stream = stdin or sys.stdin.buffer
    yield from _stream(stream if isinstance(stream, BufferedReader) else BufferedReader(_raw(stream)), "-", source)


def _raw(stream: IO[bytes]) -> BytesIO:
    return BytesIO(stream.read())


def _web() -> Web:
    from onrecord.intake.web import Web

    return Web()


def _stream(stream: BufferedReader, path: str, source: Source) -> Iterator[Document | Rejected]:
    """Documents of an open file, unpacked first if it is packed. Archives are unpacked record by record instead."""
    name = path
    budget = unpack.Budget()
    try:
        for depth in range(MAX_PACKED_DEPTH + 1):
            head = stream.peek(sniff.HEAD_BYTES)[: sniff.HEAD_BYTES]
            kind = archives.kind(head, name)
            if kind is not None:
                with archives.seekable(stream) as whole:
                    yield from archives.read(whole, kind, path, source.hints, note=source.note)
                return
            if not unpack.is_packed(head):
                yield from _unpacked(stream, path, name, source)
                return
            if depth < MAX_PACKED_DEPTH:
                stream = unpack.layer(stream, head, budget=budget, outermost=depth == 0)
                name = PACKED_SUFFIX.sub("", name)
        detail = f"It is packed more than {MAX_PACKED_DEPTH} times over."
        yield Rejected(path=path, reason="nested", detail=detail)
    except (NotReadable, TooLarge) as error:
        yield Rejected(path=path, reason=error.reason, detail=str(error))


def _unpacked(stream: BufferedReader, path: str, name: str, source: Source) -> Iterator[Document | Rejected]:
    head = stream.peek(sniff.HEAD_BYTES)[: sniff.HEAD_BYTES]
    if (other := sniff.not_text(head)) is not None:
        yield Rejected(path=path, reason="not_text", detail=f"It is {other}, not a text.")
        return
    found = sniff.kind_of(head)
    kind = found if found in ("feed", "opml") else SUFFIXES.get(Path(name).suffix.lower()) or found
    if kind in ("jsonl", "json"):
        item: Document | Rejected | None = None
        read = read_values if found == "json" else read_lines
        for item in read(stream, path, source.hints, note=source.note):
            yield replace(item, container=path) if isinstance(item, Document) else item
        if item is None:
            yield Rejected(path=path, reason="empty", detail="It is empty.")
        return
    content = _whole(stream, path)
    if isinstance(content, Rejected):
        yield content
    elif kind == "feed":
        yield from entries.feed(content, path=path, hints=source.hints)
    elif kind == "opml":
        yield from entries.listed(content, path=path, hints=source.hints, web=source.web())
    else:
        yield Document(content=content, media_type=MEDIA[kind], path=path, hints=source.hints)


def _whole(stream: BufferedReader, path: str) -> bytes | Rejected:
    content = stream.read(MAX_INPUT_BYTES + 1)
    if len(content) > MAX_INPUT_BYTES:
        limit = MAX_INPUT_BYTES // 2**20
        return Rejected(path=path, reason="too_large", detail=f"It is over {limit} MB, which no news report is.")
    if not content.strip(b"\xef\xbb\xbf\r\n\t \0"):
        return Rejected(path=path, reason="empty", detail="It is empty.")
    return content
