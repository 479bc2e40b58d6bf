"""Texts in which acts are known: marked articles, marked reports of our own, the examples of the frames."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.knowledge.frames import frames
from onrecord.model import Pair

OWN = Path(__file__).parents[2] / "evals/gold"
REPORTS = ("reports/open", "reports/taught")
EXAMPLES, EXAMPLES_WEIGHT = 12, 0.5
"""Sentences of the tables in one text (alone they are read as no text is), and their weight."""

Marks = Sequence[tuple[Pair, frozenset[str]]]
"""Code points of the words that tell an act, and its types."""


@dataclass(frozen=True)
class Text:
    """A text and what readers marked in its first ``upto`` code points; ``marks`` is ``None`` where nobody did."""

    id: str
    text: str
    marks: Marks | None
    upto: int
    weight: float = 1.0
    held: bool = False
    of_gold: bool = False


def texts(gold: Path) -> Iterator[Text]:
    """All of them."""
    yield from marked(gold)
    yield from reports()
    yield from examples()


def marked(gold: Path) -> Iterator[Text]:
    """Articles of which a reader marked every act, as far as they were read; ``acts.jsonl`` keeps places and types."""
    with (gold / "articles/news_2024_sample.jsonl").open(encoding="utf-8") as lines:
        articles = {row["doc_id"]: row["text"] for row in map(json.loads, lines)}
    with (OWN / "acts.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            marks = [((int(a), int(b)), frozenset(map(str, types))) for a, b, types in row["acts"]]
            held = bool(row.get("held"))
            yield Text(row["doc_id"], articles[row["doc_id"]], marks, row["read"], held=held, of_gold=True)


def reports() -> Iterator[Text]:
    """Reports of our own with a careful reader's claims."""
    for folder in REPORTS:
        for path in sorted((OWN / folder).glob("*.gold.json")):
            text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
            claims = json.loads(path.read_text(encoding="utf-8"))["claims"]
            spans = [(text.find(c["cue"]), len(c["cue"]), c["type"]) for c in claims]
            marks = [((a, a + n), frozenset(types)) for a, n, types in spans if a >= 0]
            yield Text(f"{folder}/{path.name}", text, marks, len(text))


def examples() -> Iterator[Text]:
    """The sentences of the frames, which the frames read rightly: their tests see to it."""
    sentences = [s for f in frames() for s in (f.example, f.counter) if s]
    for k in range(0, len(sentences), EXAMPLES):
        text = "\n".join(sentences[k : k + EXAMPLES])
        yield Text(f"examples {k}", text, None, len(text), weight=EXAMPLES_WEIGHT)
