"""``onrecord disputes``: claims that cannot all be right."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import options as o


def disputes(
    record: o.RecordFile = o.RECORD,
    kind: Annotated[str | None, typer.Option("--kind", help="denial, figure, perpetrator, place or date.")] = None,
    actor: o.Who = None,
    recipient: o.Whom = None,
    type: o.Type = None,
    place: o.Place = None,
    since: o.Since = None,
    until: o.Until = None,
    format: o.Form = "table",
    limit: o.Limit = 50,
    after: o.After = None,
) -> None:
    """List disputes, the latest first: what each side says and on how many origins it rests; never averaged."""
    from typing import get_args

    from onrecord.cli import lists
    from onrecord.errors import UsageError
    from onrecord.model import DisputeKind
    from onrecord.record.lists import DisputeRow

    if kind is not None and kind not in get_args(DisputeKind):
        raise UsageError(f"There is no kind {kind!r}; it is one of {', '.join(get_args(DisputeKind))}.")
    with lists.opened(record) as kept:
        found = kept.disputes(
            kind=kind, actor=actor, recipient=recipient, type=o.several(type), place=place, since=since, until=until
        )
        shown = ("event", "event_title", "kind", "counted", "sides", "since")
        lists.show(found, DisputeRow, shown, form=format, limit=limit, after=after, nothing="no dispute is like that.")
