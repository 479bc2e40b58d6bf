"""gzip and Zstandard streams, unpacked piece by piece: checksums checked, bombs refused, damage raised and not passed
over.

The standard readers stop in silence at the end of a cut Zstandard stream and know no limit of expansion; these do.
"""

from __future__ import annotations

import zlib
from io import BufferedReader, RawIOBase
from typing import IO, Any

from onrecord.errors import NotReadable, TooLarge
from onrecord.limits import MAX_EXPANSION, MAX_INPUT_BYTES

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
# 0x184D2A50 to 0x184D2A5F, little-endian: frames that decoders skip (RFC 8878, 3.1.2).
SKIPPABLE = frozenset(bytes([n, 0x2A, 0x4D, 0x18]) for n in range(0x50, 0x60))
PIECE = 64 * 1024
# A block of four bytes can stand for 128 KB in Zstandard, so little goes in at once.
ZSTD_PIECE = 256
# Zstandard packs at most 128 KB into a block and gives nothing out before a block is whole.
BLOCK = 130 * 1024
# One report's worth is free: short texts of few words pack very well.
FREE = 2 * MAX_INPUT_BYTES


class Budget:
    """What may come out of one packed input, by how much went in at its outermost layer."""

    def __init__(self) -> None:
        self.taken = 0
        self.given = 0

    def take(self, count: int) -> None:
        """Notes bytes read from the outermost layer."""
        self.taken += count

    def give(self, count: int) -> None:
        """Notes bytes unpacked. Raises ``TooLarge`` (reason ``bomb``) where they are out of all proportion."""
        self.given += count
        if self.given > FREE + MAX_EXPANSION * self.taken:
            raise TooLarge(f"It grows more than {MAX_EXPANSION} times when unpacked.", reason="bomb")


class Codec:
    """One member (gzip) or frame (Zstandard) at a time: ``feed`` bytes until ``done``; ``rest`` is what follows it."""

    def __init__(self, magic: bytes, dictionary: bytes | None = None) -> None:
        self._gzip = magic[:2] == GZIP
        self._dictionary = dictionary
        self._object: Any = None
        self._left = b""

    @property
    def running(self) -> bool:
        """Whether a member has begun and not ended."""
        return self._object is not None

    def feed(self, data: bytes) -> tuple[bytes, bytes | None]:
        """What ``data`` unpacks to, at most some MB, and, once the member ends, the bytes after it.

        Call again with ``b""`` while ``hungry`` is false. Raises ``zlib.error`` or ``zstandard.ZstdError``.
        """
        if self._object is None:
            self._object = zlib.decompressobj(31) if self._gzip else _zstd_object(self._dictionary)
        data = self._left + data
        if self._gzip:
            out = self._object.decompress(data, 8 * PIECE)
            self._left = self._object.unconsumed_tail
        else:
            out = self._object.decompress(data[:ZSTD_PIECE])
            self._left = b"" if self._object.eof else data[ZSTD_PIECE:]
            data = data[ZSTD_PIECE:]
        if not self._object.eof:
            return out, None
        rest = self._object.unused_data + (b"" if self._gzip else data)
        self._object, self._left = None, b""
        return out, rest

    @property
    def hungry(self) -> bool:
        """Whether more input is needed before more can come out."""
        return not self._left


def _zstd_object(dictionary: bytes | None) -> Any:
    import zstandard

    words = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    return zstandard.ZstdDecompressor(dict_data=words, max_window_size=2**27).decompressobj()


def faults() -> tuple[type[Exception], ...]:
    """What the codecs raise on damage."""
    import zstandard

    return (zlib.error, zstandard.ZstdError)


def is_packed(head: bytes) -> bool:
    """Whether bytes begin a gzip or Zstandard stream."""
    return head[:2] == GZIP or head[:4] == ZSTD or head[:4] in SKIPPABLE


def begins(data: bytes, dictionary: bytes | None = None) -> bytes:
    """The first bytes that ``data``, which may be cut, unpacks to; none where it is no packed stream."""
    if not is_packed(data):
        return b""
    codec = Codec(data, dictionary)
    try:
        out, rest = codec.feed(data)
        while not out and rest is None and not codec.hungry:
            out, rest = codec.feed(b"")
    except faults():
        return b""
    return out


class Unpacked(RawIOBase):
    """The unpacked bytes of a stream of members. Raises ``NotReadable`` (``truncated``, ``damaged``) where they end or
    break, after all that came before was given; ``TooLarge`` (``bomb``) for bombs."""

    def __init__(self, source: IO[bytes], magic: bytes, *, budget: Budget, outermost: bool) -> None:
        super().__init__()
        self._source, self._magic, self._budget, self._outermost = source, magic, budget, outermost
        self._codec = Codec(magic)
        self._input = b""
        self._out = bytearray()
        self._problem: Exception | None = None
        self._over = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills ``buffer`` with some unpacked bytes; 0 at the end."""
        while not self._out and not self._over:
            if self._problem is not None:
                raise self._problem
            try:
                self._step()
            except faults():
                self._problem = NotReadable(DAMAGED, reason="truncated")
            except (NotReadable, TooLarge) as error:
                self._problem = error
        count = min(len(buffer), len(self._out))
        buffer[:count] = self._out[:count]
        del self._out[:count]
        return count

    def _step(self) -> None:
        if not self._input and self._codec.hungry:
            self._input = self._source.read(PIECE) or b""
            if self._outermost:
                self._budget.take(len(self._input))
            if not self._input:
                if self._codec.running:
                    raise NotReadable(DAMAGED, reason="truncated")
                self._over = True
                return
        if not self._codec.running and not self._begins():
            return
        out, rest = self._codec.feed(self._input)
        self._input = rest or b""
        self._out += out
        self._budget.give(len(out))

    def _begins(self) -> bool:
        """Whether a member begins here. Zeros between members are padding; anything else is damage."""
        self._input = self._input.lstrip(b"\0")
        if not self._input:
            return False
        if len(self._input) < 4:
            self._input += self._source.read(PIECE) or b""
        head = self._input[:4]
        if not is_packed(head) or (head[:2] == GZIP) != (self._magic[:2] == GZIP):
            raise NotReadable(DAMAGED, reason="truncated")
        return True


DAMAGED = "It is a damaged packed file; what came before was read."


def layer(stream: IO[bytes], head: bytes, *, budget: Budget, outermost: bool) -> BufferedReader:
    """The stream without its outer packing, of which ``head`` holds the first bytes."""
    return BufferedReader(Unpacked(stream, head, budget=budget, outermost=outermost), PIECE)
