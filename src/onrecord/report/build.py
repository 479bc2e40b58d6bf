"""Document -> Report: one published text, cleaned, with what is known of it."""

from __future__ import annotations

from datetime import date

from onrecord.intake.decode import decode
from onrecord.limits import MAX_TEXT_CHARS
from onrecord.model import Document, Embedded, Hints, Rejected, Report
from onrecord.report import clean, dateline, fingerprint, language, markup, publisher, stamps
from onrecord.report.address import cleaned
from onrecord.report.posts import take_posts
from onrecord.report.saved import Facts, read_page

# Cleaning a cleaned text changes nothing; what cleaning brings to light (a title above a title) is cleaned again.
MAX_PASSES = 4
# Reports are rarely updated after a month; a longer gap would be a guess at the year.
UPDATED_WITHIN_DAYS = 31


def build(document: Document) -> Report | Rejected:
    """The report that a document holds, or why it holds none."""
    text = decode(document.content, charset=document.charset, html=document.media_type == "text/html")
    facts = _hinted(document.hints)
    if document.media_type == "text/html":
        from onrecord.report.page import read_html

        read = read_html(text, facts, url=document.hints.url, address=document.address)
        if isinstance(read, str):
            return Rejected(path=document.path, reason=read, detail=REASONS[read])
        raw, posts, url = read
    else:
        found_at = cleaned(document.address) if document.address else None
        raw, posts, url = markup.plain(text, facts, path=document.path), [], document.hints.url or found_at
    _fall_back(document.fallback, facts)
    body, found = body_of(raw, facts)
    if not body:
        reason = "missing_text" if text.strip() else "empty"
        return Rejected(path=document.path, reason=reason, detail=REASONS[reason])
    spoken = language.detect(body)
    if spoken not in ("en", None):
        name = language.name_of(str(spoken))
        detail = f"This report is in {name}, which OnRecord cannot read yet."
        return Rejected(path=document.path, reason="language", detail=detail)
    return _assemble(document, body, facts, [*posts, *found], url=url, spoken=spoken)


REASONS = {
    "missing_text": "No report text was found in it.",
    "list": "It is a list of other pages (headlines and teasers), not a report.",
    "truncated": "The page breaks off before its text begins.",
    "empty": "It is empty.",
}


def body_of(raw: str, facts: Facts) -> tuple[str, list[Embedded]]:
    """The body (paragraphs parted by a blank line) of a text as it came, and the posts that stood in it."""
    posts: list[Embedded] = []
    body = clean.characters(raw[: 2 * MAX_TEXT_CHARS])
    over = len(raw) > 2 * MAX_TEXT_CHARS
    for _ in range(MAX_PASSES):
        before = body
        lines = clean.paragraphs(clean.lines(body))
        kept, found = take_posts(lines)
        posts.extend(found)
        whole = read_page([text for text, _ in kept], facts)
        within = _within_limit(whole)
        over = over or within != [p for p in whole if p]
        body = "\n\n".join(within)
        if body == before:
            break
    if over:
        facts.cut.append(f"The text is longer than {MAX_TEXT_CHARS:,} characters; what stands beyond was not read.")
    return body, posts


def _within_limit(paragraphs: list[str]) -> list[str]:
    """As many paragraphs as the limit allows, the last one cut at a space."""
    kept: list[str] = []
    room = MAX_TEXT_CHARS
    for paragraph in paragraphs:
        if len(paragraph) > room:
            kept.append(paragraph[:room].rsplit(" ", 1)[0])
            break
        kept.append(paragraph)
        room -= len(paragraph) + 2
    return [p for p in kept if p]


def _hinted(hints: Hints) -> Facts:
    return Facts(
        title=_line(hints.title), publisher=_line(hints.publisher), author=_line(hints.author),
        published=hints.published, updated=hints.updated,
    )  # fmt: skip


def _fall_back(told: Hints, facts: Facts) -> None:
    """Takes what the feed said where the page was silent."""
    for name in ("title", "publisher", "author"):
        facts.offer(name, _line(getattr(told, name)))
    for name in ("published", "updated"):
        facts.offer(name, getattr(told, name))


def _line(value: str | None) -> str | None:
    """One line of metadata, cleaned as the body is; ``None`` where nothing is left."""
    return " ".join(clean.characters(value).split()) or None if value else None


def _assemble(
    document: Document, body: str, facts: Facts, posts: list[Embedded], *, url: str | None, spoken: str | None
) -> Report:
    line = dateline.find(body)
    name = facts.publisher or publisher.of_address(url)
    if name is None and (filed := dateline.outlet_name(line)):
        name = publisher.known_outlet(filed) or filed
    published, updated = _dates(facts, line.date.text if line and line.date else None, publisher.country(name, url))
    return Report(
        id=document.hints.id or fingerprint.stable_id(body, url=url, publisher=name),
        text=body, path=document.path, url=url, publisher=name, author=facts.author, title=facts.title,
        language=spoken, published=published, updated=updated, dateline=line, embedded=tuple(posts),
        credits=tuple(dict.fromkeys(facts.credits)), cut=" ".join(facts.cut) or None,
    )  # fmt: skip


def _dates(facts: Facts, filed: str | None, country: str | None) -> tuple[str | None, str | None]:
    """Published and updated, ISO 8601. All dates of a page are written in one order of day and month."""
    order = stamps.seen_order(f"{facts.published} {facts.updated}")
    last = stamps.find(facts.updated or "", order=order, country=country)
    first = stamps.find(facts.published or _filed(filed, last.day if last else None), order=order, country=country)
    published = first.text() if first else None
    updated = last.text(day=published) if last else None
    return published, updated


def _filed(written: str | None, updated: date | None) -> str:
    """The day of a dateline, with a year. Wire copy of the last century writes two figures for it: 3 FEB 90.

    Without a year it is the latest such day up to ``updated``, if that is not long before.
    """
    words = (written or "").strip(" .,").split()
    if len(words) == 3 and len(words[2]) == 2 and words[2].isdigit():
        words[2] = ("20" if int(words[2]) < 69 else "19") + words[2]
    if len(words) == 2 and updated is not None:
        stamp = stamps.find(" ".join([*words, str(updated.year)]))
        if stamp and stamp.day and 0 <= (updated - stamp.day).days <= UPDATED_WITHIN_DAYS:
            words.append(str(updated.year))
    return " ".join(words)
