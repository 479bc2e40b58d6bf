"""Fits the weights of linking and writes them: ``python -m training.linking --gold DIR [--cache FILE ...]``.

Data: the half of the incidents of GVA that ``half.fitted`` names. ``textual`` fits how alike whole reports are; here
the rest is fitted towards those weights and towards a prior set by hand for what reports of shootings cannot teach
(states, armed groups, talks). The weights inside one report are kept: ``training.linking.happenings`` fits them.
Deterministic; only words and numbers leave this program, no text.

Reading the 2,950 reports takes half an hour; ``--cache`` names files of readings (length-prefixed msgpack) instead.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from evals.linking import documents, info, stored

from onrecord.linking.blocking import keys
from onrecord.linking.cluster import agglomerate, sorted_pair
from onrecord.linking.compare import comparable, features_of
from onrecord.linking.features import features
from onrecord.linking.units import Unit, units
from onrecord.linking.weights import FILE
from onrecord.model import Reading
from onrecord.reading.engine import readings
from training.linking.half import fitted
from training.linking.logistic import fit
from training.linking.textual import textual

OUT = Path(__file__).parents[2] / "src/onrecord/linking/data" / FILE
PRIOR = Path(__file__).parent / "prior.json"
STRENGTH = 10.0
"""Pull towards the prior: with less of it, incidents are found better and what is told of a war hangs together."""
FLOOR = -1.0
HELD = frozenset({
    "copies", "versions", "denial", "other_kind", "other_mode", "actors_same", "actors_alike", "actors_differ",
    "recipients_same",
    "recipients_alike", "recipients_differ",
    "place_abroad", "place_other", "pattern", "vague",
})  # fmt: skip
"""What reports of shootings in one country cannot teach, or would teach wrongly: kept as set by hand."""
SOURCE = (
    "within: fitted by training/linking/happenings on evals/gold/happenings; "
    "across: fitted by training/linking on half of the incidents of GVA towards training/linking/prior.json"
)


def read(rows: list[dict[str, Any]]) -> Iterator[Reading]:
    """Readings of the reports themselves."""
    yield from (r for r in readings(documents(rows)) if isinstance(r, Reading))


def leads(found: Iterator[Reading], wanted: set[str]) -> dict[str, Unit]:
    """What each report is about."""
    made = {}
    for reading in found:
        report = reading.report
        if report.id in wanted:
            made[report.id] = next(u for u in units(features(reading, info(reading))) if u.main)
    return made


def pairs(found: dict[str, Unit]) -> list[tuple[str, str]]:
    """Pairs that blocking brings together."""
    bearing: dict[int, list[str]] = defaultdict(list)
    for ident, unit in found.items():
        for key in keys(unit):
            bearing[key].append(ident)
    met = {sorted_pair(a, b) for some in bearing.values() for a, b in combinations(some, 2)}
    return [p for p in sorted(met) if comparable(found[p[0]], found[p[1]])]


def f1(incident: dict[str, str], groups: list[list[str]]) -> float:
    """Pairwise F1 over the reports of ``incident``."""
    of = {i: n for n, g in enumerate(groups) for i in g}
    same = both = made = 0
    for a, b in combinations(sorted(incident), 2):
        one, two = incident[a] == incident[b], of.get(a, a) == of.get(b, b)
        same, made, both = same + one, made + two, both + (one and two)
    return 2 * both / (same + made) if same + made else 0.0


def main() -> None:
    """Fit and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--gold", type=Path, required=True)
    asked.add_argument("--cache", type=Path, nargs="*", default=[])
    given = asked.parse_args()
    with (given.gold / "linking/gva_link_dev.jsonl").open(encoding="utf-8") as lines:
        rows = [r for r in map(json.loads, lines) if fitted(r["cluster"])]
    incident = {r["mention_id"]: r["cluster"] for r in rows}
    found = leads(stored(given.cache) if given.cache else read(rows), set(incident))
    incident = {i: c for i, c in incident.items() if i in found}
    prior = json.loads(PRIOR.read_text(encoding="utf-8"))
    chosen = pairs(found)
    x = [features_of(found[a], found[b]) for a, b in chosen]
    y = [int(incident[a] == incident[b]) for a, b in chosen]
    across = fit(x, y, prior={**prior["across"], **textual(given.gold)}, strength=STRENGTH, held=HELD)
    scores = {p: sum(v * across[k] for k, v in row.items()) for p, row in zip(chosen, x, strict=True)}
    best = (0.0, 0.0, 0.0)
    for threshold in (-0.75, -0.5, -0.25, 0.0):
        for missing in (-3.0, -2.5, -2.0):  # with less, groups of hundreds of reports hang together by chains
            edges = {p: s for p, s in scores.items() if s >= FLOOR}
            groups = agglomerate(incident, edges, threshold=threshold, missing=missing)
            best = max(best, (round(f1(incident, groups), 4), threshold, missing))
    print(len(found), "reports", len(chosen), "pairs", sum(y), "of one incident; F1, threshold, missing:", best)
    inside = json.loads(OUT.read_text(encoding="utf-8"))
    model = {
        "source": SOURCE, "licence": "Apache-2.0", "version": 1, "within": inside["within"],
        "within_threshold": inside["within_threshold"], "across": across, "across_threshold": best[1],
        "across_missing": best[2], "floor": FLOOR,
    }  # fmt: skip
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
