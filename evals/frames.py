"""Templated sentences through the whole product: ``python -m evals.frames FRAMES.jsonl``.

Prints how many non-actual sentences give any claim of their base type told as fact, how many alleged ones carry a
source, and how many that happened give a claim told as fact (of the base type; of any type).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from onrecord.model import Report
from onrecord.reading import read_reports

FACT = frozenset({"occurred", "ongoing"})


def main(path: Path) -> None:
    """Print the figures."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    reports = [Report(id=r["id"], text=r["text"], published="2024-06-07") for r in rows]
    tally: Counter[str] = Counter()
    for row, reading in zip(rows, read_reports(reports), strict=True):
        base = [c for c in reading.claims if c.type == row["base"]]
        told = any(c.status in FACT for c in base)
        if row["status"] == "happened":
            tally["happened"] += 1
            tally["happened, base type"] += told
            tally["happened, any type"] += any(c.status in FACT for c in reading.claims)
        elif row["status"] == "alleged":
            tally["alleged"] += 1
            tally["alleged, with source"] += all(c.chain or c.status not in FACT for c in base)
        else:
            tally["non-actual"] += 1
            tally["non-actual as fact"] += told
    print(json.dumps(tally))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
