"""HTML -> Report: text, metadata, embedded posts; pages that are broken or hostile."""

from __future__ import annotations

import json
from time import process_time

import pytest

from onrecord.model import Document, Hints, Rejected, Report
from onrecord.report import build

FIRST = "Police arrested 12 people in Nairobi on Thursday during a march against fuel prices, a spokeswoman said."
SECOND = "The union called on the ministry to lower the levy and threatened to strike from Monday if it refused."
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "x"},
        {
            "@type": ["NewsArticle"],
            "headline": "Twelve held &amp; released in Nairobi",
            "author": [{"@type": "Person", "name": "Achieng Mwangi"}, {"name": "Otieno Were"}],
            "datePublished": "2025-09-04T17:20:00+03:00",
            "dateModified": "2025-09-04T19:05:00+03:00",
            "publisher": {"@type": "Organization", "name": "Rift Valley Courier"},
        },
    ],
}
TWEET = """<blockquote class="twitter-tweet"><p>We asked for diesel. <a href="https://t.co/a">#Fuel</a></p>&mdash;
Drivers (@DriversKE) <a href="https://twitter.com/DriversKE/status/1">September 4, 2025</a></blockquote>"""


def page(body: str, head: str = "") -> str:
    return f"""<!doctype html><html><head><meta charset=utf-8>{head}</head><body><nav><a href=/>Home</a></nav>
<div class=cookies><p>We use cookies.</p></div><article><h1>Twelve held</h1>{body}</article>
<aside><h2>Most read</h2><ul><li>Ten islands to visit</li></ul></aside><footer>© 2025 Courier</footer></body></html>"""


def made(source: str | bytes, **hints: str) -> Report | Rejected:
    content = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    return build(Document(content=content, media_type="text/html", path="p.html", hints=Hints(**hints)))


def read(source: str | bytes, **hints: str) -> Report:
    report = made(source, **hints)
    assert isinstance(report, Report), report
    return report


def test_the_body_without_the_page() -> None:
    report = read(page(f"<p>{FIRST}</p><div class=ad><p>Advertisement</p></div>{TWEET}<p>{SECOND}</p>"))
    assert report.text == f"{FIRST}\n\n{SECOND}"


def test_an_embedded_post_is_kept_apart() -> None:
    (post,) = read(page(f"<p>{FIRST}</p>{TWEET}<p>{SECOND}</p>")).embedded
    assert (post.text, post.author, post.published) == ("We asked for diesel. #Fuel", "@DriversKE", "2025-09-04")


def test_json_ld() -> None:
    head = (
        f'<script type="application/ld+json">{json.dumps(LD)}</script><link rel=canonical href="https://c.example/a">'
    )
    report = read(page(f"<p>{FIRST}</p><p>{SECOND}</p>", head))
    assert report.title == "Twelve held & released in Nairobi"
    assert report.author == "Achieng Mwangi, Otieno Were"
    assert report.published == "2025-09-04T17:20:00+03:00"
    assert report.updated == "2025-09-04T19:05:00+03:00"
    assert report.publisher == "Rift Valley Courier"
    assert report.url == "https://c.example/a"


def test_open_graph_and_meta() -> None:
    head = """<title>Twelve held | Rift Valley Courier</title>
<meta property="og:site_name" content="Rift Valley Courier">
<meta property="article:published_time" content="2025-09-04T14:20:00Z"><meta name="author" content="By Achieng Mwangi">
<meta property="og:title" content="Twelve held | Rift Valley Courier">
<meta property="og:url" content="https://c.example/b">"""
    report = read(page(f"<p>{FIRST}</p><p>{SECOND}</p>", head))
    assert (report.title, report.publisher, report.author) == ("Twelve held", "Rift Valley Courier", "Achieng Mwangi")
    assert report.published == "2025-09-04T14:20:00+00:00"
    assert report.url == "https://c.example/b"


def test_dates_that_only_stand_in_the_text_of_the_page() -> None:
    dates = "<div><span>Published On 4 Sep 2025</span><span>Updated: 21:34 (Mecca time)</span></div>"
    report = read(page(f"{dates}<p>{FIRST}</p><p>{SECOND}</p>"))
    assert report.published == "2025-09-04"
    assert report.updated == "2025-09-04T21:34:00+03:00"
    assert "Published" not in report.text


