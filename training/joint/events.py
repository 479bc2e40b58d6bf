"""Event words of texts without labels, for the teacher: ``python -m training.joint.events --gold DIR --out FILE``.

Runs where OnRecord runs (it parses); the teacher runs where torch is. Each line: ``doc_id``, ``text`` and ``sentences``
as (start, end, code points where its event words begin). Verbs, and nouns that UW's training half has for events.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from evals.status import rows_with_parses

from onrecord.model import Parse, Token
from onrecord.reading.parse import parse_many

TEXTS = ("attribution/polnear_train.jsonl", "articles/news_2024_sample.jsonl")
AT_ONCE = 16
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj"})


def event_nouns(gold: Path) -> frozenset[str]:
    """Nouns that name an event at least twice in UW's training half."""
    with (gold / "status/uw_train.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    named = (parse.tokens[i] for _, parse, i in rows_with_parses(rows) if i is not None)
    count = Counter(t.lemma for t in named if t.pos == "NOUN")
    return frozenset(lemma for lemma, n in count.items() if n >= 2)


def is_event(t: Token, nouns: frozenset[str]) -> bool:
    """Whether the word may name an event."""
    return t.pos == "VERB" or (t.pos == "AUX" and t.dep in CLAUSES) or (t.pos == "NOUN" and t.lemma in nouns)


def sentences(parse: Parse, nouns: frozenset[str]) -> Iterator[tuple[int, int, list[int]]]:
    """Sentences with event words."""
    for s in parse.sentences:
        found = [t.start for t in parse.tokens[s.first : s.last] if is_event(t, nouns)]
        if found:
            yield s.start, s.end, found


def texts(gold: Path) -> Iterator[dict[str, Any]]:
    """PolNeAR's training half and the articles."""
    for name in TEXTS:
        with (gold / name).open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def main() -> None:
    """Parse and write."""
    asked = argparse.ArgumentParser(prog="python -m training.joint.events", description=__doc__)
    asked.add_argument("--gold", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    nouns = event_nouns(given.gold)
    waiting = texts(given.gold)
    with given.out.open("w", encoding="utf-8") as out:
        while some := list(islice(waiting, AT_ONCE)):
            for row, parse in zip(some, parse_many(r["text"] for r in some), strict=True):
                made = {"doc_id": row["doc_id"], "text": row["text"], "sentences": list(sentences(parse, nouns))}
                out.write(json.dumps(made, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
