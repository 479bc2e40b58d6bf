"""``onrecord events``: the events of a record."""

from __future__ import annotations

from onrecord.cli import options as o


def events(
    record: o.RecordFile = o.RECORD,
    actor: o.Who = None,
    recipient: o.Whom = None,
    type: o.Type = None,
    mode: o.Mode = None,
    status: o.Status = None,
    place: o.Place = None,
    since: o.Since = None,
    until: o.Until = None,
    min_origins: o.Origins = None,
    outlet: o.Outlet = None,
    source: o.Source = None,
    words: o.Words = None,
    quad: o.Quad = None,
    format: o.Form = "table",
    limit: o.Limit = 50,
    after: o.After = None,
) -> None:
    """List events, latest reported first: what happened or is said to, and how many independent origins say so."""
    from onrecord.cli import lists
    from onrecord.record.lists import EventRow

    with lists.opened(record) as kept:
        found = kept.events(
            actor=actor, recipient=recipient, type=type, mode=mode, status=status, place=place, since=since,
            until=until, min_origins=min_origins, outlet=outlet, source=source, words=words, quad=quad,
        )  # fmt: skip
        shown = ("id", "title", "status", "origins_low", "reports", "time_start", "place", "last_published")
        lists.show(found, EventRow, shown, form=format, limit=limit, after=after, nothing="no event is like that.")
