"""One self-contained HTML page: the text with its evidence marked, beside it every claim with its chain.

Nothing is loaded from anywhere, every piece of a report is escaped, and a content security policy with the hashes of
the page's own style and script lets nothing else run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files
from itertools import pairwise

from onrecord.export import words
from onrecord.model import Claim, Reading, Report, Span, Status

TITLE = 70
"""Code points of a report's first words that stand for a missing title."""
MARKS = {"trigger": "t", "source": "s", "cue": "k", "warning": "w", "evidence": "e"}


def render(reading: Reading) -> str:
    """The page of one report."""
    return render_all([reading])


def render_all(readings: Iterable[Reading]) -> str:
    """One page with several reports."""
    read = list(readings)
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    total = sum(len(r.claims) for r in read)
    body = "\n".join(_article(n, reading) for n, reading in enumerate(read))
    title = read[0].report.title or read[0].report.id if len(read) == 1 else f"{len(read)} reports"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)} · OnRecord</title>
<style>{style}</style></head><body>
<header class="top"><h1>OnRecord</h1><p>{total} claims from {len(read)} {"report" if len(read) == 1 else "reports"}: \
who did what to whom, on whose word, and what became of the claim. A claim is what somebody says, not what we vouch \
for.</p></header>
{_contents(read)}
<main>{body}</main>
<footer>Made by OnRecord. Event types: PLOVER 0.8. Place data: GeoNames (CC BY 4.0), Natural Earth.</footer>
<script>{script}</script></body></html>
"""


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return (files("onrecord.export") / "assets" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _contents(read: Sequence[Reading]) -> str:
    if len(read) < 2:
        return ""
    links = (f'<a href="#r{n}">{escape(_title(r.report))} ({len(r.claims)})</a>' for n, r in enumerate(read))
    return f'<nav class="reports" aria-label="Reports">{" ".join(links)}</nav>'


def _title(report: Report) -> str:
    if report.title or len(report.text) <= TITLE:
        return report.title or report.text or report.id
    return f"{report.text[:TITLE].rpartition(' ')[0] or report.text[:TITLE]} …"


def _article(n: int, reading: Reading) -> str:
    report = reading.report
    facts = [
        report.publisher or "Publisher unknown",
        f"by {report.author}" if report.author else "",
        f"published {report.published}" if report.published else "date unknown",
        f"updated {report.updated}" if report.updated else "",
    ]
    numbered = {claim.id: f"c{n}-{i}" for i, claim in enumerate(reading.claims)}
    cards = [
        _card(report, claim, numbered[claim.id], same=i > 0)
        for group in words.groups(reading)
        for i, claim in enumerate(group)
    ]
    cards += [_warning(w.text, w.detail or w.code, w.suggestion) for w in reading.warnings]
    return f"""<article id="r{n}"><header><h2>{escape(_title(report))}</h2>
<p class="meta ui">{escape(" · ".join(f for f in facts if f))}</p>{_tally(reading)}</header>
<div class="text">{_marked(reading, numbered)}{_embedded(report)}</div>
<aside aria-label="Claims"><h3>Claims in this report</h3>{_filters(reading)}
{"".join(cards) or '<p class="meta">No political event found in this report.</p>'}</aside></article>"""


def _tally(reading: Reading) -> str:
    items = []
    for status, count in words.counts([reading]).items():
        if count:
            sign, name = words.STATUS_WORDS[status]
            items.append(f'<li class="pill {status}">{sign} {count} {name}</li>')
    return f'<ul class="tally ui">{"".join(items)}</ul>'


def _filters(reading: Reading) -> str:
    boxes = []
    for status, count in words.counts([reading]).items():
        if count:
            boxes.append(
                f'<label><input type="checkbox" value="{status}" checked> {words.STATUS_WORDS[status][1]}</label>'
            )
    return f'<div class="filters" role="group" aria-label="Show claims by status">{"".join(boxes)}</div>'


def _card(report: Report, claim: Claim, name: str, *, same: bool) -> str:
    sign, status = words.STATUS_WORDS[claim.status]
    crumbs = "".join(f"<li><em>{escape(who)}</em> {escape(does)}</li>" for who, does in words.breadcrumb(report, claim))
    facts: list[tuple[str, str]] = []
    if claim.quantities:
        facts.append(("figures", "; ".join(words.figure(q) for q in claim.quantities)))
    if claim.time:
        facts.append(("when", words.when(claim.time)))
    if claim.place:
        facts.append(
            ("where", f"{claim.place.name or claim.place.span.text} ({claim.place.precision or 'unresolved'})")
        )
    facts.append(("why", f"{claim.status_why} [{claim.factuality}]"))
    rows = "".join(f"<dt>{k}</dt><dd>{escape(v)}</dd>" for k, v in facts)
    return f"""<section class="claim {claim.status}{" same" if same else ""}" id="{name}" data-id="{name}" tabindex="0">
