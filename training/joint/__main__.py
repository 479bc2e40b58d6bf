"""Goes on from the shipped network: ``python -m training.joint fit ...``, then ``... export`` (see the README)."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.joint.train import Run, Settings


def main() -> None:
    """Train (or go on training), or export a checkpoint."""
    asked = argparse.ArgumentParser(prog="python -m training.joint", description=__doc__)
    asked.add_argument("what", choices=("fit", "export"))
    for name in ("gold", "base", "package", "acts", "labels", "out", "scorer"):
        asked.add_argument(f"--{name}", type=Path)
    asked.add_argument("--passes", type=int, default=Settings.passes)
    given = vars(asked.parse_args())
    what = given.pop("what")
    if what == "fit":
        Run(Settings(**given)).go()
    else:
        from training.joint.export import export

        export(given["out"] / f"mean{given['passes']}.pt", given["base"], given["package"])


if __name__ == "__main__":
    main()