def test_the_address_names_a_known_outlet() -> None:
    assert read(page(f"<p>{FIRST}</p><p>{SECOND}</p>"), url="https://www.bbc.co.uk/news/1").publisher == "BBC"


def test_hints_win_over_the_page() -> None:
    head = f'<script type="application/ld+json">{json.dumps(LD)}</script>'
    report = read(page(f"<p>{FIRST}</p>", head), publisher="Kites Daily", published="2025-01-01")
    assert (report.publisher, report.published) == ("Kites Daily", "2025-01-01")


@pytest.mark.parametrize("told", ["javascript:alert(1)", "//x", "http://[", "ftp://c.example/", ""])
def test_an_address_that_is_none_of_the_web_is_ignored(told: str) -> None:
    assert read(page(f"<p>{FIRST}</p><p>{SECOND}</p>", f'<link rel="canonical" href="{told}">')).url is None


def test_text_that_only_stands_in_json_ld() -> None:
    article = {"@type": "NewsArticle", "articleBody": f"{FIRST}\n{SECOND}"}
    report = read(f'<html><script type="application/ld+json">{json.dumps(article)}</script><div id=app></div></html>')
    assert report.text == f"{FIRST}\n\n{SECOND}"


def test_scripts_and_hidden_parts_are_not_read() -> None:
    report = read(
        page(f"<p>{FIRST}</p><p style='display: none'>The army lost.</p><script>var a='x'</script><p>{SECOND}</p>")
    )
    assert report.text == f"{FIRST}\n\n{SECOND}"


def test_a_cut_page_is_read_as_far_as_it_goes() -> None:
    whole = page(f"<p>{FIRST}</p><p>{SECOND}</p>")
    assert read(whole[: whole.index("threatened")]).text.startswith(FIRST)
    rejected = made(whole[: whole.index("<body>")])
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "truncated"


def test_a_page_without_text_says_so() -> None:
    rejected = made("<html><body><nav>Home</nav></body></html>")
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "missing_text"


NEWS = [
    ("Rebels shell the port of Uvira", "Rebels shelled the port of Uvira on Monday, the mayor said."),
    ("Army closes the lake road", "The army closed the lake road on Tuesday, two drivers said."),
    ("Twelve held after a march", "Police held twelve people after a march in Bukavu on Friday."),
    ("Envoys meet in Nairobi", "Envoys of both sides met in Nairobi on Thursday, a diplomat said."),
    ("Grain ship turned back", "A patrol turned a grain ship back on Sunday, its owner said."),
]
CARDS = "".join(
    f"<article><h3><a href='/news/{n}'>{head}</a></h3><p>{words}</p></article>" for n, (head, words) in enumerate(NEWS)
)
LINKS = "<ul>" + "".join(f"<li><a href='/news/{n}'>{head}</a></li>" for n, (head, _) in enumerate(NEWS * 2)) + "</ul>"
WRAPPED = "".join(f"<div><a href='/n/{n}'><h2>{h}</h2><p>{words}</p></a></div>" for n, (h, words) in enumerate(NEWS))
PROSE = "".join(f"<p>{words}</p>" for _, words in NEWS)
POSTS = "".join(f"<div><h2><a href='#p{n}'>{head}</a></h2><p>{words}</p></div>" for n, (head, words) in enumerate(NEWS))
OG = "<meta property='og:type' content='article'>"


@pytest.mark.parametrize(
    ("head", "body", "listed"),
    [
        ("", CARDS, True),
        ("", LINKS, True),
        ("", WRAPPED, True),
        ("", f"{PROSE}<h2>More</h2>{LINKS}", False),
        ("", POSTS, False),
        ("", f"<h1><a href='/here'>Five days on the lake</a></h1>{PROSE}{LINKS}", False),
        (OG, CARDS, False),
        ('<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Lake"}</script>', CARDS, False),
    ],
)
def test_a_list_of_other_pages_is_no_report(head: str, body: str, listed: bool) -> None:
    page = f"<html lang=en><head><title>Lake</title>{head}</head><body><main>{body}</main></body></html>"
    found = build(Document(content=page.encode(), media_type="text/html", path="p.html", hints=Hints()))
    assert isinstance(found, Rejected) is listed
    if isinstance(found, Rejected):
        assert found.reason == "list"


