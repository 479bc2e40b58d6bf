"""The module that opens sockets, against a site on this machine: politeness, redirects, limits, faults."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from typing import Any

import pytest

from onrecord import __version__
from onrecord.intake import documents
from onrecord.intake.answers import Failure, Fetched, Known, Unchanged
from onrecord.intake.web import user_agent
from onrecord.intake.web_headers import content_type
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.model import Document, Rejected
from web_site import Clock, Site, fetcher, served

PAGE = "<!doctype html><p>The army left the town on Monday, it said.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running


def reason(answer: object) -> str:
    assert isinstance(answer, Failure), answer
    assert answer.detail.endswith(".")
    return answer.reason


def test_a_page_comes_with_what_the_server_says_of_it(site: Site) -> None:
    headers = {"Content-Type": "text/html; charset=ISO-8859-1", "ETag": '"a1"', "Last-Modified": "Mon, 03 Nov 2025"}
    site.routes["/a?b=1"] = (200, headers, PAGE.encode())
    answer = fetcher().fetch(site.url("/a?b=1#part"))
    assert isinstance(answer, Fetched)
    assert answer.content == PAGE.encode()
    assert (answer.media, answer.charset, answer.url) == ("text/html", "ISO-8859-1", site.url("/a?b=1"))
    assert answer.known == Known('"a1"', "Mon, 03 Nov 2025")
    assert answer.fetched.endswith("+00:00")


def test_we_say_who_we_are_and_whom_we_ask(site: Site) -> None:
    site.routes["/a"] = PAGE
    fetcher().fetch(site.url("/a"))
    for _, headers in site.asked:
        assert headers["user-agent"] == user_agent()
        assert headers["host"] == f"news.example:{site.port}"
        assert "cookie" not in headers
    assert user_agent().startswith(f"OnRecord/{__version__} ")


def test_robots_txt_is_asked_once_and_obeyed(site: Site) -> None:
    site.routes |= {"/robots.txt": "User-agent: *\nDisallow: /private\n", "/a": PAGE, "/private/b": PAGE}
    web = fetcher()
    assert isinstance(web.fetch(site.url("/a")), Fetched)
    assert reason(web.fetch(site.url("/private/b"))) == "robots"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]


def test_rules_for_us_by_name_win(site: Site) -> None:
    site.routes |= {"/robots.txt": "User-agent: onrecord\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/a": PAGE}
    assert reason(fetcher().fetch(site.url("/a"))) == "robots"


@pytest.mark.parametrize(("status", "read"), [(404, True), (410, True), (401, False), (403, False), (503, False)])
def test_a_site_without_readable_rules(site: Site, status: int, read: bool) -> None:
    site.routes |= {"/robots.txt": (status, {}, b""), "/a": PAGE}
    answer = fetcher().fetch(site.url("/a"))
    assert isinstance(answer, Fetched) == read
    assert read or reason(answer) == "robots"


def test_rules_are_asked_again_after_a_day(site: Site) -> None:
    site.routes |= {"/robots.txt": "User-agent: *\nDisallow: /\n", "/a": PAGE}
    clock = Clock()
    web = fetcher(clock)
    assert reason(web.fetch(site.url("/a"))) == "robots"
    site.routes["/robots.txt"] = ""
    assert reason(web.fetch(site.url("/a"))) == "robots"
    clock.now += 24 * 3600
    assert isinstance(web.fetch(site.url("/a")), Fetched)


def test_one_request_a_second_and_host(site: Site) -> None:
    site.routes |= {"/a": PAGE, "/b": PAGE}
    clock = Clock()
    web = fetcher(clock)
    for url in (site.url("/a"), site.url("/b"), site.url("/a", "other.example")):
        web.fetch(url)
    # robots.txt, /a, /b of one host, then another host that need not wait, then its page
    assert clock.slept == [1.0, 1.0, 1.0]


def test_a_longer_pause_is_kept_where_it_is_asked_for(site: Site) -> None:
    site.routes |= {"/robots.txt": "User-agent: *\nCrawl-delay: 7\n", "/a": PAGE, "/b": PAGE}
    clock = Clock()
    web = fetcher(clock)
    web.fetch(site.url("/a"))
    web.fetch(site.url("/b"))
    assert clock.slept == [1.0, 7.0]
    site.routes["/robots.txt"] = "User-agent: *\nCrawl-delay: 86400\n"
    assert reason(fetcher().fetch(site.url("/a"))) == "robots"


def test_redirects_are_followed_and_the_last_address_told(site: Site) -> None:
    site.routes |= {
        "/a": (301, {"Location": "/b"}, b""), "/b": (302, {"Location": site.url("/c", "other.example")}, b""),
        "/c": PAGE,
    }  # fmt: skip
    answer = fetcher().fetch(site.url("/a"))
    assert isinstance(answer, Fetched)
    assert answer.url == site.url("/c", "other.example")
    assert answer.moved == site.url("/b")  # only as far as the move is for good


def test_five_redirects_and_no_more(site: Site) -> None:
    for n in range(7):
        site.routes[f"/{n}"] = (302, {"Location": f"/{n + 1}"}, b"")
    site.routes["/5"] = PAGE
    assert isinstance(fetcher().fetch(site.url("/0")), Fetched)
    site.routes |= {"/5": (302, {"Location": "/6"}, b""), "/6": PAGE}
    assert reason(fetcher().fetch(site.url("/0"))) == "redirects"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("file:///etc/passwd", "address"), ("ftp://news.example/a", "address"), ("javascript:alert(1)", "address"),
        ("http://127.0.0.1/", "private_address"), ("http://user@news.example/", "address"),
        ("http://news.example:22/", "address"), ("http://[::1]/", "private_address"), ("http://2130706433/", "address"),
        ("//localhost/", "private_address"), ("http://metadata.internal/", "private_address"),
    ],
)  # fmt: skip
def test_every_hop_is_judged(site: Site, target: str, code: str) -> None:
    from onrecord.intake.addresses import PORTS, is_public

    site.routes["/a"] = (302, {"Location": target}, b"")
    # this machine is public for this test under one name alone; every other address is judged as always
    web = fetcher(
        ports=PORTS | {site.port},
        resolve=lambda host, port: ["198.51.100.7"] if host == "news.example" else [host],
        permitted=lambda ip: ip == "198.51.100.7" or is_public(ip),
    )
    web._connection = lambda address, ip, make=web._connection: make(address, "127.0.0.1")  # type: ignore[method-assign]
    assert reason(web.fetch(site.url("/a"))) == code
    assert site.paths() == ["/a"]


def test_a_hop_is_judged_by_robots_too(site: Site) -> None:
    site.routes |= {"/robots.txt": "User-agent: *\nDisallow: /b\n", "/a": (302, {"Location": "/b"}, b""), "/b": PAGE}
    assert reason(fetcher().fetch(site.url("/a"))) == "robots"
    assert site.paths() == ["/a"]


def test_a_name_that_resolves_differently_a_moment_later_changes_nothing(site: Site) -> None:
    site.routes["/a"] = PAGE
    given: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        given.append("127.0.0.1" if len(given) % 2 == 0 else "127.0.0.2")
        return [given[-1]]

    web = fetcher(resolve=rebinding, permitted=lambda ip: ip == "127.0.0.1")
    # robots.txt goes to the first, judged address; the page's own judgement sees the second and refuses
    assert reason(web.fetch(site.url("/a"))) == "private_address"
    assert site.paths() == []
    # and what is connected to is the address that was judged: the resolver is asked once a request
    assert len(given) == 2


def test_one_private_address_among_public_ones_is_enough(site: Site) -> None:
    web = fetcher(resolve=lambda host, port: ["93.184.216.34", "10.0.0.1"], permitted=lambda ip: ip != "10.0.0.1")
    assert reason(web.fetch(site.url("/a"))) == "private_address"


def test_the_next_address_is_tried_where_one_does_not_answer(site: Site) -> None:
    site.routes["/a"] = PAGE
    web = fetcher(resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    web._connection = lambda address, ip, make=web._connection: make(  # type: ignore[method-assign]
        address if ip == "127.0.0.1" else type(address)(address.scheme, address.host, 1, address.target), ip
    )
    assert isinstance(web.fetch(site.url("/a")), Fetched)


def test_a_host_that_is_not_there() -> None:
    def none(host: str, port: int) -> list[str]:
        raise OSError

    assert reason(fetcher(resolve=none).fetch("http://news.example/a")) == "no_such_host"
    with served() as site:
        port = site.port
    assert reason(fetcher().fetch(f"http://news.example:{port}/a")) == "network"


def test_unchanged(site: Site) -> None:
    def conditional(handler: Any) -> None:
        same = handler.headers.get("If-None-Match") == '"a1"' and handler.headers.get("If-Modified-Since") == "then"
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", '"a1"')
        handler.send_header("Last-Modified", "then")
        handler.send_header("Content-Length", "0" if same else str(len(PAGE)))
        handler.end_headers()
        if not same:
            handler.wfile.write(PAGE.encode())

    site.routes["/a"] = conditional
    known: dict[str, Known] = {}
    web = fetcher(known=known)
    assert isinstance(web.fetch(site.url("/a")), Fetched)
    assert known == {site.url("/a"): Known('"a1"', "then")}
    assert isinstance(web.fetch(site.url("/a")), Unchanged)
    (item,) = documents([site.url("/a")], web=web)
    assert isinstance(item, Rejected) and item.reason == "unchanged"


@pytest.mark.parametrize(
    ("status", "lasting", "gone"),
    [(404, True, False), (410, True, True), (403, True, False), (500, False, False), (429, False, False)],
)
def test_what_the_server_refuses(site: Site, status: int, lasting: bool, gone: bool) -> None:
    site.routes["/a"] = (status, {"Retry-After": "120"}, b"no")
    answer = fetcher().fetch(site.url("/a"))
    assert isinstance(answer, Failure)
    assert (answer.reason, answer.lasting, answer.gone, answer.retry_after) == ("http_status", lasting, gone, 120.0)
    assert str(status) in answer.detail


@pytest.mark.parametrize("media", ["image/png", "application/pdf", "video/mp4", "application/zip"])
def test_what_is_no_page_is_not_read(site: Site, media: str) -> None:
    site.routes["/a"] = (200, {"Content-Type": media}, b"x" * 100)
    assert reason(fetcher().fetch(site.url("/a"))) == "content_type"


def test_a_page_that_is_too_large(site: Site) -> None:
    site.routes["/a"] = b"x" * 3_000
    assert reason(fetcher(max_bytes=2_000).fetch(site.url("/a"))) == "too_large"
    site.routes["/a"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 3_000))
    assert reason(fetcher(max_bytes=2_000).fetch(site.url("/a"))) == "too_large"
    assert isinstance(fetcher(max_bytes=3_000).fetch(site.url("/a")), Fetched)


def test_a_packed_bomb_is_refused_soon(site: Site) -> None:
    bomb = gzip.compress(bytes(64 * 2**20), 6)
    site.routes["/a"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, bomb)
    start = time.process_time()
    assert reason(fetcher().fetch(site.url("/a"))) == "too_large"
    assert time.process_time() - start < 5
    assert MAX_INPUT_BYTES < 64 * 2**20


@pytest.mark.parametrize(
    ("coding", "body", "code"),
    [
        ("gzip", gzip.compress(PAGE.encode())[:-9], "damaged"), ("compress", b"x", "coding"),
        ("gzip, gzip, gzip", b"x", "nested"),
    ],
)  # fmt: skip
def test_codings_that_cannot_be_undone(site: Site, coding: str, body: bytes, code: str) -> None:
    site.routes["/a"] = (200, {"Content-Type": "text/html", "Content-Encoding": coding}, body)
    assert reason(fetcher().fetch(site.url("/a"))) == code


def test_an_answer_that_breaks_off(site: Site) -> None:
    site.routes["/a"] = (200, {"Content-Type": "text/html", "Content-Length": "5000"}, PAGE.encode())
    assert reason(fetcher().fetch(site.url("/a"))) == "network"


def test_an_answer_in_chunks(site: Site) -> None:
    site.routes["/a"] = chunked(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE.encode()))
    answer = fetcher().fetch(site.url("/a"))
    assert isinstance(answer, Fetched) and answer.content == PAGE.encode()
    site.routes["/a"] = chunked(b"%x\r\n%s" % (len(PAGE) + 9, PAGE.encode()))
    assert reason(fetcher().fetch(site.url("/a"))) == "network"


def chunked(body: bytes) -> Any:
    def answer(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n" + body)
        handler.close_connection = True

    return answer


@pytest.mark.parametrize(
    "body", [b"", b"\x16\x03\x01nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n"]
)
def test_what_is_no_http(site: Site, body: bytes) -> None:
    def answer(handler: Any) -> None:
        handler.wfile.write(body)
        handler.close_connection = True

    site.routes["/a"] = answer
    assert reason(fetcher().fetch(site.url("/a"))) in ("network", "empty")


@pytest.mark.parametrize("where", ["silence", "headers", "body"])
def test_what_trickles_in_ends_when_its_time_is_up(site: Site, where: str) -> None:
    def drip(handler: Any) -> None:
        if where == "silence":
            time.sleep(3)
            return
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n"
        handler.wfile.write(head + (b"\r\n" if where == "body" else b"X-A: "))
        for _ in range(60):
            time.sleep(0.05)
            try:
                handler.wfile.write(b"x")
            except OSError:
                return

    site.routes["/a"] = drip
    start = time.perf_counter()
    assert reason(fetcher(read_seconds=5.0, total_seconds=0.4).fetch(site.url("/a"))) == "timeout"
    assert time.perf_counter() - start < 1.5


def test_silence_ends_by_the_limit_between_two_pieces(site: Site) -> None:
    site.routes["/a"] = lambda handler: time.sleep(2)
    assert reason(fetcher(read_seconds=0.2).fetch(site.url("/a"))) == "timeout"


def test_tls_is_checked_against_the_name_though_the_connection_goes_to_an_ip() -> None:
    from web_site import DATA

    with served(tls=True) as site:
        site.routes["/a"] = PAGE
        trusting = fetcher(certificates=str(DATA / "tls-authority.pem"))
        assert isinstance(trusting.fetch(site.url("/a")), Fetched)
        assert reason(trusting.fetch(site.url("/a", "other.example"))) == "tls"
        assert reason(fetcher().fetch(site.url("/a"))) == "tls"


def test_no_proxy_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.routes["/a"] = PAGE
    assert isinstance(fetcher().fetch(site.url("/a")), Fetched)


def test_an_address_is_an_input(site: Site) -> None:
    site.routes |= {"/a": PAGE, "/t": (200, {"Content-Type": "text/plain"}, b"The army left."),
                    "/p": (200, {}, b"\x89PNG\r\n\x1a\n" + bytes(40))}  # fmt: skip
    page, text, picture, none = documents([site.url(p) for p in ("/a", "/t", "/p", "/none")], web=fetcher())
    assert isinstance(page, Document) and isinstance(text, Document)
    assert (page.media_type, page.path, page.address) == ("text/html", site.url("/a"), site.url("/a"))
    assert (text.media_type, page.fetched is not None, page.container) == ("text/plain", True, None)
    assert isinstance(picture, Rejected) and picture.reason == "not_text"
    assert isinstance(none, Rejected) and none.reason == "http_status"


def test_headers_of_types() -> None:
    assert content_type("Text/HTML; Charset='utf-8'; x=y") == ("text/html", "utf-8")
    assert content_type(None) == (None, None)
    assert content_type("nonsense") == (None, None)
