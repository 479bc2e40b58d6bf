"""Feeds, their entries and single pages of the web -> documents. Here it is decided which page is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import NotReadable, TooLarge
from onrecord.intake import sniff
from onrecord.intake.answers import Failure, Fetched
from onrecord.intake.feeds import Entry, Feed, parse_feed
from onrecord.intake.opml import read_opml
from onrecord.model import Document, Hints, Rejected

if TYPE_CHECKING:
    from onrecord.intake.web import Web

NO_HINTS = Hints()
UNCHANGED = "It has not changed since it was fetched last."


def page(web: Web, url: str, hints: Hints = NO_HINTS) -> Iterator[Document | Rejected]:
    """What stands at an address: a page, or a feed with the pages of its entries, or a list of feeds."""
    answer = web.fetch(url)
    if isinstance(answer, Failure):
        yield Rejected(path=url, reason=answer.reason, detail=answer.detail)
    elif isinstance(answer, Fetched):
        kind = sniff.kind_of(answer.content[: sniff.HEAD_BYTES])
        if kind == "feed":
            yield from feed(answer.content, path=url, hints=hints, charset=answer.charset, answer=answer, web=web)
        elif kind == "opml":
            yield from listed(answer.content, path=url, hints=hints, charset=answer.charset, web=web)
        else:
            yield document(answer, path=url, hints=hints)
    else:
        yield Rejected(path=url, reason="unchanged", detail=UNCHANGED)


def document(answer: Fetched, *, path: str, hints: Hints) -> Document | Rejected:
    """A fetched page as a document, whatever the server calls it: bytes tell better."""
    head = answer.content[: sniff.HEAD_BYTES]
    if (other := sniff.not_text(head)) is not None:
        return Rejected(path=path, reason="not_text", detail=f"It is {other}, not a text.")
    html = answer.media not in ("text/plain", None) or sniff.kind_of(head) == "html"
    return Document(
        content=answer.content, media_type="text/html" if html else "text/plain", path=path, charset=answer.charset,
        hints=hints, address=answer.url, fetched=answer.fetched,
    )  # fmt: skip


def listed(
    content: bytes, *, path: str, hints: Hints, charset: str | None = None, web: Web | None
) -> Iterator[Document | Rejected]:
    """The entries of every feed of a list. Without ``web`` the list is named and nothing is fetched."""
    try:
        found = read_opml(content, charset=charset)
    except NotReadable as error:
        yield Rejected(path=path, reason=error.reason, detail=str(error))
        return
    if web is None:
        count = f"{len(found.feeds)} feed{'' if len(found.feeds) == 1 else 's'}"
        detail = f"It is a list of {count}. To have them fetched, name it itself and not its folder."
        yield Rejected(path=path, reason="feed_list", detail=detail)
        return
    for address in found.feeds:
        yield from page(web, address, hints)
    if found.broken:
        yield Rejected(path=path, reason="broken_xml", detail=found.broken)


def feed(
    content: bytes, *, path: str, hints: Hints = NO_HINTS, charset: str | None = None,
    answer: Fetched | None = None, web: Web | None = None, skip: Callable[[str], bool] = lambda key: False,
) -> Iterator[Document | Rejected]:  # fmt: skip
    """The entries of a feed. ``answer`` and ``web``: the feed was fetched, so pages of its entries may be.

    ``skip`` is asked with the key of each entry; those it knows are passed over.
    """
    try:
        found = parse_feed(content, address=answer.url if answer else hints.url, charset=charset)
    except (NotReadable, TooLarge) as error:
        yield Rejected(path=path, reason=error.reason, detail=str(error))
        return
    if not found.entries and not found.broken:
        yield Rejected(path=path, reason="empty", detail="The feed has no entries.")
    for entry in found.entries:
        if not skip(key_of(path, entry)):
            yield _entry(entry, found, path=path, hints=hints, web=web, answer=answer)
    if found.broken:
        yield Rejected(path=path, reason="truncated", detail=found.broken)


def key_of(path: str, entry: Entry) -> str:
    """What a watcher remembers of an entry: another one once the feed says that it was updated."""
    stamp = entry.updated or entry.published
    return f"{path}#{entry.ident}" + (f" {stamp}" if stamp else "")


def _entry(
    entry: Entry, found: Feed, *, path: str, hints: Hints, web: Web | None, answer: Fetched | None
) -> Document | Rejected:
    where, key = f"{path}#{entry.ident}", key_of(path, entry)
    told = _told(entry, found, hints)
    if entry.cut:
        return Rejected(path=where, reason="truncated", detail="The feed breaks off inside this entry.", key=key)
    if entry.html is not None:
        return Document(
            content=wrapped(entry.html).encode("utf-8", "replace"), media_type="text/html", path=where, charset="utf-8",
            hints=told, address=entry.link, fetched=answer.fetched if answer else None, container=path, key=key,
        )  # fmt: skip
    if entry.link is None or web is None:
        only = "This entry holds only a teaser"
        detail = f"{only}. Its page is fetched when the feed is named by its address." if entry.link else (
            f"{only} and names no page.")  # fmt: skip
        return Rejected(path=where, reason="no_full_text", detail=detail, key=key)
    got = web.fetch(entry.link)
    if isinstance(got, Failure):
        return Rejected(path=where, reason=got.reason, detail=got.detail, key=key)
    if not isinstance(got, Fetched):
        return Rejected(path=where, reason="unchanged", detail=UNCHANGED, key=key)
    # what the page says of itself is better than what the feed says of it
    made = document(got, path=where, hints=hints)
    if isinstance(made, Rejected):
        return msgspec.structs.replace(made, key=key)
    return msgspec.structs.replace(made, fallback=told, container=path, key=key)


def wrapped(html: str) -> str:
    """An entry's fragment as a page of its own."""
    return f"<!doctype html><html><head><title></title></head><body><article>{html}</article></body></html>"


def _told(entry: Entry, found: Feed, hints: Hints) -> Hints:
    """What the feed says of an entry; ``hints`` where it is silent. The caller's publisher wins over a feed's title."""
    from onrecord.knowledge import outlets

    known = outlets.by_domain(entry.link) if entry.link else None
    outlet = outlets.lookup(found.title) if found.title else None
    name = entry.publisher or (known.name if known else outlet.name if outlet else found.title)
    return Hints(
        id=hints.id, title=entry.title or hints.title, publisher=hints.publisher or name,
        author=entry.author or hints.author, published=entry.published or hints.published,
        updated=entry.updated if entry.updated != entry.published else hints.updated, language=hints.language,
    )  # fmt: skip
