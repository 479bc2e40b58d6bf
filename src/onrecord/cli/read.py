"""``onrecord read``: reads reports and prints their claims, without storing anything."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.output import Format


def read(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, patterns, addresses (https://...), or - for stdin."),
    ],
    format: Annotated[
        Format,
        typer.Option("--format", "-f", help="auto: an account on a terminal, JSON Lines in a pipe."),
    ] = "auto",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of printing.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it, where the text does not say.")] = None,
    published: Annotated[str | None, typer.Option(help="When, for instance 2025-10-31 or with time and zone.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline.")] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes for many reports; one a core if not given.")
    ] = None,
) -> None:
    """Read reports and print their claims: who did what to whom, on whose word, and whether it happened."""
    from onrecord.cli import output
    from onrecord.intake import count, documents

    hints = hints_of(inputs, publisher=publisher, published=published, url=url, title=title)
    bar = output.show_progress(out)
    run = Run(jobs=jobs, bar=bar, total=count(inputs) if bar else None)
    output.write(run.readings(documents(inputs, hints=hints, on_note=output.remark)), output.chosen(format, out), out)
    if run.read + run.rejected > 1:
        print(output.tally(run.read, run.rejected), file=sys.stderr)
    raise typer.Exit(run.code)


class Run:
    """One pass over inputs: names what is rejected, counts, draws the bar."""

    def __init__(self, *, jobs: int | None, bar: bool, total: int | None = None) -> None:
        self.jobs, self.bar, self.total = jobs, bar, total
        self.read = self.rejected = 0

    @property
    def code(self) -> int:
        """The exit code of the contract."""
        if not self.read:
            return 3
        return 1 if self.rejected else 0

    def readings(self, items: Iterable[Any]) -> Iterator[Any]:
        """The readings; rejections are named on standard error as they come."""
        from onrecord.cli import output
        from onrecord.model import Rejected
        from onrecord.reading import engine

        with Progress(self.bar, self.total) as step:
            for result in engine.readings(items, jobs=self.jobs):
                if isinstance(result, Rejected):
                    self.rejected += 1
                    output.complain(result)
                else:
                    self.read += 1
                step(self.read, self.rejected)
                if not isinstance(result, Rejected):
                    yield result


def hints_of(
    inputs: list[str], *, publisher: str | None, published: str | None, url: str | None, title: str | None
) -> Any:
    """What the options say of the report. An address or a headline belongs to one report."""
    from onrecord.errors import UsageError
    from onrecord.model import Hints

    if len(inputs) > 1 and (url or title):
        raise UsageError("--url and --title say something of one report, but there are several inputs.")
    if published is not None:
        from onrecord.report.stamps import find

        stamp = find(published)
        if stamp is None or stamp.day is None:
            raise UsageError("--published takes a date, for instance 2025-10-31 or 2025-10-31T21:34:00+03:00.")
    return Hints(publisher=publisher, published=published, url=url, title=title)


class Progress:
    """A bar on standard error, or nothing. Rich is loaded only for the bar."""

    def __init__(self, shown: bool, total: int | None) -> None:
        self._bar: Any = None
        self._total = total
        if shown:
            from rich import progress
            from rich.console import Console

            columns = (
                progress.TextColumn("Reading"), progress.BarColumn(), progress.TextColumn("{task.description}"),
                progress.TimeElapsedColumn(),
            )  # fmt: skip
            self._bar = progress.Progress(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> Any:
        if self._bar is None:
            return lambda read, rejected: None
        self._bar.start()
        task = self._bar.add_task("", total=self._total)

        def step(read: int, rejected: int) -> None:
            of = f" of {self._total}" if self._total else ""
            said = f"{read + rejected}{of}" + (f", {rejected} rejected" if rejected else "")
            self._bar.update(task, completed=read + rejected, description=said)

        return step

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
