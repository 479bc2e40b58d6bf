"""What is added comes back equal, once, in whatever order and however often it came."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.json import encode
from msgspec.structs import replace

from made import dump, plain, readings
from onrecord import Record, RecordError, UsageError
from onrecord.model import Reading
from onrecord.record.identity import keyed, moment
from onrecord.report.address import canonical

FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a whole reading takes minutes
)  # fmt: skip


@FEW
@given(readings())
def test_a_reading_comes_back_equal(reading: Reading) -> None:
    with Record(":memory:") as record:
        summary = record.add_readings([reading])
        kept = keyed(reading)
        assert record.reading(kept.report.id) == kept
        assert summary.read == 1
        assert summary.claims == len(reading.claims)


@FEW
@given(st.lists(readings(), max_size=4, unique_by=lambda r: encode(keyed(r).report)), st.randoms())
def test_order_and_repetition_change_nothing(found: list[Reading], chance: object) -> None:
    again = [*found, *found]
    chance.shuffle(again)  # type: ignore[attr-defined]
    with Record(":memory:") as first, Record(":memory:") as second:
        first.add_readings(found)
        summary = second.add_readings(again)
        assert dump(first) == dump(second)
        assert summary.inputs == len(again) == summary.read + summary.copies + summary.unchanged + summary.rejected
        before = dump(second)
        assert second.add_readings(found).unchanged == len(found)
        assert dump(second) == before


def test_one_text_at_one_address_is_one_report() -> None:
    text = "Rebels attacked a town."
    known = plain(text, url="https://www.a.example/x/?utm_source=feed", publisher="A", published="2031-05-02")
    bare = plain(text, url="http://a.example/x#top")
    for order in permutations([known, bare]):
        with Record(":memory:") as record:
            assert record.add_readings(order).unchanged == 1
            # what says more is kept, whichever came first
            assert record.reading(known.report.id) == known


def test_ids_that_inputs_give_may_repeat() -> None:
    one, two = plain("Rebels attacked a town.", ident="1"), plain("Soldiers attacked a camp.", ident="1")
    with Record(":memory:") as record:
        assert record.add_readings([one, two]).read == 2
        texts = {record.reading(keyed(r).report.id).report.text for r in (one, two)}
        assert texts == {one.report.text, two.report.text}
        assert record.report("1").text in texts
        ids = [row[0] for row in record.connection.execute("SELECT id FROM claims")]
        assert len(set(ids)) == 2


def test_two_claims_under_one_id_are_both_kept() -> None:
    reading = plain("Rebels attacked a town.")
    twice = replace(reading, claims=reading.claims * 2)
    with Record(":memory:") as record:
        record.add_readings([twice])
        back = record.reading(reading.report.id)
        assert len({c.id for c in back.claims}) == 2
        assert record.claim(back.claims[1].id) == back.claims[1]


def test_a_span_that_does_not_quote_is_refused_and_nothing_is_written() -> None:
    reading = plain("Rebels attacked a town.")
    claim = reading.claims[0]
    wrong = replace(reading, claims=(replace(claim, trigger=replace(claim.trigger, text="shelled")),))
    with Record(":memory:") as record:
        with pytest.raises(RecordError, match="does not stand"):
            record.add_readings([wrong])
        assert record.connection.execute("SELECT count(*) FROM reports").get == 0


def test_what_is_not_there_is_named() -> None:
    with Record(":memory:") as record:
        for ask in (record.reading, record.report, record.claim, record.event, record.copy):
            with pytest.raises(UsageError, match="no-such"):
                ask("no-such")


def test_no_row_number_is_left_behind_when_a_better_account_takes_over() -> None:
    text = "Rebels attacked a town."
    with Record(":memory:") as record:
        record.add_readings([plain(text, url="http://a.example/x"), plain(text, url="http://a.example/x", title="T")])
        count = record.connection.execute
        assert count("SELECT count(*) FROM claims").get == 1
        assert count("SELECT count(*) FROM sentences_search WHERE sentences_search MATCH 'rebels'").get == 1
        assert count("SELECT count(*) FROM reports_search WHERE reports_search MATCH 'title:T'").get == 1
        assert count("PRAGMA foreign_key_check").get is None
        count("INSERT INTO reports_search (reports_search, rank) VALUES ('integrity-check', 1)")
        count("INSERT INTO sentences_search (sentences_search, rank) VALUES ('integrity-check', 1)")


def test_a_file_keeps_what_was_added(tmp_path: Path) -> None:
    reading = plain("Rebels attacked a town.")
    with Record(tmp_path / "r.db") as record:
        record.add_readings([reading])
    with Record(tmp_path / "r.db", readonly=True) as record:
        assert record.reading(reading.report.id) == reading
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.db"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://www.a.example/x/", "http://a.example/x"),
        ("https://a.example/x?b=2&a=1", "https://a.example:443/x?a=1&b=2#part"),
        ("https://a.example/x?utm_source=t&fbclid=z", "https://m.a.example/x"),
        ("https://a.example/caf%C3%A9", "https://a.example/café"),
    ],
)
def test_spellings_of_one_address(a: str, b: str) -> None:
    assert canonical(a) == canonical(b)
    assert canonical(a) != canonical(a.replace("x", "y").replace("caf", "bar"))


def test_an_odd_address_is_its_own_page() -> None:
    assert canonical(" http://[::1 ") == "http://[::1"
    assert canonical("ftp://a.example/x") == "ftp://a.example/x"


def test_moments_order_times_of_different_zones() -> None:
    stamps = [None, "1899-12-31", "2031-05-02", "2031-05-02T02:00:00+01:00", "2031-05-02T01:30:00Z"]
    assert sorted(map(moment, stamps)) == [moment(s) for s in stamps]
    assert moment("soon") == moment(None)
