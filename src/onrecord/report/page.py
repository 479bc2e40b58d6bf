"""HTML -> the lines of its report, its metadata and its embedded posts. Types of HTML end here.

Text extraction is trafilatura's; around it stand our own limits, because its time grows with the square of the
number of paragraphs and its parser gives up on deep nesting.
"""

from __future__ import annotations

import re
from typing import Any

from onrecord.limits import MAX_PARAGRAPHS
from onrecord.model import Embedded
from onrecord.report import clean
from onrecord.report.page_facts import guess_date, read_facts
from onrecord.report.page_lists import is_list
from onrecord.report.page_posts import take_embeds
from onrecord.report.saved import Facts, dated_line

UNREAD = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "form", "button", "select",
    "textarea", "nav", "footer", "figure", "figcaption", "picture", "video", "audio", "canvas", "dialog",
)  # fmt: skip
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
DECLARATION = re.compile(r"^\s{0,100}<\?xml[^>]{0,200}>")
# What is left of a page nested deeper than the parser goes: elements that hold or part text, and the page's metadata.
NESTING = re.compile(
    r"</?(?!(?:p|br|h[1-6]|li|tr|td|title|meta|link|base|script|style|noscript|template|head|body|html|time)\b)"
    r"[a-z][a-z0-9:-]{0,60}(?:\s[^<>]{0,4000})?/?>",
    re.I,
)
HIDDEN = re.compile(r"display ?: ?none", re.I)

# Elements of any kind handed to extraction; a long news page has 5,000. Above, the rest is cut off.
MAX_ELEMENTS = 20_000
# Shorter extractions are looked at again: a page whose text sits only in its JSON-LD, or that extraction misjudged.
SHORT_CHARS = 250
DATED_LINES = 3_000
# Above so many blocks the second opinions (readability, jusText) are not asked: the time of jusText grows with the
# square of them, and they are there for short texts.
MANY_BLOCKS = 1_000
LINES = ("p", "br", "li", "tr")
BLOCKS = ("p", "br", "li", "tr", "td", "div", "h2", "h3", "blockquote")


def read_html(
    source: str, facts: Facts, *, url: str | None, address: str | None = None
) -> tuple[str, list[Embedded], str | None] | str:
    """Lines of the report (a blank line between paragraphs), its posts, its address; or why there are none.

    ``url``: what the caller says its address is; ``address``: where it was found.

    ``facts`` is filled with what the page says of the report. The reason is a code of ``Rejected``.
    """
    source = DECLARATION.sub("", CONTROLS.sub("", source))
    tree = _tree(source)
    if tree is None:
        return "missing_text" if source.strip() else "empty"
    url, told = read_facts(tree, facts, url=url, address=address)
    posts = take_embeds(tree)
    _prune(tree, facts)
    _dated_lines(tree, facts)
    guess_date(tree, facts, url=url)
    text = _extract(tree, url)
    if len(text) < SHORT_CHARS:
        text = max((text, told or "", _plain(tree)), key=len)
    if text.strip() and not facts.article and is_list(tree, text, url=url or address):
        return "list"
    if not text.strip():
        return "missing_text" if "</html" in source[-2000:].lower() else "truncated"
    return text, posts, url


def _tree(source: str) -> Any | None:
    """The parsed page, ``None`` where it holds nothing. Nesting beyond the parser's depth is flattened."""
    tree, whole = _parse(source)
    if whole:
        return tree
    flat, _ = _parse(NESTING.sub(" ", source), huge=True)
    return tree if flat is None else flat


def _parse(source: str, *, huge: bool = False) -> tuple[Any | None, bool]:
    """The tree, and whether the parser went to the end. It stops in silence at 256 elements inside each other, or at
    10 MB in one of them, and leaves out what follows. ``huge``: without these limits, for pages without nesting."""
    from lxml import etree, html

    if not source.strip():
        return None, True
    parser = html.HTMLParser(
        no_network=True, recover=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=huge
    )
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    return tree, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _prune(tree: Any, facts: Facts) -> None:
    """Takes out what no reader reads as the report, and everything beyond the limits. The tree is changed.

    ``strip_elements`` leaves the text after an element where it is; ``drop_tree`` would copy it, which takes the square
    of the number of elements.
    """
    from lxml import etree

    for element in tree.xpath("//*[@hidden or contains(@style, 'display')]"):
        hidden = element.get("hidden") is not None or HIDDEN.search(element.get("style") or "")
        if hidden and element.tag not in ("html", "body"):
            element.tag = UNREAD[0]
    etree.strip_elements(tree, *UNREAD, with_tail=False)
    for limit, what, tags in ((MAX_ELEMENTS, "elements", ()), (MAX_PARAGRAPHS, "paragraphs and lines", LINES)):
        if words := _cut(tree, list(tree.iter(*tags))[limit:]):
            beyond = f"{words:,} word{'' if words == 1 else 's'}"
            facts.cut.append(f"The page has more than {limit:,} {what}; what stands beyond ({beyond}) was not read.")


def _cut(tree: Any, elements: list[Any]) -> int:
    """Removes elements and the text after them. Gives how many words the tree has fewer."""
    before = _words(tree) if elements else 0
    for element in elements:
        parent = element.getparent()
        if parent is not None and element.tag not in ("html", "body"):
            parent.remove(element)
    return before - _words(tree) if elements else 0


def _words(tree: Any) -> int:
    return sum(len(text.split()) for text in tree.itertext())


def _dated_lines(tree: Any, facts: Facts) -> None:
    """Visible "Published ..." and "Updated ..." lines, which extraction throws away."""
    if facts.published and facts.updated:
        return
    for n, element in enumerate(tree.iter("p", "span", "div", "time", "li", "small", "em", "strong", "h4", "h5", "h6")):
        if n > DATED_LINES:
            return
        if len(element) <= 3 and len(line := " ".join(element.text_content()[:400].split())) <= 120:
            dated_line(clean.characters(line), facts)


def _extract(tree: Any, url: str | None) -> str:
    """The report's paragraphs by trafilatura, or nothing where it fails."""
    from copy import deepcopy

    from lxml import etree
    from trafilatura import bare_extraction

    try:
        blocks = sum(1 for _ in zip(range(MANY_BLOCKS + 1), tree.iter(*BLOCKS), strict=False))
        found = bare_extraction(
            deepcopy(tree), url=url, include_comments=False, include_tables=False, with_metadata=False,
            fast=blocks > MANY_BLOCKS,
        )  # fmt: skip
    # Its tree surgery trips over damaged pages, about one in 3,000 mutated ones: the plain reading below takes over.
    except (
        etree.LxmlError,
        AssertionError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        KeyError,
        RecursionError,
    ):
        return ""
    text = getattr(found, "text", None) or ""
    return "\n\n".join(line for line in text.split("\n") if line.strip())


def _plain(tree: Any) -> str:
    """All paragraphs of the article element, else of the page; the last resort."""
    places = [*tree.iter("article"), *tree.iter("main"), tree]
    for place in places:
        lines = [" ".join(p.text_content().split()) for p in place.iter("p")]
        text = "\n\n".join(line for line in lines if line)
        if text:
            return text
    body = tree.find("body")
    loose = body.text_content() if body is not None else ""
    return "\n\n".join(line.strip() for line in loose.split("\n") if len(line.split()) >= 5)