<span class="code">{escape(words.code(claim))}</span><span class="pill {claim.status}">{sign} {status}</span>
<h4>{escape(words.headline(claim))}</h4><ol class="crumbs" aria-label="On whose word">{crumbs}</ol>
{_quote(claim)}<dl>{rows}</dl></section>"""


def _quote(claim: Claim) -> str:
    sentence, at = claim.sentence, claim.sentence.start
    start, end = claim.trigger.start - at, claim.trigger.end - at
    before, after = words.marks(sentence.text)
    return (
        f"<blockquote>{before}{escape(sentence.text[:start])}<b>{escape(sentence.text[start:end])}</b>"
        f"{escape(sentence.text[end:])}{after}</blockquote>"
    )


def _warning(text: str, detail: str, suggestion: str | None) -> str:
    hint = f" Nearest known: {suggestion}." if suggestion else ""
    check = escape(words.quoted(text))
    return f'<section class="claim warn"><h4>Check {check}</h4>{escape(detail)}.{escape(hint)}</section>'


def _embedded(report: Report) -> str:
    made = []
    for post in report.embedded:
        facts = " by " + post.author if post.author else ""
        facts += ", " + post.published if post.published else ""
        label = f"Embedded post{facts}: not part of the report"
        made.append(f'<details class="post"><summary>{escape(label)}</summary>{escape(post.text)}</details>')
    return "".join(made)


class _Piece:
    """What lies on one stretch of text: claim names and marks."""

    def __init__(self) -> None:
        self.claims: dict[str, None] = {}
        self.marks: dict[str, None] = {}
        self.status: Status | None = None
        self.target: str | None = None


def _marked(reading: Reading, numbered: dict[str, str]) -> str:
    """The text in paragraphs, cut wherever evidence starts or ends, each piece marked with what lies on it."""
    text = reading.report.text
    spans: list[tuple[Span, str, Claim | None]] = [(w, "warning", None) for w in reading.warnings]
    for claim in reading.claims:  # every span that proves some part of a claim
        spans.append((claim.trigger, "trigger", claim))
        spans += [(s, "evidence", claim) for s in (*claim.actors, *claim.recipients, *claim.objects, *claim.quantities)]
        for link in claim.chain:
            spans += [(link.source, "source", claim)] if link.source else []
            spans += [(link.cue, "cue", claim)] if link.cue else []
        spans += [(claim.time.span, "evidence", claim)] if claim.time else []
        spans += [(claim.place.span, "evidence", claim)] if claim.place else []
    cuts = sorted({0, len(text), *(s.start for s, _, _ in spans), *(s.end for s, _, _ in spans)})
    pieces = {start: _Piece() for start in cuts}
    for span, mark, owner in spans:
        for start in cuts[_index(cuts, span.start) : _index(cuts, span.end)]:
            _lay(pieces[start], mark, owner, numbered)
    marked = [_piece(text[a:b], pieces[a]) for a, b in pairwise(cuts)]
    return "".join(f"<p>{p.strip()}</p>" for p in "".join(marked).split("\n\n") if p.strip())


def _index(cuts: list[int], at: int) -> int:
    from bisect import bisect_left

    return bisect_left(cuts, at)


def _lay(piece: _Piece, mark: str, claim: Claim | None, numbered: dict[str, str]) -> None:
    piece.marks[MARKS[mark]] = None
    if claim is None:
        return
    piece.claims[numbered[claim.id]] = None
    if mark == "trigger" and piece.status is None:
        piece.status, piece.target = claim.status, numbered[claim.id]


def _piece(text: str, piece: _Piece) -> str:
    """One stretch of text; a mark never crosses a paragraph border."""
    if not piece.marks:
        return escape(text)
    marks = " ".join([*piece.marks, *([piece.status] if piece.status else [])])
    data = f' data-c="{" ".join(piece.claims)}"' if piece.claims else ""
    made = []
    for part in text.split("\n\n"):
        inner = escape(part)
        if piece.target:
            made.append(f'<a class="{marks}"{data} href="#{piece.target}">{inner}</a>')
        else:
            made.append(f'<span class="{marks}"{data}>{inner}</span>')
    return "\n\n".join(made)
