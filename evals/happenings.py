"""Which claims of one report are of one happening: ``python -m evals.happenings DATA [--half build|held]``.

DATA is ``../shared/gold/articles/news_2024_sample.jsonl``. ``gold/happenings.jsonl`` is our own: for 107 of its
reports, drawn at random among those with 6 to 40 claims, the claims (``claims``: offset of the trigger, type) as they
were read when it was made, parted by hand, from the whole text, into the acts that a careful analyst would count as one
event (``groups``: positions in ``claims``). A claim that is not read any more, or was not then, is left out. The half
``held`` was made after the weights.

Printed: precision, recall and F1 of pairs of claims of one happening, and of B-cubed, where each claim that stands
alone counts too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord.linking.cluster import Bonds
from onrecord.linking.features import ReportFeatures, features
from onrecord.linking.units import grouped
from onrecord.model import Document, Hints, LinkInput, Rejected, Report
from onrecord.reading import read_reports
from onrecord.report import build

GOLD = Path(__file__).parent / "gold" / "happenings.jsonl"
Labelled = tuple[ReportFeatures, dict[int, int]]
"""A report, and the happening of each of its claims (by position) that was labelled."""


def labelled(articles: Path, half: str) -> Iterator[Labelled]:
    """The labelled reports of one half, read anew."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    wanted = {r["doc_id"]: r for r in rows if r["half"] == half}
    found = [r for r in map(json.loads, articles.read_text(encoding="utf-8").splitlines()) if r["doc_id"] in wanted]
    reports = [r for r in map(_report, found) if isinstance(r, Report)]
    for reading in read_reports(reports):
        report = features(reading, LinkInput(report=reading.report.id, publisher=None, url=None, published=None))
        row = wanted[reading.report.id]
        known = {tuple(row["claims"][n]): happening for happening, group in enumerate(row["groups"]) for n in group}
        at = {n: known[c.at, c.type] for n, c in enumerate(report.claims) if (c.at, c.type) in known}
        yield report, at


def _report(row: dict[str, Any]) -> Report | Rejected:
    hints = Hints(id=row["doc_id"], title=row["title"])
    return build(Document(content=row["text"].encode(), media_type="text/plain", path=row["doc_id"], hints=hints))


def figures(reports: Sequence[Labelled]) -> dict[str, float]:
    """Pairs and B-cubed over all reports together."""
    both = mine = theirs = 0
    precise = recalled = 0.0
    count = 0
    for report, gold in reports:
        told = {n: k for k, group in enumerate(grouped(report.claims, Bonds())) for n in group if n in gold}
        pairs = list(combinations(sorted(gold), 2))
        mine += sum(told[a] == told[b] for a, b in pairs)
        theirs += sum(gold[a] == gold[b] for a, b in pairs)
        both += sum(told[a] == told[b] and gold[a] == gold[b] for a, b in pairs)
        for one in gold:
            with_me = {n for n in gold if told[n] == told[one]}
            right = {n for n in gold if gold[n] == gold[one]}
            precise += len(with_me & right) / len(with_me)
            recalled += len(with_me & right) / len(right)
            count += 1
    shares = (both / max(1, mine), both / max(1, theirs), precise / max(1, count), recalled / max(1, count))
    names = ("pair_precision", "pair_recall", "b3_precision", "b3_recall")
    found = dict(zip(names, shares, strict=True)) | {"pair_f1": _f1(*shares[:2]), "b3_f1": _f1(*shares[2:])}
    return {"n": count} | {k: round(v, 4) for k, v in found.items()}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    """Print the figures of a half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("build", "held"), default="build")
    asked = parser.parse_args()
    print(asked.half, json.dumps(figures(list(labelled(asked.data, asked.half)))))


if __name__ == "__main__":
    main()
