"""Our own status set: ``python -m evals.status_own [--errors]``.

``evals/gold/status.jsonl`` holds sentences written for this project, half of them never used while building. Prints
for each half how many statuses are right and how much of what did not happen is printed as fact.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.model import StatusReading
from onrecord.reading.parse import parse_many
from onrecord.reading.status import status_of

GOLD = Path(__file__).parent / "gold" / "status.jsonl"
FACT = frozenset({"occurred", "ongoing"})


def read() -> list[dict[str, Any]]:
    """The rows: id, text, word, start (code point), status, form, half."""
    with GOLD.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def judge(rows: list[dict[str, Any]]) -> list[StatusReading]:
    """The status of each row's word, no attribution given."""
    made = []
    for row, parse in zip(rows, parse_many(r["text"] for r in rows), strict=True):
        inside = parse.tokens_in(row["start"], row["start"] + len(row["word"]))
        made.append(status_of(parse, inside[0].i))
    return made


def figures(rows: list[dict[str, Any]], made: list[StatusReading]) -> dict[str, float]:
    """Share right, share of non-actual printed as fact, share of actual kept."""
    right = sum(r["status"] == m.status for r, m in zip(rows, made, strict=True))
    unreal = [(r, m) for r, m in zip(rows, made, strict=True) if r["status"] not in FACT]
    real = [(r, m) for r, m in zip(rows, made, strict=True) if r["status"] in FACT]
    return {
        "n": len(rows),
        "right": round(right / len(rows), 4),
        "unreal_as_fact": round(sum(m.status in FACT for _, m in unreal) / len(unreal), 4),
        "real_kept": round(sum(m.status in FACT for _, m in real) / len(real), 4),
    }


def main(errors: bool) -> None:
    """Print the figures; with ``errors`` also what is wrong in the half that is built on."""
    rows = read()
    made = judge(rows)
    for half in ("build", "held"):
        pairs = [(r, m) for r, m in zip(rows, made, strict=True) if r["half"] == half]
        print(half, json.dumps(figures([r for r, _ in pairs], [m for _, m in pairs])))
        if half == "build" and errors:
            for r, m in pairs:
                if r["status"] != m.status:
                    print(f"  {r['form']}: {r['status']} read as {m.status} ({m.why}): {r['word']} | {r['text']}")
            missed = Counter(r["form"] for r, m in pairs if r["status"] != m.status)
            print("  ", dict(missed))


if __name__ == "__main__":
    main("--errors" in sys.argv[1:])
