"""``onrecord demo``: reads the examples that come with the package and writes a page to look at."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="The page to write.")] = Path("onrecord-demo.html"),
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes; one a core if not given.")] = None,
) -> None:
    """Read the example reports and write one page with their claims."""
    from onrecord.cli import output
    from onrecord.cli.read import Run
    from onrecord.intake import documents

    folder = examples()
    run = Run(jobs=jobs, bar=output.show_progress(out))
    found = documents([str(p) for p in sorted(folder.iterdir()) if p.name not in ("bad", "README.md")])
    output.write(run.readings(found), "html", out)
    print(output.tally(run.read, run.rejected), file=sys.stderr)
    typer.echo(f"The examples stand in {folder}\nTheir claims stand in {out.resolve()} (open it in a browser).")
    typer.echo("Read your own: onrecord read REPORT.txt")
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
