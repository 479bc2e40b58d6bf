"""Readings as a table, a claim a row: tab-separated for programs, drawn for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING

from onrecord.export import words
from onrecord.model import Claim, Reading

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = ("report", "published", "status", "type", "actors", "recipients", "objects", "figures", "time", "place",
           "chain", "evidence")  # fmt: skip
SHOWN = ("status", "type", "actors", "recipients", "time", "place", "chain")
SPARED = ("place", "time", "chain")
"""Left out on a narrow terminal, in this order."""
LONGEST, BESIDE = 16, 3
"""Characters of a word that is kept whole, and blanks beside a column."""
# A spreadsheet runs a cell that starts so as a formula; an apostrophe before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(read: Iterable[Reading]) -> Iterator[str]:
    """Tab-separated lines with a header; no cell holds a tab or a line break."""
    yield "\t".join(COLUMNS) + "\n"
    for reading in read:
        for claim in reading.claims:
            yield "\t".join(_cell(value) for value in row(reading, claim)) + "\n"


def draw(read: Iterable[Reading], out: IO[str]) -> None:
    """A table a report for people, under its title, as wide as the terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, highlight=False, emoji=False, markup=False)
    for reading in read:
        report = reading.report
        title = " ".join((report.title or report.path or report.id).split())
        console.print(Text("".join(c if c.isprintable() else "?" for c in title), style="bold"))
        cells = [dict(zip(COLUMNS, row(reading, claim), strict=True)) for claim in reading.claims]
        console.print(_table(cells, console.width) if cells else Text("  no claims\n"))


def _table(cells: Sequence[Mapping[str, str]], width: int) -> Table:
    """The columns that there is room for; no word is broken that is not longer than a column may be."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = list(SHOWN)
    least = {
        n: min(LONGEST, max(len(n), *(len(w) for c in cells for w in c[n].split() or [""]))) for n in SHOWN
    }  # fmt: skip
    for spared in SPARED:
        if sum(least[name] + BESIDE for name in shown) + 2 > width:
            shown.remove(spared)
    table = Table(box=box.SIMPLE, expand=True)
    for name in shown:
        table.add_column(name, overflow="fold", min_width=least[name])
    for one in cells:
        table.add_row(*(Text(" ".join(one[name].split())) for name in shown))
    return table


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
