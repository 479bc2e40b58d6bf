"""``onrecord claims``: the claims of a record."""

from __future__ import annotations

from onrecord.cli import options as o


def claims(
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
    """List claims, latest report first: who did what to whom, on whose word, and the sentence that says so."""
    from onrecord.cli import lists
    from onrecord.record.lists import ClaimRow

    with lists.opened(record) as kept:
        found = kept.claims(
            actor=actor, recipient=recipient, type=type, mode=mode, status=status, place=place, since=since,
            until=until, min_origins=min_origins, outlet=outlet, source=source, words=words, quad=quad,
        )  # fmt: skip
        shown = ("id", "status", "type", "actors", "recipients", "chain", "evidence", "publisher", "published")
        lists.show(found, ClaimRow, shown, form=format, limit=limit, after=after, nothing="no claim is like that.")
