"""Lists as CSV, for spreadsheets: one flat row each, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from onrecord.export import words
from onrecord.serve import shapes

Flat = Mapping[str, Any]
RUNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is taken for a formula; an apostrophe before it keeps it text."""


def text(rows: Iterable[Flat]) -> str:
    """The table; its columns are those of the first row. Empty where there is no row."""
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({k: _cell(v) for k, v in row.items()})
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(RUNS):
        return f"'{value}"
    return value


def event(row: shapes.EventRow) -> Flat:
    """One event."""
    when, where = row.time, row.place
    return {
        "id": row.id, "title": row.title, "status": row.status, "origins_low": row.origins.low,
        "origins_high": row.origins.high, "type": row.type, "mode": row.mode,
        "start": when and when.start, "end": when and when.end, "time_precision": when and when.precision,
        "place": where and where.name, "country": where and where.country, "lat": where and where.lat,
        "lon": where and where.lon, "place_precision": where and where.precision,
        "actors": "; ".join(p.name for p in row.actors), "recipients": "; ".join(p.name for p in row.recipients),
        "claims": row.claims, "reports": row.reports, "disputes": row.disputes,
        "first_published": row.first_published, "last_published": row.last_published, "status_why": row.status_why,
    }  # fmt: skip


def claim(row: shapes.ClaimRow) -> Flat:
    """One claim with its report, event, chain and the sentence that proves it."""
    c = row.claim
    chain = " > ".join(link.who for link in c.chain)
    return {
        "id": c.id, "headline": words.headline(c), "status": c.status, "factuality": c.factuality, "type": c.type,
        "mode": c.mode, "cameo": c.cameo, "actors": words.who(c.actors), "recipients": words.who(c.recipients),
        "figures": "; ".join(words.figure(q) for q in c.quantities), "when": words.when(c.time) if c.time else None,
        "where": c.place and (c.place.name or c.place.span.text), "chain": chain, "report": row.report,
        "publisher": row.publisher, "published": row.published, "event": row.event, "sentence": c.sentence.text,
    }  # fmt: skip


def report(row: shapes.ReportRow) -> Flat:
    """One report."""
    return {f: getattr(row, f) for f in row.__struct_fields__}


def source(row: shapes.SourceRow) -> Flat:
    """One origin."""
    return {f: getattr(row, f) for f in row.__struct_fields__}


def dispute(row: shapes.DisputeRow) -> Flat:
    """One dispute, its sides in one cell."""
    sides = " | ".join(f"{s.value} (since {s.since or 'unknown'})" for s in row.dispute.sides)
    return {
        "id": row.dispute.id, "kind": row.dispute.kind, "role": row.dispute.role, "event": row.event.id,
        "title": row.event.title, "status": row.event.status, "origins_low": row.event.origins.low,
        "origins_high": row.event.origins.high, "sides": sides, "why": row.dispute.why,
    }  # fmt: skip


def correction(row: shapes.CorrectionRow) -> Flat:
    """One silent correction."""
    return {
        "before": row.before.id, "after": row.after.id, "url": row.after.url, "publisher": row.after.publisher,
        "title": row.after.title, "vanished": row.vanished, "changed": row.changed,
    }  # fmt: skip


def rejected(row: shapes.RejectedRow) -> Flat:
    """One input that was not read."""
    return {f: getattr(row, f) for f in row.__struct_fields__}


def hit(row: shapes.Hit) -> Flat:
    """One report found, its words in square brackets."""
    pieces = "".join(f"[{p}]" if i % 2 else p for i, p in enumerate(row.pieces))
    return {**report(row.report), "found": pieces}


def columns(found: Mapping[str, Any]) -> Iterable[Flat]:
    """Columns of equal length as rows."""
    names = [n for n, v in found.items() if isinstance(v, list)]
    return (
        {n: ",".join(map(str, v)) if isinstance(v, list) else v for n, v in zip(names, values, strict=True)}
        for values in zip(*(found[n] for n in names), strict=True)
    )


Flatten = Callable[[Any], Flat]
