"""The shape that the tables of named bodies share: one row an entry with its aliases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from msgspec import Struct

from onrecord.errors import DataError
from onrecord.knowledge.entry import Entry, Kind, rows

COLUMNS = 8


class Row(Struct, frozen=True, gc=False):
    """An entry and the other names it goes by, as the data file spells them."""

    entry: Entry
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.entry.name, *self.aliases)


def read(filename: str, *, table: str) -> tuple[Row, ...]:
    """The rows of ``knowledge/data/<filename>``.

    Columns: id, name, kind, country (alpha-3), sector, start, end, aliases (parted by ``|``); empty is unknown.
    Raises ``DataError`` where a row has another number of columns.
    """
    return tuple(_row(row, filename, table) for row in rows(filename))


def _row(row: list[str], filename: str, table: str) -> Row:
    if len(row) != COLUMNS:
        raise DataError(f"The table {filename} is damaged near {row[0]!r}: reinstall onrecord.")
    ident, name, kind, country, sector, start, end, aliases = row
    entry = Entry(
        id=ident, name=name, kind=cast(Kind, kind), country=country or None, sector=sector or None,
        start=start or None, end=end or None, table=table,
    )  # fmt: skip
    return Row(entry, split(aliases))


def split(field: str) -> tuple[str, ...]:
    """The parts of a field that holds several values parted by ``|``."""
    return tuple(part for part in field.split("|") if part)


def by_id(table: Iterable[Row]) -> dict[str, Row]:
    """Rows by id."""
    return {row.entry.id: row for row in table}
