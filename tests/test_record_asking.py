"""Questions to a record: filters against a plain walk over everything, order, pages, frames, words, plans."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from made import plain
from onrecord import Record, UsageError
from onrecord.model import Actor, Claim, Link, PlaceRef, Reading, Source, Span, TimeRef
from onrecord.record import filters, finding, lists
from onrecord.record.filters import Filters
from onrecord.record.lists import ClaimRow

WHO = [("Russia", "RUS", "country:rus"), ("Ukraine", "UKR", "country:ukr"), ("Hamas", None, "grp:hamas")]
WHERE = [("Beni", "COD", 0.49, 29.47), ("Gaza", "PSE", 31.5, 34.47), ("Suva", "FJI", -18.1, 178.4)]
TYPES = [("ASSAULT", "aerial"), ("REQUEST", "assist"), ("AID", None)]


def made(n: int, chance: random.Random) -> Reading:
    """A report with two claims whose facts are drawn."""
    text = f"Report {n}: somebody attacked a town near Beni. Later they attacked a camp, Coast Wire said."
    reading = plain(
        text, publisher=chance.choice(["Coast Wire", "Hill Post"]), published=f"2031-0{chance.randint(1, 9)}-15",
        ident=f"r{n}",
    )  # fmt: skip
    return replace(reading, claims=tuple(drawn(c, text, chance) for c in reading.claims))


def drawn(c: Claim, text: str, chance: random.Random) -> Claim:
    def actor() -> Actor:
        name, country, ident = chance.choice(WHO)
        at = c.sentence.start
        return Actor(start=at, end=at + 3, text=text[at : at + 3], name=name, country=country, id=ident, sector="GOV")

    kind, mode = chance.choice(TYPES)
    number, (name, country, lat, lon) = chance.choice(list(enumerate(WHERE, 1)))
    place = PlaceRef(
        span=Span.of(text, 0, 6), name=name, country=country, lat=lat, lon=lon, precision="city", geonames_id=number
    )
    day = chance.randint(1, 28)
    time = TimeRef(
        start=f"2031-05-{day:02}", end=f"2031-05-{min(28, day + chance.choice([0, 0, 9])):02}", precision="day",
        span=Span.of(text, 0, 6),
    )  # fmt: skip
    at = text.index("Coast Wire")
    source = Source(start=at, end=at + 10, text="Coast Wire", name="Coast Wire", kind="outlet", id="out:coast")
    return replace(
        c, type=kind, mode=mode, status=chance.choice(["occurred", "denied"]), actors=(actor(),) * chance.randint(0, 2),
        recipients=(actor(),), place=place if chance.random() < 0.7 else None,
        time=time if chance.random() < 0.7 else None, chain=(Link(source=source, cue=None),) * chance.randint(0, 1),
    )  # fmt: skip


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    chance = random.Random(7)
    with Record(":memory:") as made_up:
        made_up.add_readings(made(n, chance) for n in range(60))
        yield made_up


def span(row: ClaimRow) -> tuple[str, str]:
    time = row.claim.time
    told = (row.published or "")[:10]
    return (time.start or told, time.end or told) if time else (told, told)


def named(actors: tuple[Actor, ...], country: str | None, name: str) -> bool:
    return any(a.country == country if country else a.name == name for a in actors)


CASES: list[tuple[dict[str, Any], Callable[[ClaimRow], bool]]] = [
    ({}, lambda r: True),
    ({"type": "AID"}, lambda r: r.claim.type == "AID"),
    ({"mode": "aerial"}, lambda r: r.claim.mode == "aerial"),
    ({"status": "denied", "type": "ASSAULT"}, lambda r: r.claim.status == "denied" and r.claim.type == "ASSAULT"),
    ({"actor": "Russia"}, lambda r: named(r.claim.actors, "RUS", "")),
    ({"actor": "Moscow"}, lambda r: named(r.claim.actors, "RUS", "")),
    ({"actor": "RUS", "recipient": "Ukraine"},
     lambda r: named(r.claim.actors, "RUS", "") and named(r.claim.recipients, "UKR", "")),
    ({"actor": "Hamas"}, lambda r: named(r.claim.actors, None, "Hamas")),
    ({"actor": "grp:hamas"}, lambda r: named(r.claim.actors, None, "Hamas")),
    ({"party": "Ukraine"}, lambda r: named((*r.claim.actors, *r.claim.recipients), "UKR", "")),
    ({"place": "Beni"}, lambda r: r.claim.place is not None and r.claim.place.name == "Beni"),
    ({"place": "COD"}, lambda r: r.claim.place is not None and r.claim.place.country == "COD"),
    ({"place": "30,30,40,40"}, lambda r: r.claim.place is not None and r.claim.place.name == "Gaza"),
    ({"place": "170,-30,-170,0"}, lambda r: r.claim.place is not None and r.claim.place.name == "Suva"),
    ({"since": "2031-05-10", "until": "2031-05-12"},
     lambda r: span(r)[0] <= "2031-05-12" and span(r)[1] >= "2031-05-10"),
    ({"since": "2031-05-20"}, lambda r: span(r)[1] >= "2031-05-20"),
    ({"until": "2031-04-20"}, lambda r: span(r)[0] <= "2031-04-20"),
    ({"quad": 4}, lambda r: r.claim.type == "ASSAULT"),
    ({"outlet": "Hill Post"}, lambda r: r.publisher == "Hill Post"),
    ({"source": "Coast Wire"}, lambda r: bool(r.claim.chain)),
    ({"words": "camp"}, lambda r: "camp" in r.claim.sentence.text),
    ({"words": "camp", "actor": "Russia", "outlet": "Coast Wire"},
     lambda r: "camp" in r.claim.sentence.text and named(r.claim.actors, "RUS", "") and r.publisher == "Coast Wire"),
]  # fmt: skip


@pytest.mark.parametrize(("few", "looked"), [(0, 0), (30, 0), (30, 800), (4_000, 800)])
@pytest.mark.parametrize(("given", "holds"), CASES, ids=[str(c[0]) for c in CASES])
def test_a_filter_finds_what_a_walk_finds(
    record: Record, monkeypatch: pytest.MonkeyPatch, given: dict[str, Any], holds: Callable[[ClaimRow], bool], few: int,
    looked: int,
) -> None:  # fmt: skip
    # few rows are sorted, many are walked; of few, sentences are read; of more, listed: all must find the same
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(finding, "LOOKED", looked)
    everything = list(record.claims())
    assert len(everything) == 120
    assert everything == sorted(
        everything, key=lambda r: (r.published or "", [-ord(c) for c in r.claim.id]), reverse=True
    )
    wanted = [r for r in everything if holds(r)]
    assert wanted
    assert list(record.claims(**given)) == wanted
    pages, after = [], None
    while True:
        page = record.claims(**given).page(7, after=after)
        pages += page.rows
        after = page.after
        if after is None:
            break
    assert pages == wanted


@pytest.mark.parametrize(("given", "holds"), CASES, ids=[str(c[0]) for c in CASES])
def test_events_answer_the_same_filters(
    record: Record, given: dict[str, Any], holds: Callable[[ClaimRow], bool]
) -> None:
    for row in record.events(**given):
        account = record.event(row.event.id)
        assert account.event == row.event
    if set(given) <= {"outlet", "source", "words"} and len(given) == 1:
        wanted = {r.event for r in record.claims() if holds(r)}
        assert {r.event.id for r in record.events(**given)} == wanted


@pytest.mark.parametrize(
    "given",
    [{"type": "WAR"}, {"status": "maybe"}, {"mode": "x"}, {"since": "soon"}, {"quad": 9}, {"colour": "red"},
     {"words": "?!"}],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(record: Record, given: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        list(record.claims(**given))


@pytest.mark.parametrize("words", ['"', "a AND", "NEAR(", "col:x", "*", "(((", "x' OR 1=1 --", "\0", "a*b", "-"])
def test_search_words_are_never_syntax(record: Record, words: str) -> None:
    try:
        record.search(words)
    except UsageError as error:
        assert "no words" in str(error)


def test_search_marks_words_and_names_claims(record: Record) -> None:
    hits = record.search("attacking town", limit=3)
    assert [h.kind for h in hits] == ["evidence"] * 3
    assert all("[[attacked]]" in h.snippet and "[[town]]" in h.snippet and h.claims for h in hits)
    assert record.search('"town attacked"') == []
    every = record.search("attacked", limit=1_000)
    assert every[5:9] == record.search("attacked", limit=4, skip=5)
    assert {h.kind for h in every} == {"evidence", "report"}
    assert record.search("attacked", limit=9, skip=len(every) - 4) == every[-4:]


def test_lists_become_frames(record: Record) -> None:
    pandas, polars, arrow = record.claims().to_pandas(), record.claims().to_polars(), record.claims().to_arrow()
    assert list(pandas.columns) == list(polars.columns) == arrow.column_names == list(ClaimRow.COLUMNS)
    assert len(pandas) == polars.height == arrow.num_rows == 120
    assert record.claims(outlet="nobody").to_polars().height == 0


def test_missing_frames_are_named(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"onrecord\[frames\]"):
        record.claims().to_pandas()


def test_sources_count_what_they_assert(record: Record) -> None:
    rows = list(record.sources())
    assert rows == sorted(rows, key=lambda r: (-r.events, r.id))
    count = record.connection.execute
    for row in rows:
        assert row.asserted == row.alone + row.confirmed <= row.events
        assert (
            row.events
            == count("SELECT count(*) FROM event_origins JOIN origins USING (origin) WHERE id = ?", (row.id,)).get
        )
    assert rows[0] in list(record.sources(rows[0].label))


def test_frames_have_their_types_whatever_stands_in_them(record: Record) -> None:
    """Columns that are empty, or empty in the first rows, and lists without rows."""
    for name in ("claims", "events", "sources", "disputes", "reports", "corrections", "rejected", "runs"):
        listing = getattr(record, name)()
        none = lists.Listing(lambda after, limit: [], listing._columns)
        for a, b in ((listing.to_polars().schema, none.to_polars().schema),
                     (listing.to_arrow().schema, none.to_arrow().schema),
                     (dict(listing.to_pandas().dtypes), dict(none.to_pandas().dtypes))):  # fmt: skip
            assert a == b, name
        assert listing.to_arrow().num_rows == listing.to_polars().height == len(listing.to_pandas())
    assert str(record.reports().to_pandas()["version"].dtype) == "Int64"
    assert str(record.claims().to_polars().schema["lat"]) == "Float64"
    urls = record.claims().to_pandas()["url"]
    assert str(urls.dtype) == "str"
    assert urls.isna().all()


def test_no_filter_reads_a_whole_table(record: Record) -> None:
    """Every way of asking goes by an index, or walks one in the order of the list."""
    for kind in ("claim", "event"):
        for given, _ in CASES:
            for condition in filters.conditions(record.connection, kind, Filters(**given)):  # type: ignore[arg-type]
                plan = record.connection.execute(f"EXPLAIN QUERY PLAN {condition.driver}", condition.values)
                steps = [row[3] for row in plan]
                scans = [s for s in steps if s.startswith("SCAN") and "VIRTUAL" not in s and "json_each" not in s]
                assert not [s for s in scans if s.split()[1] in BIG], (kind, given, steps)
            query = finding.query(record.connection, kind, Filters(**given), after=None, limit=5)  # type: ignore[arg-type]
            steps = [row[3] for row in record.connection.execute(f"EXPLAIN QUERY PLAN {query.sql}", query.values)]
            for step in steps:
                if step.startswith("SCAN") and step.split()[1] in BIG:
                    assert "_moment" in step, (kind, given, steps)


BIG = {"t", "w", "p", "k", "l", "r", "claims", "events", "reports", "sentences", "claim_parties", "event_claims"}


def placed(text: str, name: str, country: str, ident: int | None, at: tuple[float, float], box: Any = None) -> Reading:
    """A report of something somewhere; ``at`` is latitude and longitude."""
    reading = plain(text, published="2031-05-01")
    ref = PlaceRef(
        span=Span.of(text, 0, 6), name=name, country=country, lat=at[0], lon=at[1], geonames_id=ident, bbox=box,
        precision="region" if box else "city",
    )  # fmt: skip
    return replace(reading, claims=tuple(replace(c, place=ref) for c in reading.claims))


def test_a_place_is_asked_for_as_people_call_it() -> None:
    found = [
        placed("Gunmen attacked a mill in Kyiv.", "Kyiv", "UKR", 703448, (50.45, 30.52)),
        placed("Gunmen attacked a shop in Ramallah.", "Ramallah", "PSE", 282239, (31.9, 35.2)),
        placed(
            "Gunmen attacked a port in the Strip.", "Gaza Strip", "PSE", None, (31.4, 34.4), (34.2, 31.2, 34.6, 31.6)
        ),
        placed("Gunmen attacked a camp in Rafah.", "Rafah", "PSE", 281102, (31.3, 34.25)),
        placed("Gunmen attacked a barn in Leeds.", "Leeds", "GBR", 2644688, (53.8, -1.5)),
        placed("Gunmen attacked a boat in Oban.", "Oban", "GBR", 2641108, (56.4, -5.5)),
    ]
    with Record(":memory:") as record:
        record.add_readings(found)

        def asked(place: str) -> set[str]:
            return {c.claim.place.name for c in record.claims(place=place) if c.claim.place}

        assert asked("Kiev") == asked("kyiv") == {"Kyiv"}
        assert asked("West Bank") == {"Ramallah"}
        assert asked("Gaza") == asked("Gaza Strip") == {"Gaza Strip", "Rafah"}
        assert asked("Palestine") == {"Ramallah", "Gaza Strip", "Rafah"}
        assert asked("Britain") == asked("UK") == {"Leeds", "Oban"}
        assert asked("Scotland") == {"Oban"}


def test_a_short_name_is_a_whole_word() -> None:
    def by(n: int, name: str) -> Reading:
        reading = plain(f"Men {n} attacked a mill.", published="2031-05-01")
        who = Actor(start=0, end=3, text="Men", name=name, country=None, id=f"a{n}", sector=None)
        return replace(reading, claims=tuple(replace(c, actors=(who,)) for c in reading.claims))

    with Record(":memory:") as record:
        record.add_readings([by(1, "A UN team"), by(2, "Union of Millers"), by(3, "Hunter Biden"), by(4, "100% Men")])
        assert len(list(record.claims(actor="UN"))) == 1
        assert len(list(record.claims(actor="union"))) == 1
        assert len(list(record.claims(actor="Bide"))) == 1
        assert len(list(record.claims(actor="unter"))) == 0
        assert len(list(record.claims(actor="100%"))) == 1


def test_a_judgement_holds_and_can_be_undone() -> None:
    a = plain("Rebels attacked a town.", publisher="A", published="2031-05-01")
    b = plain("Militants attacked a distant harbour in winter.", publisher="B", published="2031-01-01")
    with Record(":memory:") as record:
        record.add_readings([a, b])
        one, two = record.claims().page(2).rows
        assert one.event != two.event
        said = record.judge(one.claim.id, two.event or "", same=True, by="me", why="known")
        assert len({r.event for r in record.claims()}) == 1
        assert record.judgements() == [said]
        undone = record.undo(said.id)
        assert undone.undone is not None
        assert len({r.event for r in record.claims()}) == 2
        with pytest.raises(UsageError, match="undone"):
            record.undo(said.id)
        with pytest.raises(UsageError, match="no judgement"):
            record.undo(99)
        with pytest.raises(UsageError, match="same as itself"):
            record.judge(one.claim.id, one.claim.id, same=True, by="me")
