"""The record is documented as it is: tables, views, example queries, methods."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from made import plain
from onrecord import Record
from onrecord.record.lists import Listing

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs/record.md").read_text(encoding="utf-8")


def test_every_table_and_view_is_documented() -> None:
    documented = set(re.findall(r"`(\w+)`", TEXT))
    with Record(":memory:") as record:
        names = {
            row[0]
            for row in record.connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
            if not re.search(r"_search_\w+$|^sqlite_", row[0])
        }
        assert names - documented == set()
        described = set(re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", TEXT, re.M))
        listed = {name for cell in described for name in re.findall(r"`(\w+)`", cell)}
        assert listed == names


def test_the_example_queries_run() -> None:
    queries = re.findall(r"```sql\n(.*?)```", TEXT, re.S)
    assert len(queries) == 3
    url = "https://a.example/1"
    with Record(":memory:") as record:
        record.add_readings(
            [
                plain("Rebels attacked a town. They attacked a mill.", url=url, published="2031-05-01"),
                plain("Rebels attacked a town.", url=url, updated="2031-05-02"),
            ]
        )
        found = [record.connection.execute(q).fetchall() for q in queries]
    assert found[2] == [("a.example/1", "vanished", None, " They attacked a mill.", None)]


def test_every_method_is_documented() -> None:
    text = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)\(?", text))
    for kind in (Record, Listing):
        methods = {name for name, _ in inspect.getmembers(kind) if not name.startswith("_")}
        assert methods - documented == set(), kind
