"""On whose word each event stands, against UMR's modal graphs: ``python -m evals.modal IN OUT``.

IN is JSON Lines, one sentence a line in reading order: ``doc_id``, ``tokens`` and ``nodes`` (name -> ``align``, first
and last token, from 1). The sentences of a document are read as one report. OUT gets a line for each aligned node:
``doc_id``, ``line`` (of IN, from 0), ``node``, ``source`` ("author", or the words of the innermost source), ``first``
and ``last`` (code points of those words in their own sentence; none where they stand in another) and ``cue`` likewise.
Only these fields of IN are read; its modal edges are not.

``python -m evals.modal IN OUT --score`` compares OUT with the edges (``modal``: source, relation, target). An event is
an aligned target that is nobody's source; where two edges reach it, the source further from the author is asked for. A
source is right where the words overlap; one that the sentence only implies, where any source is named; one that the
graph gives as the word of speech, where that word is the cue. Edges from a conceiver that the text never names are left
out. Prints the share right: of all events, of those the author vouches for, of those that somebody else does.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from evals.status import detokenize, word_at
from onrecord.model import Link
from onrecord.reading.attribution import find_attributions
from onrecord.reading.chains import branches, chain_of
from onrecord.reading.documents import documents_of
from onrecord.reading.entities import find_entities
from onrecord.reading.parse import parse

AUTHOR = "author"
NOBODY = frozenset({"null-conceiver", "root"})
Row = dict[str, Any]


def predict(rows: Sequence[Row]) -> Iterator[Row]:
    """A line of OUT for each aligned node, document by document."""
    for name, numbered in groupby(enumerate(rows), key=lambda pair: pair[1]["doc_id"]):
        yield from _document(name, list(numbered))


def _document(name: str, numbered: list[tuple[int, Row]]) -> Iterator[Row]:
    starts, text = [], ""
    sentences = [detokenize(quoted(row["tokens"])) for _, row in numbered]
    for sentence, _ in sentences:
        starts.append(len(text))
        text += sentence + "\n"
    read = parse(text)
    cast = find_entities(read, on=None, title=None, publisher=None)
    attributions = find_attributions(read)
    documents = documents_of(read, attributions, cast)
    for (number, row), (sentence, spans), start in zip(numbered, sentences, starts, strict=True):
        for node, words in aligned(row).items():
            token = word_at(read, start + spans[words[0]][0], start + spans[words[1]][1])
            if token is None:
                continue
            chains = [
                chain_of(read, b, cast, publisher=None, documents=documents)
                for b in branches(read, token, attributions)
            ]
            inner = next((c[-1] for c in chains if c), None)
            yield {"doc_id": name, "line": number, "node": node, **_told(inner, start, start + len(sentence))}


def quoted(tokens: Sequence[str]) -> list[str]:
    """Straight quotation marks as opening and closing ones by turns, so that they are set against their words."""
    made, inside = [], False
    for token in tokens:
        made.append(("''" if inside else "``") if token == '"' else token)
        inside ^= token == '"'
    return made


def _told(link: Link | None, first: int, last: int) -> Row:
    """The innermost source, with its words and its cue counted from the start of the sentence."""
    if link is None or link.source is None:
        return {"source": AUTHOR}
    made: Row = {"source": link.source.text}
    if first <= link.source.start < last:
        made |= {"first": link.source.start - first, "last": link.source.end - first}
    if link.cue is not None and first <= link.cue.start < last:
        made["cue"] = [link.cue.start - first, link.cue.end - first]
    return made


def aligned(row: Row) -> dict[str, tuple[int, int]]:
    """First and last token (from 0) of each node that stands in the sentence."""
    found = {}
    for node, said in row["nodes"].items():
        place = re.match(r"([1-9]\d*)-(\d+)", said["align"] or "")
        if place:
            found[node] = (int(place[1]) - 1, int(place[2]) - 1)
    return found


def golden(row: Row) -> dict[str, str]:
    """Event -> innermost source: "author" or a node."""
    edges = [(e["source"].lstrip("("), e["target"]) for e in row["modal"]]
    sources = {s for s, _ in edges}
    found: dict[str, str] = {}
    for source, target in edges:
        if target in sources or target not in aligned(row) or source in NOBODY:
            continue
        if found.get(target, AUTHOR) == AUTHOR:
            found[target] = source
    return found


def right(row: Row, source: str, made: Row) -> bool:
    """Whether the innermost source of ``made`` is the one that the graph has."""
    if AUTHOR in (source, made["source"]):
        return bool(source == made["source"])
    spans = detokenize(quoted(row["tokens"]))[1]
    words = aligned(row).get(source)
    if words is None:
        return True
    first, last = spans[words[0]][0], spans[words[1]][1]
    places: list[tuple[int, int]] = [tuple(made["cue"])] if "cue" in made else []
    if "first" in made:
        places.append((made["first"], made["last"]))
    return any(a < last and first < b for a, b in places)


def figures(rows: Sequence[Row], made: Sequence[Row], *, show: bool = False) -> dict[str, float]:
    """Shares right: ``all``, ``author``, ``others``."""
    by_node = {(m["line"], m["node"]): m for m in made}
    tally: Counter[str] = Counter()
    for number, row in enumerate(rows):
        for node, source in golden(row).items():
            kind = AUTHOR if source == AUTHOR else "others"
            said = by_node.get((number, node), {"source": AUTHOR})
            good = right(row, source, said)
            tally[kind] += 1
            tally[f"{kind} right"] += good
            if show and not good:
                first, last = aligned(row)[node]
                print(
                    row["doc_id"],
                    row["tokens"][first : last + 1],
                    "gold",
                    source,
                    "read",
                    said["source"],
                    "|",
                    " ".join(row["tokens"]),
                )
    found = {
        kind: round(tally[f"{kind} right"] / max(1, tally[kind]), 4) for kind in (AUTHOR, "others")
    }  # fmt: skip
    total = tally[AUTHOR] + tally["others"]
    return {
        "all": round((tally["author right"] + tally["others right"]) / max(1, total), 4),
        **found, "events": total, "events_of_others": tally["others"],
    }  # fmt: skip


def main() -> None:
    """Predict, or score what was predicted."""
    parser = argparse.ArgumentParser(prog="python -m evals.modal", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--score", action="store_true", help="compare OUT with the edges of IN")
    parser.add_argument("--show", action="store_true", help="with --score: print what is wrong")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.source.read_text(encoding="utf-8").split("\n") if line]
    if asked.score:
        made = [json.loads(line) for line in asked.target.read_text(encoding="utf-8").split("\n") if line]
        print(json.dumps(figures(rows, made, show=asked.show)))
        return
    with asked.target.open("w", encoding="utf-8") as out:
        for line in predict(rows):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
