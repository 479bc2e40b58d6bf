"""WACZ: a zip file of WARC archives. Nothing of it is ever written under the names it gives.

A zip file is read by the list at its end. That list and every archive it names are checked first (places, checksums,
the SHA-256 values of ``datapackage.json``); where anything does not fit, the list is not believed and the records are
looked for one by one in the whole file.
"""

from __future__ import annotations

import errno
import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from onrecord.errors import NotReadable, TooLarge
from onrecord.intake import warc
from onrecord.intake.passed import Note, unheard
from onrecord.intake.unpack import Budget
from onrecord.limits import MAX_INPUT_BYTES, MAX_MEMBERS
from onrecord.model import Document, Hints, Rejected

ZIP = b"PK\x03\x04"
ARCHIVES = (".warc", ".warc.gz", ".warc.zst")
PACKAGE = "datapackage.json"
MAX_PACKAGE_BYTES = 5 * 1024 * 1024
NO_WACZ = "It is a zip archive or Office document, not a text."
PIECE = 256 * 1024
LOCAL_HEADER = 30
# What ``zipfile`` raises on files that are damaged or made to hurt.
FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, NotImplementedError, ValueError,
          KeyError, UnicodeError, OverflowError, IndexError)  # fmt: skip


def read(stream: IO[bytes], path: str, hints: Hints, *, note: Note = unheard) -> Iterator[Document | Rejected]:
    """The pages of a seekable WACZ file; paths are ``FILE.wacz!ARCHIVE@OFFSET``."""
    try:
        entries = _checked(stream)
    except TooLarge as error:
        yield Rejected(path=path, reason=error.reason, detail=str(error))
        return
    except NotReadable as error:
        found = warc.read(stream, path, hints, salvage=True, note=note) if error.reason == "damaged" else iter(())
        first = next(found, None)
        if first is None and not path.lower().endswith((".wacz", ".wacz.gz")):
            error = NotReadable(NO_WACZ, reason="not_text")
        yield Rejected(path=path, reason=error.reason, detail=str(error))
        if first is not None:
            yield first
            yield from found
        return
    for name, part in entries:
        if _is_unsafe(name):
            detail = "This file of the archive has a name that leads out of it."
            yield Rejected(path=f"{path}!{name!r}", reason="unsafe_path", detail=detail)
        else:
            with part:
                yield from warc.read(part, f"{path}!{name}", hints, note=note)


def _checked(stream: IO[bytes]) -> list[tuple[str, IO[bytes]]]:
    """The archives of a WACZ by name, each a seekable stream, in order.

    Raises ``NotReadable``: ``not_text`` for a zip file that is no WACZ, ``damaged``; ``TooLarge`` for bombs.
    """
    try:
        return _entries(stream)
    except (OSError, *FAULTS) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:  # a disk, not a place before 0
            raise
        detail = "This archive is damaged; its records were looked for one by one."
        raise NotReadable(detail, reason="damaged") from None


def _entries(stream: IO[bytes]) -> list[tuple[str, IO[bytes]]]:
    size = stream.seek(0, 2)
    found: list[tuple[str, IO[bytes]]] = []
    budget = Budget()
    budget.take(size)
    with zipfile.ZipFile(stream) as archive:
        infos = archive.infolist()
        if len(infos) > MAX_MEMBERS:
            raise TooLarge(f"It holds more than {MAX_MEMBERS} files.", reason="bomb")
        told = _package(archive, infos)
        names = {info.filename for info in infos}
        named = [name for name in told or {} if name not in names]
        if told is None and not any(i.filename.lower().endswith(ARCHIVES) for i in infos):
            raise NotReadable(NO_WACZ, reason="not_text")
        for info in infos:
            part = _part(stream, archive, info, budget)
            if part is not None:
                found.append((info.filename, part))
                if (digest := (told or {}).get(info.filename)) and _sha256(part) != digest:
                    raise zipfile.BadZipFile
        if named:
            raise zipfile.BadZipFile
    return found


def _part(stream: IO[bytes], archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> IO[bytes] | None:
    """An archive of the file, its checksum checked; ``None`` for what is none. The places of both are checked."""
    with archive.open(info) as entry:  # checks that the header at its place bears the same name
        head = entry.read(5)
        if not info.filename.lower().endswith(ARCHIVES) and not head.startswith(b"WARC/"):
            return None
        spool: Any = SpooledTemporaryFile(max_size=MAX_INPUT_BYTES)  # noqa: SIM115 - read by the caller, then gone
        stored = info.compress_type == zipfile.ZIP_STORED
        piece = head
        while piece:
            budget.give(len(piece))
            if not stored:
                spool.write(piece)
            piece = entry.read(PIECE)
    if not stored:
        return spool  # type: ignore[no-any-return]
    stream.seek(info.header_offset)
    header = stream.read(LOCAL_HEADER)
    name, extra = struct.unpack("<HH", header[26:30])
    start = info.header_offset + LOCAL_HEADER + name + extra
    return BufferedReader(_Slice(stream, start, start + info.compress_size), PIECE)


def _package(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, str] | None:
    """SHA-256 values by name as ``datapackage.json`` lists them; ``None`` where there is no such list."""
    info = next((i for i in infos if i.filename == PACKAGE), None)
    if info is None:
        return None
    with archive.open(info) as entry:
        content = entry.read(MAX_PACKAGE_BYTES)
    try:
        resources = json.loads(content).get("resources")
    except (ValueError, AttributeError, RecursionError):
        raise zipfile.BadZipFile from None
    told: dict[str, str] = {}
    for one in resources if isinstance(resources, list) else []:
        if isinstance(one, dict) and isinstance(one.get("path"), str):
            kind, _, digest = str(one.get("hash") or "").partition(":")
            told[one["path"]] = digest.lower() if kind.lower() in ("sha256", "sha-256") else ""
    return told


def _sha256(part: IO[bytes]) -> str:
    digest = hashlib.sha256()
    part.seek(0)
    while piece := part.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _is_unsafe(name: str) -> bool:
    """Whether a name would lead out of a folder it was unpacked into."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or any(ord(c) < 32 for c in name)


class _Slice(RawIOBase):
    """A part of a file as a file."""

    def __init__(self, stream: IO[bytes], start: int, end: int) -> None:
        super().__init__()
        self._stream, self._start, self._end, self._at = stream, start, end, start

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """As of any file."""
        base = {0: self._start, 1: self._at, 2: self._end}[whence]
        self._at = min(self._end, max(self._start, base + offset))
        return self._at - self._start

    def tell(self) -> int:
        """As of any file."""
        return self._at - self._start

    def readinto(self, buffer: Any) -> int:
        """As of any file."""
        self._stream.seek(self._at)
        data = self._stream.read(min(len(buffer), self._end - self._at))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
