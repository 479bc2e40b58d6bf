"""Our own status set: ``python -m evals.status_own [--half PART] [--errors]``.

``evals/gold/status.jsonl`` holds sentences written for this project in parts: ``build`` is read while building; of
``held`` only the totals were looked at; ``fresh`` and ``late`` were written and labelled before anybody saw what the
code makes of them, ``late`` against rules that had seen none of its kind; their errors are not printed either. Of the
long sentences written later, several events each, a random half is read (``later-seen``) and a half is only counted
(``later-unseen``); both were written and labelled before any rule was changed for them. ``wide-seen`` and
``wide-unseen`` are the halves of a set of what the others lack: events that have their day, sayings of failure and
nearness, conditions without "if", laws, clauses of quotations. Prints for each part how many statuses are right and
how much of what did not happen is printed as fact. ``--errors`` prints what is wrong in ``build``, ``later-seen`` and
``wide-seen`` and refuses the others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.model import Claim, StatusReading
from onrecord.reading.parse import parse_many
from onrecord.reading.status import status_of

GOLD = Path(__file__).parent / "gold" / "status.jsonl"
FACT = frozenset({"occurred", "ongoing"})
HALVES = ("build", "held", "fresh", "late", "later-seen", "later-unseen", "wide-seen", "wide-unseen")
READ = frozenset({"build", "later-seen", "wide-seen"})
"""Parts whose errors may be looked at."""


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


def figures(rows: Sequence[dict[str, Any]], made: Sequence[StatusReading | Claim]) -> dict[str, float]:
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


def main() -> None:
    """Print the figures; with ``--errors`` also what is wrong in the parts that are built on."""
    parser = argparse.ArgumentParser(prog="python -m evals.status_own", description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="only this part")
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the parts built on")
    asked = parser.parse_args()
    for half in (asked.half,) if asked.half else HALVES:
        rows = [r for r in read() if r["half"] == half]
        made = judge(rows)
        print(half, json.dumps(figures(rows, made)))
        if half in READ and asked.errors:
            wrong = [(r, m) for r, m in zip(rows, made, strict=True) if r["status"] != m.status]
            for r, m in wrong:
                print(f"  {r['form']}: {r['status']} read as {m.status} ({m.why}): {r['word']} | {r['text']}")
            print("  ", dict(Counter(r["form"] for r, _ in wrong)))


if __name__ == "__main__":
    main()
