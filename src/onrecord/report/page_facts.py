"""What a page says of its report: JSON-LD, Open Graph, other meta elements, its canonical address."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from onrecord.report import clean, stamps
from onrecord.report.address import cleaned, same_site
from onrecord.report.publisher import known_outlet, of_address
from onrecord.report.saved import Facts

ARTICLE = frozenset(
    "newsarticle article reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle "
    "reviewnewsarticle blogposting liveblogposting report webpage askpublicnewsarticle satiricalarticle "
    "advertisercontentarticle techarticle scholarlyarticle socialmediaposting newspagearticle itempage".split()
)
PAGES = frozenset({"webpage", "itempage"})
# Where an object keeps the objects that matter. Not what it lists: those are other stories.
INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "publisher", "author")
WRAPPING = re.compile(r"^(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[){1,20}|(?:\s|//|/\*|\*/|-->|\]\]>){1,20}$")
COMMA = re.compile(r",(\s{0,200}[}\]])")
BY = re.compile(r"^by:?\s", re.IGNORECASE)
UPDATED = re.compile(r"updat|modif|last[- ]edit|amended|revised", re.IGNORECASE)
MAX_TIMES = 20
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


def read_facts(
    tree: Any, facts: Facts, *, url: str | None, address: str | None = None
) -> tuple[str | None, str | None]:
    """Fills ``facts``; returns the page's address and the article text its JSON-LD carries, if any.

    ``url``: what the caller says the address is; ``address``: where the page was found. The page itself may name
    another one (``rel=canonical``), which is believed if it is of the same site: so two addresses of a page are one.
    """
    nodes = _all_nodes(tree)
    meta = _meta(tree)
    here = {*_canonical(tree), meta.get("og:url")}
    article = next(_articles(nodes, here), {})
    facts.article = _is_article(nodes, here, meta)
    url = url or _address(tree, meta, article, address)
    publisher = _publisher(article, nodes) or next((meta[k] for k in META["publisher"] if meta.get(k)), None)
    # a domain cannot be lent, a name can: pages of one outlet often name the agency they print as their publisher
    known = of_address(address) or (
        of_address(url) if publisher is None or "." in publisher else known_outlet(publisher)
    )
    facts.offer("publisher", known or publisher)
    facts.offer("title", _text(article.get("headline")) or _title(tree, meta, publisher))
    _offer_author(tree, facts, article, nodes, meta, publisher)
    for name, keys in (("published", ("datePublished", "dateCreated")), ("updated", ("dateModified",))):
        told = [_text(article.get(key)) for key in keys] + [meta.get(key) for key in META[name]]
        facts.offer(name, next((value for value in told if value and stamps.has_date(value)), None))
    _offer_times(tree, facts)
    body = article.get("articleBody")
    return url, clean.characters(unescape(body)) if isinstance(body, str) else None


def _is_article(nodes: Nodes, here: set[str | None], meta: dict[str, str]) -> bool:
    """Whether a page calls itself an article, and does not only list some."""
    told = [node for node in nodes.values() if _types(node) & (ARTICLE - PAGES)]
    if len(told) == 1 or any(_is_ours(node, here) for node in told):
        return True
    return meta.get("og:type", "").lower() == "article" or "article:published_time" in meta


def _is_ours(node: dict[str, Any], here: set[str | None]) -> bool:
    """Whether a JSON-LD object says that it is of the page at one of these addresses."""
    whole = node.get("mainEntityOfPage")
    told = [node.get("url"), node.get("@id"), whole.get("@id") if isinstance(whole, dict) else whole]
    return any(isinstance(one, str) and one in here for one in told)


def _offer_author(
    tree: Any, facts: Facts, article: dict[str, Any], nodes: Nodes, meta: dict[str, str], publisher: str | None
) -> None:
    told = [_names(article.get("author"), nodes), _names(article.get("creator"), nodes)]
    told += [meta[key] for key in META["author"] if meta.get(key)]
    links = [_text(e.text_content()) for e in tree.xpath("//a[@rel='author'] | //*[@itemprop='author']")[:20]]
    told.append(", ".join(dict.fromkeys(name for name in links if name and len(name) <= 80)) or None)
    for name in told:
        if name and not name.startswith(("http://", "https://", "@", "www.")) and name != publisher:
            facts.offer("author", BY.sub("", name))


def _publisher(article: dict[str, Any], nodes: Nodes) -> str | None:
    """Who published an article, by its own word or by that of what it is part of."""
    for key in ("publisher", "sourceOrganization", "provider"):
        if name := _names(article.get(key), nodes):
            return name
    whole = _referred(article.get("isPartOf"), nodes)
    if isinstance(whole, dict) and not _types(whole) & {"webpage", "collectionpage"}:
        return _names(whole.get("publisher"), nodes) or _text(whole.get("name"))
    return None


def _offer_times(tree: Any, facts: Facts) -> None:
    """Dates of ``time`` elements in the head of the article, where nothing else says them."""
    for element in tree.xpath("//time[@datetime][not(ancestor::aside or ancestor::nav or ancestor::footer or "
                              "ancestor::li or ancestor::figure)]")[:MAX_TIMES]:  # fmt: skip
        moment = (element.get("datetime") or "")[:100]
        above = element.getparent()
        words = f"{element.get('class') or ''} {(above.text or '') if above is not None else ''} {element.text or ''}"
        name = "updated" if UPDATED.search(words[:500]) else "published"
        if stamps.has_date(moment):
            facts.offer(name, moment)


Nodes = dict[str, dict[str, Any]]
"""JSON-LD objects of a page by their ``@id`` (``#0``, ``#1`` … where they have none), in the order of the page."""


def _all_nodes(tree: Any) -> Nodes:
    found: Nodes = {}
    for script in tree.iter("script"):
        for node in _nodes(script):
            ident = node.get("@id")
            found.setdefault(ident if isinstance(ident, str) and len(node) > 1 else f"#{len(found)}", node)
    return found


def _articles(nodes: Nodes, here: set[str | None]) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe an article: first those that say they are this page's, the more telling types
    before the others. ``here``: the page's addresses as it writes them."""
    found = [node for node in nodes.values() if _types(node) & ARTICLE]

    def rank(node: dict[str, Any]) -> tuple[bool, bool, bool]:
        return bool(_types(node) & PAGES), not _is_ours(node, here), not node.get("headline")

    return iter(sorted(found, key=rank))


def _nodes(script: Any) -> list[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > MAX_JSON_CHARS:
        return []
    data = _json(script.text)
    nodes: list[dict[str, Any]] = []
    todo = deque([data])
    while todo and len(nodes) < MAX_NODES:
        item = todo.popleft()
        if isinstance(item, list):
            todo.extend(item[:MAX_NODES])
        elif isinstance(item, dict):
            nodes.append(item)
            todo.extend(item[key] for key in INSIDE if key in item)
    return nodes


def _json(text: str) -> Any:
    """JSON as pages write it: in comments or CDATA, with a semicolon, a comma too many, or its quotes escaped."""
    plain = WRAPPING.sub("", text.strip()).strip().rstrip(";")
    for attempt in (plain, COMMA.sub(r"\1", plain), unescape(plain)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):  # JSON-LD of pages is often broken; the page's other words remain
            continue
    return None


def _referred(value: Any, nodes: Nodes) -> Any:
    """What a value refers to: ``{"@id": "#org"}`` is the object with that id."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name"):
        return nodes.get(value["@id"], value)
    return value


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


def _names(value: Any, nodes: Nodes) -> str | None:
    """Names of persons or organisations: a string, an object with a name, a reference to one, or a list of these."""
    items = value if isinstance(value, list) else [value]
    found: list[str] = []
    for item in items[:20]:
        item = _referred(item, nodes)
        name = item.get("name") if isinstance(item, dict) else item
        found += [text for one in (name if isinstance(name, list) else [name])[:20] if (text := _text(one))]
    return ", ".join(dict.fromkeys(found)) or None


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


def _canonical(tree: Any) -> list[str | None]:
    return [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]


def _address(tree: Any, meta: dict[str, str], article: dict[str, Any], address: str | None) -> str | None:
    """The canonical address as the page names it, else where it was found. Only addresses of the web."""
    whole = article.get("mainEntityOfPage")
    whole = whole.get("@id") if isinstance(whole, dict) else whole
    base = address or next((e.get("href") for e in tree.iter("base") if e.get("href")), None) or meta.get("og:url")
    for told in [*_canonical(tree), meta.get("og:url"), article.get("url"), whole]:
        if not isinstance(told, str) or not told.strip():
            continue
        url = cleaned(told, base=base)
        if url is None or (address and not same_site(url, address)):
            continue
        if address and urlsplit(url).path in ("", "/") and urlsplit(address).path not in ("", "/"):
            continue  # pages that name the front page as theirs
        return url
    return cleaned(address) if address else None


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
