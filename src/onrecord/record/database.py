"""Opening the file: pragmas, migrations, and SQLite's faults as sentences.

WAL with ``synchronous=FULL``: a commit that returned is on the disk, readers read while one process writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import apsw

from onrecord.errors import RecordError

APPLICATION_ID = 0x4F6E5265
"""The four letters "OnRe" in the header of the file; ``file`` and this module know a record by it."""

BUSY_MS = 30_000
"""How long one waits for another process that writes. A batch of reports takes well under a second."""

# Pages kept in memory, in KiB: the indexes of 200,000 claims fit.
CACHE_KIB = 32_000
# Texts and rows of some hundred bytes leave less room unused in small pages: a tenth of a file, a third of a small one.
PAGE_BYTES = 1_024
# The log is folded into the file when it has so many pages: 16 MB, a few hundred reports.
CHECKPOINT_PAGES = 16_000


REKEYED = 2
"""The version from which on keys of happenings are made otherwise."""


def migrations() -> list[str]:
    """The numbered SQL files in order; version ``n`` of a record has had the first ``n``."""
    found = sorted(
        (f for f in (files("onrecord.record") / "migrations").iterdir() if f.name.endswith(".sql")),
        key=lambda f: f.name,
    )
    return [f.read_text(encoding="utf-8") for f in found]


def connect(path: Path, *, write: bool) -> apsw.Connection:
    """An open record. With ``write`` the file is made where there is none and brought to the version of this package.

    Raises ``RecordError`` where the file is no record, is of a newer version, or cannot be opened.
    """
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name a file with --record.")
    if not write and not path.is_file():
        raise RecordError(f"There is no record at {path}. Make one with: onrecord add INPUT --record {path}")
    with faults(path):
        db = _opened(path, write=write)
        try:
            _prepare(db, path, write=write)
        except BaseException:
            db.close()
            raise
    return db


def _opened(path: Path, *, write: bool) -> apsw.Connection:
    if write:
        return _connection(path)
    readable = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    # For writing where that is allowed, though nothing is written: who closes last then tidies the log away. Where it
    # is not, SQLite opens for reading.
    db = _connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").get  # noqa: B018 - the first read opens the log
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        # A folder that cannot be written has no room for the log's index. Without a log the file can be read as it is.
        db.close()
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise
        db = apsw.Connection(f"file:{_quoted(path)}?immutable=1", flags=readable)
    except BaseException:
        db.close()
        raise
    return db


def _connection(path: Path, **options: Any) -> apsw.Connection:
    """The one place where a file is opened; tests put a faulty disk under it."""
    return apsw.Connection(str(path), **options)


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.resolve()))


def _prepare(db: apsw.Connection, path: Path, *, write: bool) -> None:
    from onrecord.record.search import prepare

    prepare(db)
    db.set_busy_timeout(BUSY_MS)
    known = migrations()
    version = _checked(db, path, newest=len(known))
    db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    db.execute("PRAGMA temp_store = MEMORY")
    if not write:
        if version < len(known):
            raise RecordError(
                f"{path} was made by an older OnRecord; bring it up to date with: onrecord add --record {path}"
            )
        db.execute("PRAGMA query_only = ON")
        return
    if version == 0:
        db.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    if version < len(known):
        _migrate(db, path, known)
    db.execute("PRAGMA foreign_keys = ON")


def _checked(db: apsw.Connection, path: Path, *, newest: int) -> int:
    """The version of the record, 0 for a file without anything in it."""
    version = int(db.pragma("user_version"))
    application = int(db.pragma("application_id"))
    empty = not db.execute("SELECT count(*) FROM sqlite_schema").get
    if application == 0 and version == 0 and empty:
        return 0
    if application != APPLICATION_ID:
        raise RecordError(f"{path} is a database of another program, not a record; name another file with --record.")
    if version > newest:
        raise RecordError(
            f"{path} was made by a newer OnRecord (record version {version}, this one knows {newest}): update OnRecord."
        )
    return version


def _migrate(db: apsw.Connection, path: Path, known: list[str]) -> None:
    """All missing versions in one transaction: a record is never between two.

    Foreign keys are off meanwhile, for tables are made anew under their names; they are checked before the end.
    """
    functions: dict[str, Callable[..., Any]] = {"repacked": _repacked, "hashed": _hashed, "measured": _measured}
    for name, function in functions.items():
        db.create_scalar_function(name, function, 1, deterministic=True)
    db.execute("PRAGMA foreign_keys = OFF")
    with transaction(db):
        version = _checked(db, path, newest=len(known))  # another process may have done it meanwhile
        for statements in known[version:]:
            db.execute(statements)
            if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise RecordError(f"{path} is damaged: rows point to others that are not there. It was left as it was.")
        if 0 < version < REKEYED:
            _rekey(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(known)}")
    for name in functions:
        db.create_scalar_function(name, None)
    pack(db)


def _rekey(db: apsw.Connection) -> None:
    from onrecord.record.linkstore import rekey

    rekey(db)


def _hashed(text: str) -> int:
    from onrecord.record.store import hashed

    return hashed(text)


def _measured(spans: str | None) -> str | None:
    """Spans of the second version, "start-stop", as those of the third, "start+length"."""
    if spans is None:
        return None
    pairs = ([int(n) for n in span.split("-")] for span in spans.split())
    return " ".join(f"{start}+{stop - start}" for start, stop in pairs)


def _repacked(raw: bytes) -> bytes:
    from onrecord.record.packing import repacked  # knows linking, which a new record need not load

    return repacked(raw)


def pages(db: apsw.Connection) -> int:
    """Pages of the file."""
    return int(db.pragma("page_count"))


def pack(db: apsw.Connection) -> None:
    """Writes the file anew without gaps: pages of indexes that grew in no order are a quarter empty.

    Outside a transaction. The copy that SQLite makes for it lies in a file, not in memory. Where there is no room for
    that, its disk fails or another program is at work, the record stays as it is, and what is empty waits for new rows.
    """
    db.execute("PRAGMA auto_vacuum = INCREMENTAL")
    db.execute("PRAGMA temp_store = FILE")
    with suppress(apsw.FullError, apsw.BusyError, apsw.LockedError, apsw.CantOpenError, apsw.IOError):
        db.execute("VACUUM")
    db.execute("PRAGMA temp_store = MEMORY")


def give_back(db: apsw.Connection) -> None:
    """Pages that nothing stands on any more, to the disk: some megabytes at most, inside the caller's transaction."""
    list(db.execute(f"PRAGMA incremental_vacuum({CHECKPOINT_PAGES})"))


