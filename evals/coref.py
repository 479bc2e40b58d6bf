"""Event mentions of many documents that mean one event: ``python -m evals.coref IN OUT --docs DOCS``.

IN is JSON Lines with ``mention_id``, ``doc_id``, ``sent_id``, ``tokens`` (numbers in the sentence), ``text``; DOCS has
``doc_id`` and ``sentences`` (``sent_id``, ``tokens``). Neither says what belongs together. OUT gets ``mention_id`` and
``cluster``.

Documents are grouped first, by the words that linking compares reports with; in a group, pairs of mentions are scored
by weights that ``training.linking.coref`` fits on the training part of ECB+, and grouped by average linkage. This
measures the parts of linking on gold mentions; the product links claims, with their times, places and parties.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

from msgspec import Struct

from onrecord.knowledge.frames import frames
from onrecord.linking.cluster import agglomerate, sorted_pair
from onrecord.linking.features import stem
from onrecord.linking.words import cosine, fold, names, rarity, signature

WEIGHTS = Path(__file__).parent / "coref_weights.json"
NEAR = 6
"""Words on either side of a mention that are looked at as its arguments."""


class Mention(Struct, frozen=True):
    """One event word as it is compared."""

    id: str
    doc: str
    place: tuple[str, int]
    text: str
    stem: str
    kinds: frozenset[tuple[str, str | None]]
    """Types and modes of the frames that its word can trigger."""
    sentence: dict[str, float]
    near: dict[str, float]
    names: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=1)
def kinds() -> dict[str, frozenset[tuple[str, str | None]]]:
    """Types and modes by the stem of a frame's trigger."""
    found: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for frame in frames():
        found[stem(" ".join(frame.words))].add((frame.type, frame.mode))
    return {word: frozenset(k) for word, k in found.items()}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def is_address(tokens: list[str]) -> bool:
    """Whether a sentence is the address of the page."""
    return any(t.casefold().startswith("http") for t in tokens[:3])


def documents(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, list[str]]]:
    """Tokens by document and sentence."""
    return {r["doc_id"]: {s["sent_id"]: s["tokens"] for s in r["sentences"]} for r in rows}


def mentions(rows: Iterable[Mapping[str, Any]], docs: Mapping[str, Mapping[str, list[str]]]) -> list[Mention]:
    """Mentions in the order of their ids."""
    made = []
    for row in rows:
        tokens = docs[row["doc_id"]][str(row["sent_id"])]
        first, last = min(row["tokens"]), max(row["tokens"])
        around = [*tokens[max(0, first - NEAR) : first], *tokens[last + 1 : last + 1 + NEAR]]
        whole = " ".join(tokens)
        head = stem(row["text"])
        made.append(
            Mention(
                row["mention_id"], row["doc_id"], (str(row["sent_id"]), first), fold(row["text"]), head,
                kinds().get(head, frozenset()), signature(whole, most=24), signature(" ".join(around), most=12),
                frozenset(names(whole)), frozenset(t for t in tokens if t.isdigit()),
            )
        )  # fmt: skip
    return sorted(made, key=lambda m: m.id)


def grouped(
    docs: Mapping[str, Mapping[str, list[str]]], *, alike: float
) -> tuple[list[list[str]], dict[str, dict[str, float]]]:
    """Documents that tell of one story, and the signature of each."""
    signs = {
        d: signature(" ".join(w for tokens in s.values() if not is_address(tokens) for w in tokens))
        for d, s in docs.items()
    }  # fmt: skip
    edges = {}
    for a, b in combinations(sorted(signs), 2):
        value = cosine(signs[a], signs[b])
        if value > alike / 3:
            edges[a, b] = value - alike
    return agglomerate(signs, edges, threshold=0.0, missing=-alike), signs


def features(a: Mention, b: Mention, alike: float) -> dict[str, float]:
    """Features of two mentions. ``alike``: how alike their documents are."""
    same = a.stem == b.stem
    found = {
        "bias": 1.0, "same_stem": float(same), "same_text": float(a.text == b.text),
        "sentences": cosine(a.sentence, b.sentence), "near": cosine(a.near, b.near), "documents": alike,
    }  # fmt: skip
    if same:
        found["stem_rare"] = rarity(a.stem) / 7
        found["stem_documents"] = alike
        found["stem_sentences"] = found["sentences"]
    else:
        found["other_sentences"] = found["sentences"]
        found["other_near"] = found["near"]
        if a.kinds and b.kinds:
            both = a.kinds & b.kinds
            found["same_kind"] = float(bool(both))
            found["same_type"] = float(not both and bool({t for t, _ in a.kinds} & {t for t, _ in b.kinds}))
            found["other_type"] = float(not {t for t, _ in a.kinds} & {t for t, _ in b.kinds})
        found["within"] = float(min(len(a.stem), len(b.stem)) >= 4 and (a.stem in b.text or b.stem in a.text))
    if a.doc == b.doc:
        found["same_document"] = 1.0
        found["same_document_stem"] = float(same)
        if a.place[0] == b.place[0]:
            found["same_sentence"] = 1.0
            found["same_sentence_stem"] = float(same)
    if a.names and b.names:
        shared = len(a.names & b.names) / min(len(a.names), len(b.names))
        found["names"], found["no_names"] = shared, float(shared == 0)
    if a.numbers and b.numbers:
        found["numbers"], found["other_numbers"] = float(bool(a.numbers & b.numbers)), float(not a.numbers & b.numbers)
    return found


def clusters(
    found: Iterable[Mention], docs: Mapping[str, Mapping[str, list[str]]], model: dict[str, Any]
) -> dict[str, str]:
    """Cluster of each mention; its name is its smallest mention."""
    groups, signs = grouped(docs, alike=model["documents_alike"])
    of = {d: n for n, group in enumerate(groups) for d in group}
    parts: dict[int, list[Mention]] = defaultdict(list)
    for m in found:
        parts[of[m.doc]].append(m)
    w, result = model["weights"], {}
    for _, part in sorted(parts.items()):
        edges = {}
        for a, b in combinations(part, 2):
            total = sum(v * w.get(k, 0.0) for k, v in features(a, b, cosine(signs[a.doc], signs[b.doc])).items())
            if total > -4:
                edges[sorted_pair(a.id, b.id)] = total
        for group in agglomerate((m.id for m in part), edges, threshold=model["threshold"], missing=-4.0):
            result.update(dict.fromkeys(group, group[0]))
    return result


def main() -> None:
    """Read IN and DOCS, write OUT."""
    parser = argparse.ArgumentParser(prog="python -m evals.coref", description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--docs", type=Path, required=True)
    o = parser.parse_args()
    rows = list(lines(o.input))
    wanted = {r["doc_id"] for r in rows}
    docs = {d: s for d, s in documents(lines(o.docs)).items() if d in wanted}
    result = clusters(mentions(rows, docs), docs, json.loads(WEIGHTS.read_text()))
    o.output.write_text(
        "".join(json.dumps({"mention_id": r["mention_id"], "cluster": result[r["mention_id"]]}) + "\n" for r in rows),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
