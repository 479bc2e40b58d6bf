"""WARC and WACZ archives -> documents: the pages that a crawler kept, with their address and the time of the crawl.

Pages are records of type response (status 200), resource and conversion whose content is HTML or plain text. Other
records (requests, metadata, pictures, scripts, redirects, errors, repeats) hold no report and are passed over; whatever
is damaged is named with its offset.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from msgspec import Struct

from onrecord.errors import NotReadable, TooLarge
from onrecord.intake import codings, frames, sniff
from onrecord.intake.passed import Note, Passed, unheard
from onrecord.intake.web_headers import content_type
from onrecord.model import Document, Hints, Noted, Rejected

READ = frozenset({"response", "resource", "conversion"})
PASSED = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})
MEDIA = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
# Types that are no reports. A type of none of these families, or another text, is no known one and is named: a damaged
# letter must not make a page vanish.
FAMILIES = ("image/", "audio/", "video/", "font/", "application/", "model/", "multipart/", "message/", "chemical/")
OTHER_TEXTS = frozenset(
    "text/css text/javascript text/ecmascript text/xml text/csv text/calendar text/vtt text/markdown text/vcard "
    "text/x-component text/tab-separated-values text/x-json text/json text/x-js text/x-opml text/rtf text/x-cdxj "
    "text/dns text/x-c text/x-java text/x-python text/cache-manifest text/event-stream text/turtle".split()
)
OTHER_SCHEMES = ("dns:", "ftp:", "ftps:", "whois:", "urn:", "about:", "data:", "mailto:", "metadata:", "filedesc:")
# Plain text that sites serve for machines.
FOR_MACHINES = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt", "/llms.txt")


class _Page(Struct, frozen=True):
    """What a record says of its page."""

    uri: str
    fetched: str | None
    media: str | None
    charset: str | None
    content: bytes
    codings: str | None = None
    chunked: bool = False


def read(
    stream: IO[bytes], path: str, hints: Hints, *, salvage: bool = False, note: Note = unheard
) -> Iterator[Document | Rejected]:
    """The pages of a seekable archive; paths are ``ARCHIVE@OFFSET``. ``salvage``: see ``frames.records``.

    ``note`` is told at the end how many records held no page, by what they are.
    """
    passed = Passed()
    try:
        yield from _pages(stream, path, hints, salvage=salvage, passed=passed)
    finally:
        if passed.count:
            detail = f"Passed over were {passed.count:,} records that hold no page: {passed.told()}."
            note(Noted(path=path, detail=detail))


def _pages(
    stream: IO[bytes], path: str, hints: Hints, *, salvage: bool, passed: Passed
) -> Iterator[Document | Rejected]:
    for item in frames.records(stream, salvage=salvage):
        where = f"{path}@{item.offset}"
        if isinstance(item, frames.Damage):
            yield Rejected(path=where, reason=item.reason, detail=item.detail)
            continue
        try:
            found = _document(item, where, path, hints)
        except (NotReadable, TooLarge) as error:
            found = Rejected(path=where, reason=error.reason, detail=str(error))
        if isinstance(found, str):
            passed.over(found)
        else:
            yield found


def _document(item: frames.Framed, where: str, path: str, hints: Hints) -> Document | Rejected | str:
    """The page of a record, why it is not read, or what a record is that holds none."""
    kind, record = _record(item)
    if kind in PASSED:
        return kind
    if kind not in READ:
        raise NotReadable("This record is of a type that WARC does not know.", reason="damaged")
    page = _page(record, item, kind)
    if isinstance(page, str):
        return page
    if page.uri.split("?")[0].endswith(FOR_MACHINES):
        return "text for machines"
    media = MEDIA.get(page.media or "")
    if item.block is None:
        if media is not None:
            raise TooLarge("This page is over 20 MB, which no news report is.", reason="too_large")
        return _type(page.media)
    if media is None and page.media not in (None, "application/octet-stream"):
        if page.media.startswith(FAMILIES) or page.media in OTHER_TEXTS:
            return _type(page.media)
        detail = f"It is of the type {page.media[:60]}, which is not known."
        return Rejected(path=where, reason="content_type", detail=detail)
    content = _content(page)
    head = content[: sniff.HEAD_BYTES]
    if media is None and (sniff.not_text(head) or sniff.kind_of(head) != "html"):
        return _type(page.media)
    if not content.strip():
        return Rejected(path=where, reason="empty", detail="This page is empty.")
    if (other := sniff.not_text(head)) is not None:
        return Rejected(path=where, reason="not_text", detail=f"It is {other}, not a text.")
    return Document(
        content=content, media_type="text/plain" if media == "text/plain" else "text/html", path=where,
        charset=page.charset, hints=hints, address=page.uri, fetched=page.fetched, container=path,
    )  # fmt: skip


def _type(media: str | None) -> str:
    """What a record holds, in a word: pictures go together, texts and programs by their kind."""
    family, _, kind = (media or "").partition("/")
    return family if family in ("image", "audio", "video", "font") else kind[:40] or "of no type"


def _record(item: frames.Framed) -> tuple[str, Any]:
    """The type of a record and the record as FastWARC reads it."""
    from fastwarc.warc import WarcRecord

    block = item.begins if item.block is None else item.block
    header = frames.LENGTH.sub(b"Content-Length: %d\r" % len(block), item.header, count=1)
    try:
        record = WarcRecord.from_bytes(header.replace(b"\r\r", b"\r") + block + b"\r\n\r\n")
    except (OSError, ValueError, RuntimeError):
        raise NotReadable("The header of this record is damaged.", reason="damaged") from None
    return (_told(record.headers, "WARC-Type") or "").strip().lower(), record


def _page(record: Any, item: frames.Framed, kind: str) -> _Page | str:
    uri = (_told(record.headers, "WARC-Target-URI") or "").strip().strip("<>")
    if not uri:
        raise NotReadable("This record does not say whose page it is.", reason="damaged")
    fetched = _moment(_told(record.headers, "WARC-Date"))
    if kind != "response":
        if uri.startswith(OTHER_SCHEMES):  # what a crawler files of itself: wget its log, as plain text
            return uri.split(":", 1)[0]
        media, charset = content_type(_told(record.headers, "Content-Type"))
        return _Page(uri, fetched, media, charset, record.reader.read())
    block = item.begins if item.block is None else item.block
    if uri.startswith(OTHER_SCHEMES) and not block.startswith(b"HTTP/"):
        return uri.split(":", 1)[0]
    if not block.startswith(b"HTTP/") or not uri.lower().startswith(("http://", "https://")):
        raise NotReadable("This record holds no answer of a server.", reason="damaged")
    try:
        record.parse_http(auto_decode="none")
        headers = record.http_headers
        status = headers.status_code if headers is not None else None
    except (OSError, ValueError, RuntimeError):
        headers = status = None
    if headers is None or status is None:
        raise NotReadable("The answer of the server in this record is damaged.", reason="damaged")
    if status != 200:
        return f"with status {status}"
    media, charset = content_type(_told(headers, "Content-Type"))
    return _Page(
        uri, fetched, media, charset, record.reader.read(), _told(headers, "Content-Encoding"),
        "chunked" in (_told(headers, "Transfer-Encoding") or "").lower(),
    )  # fmt: skip


def _content(page: _Page) -> bytes:
    """The page without its transfer and content codings. Many crawlers take these off and leave the headers."""
    content = codings.unchunk(page.content) if page.chunked else page.content
    if page.codings and content.lstrip()[:1] != b"<":
        content = codings.expand(content, page.codings)
    return content


def _told(headers: Any, name: str) -> str | None:
    """A header by name, whatever its case."""
    value = headers.get(name)
    return str(value) if value is not None else None


def _moment(value: str | None) -> str | None:
    """ISO 8601 of a ``WARC-Date``, ``None`` for what is none."""
    try:
        return datetime.fromisoformat((value or "").strip()).isoformat(timespec="seconds")
    except ValueError:
        return None
