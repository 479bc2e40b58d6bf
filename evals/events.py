"""Political events of short texts: ``python -m evals.events IN OUT``.

IN is JSON Lines with ``id``, ``text`` and ``date``; nothing else is read. OUT gets ``id`` and ``events``, best first:
``type``, ``source``, ``target`` (each a list of ``code``, ``sector``, ``text``), ``status``, ``score``, as the scorer
of the PLOVER gold records wants them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model import EventMention, Parse
from onrecord.reading.attribution import attributions_and_glance
from onrecord.reading.entities import Cast, find_entities
from onrecord.reading.events import find_events
from onrecord.reading.parse import parse_many

INTERNATIONAL = frozenset({"IGO", "NGO", "IMG", "NGM", "MNC"})
"""Sectors that stand in the country field of the gold where no state does."""


def actor(cast: Cast, head: int) -> dict[str, str]:
    """One participant as the scorer wants it."""
    who = cast.who(head).actor
    code = who.country or cast.country_at(head)[0] or (who.sector if who.sector in INTERNATIONAL else None)
    return {"code": code or "---", "sector": who.sector or "", "text": who.text}


def event(cast: Cast, mention: EventMention) -> dict[str, Any]:
    """One event as the scorer wants it."""
    return {
        "type": mention.type,
        "cameo": mention.cameo,
        "source": [actor(cast, h) for h in mention.actors],
        "target": [actor(cast, h) for h in mention.recipients],
        "status": "occurred",
        "score": mention.score,
    }


def one(parse: Parse, *, date: str | None) -> list[dict[str, Any]]:
    """Events of one parsed text, best first."""
    cast = find_entities(parse, on=date)
    _, glance = attributions_and_glance(parse)
    found = sorted(find_events(parse, cast=cast, glance=glance), key=lambda m: -m.score)
    return [event(cast, m) for m in found]


def predict(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A line of OUT for each of ``rows``, in order."""
    for row, parse in zip(rows, parse_many(" ".join(r["text"].split()) for r in rows), strict=True):
        yield {"id": row["id"], "events": one(parse, date=row.get("date"))}


def main() -> None:
    """Read IN, write OUT."""
    parser = argparse.ArgumentParser(prog="python -m evals.events", description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    o = parser.parse_args()
    lines = o.input.read_text(encoding="utf-8").split("\n")  # not splitlines: texts hold U+2028
    rows = [{k: d.get(k) for k in ("id", "text", "date")} for d in map(json.loads, filter(None, lines))]
    with o.output.open("w", encoding="utf-8") as out:
        for line in predict(rows):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
