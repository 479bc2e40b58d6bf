"""Feeds asked again and again: what is new, what is remembered, how faults are survived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.intake import addresses
from onrecord.intake.watch import MAX_TRIES, FeedState, due, feeds, poll
from onrecord.model import Document, Rejected
from test_intake_feeds import BODY, HEAD, TAIL, item
from web_site import Clock, Site, fetcher, served

PAGE = "<!doctype html><article><h1>x</h1>" + BODY + "</article>"


class Desk:
    """A watcher: a site, a clock, and what it remembers."""

    def __init__(self, site: Site) -> None:
        self.site, self.clock = site, Clock()
        self.web = fetcher(self.clock)
        self.seen: set[str] = set()
        self.state: dict[str, FeedState] = {}
        self.feed = site.url("/feed")

    def poll(self, *, wait: float = 0.0) -> list[Document | Rejected]:
        self.clock.now += wait
        found = []
        for one in poll([self.feed], seen=self.seen, state=self.state, web=self.web, now=self.clock, every=900):
            found.append(one)
            if isinstance(one, Document):
                assert one.key is not None
                self.seen.add(one.key)
        return found


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with served() as site:
        monkeypatch.setattr(addresses.parse, "__kwdefaults__", {"base": None, "ports": None})
        yield Desk(site)


def names(found: list[Document | Rejected]) -> list[str]:
    return [f.path.rpartition("/")[2] if isinstance(f, Document) else f.reason for f in found]


def test_only_what_is_new_comes(desk: Desk) -> None:
    desk.site.routes["/feed"] = HEAD + item(1) + item(2) + TAIL
    assert names(desk.poll()) == ["1", "2"]
    assert desk.poll() == []  # its time has not come
    assert len(desk.site.paths()) == 1
    desk.site.routes["/feed"] = HEAD + item(3) + item(1) + item(2) + TAIL
    assert names(desk.poll(wait=900)) == ["3"]


def test_an_entry_that_was_changed_comes_again_under_its_path(desk: Desk) -> None:
    desk.site.routes["/feed"] = HEAD + item(1) + TAIL
    (first,) = desk.poll()
    desk.site.routes["/feed"] = HEAD + item(1, pubDate="Fri, 05 Sep 2025 08:00:00 GMT") + TAIL
    (again,) = desk.poll(wait=900)
    assert isinstance(first, Document) and isinstance(again, Document)
    assert first.path == again.path
    assert first.key != again.key


def test_validators_are_sent_and_unchanged_is_quiet(desk: Desk) -> None:
    desk.site.routes["/feed"] = (200, {"ETag": '"1"'}, (HEAD + item(1) + TAIL).encode())
    desk.poll()
    desk.site.routes["/feed"] = (304, {}, b"")
    assert desk.poll(wait=900) == []
    assert desk.site.asked[-1][1]["if-none-match"] == '"1"'
    assert desk.state[desk.feed].failures == 0


def test_a_feed_that_fails_is_asked_later_and_later(desk: Desk) -> None:
    waits = []
    for status in (500, 503, 502, 500):
        desk.site.routes["/feed"] = (status, {}, b"")
        assert names(desk.poll()) == ["http_status"]
        waits.append(desk.state[desk.feed].next_at - desk.state[desk.feed].asked)  # type: ignore[operator]
        assert desk.poll() == []
        desk.clock.now = desk.state[desk.feed].next_at
    assert waits == [900, 1800, 3600, 7200]
    desk.site.routes["/feed"] = HEAD + item(1) + TAIL
    assert names(desk.poll()) == ["1"]
    state = desk.state[desk.feed]
    assert (state.failures, state.why, state.next_at - (state.asked or 0)) == (0, None, 900)


def test_the_server_may_ask_for_more_patience_but_not_for_ever(desk: Desk) -> None:
    desk.site.routes["/feed"] = (429, {"Retry-After": "7200"}, b"")
    desk.poll()
    assert desk.state[desk.feed].next_at - desk.clock.now == pytest.approx(7200, abs=5)
    desk.site.routes["/feed"] = (429, {"Retry-After": "999999"}, b"")
    desk.poll(wait=7200)
    assert desk.state[desk.feed].next_at - desk.clock.now == pytest.approx(86400, abs=5)


def test_a_feed_that_is_gone_is_asked_once_a_week(desk: Desk) -> None:
    desk.site.routes["/feed"] = (410, {}, b"")
    assert names(desk.poll()) == ["gone"]
    assert desk.state[desk.feed].gone
    assert desk.poll(wait=6 * 86400) == []
    desk.site.routes["/feed"] = HEAD + item(1) + TAIL
    assert names(desk.poll(wait=86400)) == ["1"]
    assert not desk.state[desk.feed].gone


@pytest.mark.parametrize("body", ["<html>Sorry</html>", "<!DOCTYPE r [<!ENTITY a 'b'>]><rss/>", "\x00\xff nonsense"])
def test_a_broken_feed_is_a_failure_and_is_survived(desk: Desk, body: str) -> None:
    desk.site.routes["/feed"] = body
    (found,) = desk.poll()
    assert isinstance(found, Rejected)
    assert found.reason in ("broken_feed", "unsafe_xml")
    assert desk.state[desk.feed].failures == 1
    desk.site.routes["/feed"] = HEAD + item(1) + TAIL
    assert names(desk.poll(wait=900)) == ["1"]


def test_a_cut_feed_gives_what_it_has_and_the_rest_later(desk: Desk) -> None:
    whole = HEAD + item(1) + item(2) + TAIL
    desk.site.routes["/feed"] = (200, {"ETag": '"cut"'}, whole[: whole.index("Nairobi 2")].encode())
    assert names(desk.poll()) == ["1", "truncated", "truncated"]
    assert desk.state[desk.feed].etag is None
    desk.site.routes["/feed"] = whole
    assert names(desk.poll(wait=900)) == ["2"]


def test_pages_that_fail_for_now_are_tried_again_and_no_validator_hides_them(desk: Desk) -> None:
    text = HEAD + item(1, link=desk.site.url("/1"), body="Short.") + TAIL
    desk.site.routes |= {"/feed": (200, {"ETag": '"1"'}, text.encode()), "/1": (503, {}, b"")}
    assert names(desk.poll()) == ["http_status"]
    assert desk.state[desk.feed].etag is None
    desk.site.routes["/1"] = PAGE
    assert names(desk.poll(wait=900)) == ["1"]
    assert desk.state[desk.feed].etag == '"1"'


def test_pages_that_go_on_failing_are_given_up(desk: Desk) -> None:
    text = HEAD + item(1, link=desk.site.url("/1"), body="Short.") + TAIL
    desk.site.routes |= {"/feed": text, "/1": (503, {}, b"")}
    found = [names(desk.poll(wait=900)) for _ in range(MAX_TRIES + 2)]
    assert found == [["http_status"]] * MAX_TRIES + [[], []]


def test_pages_that_fail_for_good_are_not_tried_again(desk: Desk) -> None:
    desk.site.routes |= {
        "/robots.txt": "User-agent: *\nDisallow: /1\n",
        "/feed": HEAD + item(1, link=desk.site.url("/1"), body="Short.") + TAIL,
    }
    assert names(desk.poll()) == ["robots"]
    assert desk.poll(wait=900) == []


def test_a_feed_that_moved_for_good_is_asked_where_it_is(desk: Desk) -> None:
    desk.site.routes |= {"/feed": (301, {"Location": "/new"}, b""), "/new": HEAD + item(1) + TAIL}
    assert names(desk.poll()) == ["1"]
    desk.poll(wait=900)
    assert desk.site.paths() == ["/feed", "/new", "/new"]
    # it keeps the name under which it is watched
    assert list(desk.state) == [desk.feed]


def test_a_stop_in_the_middle_loses_nothing(desk: Desk) -> None:
    desk.site.routes["/feed"] = (200, {"ETag": '"1"'}, (HEAD + item(1) + item(2) + TAIL).encode())
    running = poll([desk.feed], seen=desk.seen, state=desk.state, web=desk.web, now=desk.clock)
    first = next(running)
    assert isinstance(first, Document) and first.key
    desk.seen.add(first.key)
    running.close()
    assert desk.state == {}
    assert names(desk.poll()) == ["2"]


def test_one_feed_does_not_stop_the_others(desk: Desk) -> None:
    desk.site.routes["/good"] = HEAD + item(1) + TAIL
    wanted = ["http://127.0.0.1/x", "http://[", desk.feed, desk.site.url("/good")]
    strict = fetcher(desk.clock, permitted=lambda ip: ip != "127.0.0.1" or True)
    found = list(poll(wanted, seen=set(), state=desk.state, web=strict, now=desk.clock))
    assert names(found)[1:] == ["address", "http_status", "1"]
    assert all(feed in desk.state for feed in wanted)


def test_the_state_can_be_kept(desk: Desk) -> None:
    desk.site.routes["/feed"] = HEAD + item(1, link=desk.site.url("/none"), body="Short.") + TAIL
    desk.poll()
    state = desk.state[desk.feed]
    assert state.tries
    assert msgspec.json.decode(msgspec.json.encode(state), type=FeedState) == state


def test_when_the_next_feed_is_due() -> None:
    state = {"a": FeedState(next_at=50.0), "b": FeedState(next_at=40.0)}
    assert due(["a", "b"], state=state) == 40.0
    assert due(["a", "c"], state=state) == 0.0
    assert due([], state=state) == 0.0


def test_lists_of_feeds(tmp_path: Path) -> None:
    opml, text = tmp_path / "a.opml", tmp_path / "b.txt"
    opml.write_text('<opml><outline xmlUrl="https://a.example/f"/><outline xmlUrl="https://b.example/f"/></opml>')
    text.write_text("# mine\nhttps://b.example/f\n\nhttps://c.example/f\nnonsense\n")
    found = list(feeds([str(opml), str(text), "https://d.example/f", str(tmp_path / "none")]))
    assert [f for f in found if isinstance(f, str)] == [f"https://{n}.example/f" for n in "abcd"]
    assert [(f.path.rpartition("/")[2], f.reason) for f in found if isinstance(f, Rejected)] == [
        ("b.txt:5", "address"), ("none", "unreadable"),
    ]  # fmt: skip
