"""RSS and Atom feeds: what their entries say. All of it is written by strangers and may hold live markup.

``parse_feed`` gives plain strings for titles, names and dates and leaves HTML only in ``Entry.html``, which goes
through page extraction like any page and is never shown.

Read by libxml2 in its forgiving mode, without document types, entities or network. feedparser knows more dialects, but
took 3 ms an entry and 20 s for 300 KB of hostile markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html import unescape
from html.entities import html5
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import NotReadable, TooLarge
from onrecord.intake import addresses
from onrecord.intake.xmltext import unguarded
from onrecord.limits import MAX_ENTRIES, MAX_FEED_BYTES

# A shorter entry is taken for a teaser of its page: the longest teasers run to two paragraphs.
FULL_TEXT_CHARS = 800
ENTRY = re.compile(r"<(?:[A-Za-z_][\w.-]{0,20}:)?(?:item|entry)[\s>]")
ROOT = re.compile(r"<((?:[A-Za-z_][\w.-]{0,20}:)?(?:rss|feed|RDF))[\s>]")
AMPERSAND = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,30});|#([0-9]{1,8}|[xX][0-9a-fA-F]{1,8});)?")
XML_NAMES = frozenset({"lt", "gt", "amp", "quot", "apos"})
MARKUP = re.compile(r"<[A-Za-z/!][^<>]{0,2000}>")
TEASER_END = re.compile(
    r"(?:\[(?:\.\.\.|…)\]|(?:\.\.\.|…)|(?:read more|continue reading|read on|more)\W{0,3})\s*$", re.I
)
MAIL = re.compile(r"(?<![^\s@()])[^\s@()]{1,100}@[^\s@()]{1,100} ?\((?P<name>[^()]{1,100})\)")
ISO = re.compile(r"\d{4}-\d\d-\d\d")
KEEP_CHARS = 2_000
# The vocabularies whose words are read, by their namespace or, where a feed forgets to declare it, by the usual prefix.
# Words of others (media:title, itunes:author) speak of pictures and sound.
OWN = "own"
SPACES = {
    "http://www.w3.org/2005/Atom": OWN, "http://purl.org/atom/ns#": OWN, "http://purl.org/rss/1.0/": OWN,
    "http://my.netscape.com/rdf/simple/0.9/": OWN, "http://backend.userland.com/rss2": OWN, "": OWN, "atom": OWN,
    "http://purl.org/dc/elements/1.1/": "dc", "dc": "dc", "http://purl.org/dc/terms/": "dcterms", "dcterms": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content", "content": "content",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner", "feedburner": "feedburner",
}  # fmt: skip


class Entry(Struct, frozen=True, kw_only=True):
    """One entry: plain strings, but for ``html``."""

    ident: str
    """Its address, else its id: what tells it from the other entries of its feed."""
    link: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    publisher: str | None = None
    """Only where the entry says that it comes from elsewhere."""
    html: str | None = None
    """Its text, if that is the whole report."""
    cut: bool = False
    """The feed breaks off inside it."""


class Feed(Struct, frozen=True, kw_only=True):
    """A feed: its own name, its entries in order, and why it was not read to its end, if so."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]
    broken: str | None = None


def parse_feed(content: bytes, *, address: str | None = None, charset: str | None = None) -> Feed:
    """The feed in ``content``. ``address``: where it was found; relative links rest on it.

    Raises ``NotReadable`` (``broken_feed``, ``unsafe_xml``) or ``TooLarge``.
    """
    if len(content) > MAX_FEED_BYTES:
        raise TooLarge(f"It is over {MAX_FEED_BYTES // 2**20} MB, which no feed is.", reason="too_large")
    text = AMPERSAND.sub(_entity, unguarded(content, charset=charset))
    root = ROOT.match(text)
    tree = _tree(text) if root else None
    if root is None or tree is None:
        raise NotReadable("It is no RSS or Atom feed.", reason="broken_feed")
    told = _told(tree)
    for child in tree:
        if _name(child) == (OWN, "channel"):
            told = _told(child) | told
    base = address or _link(told, None)
    items = [node for node in tree.iter() if _name(node) in ((OWN, "item"), (OWN, "entry"))]
    unique: dict[str, Entry] = {}
    for item in items[:MAX_ENTRIES]:
        _named(_entry(_told(item), base), unique)
    broken = None
    if len(items) > MAX_ENTRIES:
        broken = f"It has {len(items)} entries; the first {MAX_ENTRIES} were read."
    elif f"</{root[1]}" not in text[-KEEP_CHARS:]:
        broken = "The feed breaks off; what stands before was read."
        if items and unique:
            last = list(unique)[-1]
            unique[last] = replace(unique[last], cut=True)
    elif (named := sum(1 for _ in ENTRY.finditer(_blanked(text)))) > len(items):
        broken = f"It is broken: of its {named} entries {len(items)} could be read."
    return Feed(title=_plain(told, "title"), language=_plain(told, "language"), entries=tuple(unique.values()),
                broken=broken)  # fmt: skip


def _named(entry: Entry, others: dict[str, Entry]) -> None:
    """Adds an entry under its name; another that bears it already leaves it a number. The same entry twice is one."""
    name, number = entry.ident, 1
    while others.get(entry.ident, entry) != entry:
        number += 1
        entry = replace(entry, ident=f"{name} ({number})")
    others[entry.ident] = entry


