"""``onrecord search``: words in evidence and reports."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli import options as o


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='All must be there; "some words" together.')],
    record: o.RecordFile = o.RECORD,
    format: o.Form = "table",
    limit: o.Limit = 20,
    after: o.After = None,
) -> None:
    """Search evidence and reports for words; what was found is marked."""
    from onrecord.cli import lists, output
    from onrecord.errors import UsageError
    from onrecord.record.search import Hit

    if after is not None and not after.isdecimal():
        raise UsageError("--after takes the number that the last list named.")
    skip = int(after or 0)
    asked = " ".join(f'"{w}"' if " " in w and '"' not in w else w for w in words)
    with lists.opened(record) as kept:
        found = kept.search(asked, limit=limit + 1, skip=skip)
    hits, more = found[:limit], len(found) > limit
    if format == "table" and sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        console = Console(highlight=False, emoji=False, markup=False)
        for hit in hits:
            events = ", ".join(f"event {e}" for e in hit.events) or f"report {hit.report}"
            head = " · ".join(x for x in (hit.publisher, hit.published, hit.title, events) if x)
            console.print(Text(output.printable(head), style="bold"))
            console.print(_marked(output.printable(" ".join(hit.snippet.split()))))
            console.print()
    else:
        names = list(Hit.__struct_fields__)
        lists.write(hits, names, ("kind", "snippet", "publisher", "published", "report"), form=format)
    if not hits and format == "table":
        print("onrecord: these words stand nowhere in the record.", file=sys.stderr)
    if more:
        print(f"onrecord: there are more; go on with --after {skip + limit}", file=sys.stderr)


def _marked(snippet: str) -> object:
    from rich.text import Text

    text = Text()
    for n, part in enumerate(snippet.split("[[")):
        inside, closed, rest = part.partition("]]")
        if n and closed:
            text.append(inside, style="reverse")
            text.append(rest)
        else:
            text.append(part)
    return text
