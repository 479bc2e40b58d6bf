"""The records of a WARC file, each at its offset, with every byte accounted for.

The readers at hand skip what they cannot read: one dropped 8,980 of 20,000 bytes of a cut file and two of five records
after one flipped byte, without a word. So records are framed here: a record must end where its length says and be
followed by the next; a packed member must pass its checksum; whatever fits nowhere is a ``Damage`` with its place, and
reading goes on at the next record that can be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO

from msgspec import Struct

from onrecord.errors import NotReadable, TooLarge
from onrecord.intake import digests
from onrecord.intake.unpack import BLOCK, GZIP, SKIPPABLE, ZSTD, Budget, Codec, begins, faults, is_packed
from onrecord.limits import MAX_INPUT_BYTES

MAX_HEADER = 64 * 1024
PIECE = 64 * 1024
SEARCH = 1024 * 1024
# So many broken places in one file are no accident: the rest is named and left.
MAX_DAMAGES = 1_000
START = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
BORDER = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n[A-Za-z][A-Za-z-]{2,40}:")
HEADER_END = re.compile(rb"\r\n\r\n|\n\n")
LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
# What may follow a record: two line ends and the next record, or the end of the file, perhaps cut inside the line ends.
FOLLOWS = re.compile(rb"(?:\r\n\r\n|\n\n)[\r\n]{0,8}(?:WARC/|$)|\r?\n?\r?\n?$")
MAGICS = {GZIP: re.compile(rb"\x1f\x8b\x08"), ZSTD: re.compile(re.escape(ZSTD))}
DICTIONARY = b"\x5d\x2a\x4d\x18"


class Framed(Struct, frozen=True, kw_only=True):
    """One whole record."""

    offset: str
    """Where it begins: the byte of the file, for a record inside a member ``MEMBER+BYTE``."""
    header: bytes
    block: bytes | None
    """``None`` where it is over the limit of one report; then ``begins`` holds how it begins."""
    begins: bytes = b""


class Damage(Struct, frozen=True, kw_only=True):
    """A part of the file that holds no readable record."""

    offset: str
    reason: str
    detail: str


def records(stream: IO[bytes], *, salvage: bool = False) -> Iterator[Framed | Damage]:
    """All records of a seekable file, packed or not. ``salvage``: records stand among other bytes, as in a broken zip
    file; these are passed over and only broken records are named."""
    size = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(4)
    damages = 0
    for item in _packed(stream, size, salvage=salvage) if salvage or is_packed(head) else _plain(stream, size):
        yield item
        damages += isinstance(item, Damage)
        if damages > MAX_DAMAGES:
            detail = f"It is damaged in more than {MAX_DAMAGES} places; it was not read on."
            yield Damage(offset=item.offset, reason="damaged", detail=detail)
            return


# -------------------------------------------------------------------- unpacked records


def _plain(stream: IO[bytes], size: int, *, prefix: str = "", strict: bool = False) -> Iterator[Framed | Damage]:
    """Records one after the other. ``strict``: the bytes come from a broken member; only a digest vouches for them."""
    at = 0
    while (at := _skip_line_ends(stream, at)) < size:
        stream.seek(at)
        head = stream.read(MAX_HEADER)
        where = f"{prefix}{at}" if not prefix or at else prefix[:-1]
        shape = _shape(head)
        problem = "There is no record here"
        cut = False
        if shape is not None:
            body, length = shape
            end = at + body + length
            if end > size:
                problem, cut = "The record breaks off", True
            else:
                framed = _framed(stream, where, head[:body], at + body, length)
                stream.seek(end)
                fits = FOLLOWS.match(stream.read(24)) is not None
                vouched = digests.verified(framed.header, framed.block) if framed.block is not None else None
                if fits and not strict and vouched is not False:
                    yield framed
                    at = end
                    continue
                if vouched:
                    yield framed
                    at = end
                    continue
                problem = "The record is damaged: its digest does not fit" if fits else "The record is damaged"
                if fits and not strict:  # its borders are right, so the next record is where it should be
                    yield Damage(offset=where, reason="damaged", detail=problem + ".")
                    at = end
                    continue
        after = _next_record(stream, at + 1, size)
        detail = f"{problem}; {after - at} bytes could not be read."
        yield Damage(offset=where, reason="truncated" if cut and after == size else "damaged", detail=detail)
        at = after


def _skip_line_ends(stream: IO[bytes], at: int) -> int:
    stream.seek(at)
    while piece := stream.read(PIECE):
        rest = piece.lstrip(b"\r\n")
        at += len(piece) - len(rest)
        if rest:
            break
    return at


def _shape(head: bytes) -> tuple[int, int] | None:
    """Lengths of a record's header and of its block, ``None`` where no record begins."""
    if START.match(head) is None:
        return None
    end = HEADER_END.search(head)
    if end is None:
        return None
    lengths = LENGTH.findall(head, 0, end.end())
    return (end.end(), int(lengths[0])) if len(lengths) == 1 else None


