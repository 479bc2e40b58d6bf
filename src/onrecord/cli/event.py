"""``onrecord event``: the whole story of one event."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from onrecord.cli import options as o


def event(
    id: Annotated[str, typer.Argument(metavar="ID", help="The event, as events lists it.", show_default=False)],
    record: o.RecordFile = o.RECORD,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="text: for people; json: everything, one object.")
    ] = "text",
) -> None:
    """Tell the whole story of an event: when, where, who says so, what was said when, figures, disputes with quotes."""
    import msgspec

    from onrecord.cli import lists

    with lists.opened(record) as kept:
        account = kept.event(id)
        if format == "json":
            typer.echo(msgspec.json.encode(account).decode())
            return
        from onrecord.export import story

        story.write(account, {r: kept.heading(r) for r in account.event.reports}, sys.stdout)
