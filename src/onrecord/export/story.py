"""The whole story of one event for a terminal: plain lines, wrapped to its width."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import IO

from onrecord.export.words import STANCE_WORDS, STATUS_WORDS, number, quoted
from onrecord.model import EventAccount, Figure, Origin, OriginCount, SourceEdge

MOST_QUOTES = 5
"""Of one side of a dispute; ``--format json`` has them all."""

EDGE_WORDS = {"cites": "cites", "copies": "repeats the text of", "quotes": "quotes", "published": "published"}


def write(account: EventAccount, headings: Mapping[str, str], out: IO[str]) -> None:
    """Prints the story. ``headings``: publisher, day and title of each report."""
    width = min(110, shutil.get_terminal_size((96, 24)).columns)
    out.write("\n".join(lines(account, headings, width=width)) + "\n")


def lines(account: EventAccount, headings: Mapping[str, str], *, width: int = 96) -> Iterator[str]:
    """The lines of the story."""
    yield from _head(account, width)
    yield from _sources(account, headings, width)
    yield from _statuses(account, headings, width)
    yield from _figures(account, headings, width)
    yield from _disputes(account, headings, width)


def in_words(stamp: str | None) -> str:
    """ "2031-05-02" as "2 May 2031 (2031-05-02)", with the time where there is one; "no date" for none."""
    if not stamp:
        return "no date"
    try:
        if len(stamp) == 10:
            day = date.fromisoformat(stamp)
            return f"{day.day} {day:%B %Y} ({stamp})"
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return f"{at.day} {at:%B %Y, %H:%M} ({stamp})"


def count_in_words(count: OriginCount) -> str:
    """ "2 independent origins", "1 to 3 independent origins"."""
    if count.low == count.high:
        return f"{count.low} independent origin{'' if count.low == 1 else 's'}"
    return f"{count.low} to {count.high} independent origins"


def _wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    clean = "".join(c if c.isprintable() else " " for c in text)
    yield from textwrap.wrap(clean, width, initial_indent=indent, subsequent_indent=indent + "  ") or [indent]


def _head(account: EventAccount, width: int) -> Iterator[str]:
    e = account.event
    sign, word = STATUS_WORDS[e.status]
    yield from _wrapped(e.title, width)
    kind = f"{e.type} {e.mode}" if e.mode else e.type
    reports = "1 report" if len(e.reports) == 1 else f"{len(e.reports)} reports"
    yield f"{sign} {word} · {kind} · {count_in_words(e.origins)} · {reports}"
    yield f"event {e.id}"
    yield ""
    if e.time:
        span = in_words(e.time.start)
        if e.time.end != e.time.start:
            span += f" to {in_words(e.time.end)}"
        yield from _wrapped(f"When: {span}: {e.time.why}", width)
    else:
        yield "When: no report says."
    if e.place:
        where = e.place.name + (f" ({e.place.country})" if e.place.country else "")
        at = f", {e.place.lat:g}, {e.place.lon:g}" if e.place.lat is not None and e.place.lon is not None else ""
        yield from _wrapped(f"Where: {where}{at}: {e.place.why}", width)
    else:
        yield "Where: no report says."
    yield from _wrapped(f"Status: {e.status_why}", width)
    for why in e.origins.why:
        yield from _wrapped(f"Origins: {why}", width)


def _sources(account: EventAccount, headings: Mapping[str, str], width: int) -> Iterator[str]:
    """Whose word it rests on: each origin with the claims that stand on it and by what way they got there."""
    yield from ("", "Whose word it is")
    asserting = set(account.asserting)
    for origin in account.origins:
        mark = "●" if origin.id in asserting else "○"
        yield from _wrapped(f"{mark} {_named(origin)}" + (f": {origin.why}" if origin.why else ""), width, "  ")
        ways = []
        for w in (w for w in account.witnesses if w.origin == origin.id):
            way = " > ".join([headings.get(w.report, w.report), *w.via])
            same = "" if w.independent else " (not independent)"
            why = f": {w.why}" if w.why else ""
            ways.append(f"└ {STANCE_WORDS[w.stance]} · {way}{same}{why}")
        for line in dict.fromkeys(ways):
            yield from _wrapped(line, width, "    ")
    yield from _edges(account, width)


def _named(origin: Origin) -> str:
    country = f" ({origin.country})" if origin.country else ""
    return f"{origin.label}{country}"


def _edges(account: EventAccount, width: int) -> Iterator[str]:
    labels = {n.id: n.label for n in account.nodes}
    shown: list[SourceEdge] = [e for e in account.edges if e.kind in ("copies", "cites") or e.circular]
    for edge in shown:
        ring = ", whose own report is here" if edge.circular and edge.kind == "cites" else ""
        quote = f": {quoted(edge.evidence.span.text)}" if edge.evidence else ""
        line = f"{labels.get(edge.source, edge.source)} {EDGE_WORDS[edge.kind]} {labels.get(edge.target, edge.target)}"
        yield from _wrapped(f"{line}{ring}{quote}", width, "  ")


def _statuses(account: EventAccount, headings: Mapping[str, str], width: int) -> Iterator[str]:
    yield from ("", "What was said, and when")
    labels = {o.id: o.label for o in account.origins}
    told = []
    for s in account.statuses:
        sign, word = STATUS_WORDS[s.status]
        who = labels.get(s.origin or "", "")
        line = f"{in_words(s.published)} {sign} {word}" + (f" · {who}" if who else "")
        told.append(f"{line} · {headings.get(s.report, s.report)}: {s.why}")
    for line in dict.fromkeys(told):  # two claims of one report that say the same say it once
        yield from _wrapped(line, width, "  ")


def _figures(account: EventAccount, headings: Mapping[str, str], width: int) -> Iterator[str]:
    if not account.figures:
        return
    yield from ("", "Figures over time")
    told = []
    for f in account.figures:
        note = f" ({f.note})" if f.note else ""
        line = f"{in_words(f.published)} · {f.role}: {_value(f)}{note} · {headings.get(f.report, f.report)}"
        revises = " · revises an earlier one" if f.revises else ""
        told.append(f"{line} · {quoted(f.evidence.span.text)}{revises}")
    for line in dict.fromkeys(told):  # versions of one page that say the same say it once
        yield from _wrapped(line, width, "  ")


def _value(f: Figure) -> str:
    low, high = f.low, f.high
    if low is not None and high is not None:
        return number(low) if low == high else f"{number(low)} to {number(high)}"
    if low is not None:
        return f"{number(low)} or more"
    if high is not None:
        return f"up to {number(high)}"
    return f"about {number(f.value)}" if f.value is not None else "?"


def _disputes(account: EventAccount, headings: Mapping[str, str], width: int) -> Iterator[str]:
    for d in account.disputes:
        yield from ("", f"In dispute: {d.kind}" + (f" ({d.role})" if d.role else ""))
        yield from _wrapped(d.why, width, "  ")
        for side in d.sides:
            count = f"{len(side.origins)} origin{'' if len(side.origins) == 1 else 's'}"
            yield from _wrapped(f"▪ {side.value} · {count} · since {in_words(side.since)}", width, "  ")
            quotes = {quote.span.text: quote.report for quote in reversed(side.evidence)}  # copies quote the same
            for text, report in list(reversed(quotes.items()))[:MOST_QUOTES]:
                yield from _wrapped(f"{quoted(text)} · {headings.get(report, report)}", width, "    ")
            if len(quotes) > MOST_QUOTES:
                yield f"    and {len(quotes) - MOST_QUOTES} more"
