"""What a page says of its report: JSON-LD, Open Graph, other meta elements, its canonical address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from onrecord.report import clean, stamps
from onrecord.report.publisher import known_outlet, of_address
from onrecord.report.saved import Facts

ARTICLE = frozenset(
    "newsarticle article reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle "
    "reviewnewsarticle blogposting liveblogposting report webpage askpublicnewsarticle".split()
)
MAX_JSON_CHARS = 1_000_000
MAX_NODES = 2_000
META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "headline"),
    "author": ("author", "byl", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
    "published": (
        "article:published_time", "article:published", "datepublished", "og:published_time", "pubdate", "publishdate",
        "dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "date",
    ),
    "updated": ("article:modified_time", "article:modified", "datemodified", "og:updated_time", "lastmod",
                "last-modified", "dcterms.modified"),
    "publisher": ("og:site_name", "article:publisher_name", "dc.publisher", "publisher", "application-name"),
}  # fmt: skip


def read_facts(tree: Any, facts: Facts, *, url: str | None) -> tuple[str | None, str | None]:
    """Fills ``facts``; returns the page's address and the article text its JSON-LD carries, if any."""
    article = next(_articles(tree), {})
    meta = _meta(tree)
    url = url or _address(tree, meta)
    publisher = _names(article.get("publisher")) or next((meta[k] for k in META["publisher"] if meta.get(k)), None)
    known = of_address(url) if publisher is None or "." in publisher else known_outlet(publisher)
    facts.offer("publisher", known or publisher)
    facts.offer("title", _text(article.get("headline")) or _title(tree, meta, publisher))
    author = _names(article.get("author")) or next((meta[k] for k in META["author"] if meta.get(k)), None)
    if author and not author.startswith(("http://", "https://", "@")) and author != publisher:
        facts.offer("author", author.removeprefix("By ").removeprefix("by "))
    for name, keys in (("published", ("datePublished", "dateCreated")), ("updated", ("dateModified",))):
        told = [_text(article.get(key)) for key in keys] + [meta.get(key) for key in META[name]]
        facts.offer(name, next((value for value in told if value and stamps.has_date(value)), None))
    body = article.get("articleBody")
    return url, clean.characters(unescape(body)) if isinstance(body, str) else None


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe an article, the more telling types first."""
    found = [node for script in tree.iter("script") for node in _nodes(script) if _types(node) & ARTICLE]
    return iter(sorted(found, key=lambda node: "webpage" in _types(node)))


def _nodes(script: Any) -> list[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > MAX_JSON_CHARS:
        return []
    try:
        data = json.loads(script.text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):  # JSON-LD of pages is often broken; the page's other words remain
        return []
    nodes: list[dict[str, Any]] = []
    todo = [data]
    while todo and len(nodes) < MAX_NODES:
        item = todo.pop(0)
        if isinstance(item, list):
            todo.extend(item)
        elif isinstance(item, dict):
            nodes.append(item)
            todo.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)
    return nodes


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])}


def _text(value: Any) -> str | None:
    """One clean line of a JSON-LD or meta value."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    return " ".join(clean.characters(unescape(value)).split())[:1000] or None


def _names(value: Any) -> str | None:
    """Names of persons or organisations: a string, an object with a name, or a list of either."""
    items = value if isinstance(value, list) else [value]
    names = [_text(item.get("name") if isinstance(item, dict) else item) for item in items[:20]]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _meta(tree: Any) -> dict[str, str]:
    """Content of meta elements by name or property in lower case, the first of each; ``time`` elements as well."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _text(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), content)
    for element in tree.iter("time"):
        moment, role = element.get("datetime"), (element.get("itemprop") or "").lower()
        if moment and role in ("datepublished", "datemodified"):
            found.setdefault(role, moment[:100])
    return found


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    """The canonical address, only if it is one of the web."""
    links = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for told in [*links, meta.get("og:url")]:
        try:
            parts = urlsplit(urljoin(meta.get("og:url") or "", (told or "").strip()))
            if parts.scheme in ("http", "https") and parts.hostname:
                return str(parts.geturl())
        except ValueError:  # a hostile address is no address
            continue
    return None


def _title(tree: Any, meta: dict[str, str], publisher: str | None) -> str | None:
    headings: list[str] = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    told = next((meta[k] for k in META["title"] if meta.get(k)), None)
    title: str | None = (
        told or (headings[0] if len(headings) == 1 and headings[0] else None) or _text(tree.findtext(".//title"))
    )
    for mark in (" | ", " - ", " – ", " — ", " :: "):
        head, _, tail = (title or "").rpartition(mark)
        if head and (tail == publisher or known_outlet(tail) or tail in headings):
            return head.split(mark + str(publisher))[0]
    return title


def guess_date(tree: Any, facts: Facts, *, url: str | None) -> None:
    """The day by htmldate where nothing said it: time elements and addresses. Its extensive search guesses, so it
    stays off. The tree is pruned by then: its time grows with the square of the number of scripts."""
    from copy import deepcopy

    from htmldate import find_date
    from lxml import etree

    if facts.published is not None:
        return
    try:
        day = find_date(deepcopy(tree), extensive_search=False, original_date=True, url=url)
    # The same tree surgery as extraction: a damaged page must not end the reading.
    except (
        etree.LxmlError,
        AssertionError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        KeyError,
        OverflowError,
    ):
        return
    facts.offer("published", str(day) if day else None)
