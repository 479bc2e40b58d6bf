"""``onrecord watch``: keeps adding what is new in feeds."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from onrecord.cli import options as o


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(metavar="FEEDS", help="OPML files, lists of addresses, or addresses of feeds."),
    ],
    record: o.RecordFile = o.RECORD,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once and end.")] = False,
    every: Annotated[int, typer.Option("--every", min=60, help="Seconds between two askings of a feed.")] = 900,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes for many reports; one a core if not given.")
    ] = None,
) -> None:
    """Keep adding what is new in feeds to a record, through their faults, until stopped with Ctrl-C."""
    from onrecord.cli import output
    from onrecord.cli.add import tally
    from onrecord.errors import UsageError
    from onrecord.intake import watch as polling
    from onrecord.model import Rejected
    from onrecord.record import Record

    addresses: list[str] = []
    for one in polling.feeds(feeds):
        if isinstance(one, Rejected):
            output.complain(one)
        else:
            addresses.append(one)
    if not addresses:
        raise UsageError(
            "There is no address of a feed in what was given: name feeds by their addresses, an OPML file, or a text "
            "file with an address a line."
        )
    with Record(record) as kept:
        while True:
            summary, next_at = kept.watch(addresses, every=float(every), jobs=jobs, on_reject=output.complain)
            if summary.inputs:
                print(tally(summary, record), file=sys.stderr, flush=True)
            if once:
                raise typer.Exit(1 if summary.rejected else 0)
            time.sleep(max(1.0, next_at - time.time()))
