"""The network's opinion on whether what a word names happened, and how it is heard in the author's score."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from evals import status as predictor

from onrecord.models import factuality
from onrecord.reading.status.score import score_of

ACTS = (
    ("Rebels burned the mill on Tuesday.", "burned", 2),
    ("Rebels did not burn the mill.", "burn", 0),
    ("No rebel burned the mill, the mayor said.", "burned", 0),
)


@pytest.mark.parametrize(("text", "word", "most"), ACTS)
def test_the_likeliest_of_three(text: str, word: str, most: int) -> None:
    starts, said = factuality.chances(text)
    assert said.shape == (len(starts), len(factuality.ASKED), 3)
    assert np.allclose(said.sum(axis=-1), 1, atol=1e-4)
    assert [text[a] for a in starts][:2] == [text[0], text[text.index(" ") + 1]]
    assert int(said[starts.tolist().index(text.index(word))].mean(axis=0).argmax()) == most


def test_an_empty_text_has_no_words() -> None:
    starts, said = factuality.chances("")
    assert len(starts) == len(said) == 0


def test_the_network_is_heard_in_the_score() -> None:
    plain = ["bias"]
    surely, never = ([[a, 0.01, b]] * len(factuality.ASKED) for a, b in ((0.0, 0.99), (0.99, 0.0)))
    assert score_of(plain, "+", surely) >= 1
    assert score_of(plain, "+", never) <= -1


def test_the_predictor_asks_the_network_once_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    read = factuality.chances
    monkeypatch.setattr(factuality, "chances", lambda text: asked.append(text) or read(text))
    tokens = "Rebels burned the mill but did not harm the miller .".split()
    rows = [{"id": str(k), "text": " ".join(tokens), "tokens": tokens, "span": [k, k + 1]} for k in (1, 7)]
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    predictor.main(str(source), str(target))
    burned, harmed = (json.loads(line) for line in target.read_text(encoding="utf-8").splitlines())
    assert [t for t in asked if t] == ["Rebels burned the mill but did not harm the miller."]
    assert burned["score"] >= 1
    assert harmed["score"] <= -1
