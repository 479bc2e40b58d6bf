"""Readings as JSON Lines: one report a line, in the shape of the contract; what is unknown is an explicit null."""

from __future__ import annotations

import msgspec

from onrecord.model import Reading

_encoder = msgspec.json.Encoder()


def line(reading: Reading) -> bytes:
    """One line of UTF-8, ended by a line feed."""
    return _encoder.encode(reading) + b"\n"
