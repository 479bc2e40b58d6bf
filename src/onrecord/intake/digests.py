"""Digests that WARC records carry: ``WARC-Block-Digest`` of the whole block, ``WARC-Payload-Digest`` of the page."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from onrecord.errors import NotReadable, TooLarge
from onrecord.intake.codings import expand, unchunk

BLOCK = re.compile(rb"^WARC-Block-Digest:[ \t]*([A-Za-z0-9-]{2,10}):([A-Za-z0-9+/=_-]{16,200})[ \t]*\r?$", re.I | re.M)
PAYLOAD = re.compile(
    rb"^WARC-Payload-Digest:[ \t]*([A-Za-z0-9-]{2,10}):([A-Za-z0-9+/=_-]{16,200})[ \t]*\r?$", re.I | re.M
)
CHUNKED = re.compile(rb"^transfer-encoding:[ \t]*chunked", re.I | re.M)
CODED = re.compile(rb"^content-encoding:[ \t]*([A-Za-z-]{2,20})[ \t]*\r?$", re.I | re.M)
HASHES = {"sha1": "sha1", "sha256": "sha256", "sha512": "sha512", "md5": "md5", "sha384": "sha384"}


def verified(header: bytes, block: bytes) -> bool | None:
    """Whether the digests of a record's header fit its block; ``None`` where there is none that can be checked.

    The block's digest decides; without one, the payload's, which tools take of the payload as it was sent, without
    chunks, or unpacked.
    """
    if (told := BLOCK.search(header)) is not None and (fits := _fits(told, block)) is not None:
        return fits
    told = PAYLOAD.search(header)
    if told is None or b"WARC-Truncated" in header or re.search(rb"^WARC-Type:[ \t]*revisit", header, re.I | re.M):
        return None
    head, border, payload = block.partition(b"\r\n\r\n")
    if not border or not block.startswith(b"HTTP/"):
        return _fits(told, block)
    fits = _fits(told, payload)
    try:
        if fits is False and CHUNKED.search(head):
            payload = unchunk(payload)
            fits = _fits(told, payload)
        if fits is False and (packed := CODED.search(head)):
            fits = _fits(told, expand(payload, packed[1].decode("ascii", "replace")))
    except (NotReadable, TooLarge):
        return False
    return fits


def _fits(told: re.Match[bytes], data: bytes) -> bool | None:
    name = HASHES.get(told[1].decode("ascii").lower().replace("-", ""))
    if name is None:
        return None
    digest = hashlib.new(name, data, usedforsecurity=False).digest()
    value = told[2]
    spellings = {base64.b32encode(digest).rstrip(b"="), binascii.hexlify(digest), base64.b64encode(digest).rstrip(b"="),
                 base64.urlsafe_b64encode(digest).rstrip(b"=")}  # fmt: skip
    plain = value.rstrip(b"=")
    return plain in spellings or plain.upper() in spellings or plain.lower() in spellings
