"""Whether a page is a list of other pages (a front page, a section, a tag), of which each visit finds another text."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
WHOLE = frozenset({"main", "body", "html"})
LEAST_TARGETS = 4
"""Pages it must lead to: an article may end with three related ones."""
LISTED_SHARE = 0.7
"""Of what would be read, this much stands in links and teasers."""
TEASER_CHARS = 400
LINK_CHARS = 12
MAX_LINKS, MAX_LINES = 1_000, 500
CLIMB = 6


def is_list(tree: Any, text: str, *, url: str | None) -> bool:
    """Whether ``text``, which was found in the page ``tree``, is mostly headlines and teasers of other pages."""
    targets: set[str] = set()
    pieces: dict[str, None] = {}
    for link in tree.xpath("//a[@href]")[:MAX_LINKS]:
        target = _elsewhere(link.get("href"), url)
        words = _words(link, TEASER_CHARS)
        if target is None or words is None or len(words) < LINK_CHARS:
            continue
        targets.add(target)
        pieces[_teaser(link) or words] = None
    if len(targets) < LEAST_TARGETS:
        return False
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()][:MAX_LINES]
    found = [(line, next((piece for piece in pieces if line in piece), None)) for line in lines]
    listed = sum(len(line) for line, piece in found if piece is not None)
    several = len({piece for _, piece in found if piece is not None}) >= LEAST_TARGETS
    return several and listed >= LISTED_SHARE * sum(map(len, lines))


def _elsewhere(href: str, url: str | None) -> str | None:
    """The address that a link leads to, ``None`` for a place on the same page and for what is no page."""
    try:
        here, there = urlsplit(url or ""), urlsplit(urljoin(url or "", href.strip()))
    except ValueError:
        return None
    if there.scheme not in ("", "http", "https") or (there.netloc, there.path) == (here.netloc, here.path):
        return None
    return f"{there.netloc}{there.path}" if there.path else None


def _teaser(link: Any) -> str | None:
    """All words of the teaser whose headline a link is: the largest element around it that is short."""
    headline = any(e.tag in HEADINGS for e in link.iter()) or any(
        e.tag in HEADINGS for _, e in zip(range(2), link.iterancestors(), strict=False)
    )
    found = None
    for _, element in zip(range(CLIMB), link.iterancestors(), strict=False):
        words = None if not headline or element.tag in WHOLE else _words(element, TEASER_CHARS)
        if words is None:
            break
        found = words
    return found


def _words(element: Any, most: int) -> str | None:
    """The words of an element, ``None`` for more than ``most`` characters."""
    found: list[str] = []
    room = most
    for piece in element.itertext():
        found.append(piece)
        room -= len(piece.strip())
        if room < 0:
            return None
    return " ".join(" ".join(found).split())
