"""The damage of ``python -m evals.fuzz`` in small: nothing is found, and what would be found is."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals import fuzz


@pytest.mark.parametrize("task", [task for task in fuzz.TASKS if task != "claims"])
def test_nothing_is_found(task: str, tmp_path: Path) -> None:
    assert fuzz.run(task, runs=25, seed=1_000_000, finds=tmp_path) == []
    assert [*tmp_path.iterdir()] == []


@pytest.mark.slow
@pytest.mark.parametrize("task", [*fuzz.TASKS])
def test_nothing_is_found_in_many_runs(task: str) -> None:
    assert fuzz.run(task, runs=300 if task == "claims" else 10_000, seed=2_000_000) == []


def test_a_fault_is_found_kept_and_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(content: bytes) -> None:
        if b"\0" in content:
            raise KeyError("a fault\nof two lines")

    monkeypatch.setattr(fuzz, "TASKS", {"a": (lambda: (b"abc" * 100,), fails)})
    found = fuzz.run("a", runs=200, finds=tmp_path)
    assert found
    assert found == fuzz.run("a", runs=200)
    assert "KeyError" in found[0] and "\n" not in found[0]
    for kept in tmp_path.iterdir():
        assert b"\0" in kept.read_bytes()
