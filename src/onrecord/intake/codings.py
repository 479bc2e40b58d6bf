"""Content codings of HTTP (gzip, deflate, br, zstd) and chunked transfer, expanded within a limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from onrecord.errors import NotReadable, TooLarge
from onrecord.limits import MAX_INPUT_BYTES

# Small pieces in bound what one call can put out: a zstd or brotli stream may grow a few bytes to megabytes.
PIECE = 256
MAX_CODINGS = 2


def expand(body: bytes, codings: str | None, *, limit: int = MAX_INPUT_BYTES) -> bytes:
    """``body`` without the codings that a ``Content-Encoding`` header lists, the last one taken off first.

    Raises ``TooLarge`` above ``limit`` bytes, ``NotReadable`` (``damaged``, ``coding``) for what cannot be expanded.
    """
    names = [name.strip().lower() for name in (codings or "").split(",")]
    names = [name for name in names if name not in ("", "identity", "none")]
    if len(names) > MAX_CODINGS:
        raise NotReadable("It is packed more than twice.", reason="nested")
    for name in reversed(names):
        expander = EXPANDERS.get(name.removeprefix("x-"))
        if expander is None:
            raise NotReadable(f"It is packed in a way OnRecord does not know: {name[:40]}.", reason="coding")
        body = expander(body, limit)
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    """One gzip member or more; what some servers call gzip and is plain text is taken as it is."""
    if body[:2] != b"\x1f\x8b":
        return body
    out = bytearray()
    while body[:2] == b"\x1f\x8b":
        packed = zlib.decompressobj(31)
        out += _zlib(packed, body, limit - len(out))
        body = packed.unused_data
    return bytes(out)


def _deflate(body: bytes, limit: int) -> bytes:
    """zlib's format, or the raw one that some servers send in its place."""
    if len(body) > 1 and body[0] & 15 == 8 and (body[0] * 256 + body[1]) % 31 == 0:
        return _zlib(zlib.decompressobj(15), body, limit)
    return _zlib(zlib.decompressobj(-15), body, limit)


def _zlib(packed: zlib._Decompress, body: bytes, limit: int) -> bytes:
    try:
        out = packed.decompress(body, limit + 1)
        if len(out) <= limit and not packed.eof:
            out += packed.decompress(packed.unconsumed_tail, max(1, limit + 1 - len(out)))
    except zlib.error:
        raise _damaged() from None
    if len(out) > limit:
        raise _too_large(limit)
    if not packed.eof:
        raise _damaged()
    return out


def _brotli(body: bytes, limit: int) -> bytes:
    try:
        import brotli
    except ImportError:
        raise NotReadable("It is packed with brotli; install brotli to read it.", reason="coding") from None
    packed = brotli.Decompressor()
    try:
        out = _pieces(packed.process, body, limit)
    except brotli.error:
        raise _damaged() from None
    if not packed.is_finished():
        raise _damaged()
    return out


def _zstd(body: bytes, limit: int) -> bytes:
    import zstandard

    try:
        packed = zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()
        out = _pieces(packed.decompress, body, limit, done=lambda: bool(packed.eof))
    except zstandard.ZstdError:
        raise _damaged() from None
    if not packed.eof:
        raise _damaged()
    return out


def _pieces(
    step: Callable[[bytes], bytes], body: bytes, limit: int, *, done: Callable[[], bool] | None = None
) -> bytes:
    out = bytearray()
    for start in range(0, len(body), PIECE):
        if done is not None and done():
            break
        out += step(body[start : start + PIECE])
        if len(out) > limit:
            raise _too_large(limit)
    return bytes(out)


EXPANDERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
}  # fmt: skip


def _damaged() -> NotReadable:
    return NotReadable("Its packed text is damaged.", reason="damaged")


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"It grows over {limit // 2**20} MB when unpacked.", reason="too_large")


def unchunk(body: bytes) -> bytes:
    """The content of a chunked transfer (RFC 9112, 7.1). Raises ``NotReadable`` (``damaged``) where chunks do not fit.

    Crawlers often store the content unchunked and keep the header: what does not begin like a chunk is left as it is.
    """
    head = body[:20].split(b"\r\n", 1)[0].split(b";", 1)[0].strip()
    if not head or not all(c in b"0123456789abcdefABCDEF" for c in head) or len(head) > 8:
        return body
    out = bytearray()
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 1000)
        try:
            size = int(body[at:end].split(b";", 1)[0].strip(), 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0 or end + 2 + size > len(body):
            raise NotReadable("Its chunks do not fit together.", reason="damaged")
        if size == 0:
            return bytes(out)
        out += body[end + 2 : end + 2 + size]
        at = end + 2 + size
        if body[at : at + 2] != b"\r\n":
            raise NotReadable("Its chunks do not fit together.", reason="damaged")
        at += 2
