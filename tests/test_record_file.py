"""The file is anybody's: the SQLite that comes with Python, years older than ours, opens it and reads every view."""

from __future__ import annotations

import shutil
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


def test_a_closed_record_is_one_file(tmp_path: Path) -> None:
    report = tmp_path / "in.txt"
    report.write_text("Rebels attacked a village near Goma on Monday, killing four people.")
    with Record(tmp_path / "r.db") as record:
        record.add(str(report), jobs=1)
    shutil.copy(tmp_path / "r.db", tmp_path / "copied.db")
    with Record(tmp_path / "copied.db", readonly=True) as copied:
        assert copied.stats()["reports"] == 1
    assert not (tmp_path / "r.db-wal").exists()
