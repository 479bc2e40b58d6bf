"""Schemathesis asks every operation of the OpenAPI document what nobody would: no answer is a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from desk_record import build
from desk_server import Served

CASES = 8
"""Cases of one operation in the quick tests; the slow ones take many more."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(build(tmp_path_factory.mktemp("fuzz") / "made.db")) as served:
        yield served


def operations(desk: Served) -> list[Any]:
    schema = schemathesis.openapi.from_url(f"{desk.url}/api/openapi.json")
    found = [result.ok() for result in schema.get_all_operations()]
    # what it adds would be read by a process of its own, at seconds each: asked elsewhere
    return [op for op in found if not (op.method == "post" and op.path.startswith("/api/add"))]


def ask(desk: Served, cases: int) -> None:
    asked = operations(desk)
    assert len(asked) > 15
    for operation in asked:

        @settings(max_examples=cases, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
                  suppress_health_check=list(HealthCheck), derandomize=True)  # fmt: skip
        @given(case=operation.as_strategy())
        def one(case: Any) -> None:
            got = case.call(base_url=desk.url, headers={"x-onrecord-token": desk.token})
            assert got.status_code < 500, (case.method, case.path, got.text)
            if got.status_code >= 400:
                assert set(got.json()["error"]) == {"code", "message"}

        one()


def test_no_operation_fails(desk: Served) -> None:
    ask(desk, CASES)


@pytest.mark.slow
def test_no_operation_fails_on_many_cases(desk: Served) -> None:
    ask(desk, 300)
