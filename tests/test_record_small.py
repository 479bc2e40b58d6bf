"""What makes a record small, and that nothing is lost by it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import apsw
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desk_record import attack
from made import dump, plain
from onrecord import Record
from onrecord.linking.features import features
from onrecord.linking.incremental import Kept
from onrecord.model import Time
from onrecord.record import packing
from onrecord.record.filters import STATUSES, TYPES
from onrecord.record.identity import interval, keyed
from onrecord.record.linkstore import CACHED, Cache, RecordStore, weight
from onrecord.record.members import link_input
from onrecord.record.search import match, prepare
from onrecord.record.store import hashed, reason

WORDS = st.text(st.characters(exclude_characters="\n\r", exclude_categories=("Cs",)), min_size=1, max_size=9)
WEIGHTS = st.integers(0, 10_000).map(lambda n: n / 10_000)


@given(st.dictionaries(WORDS, WEIGHTS, max_size=80))
def test_signatures_come_back_in_their_order(weights: dict[str, float]) -> None:
    back = packing.weights(packing.signature(weights))
    assert list(back.items()) == list(weights.items())


def test_weights_of_more_decimals_are_refused() -> None:
    with pytest.raises(ValueError, match="four decimals"):
        packing.signature({"word": 0.12345})


def test_what_linking_keeps_comes_back_equal() -> None:
    with Record(":memory:") as record:
        record.add_readings(attack())
        store = RecordStore(record.connection)
        for number, ident in list(record.connection.execute("SELECT report, id FROM reports")):
            made = features(record.reading(ident), link_input(record.connection, number))
            assert store.kept([ident])[ident].report == made
            kept = Kept(report=made, groups=((0,),))
            fields, groups = packing.unpack(packing.pack(kept))
            assert groups == ((0,),)
            assert {k: getattr(made, k) for k in packing.FIELDS} == fields
    with pytest.raises(msgspec.DecodeError):
        packing.unpack(b"something else")


def test_the_cache_forgets_what_was_not_asked_for_longest() -> None:
    cache = Cache()
    with Record(":memory:") as record:
        record.add_readings(attack()[:1])
        (kept,) = RecordStore(record.connection).kept([keyed(attack()[0]).report.id]).values()
    many = CACHED // weight(kept)
    for n in range(many + 5):
        cache.put(str(n), kept)
        assert cache.get("0") is not None
    assert cache.get("1") is None
    assert cache.get("6") is not None
    assert cache.get(str(many + 4)) is not None


def test_another_process_that_writes_empties_the_cache(tmp_path: object) -> None:
    path = f"{tmp_path}/r.db"
    cache = Cache()
    with Record(path) as record, Record(path) as other:
        record.add_readings(attack()[:1])
        ident = keyed(attack()[0]).report.id
        RecordStore(record.connection, cache).kept([ident])
        RecordStore(record.connection, cache)
        assert cache.get(ident) is not None
        other.add_readings(attack()[1:2])
        RecordStore(record.connection, cache)
        assert cache.get(ident) is None


def test_reasons_stand_once_and_share_no_number() -> None:
    with Record(":memory:") as record:
        db = record.connection
        first = reason(db, "some words")
        assert first == reason(db, "some words") == hashed("some words")
        db.execute("UPDATE reasons SET text = 'others with the same hash' WHERE reason = ?", (first,))
        assert reason(db, "some words") == hashed("some words") + 1
        assert reason(db, None) is None


def test_what_one_report_tells_is_told_from_the_report() -> None:
    """Nothing but the event, its parties and origins is kept of it, and its account is whole."""
    with Record(":memory:") as record:
        record.add_readings([plain("Rebels attacked a mill. The army denied that rebels attacked it.", publisher="A")])
        count = record.connection.execute
        for table in ("event_statuses", "event_figures", "claim_origins", "event_nodes", "event_edges"):
            assert count(f"SELECT count(*) FROM {table}").get == 0
        for row in record.events():
            account = record.event(row.event.id)
            assert account.event == row.event
            assert account.statuses and account.witnesses and account.nodes and account.edges
            kept = count(
                "SELECT sum(claims) FROM event_origins JOIN events USING (event) WHERE id = ?", (row.event.id,)
            )
            assert kept.get == len(account.witnesses)


def test_an_origin_is_called_by_the_shortest_of_its_names_whichever_came_first() -> None:
    with Record(":memory:") as record, Record(":memory:") as other:
        record.add_readings(attack())
        for reading in reversed(attack()):
            other.add_readings([reading])
        assert dump(record) == dump(other)
        assert record.connection.execute(
            "SELECT count(*) FROM event_origins x JOIN origins o USING (origin) WHERE x.label = o.label"
        ).get == 0  # fmt: skip


def test_a_day_a_month_and_a_year_are_their_own_intervals() -> None:
    assert interval("2031-05-02") == ("2031-05-02", "2031-05-02", "day")
    assert interval("2032-02") == ("2032-02-01", "2032-02-29", "month")
    assert interval("2031") == ("2031-01-01", "2031-12-31", "year")
    for odd in ("", "0000", "2031-13", "2031-02-30", "2031-00", "2031-05-02T10:00", "XXXX", "P2Y", "٢٠٣١", "2031-W1"):
        assert interval(odd) is None


def test_intervals_come_back_and_stand_in_the_view() -> None:
    text = "On 2 May, in May, in 2031, that year, some day."
    spans = (("On", "2031-05-02"), ("May", "2031-05"), ("2031", "2031"), ("that", "2031"), ("some", "XXXX-XX"))
    times = []
    for n, (words, value) in enumerate(spans):
        low, high, precision = (None, None, None) if n == 3 else interval(value) or (None, None, None)
        at = text.index(words)
        times.append(
            Time(start=at, end=at + len(words), text=words, type="DATE", value=value, low=low, high=high,
                 precision=precision)
        )  # fmt: skip
    with Record(":memory:") as record:
        record.add_readings([replace(plain(text), times=tuple(times))])
        (report,) = record.reports()
        assert record.reading(report.id).times == tuple(times)
        count = record.connection.execute
        assert count("SELECT count(*) FROM times WHERE low IS NOT NULL").get == 0
        shown = list(count("SELECT text, low, high FROM times_quoted"))
        assert shown == [(t.text, t.low, t.high) for t in times]


def test_letters_tell_types_and_statuses_apart() -> None:
    assert len({t[:4] for t in TYPES}) == len(TYPES)
    assert len({s[:2] for s in STATUSES}) == len(STATUSES)


def test_a_run_that_doubles_a_record_leaves_no_gaps(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record(path) as record:
        record.add_readings(plain(f"Rebels attacked mill {n}.", publisher=f"P{n}") for n in range(40))
    size = path.stat().st_size
    with closing(apsw.Connection(str(path))) as db:
        assert db.execute("PRAGMA freelist_count").get == 0
        db.execute("VACUUM")
    assert path.stat().st_size == size
    with Record(path) as record:
        record.add_readings([plain("Soldiers left a camp.", publisher="Q")])
        assert record.connection.execute("PRAGMA temp_store").get == 2
        assert record.connection.execute("PRAGMA integrity_check").get == "ok"


SPOKEN = "the army Army's attacked attacks attacking cafés café air-strike 12,000 U.S. a".split()
TEXTS = st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=8).map(" ".join)
ASKED = st.sampled_from(
    [
        "army",
        "attack",
        "cafe",
        '"the army"',
        '"army attacked"',
        "att*",
        '"air strike"',
        "12",
        "u.s.",
        "_",
        "the a*",
        "'s",
    ]
)


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), ASKED)
def test_a_text_holds_words_where_its_index_says_so(texts: list[str], asked: str) -> None:
    with closing(apsw.Connection(":memory:")) as db:
        prepare(db)
        db.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')")
        db.executemany("INSERT INTO t (text) VALUES (?)", [(t,) for t in texts])
        indexed = [row[0] for row in db.execute("SELECT text FROM t WHERE t MATCH ?", (match(asked),))]
        assert indexed == [row[0] for row in db.execute("SELECT text FROM t WHERE holds(text, ?)", (match(asked),))]
