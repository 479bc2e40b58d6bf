"""Attributions of whole reports: ``python -m evals.attribution IN OUT``.

IN is JSON Lines with ``doc_id`` and ``text``; nothing else is read. OUT gets ``doc_id`` and ``attributions``: ``id``,
``source``, ``cue``, ``content`` as lists of [start, end] and, for one nested in another, ``parent``: all that the
product prints.
``--tagger`` leaves the parse and the inner attributions out: the trained tagger alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model import Attribution


def row(doc_id: str, found: tuple[Attribution, ...]) -> dict[str, Any]:
    """One line of OUT."""
    lines = [
        {
            "id": a.id,
            "source": [list(s) for s in a.source],
            "cue": [list(s) for s in a.cue],
            "content": [list(s) for s in a.content],
            **({"parent": a.parent} if a.parent else {}),
        }
        for a in found
    ]
    return {"doc_id": doc_id, "attributions": lines}


def predict(docs: list[dict[str, Any]], *, tagger: bool = False) -> Iterator[dict[str, Any]]:
    """A line of OUT for each of ``docs``, in order."""
    if tagger:
        from onrecord.reading.attribution.tagger import tag_texts

        found = tag_texts(d["text"] for d in docs)
    else:
        from onrecord.reading.attribution import find_attributions
        from onrecord.reading.parse import parse_many

        found = (find_attributions(p) for p in parse_many(d["text"] for d in docs))
    for doc, mine in zip(docs, found, strict=True):
        yield row(doc["doc_id"], mine)


def main() -> None:
    """Read IN, write OUT."""
    parser = argparse.ArgumentParser(prog="python -m evals.attribution", description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--tagger", action="store_true")
    o = parser.parse_args()
    lines = o.input.read_text(encoding="utf-8").split("\n")  # not splitlines: texts hold U+2028
    docs = [{k: d[k] for k in ("doc_id", "text")} for d in map(json.loads, filter(None, lines))]
    with o.output.open("w", encoding="utf-8") as out:
        for line in predict(docs, tagger=o.tagger):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
