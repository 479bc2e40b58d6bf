"""Predictor for time expressions: ``python -m evals.times IN OUT``.

IN: JSON Lines with ``doc_id``, ``dct`` (ISO) and ``text``; nothing else of a line is read.
OUT: JSON Lines with ``doc_id`` and ``timexes`` (start, end, type, value), as the TempEval-3 scorer reads.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onrecord.reading.parse import parse_many
from onrecord.reading.times import find_times


def main(source: str, target: str) -> None:
    """Read reports from ``source``, write their time expressions to ``target``."""
    lines = [json.loads(line) for line in Path(source).read_text(encoding="utf-8").splitlines() if line.strip()]
    inputs = [(line["doc_id"], line.get("dct"), line["text"]) for line in lines]
    with Path(target).open("w", encoding="utf-8") as out:
        for (doc_id, dct, _), parsed in zip(inputs, parse_many(text for _, _, text in inputs), strict=True):
            found = [
                {"start": t.start, "end": t.end, "type": t.type, "value": t.value}
                for t in find_times(parsed, reference=dct)
            ]
            out.write(json.dumps({"doc_id": doc_id, "timexes": found}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
