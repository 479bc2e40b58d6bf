"""Fits how far happenings of two reports are of one event on news of wars too: ``python -m training.linking.across
--gold DIR``, after ``training.linking``.

Reports of shootings teach that what two reports of a day and a town tell is mostly one; of reports on one war it mostly
is not. Data: the pairs of ``evals/gold/happenings_across.jsonl`` (what weights fitted on shootings brought together
among 142 reports of one outlet, whose addresses bear their day; 45 of 209 rightly), judged by hand, and a sample of the
incidents of GVA that weights may be fitted on. The fit is towards the weights that ``training.linking`` left. The
threshold was chosen by leaving tenths of the pairs out: of those joined at the old weights 22% are right, at -0.4 44%,
with three in five of the right ones kept.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from evals.linking import info

from onrecord.linking.compare import features_of
from onrecord.linking.features import features
from onrecord.linking.units import Unit, units
from onrecord.model import Document, Hints, Reading
from onrecord.reading.engine import readings
from training.linking.__main__ import OUT, leads, pairs, read
from training.linking.half import fitted
from training.linking.logistic import fit

LABELS = Path(__file__).parents[2] / "evals/gold/happenings_across.jsonl"
DAY = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)/")
STRENGTH = 3.0
SOURCE = ", then by training/linking/across on evals/gold/happenings_across"
THRESHOLD, FLOOR = -0.4, -1.0
INCIDENT = 2.0
"""What a pair of GVA counts beside one judged by hand."""
HELD = frozenset({"denial", "copies", "versions", "pattern", "actors_differ", "other_kind"})
"""What these pairs hardly show: kept as it was."""
BY_HAND = {"place_other": -6.0, "place_apart": -3.0, "recipients_differ": -3.5}
"""What tells two acts apart whatever else is alike: reports of one pattern on several towns are of several acts."""
SAMPLE = 40
"""Of 256 incidents of the half, as many are read: enough to keep what shootings teach."""


def main() -> None:
    """Fit, and put the weights into the file that ships."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    asked = parser.parse_args()
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    told = _told(asked.gold, {row[side]["doc_id"] for row in labels for side in "ab"})
    judged = [(features_of(*both), row["same"]) for row in labels if (both := _both(row, told)) is not None]
    shot = list(_shootings(asked.gold))
    print(len(judged), "judged pairs", sum(s for _, s in judged), "the same;", len(shot), "of shootings")
    model = json.loads(OUT.read_text(encoding="utf-8"))
    found = fit(
        [x for x, _ in (*judged, *shot)], [y for _, y in (*judged, *shot)],
        prior=model["across"] | BY_HAND, strength=STRENGTH,
        weights=[1.0] * len(judged) + [INCIDENT] * len(shot), held=HELD | frozenset(BY_HAND),
    )  # fmt: skip
    model["across"] = {name: found[name] for name in sorted(model["across"])}
    model |= {"across_threshold": THRESHOLD, "floor": FLOOR, "source": model["source"].removesuffix(SOURCE) + SOURCE}
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def _told(gold: Path, wanted: set[str]) -> dict[str, tuple[Unit, ...]]:
    """The happenings of the labelled reports."""
    lines = (gold / "articles/news_2024_sample.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [r for r in map(json.loads, lines) if r["doc_id"] in wanted]
    read_here = (r for r in readings(map(_document, rows)) if isinstance(r, Reading))
    return {r.report.id: units(features(r, info(r))) for r in read_here}


def _document(row: dict[str, Any]) -> Document:
    found = DAY.search(row["doc_id"])
    published = "-".join(found.groups()) if found else None
    hints = Hints(id=row["doc_id"], title=row["title"], published=published)
    return Document(content=row["text"].encode(), media_type="text/plain", path=row["doc_id"], hints=hints)


def _both(row: dict[str, Any], told: dict[str, tuple[Unit, ...]]) -> tuple[Unit, Unit] | None:
    """The two happenings of a label, each the one that holds most of its claims; ``None`` where one is not read so."""
    found = []
    for side in (row["a"], row["b"]):
        wanted = {(at, kind) for at, kind in side["claims"]}
        held = {u.id: sum((c.at, c.type) in wanted for c in u.claims) for u in told.get(side["doc_id"], ())}
        best = max(held, key=lambda i: held[i], default=None)
        if best is None or 2 * held[best] <= len(wanted):
            return None
        found.append(next(u for u in told[side["doc_id"]] if u.id == best))
    return found[0], found[1]


def _shootings(gold: Path) -> Iterator[tuple[dict[str, float], int]]:
    """Pairs of a sample of GVA that blocking brings together, and whether they are of one incident."""
    lines = (gold / "linking/gva_link_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [r for r in map(json.loads, lines) if fitted(r["cluster"]) and _drawn(r["cluster"])]
    incident = {r["mention_id"]: r["cluster"] for r in rows}
    found = leads(read(rows), set(incident))
    for a, b in pairs(found):
        yield features_of(found[a], found[b]), int(incident[a] == incident[b])


def _drawn(incident: str) -> bool:
    return sha256(f"onrecord:{incident}".encode()).digest()[1] < SAMPLE


if __name__ == "__main__":
    main()
