"""The status figures of our own set may not fall, and the predictor reads what the scorer writes."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from evals import status as predictor
from evals.status_own import figures, judge, read

from onrecord.model import StatusReading
from onrecord.reading.parse import parse
from onrecord.reading.status import status_of
from onrecord.reading.status.score import model, score_of


@lru_cache(maxsize=1)
def judged() -> tuple[list[dict[str, Any]], list[StatusReading]]:
    rows = read()
    return rows, judge(rows)


@pytest.mark.parametrize(("half", "right", "unreal"), [("build", 0.97, 0.02), ("held", 0.94, 0.04)])
def test_own_set(half: str, right: float, unreal: float) -> None:
    rows, made = judged()
    pairs = [(r, m) for r, m in zip(rows, made, strict=True) if r["half"] == half]
    found = figures([r for r, _ in pairs], [m for _, m in pairs])
    assert found["right"] >= right, found
    assert found["unreal_as_fact"] <= unreal, found


def test_own_set_is_what_it_says() -> None:
    rows, _ = judged()
    assert all(r["text"][r["start"] : r["start"] + len(r["word"])] == r["word"] for r in rows)
    assert len({(r["text"], r["start"]) for r in rows}) == len(rows) == len({r["id"] for r in rows})
    assert min(Counter(r["form"] for r in rows).values()) >= 6
    assert {r["status"] for r in rows} == {"occurred", "ongoing", "planned", "possible", "denied"}


def test_words_set_as_a_newspaper_sets_them() -> None:
    text, spans = predictor.detokenize(
        ["``", "We", "ca", "n't", "go", ",", "''", "said", "Miami", "-", "based", "Lee", "."]
    )
    assert text == '"We can\'t go," said Miami-based Lee.'
    assert [text[a:b] for a, b in spans][:4] == ['"', "We", "ca", "n't"]


def test_predictor_writes_score_and_label(tmp_path: Path) -> None:
    tokens = "Rebels did n't shell the port , but they may try .".split()
    rows = [{"id": str(k), "text": " ".join(tokens), "tokens": tokens, "span": [k, k + 1]} for k in (3, 8, 9)]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    predictor.main(str(source), str(target))
    made = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [m["id"] for m in made] == ["3", "8", "9"]
    assert made[0]["score"] <= -1
    assert made[0]["status"] == "denied"
    assert made[0]["label"] in ("PS-", "CT-")
    assert all(m["label"] == predictor.five(m["score"]) for m in made)


def test_trained_score_follows_the_words() -> None:
    def score(text: str, word: str) -> float:
        p = parse(text)
        return status_of(p, next(t.i for t in p.tokens if t.text == word), as_author=True).score

    assert score("Gunmen killed a judge on Tuesday.", "killed") >= 2
    assert score("Gunmen did not kill the judge.", "kill") <= -1
    assert -1 < score("Gunmen failed to say if they would kill the judge.", "kill") < 1.5
    assert len(model().class_trees) == 3
    assert -3 <= score_of(["bias"], "+") <= 3
