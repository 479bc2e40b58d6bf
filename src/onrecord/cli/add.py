"""``onrecord add``: reads reports into a record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import RECORD, RecordFile

if TYPE_CHECKING:
    from onrecord.record import AddSummary


def add(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Files, folders, patterns, archives, feeds, addresses, or - for stdin.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - the command line makes its own
    record: RecordFile = RECORD,
    publisher: Annotated[str | None, typer.Option(help="Who published it, where the text does not say.")] = None,
    published: Annotated[str | None, typer.Option(help="When, for instance 2025-10-31 or with time and zone.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline.")] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes for many reports; one a core if not given.")
    ] = None,
) -> None:  # fmt: skip
    """Read reports into a record. Safe to repeat and to stop: what is counted is kept, nothing is kept twice."""
    from onrecord.cli import output
    from onrecord.cli.read import hints_of
    from onrecord.intake import count
    from onrecord.record import Record

    hints = hints_of(inputs, publisher=publisher, published=published, url=url, title=title)
    bar = output.show_progress(record)
    with Record(record) as kept:  # without inputs, the file is made or brought up to date
        if not inputs:
            typer.echo(f"{record} is a record of this version.")
            return
        with Bar(bar, count(inputs) if bar else None) as step:
            summary = kept.add(
                *inputs, jobs=jobs, hints=hints, on_reject=output.complain, on_note=output.remark, progress=step
            )
    print(tally(summary, record), file=sys.stderr)
    raise typer.Exit(code(summary))


def code(summary: AddSummary) -> int:
    """The exit code of the contract."""
    if summary.inputs == summary.rejected:
        return 3
    return 1 if summary.rejected else 0


def tally(s: AddSummary, record: Path) -> str:
    """What became of the inputs, adding up."""
    parts = [f"{s.read} read"]
    parts += [f"{count} {word}" for count, word in (
        (s.copies, "copy" if s.copies == 1 else "copies"), (s.unchanged, "unchanged"), (s.rejected, "rejected"),
    ) if count]  # fmt: skip
    inputs = f"{s.inputs:,} input" + ("" if s.inputs == 1 else "s")
    made = f"{s.claims:,} claim{'' if s.claims == 1 else 's'} of {s.events:,} event{'' if s.events == 1 else 's'}"
    return f"onrecord: {inputs} = {' + '.join(parts)}; {made} in {record}."


class Bar:
    """A bar on standard error that moves when something is on the disk, or nothing."""

    def __init__(self, shown: bool, total: int | None) -> None:
        from onrecord.cli.read import Progress

        self._bar = Progress(shown, total)

    def __enter__(self) -> Bar:
        self._step = self._bar.__enter__()
        return self

    def __call__(self, summary: AddSummary) -> None:
        self._step(summary.inputs - summary.rejected, summary.rejected)

    def __exit__(self, *_: object) -> None:
        self._bar.__exit__()
