"""``onrecord demo``: reads the examples that come with the package, writes a page and builds a record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="The page to write.")] = Path("onrecord-demo.html"),
    record: Annotated[Path, typer.Option("--record", "-r", help="The record to make.")] = Path("onrecord-demo.db"),
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes; one a core if not given.")] = None,
) -> None:
    """Read the example reports, write one page with their claims, and build a record to ask."""
    from onrecord.cli import output
    from onrecord.cli.add import tally
    from onrecord.cli.read import Run
    from onrecord.intake import documents
    from onrecord.record import Record

    folder = examples()
    run = Run(jobs=jobs, bar=output.show_progress(out))
    found = documents([str(p) for p in sorted(folder.iterdir()) if p.name not in ("bad", "README.md")])
    readings = list(run.readings(found))
    output.write(readings, "html", out)
    with Record(record) as kept:
        summary = kept.add_readings(readings)
        first = kept.events(min_origins=2).first() or kept.events().first()
    print(output.tally(run.read, run.rejected), file=sys.stderr)
    print(tally(summary, record), file=sys.stderr)
    typer.echo(f"The examples stand in {folder}\nTheir claims stand in {out.resolve()} (open it in a browser).")
    typer.echo(f"The record stands in {record.resolve()}. Ask it:")
    for question in ("events", "disputes", "sources", "claims --status denied", "search killed"):
        typer.echo(f"  onrecord {question} --record {record}")
    if first is not None:
        typer.echo(f"  onrecord event {first.event.id} --record {record}")
    typer.echo("Read your own: onrecord read REPORT.txt, keep them: onrecord add REPORTS/")
    raise typer.Exit(run.code)


def examples() -> Path:
    """The folder of example reports: inside an installed package, or beside the sources."""
    import onrecord
    from onrecord.errors import DataError

    package = Path(onrecord.__file__).parent
    for folder in (package / "examples", package.parents[1] / "examples"):
        if folder.is_dir():
            return folder
    raise DataError("The examples are missing: reinstall onrecord.")
