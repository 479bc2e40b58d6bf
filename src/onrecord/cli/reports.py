"""``onrecord reports``: what was read, and what of it repeats another."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import options as o


def reports(
    record: o.RecordFile = o.RECORD,
    outlet: o.Outlet = None,
    words: Annotated[str | None, typer.Option("--words", help="Words of the title and text.")] = None,
    copies: Annotated[bool, typer.Option("--copies/--no-copies", help="With those that repeat another's text.")] = True,
    format: o.Form = "table",
    limit: o.Limit = 50,
    after: o.After = None,
) -> None:
    """List reports, the latest first: which version of its page each is, and whose text it repeats."""
    from onrecord.cli import lists
    from onrecord.record.lists import ReportRow

    with lists.opened(record) as kept:
        shown = ("id", "title", "publisher", "published", "claims", "version", "copy_of", "copy_kind")
        lists.show(
            kept.reports(outlet=outlet, words=words, copies=copies), ReportRow, shown, form=format, limit=limit,
            after=after, nothing="no report is like that.",
        )  # fmt: skip