def one(db: apsw.Connection, query: str, values: tuple[Any, ...] = ()) -> tuple[Any, ...]:
    """The row of a query that has one by construction."""
    row = db.execute(query, values).fetchone()
    if row is None:
        raise RecordError("A row of the record that others point to is missing: the file is damaged.")
    return tuple(row)


def rows(db: apsw.Connection, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return [tuple(row) for row in db.execute(query, values)]


@contextmanager
def transaction(db: apsw.Connection) -> Iterator[None]:
    """All or nothing, on the disk when it ends."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with suppress(apsw.Error):  # a full disk may have rolled back already
            if db.in_transaction:
                db.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(db: apsw.Connection) -> Iterator[None]:
    """All questions inside see the record at one moment, whatever another process commits meanwhile."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("COMMIT")


@contextmanager
def looking(db: apsw.Connection, path: Path) -> Iterator[None]:
    """For questions: one moment, and faults as sentences."""
    with faults(path), snapshot(db):
        yield


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """SQLite's exceptions as ``RecordError`` with a sentence."""
    try:
        yield
    except apsw.Error as error:
        raise RecordError(_sentence(error, path)) from error


def _sentence(error: apsw.Error, path: Path) -> str:
    kept = "What was acknowledged before is in it."
    match error:
        case apsw.NotADBError():
            return f"{path} is not a record but some other file; name another with --record."
        case apsw.FullError():
            return f"The disk is full, nothing more can be written to {path}. {kept}"
        case apsw.ReadOnlyError() | apsw.PermissionsError():
            return f"{path} or its folder cannot be written. {kept}"
        case apsw.CantOpenError():
            return f"{path} cannot be opened: look whether its folder exists and may be written."
        case apsw.BusyError() | apsw.LockedError():
            return f"Another program holds {path}; it was waited for in vain. {kept}"
        case apsw.CorruptError():
            return f"{path} is damaged. Copy it away, then try: sqlite3 {path} .recover"
        case apsw.IOError():
            return f"The disk failed on {path} ({error}). {kept}"
    return f"{path}: {error}"
