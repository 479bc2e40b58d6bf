"""Lists of the record on standard output: a table for people, JSON Lines, CSV for spreadsheets; and where to go on."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.cli.options import ListFormat

TIME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<minute>\d\d:\d\d)[:\d.]*(?P<zone>Z|[+-]\d\d:\d\d)?")
DAYS = frozenset({"last_published"})
"""Columns of times of which a table tells the day."""

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.lists import Listing, Row

# A spreadsheet runs a cell that starts so as a formula; an apostrophe before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def show(
    listing: Listing[Any],
    kind: type[Row],
    shown: Sequence[str],
    *,
    form: ListFormat,
    limit: int,
    after: str | None,
    nothing: str | Callable[[], str],
) -> None:
    """Prints one page. ``shown``: the columns of the table for people; ``nothing``: what to say of an empty list."""
    from onrecord.record.lists import columns

    page = listing.page(limit, after=after)
    write(page.rows, columns(kind), shown, form=form)
    if not page.rows and form == "table":
        print(f"onrecord: {nothing if isinstance(nothing, str) else nothing()}", file=sys.stderr)
    if page.after is not None:
        print(f"onrecord: there are more; go on with --after {page.after}", file=sys.stderr)


def write(found: Sequence[Row], names: Sequence[str], shown: Sequence[str], *, form: ListFormat) -> None:
    """Rows in a format; ``names``: all columns in order."""
    if form == "json":
        import msgspec

        for row in found:
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
    elif form == "csv":
        sys.stdout.write(spreadsheet(names, [row.flat() for row in found]))
    elif sys.stdout.isatty():
        from onrecord.cli.drawing import draw

        flat = [row.flat() for row in found]
        draw([{name: _printable(spoken(name, cell(f[name]))) for name in shown} for f in flat], shown)
    else:
        for cells in ([*shown], *([cell(row.flat()[name]) for name in shown] for row in found)):
            print("\t".join(" ".join(c.split()) for c in cells))


def cell(value: Any) -> str:
    """A value in a table: several with commas between, nothing for what is unknown."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, (tuple, list)):
        return ", ".join(str(v) for v in value)
    return str(value)


def spoken(name: str, text: str) -> str:
    """A cell of a table on a terminal: a time to the minute, with its zone; a day where no more is asked."""
    if (found := TIME.fullmatch(text)) is None:
        return text
    if name in DAYS:
        return found["day"]
    zone = found["zone"] or ""
    return f"{found['day']} {found['minute']} {'UTC' if zone in ('Z', '+00:00') else zone}".rstrip()


def _printable(text: str) -> str:
    from onrecord.cli.output import printable

    return printable(" ".join(text.split()))


def spreadsheet(names: Sequence[str], found: Sequence[dict[str, Any]]) -> str:
    """CSV with a header; no cell runs as a formula, negative numbers stay numbers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in found:
        writer.writerow([safe(row[name]) for name in names])
    return out.getvalue()


def safe(value: Any) -> Any:
    """A cell of a spreadsheet: text that would run as a formula is marked as text."""
    if value is None or isinstance(value, (int, float)):
        return value
    text = cell(value)
    if not text.startswith(FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text


def opened(record: Path) -> Record:
    """The record, for reading."""
    from onrecord.record import Record

    return Record(record, readonly=True)


def asked(record: Path, ask: Callable[[Record], None]) -> None:
    """Opens, asks, closes."""
    with opened(record) as kept:
        ask(kept)
