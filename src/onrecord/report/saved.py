"""A page saved or pasted as text: its title, byline and dates go to the facts, what stands around it goes away.

Lines before the first paragraph of prose are the page's head; the body starts there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.report import dateline, stamps
from onrecord.report.clean import SENTENCE_END
from onrecord.report.furniture import (
    credit_text,
    flat,
    is_credit,
    is_furniture,
    is_section,
    is_wall,
    table,
    tail_agency,
    without_last,
)
from onrecord.report.publisher import known_outlet

BARS = re.compile(r" ?[|•·▪●] ?")
BREADCRUMB = re.compile(r" ?[>›»/] ?")
NAME_WORD = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'’.-]*,?$")
NAME_SMALL = frozenset("and & de van der den von la le el al bin ben ibn abu dos da di in at for of with".split())
AFTER_NAME = re.compile(r" (?:in|at|for|of|with) [A-Z]| ?[|(]|, (?=[A-Z][\w]* (?:News|Press|Correspondent|Reporter))")
WORDS = re.compile(r"[^\W_]+")

# A headline has no full stop and fits on two lines; a paragraph of prose ends like a sentence or is longer.
HEADLINE_CHARS = 200
PROSE_CHARS = 250
MAX_HEADLINES = 6
REPEATED_CHARS = 60
LABEL_REST_CHARS = 25
WALLED = "The page asks to subscribe or register to read on; its text may break off there."


@dataclass
class Facts:
    """What a page says of its report. Dates as written; they are read once the publisher is known."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    credits: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    """What was beyond a limit and is not read, a sentence each."""
    article: bool = False
    """The page says that it is an article."""
    pending: str | None = None
    """A label whose date or name is expected on the next line."""

    def offer(self, name: str, value: str | None) -> None:
        """Take a value for a field that has none yet."""
        if value and getattr(self, name) is None:
            setattr(self, name, value)


def is_prose(line: str) -> bool:
    """A paragraph of the body, as opposed to a headline or a label."""
    if len(line) > PROSE_CHARS:
        return True
    return bool(SENTENCE_END.search(line[-5:])) and len(WORDS.findall(line)) >= 3


def read_page(lines: list[str], facts: Facts) -> list[str]:
    """The paragraphs of the body. ``facts`` is filled with what the other lines say."""
    start, titles = _head(lines, facts)
    if start == len(lines) or len(titles) > MAX_HEADLINES:  # no prose: whatever stands there is the text
        return _first(_body([*titles, *lines[start:]], facts), facts)
    full = [t for t in titles if len(WORDS.findall(t)) >= 4]
    facts.offer("title", max(BARS.split(full[0]), key=len) if full else None)
    return _first(_body(lines[start:], facts), facts)


def _head(lines: list[str], facts: Facts) -> tuple[int, list[str]]:
    """Where the body starts, and the headlines above it."""
    titles: list[str] = []
    for i, line in enumerate(lines):
        rest = [s for s in _segments(line) if not _is_fact(s, facts)]
        if not rest or is_furniture(line):
            continue
        if is_credit(line):
            facts.credits.append(credit_text(line))
        elif is_prose(line) or dateline.find(line + " X"):
            return i, titles
        elif not _is_breadcrumb(line) and len(line) <= HEADLINE_CHARS:
            titles.append(line if len(rest) == len(_segments(line)) else " ".join(rest))
    return len(lines), titles


def _is_breadcrumb(line: str) -> bool:
    """ "Home > World > Africa": the way to the page."""
    parts = BREADCRUMB.split(line[:HEADLINE_CHARS])
    return len(parts) > 1 and all(len(part.split()) <= 3 for part in parts)


def _body(lines: list[str], facts: Facts) -> list[str]:
    body: list[str] = []
    listed = walled = False
    cased = sum(line != line.upper() for line in lines) > len(lines) / 2
    for line in lines:
        if is_section(line):
            listed = True
            continue
        if is_credit(line):
            facts.credits.append(credit_text(line))
            listed = False
            continue
        if is_wall(line):
            walled = True
            continue
        listed = listed and not is_prose(line)
        if not (listed or is_furniture(line) or dated_line(line, facts) or (cased and _shouts(line))):
            kept, credits = without_last(line)
            facts.credits.extend(credits)
            body.append(kept)
            walled = walled and not is_prose(line)
    if walled and body and WALLED not in facts.cut:
        facts.cut.append(WALLED)
    return _unrepeated(body, facts)


def _shouts(line: str) -> bool:
    """A headline in capitals between paragraphs of prose: a link to another story."""
    return len(line) <= HEADLINE_CHARS and line == line.upper() and not is_prose(line) and len(WORDS.findall(line)) >= 4


def _unrepeated(body: list[str], facts: Facts) -> list[str]:
    """Paragraphs that the page prints twice (pull quotes, summaries) once; the signature of an agency off the last."""
    seen: set[str] = set()
    kept = []
    for line in body:
        if len(line) >= REPEATED_CHARS and line in seen:
            continue
        seen.add(line)
        kept.append(line)
    if kept:
        kept[-1], agency = tail_agency(kept[-1])
        if agency:
            facts.credits.append(agency)
    return kept


def _first(body: list[str], facts: Facts) -> list[str]:
    """The body without its title on top; a dateline that stands alone joins its paragraph."""
    while len(body) > 1 and facts.title and _same(body[0], facts.title):
        body = body[1:]
    if len(body) > 1 and (found := dateline.find(body[0] + " X")) and found.span.end >= len(body[0]):
        body = [f"{body[0]} {body[1]}", *body[2:]]
    return body


def _same(line: str, title: str) -> bool:
    return [w.lower() for w in WORDS.findall(line)] == [w.lower() for w in WORDS.findall(title)]


# ---------------------------------------------------------------- facts


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    texts = {kind: sorted(table()[kind], key=len, reverse=True) for kind in ("published", "updated", "byline")}
    named = [f"(?P<{k}>" + "|".join(map(re.escape, v)) + ")" for k, v in texts.items()]
    # a digit may stand before: "31 Oct 2025Updated"
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(named)})(?![^\W_])[ :–—-]{{0,4}}", re.IGNORECASE)


def _segments(line: str) -> list[str]:
    """Parts of a line of the head: bars part them, and so do labels of dates."""
    parts: list[str] = []
    for part in BARS.split(line):
        if len(part) > HEADLINE_CHARS or not stamps.has_date(part):
            parts.append(part)
            continue
        cuts = [m.start() for m in _label().finditer(part) if m.start() and not m["byline"]]
        parts.extend(part[a:b] for a, b in zip([0, *cuts], [*cuts, len(part)], strict=True))
    return [p.strip(" ,;") for p in parts if any(c.isalnum() for c in p)]


def _is_fact(segment: str, facts: Facts) -> bool:
    """Whether a piece of the head says a date, an author or an outlet; if so it is taken."""
    if len(segment) > HEADLINE_CHARS or is_furniture(segment):
        return len(segment) <= HEADLINE_CHARS
    label = _label().match(segment)
    kind = (label.lastgroup if label else None) or facts.pending
    rest = segment[label.end() :].strip() if label else segment
    if label and not rest:
        facts.pending = label.lastgroup
        return True
    if kind == "byline" and (name := _name(rest)):
        facts.pending = None
        if known_outlet(name):
            facts.credits.append(segment)
        else:
            facts.offer("author", name)
        return True
    if kind in ("published", "updated") and _take_date(kind, rest, facts):
        return True
    if not label and stamps.has_date(segment) and not stamps.leftover(segment):
        facts.offer("published", segment)
        return True
    return _is_outlet(segment, facts)


def _take_date(kind: str, rest: str, facts: Facts) -> bool:
    left = stamps.leftover(rest)
    dated = stamps.has_date(rest) or (stamps.has_clock(rest) and len(rest) <= 60)
    if (dated and len(left) <= LABEL_REST_CHARS) or (not left and WORDS.search(rest)):
        facts.offer(kind, rest if dated else None)
        facts.pending = None
        if left and (label := _label().match(left)) and label["byline"] and (name := _name(left[label.end() :])):
            facts.offer("author", name)
        return True
    return False


def dated_line(line: str, facts: Facts) -> bool:
    """A line inside or below the body that only says when the page was published or updated."""
    if len(line) > 120:
        return False
    segments = _segments(line)
    labels = [_label().match(s) for s in segments]
    if not segments or not all(m and m.lastgroup in ("published", "updated") for m in labels):
        return False
    return all(
        m is not None and _take_date(str(m.lastgroup), s[m.end() :], facts)
        for m, s in zip(labels, segments, strict=True)
    )


def _name(text: str) -> str | None:
    """The person or desk of a byline: "Jane Doe and John Roe in Kyiv" -> "Jane Doe and John Roe"."""
    if len(text) > 100 or SENTENCE_END.search(text[-3:]) or stamps.has_date(text):
        return None
    words = text.split()
    if not 1 <= len(words) <= 14 or not all(NAME_WORD.match(w) or w.lower() in NAME_SMALL for w in words):
        return None
    cut = AFTER_NAME.search(text)
    name = (text[: cut.start()] if cut else text).strip(" ,")
    parts = [p.strip() for p in name.split(",")]
    while len(parts) > 1 and known_outlet(parts[-1]):
        parts.pop()
    return ", ".join(parts) or None


def _is_outlet(segment: str, facts: Facts) -> bool:
    """ "BBC News, Kyiv": an outlet, with or without the place it writes from."""
    name, _, place = segment.partition(", ")
    outlet = known_outlet(name) if len(place.split()) <= 3 and len(flat(name)) > 2 else None
    if outlet is None or (place and not place[0].isupper()):
        return False
    facts.offer("publisher", outlet)
    return True