def test_declared_encodings() -> None:
    source = page(f"<p>{FIRST}</p><p>Ганна left Kyiv on Monday, officials of the region said there.</p>")
    assert "Ганна" in read(source.replace("charset=utf-8", "charset=windows-1251").encode("cp1251")).text
    assert "Ганна" in read(source.encode("utf-16")).text


HOSTILE = {
    "deep": "<div>" * 50_000 + f"<p>{FIRST}</p>",
    "unclosed": "<b><i><font>" * 3_000 + f"<p>{FIRST}</p>" * 3,
    "paragraphs": "".join(f"<p>Police arrested {n} people in the town on Monday, it said.</p>" for n in range(40_000)),
    "breaks": "The army left the town on Monday, it said.<br>" * 40_000,
    "spans": "<span>word </span>" * 60_000,
    "scripts": "<script>x</script>text " * 30_000,
    "zeros": f"<p>\0{FIRST}\0</p>\0" * 20,
    "angles": "<" * 200_000,
    "entities": "&lt;p&gt;" * 60_000,
    "json": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + f"<p>{FIRST}</p>",
    "attributes": "<p " + "a=b " * 50_000 + f">{FIRST}</p>",
    "one word": "<p>" + "w" * 500_000 + "</p>",
    "tweets": TWEET * 2_000 + f"<p>{FIRST}</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_five_seconds(name: str) -> None:
    made(page(f"<p>{FIRST}</p>"))  # what is loaded once is not counted
    start = process_time()
    found = made(f"<html><body>{HOSTILE[name]}</body></html>")
    assert process_time() - start < 5
    assert isinstance(found, (Report, Rejected))


def test_deep_pages_are_still_read() -> None:
    assert FIRST in read(f"<html><body>{HOSTILE['deep']}</body></html>").text


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "article", "dl", "ul><li", "b"])
@pytest.mark.parametrize("depth", [240, 300, 1_000, 4_000])
def test_nothing_is_lost_below_the_depth_of_the_parser(tag: str, depth: int) -> None:
    deep = f"<{tag}>" * depth + f"<p>{SECOND}</p>" + f"</{tag.partition('>')[0]}>" * depth
    text = read(f"<html><body><p>{FIRST}</p>{deep}<p>The strike began on Monday, it said.</p></body></html>").text
    assert FIRST in text
    assert SECOND in text
    assert "The strike began on Monday" in text


SHAPES = {
    "paragraphs": f"<p>{FIRST}</p>", "breaks": f"{FIRST}<br>", "boxes": f"<div><p>{FIRST}</p></div>", "div": "<div>",
    "spans": "<span>word </span>", "links": f"<a href=/a>{FIRST}</a> ", "rows": f"<tr><td>{FIRST}</td></tr>",
    "items": f"<li>{FIRST}</li>", "times": "<time datetime=2025-01-01>x</time>", "meta": "<meta name=a content=b>",
    "ld": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>', "text": FIRST + " ",
    "tweets": TWEET, "headings": f"<h2>Head</h2><p>{FIRST}</p>",
    "figures": f"<figure><figcaption>{FIRST}</figcaption></figure>",
    "hidden": "<p style='display:none'>a</p>", "authors": "<a rel=author href=a>A B</a>", "entities": "&lt;p&gt;",
    "canonical": "<link rel=canonical href=/a>", "comments": "<!-- x -->",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_page_and_not_with_its_square(shape: str) -> None:
    def seconds(count: int) -> float:
        start = process_time()
        made(f"<html><body>{SHAPES[shape] * count}<p>{FIRST}</p></body></html>")
        return process_time() - start

    seconds(10)
    small, large = seconds(500), seconds(4_000)
    assert large < 0.5 or large / max(small, 0.005) < 8**1.2
