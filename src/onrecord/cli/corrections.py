"""``onrecord corrections``: what pages said and say no more."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import options as o


def corrections(
    url: Annotated[
        str | None, typer.Argument(help="The address of a page; all pages if not given.", show_default=False)
    ] = None,
    record: o.RecordFile = o.RECORD,
    format: o.Form = "table",
    limit: o.Limit = 50,
    after: o.After = None,
) -> None:
    """List claims that vanished, appeared or changed from one version of a page to the next, the latest first."""
    from onrecord.cli import lists
    from onrecord.record.lists import CorrectionRow

    with lists.opened(record) as kept:
        shown = ("published", "kind", "field", "before", "after", "url")
        lists.show(
            kept.corrections(url), CorrectionRow, shown, form=format, limit=limit, after=after,
            nothing="no page was found to say otherwise than before.",
        )  # fmt: skip