def _framed(stream: IO[bytes], where: str, header: bytes, start: int, length: int) -> Framed:
    stream.seek(start)
    if length > MAX_INPUT_BYTES:
        return Framed(offset=where, header=header, block=None, begins=stream.read(MAX_HEADER))
    return Framed(offset=where, header=header, block=stream.read(length))


def _next_record(stream: IO[bytes], start: int, size: int) -> int:
    """Where the next record may begin, at or after ``start``; ``size`` where none does."""
    while start < size:
        stream.seek(start)
        window = stream.read(SEARCH + 80)
        found = BORDER.search(window)
        if found and found.start() < SEARCH:
            return start + found.start()
        start += SEARCH
    return size


# -------------------------------------------------------------------- packed members


def _packed(stream: IO[bytes], size: int, *, salvage: bool) -> Iterator[Framed | Damage]:
    """Records in members (gzip) or frames (Zstandard), of which each holds one record or more."""
    stream.seek(0)
    magic = GZIP if salvage or stream.read(2) == GZIP else ZSTD
    stream.seek(0)
    at, dictionary = _dictionary(stream, size) if magic == ZSTD else (0, None)
    while at < size:
        stream.seek(at)
        head = stream.read(4)
        problem = reason = None
        if is_packed(head) and not (salvage and not _begins_record(stream, at, magic, dictionary)):
            with SpooledTemporaryFile(max_size=MAX_INPUT_BYTES) as member:
                try:
                    end = _unpack(stream, at, member, dictionary)
                except (NotReadable, TooLarge) as error:
                    problem, reason = str(error), error.reason
                for item in _plain(member, member.seek(0, 2), prefix=f"{at}+", strict=problem is not None):
                    if problem is None or isinstance(item, Framed):
                        yield item
            if problem is None:
                at = end
                continue
        elif (padding := _zeros(stream, at)) and not salvage:
            at += padding
            continue
        after = _next_member(stream, at + 1, size, magic, dictionary)
        if problem or not salvage:
            words = problem or "These bytes belong to no record"
            detail = f"{words}; {after - at} bytes could not be read."
            yield Damage(offset=str(at), reason=reason or "damaged", detail=detail)
        at = after


def _unpack(stream: IO[bytes], at: int, member: IO[bytes], dictionary: bytes | None) -> int:
    """Unpacks the member at ``at`` into ``member``; returns where it ends. What came before damage stays there."""
    stream.seek(at)
    head = stream.read(4)
    codec, budget = Codec(head, dictionary), Budget()
    data = head
    try:
        while True:
            if not data and codec.hungry:
                data = stream.read(PIECE)
                if not data:
                    raise NotReadable("The packed record breaks off", reason="truncated")
            budget.take(len(data))
            out, rest = codec.feed(data)
            member.write(out)
            budget.give(len(out))
            if rest is not None:
                return stream.tell() - len(rest)
            data = b""
    except faults():
        raise NotReadable("The packed record is damaged", reason="damaged") from None
    except TooLarge as error:
        raise TooLarge(str(error).rstrip("."), reason=error.reason) from None


def _begins_record(stream: IO[bytes], at: int, magic: bytes, dictionary: bytes | None) -> bool:
    """Whether the packed bytes at ``at`` begin a record."""
    stream.seek(at)
    return begins(stream.read(2048 if magic == GZIP else BLOCK), dictionary).startswith(b"WARC/")


def _next_member(stream: IO[bytes], start: int, size: int, magic: bytes, dictionary: bytes | None) -> int:
    """Where the next member that begins a record begins, at or after ``start``; ``size`` where none does."""
    pattern = MAGICS[magic]
    while start < size:
        stream.seek(start)
        window = stream.read(SEARCH + 4)
        for found in pattern.finditer(window):
            if found.start() < SEARCH and _begins_record(stream, start + found.start(), magic, dictionary):
                return start + found.start()
        start += SEARCH
    return size


def _zeros(stream: IO[bytes], at: int) -> int:
    """How many zero bytes stand at ``at``: padding between members."""
    stream.seek(at)
    piece = stream.read(PIECE)
    return len(piece) - len(piece.lstrip(b"\0"))


def _dictionary(stream: IO[bytes], size: int) -> tuple[int, bytes | None]:
    """Where the records of a Zstandard file begin, and the dictionary that may stand before them in a frame of its own
    (WARC compression with Zstandard, draft of the IIPC)."""
    stream.seek(0)
    head = stream.read(8)
    if head[:4] not in SKIPPABLE or len(head) < 8:
        return 0, None
    length = int.from_bytes(head[4:8], "little")
    if head[:4] != DICTIONARY or not 0 < length <= min(size, MAX_INPUT_BYTES):
        return min(size, 8 + length), None
    data = stream.read(length)
    if data[:4] == ZSTD:
        from onrecord.intake.codings import expand

        try:
            data = expand(data, "zstd")
        except (NotReadable, TooLarge):
            return 8 + length, None
    return 8 + length, data
