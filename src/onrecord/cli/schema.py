"""``onrecord schema``: the JSON Schema of what ``onrecord read --format json`` prints."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of one line of JSON output."""
    import json

    import msgspec
    import typer

    from onrecord.model import Reading

    typer.echo(json.dumps(msgspec.json.schema(Reading), indent=2, ensure_ascii=False))
