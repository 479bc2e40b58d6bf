"""What a page says of its report: JSON-LD in all its shapes, meta, time elements, canonical addresses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.model import Document, Report
from onrecord.report import build
from onrecord.report.address import cleaned, same_site
from test_report_page import FIRST, SECOND, page

AT = "https://courier.example/world/1"


def read(head: str = "", *, body: str = f"<p>{FIRST}</p><p>{SECOND}</p>", address: str | None = AT) -> Report:
    made = build(Document(content=page(body, head).encode(), media_type="text/html", path="p", address=address))
    assert isinstance(made, Report), made
    return made


def ld(*objects: Any, wrap: str = "%s") -> str:
    return "".join(f'<script type="application/ld+json">{wrap % json.dumps(one)}</script>' for one in objects)


ARTICLE: dict[str, Any] = {
    "@type": "NewsArticle", "headline": "Twelve held in Nairobi", "datePublished": "2025-09-04T17:20:00+03:00",
    "author": {"@type": "Person", "name": "Achieng Mwangi"}, "publisher": {"name": "Rift Valley Courier"},
}  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        ld(ARTICLE),
        ld([ARTICLE]),
        ld({"@graph": [{"@type": "WebSite"}, ARTICLE]}),
        ld({"@type": "WebPage", "name": "x", "mainEntity": ARTICLE}),
        ld({**ARTICLE, "@type": ["Article", "NewsArticle"]}),
        ld({**ARTICLE, "@type": "ReportageNewsArticle"}),
        ld({**ARTICLE, "@type": "LiveBlogPosting", "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Other"}]}),
        ld({"@type": "BreadcrumbList"}, ARTICLE),
        ld({"@type": "WebPage", "headline": "The page", "datePublished": "2024-01-01"}, ARTICLE),
        ld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another story"}]}, ARTICLE),
        ld(ARTICLE, wrap="<!-- %s -->"),
        ld(ARTICLE, wrap="//<![CDATA[\n%s\n//]]>"),
        ld(ARTICLE, wrap="%s;"),
        ld(ARTICLE).replace("}</script>", ",}</script>"),
        ld(ARTICLE).replace('"', "&quot;").replace("&quot;application/ld+json&quot;", '"application/ld+json"'),
        '<script type="application/ld+json">{broken</script>' + ld(ARTICLE),
        ld({**ARTICLE, "publisher": {"@id": "#o"}, "author": [{"@id": "#p"}]},
           {"@graph": [{"@id": "#o", "name": "Rift Valley Courier"}, {"@id": "#p", "name": "Achieng Mwangi"}]}),
        ld({**ARTICLE, "publisher": None, "isPartOf": {"@type": "Periodical", "name": "Rift Valley Courier"}}),
        ld({**ARTICLE, "publisher": "Rift Valley Courier", "author": "Achieng Mwangi"}),
        ld({**ARTICLE, "author": {"name": ["Achieng Mwangi"]}, "publisher": [{"name": "Rift Valley Courier"}]}),
    ],
)  # fmt: skip
def test_json_ld_in_every_shape(head: str) -> None:
    report = read(head)
    assert (report.title, report.author) == ("Twelve held in Nairobi", "Achieng Mwangi")
    assert report.published == "2025-09-04T17:20:00+03:00"
    assert report.publisher == "Rift Valley Courier"


def test_of_several_articles_the_one_that_names_this_page_is_meant() -> None:
    other = {**ARTICLE, "headline": "Another story", "url": "https://courier.example/2"}
    ours = {**ARTICLE, "mainEntityOfPage": {"@id": AT}}
    assert read(f'<link rel=canonical href="{AT}">' + ld(other, ours)).title == "Twelve held in Nairobi"


def test_time_elements() -> None:
    body = (
        '<aside><time datetime="2020-01-01">old</time></aside>'
        '<div>Published <time datetime="2025-09-04T17:20:00+03:00">4 Sep</time></div>'
        '<div class=u>Updated <time datetime="2025-09-04T19:05:00+03:00">later</time></div>'
    )
    report = read(body=f"{body}<p>{FIRST}</p><p>{SECOND}</p>")
    assert report.published == "2025-09-04T17:20:00+03:00"
    assert report.updated == "2025-09-04T19:05:00+03:00"


def test_authors_in_the_page() -> None:
    body = f"<a rel=author href=/a>Achieng Mwangi</a><p>{FIRST}</p><p>{SECOND}</p>"
    assert read(body=body).author == "Achieng Mwangi"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", AT),
        ('<link rel=canonical href="/world/2">', "https://courier.example/world/2"),
        ('<link rel="canonical" href="https://www.courier.example/world/2?utm_source=a&amp;id=7#top">',
         "https://www.courier.example/world/2?id=7"),
        ('<meta property="og:url" content="https://m.courier.example/w">', "https://m.courier.example/w"),
        (ld({**ARTICLE, "url": "https://courier.example/w"}), "https://courier.example/w"),
        # another publisher's address is not this page's, whatever the page says
        ('<link rel=canonical href="https://www.bbc.co.uk/news/1">', AT),
        ('<link rel=canonical href="javascript:alert(1)">', AT),
        ('<link rel=canonical href="https://courier.example/">', AT),
        ('<link rel=canonical href="">', AT),
    ],
)  # fmt: skip
def test_two_addresses_of_one_page_are_one(head: str, url: str) -> None:
    assert read(head).url == url


def test_a_page_from_nowhere_is_believed() -> None:
    report = read('<link rel=canonical href="https://www.bbc.co.uk/news/1?at_medium=RSS">', address=None)
    assert (report.url, report.publisher) == ("https://www.bbc.co.uk/news/1", "BBC")


def test_a_domain_cannot_be_lent() -> None:
    lent = ld({**ARTICLE, "publisher": {"name": "Reuters"}})
    assert read(lent, address="https://www.bbc.co.uk/news/1").publisher == "BBC"
    assert read(lent, address=AT).publisher == "Reuters"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("https://courier.example/a?utm_source=x&UTM_Medium=y&id=1&fbclid=z#f", "https://courier.example/a?id=1"),
        ("https://Courier.example:443/a b", "https://courier.example/a%20b"),
        ("http://courier.example", "http://courier.example/"),
        ("https://courier.example:8443/a", "https://courier.example:8443/a"),
        ("https://user:pw@courier.example/a", "https://courier.example/a"),
        ("ftp://courier.example/a", None),
        ("https://", None),
        ("https://[", None),
        ("https://a b/", None),
        ('https://x"onmouseover=alert(1)/', None),
        ('https://courier.example/"><script>', "https://courier.example/%22%3E%3Cscript%3E"),
        ("https://courier.example/\u202eevil", "https://courier.example/evil"),
    ],
)
def test_addresses_as_they_are_kept(told: str, kept: str | None) -> None:
    assert cleaned(told) == kept
    assert kept is None or cleaned(kept) == kept


def test_sites() -> None:
    assert same_site("https://www.paper.co.uk/a", "https://m.paper.co.uk/b")
    assert same_site("https://edition.cnn.com/a", "https://cnn.com/b")
    assert not same_site("https://paper.co.uk/a", "https://other.co.uk/a")
    assert not same_site("https://a.example/", "https://b.example/")
    assert not same_site("http://10.0.0.1/", "http://11.0.0.1/")
    assert not same_site("http://[", "http://[")
