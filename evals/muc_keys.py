"""Score what ``evals.muc`` wrote against the MUC keys: ``python -m evals.muc_keys FOLDER OUT``.

Of the reports whose key has an incident, the share where an incident of the key is found with its class; the same for
all incidents; and the share of reports without incident where nothing violent is found. A class is found where an event
of its PLOVER type (and, strictly, its mode) is printed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

CLASSES: dict[str, tuple[frozenset[str], frozenset[str] | None]] = {
    "ATTACK": (frozenset({"ASSAULT"}), None),
    "BOMBING": (
        frozenset({"ASSAULT"}),
        frozenset({"explosives", "suicide-attack", "aerial", "heavy-weapons", "drone", "destroy"}),
    ),
    "KIDNAPPING": (frozenset({"ASSAULT", "COERCE"}), frozenset({"abduct", "arrest"})),
    "ARSON": (frozenset({"ASSAULT"}), frozenset({"destroy", "explosives"})),
    "ROBBERY": (frozenset({"ASSAULT", "COERCE"}), frozenset({"destroy", "seize"})),
    "FORCED WORK STOPPAGE": (frozenset({"COERCE", "PROTEST", "ASSAULT"}), None),
}
"""PLOVER types, and modes for the strict figure, of each class of incident."""


def incidents(folder: Path) -> dict[str, list[str]]:
    """Classes of the incidents of each message; obligatory ones only."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("key*")):
        for template in re.split(r"(?m)^0\.  MESSAGE: ID +", path.read_text(encoding="latin-1"))[1:]:
            name = template.split()[0]
            found.setdefault(name, [])
            optional = re.search(r"(?m)^1\.  MESSAGE: TEMPLATE .*OPTIONAL", template)
            kind = re.search(r"(?m)^4\.  INCIDENT: TYPE +([A-Z ]+?) *$", template)
            if kind and not optional:
                found[name].append(kind.group(1))
    return found


def hit(kind: str, events: list[dict[str, Any]], *, strict: bool) -> bool:
    """Whether one of ``events`` is of class ``kind``."""
    types, modes = CLASSES[kind]
    return any(e["type"] in types and (not strict or modes is None or e["mode"] in modes) for e in events)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evals.muc_keys", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many missed reports")
    o = parser.parse_args()
    gold = incidents(o.folder)
    lines = [json.loads(x) for x in o.predicted.read_text(encoding="utf-8").split("\n") if x]
    tally: Counter[str] = Counter()
    missed = []
    for line in lines:
        kinds, events = gold.get(line["id"], []), line["events"]
        if not kinds:
            tally["quiet"] += 1
            tally["quiet right"] += not any(e["type"] == "ASSAULT" for e in events)
            continue
        tally["reports"] += 1
        for strict in (False, True):
            name = "strict" if strict else "type"
            right = [hit(k, events, strict=strict) for k in kinds]
            tally[f"reports {name}"] += any(right)
            tally[f"incidents {name}"] += sum(right)
        tally["incidents"] += len(kinds)
        for k in kinds:
            tally[f"{k}"] += 1
            tally[f"{k} strict"] += hit(k, events, strict=True)
        if not any(hit(k, events, strict=True) for k in kinds):
            missed.append((line["id"], kinds, [(e["type"], e["mode"], e["trigger"]) for e in events][:6]))
    for name in ("reports", "incidents"):
        for how in ("type", "strict"):
            print(f"{name} {how:7s} {tally[f'{name} {how}'] / max(1, tally[name]):.4f} of {tally[name]}")
    for kind in CLASSES:
        print(f"  {kind:22s} {tally[f'{kind} strict'] / max(1, tally[kind]):.4f} of {tally[kind]}")
    print(f"quiet reports left quiet {tally['quiet right'] / max(1, tally['quiet']):.4f} of {tally['quiet']}")
    for entry in missed[: o.show]:
        print(*entry)


if __name__ == "__main__":
    main()
