"""Rows for people on a terminal: a table where it fits, else a card a row. No word and no id is broken for room."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

Cells = dict[str, str]

LABELS = {
    "origins_low": "origins", "last_published": "reported", "time_start": "when", "event_title": "about",
    "contradicted": "disputed", "copy_of": "copy of", "copy_kind": "how",
}  # fmt: skip
"""What columns are called where their name is longer than what stands in them."""
WIDE = frozenset(
    {
        "title",
        "event_title",
        "label",
        "actors",
        "recipients",
        "chain",
        "evidence",
        "snippet",
        "sides",
        "why",
        "before",
        "after",
        "url",
    }
)
"""Columns of words, which may run over several lines."""
SPARED = ("place", "time_start", "counted", "alone", "country", "reports", "url", "copy_kind")
"""Left out where there is little room, in this order: titles and sides tell most of it, other formats have it."""
ORDINAL = frozenset({"version"})
"""Numbers that say which, not how many."""
NARROWEST, LONGEST = 16, 24
"""Characters under which no column of words is squeezed, and over which any other becomes one."""
BESIDE = 3
"""Blanks beside each column; one stands at either end of the table."""


def draw(found: Sequence[Cells], shown: Sequence[str]) -> None:
    """Prints the rows, as wide as the terminal."""
    console = Console(highlight=False, emoji=False, markup=False)
    names = fitting(found, shown, console.width)
    if names is not None:
        console.print(_table(found, names))
        return
    for row in found:
        for line in card(row, shown, console.width):
            console.print(line)


def label(name: str) -> str:
    """What a column is called."""
    return LABELS.get(name, name.replace("_", " "))


def widths(found: Sequence[Cells], shown: Sequence[str]) -> dict[str, int]:
    """The least width of each column; ``NARROWEST`` stands for one of words."""
    natural = {name: max([len(label(name)), *(len(row[name]) for row in found)]) for name in shown}
    return {n: min(width, NARROWEST) if n in WIDE or width > LONGEST else width for n, width in natural.items()}


def fitting(found: Sequence[Cells], shown: Sequence[str], width: int) -> list[str] | None:
    """The columns that a table of that width has room for; ``None`` where the needed ones have none."""
    least = widths(found, shown)
    names = list(shown)
    for spared in (None, *SPARED):
        if spared in names:
            names.remove(spared)
        if sum(least[name] + BESIDE for name in names) + 2 <= width:
            return names
    return None


def _table(found: Sequence[Cells], names: Sequence[str]) -> Table:
    least = widths(found, names)
    table = Table(box=box.SIMPLE)
    for name in names:
        broad = any(len(row[name]) > least[name] for row in found)
        right = all(row[name].isdecimal() for row in found)
        table.add_column(label(name), justify="right" if right else "left", overflow="fold", no_wrap=not broad,
                         min_width=least[name])  # fmt: skip
    for row in found:
        table.add_row(*(Text(row[name]) for name in names))
    return table


def card(row: Cells, shown: Sequence[str], width: int) -> list[Text]:
    """A row as lines: what is short side by side, each column of words under it with its name."""
    broad = [name for name in shown if (name in WIDE or len(row[name]) > LONGEST) and row[name]]
    short = [name for name in shown if row[name] and name not in broad]
    head = " · ".join(_counted(row[name], name) if row[name].isdecimal() else row[name] for name in short)
    lines = [Text(line, style="bold") for line in textwrap.wrap(head, width)]
    room = max((len(label(name)) for name in broad), default=0) + 2
    for name in broad:
        first = f"  {label(name):<{room}}"
        found = textwrap.wrap(row[name], width, initial_indent=first, subsequent_indent=" " * len(first),
                              break_on_hyphens=False)  # fmt: skip
        lines += [Text(line) for line in found]
    return [*lines, Text("")]


def _counted(number: str, name: str) -> str:
    what = label(name)
    if name in ORDINAL:
        return f"{what} {number}"
    return f"{number} {what.removesuffix('s') if number == '1' else what}"
