"""Options that several commands share, and what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

ListFormat = Literal["table", "json", "csv"]


def several(value: str | None) -> tuple[str, ...] | None:
    """The values of an option that takes several with commas between."""
    if value is None:
        return None
    return tuple(one for part in value.split(",") if (one := part.strip())) or (value,)


RECORD = Path("onrecord.db")
RecordFile = Annotated[Path, typer.Option("--record", "-r", help="The file of the record.")]
Form = Annotated[
    ListFormat, typer.Option("--format", "-f", help="table: for people; json: an object a line; csv: for spreadsheets.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")]
After = Annotated[str | None, typer.Option("--after", help="Go on after this place, as the last list named it.")]
Type = Annotated[
    str | None, typer.Option("--type", "-t", help="PLOVER type, for instance ASSAULT, or several: AID,SUPPORT.")
]
Mode = Annotated[str | None, typer.Option("--mode", help="PLOVER mode, for instance aerial.")]
Status = Annotated[
    str | None,
    typer.Option("--status", "-s", help="occurred, ongoing, planned, possible or denied, or several with commas."),
]
Who = Annotated[str | None, typer.Option("--actor", "-a", help="Who did it: a name, a country or its code, an id.")]
Whom = Annotated[str | None, typer.Option("--recipient", "-w", help="To whom: a name, a country or its code, an id.")]
Place = Annotated[
    str | None, typer.Option("--place", "-p", help="A name, a country or its code, or WEST,SOUTH,EAST,NORTH.")
]
Since = Annotated[
    str | None, typer.Option("--since", help="First day, for instance 2025-10-01; 2025-10: from the first of it.")
]
Until = Annotated[str | None, typer.Option("--until", help="Last day; a month or year to its last.")]
Origins = Annotated[int | None, typer.Option("--min-origins", min=1, help="At least so many independent origins.")]
Outlet = Annotated[str | None, typer.Option("--outlet", "-o", help="Who published the report.")]
Source = Annotated[str | None, typer.Option("--source", help="On whose word.")]
Words = Annotated[str | None, typer.Option("--words", help="Words of the evidence.")]
Quad = Annotated[int | None, typer.Option("--quad", min=1, max=4, help="1 to 4: verbal or material, cooperation or "
                                                                       "conflict.")]  # fmt: skip
