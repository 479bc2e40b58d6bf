"""Factuality of one event word, as the author sees it: ``python -m evals.status IN OUT``.

IN is JSON Lines with ``id``, ``text``, ``tokens`` (white-space words of ``text``) and ``span`` (first and last + 1);
nothing else is read. OUT gets ``id``, ``score`` (-3 to 3), ``label`` (FactBank, five values), ``status``, ``why``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.model import Parse
from onrecord.models import factuality
from onrecord.reading.parse import parse_many
from onrecord.reading.status import status_of

NO_SPACE_BEFORE = frozenset(", . ; : ! ? % ) ] } 's 're 've 'll 'd 'm n't 'S N'T ''".split())
NO_SPACE_AFTER = frozenset("( [ { $ ``".split())
PLAIN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def detokenize(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words set as a newspaper would set them, and where each word stands in the result."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at, glue = 0, True
    for k, token in enumerate(tokens):
        word = PLAIN.get(token, token)
        hyphen = token == "-" and 0 < k < len(tokens) - 1 and tokens[k - 1].isalnum() and tokens[k + 1].isalpha()
        if not (glue or token in NO_SPACE_BEFORE or hyphen):
            parts.append(" ")
            at += 1
        parts.append(word)
        spans.append((at, at + len(word)))
        at += len(word)
        glue = hyphen or token in NO_SPACE_AFTER
    return "".join(parts), spans


def word_at(parse: Parse, start: int, end: int) -> int | None:
    """The token that holds the code points; of several, the one that governs the rest."""
    inside = parse.tokens_in(start, end)
    if not inside:
        return None
    members = {t.i for t in inside}
    return next((t.i for t in inside if t.head not in members or t.head == t.i), inside[0].i)


def rows_with_parses(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Parse, int | None]]:
    """Each row with the parse of its text (one parse a text) and the token its span points at."""
    kept = list(rows)
    texts = {tuple(r["tokens"]): detokenize(r["tokens"]) for r in kept}
    parses = dict(zip(texts, parse_many(t for t, _ in texts.values()), strict=True))
    for row in kept:
        key = tuple(row["tokens"])
        spans = texts[key][1]
        first, last = row["span"]
        yield row, parses[key], word_at(parses[key], spans[first][0], spans[last - 1][1])


class Network:
    """What the network makes of event words; a text is read once."""

    def __init__(self) -> None:
        self._text = ""
        self._read = factuality.chances("")

    def __call__(self, parse: Parse, token: int) -> list[list[float]] | None:
        """Probabilities for one word, as ``factuality.chances`` orders them."""
        if parse.text != self._text:
            self._text, self._read = parse.text, factuality.chances(parse.text)
        starts, said = self._read
        k = int(starts.searchsorted(parse.tokens[token].start, side="right")) - 1
        found: list[list[float]] | None = said[k].tolist() if k >= 0 else None
        return found


def main(source: str, target: str) -> None:
    """Read ``source``, write one prediction a line to ``target``."""
    with Path(source).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    heard = Network()
    with Path(target).open("w", encoding="utf-8") as out:
        for row, parse, token in rows_with_parses(rows):
            made: dict[str, Any] = {"id": row["id"], "score": 3.0, "label": "CT+"}
            if token is not None:
                reading = status_of(parse, token, as_author=True, heard=heard(parse, token))
                made = {
                    "id": row["id"], "score": reading.score, "label": five(reading.score),
                    "status": reading.status, "why": reading.why,
                }  # fmt: skip
            out.write(json.dumps(made, ensure_ascii=False) + "\n")


def five(score: float) -> str:
    """The bin of the scorer: CT+ from 2.5, PS+ from 1, Uu above -1, PS- above -2.5, else CT-."""
    for low, label in ((2.5, "CT+"), (1.0, "PS+")):
        if score >= low:
            return label
    return "Uu" if score > -1.0 else "PS-" if score > -2.5 else "CT-"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
