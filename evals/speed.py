"""How fast a process reads, stage by stage: ``python -m evals.speed [--reports N] [FILE.jsonl]``.

Reads the reports of ``../shared/gold/articles`` where present, else the examples. Prints whole reports and sentences a
second with everything on, each stage's share, and peak memory.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from onrecord.intake import documents
from onrecord.model import Document, Report
from onrecord.report import build

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "shared/gold/articles/news_2024_sample.jsonl"
EXAMPLES = HERE.parent / "examples"
STAGES = (
    ("entities", "onrecord.reading.entities", "find_entities"),
    ("attribution", "onrecord.reading.attribution", "attributions_and_glance"),
    ("times", "onrecord.reading.times", "find_times"),
    ("places", "onrecord.reading.places", "find_places"),
    ("events", "onrecord.reading.events", "find_events"),
    ("quantities", "onrecord.reading.quantities", "find_quantities"),
    ("claims (status, roles, chains)", "onrecord.reading.claims", "claims_of"),
    ("warnings", "onrecord.reading.equipment", "find_warnings"),
)


def timed(spent: dict[str, float], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` with its wall time added to ``spent[name]``."""

    def call(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.perf_counter() - start

    return call


def reports_of(path: Path, limit: int, spent: dict[str, float]) -> list[Report]:
    """Intake and report stage over a file or folder."""
    start = time.perf_counter()
    found = []
    for document in documents([str(path)]):
        report = build(document) if isinstance(document, Document) else None
        if isinstance(report, Report):
            found.append(report)
        if len(found) == limit:
            break
    spent["intake and report"] += time.perf_counter() - start
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    path = asked.file or (ARTICLES if ARTICLES.exists() else EXAMPLES)
    reading = importlib.import_module("onrecord.reading")
    parsing = importlib.import_module("onrecord.reading.parse")
    start = time.perf_counter()
    reading.read_report(Report(id="warm", text="Kenya and Chad signed an agreement in Nairobi on Friday."))
    loading = time.perf_counter() - start
    spent: dict[str, float] = defaultdict(float)
    for name, module, function in STAGES:
        room = importlib.import_module(module)
        setattr(room, function, timed(spent, name, getattr(room, function)))
    reports = reports_of(path, asked.reports, spent)
    start = time.perf_counter()
    parses = list(parsing.parse_many(r.text for r in reports))
    spent["parse"] = time.perf_counter() - start
    claims = sum(len(reading.read_parsed(r, p).claims) for r, p in zip(reports, parses, strict=True))
    total = sum(spent.values())
    sentences = sum(len(p.sentences) for p in parses)
    words = sum(len(p.tokens) for p in parses)
    result = {
        "reports": len(reports), "sentences": sentences, "words": words, "claims": claims,
        "reports_per_second": round(len(reports) / total, 2), "sentences_per_second": round(sentences / total, 1),
        "loading_seconds": round(loading, 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "stages": {k: {"seconds": round(v, 2), "share": round(v / total, 3), "words_per_second": round(words / v)}
                   for k, v in spent.items()},
    }  # fmt: skip
    print(json.dumps(result, indent=1) if asked.json else _table(result))
    return 0


def _table(result: dict[str, Any]) -> str:
    lines = [f"{k.replace('_', ' '):22} {v}" for k, v in result.items() if k != "stages"]
    lines += ["", f"{'stage':32} {'seconds':>8} {'share':>7} {'words/s':>9}"]
    for name, s in result["stages"].items():
        lines.append(f"{name:32} {s['seconds']:8.2f} {s['share']:7.1%} {s['words_per_second']:9,}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
