"""Dead and injured of whole reports: ``python -m evals.counts IN OUT``.

IN is JSON Lines with ``id`` and ``text``. OUT gets ``id``, ``killed``, ``injured`` for each: the best reading of
the whole text, ``null`` where it states none. ``--key FILE`` compares OUT with JSON Lines of ``id``, ``killed``,
``injured`` where a ``null`` of the key is not compared; ``--muc FOLDER`` with the keys of the MUC reports.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.model import Parse, QuantityRole
from onrecord.reading.parse import parse_many
from onrecord.reading.quantities import FoundQuantity, find_quantities
from onrecord.reading.quantities.victims import count_victims, tolls

ROLES: tuple[QuantityRole, ...] = ("killed", "injured")
LIMIT = 100_000  # a figure beyond this is of a war or a statistic, not of a report's event
TEMPLATE = re.compile(r"(?m)^0\.  MESSAGE: ID +(\S+)")


def best(parse: Parse, found: Iterable[FoundQuantity], role: QuantityRole) -> int | None:
    """The figure that the text gives for ``role``: the one said most often, the earliest of equals."""
    seen: Counter[int] = Counter()
    first: dict[int, int] = {}
    for at, value in tolls(parse, tuple(found), role):
        if 0 <= value < LIMIT:
            seen[value] += 1
            first.setdefault(value, at)
    return max(seen, key=lambda v: (seen[v], -first[v])) if seen else None


def reading(parse: Parse) -> dict[QuantityRole, int | None]:
    """Killed and injured of one report: its figures, else the single persons it speaks of."""
    found = find_quantities(parse)
    figures = {role: best(parse, found, role) for role in ROLES}
    return {role: count_victims(parse, role) if value is None else value for role, value in figures.items()}


def muc_key(folder: Path) -> dict[str, dict[str, set[int]]]:
    """Numbers of dead and injured of every incident of the MUC keys; a report may have several incidents."""
    key: dict[str, dict[str, set[int]]] = {}
    for path in sorted(folder.glob("key*")):
        parts = TEMPLATE.split(path.read_text(encoding="latin-1"))
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            for role, numbers in _slots(body).items():
                if numbers:
                    key.setdefault(name, {}).setdefault(role, set()).update(numbers)
    return key


def _slots(body: str) -> dict[str, set[int]]:
    """Slot 21 says how many of each target there are, slot 23 what became of it: numbers of those who share a fate."""
    numbers = {t: int(n) for n, t in re.findall(r"(\d+): (\"[^\"]+\")", _slot(body, 21))}
    fates = _slot(body, 23)
    found: dict[str, set[int]] = {"killed": set(), "injured": set()}
    for role, word in (("killed", "DEATH"), ("injured", "INJURY")):
        hit = [numbers[t] for t in re.findall(rf"(?<!OR )\b{word}: (\"[^\"]+\")", fates) if t in numbers]
        if hit:
            found[role] = {sum(hit), *hit}
    return found


def _slot(body: str, number: int) -> str:
    match = re.search(rf"(?ms)^{number}\. (.*?)(?=^\d+\. |\Z)", body)
    return match[1] if match else ""


def compare(lines: Iterable[dict[str, Any]], key: dict[str, dict[str, set[int]]]) -> None:
    """Print, for each role, the share of reports whose key has a number and whose reading is one of the key's."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    stated: Counter[str] = Counter()
    for line in lines:
        for role, numbers in key.get(line["id"], {}).items():
            total[role] += 1
            stated[role] += line[role] is not None
            right[role] += line[role] in numbers
    for role in ROLES:
        print(f"{role:8s} right {right[role] / max(1, total[role]):.3f} of {total[role]}; a figure in {stated[role]}")


def main() -> None:
    """Read IN, write OUT, compare where a key is given."""
    parser = argparse.ArgumentParser(prog="python -m evals.counts", description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--key", type=Path)
    parser.add_argument("--muc", type=Path)
    o = parser.parse_args()
    rows = [json.loads(x) for x in o.input.read_text(encoding="utf-8").split("\n") if x]
    lines = [
        {"id": row["id"], **reading(parse)}
        for row, parse in zip(rows, parse_many(r["text"] for r in rows), strict=True)
    ]
    o.output.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    if o.muc:
        compare(lines, muc_key(o.muc))
    if o.key:
        stored = [json.loads(x) for x in o.key.read_text(encoding="utf-8").split("\n") if x]
        compare(lines, {k["id"]: {r: {k[r]} for r in ROLES if k.get(r) is not None} for k in stored})


if __name__ == "__main__":
    main()
