"""Who may ask the desk: names, origins, tokens; and what browsers are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_server import Served
from onrecord.errors import UsageError

TOKEN = "a-secret-of-some-length"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("guard") / "made.db") as served:
        yield served


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("closed") / "made.db", token=TOKEN, closed=True) as served:
        yield served


@pytest.mark.parametrize("host", ["localhost", "localhost:8642", "127.0.0.1", "127.0.0.1:1", "[::1]:8642", "LOCALHOST"])
def test_this_machine_is_answered(desk: Served, host: str) -> None:
    assert desk.ask("/api/stats", headers={"host": host}).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:80", "192.168.0.7",
     "localhost@evil", "", "[::1", "localhost:99999999", "127.0.0.1/x"],
)  # fmt: skip
def test_other_names_are_refused(desk: Served, host: str) -> None:
    got = desk.ask("/api/stats", headers={"host": host})
    assert got.status in (400, 403)
    if got.status == 403:
        assert got.json["error"]["code"] == "host"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1", "file://"])
def test_pages_of_other_sites_are_refused(desk: Served, origin: str) -> None:
    for method, path in (("GET", "/api/stats"), ("POST", "/api/add")):
        got = desk.ask(
            path, method=method, body={"text": "x"} if method == "POST" else None, headers={"origin": origin}
        )
        assert (got.status, got.json["error"]["code"]) == (403, "origin")


def test_our_own_pages_are_answered(desk: Served) -> None:
    own = {"origin": desk.url, "sec-fetch-site": "same-origin"}
    assert desk.ask("/api/stats", headers=own).status == 200
    assert (
        desk.ask("/api/add", method="POST", body={"text": " "}, headers=own).status == 400
    )  # let in, then found empty


def test_a_link_from_elsewhere_opens_a_page_but_asks_no_api(desk: Served) -> None:
    assert desk.ask("/api/stats", headers={"sec-fetch-site": "cross-site"}).status == 403
    assert desk.ask("/events", headers={"sec-fetch-site": "cross-site"}).status == 200


@pytest.mark.parametrize("given", [{}, {"x-onrecord-token": "guess"}, {"authorization": "Bearer guess"}])
def test_writes_need_the_token(desk: Served, given: dict[str, str]) -> None:
    for path in ("/api/add", "/api/add/file?name=x.txt"):
        got = desk.ask(path, method="POST", body={"text": "x"}, headers=given, token=False)
        assert (got.status, got.json["error"]["code"]) == (401, "token")


def test_the_token_as_a_bearer(desk: Served) -> None:
    got = desk.ask("/api/add", method="POST", body={"text": " "}, token=False,
                   headers={"authorization": f"Bearer {desk.token}"})  # fmt: skip
    assert got.status == 400


def test_every_answer_tells_the_browser(desk: Served) -> None:
    for path in ("/", "/api/stats", "/api/events?type=WAR", "/nowhere", "/static/none.js"):
        headers = desk.ask(path).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in headers


def test_the_page_holds_no_script_of_its_own(desk: Served) -> None:
    page = desk.ask("/").body.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script src="/static/') + page.count(
        'type="application/json"'
    ) + page.count('<script type="module" src="/static/')


def test_the_name_of_a_record_cannot_end_its_element(tmp_path: Path) -> None:
    with Served(tmp_path / "a<b>.db") as served:
        page = served.ask("/").body.decode()
        assert "a<b>" not in page
        assert "a\\u003cb" in page


def test_files_are_only_those_that_were_built(desk: Served) -> None:
    for name in ("..%2f..%2fapp.py", "%2e%2e/app.py", "manifest.json", ".made-of", "none.js"):
        assert desk.ask(f"/static/{name}").status == 404


def test_a_desk_for_others_shows_nothing_without_its_token(closed: Served) -> None:
    for path in ("/", "/api/stats", "/static/x.js", "/?token=guess"):
        assert closed.ask(path).status == 401
    opened = closed.ask(f"/api/stats?token={TOKEN}")
    assert opened.status == 200
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert closed.ask("/api/stats", headers={"cookie": cookie.split(";")[0]}).status == 200
    assert closed.ask("/api/stats", headers={"authorization": f"Bearer {TOKEN}"}).status == 200
    assert closed.ask("/api/stats", headers={"host": "evil.example", "authorization": f"Bearer {TOKEN}"}).status == 403


def test_what_is_no_record_is_a_sentence(tmp_path: Path) -> None:
    from onrecord.cli.serve import serve
    from onrecord.errors import RecordError

    other = tmp_path / "letter.txt"
    other.write_text("Dear reader, this is no record but a letter of some length.", encoding="utf-8")
    with pytest.raises(RecordError, match="not a record"):
        serve(record=other, port=0)
    assert other.read_text(encoding="utf-8").startswith("Dear reader")


def test_other_addresses_need_a_token(tmp_path: Path) -> None:
    from onrecord.cli.serve import serve

    with pytest.raises(UsageError, match="--token"):
        serve(record=tmp_path / "x.db", host="0.0.0.0")
    with pytest.raises(UsageError, match="16 characters"):
        serve(record=tmp_path / "x.db", host="0.0.0.0", token="short")
