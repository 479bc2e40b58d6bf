"""Which streams are archives of web pages, and how they are opened. Asked for every input, so it loads little."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Literal

from onrecord.intake.passed import Note, unheard
from onrecord.intake.unpack import begins
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.model import Document, Hints, Rejected

Archive = Literal["warc", "wacz"]
NAMES: tuple[tuple[str, Archive], ...] = (
    (".warc", "warc"), (".warc.gz", "warc"), (".warc.zst", "warc"), (".wacz", "wacz"),
)  # fmt: skip
ZIP = b"PK\x03\x04"
WARC = b"WARC/"


def kind(head: bytes, name: str) -> Archive | None:
    """Which archive begins with ``head``; its name decides where damage hides what it is."""
    if head.startswith(WARC) or begins(head).startswith(WARC):
        return "warc"
    if head.startswith(ZIP):
        return "wacz"
    return next((found for ending, found in NAMES if name.lower().endswith(ending) and head), None)


@contextmanager
def seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The stream, or a copy of it on disk where one cannot go back in it (standard input, packed archives)."""
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(max_size=MAX_INPUT_BYTES) as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        whole: Any = copy
        yield whole


def read(
    stream: IO[bytes], found: Archive, path: str, hints: Hints, *, note: Note = unheard
) -> Iterator[Document | Rejected]:
    """The pages of an archive."""
    if found == "warc":
        from onrecord.intake import warc

        yield from warc.read(stream, path, hints, note=note)
    else:
        from onrecord.intake import wacz

        yield from wacz.read(stream, path, hints, note=note)
