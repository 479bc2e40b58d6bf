"""Fits the head of acts and writes it: ``python -m training.acts --gold ../shared/gold``.

Needs ``onnx`` beside what OnRecord runs on. Deterministic but for the order of sums in threads. Only weights leave this
program, no text. What the parts weigh: the frames know their words already, so their articles teach little but calm.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np

from training.acts import sources
from training.acts.fit import Head, fit
from training.acts.graph import build
from training.acts.words import Labelled, labelled

PACKAGE = Path(__file__).parents[2] / "src/onrecord/models/data"
MARKED, EXAMPLES, UNMARKED = 1.0, 0.5, 0.05


def joined(parts: list[Labelled]) -> Labelled:
    """All of them as one."""
    return Labelled(*(np.concatenate([part[k] for part in parts]) for k in range(3)))


def write(head: Head, package: Path) -> None:
    """``acts.onnx``, and its hash into the manifest."""
    raw = build(head).SerializeToString(deterministic=True)
    (package / "acts.onnx").write_bytes(raw)
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    manifest["acts.onnx"] = hashlib.sha256(raw).hexdigest()
    (package / "manifest.json").write_text(
        json.dumps(dict(sorted(manifest.items())), indent=1) + "\n", encoding="utf-8"
    )


def main() -> None:
    """Read, fit, write."""
    asked = argparse.ArgumentParser(prog="python -m training.acts", description=__doc__)
    asked.add_argument("--gold", type=Path, required=True, help="folder with articles/news_2024_sample.jsonl")
    asked.add_argument("--package", type=Path, default=PACKAGE)
    given = asked.parse_args()
    parts = []
    for name, texts, weight in (
        ("marked articles", sources.marked(given.gold), MARKED), ("reports", sources.reports(), MARKED),
        ("examples of the frames", sources.examples(), EXAMPLES),
        ("other articles", sources.unmarked(given.gold), UNMARKED),
    ):  # fmt: skip
        parts.append(labelled(texts, weight))
        print(
            f"{name}: {len(parts[-1].states):,} words, {int((~parts[-1].answers[:, 0]).sum()):,} of them acts",
            flush=True,
        )
    write(fit(joined(parts)), given.package)


if __name__ == "__main__":
    main()
