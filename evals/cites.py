"""Outlets that stories lean on: ``python -m evals.cites IN OUT [--half build|held] [--show]``.

IN is JSON Lines: ``doc_id`` and ``cites``, each with ``start``, ``end`` (place in the story, which is not at hand) and
``snippet`` (about 120 characters before the place, the place, 120 behind). OUT gets for each cite ``doc_id``,
``start``, ``outlet`` (the outlet read at the place, or null) and ``use`` (relied_on, interview, mention). Where IN
names the ``outlet`` the answer is compared with it and with ``evals/gold/outlet_cites_labels.jsonl``, which holds, for
a hundred stories, whether the outlet is relied on, was given an interview, or is only named. Half of the labels are
not looked at one by one.

Printed for each half:
  found      of the places where an outlet is relied on: the outlet was read and is held to be relied on
  told_apart of the places with a label: the outlet was read and its use is right
  interview  F1 of interviews
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.knowledge import outlets
from onrecord.knowledge.entry import key
from onrecord.reading.outlets import OutletUse, outlets_of
from onrecord.reading.parse import parse_many

LABELS = Path(__file__).parent / "gold" / "outlet_cites_labels.jsonl"
BEFORE = 120
Row = dict[str, Any]


def pick(found: tuple[OutletUse, ...], low: int, high: int) -> OutletUse | None:
    """The outlet at the place, else the nearest one to it."""
    inside = [u for u in found if u.span.start < high and low < u.span.end]
    near = inside or [u for u in found if u.span.start < high + 20 and low - 20 < u.span.end]
    return min(near, key=lambda u: abs(u.span.start - low)) if near else None


def predictions(rows: list[Row]) -> list[Row]:
    """One answer for each cite."""
    cites = [(r["doc_id"], c) for r in rows for c in r["cites"]]
    made = []
    for (doc, c), parse in zip(cites, parse_many(c["snippet"] for _, c in cites), strict=True):
        low = min(BEFORE, c["start"])
        best = pick(outlets_of(parse), low, low + c["end"] - c["start"])
        made.append({
            "doc_id": doc, "start": c["start"], "end": c["end"], "outlet": best.name if best else None,
            "use": best.use if best else None, "why": best.why if best else None, "text": c["snippet"],
            "gold": c.get("outlet"),
        })  # fmt: skip
    return made


def same_outlet(a: str | None, b: str) -> bool:
    """Whether two names are one outlet's."""
    if a is None:
        return False
    known = outlets.lookup(a), outlets.lookup(b)
    if known[0] and known[1]:
        return known[0].id == known[1].id
    x, y = set(key(a).split()), set(key(b).split())
    return bool(x & y) and (x <= y or y <= x)


def figures(rows: list[Row], labels: dict[tuple[str, int, int], Row], half: str) -> dict[str, float]:
    """The figures of one half."""
    n: Counter[str] = Counter()
    for r in rows:
        label = labels.get((r["doc_id"], r["start"], r["end"]))
        if label is None or label["half"] != half:
            continue
        n["all"] += 1
        named = same_outlet(r["outlet"], r["gold"])
        n["right"] += named and r["use"] == label["label"]
        if label["label"] == "relied_on":
            n["relied"] += 1
            n["found"] += named and r["use"] == "relied_on"
        n["interviews"] += label["label"] == "interview"
        n["said_interview"] += r["use"] == "interview"
        n["interview"] += named and r["use"] == label["label"] == "interview"
    return {
        "n": n["all"],
        "found": round(n["found"] / max(n["relied"], 1), 4),
        "told_apart": round(n["right"] / max(n["all"], 1), 4),
        "interview": round(2 * n["interview"] / max(n["interviews"] + n["said_interview"], 1), 4),
    }


def main() -> None:
    """Read IN, write OUT, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evals.cites", description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--half", choices=("build", "held"))
    parser.add_argument("--show", action="store_true")
    o = parser.parse_args()
    if o.show and o.half != "build":
        parser.error("only the build half is looked at one by one: --half build --show")
    rows = predictions([json.loads(x) for x in o.input.read_text(encoding="utf-8").splitlines() if x])
    answer = ("doc_id", "start", "end", "outlet", "use")
    o.output.write_text("".join(json.dumps({k: r[k] for k in answer}) + "\n" for r in rows), encoding="utf-8")
    stored = [json.loads(x) for x in LABELS.read_text(encoding="utf-8").splitlines() if x]
    labels = {(x["doc_id"], x["start"], x["end"]): x for x in stored}
    if any(r["gold"] is None for r in rows):
        return
    for half in (o.half,) if o.half else ("build", "held"):
        print(half, json.dumps(figures(rows, labels, half)))
    if o.show:
        for r in rows:
            label = labels.get((r["doc_id"], r["start"], r["end"]))
            if (
                label
                and label["half"] == "build"
                and (label["label"] != r["use"] or not same_outlet(r["outlet"], r["gold"]))
            ):
                print(label["label"], "|", r["gold"], "| read", r["outlet"], r["use"], r["why"], "|", r["text"])


if __name__ == "__main__":
    main()
