"""``onrecord sources``: whose word the record rests on."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import options as o


def sources(
    name: Annotated[str | None, typer.Argument(help="Part of a name, or an id; all if not given.")] = None,
    record: o.RecordFile = o.RECORD,
    format: o.Form = "table",
    limit: o.Limit = 50,
    after: o.After = None,
) -> None:
    """List origins: how many events each asserts, how often others confirm it, in how many disputes it stands."""
    from onrecord.cli import lists
    from onrecord.record.lists import SourceRow

    with lists.opened(record) as kept:
        shown = ("label", "kind", "country", "events", "asserted", "alone", "confirmed", "contradicted")
        lists.show(
            kept.sources(name), SourceRow, shown, form=format, limit=limit, after=after,
            nothing="no origin is called so.",
        )  # fmt: skip
