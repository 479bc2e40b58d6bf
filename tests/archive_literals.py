"""Archives made for tests: records with digests, packed in every way crawlers pack them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zipfile
from io import BytesIO

import zstandard

TOWNS = "Gondar Beni Mopti Herat Davao Cúcuta Sumy Aden Tawila Akyab".split()


def page(n: int) -> str:
    """A page of its own: short, but not so short that it packs to nothing."""
    town = TOWNS[n % len(TOWNS)]
    text = "".join(
        f"<p>Police in {town} arrested {n * 7 + k} people on Thursday during march number {hash_of(n, k)}, "
        f"a spokeswoman for district {hash_of(k, n)} said.</p>"
        for k in range(4)
    )
    return f"<!doctype html><html><head><title>{town} {n}</title></head><body>{text}</body></html>"


def hash_of(*parts: int) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def digest(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(
    kind: str, block: bytes, *, uri: str = "", media: str = "application/http; msgtype=response", n: int = 0,
    digests: bool = True, payload: bytes | None = None, **more: str,
) -> bytes:  # fmt: skip
    head = {
        "WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{n:012d}>",
        "WARC-Date": f"2025-11-{n % 28 + 1:02d}T08:00:00Z", "Content-Type": media,
    }  # fmt: skip
    if uri:
        head["WARC-Target-URI"] = uri
    if digests:
        head["WARC-Block-Digest"] = digest(block)
    if payload is not None:
        head["WARC-Payload-Digest"] = digest(payload)
    head |= {name.replace("_", "-"): value for name, value in more.items()}
    head.setdefault("Content-Length", str(len(block)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def response(
    n: int, body: bytes | None = None, *, status: str = "200 OK", media: str = "text/html; charset=utf-8",
    headers: str = "", **more: object,
) -> bytes:  # fmt: skip
    body = page(n).encode() if body is None else body
    block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + body
    return record("response", block, uri=url(n), n=n, payload=body, **more)  # type: ignore[arg-type]


def url(n: int) -> str:
    return f"https://courier.example/{n}"


def crawl(count: int = 6, *, digests: bool = True) -> list[bytes]:
    """A crawl: its description, then for each page the request, the page, and now and then a picture."""
    made = [record("warcinfo", b"software: test\r\n", media="application/warc-fields", digests=digests)]
    for n in range(count):
        request = f"GET /{n} HTTP/1.1\r\nHost: courier.example\r\n\r\n".encode()
        made.append(
            record("request", request, uri=url(n), media="application/http; msgtype=request", n=n, digests=digests)
        )
        made.append(response(n, digests=digests))
        if n % 3 == 0:
            made.append(response(n + 500, b"\x89PNG\r\n\x1a\n" + bytes(40), media="image/png", digests=digests))
    return made


def packed(records: list[bytes]) -> bytes:
    """As crawlers write: each record a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def zst(records: list[bytes]) -> bytes:
    compressor = zstandard.ZstdCompressor(write_checksum=True)
    return b"".join(compressor.compress(one) for one in records)


def wacz(files: dict[str, bytes], *, package: bool = True, method: int = zipfile.ZIP_STORED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
        if package:
            listed = [{"path": n, "hash": "sha256:" + hashlib.sha256(c).hexdigest()} for n, c in files.items()]
            archive.writestr(
                zipfile.ZipInfo("datapackage.json"), json.dumps({"profile": "data-package", "resources": listed})
            )
    return out.getvalue()


FORMS = {
    "plain.warc": lambda records: b"".join(records),
    "crawl.warc.gz": packed,
    "whole.warc.gz": lambda records: gzip.compress(b"".join(records), mtime=0),
    "crawl.warc.zst": zst,
    "crawl.wacz": lambda records: wacz(
        {"archive/data.warc.gz": packed(records), "indexes/index.cdx.gz": gzip.compress(b"x", mtime=0)}
    ),
}
