"""``onrecord claims``: the claims of a record."""

from __future__ import annotations

from onrecord.cli.narrowed import command

claims = command(
    "claims",
    says="List claims, latest report first: who did what to whom, on whose word, and the sentence that says so.",
    shown=("id", "status", "type", "actors", "recipients", "chain", "evidence", "publisher", "published"),
    nothing="no claim is like that.",
)
