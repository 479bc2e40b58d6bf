"""Readings as a table, a claim a row: tab-separated for programs, drawn for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from onrecord.export import words
from onrecord.model import Claim, Reading

COLUMNS = ("report", "published", "status", "type", "actors", "recipients", "objects", "figures", "time", "place",
           "chain", "evidence")  # fmt: skip
# A spreadsheet runs a cell that starts so as a formula; an apostrophe before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(read: Iterable[Reading]) -> Iterator[str]:
    """Tab-separated lines with a header; no cell holds a tab or a line break."""
    yield "\t".join(COLUMNS) + "\n"
    for reading in read:
        for claim in reading.claims:
            yield "\t".join(_cell(value) for value in row(reading, claim)) + "\n"


def draw(read: Iterable[Reading], out: IO[str]) -> None:
    """A table for people, as wide as the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, expand=True)
    shown = ("status", "type", "actors", "recipients", "time", "place", "chain")
    for name in shown:
        table.add_column(name)
    for reading in read:
        report = reading.report
        table.add_row(Text(report.title or report.path or report.id, style="bold"))
        for claim in reading.claims:
            cells = dict(zip(COLUMNS, row(reading, claim), strict=True))
            table.add_row(*(Text(cells[name]) for name in shown))
    Console(file=out, highlight=False, emoji=False, markup=False).print(table)


def row(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """The cells of one claim, in the order of ``COLUMNS``; unknown is empty."""
    report = reading.report
    return (
        report.id, report.published or "", claim.status, claim.type + (f" {claim.mode}" if claim.mode else ""),
        words.who(claim.actors), words.who(claim.recipients), ", ".join(o.text for o in claim.objects),
        ", ".join(f"{q.role}: {q.text}" for q in claim.quantities), _time(claim),
        (claim.place.name or claim.place.span.text) if claim.place else "",
        " > ".join(link.who for link in claim.chain), claim.sentence.text,
    )  # fmt: skip


def _time(claim: Claim) -> str:
    if claim.time is None:
        return ""
    start, end = claim.time.start, claim.time.end
    return start or end or "" if start == end or not (start and end) else f"{start} to {end}"


def _cell(value: str) -> str:
    flat = " ".join(value.split())
    return "'" + flat if flat.startswith(FORMULA) else flat
