"""Embedded posts of social media in HTML: known by the class their services give the block quote."""

from __future__ import annotations

import re
from typing import Any

from onrecord.model import Embedded
from onrecord.report import clean
from onrecord.report.posts import DAY
from onrecord.report.stamps import normalise

CLASSES = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|fb-(?:post|video)"
    r"|reddit-embed-bq|reddit-card|telegram-post|text-post-media|imgur-embed-pub|truthsocial-embed)(?:\s|$)"
)
HANDLE = re.compile(r"\((?P<round>@[\w.]{1,60})\)|(?<![\w.])(?P<bare>@[\w.]{2,60})\s*$")
ADDRESS = re.compile(
    r"(?:twitter|x|instagram|tiktok|threads)\.(?:com|net)/@?(?P<name>[\w.]{1,60})/(?:status|video|post|p|reel)/"
)
DATED = re.compile(DAY)
SHARED = re.compile(r"View this post on \w+|A (?:post|reel|video|photo) shared by[^()\n]{0,80}(?:\(@[\w.]{1,60}\))?")


def take_embeds(tree: Any) -> list[Embedded]:
    """The posts of a page, which are taken out of the tree."""
    found = []
    for element in list(tree.iter("blockquote", "div", "figure", "section")):
        if CLASSES.search(element.get("class") or "") and element.getparent() is not None:
            found.append(_post(element))
            element.drop_tree()
    return [post for post in found if post.text or post.author]


def _post(element: Any) -> Embedded:
    whole = " ".join(clean.characters(element.text_content()).split())
    text = "\n".join(filter(None, (" ".join(clean.characters(p.text_content()).split()) for p in element.iter("p"))))
    handle = HANDLE.search(whole)
    addresses = [element.get("cite") or "", *(a.get("href") or "" for a in element.iter("a"))]
    named = next((m for a in addresses if (m := ADDRESS.search(a))), None)
    day = DATED.findall(whole)
    author = (handle["round"] or handle["bare"]) if handle else ("@" + named["name"] if named else None)
    return Embedded(
        kind="post",
        text=SHARED.sub("", text or whole).strip(),
        author=author,
        published=normalise(day[-1]) if day else None,
    )
