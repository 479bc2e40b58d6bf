"""Embedded posts of social media inside pasted or scraped text: taken out of the body and kept apart.

An embed leaves its words, often a link to its picture, and a signature: "— Name (@handle) October 28, 2025". What
follows the signature may be glued to it; what precedes it on the same line is the post.
"""

from __future__ import annotations

import re

from onrecord.model import Embedded
from onrecord.report.clean import SENTENCE_END
from onrecord.report.stamps import MONTHS, normalise

MONTH = "(?:" + "|".join(sorted({m.capitalize() for m in MONTHS}, key=len, reverse=True)) + r")\.?"
DAY = rf"(?:{MONTH} \d{{1,2}}, ?\d{{4}}|\d{{1,2}} {MONTH},? \d{{4}})"
SIGNATURE = re.compile(
    r"(?:[–—―]|(?:^|(?<=\s))--?(?=\s)) ?(?P<name>[^()\n@–—―]{1,80}?) ?\((?P<handle>@\w{1,30})\)"
    rf" ?(?P<date>{DAY})?"
)
# Both services give picture and link codes exactly ten characters, so glued words after them can be parted.
PICTURE = re.compile(r"(?:https?://)?pic\.(?:twitter|x)\.com/\w{10}|https?://t\.co/\w{10}")
SHARED = re.compile(
    r"(?:View (?:this|the) (?:post|reel|photo|video) on (?:Instagram|Threads|Facebook) ?)?"
    r"A (?:post|reel|video|photo) shared by (?P<name>[^()\n@]{1,80}?) ?\((?P<handle>@[\w.]{1,40})\)"
    r"(?: on [A-Z][a-z]{2} \d{1,2}, \d{4} at \d{1,2}:\d\d ?[ap]m P[DS]T)?"
)
SOUND = re.compile(r"^(?P<handle>@[\w.]{1,40})\b[^♬]{0,400}♬")
MARKS = re.compile(r"[#@]\w|https?://|pic\.(?:twitter|x)\.com|[\u2600-\u27bf\U0001f300-\U0001faff]")
SENTENCES = re.compile(r"(?<=[.!?…]) (?=[\"“‘#@A-Z])")

# Embeds show at most the 280 characters of a post, plus links; longer lines hold body text as well.
POST_CHARS = 320
POST_LINES_CHARS = 600

# The same post as its service draws it: "Name", "@handle", the text, "10:15 AM · Oct 31, 2025 · 1.2M Views".
DRAWN = re.compile(rf"\d{{1,2}}:\d\d ?[AP]M (?:·|-) (?P<date>{DAY})[^!?]{{0,40}}")
HANDLE_LINE = re.compile(r"(?P<handle>@\w{1,30})(?: ?·.{0,20})?")
DRAWN_LINES = 12

Line = tuple[str, int]
"""A paragraph and the number of the block (between blank lines) it came from."""


def take_posts(lines: list[Line]) -> tuple[list[Line], list[Embedded]]:
    """Lines without the embedded posts, and the posts in order."""
    kept: list[Line] = []
    posts: list[Embedded] = []
    blocks = len({block for _, block in lines})
    todo = list(reversed(lines))
    while todo:
        text, block = todo.pop()
        if (drawn := DRAWN.fullmatch(text)) and (whole := _drawn(kept, drawn["date"])):
            posts.append(whole)
            continue
        signed = _signature(text)
        if signed is None:
            shared = SHARED.search(text) or SOUND.search(text)
            if shared is None:
                kept.append((text, block))
                continue
            posts.append(Embedded(kind="post", text="", author=shared["handle"]))
            before, after = text[: shared.start()].strip(), text[shared.end() :].strip()
            kept.extend([(before, block)] if before else [])
        else:
            before, after = text[: signed.start()].strip(), text[signed.end() :].strip()
            body, post = _part(before) if before else ("", _lines_above(kept, block if blocks > 1 else None))
            kept.extend([(body, block)] if body else [])
            posts.append(_post(post, signed["handle"], signed["date"]))
        if after:
            todo.append((after, block))
    return _unsigned(kept, posts), posts


def _signature(text: str) -> re.Match[str] | None:
    """The signature of a post: dated, or right after a picture link, or alone on its line."""
    for match in SIGNATURE.finditer(text):
        before = text[: match.start()].rstrip()
        if match["date"] or not before or PICTURE.search(before[-40:]):
            return match
    return None


def _drawn(kept: list[Line], day: str) -> Embedded | None:
    """The post above its own time line, taken off ``kept``; ``None`` where no line with a handle heads it."""
    for n in range(1, min(DRAWN_LINES, len(kept)) + 1):
        line = kept[-n][0]
        name = line[: line.find("@")].strip()
        head = HANDLE_LINE.fullmatch(line, line.find("@")) if "@" in line else None
        if head is None or len(name) > 60 or SENTENCE_END.search(name):
            continue
        text = "\n".join(line for line, _ in kept[len(kept) - n + 1 :])
        del kept[-n:]
        above = kept[-1][0] if kept and not name else ""
        if above and len(above) <= 50 and not SENTENCE_END.search(above):  # the name on a line of its own
            kept.pop()
        return _post(text, head["handle"], day)
    return None


def _post(text: str, handle: str | None, day: str | None) -> Embedded:
    return Embedded(kind="post", text=text.strip(), author=handle, published=normalise(day))


def _part(before: str) -> tuple[str, str]:
    """Body and post of a line that ends in a post: all of it if it fits, else from the first marked sentence."""
    if len(before) <= POST_CHARS:
        return "", before
    starts = [0] + [m.end() for m in SENTENCES.finditer(before)]
    fitting = [s for s in starts if len(before) - s <= POST_CHARS] or [starts[-1]]
    marked = [s for s in fitting if MARKS.search(before, s, s + POST_CHARS)]
    ends = [*starts[1:], len(before)]
    first = next((s for s in marked if MARKS.search(before, s, ends[starts.index(s)])), fitting[-1])
    return before[:first].strip(), before[first:]


def _lines_above(kept: list[Line], block: int | None) -> str:
    """The lines above a signature that belong to its post, taken off ``kept``: the last one, marked ones above it, or
    all of their block (``None``: the text has but one) where they fit in a post together."""
    if not kept:
        return ""
    mine = [text for text, where in kept if where == block]
    whole = bool(mine) and kept[-1][1] == block and sum(map(len, mine)) <= POST_CHARS
    taken = [kept.pop()[0]]
    while kept and sum(map(len, taken)) + len(kept[-1][0]) <= POST_LINES_CHARS:
        text, where = kept[-1]
        if not (whole and where == block) and (not MARKS.search(text) or PICTURE.search(text[-30:])):
            break
        taken.append(kept.pop()[0])
    return "\n".join(reversed(taken))


def _unsigned(kept: list[Line], posts: list[Embedded]) -> list[Line]:
    """Posts without a signature are known by their picture link; what follows the link is body again."""
    found: list[Line] = []
    for text, block in kept:
        links = list(PICTURE.finditer(text))
        if links:
            body, post = _part(text[: links[-1].end()])
            posts.append(_post(post, None, None))
            found.extend((part, block) for part in (body, text[links[-1].end() :].strip()) if part)
        else:
            found.append((text, block))
    return found
