"""What linking keeps of a report's words, packed for a column of bytes: weights as whole numbers, under Zstandard."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import zstandard

from onrecord.linking.features import ReportFeatures
from onrecord.linking.incremental import Kept

LEVEL = 6
"""A report takes a third of a millisecond; higher levels win 2% and take ten times as long."""
SCALE = 10_000
"""Weights have four decimals."""
SIGNATURE = 1
"""Code of the MessagePack extension that holds a signature."""
FIELDS = tuple(
    f for f in ReportFeatures.__struct_fields__ if f not in ("report", "words", "title_words", "opening", "claims")
)
"""What is packed; the rest stands in the tables, or is read from title and text in no time."""

Packed = tuple[dict[str, Any], tuple[tuple[int, ...], ...]]
"""Fields of ``ReportFeatures`` by name, and ``Kept.groups``."""

_press = zstandard.ZstdCompressor(level=LEVEL)
_widen = zstandard.ZstdDecompressor()


def signature(weights: dict[str, float]) -> bytes:
    """Words and weights in their order: how many, the steps from weight to weight, the words between line ends.

    Raises ``ValueError`` for a weight of more than four decimals.
    """
    whole = [round(value * SCALE) for value in weights.values()]
    if any(n / SCALE != value for n, value in zip(whole, weights.values(), strict=True)):
        raise ValueError("weights of words have at most four decimals")
    found = bytearray()
    _number(found, len(whole))
    for before, n in pairwise((0, *whole)):
        _number(found, 2 * (n - before) if n >= before else 2 * (before - n) - 1)
    return bytes(found) + "\n".join(weights).encode()


def _number(into: bytearray, n: int) -> None:
    """Seven bits a byte, the highest bit where more follow."""
    while n >= 128:
        into.append(n & 127 | 128)
        n >>= 7
    into.append(n)


def weights(packed: bytes) -> dict[str, float]:
    """A signature as it was."""
    numbers: list[int] = []
    at = 0
    while not numbers or len(numbers) <= numbers[0]:
        n = shift = 0
        while packed[at] >= 128:
            n |= (packed[at] & 127) << shift
            shift += 7
            at += 1
        numbers.append(n | packed[at] << shift)
        at += 1
    if not numbers[0]:
        return {}
    value = 0
    found = {}
    for word, step in zip(packed[at:].decode().split("\n"), numbers[1:], strict=True):
        value += -(step + 1) // 2 if step & 1 else step // 2
        found[word] = value / SCALE
    return found


def pack(kept: Kept) -> bytes:
    """The words of a report and how its claims are parted."""
    values = (getattr(kept.report, name) for name in FIELDS)
    packed = [msgspec.msgpack.Ext(SIGNATURE, signature(v)) if isinstance(v, dict) else v for v in values]
    return _press.compress(msgspec.msgpack.encode((packed, kept.groups)))


def unpack(raw: bytes) -> Packed:
    """What was packed. Raises ``msgspec.DecodeError`` for bytes that are none."""
    try:
        values, groups = msgspec.msgpack.decode(_widen.decompress(raw), ext_hook=_extension)
        fields = dict(zip(FIELDS, values, strict=True))
    except (zstandard.ZstdError, ValueError, TypeError, IndexError) as error:
        raise msgspec.DecodeError(str(error)) from error
    fields["towns"] = tuple(fields["towns"])
    return fields, tuple(map(tuple, groups))


def _extension(code: int, data: memoryview) -> object:
    return weights(bytes(data)) if code == SIGNATURE else data


def repacked(raw: bytes) -> bytes:
    """From the first version of the record, which kept everything, claims too, under the names of the fields."""
    try:
        kept = msgspec.msgpack.decode(_widen.decompress(raw), type=Kept)
    except zstandard.ZstdError as error:
        raise msgspec.DecodeError(str(error)) from error
    return pack(kept)
