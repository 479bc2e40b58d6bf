"""``python -m training.attribution --gold FOLDER --base FOLDER --out FOLDER``: from the gold to the shipped weights."""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path

from training.attribution.train import Run, Settings


def main() -> None:
    """Train (or go on training), then export the best checkpoint."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    for f in fields(Settings):
        kind = {"str": str, "int": int, "float": float, "bool": lambda x: x == "1"}[str(f.type)]
        required = f.name in ("gold", "base", "out", "scorer")
        parser.add_argument(f"--{f.name.replace('_', '-')}", type=kind, required=required,
                            default=None if required else f.default)  # fmt: skip
    parser.add_argument("--evaluate-every", type=float, default=1.0)
    parser.add_argument("--package", help="folder to export the best weights into, e.g. src/onrecord/models/data")
    given = vars(parser.parse_args())
    package, every = given.pop("package"), given.pop("evaluate_every")
    run = Run(Settings(**given))
    run.go(evaluate_every=every)
    if package:
        from training.attribution.export import export

        export(Path(given["out"]), Path(given["base"]), Path(package))


if __name__ == "__main__":
    main()
