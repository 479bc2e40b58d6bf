"""The file is anybody's: the SQLite that comes with Python, years older than ours, opens it and reads every view."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from made import plain
from onrecord import Record


def test_an_older_sqlite_reads_every_table_and_view(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Record(str(path)) as record:
        record.add_readings([plain("Rebels attacked a town.", url="https://a.example/x", publisher="A")])
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        names = [n for (n,) in file.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        assert "claims_quoted" in names
        for name in names:
            file.execute(f'SELECT * FROM "{name}"').fetchall()
        assert file.execute("SELECT count(*) FROM reports").fetchone() == (1,)
