"""``onrecord events``: the events of a record."""

from __future__ import annotations

from onrecord.cli.narrowed import command

events = command(
    "events",
    says="List events, latest reported first: what happened or is said to, and how many independent origins say so.",
    shown=("id", "title", "status", "origins_low", "reports", "time_start", "place", "last_published"),
    nothing="no event is like that.",
)
