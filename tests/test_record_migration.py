"""A record of the first version is brought up to date and loses nothing."""

from __future__ import annotations

import base64
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest
from msgspec.structs import replace

from desk_record import attack, versions
from made import plain
from onrecord import Record, RecordError
from onrecord.model import Attribution, Place, Reading, TextWarning, Time
from onrecord.record.database import APPLICATION_ID, migrations
from onrecord.record.identity import keyed

FIRST_VERSION = Path(__file__).parent / "data/record_v1.json"


def cited() -> Reading:
    """A report with attributions of every shape, a time, a place and a warning."""
    text = "Rebels attacked a mill, two officers said on Friday in Beni, and a mayor denied it, the officers added."

    def cite(ident: str, *parts: Any, parent: str | None = None, **more: Any) -> Attribution:
        source, cue, content, reach = parts
        return Attribution(id=ident, source=source, cue=cue, content=content, reach=reach, parent=parent, **more)

    reading = plain(text, publisher="Hill Post", published="2031-05-02")
    return replace(
        reading,
        attributions=(
            cite("a1", ((24, 36),), ((37, 41),), ((0, 22),), ((0, 22),), stance="states", seen_by="both",
                 source_head=5, cue_head=6, content_head=1),
            cite("a2", ((65, 72),), ((73, 79),), ((80, 82), (0, 22)), ((80, 82),), parent="a1", stance="denies",
                 seen_by="tagger"),
            cite("x", (), ((97, 102),), (), (), stance="states", seen_by="syntax"),
        ),
        times=(Time(start=45, end=51, text="Friday", type="DATE", value="2031-05-02", low="2031-05-02"),),
        places=(Place(start=55, end=59, text="Beni", name="Beni", country="COD", lat=0.49, lon=29.47, use="place"),),
        warnings=(TextWarning(start=0, end=6, text="Rebels", code="unknown_designation", suggestion="rebels"),),
    )  # fmt: skip


def readings() -> list[Reading]:
    return [*attack(), *versions(), cited()]


def first_version(path: Path, *, spoilt: bool = False) -> None:
    """Writes the file as the first version wrote it; ``spoilt``: a row points to one that is not there."""
    rows = json.loads(FIRST_VERSION.read_text(encoding="utf-8"))
    with closing(sqlite3.connect(path)) as file:
        file.executescript(migrations()[0])
        for table, found in rows.items():
            cells = [[base64.b64decode(c["b64"]) if isinstance(c, dict) else c for c in row] for row in found]
            file.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells[0]))})", cells)
        for table in ("reports_search", "sentences_search"):
            file.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        if spoilt:
            file.execute("UPDATE claims SET sentence = 999 WHERE claim = 1")
        file.execute("PRAGMA user_version = 1")
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.commit()


def test_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    first_version(path)
    before = {t: len(rows) for t, rows in json.loads(FIRST_VERSION.read_text(encoding="utf-8")).items()}
    with pytest.raises(RecordError, match="older OnRecord"):
        Record(path, readonly=True)
    with Record(path) as record:
        count = record.connection.execute
        assert count("PRAGMA user_version").get == len(migrations())
        assert count("PRAGMA integrity_check").get == "ok"
        assert count("PRAGMA foreign_keys").get == 1
        for reading in readings():
            assert record.reading(keyed(reading).report.id) == keyed(reading)
        for table in ("claims", "events", "event_claims", "origins", "disputes", "link_units", "judgements"):
            assert count(f"SELECT count(*) FROM {table}").get == before[table], table
        assert [h.kind for h in record.search("market")].count("evidence") == 3
        assert [j.why for j in record.judgements()] == ["another mill"]


def test_events_are_as_they_were_told(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    first_version(path)
    told = {row[1]: row for row in json.loads(FIRST_VERSION.read_text(encoding="utf-8"))["events"]}
    with Record(path) as record:
        for row in record.events():
            e = row.event
            assert (e.title, e.status, e.status_why) == (told[e.id][4], told[e.id][5], told[e.id][6])
            account = record.event(e.id)
            assert account.event == e
            assert {w.claim for w in account.witnesses} >= set(e.claims)
            assert [o.id for o in account.origins] and account.nodes and account.statuses
        attacked = record.event("a1")
        assert [d.kind for d in attacked.disputes] == ["denial"]
        assert len(attacked.event.reports) == 3
        fared = {s.label: (s.asserted, s.confirmed, s.contradicted) for s in record.sources()}
        assert fared["M23 (Horn Standard)"] == (0, 0, 1)
        assert fared["an army spokesman"] == (1, 1, 1)


def test_what_comes_after_is_linked_to_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    first_version(path)
    with Record(path) as record, Record(":memory:") as anew:
        again = record.add_readings(readings())
        assert (again.unchanged, again.read) == (6, 0)
        later = replace(attack()[1], report=replace(attack()[1].report, publisher="Valley Mail", id="later"))
        later = replace(later, claims=tuple(replace(c, id=f"l{n}") for n, c in enumerate(later.claims)))
        record.add_readings([later])
        anew.add_readings([*readings(), later])
        mine, others = (sorted(len(row.event.reports) for row in r.events()) for r in (record, anew))
        assert max(mine) == max(others) == 4


def test_a_damaged_record_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    first_version(path, spoilt=True)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="damaged"):
        Record(path)
    with closing(apsw.Connection(str(path))) as db:
        assert db.pragma("user_version") == 1
    assert len(path.read_bytes()) == len(before)


def test_a_large_record_gives_its_room_back(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    first_version(path)
    size = path.stat().st_size
    Record(path).close()
    assert path.stat().st_size < size
