"""A record of an older version is brought up to date and loses nothing."""

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
from made import dump, plain
from onrecord import Record, RecordError
from onrecord.model import Attribution, Place, Reading, TextWarning, Time
from onrecord.record.database import APPLICATION_ID, migrations
from onrecord.record.identity import keyed

OLDER = {number: Path(__file__).parent / f"data/record_v{number}.json" for number in (1, 2)}


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


def rows_of(version: int) -> dict[str, list[list[Any]]]:
    """What stood in a record of that version, by table."""
    found: dict[str, list[list[Any]]] = json.loads(OLDER[version].read_text(encoding="utf-8"))
    return found


def older(path: Path, version: int, *, spoilt: bool = False) -> None:
    """Writes the file as that version wrote it; ``spoilt``: a row points to one that is not there."""
    with closing(sqlite3.connect(path)) as file:
        for name in ("hashed", "repacked"):  # no row is there yet for them
            file.create_function(name, 1, lambda value: value)
        for statements in migrations()[:version]:
            file.executescript(statements)
        for table, found in rows_of(version).items():
            cells = [[base64.b64decode(c["b64"]) if isinstance(c, dict) else c for c in row] for row in found]
            file.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells[0]))})", cells)
        for table in ("reports_search", "sentences_search"):
            file.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        if spoilt:
            file.execute("UPDATE claims SET sentence = 999 WHERE claim = 1")
        file.execute(f"PRAGMA user_version = {version}")
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.commit()


@pytest.mark.parametrize("version", OLDER)
def test_nothing_is_lost(version: int, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    older(path, version)
    before = {t: len(rows) for t, rows in rows_of(version).items()}
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
    older(path, 1)
    told = {row[1]: row for row in rows_of(1)["events"]}
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


def test_a_record_of_the_second_version_is_as_if_it_were_made_anew(tmp_path: Path) -> None:
    """Rows and the numbers by which they know each other; and taking a report out of it leaves nothing behind."""
    path = tmp_path / "record.db"
    older(path, 2)
    (judged,) = rows_of(2)["judgements"]
    with Record(path) as record, Record(":memory:") as anew:
        anew.add_readings(readings())
        anew.judge(judged[1], judged[2], same=False, by=judged[4], why=judged[6])
        mine, others = dump(record), dump(anew)
        for rows in (mine, others):
            for name in [t for t in rows if t.startswith("link_")]:
                del rows[name]  # compared with the weights of its day; what came of it is the same
            del rows["judgements"]  # they have the time at which they were given
        assert mine == others
        for row in anew.events():
            assert record.event(row.event.id) == anew.event(row.event.id)
        db = record.connection
        assert (
            db.execute("SELECT count(*) FROM events e JOIN claims c ON c.claim = e.event WHERE c.id != e.id").get == 0
        )
        ids = "SELECT c.id FROM event_claims k JOIN claims c USING (claim) WHERE k.event = ? ORDER BY k.position"
        parties = (
            "SELECT n.id FROM event_parties p JOIN entities n USING (entity) WHERE event = ? ORDER BY role, position"
        )
        for number, ident in db.execute("SELECT event, id FROM events").fetchall():
            event = record.event(ident).event
            assert tuple(r[0] for r in db.execute(ids, (number,))) == event.claims
            assert [r[0] for r in db.execute(parties, (number,))] == [p.id for p in (*event.actors, *event.recipients)]


@pytest.mark.parametrize("version", OLDER)
def test_what_comes_after_is_linked_to_what_was_there(version: int, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    older(path, version)
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
    older(path, 1, spoilt=True)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="damaged"):
        Record(path)
    with closing(apsw.Connection(str(path))) as db:
        assert db.pragma("user_version") == 1
    assert len(path.read_bytes()) == len(before)


def test_a_large_record_gives_its_room_back(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    older(path, 1)
    size = path.stat().st_size
    Record(path).close()
    assert path.stat().st_size < size
