"""The API: lists and views over HTTP, pages by key, CSV, ETags, and one shape for every error."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from desk_record import PAGE, build
from desk_server import Served


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(build(tmp_path_factory.mktemp("desk") / "made.db")) as served:
        yield served


def test_every_question_is_answered(desk: Served) -> None:
    for path in ("today", "stats", "events", "claims", "reports", "corrections", "rejected", "sources", "disputes",
                 "search?q=market", "map", "seas", "openapi.json"):  # fmt: skip
        got = desk.ask(f"/api/{path}")
        assert got.status == 200, (path, got.body)
        assert got.headers["content-type"].startswith("application/json")


def test_an_empty_record_answers_too(tmp_path: Path) -> None:
    with Served(tmp_path / "new.db") as served:
        assert served.ask("/api/today").json["stats"]["reports"] == 0
        assert served.ask("/api/events").json == {"rows": [], "next": None}
        assert served.ask("/api/map").json["total"] == 0


def test_no_event_is_named_without_status_and_origins(desk: Served) -> None:
    rows = desk.ask("/api/events").json["rows"]
    assert rows
    for row in rows:
        assert row["status"] in ("occurred", "ongoing", "planned", "possible", "denied")
        assert 0 <= row["origins"]["low"] <= row["origins"]["high"]


def test_the_attack_is_one_event_with_its_dispute(desk: Served) -> None:
    (row,) = [r for r in desk.ask("/api/events?actor=M23").json["rows"] if r["reports"] == 3]
    view = desk.ask(f"/api/events/{row['id']}").json
    assert {c["publisher"] for c in view["claims"]} == {"Lake Wire", "Rift Courier", "Horn Standard"}
    assert [f["value"] for f in view["account"]["figures"]] == [14, 21]
    assert any(d["kind"] == "denial" for d in view["account"]["disputes"])
    reasons = desk.ask(f"/api/events/{row['id']}/links").json["pairs"]
    assert reasons
    assert all(f["weight"] for pair in reasons for f in pair["features"])


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("actor=M23", True), ("actor=COD", True), ("actor=nobody", False), ("recipient=M23", False),
        ("type=ASSAULT,COERCE", True), ("type=AID", False), ("status=occurred", True), ("status=planned", False),
        ("min_origins=1", True), ("min_origins=9", False), ("outlet=lake", True), ("outlet=gazette", False),
        ("place=beni", True), ("place=COD", True), ("place=paris", False), ("since=2025-03-03", True),
        ("until=2025-03-02", False), ("since=2025-03-03&until=2025-03-03", True), ("words=market", True),
        ("words=zebra", False), ("bbox=29,0,30,1", True), ("bbox=170,0,-170,1", False), ("bbox=0,0,1,1", False),
    ],
)  # fmt: skip
def test_filters_of_list_and_map_agree(desk: Served, query: str, fits: bool) -> None:
    listed = {r["id"] for r in desk.ask(f"/api/events?{query}&limit=500").json["rows"]}
    mapped = desk.ask(f"/api/map?{query}").json
    assert set(mapped["id"]) == listed
    assert mapped["total"] == len(listed)
    (attack,) = [r["id"] for r in desk.ask("/api/events").json["rows"] if r["reports"] == 3]
    assert (attack in listed) is fits


def test_days_are_those_of_the_event_and_not_of_its_reports(desk: Served) -> None:
    """As on the timeline, where an event without a time cannot be shown."""
    told = desk.ask("/api/events?since=2025-03-01&limit=500").json["rows"]
    every = desk.ask("/api/events?limit=500").json["rows"]
    assert told and {r["id"] for r in told} == {r["id"] for r in every if r["time"]} != {r["id"] for r in every}


@pytest.mark.parametrize("sort", ["latest", "oldest", "origins"])
def test_pages_by_key_give_every_row_once(desk: Served, sort: str) -> None:
    whole = [r["id"] for r in desk.ask(f"/api/events?sort={sort}&limit=500").json["rows"]]
    found: list[str] = []
    after = ""
    while True:
        page = desk.ask(f"/api/events?sort={sort}&limit=2&after={after}").json
        found += [r["id"] for r in page["rows"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert found == whole
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    "path", ["claims", "reports", "sources", "disputes", "corrections", "rejected", "search?q=attacked"]
)
def test_other_lists_page_too(desk: Served, path: str) -> None:
    mark = "&" if "?" in path else "?"
    whole = desk.ask(f"/api/{path}{mark}limit=500").json["rows"]
    first = desk.ask(f"/api/{path}{mark}limit=1").json
    assert first["rows"] == whole[:1]
    if len(whole) > 1:
        assert desk.ask(f"/api/{path}{mark}limit=1&after={first['next']}").json["rows"] == whole[1:2]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("events?type=WAR", "ASSAULT"), ("events?status=maybe", "possible"), ("events?since=yesterday", "2025-10-31"),
        ("events?bbox=1,2,3", "west"), ("events?bbox=0,50,10,40", "south"), ("events?limit=0", "limit"),
        ("events?limit=many", "limit"), ("events?after=xyz", "next"), ("events?sort=best", "sort"),
        ("events?min_origins=-1", "min_origins"), ("disputes?kind=feud", "kind"), ("search?q=%22%22", "word"),
        ("search", "q"), ("claims?type=WAR", "ASSAULT"), ("events?format=xml", "format"), ("map?limit=99999", "limit"),
    ],
)  # fmt: skip
def test_a_bad_query_is_a_400_with_words(desk: Served, path: str, says: str) -> None:
    got = desk.ask(f"/api/{path}")
    assert got.status == 400
    assert says in got.message
    assert got.json["error"]["code"] == "bad_query"


@pytest.mark.parametrize("path", ["events/none", "reports/none", "actors/nobody", "sources/none", "add/none", "nothing",
                                  "events/none/links", "reports/none/difference?other=none"])  # fmt: skip
def test_what_is_not_there_is_a_404_in_the_same_shape(desk: Served, path: str) -> None:
    got = desk.ask(f"/api/{path}")
    assert got.status == 404
    assert got.message.endswith(".")


def test_other_faults_have_the_shape_too(desk: Served) -> None:
    assert desk.ask("/api/events", method="DELETE").json["error"]["code"] == "method"
    broken = desk.ask("/api/add", method="POST", body=b"{", headers={"content-type": "application/json"})
    assert broken.status == 400
    assert broken.message
    assert desk.ask("/api/add", method="POST", body={"text": "x", "colour": "red"}).status == 400
    assert "no text" in desk.ask("/api/add", method="POST", body={"text": "  "}).message


def test_etags(desk: Served) -> None:
    first = desk.ask("/api/events")
    again = desk.ask("/api/events", headers={"if-none-match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert desk.ask("/api/events?limit=1", headers={"if-none-match": first.headers["etag"]}).status == 200


def test_csv_is_flat_and_runs_nothing(desk: Served) -> None:
    got = desk.ask("/api/events?format=csv")
    assert got.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(got.body.decode("utf-8-sig"))))
    listed = desk.ask("/api/events").json["rows"]
    assert [r["id"] for r in rows] == [r["id"] for r in listed]
    assert all(r["status"] and r["origins_low"] for r in rows)
    for path in ("today", "claims", "reports", "sources", "disputes", "corrections", "rejected", "map",
                 "search?q=attacked"):  # fmt: skip
        mark = "&" if "?" in path else "?"
        assert desk.ask(f"/api/{path}{mark}format=csv").status == 200


def test_cells_that_a_spreadsheet_would_run_are_text() -> None:
    from onrecord.serve import csvs

    made = csvs.text([{"a": "=1+1", "b": "-2", "c": -2, "d": None}])
    assert made.splitlines()[1] == "'=1+1,'-2,-2,"


def test_a_report_has_its_versions_and_what_changed(desk: Served) -> None:
    rows = [r for r in desk.ask("/api/reports").json["rows"] if r["url"] == PAGE]
    assert sorted(r["version"] for r in rows) == [1, 2]
    new, old = sorted(rows, key=lambda r: -r["version"])
    view = desk.ask(f"/api/reports/{new['id']}").json
    assert [v["version"] for v in view["versions"]] == [1, 2]
    changed = desk.ask(f"/api/reports/{new['id']}/difference?other={old['id']}").json
    assert changed["before"]["id"] == old["id"]
    assert [c["kind"] for c in changed["claims"]] == ["vanished"]
    assert {p["kind"] for p in changed["pieces"]} <= {"added", "removed", "changed"}
    (correction,) = desk.ask("/api/corrections").json["rows"]
    assert (correction["vanished"], correction["after"]["id"]) == (1, new["id"])


def test_search_marks_the_words(desk: Served) -> None:
    page = desk.ask("/api/search?q=market").json
    assert page["rows"]
    for hit in page["rows"]:
        assert any(p.lower().startswith("market") for p in hit["pieces"][1::2])
    assert desk.ask("/api/search?q=" + quote('"market in beni"')).json["rows"]
    assert desk.ask("/api/search?q=mark*").json["rows"]
    assert desk.ask("/api/search?q=" + quote("market) OR (1 NEAR")).status == 200


def test_an_actor_and_a_source(desk: Served) -> None:
    actor = desk.ask("/api/actors/M23").json
    assert any(e["reports"] == 3 for e in actor["did"])
    sources = desk.ask("/api/sources").json["rows"]
    assert sources
    view = desk.ask(f"/api/sources/{quote(sources[0]['id'], safe='')}").json
    assert len(view["origin_of"]) + len(view["denied"]) >= sources[0]["events"]


def test_types_for_the_pages_are_made_from_the_document(desk: Served) -> None:
    from onrecord.serve import typescript

    document = desk.ask("/api/openapi.json").json
    assert document["openapi"].startswith("3.1")
    made = typescript.types(document)
    assert "export interface EventRow {\n  id: string;" in made
    assert '  status: "occurred" | "ongoing" | "planned" | "possible" | "denied";' in made
    assert "  bbox: ([number, number, number, number] | null)[];" in made
    assert "  title?: string | null;" in made  # of a paste: may be left out
    assert "unknown" not in made


def test_every_route_is_documented(desk: Served) -> None:
    text = (Path(__file__).parent.parent / "docs/api.md").read_text(encoding="utf-8")
    for path in desk.ask("/api/openapi.json").json["paths"]:
        assert path.replace(":str", "").replace(":path", "").replace(":int", "") in text, path


def test_a_judgement_parts_an_event_until_it_is_undone(tmp_path: Path) -> None:
    with Served(build(tmp_path / "made.db")) as served:
        (row,) = [r for r in served.ask("/api/events?actor=M23").json["rows"] if r["reports"] == 3]
        claims = [c["claim"]["id"] for c in served.ask(f"/api/events/{row['id']}").json["claims"]]
        order = {"a": claims[0], "b": claims[1], "same": False, "by": "Ana", "why": "another market"}
        made = served.ask("/api/judgements", method="POST", body=order).json
        assert made["judgement"]["by"] == "Ana"
        assert made["judgement"]["undone"] is None
        assert len(made["events"]) == 2
        assert max(r["reports"] for r in served.ask("/api/events?actor=M23").json["rows"]) == 2
        number = made["judgement"]["id"]
        undone = served.ask(f"/api/judgements/{number}/undo", method="POST", body={}).json
        assert undone["judgement"]["undone"]
        assert len(undone["events"]) == 1
        assert served.ask(f"/api/events/{undone['events'][0]}").json["row"]["reports"] == 3
        assert "was undone" in served.ask(f"/api/judgements/{number}/undo", method="POST", body={}).message


def test_a_judgement_is_signed_and_of_two_known_claims(desk: Served) -> None:
    claim = desk.ask("/api/claims?limit=1").json["rows"][0]["claim"]["id"]
    other = desk.ask("/api/claims?limit=2").json["rows"][1]["claim"]["id"]
    for order, status in (
        ({"a": claim, "b": claim, "same": True, "by": "Ana"}, 400),
        ({"a": claim, "b": other, "same": True, "by": " "}, 400),
        ({"a": claim, "b": "none", "same": True, "by": "Ana"}, 404),
        ({"a": claim, "b": other, "same": True}, 400),
    ):
        got = desk.ask("/api/judgements", method="POST", body=order)
        assert got.status == status, got.body
        assert got.message
    assert desk.ask("/api/judgements/999/undo", method="POST", body={}).status == 404
