"""Statuses of whole claims on our own status set: ``python -m evals.status_claims [--half PART ...] [--errors]``.

``evals.status_own`` asks for the status of a word. Here a sentence of ``evals/gold/status.jsonl`` is read as a report,
and the claim whose trigger holds the word is judged: what users see, with the verb that carries an act ("planned an
attack") and the source. ``found``: share of the words that a claim was made of; most of the others are of no political
act. ``--errors`` as for ``evals.status_own``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from evals.status_own import HALVES, READ, figures, read
from onrecord.model import Claim, Report
from onrecord.reading import read_reports


def claimed(rows: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], Claim]]:
    """Rows with the claim that was made of their word; rows without one are left out."""
    texts = [Report(id=str(n), text=row["text"], published="2025-03-12") for n, row in enumerate(rows)]
    found = []
    for row, reading in zip(rows, read_reports(texts), strict=True):
        end = row["start"] + len(row["word"])
        mine = [c for c in reading.claims if c.trigger.start < end and row["start"] < c.trigger.end]
        found += [(row, c) for c in mine[:1]]
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of each part, and of all asked for together."""
    parser = argparse.ArgumentParser(prog="python -m evals.status_claims", description=__doc__)
    parser.add_argument("--half", choices=HALVES, nargs="+", default=HALVES, help="only these parts")
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the parts built on")
    asked = parser.parse_args(arguments)
    rows = [r for r in read() if r["half"] in asked.half]
    pairs = claimed(rows)
    for half in asked.half:
        some = [(r, c) for r, c in pairs if r["half"] == half]
        print(half, json.dumps(_figures(sum(r["half"] == half for r in rows), some)))
        if half in READ and asked.errors:
            for r, c in some:
                if r["status"] != c.status:
                    print(
                        f"  {r['form']}: {r['status']} read as {c.status} ({c.status_why}): {r['word']} | {r['text']}"
                    )
    print("together", json.dumps(_figures(len(rows), pairs)))


def _figures(count: int, pairs: Sequence[tuple[dict[str, Any], Claim]]) -> dict[str, float]:
    shares = figures([r for r, _ in pairs], [c for _, c in pairs])
    return {"found": round(len(pairs) / count, 4), **shares}


if __name__ == "__main__":
    main()
