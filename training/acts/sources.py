"""What the head is fitted on: marked articles, marked reports of our own, examples of the frames, and more articles."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.knowledge.frames import frames
from training.acts.words import Marks

OWN = Path(__file__).parents[2] / "evals/gold"
REPORTS = ("reports/open", "reports/taught")
EXAMPLES = 12
"""Sentences of the tables in one text: alone they are read as no text is."""
ARTICLES, CUT = 240, 8_000
"""Articles in which the frames alone say what is an act, and code points of each."""


def marked(gold: Path) -> Iterator[tuple[str, Marks]]:
    """Articles of which a reader marked every act, as far as they were read; ``acts.jsonl`` keeps places and types."""
    acts: dict[str, list[Any]] = defaultdict(list)
    upto: dict[str, int] = {}
    with (OWN / "acts.jsonl").open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            acts[line["doc_id"]] = line["acts"]
            upto[line["doc_id"]] = line["read"]
    for row in _articles(gold):
        if row["doc_id"] in upto:
            marks = [((int(a), int(b)), frozenset(map(str, types))) for a, b, types in acts[row["doc_id"]]]
            yield row["text"][: upto[row["doc_id"]]], marks


def reports() -> Iterator[tuple[str, Marks]]:
    """Reports of our own with a careful reader's claims."""
    for folder in REPORTS:
        for path in sorted((OWN / folder).glob("*.gold.json")):
            text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
            claims = json.loads(path.read_text(encoding="utf-8"))["claims"]
            spans = [(text.find(c["cue"]), len(c["cue"]), c["type"]) for c in claims]
            yield text, [((a, a + n), frozenset(types)) for a, n, types in spans if a >= 0]


def examples() -> Iterator[tuple[str, None]]:
    """The sentences of the frames, which the frames read rightly: their tests see to it."""
    sentences = [s for f in frames() for s in (f.example, f.counter) if s]
    for k in range(0, len(sentences), EXAMPLES):
        yield "\n".join(sentences[k : k + EXAMPLES]), None


def unmarked(gold: Path) -> Iterator[tuple[str, None]]:
    """Articles as the frames read them."""
    with (OWN / "acts.jsonl").open(encoding="utf-8") as lines:
        read = {json.loads(line)["doc_id"] for line in lines}
    for row in islice(_articles(gold), ARTICLES):
        if row["doc_id"] not in read:
            yield row["text"][:CUT], None


def _articles(gold: Path) -> Iterator[dict[str, Any]]:
    with (gold / "articles/news_2024_sample.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
