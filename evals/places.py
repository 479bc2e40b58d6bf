"""Predictor of place names: ``python -m evals.places IN OUT`` (JSON Lines).

In: doc_id, text and, where known, title, domain, date; nothing else is read. Out: doc_id, toponyms with start, end,
lat, lon, geonameid.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from onrecord.model import Parse
from onrecord.reading.parse import parse_many
from onrecord.reading.places import find_places


def predict(parse: Parse, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Toponyms of one report: places and metonyms; of adjectives only country names ("U.S. troops")."""
    found = find_places(parse, title=row.get("title"), domain=row.get("domain"), date=row.get("date"))
    return [
        {"start": p.start, "end": p.end, "lat": p.lat, "lon": p.lon, "geonameid": p.geonames_id, "use": p.use}
        for p in found
        if p.use != "adjective" or p.text.endswith((".", "S", "K"))
    ]


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    lines = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    kept = [{k: row.get(k) for k in ("doc_id", "text", "title", "domain", "date")} for row in lines]
    with target.open("w", encoding="utf-8") as out:
        for row, parsed in zip(kept, parse_many(row["text"] for row in kept), strict=True):
            made = {"doc_id": row["doc_id"], "toponyms": predict(parsed, row)}
            out.write(json.dumps(made, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