def _tree(text: str) -> Any | None:
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _entity(found: re.Match[str]) -> str:
    """Entities of HTML as the characters they stand for (XML knows five, feeds use all); a bare ampersand as
    itself; numbers that are no characters as nothing, for libxml2 passes them on and nobody can decode them."""
    if found[2] is not None:
        number = int(found[2][1:], 16) if found[2][0] in "xX" else int(found[2])
        return found[0] if number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or (
            0x10000 <= number < 0x110000) else ""  # fmt: skip
    if found[1] is None:
        return "&amp;"
    return found[0] if found[1] in XML_NAMES else html5.get(found[1] + ";", "&amp;" + found[0][1:])


def _blanked(text: str) -> str:
    """The text without CDATA sections and comments, whose markup is text to XML."""
    parts = []
    at = 0
    for opening in re.finditer(r"<!\[CDATA\[|<!--", text):
        start = opening.start()
        if start < at:
            continue
        closing = "]]>" if opening[0] == "<![CDATA[" else "-->"
        end = text.find(closing, start)
        parts.append(text[at:start])
        at = len(text) if end < 0 else end + 3
    parts.append(text[at:])
    return " ".join(parts)


# -------------------------------------------------------------------- elements

Told = dict[tuple[str, str], list[Any]]


def _name(element: Any) -> tuple[str, str]:
    """Vocabulary and name of an element: (``own``, ``title``)."""
    tag = element.tag
    if not isinstance(tag, str):
        return ("", "")
    space, _, local = tag[1:].rpartition("}") if tag[0] == "{" else tag.rpartition(":")
    return SPACES.get(space, space), local


def _told(element: Any) -> Told:
    """The children of an element by vocabulary and name."""
    found: Told = {}
    for child in element:
        found.setdefault(_name(child), []).append(child)
    return found


def _texts(told: Told, *names: tuple[str, str] | str) -> Iterator[str]:
    """The texts of the children called so, in the order of names."""
    for name in names:
        for child in told.get((OWN, name) if isinstance(name, str) else name, []):
            text = "".join(child.itertext()).strip()
            if text:
                yield text


def _plain(told: Told, *names: tuple[str, str] | str) -> str | None:
    return next((text for raw in _texts(told, *names) if (text := plain(raw))), None)


def _entry(told: Told, base: str | None) -> Entry:
    link = _link(told, base)
    bodies = [*_bodies(told, ("content", "encoded"), (OWN, "content"), (OWN, "description"), (OWN, "summary"))]
    ident = link or _plain(told, "guid", "id", "title") or "entry"
    source = next((child for child in told.get((OWN, "source"), [])), None)
    return Entry(
        ident=ident[:KEEP_CHARS], link=link, title=_plain(told, "title", ("dc", "title")), author=_author(told),
        published=_moment(told, "pubDate", "published", "issued", ("dc", "date"), ("dcterms", "issued")),
        updated=_moment(told, "updated", "modified", ("dcterms", "modified")),
        publisher=None if source is None else _plain(_told(source), "title") or plain(source.text),
        html=next((body for body in bodies if is_whole(body)), None),
    )  # fmt: skip


def _bodies(told: Told, *names: tuple[str, str]) -> Iterator[str]:
    """Texts of an entry as HTML."""
    from lxml import etree

    for name in names:
        for child in told.get(name, []):
            kind = (child.get("type") or "html").lower()
            if kind == "xhtml" or len(child):
                yield "".join(etree.tostring(part, encoding="unicode", method="html") for part in child)
            elif child.text and kind in ("html", "text/html"):
                yield child.text
            elif child.text and kind in ("text", "text/plain"):
                yield child.text.replace("&", "&amp;").replace("<", "&lt;")


def _link(told: Told, base: str | None) -> str | None:
    """The entry's page, only if it is an address of the public web as written."""
    values = [*_texts(told, ("feedburner", "origLink"))]
    for child in told.get((OWN, "link"), []):
        if child.get("href") and (child.get("rel") or "alternate") == "alternate":
            values.append(child.get("href"))
        elif child.text and not child.get("href"):
            values.append(child.text)
    # RSS calls every id an address that does not say otherwise
    values += [text for text in _texts(told, "guid", "id") if addresses.is_address(text)]
    for value in values:
        try:
            return addresses.parse(unescape(value), base=base).url
        except NotReadable:
            continue
    return None


def _author(told: Told) -> str | None:
    """Names of the authors. RSS asks for mail addresses: those are left out."""
    names = [name for child in told.get((OWN, "author"), []) for name in _texts(_told(child), "name")]
    names = names or [*_texts(told, ("dc", "creator"), "author")]
    found = []
    for name in names[:20]:
        mail = MAIL.search(name[:300])
        text = plain(mail["name"] if mail else name)
        if text and "@" not in text and not addresses.is_address(text):
            found.append(text)
    return ", ".join(dict.fromkeys(found)) or None


def is_whole(html: str) -> bool:
    """Whether the text of an entry is long enough to be its report, and does not end like a teaser."""
    text = plain(html, limit=len(html)) or ""
    return len(text) >= FULL_TEXT_CHARS and not TEASER_END.search(text[-60:])


def plain(value: Any, *, limit: int = KEEP_CHARS) -> str | None:
    """One line of a text that may hold markup, even markup that was escaped twice; ``None`` where nothing is left."""
    if not isinstance(value, str):
        return None
    text = value[: 4 * limit]
    for _ in range(2):
        text = unescape(MARKUP.sub(" ", text))
    return " ".join(MARKUP.sub(" ", text).split())[:limit] or None


def _moment(told: Told, *names: tuple[str, str] | str) -> str | None:
    """ISO 8601 with the zone the feed wrote, for that decides the day; else as written, for the report to read."""
    for raw in _texts(told, *names):
        text = plain(raw, limit=80)
        if text is None:
            continue
        if ISO.match(text):
            return text
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return text
        return moment.isoformat() if moment.tzinfo is not None else text
    return None
