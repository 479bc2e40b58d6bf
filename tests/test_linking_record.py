"""From texts to the events of a record: one story by four outlets, and what stands beside it."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations

from onrecord import Record, read_text
from onrecord.linking.memory import moment
from onrecord.model import Reading
from onrecord.record import links

TEXTS = (
    ("Estuary Post", "2031-05-04T08:00:00Z",
     "Gunmen killed six farmers in a raid near Gao on Saturday, a district official told Estuary Post. "
     "The attack began at dawn. Last month a bomb killed two soldiers in Mopti."),
    ("Dune Wire", "2031-05-04T12:00:00Z",
     "Six farmers were killed near Gao on Saturday, according to Estuary Post."),
    ("Sahel Ledger", "2031-05-05T09:00:00Z",
     "The army said on Monday that eight people had been killed in Saturday's attack near Gao."),
    ("Capital Sheet", "2031-05-05T10:00:00Z",
     "France and Japan signed a fishing agreement in Paris on Monday."),
)  # fmt: skip


@lru_cache(maxsize=1)
def readings() -> tuple[Reading, ...]:
    return tuple(read_text(text, publisher=name, published=at, url=f"https://{n}.example") for n, (name, at, text) in
                 enumerate(TEXTS))  # fmt: skip


def events(record: Record) -> dict[str, tuple[str, ...]]:
    """Publishers of each event, by its id."""
    found: dict[str, tuple[str, ...]] = {}
    for event, publisher in record.connection.execute(
        "SELECT e.id, r.publisher FROM events e JOIN event_reports k USING (event) JOIN reports r USING (report) "
        "ORDER BY e.id, k.position"
    ):
        found[event] = (*found.get(event, ()), publisher)
    return found


def rows(record: Record) -> list[tuple[object, ...]]:
    return record.connection.execute(
        "SELECT e.id, e.title, e.status, e.time_start, e.origins_low, c.id FROM events e JOIN event_claims k "
        "USING (event) JOIN claims c USING (claim) ORDER BY e.id, k.position"
    ).fetchall()


def test_three_outlets_tell_one_event_and_its_background_is_another() -> None:
    with Record(":memory:") as record:
        record.add_readings(readings())
        found = sorted(events(record).values(), key=len)
        assert found[-1] == ("Estuary Post", "Dune Wire", "Sahel Ledger")
        assert ("Capital Sheet",) in found
        assert ("Estuary Post",) in found
        whole = next(e for e, who in events(record).items() if len(who) == 3)
        account = record.event(whole)
        assert account.event.origins.high == 2
        assert {f.value for f in account.figures} == {6, 8}


def test_the_order_of_adding_changes_no_event() -> None:
    outcomes = set()
    for order in permutations(readings()):
        with Record(":memory:") as record:
            for reading in order:
                record.add_readings([reading])
            outcomes.add(repr(rows(record)))
    assert len(outcomes) == 1


def test_the_id_that_an_event_had_is_an_alias() -> None:
    with Record(":memory:") as record:
        record.add_readings([readings()[2]])
        old = next(iter(events(record)))
        record.add_readings([readings()[1]])
        new = record.event(old).event
        assert new.id != old
        assert old in new.claims
        record.add_readings([readings()[0]])
        assert record.event(old).event.id == record.event(new.id).event.id
        assert len(record.event(old).event.reports) == 3


def of_claim(record: Record, claim: str) -> str:
    """Id of the event that a claim is of."""
    found = record.connection.execute(
        "SELECT e.id FROM events e JOIN event_claims k USING (event) JOIN claims c USING (claim) WHERE c.id = ?",
        (claim,),
    ).fetchone()
    assert found is not None
    return str(found[0])


def judge(record: Record, a: str, b: str, *, same: bool) -> None:
    record.connection.execute(
        "INSERT INTO judgements (a, b, same, by, at) VALUES (?, ?, ?, 'ana', '2031-05-06T00:00:00+00:00')", (a, b, same)
    )
    links.judged(record.connection, [a, b])


def test_a_judgement_holds_and_taken_back_leaves_what_was() -> None:
    with Record(":memory:") as record:
        record.add_readings(readings()[:2])
        before = rows(record)
        (event,) = [record.event(e).event for e, who in events(record).items() if len(who) == 2]
        judge(record, event.claims[0], event.claims[-1], same=False)
        assert of_claim(record, event.claims[0]) != of_claim(record, event.claims[-1])
        record.add_readings([readings()[2]])
        assert of_claim(record, event.claims[0]) != of_claim(record, event.claims[-1])
        record.connection.execute("UPDATE judgements SET undone = '2031-05-07T00:00:00+00:00'")
        links.judged(record.connection, [event.claims[0], event.claims[-1]])
        with Record(":memory:") as other:
            other.add_readings(readings()[:3])
            assert rows(record) == rows(other) != before


def test_moments_of_days_and_times() -> None:
    assert moment("1970-01-02") == moment("1970-01-02T02:00:00+02:00") == 86_400.0
    assert moment(None) == moment("soon") == float("inf")
