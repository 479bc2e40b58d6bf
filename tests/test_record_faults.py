"""A disk that fails, is full, forgets; a file that is no record, is held or may not be written: a sentence, no harm."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from made import dump, plain
from onrecord import Record, RecordError
from onrecord.record import database

FIRST = [plain(f"Rebels attacked town {n}.", publisher="A", published="2031-05-01") for n in range(3)]
SECOND = [plain(f"Soldiers attacked camp {n}.", publisher="B", published="2031-05-02") for n in range(3)]


# ------------------------------------------------------------------ a disk of our own


class Disk:
    """What the faulty disk does: fails the n-th call, or all from then on, and knows what each file had when synced."""

    def __init__(self) -> None:
        self.calls = 0
        self.fail_at: int | None = None
        self.error: type[apsw.Error] = apsw.IOError
        self.dead_after = False
        self.synced: dict[str, bytes] = {}
        self.opened: set[str] = set()

    def call(self) -> None:
        self.calls += 1
        if self.fail_at is not None and (self.calls == self.fail_at or (self.dead_after and self.calls > self.fail_at)):
            raise self.error("a fault on purpose")

    def lose_power(self) -> None:
        """Every file is as it was when it was synced last; one that never was is not there."""
        for name in {*self.synced, *self.opened}:
            path = Path(name)
            if name in self.synced:
                path.write_bytes(self.synced[name])
            else:
                path.unlink(missing_ok=True)


DISK = Disk()


class FaultyFile(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int]) -> None:
        self.path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        DISK.opened.add(self.path)
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        DISK.call()
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        DISK.call()
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        DISK.call()
        super().xSync(flags)
        DISK.synced[self.path] = Path(self.path).read_bytes()


class FaultyVFS(apsw.VFS):
    def __init__(self) -> None:
        super().__init__("faulty", "")

    def xOpen(self, name: Any, flags: list[int]) -> FaultyFile:
        return FaultyFile(name, flags)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Records opened through the faulty disk. Its files share no memory, so a connection holds its file alone."""
    fresh = Disk()
    monkeypatch.setitem(globals(), "DISK", fresh)
    vfs = FaultyVFS()
    before = database._connection

    def faulty(path: Path, **options: Any) -> apsw.Connection:
        db = before(path, vfs="faulty", **options)
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        return db

    monkeypatch.setattr(database, "_connection", faulty)
    yield fresh
    vfs.unregister()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with three reports."""
    path = tmp_path_factory.mktemp("base") / "record.db"
    with Record(path) as record:
        record.add_readings(FIRST)
    return path


def calls_of_adding(base: Path, tmp_path: Path, disk: Disk) -> int:
    path = Path(shutil.copy(base, tmp_path / "count.db"))
    with Record(path) as record:
        record.add_readings(SECOND)
    return disk.calls


@pytest.mark.parametrize(("error", "words"), [(apsw.IOError, "disk failed"), (apsw.FullError, "disk is full")])
def test_each_call_fails_once(
    base: Path, tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch, error: type[apsw.Error], words: str
) -> None:
    count = calls_of_adding(base, tmp_path, disk)
    assert count > 20
    failed = 0
    wanted: Any = None
    for n in range(1, count + 1, max(1, count // 25)):
        with monkeypatch.context() as patch:
            patch.setattr(database, "_connection", database._connection)
            path = Path(shutil.copy(base, tmp_path / f"{n}.db"))
            disk.calls, disk.fail_at, disk.error = 0, n, error
            try:
                with Record(path) as record:
                    record.add_readings(SECOND)
            except RecordError as told:
                failed += 1
                assert words in str(told)
            disk.fail_at = None
            with Record(path) as record:
                assert record.connection.execute("PRAGMA integrity_check").get == "ok"
                assert {r.report.id for r in FIRST} <= {row.id for row in record.reports()}
                record.add_readings([*FIRST, *SECOND])
                after = dump(record)
        wanted = wanted or after
        assert after == wanted
    assert failed > 5


def test_what_was_not_synced_is_lost_and_nothing_that_was_acknowledged(
    base: Path, tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = calls_of_adding(base, tmp_path, disk)
    for n in range(1, count + 1, max(1, count // 25)):
        path = Path(shutil.copy(base, tmp_path / f"{n}.db"))
        disk.synced = {str(path): path.read_bytes()}
        disk.opened = {str(path)}
        disk.calls, disk.fail_at, disk.dead_after = 0, n, True
        acknowledged: list[int] = []
        try:
            with Record(path) as record:
                record.add_readings(SECOND, progress=lambda s, told=acknowledged: told.append(s.inputs))
        except RecordError:
            pass
        disk.fail_at, disk.dead_after = None, False
        disk.lose_power()
        with Record(path) as record:
            assert record.connection.execute("PRAGMA integrity_check").get == "ok"
            kept = {row.id for row in record.reports()}
            assert {r.report.id for r in FIRST} <= kept
            if acknowledged:
                assert {r.report.id for r in SECOND[: max(acknowledged)]} <= kept


# ------------------------------------------------------------------ files that are no records


@pytest.mark.parametrize("content", [b"just a text, long enough to be no header of anything at all" * 20, b"\0" * 4096])
def test_another_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    for readonly in (False, True):
        with pytest.raises(RecordError, match=r"not a record|another program"):
            Record(path, readonly=readonly)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(RecordError, match="another program"):
        Record(path)
    assert path.read_bytes() == before


def test_a_newer_record_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Record(path) as record:
        record.connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(RecordError, match="newer OnRecord"):
            Record(path, readonly=readonly)
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    with Record(path) as record:
        record.add_readings(FIRST)
    known = database.migrations()
    monkeypatch.setattr(database, "migrations", lambda: [*known, "CREATE TABLE extra (x); CREATE TABLE extra (x);"])
    with pytest.raises(RecordError):
        Record(path)
    with pytest.raises(RecordError, match="older OnRecord"):
        Record(path, readonly=True)
    monkeypatch.setattr(database, "migrations", lambda: known)
    with Record(path) as record:
        assert record.stats()["reports"] == 3
        assert record.connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").get == 0
    monkeypatch.setattr(database, "migrations", lambda: [*known, "CREATE TABLE extra (x ANY) STRICT;"])
    with Record(path) as record:
        assert record.connection.pragma("user_version") == len(known) + 1
        assert record.stats()["reports"] == 3


def test_a_folder_and_a_missing_place_are_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="folder"):
        Record(tmp_path)
    with pytest.raises(RecordError, match="cannot be opened"):
        Record(tmp_path / "no/such/place.db")
    with pytest.raises(RecordError, match="no record at"):
        Record(tmp_path / "none.db", readonly=True)
    assert not (tmp_path / "none.db").exists()


def test_a_record_that_is_held_is_waited_for_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 50)
    path = tmp_path / "x.db"
    with Record(path) as holder:
        holder.add_readings(FIRST)
        holder.connection.execute("BEGIN IMMEDIATE")
        with Record(path) as record:
            assert record.stats()["reports"] == 3
            with pytest.raises(RecordError, match="Another program holds"):
                record.add_readings(SECOND)
        holder.connection.execute("ROLLBACK")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="gives up its rights in a forked process")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_can_be_read(what: str) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "x.db"
        with Record(path) as record:
            record.add_readings(FIRST)
        before = path.read_bytes()
        folder.chmod(0o777 if what == "file" else 0o555)
        path.chmod(0o444)
        assert _without_rights(path) == "3 cannot be written"
        assert path.read_bytes() == before
    finally:
        folder.chmod(0o777)
        shutil.rmtree(folder)


def _without_rights(path: Path) -> str:
    """What a user who may only read finds and is told."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        said = "nothing"
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            with Record(path, readonly=True) as record:
                said = str(record.stats()["reports"])
            try:
                with Record(path) as record:
                    record.add_readings(SECOND)
            except RecordError as error:
                said += " cannot be written" if "cannot be written" in str(error) else f" {error}"
        except BaseException as error:  # noqa: BLE001 - told to the parent
            said = repr(error)
        finally:
            os.write(write_end, said.encode())
            os._exit(0)
    os.close(write_end)
    os.waitpid(child, 0)
    with os.fdopen(read_end) as stream:
        return stream.read()
