"""The whole story of an event goes into the tables and comes back equal; nothing is left when it goes."""

from __future__ import annotations

import pytest

from made import dump, plain
from onrecord import Record, RecordError
from onrecord.model import (
    BestPlace,
    BestTime,
    Dispute,
    Event,
    EventAccount,
    Evidence,
    Figure,
    Origin,
    OriginCount,
    Party,
    Reading,
    Side,
    SourceEdge,
    SourceNode,
    Span,
    StatusAt,
    Witness,
)
from onrecord.record import accounts

FIRST = plain("Rebels attacked a town, killing 12 people.", publisher="Coast Wire", published="2031-05-02")
SECOND = plain("The army denied that rebels attacked a town.", publisher="Hill Post", published="2031-05-03")


def quote(reading: Reading, words: str) -> Evidence:
    start = reading.report.text.index(words)
    return Evidence(report=reading.report.id, span=Span.of(reading.report.text, start, start + len(words)))


def account() -> EventAccount:
    """An event with everything an account can hold."""
    (a, b), (ra, rb) = (FIRST.claims[0].id, SECOND.claims[0].id), (FIRST.report.id, SECOND.report.id)
    rebels = Party(id="grp:rebels", name="Rebels", country=None, sector="REB", claims=(a, b))
    town = Party(id=None, name="a town", country="COD", sector=None, claims=(a,))
    event = Event(
        id=a, type="ASSAULT", mode=None, title="Use of force by Rebels", status="occurred", status_why="one word",
        time=BestTime(start="2031-05-01", end="2031-05-02", precision="day", why="stated", claims=(a,)),
        place=BestPlace(name="Beni", country="COD", lat=0.49, lon=29.47, precision="point", geonames_id=1,
                        bbox=(29.0, 0.0, 30.0, 1.0), radius_km=5.0, why="named", claims=(a,)),
        actors=(rebels,), recipients=(town,), origins=OriginCount(low=1, high=2, why=("may be the same",)),
        claims=(a, b), reports=(ra, rb), first_published="2031-05-02", last_published="2031-05-03",
    )  # fmt: skip
    army = Origin(
        id="gov:army",
        kind="military",
        label="the army",
        country="COD",
        outlet="Hill Post",
        known_as=("soldiers",),
        why="chain",
    )
    wire = Origin(id="outlet:coast-wire", kind="reporter", label="Coast Wire", name="Coast Wire")
    side = Side(
        value="occurred", claims=(a,), origins=(wire.id,), since="2031-05-02", evidence=(quote(FIRST, "attacked"),)
    )
    other = Side(value="denied", claims=(b,), origins=(army.id,), since="2031-05-03",
                 evidence=(quote(SECOND, "denied"), quote(SECOND, "attacked")))  # fmt: skip
    return EventAccount(
        event=event,
        statuses=(
            StatusAt(status="occurred", claim=a, report=ra, origin=wire.id, published="2031-05-02", why="asserted"),
            StatusAt(status="denied", claim=b, report=rb, origin=None, published="2031-05-03", why="denied"),
        ),
        origins=(army, wire),
        asserting=(wire.id,),
        witnesses=(
            Witness(origin=wire.id, claim=a, report=ra, stance="states"),
            Witness(origin=army.id, claim=b, report=rb, stance="denies", via=("Hill Post",), independent=False),
        ),
        figures=(
            Figure(role="killed", value=12, low=12, high=None, claim=a, report=ra, origin=wire.id,
                   published="2031-05-02", evidence=quote(FIRST, "12 people")),
            Figure(role="killed", value=0.5, low=None, high=1, claim=b, report=rb, origin=None, published="2031-05-03",
                   note="with the attacker",
                   evidence=quote(SECOND, "rebels"), revises=a),
        ),
        disputes=(Dispute(id="d1", kind="denial", event=a, role=None, sides=(side, other), why="one denies"),),
        nodes=(
            SourceNode(id="report:1", kind="report", label="r"), SourceNode(id=wire.id, kind="origin", label="w"),
            SourceNode(id="outlet:x", kind="outlet", label="x", independent=False),
        ),
        edges=(
            SourceEdge(source="report:1", target=wire.id, kind="cites", evidence=quote(FIRST, "Rebels")),
            SourceEdge(source="outlet:x", target="report:1", kind="published", circular=True),
        ),
    )  # fmt: skip


def unlinked(record: Record) -> None:
    """Takes away the events that linking found, to make room for made-up ones."""
    accounts.remove(record.connection, [r[0] for r in record.connection.execute("SELECT id FROM events").fetchall()])


def test_an_account_comes_back_equal() -> None:
    with Record(":memory:") as record:
        record.add_readings([FIRST, SECOND])
        unlinked(record)
        accounts.put(record.connection, account())
        assert record.event(FIRST.claims[0].id) == account()
        record.connection.execute("INSERT INTO event_aliases VALUES ('e0', ?)", (FIRST.claims[0].id,))
        assert record.event("e0") == account()


def test_an_account_leaves_nothing_behind() -> None:
    with Record(":memory:") as record:
        record.add_readings([FIRST, SECOND])
        unlinked(record)
        before = dump(record)
        accounts.put(record.connection, account())
        assert dump(record) != before
        accounts.remove(record.connection, [FIRST.claims[0].id, "none"])
        assert dump(record) == before


def test_an_account_of_claims_that_are_not_there_is_refused() -> None:
    with Record(":memory:") as record:
        record.add_readings([FIRST])
        unlinked(record)
        with pytest.raises(RecordError, match="There is no claim"):
            accounts.put(record.connection, account())
