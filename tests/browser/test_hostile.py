"""Sixty payloads in titles, texts, names and addresses run nowhere and lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import Tab

import desk_record
from desk_server import Served

MARKUP = [
    "<script>hit(1)</script>",
    "<img src=x onerror=hit(2)>",
    "<svg onload=hit(3)>",
    "<svg/onload=hit(4)//",
    "<body onload=hit(5)>",
    "<iframe srcdoc='<script>parent.hit(6)</script>'>",
    "<details open ontoggle=hit(7)>",
    "<video><source onerror=hit(8)>",
    "<audio src=x onerror=hit(9)>",
    "<input autofocus onfocus=hit(10)>",
    "<select autofocus onfocus=hit(11)>",
    "<textarea autofocus onfocus=hit(12)>",
    "<marquee onstart=hit(13)>",
    "<object data='javascript:hit(14)'>",
    "<embed src='javascript:hit(15)'>",
    "<a href='javascript:hit(16)'>x</a>",
    "<math><mi xlink:href='javascript:hit(17)'>",
    "<form><button formaction='javascript:hit(18)'>x",
    "<isindex type=image src=1 onerror=hit(19)>",
    "<link rel=stylesheet href='data:text/css,*{color:red}'>",
    "<style>@import 'http://evil.example/x.css';</style>",
    "<meta http-equiv=refresh content='0;url=javascript:hit(22)'>",
    "<base href='http://evil.example/'>",
    "</script><script>hit(24)</script>",
    "</textarea><script>hit(25)</script>",
    "</title><script>hit(26)</script>",
    "--><script>hit(27)</script>",
    "]]><script>hit(28)</script>",
    "<!--<img src='--><img src=x onerror=hit(29)//'>",
    "<noscript><p title='</noscript><img src=x onerror=hit(30)>'>",
    "<svg><script>hit(31)</script></svg>",
    "<svg><animate onbegin=hit(32) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:hit(33)'><text>x</text></a></svg>",
    "<x onclick=hit(34) tabindex=1 autofocus>y",
    "<template><script>hit(35)</script></template>",
    "<div style='background:url(http://evil.example/36)'>",
    "<img src='http://evil.example/37.png'>",
    "<picture><source srcset='http://evil.example/38'><img></picture>",
    '"><script>hit(39)</script>',
    "'><script>hit(40)</script>",
    '" onmouseover="hit(41)',
    "' onfocus='hit(42)' autofocus='",
    "`${hit(43)}`",
    "${hit(44)}",
    "{{constructor.constructor('hit(45)')()}}",
    "<%= hit(46) %>",
    "#{hit(47)}",
    "%3Cscript%3Ehit(48)%3C/script%3E",
    "&lt;script&gt;hit(49)&lt;/script&gt;",
    "\u202e<script>hit(50)</script>\u202c",
]
ADDRESSES = [
    "javascript:hit(51)",
    "JaVaScRiPt:hit(52)",
    " javascript:hit(53)",
    "java\tscript:hit(54)",
    "data:text/html,<script>hit(55)</script>",
    "vbscript:hit(56)",
    "//evil.example/57",
    "/\\evil.example/58",
    "file:///etc/passwd",
    "blob:http://evil.example/60",
]
PAYLOADS = [*MARKUP, *ADDRESSES]


def hostile() -> list[Any]:
    """A report for each payload, and one with all of them in its text."""
    assert len(PAYLOADS) == 60
    made = []
    for n, payload in enumerate(PAYLOADS):
        text = f"{payload} rebels attacked a camp {n}, {payload} officials said."
        chain = [desk_record.source(text, f"{payload} officials", "said", "states")]
        rebels, town = f"{payload} rebels", payload.strip()
        named = desk_record.claim(text, "attacked", ident=f"h{n}", actor=rebels, town=town, chain=chain)
        made.append(desk_record.reading(text, [named], publisher=payload, title=payload, published="2025-03-03",
                                        url=payload, author=payload))  # fmt: skip
    whole = "\n\n".join(f"{p} and then gunmen attacked-{n} a town." for n, p in enumerate(PAYLOADS))
    claims = [desk_record.claim(whole, f"attacked-{n} ", ident=f"w{n}") for n in range(len(PAYLOADS))]
    made.append(desk_record.reading(whole, claims, publisher="Whole", title="All of them", published="2025-03-04"))
    return made


@pytest.fixture(scope="module")
def hostile_desk(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(desk_record.build(tmp_path_factory.mktemp("hostile") / "made.db", hostile())) as served:
        yield served


def test_sixty_payloads_run_nowhere(browser: Any, hostile_desk: Served) -> None:
    context = browser.new_context()
    context.add_init_script("window.hits = []; window.hit = n => window.hits.push(n); window.alert = window.hit")
    tab = Tab(context, hostile_desk)
    reports = hostile_desk.ask("/api/reports?limit=500").json["rows"]
    events = hostile_desk.ask("/api/events?limit=500").json["rows"]
    (whole,) = [r for r in reports if r["title"] == "All of them"]
    sources = hostile_desk.ask("/api/sources?limit=500").json["rows"]
    paths = [
        "/",
        "/map",
        "/events",
        "/reports",
        "/sources",
        "/disputes",
        "/search?q=attacked",
        f"/reports/{whole['id']}",
    ]
    paths += [f"/events/{e['id']}" for e in events[:2]] + [f"/reports/{r['id']}" for r in reports[1:60:30]]
    paths += [f"/sources/{quote(s['id'], safe='')}" for s in sources[:1]]
    paths += [f"/search?q={quote(MARKUP[0])}", f"/events?words={quote(MARKUP[1])}&actor={quote(MARKUP[2])}"]
    for path in paths:
        page = tab.open(path)
        assert page.evaluate("window.hits") == [], path
        assert foreign_links(page, hostile_desk.url) == [], path
        assert (
            page.locator(
                "main script, main iframe, main object, main embed, main base, main form[action*=evil]"
            ).count()
            == 0
        )
    assert page.title().endswith("OnRecord")
    context.close()
    assert tab.wrong == []


def foreign_links(page: Any, own: str) -> list[str]:
    """Addresses of links that are neither of this desk nor http(s)."""
    found = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    return [a for a in found if not a.startswith((own, "http://", "https://"))]


def test_all_of_the_text_is_shown_as_text(browser: Any, hostile_desk: Served) -> None:
    reports = hostile_desk.ask("/api/reports?limit=500").json["rows"]
    (whole,) = [r for r in reports if r["title"] == "All of them"]
    context = browser.new_context()
    page = Tab(context, hostile_desk).open(f"/reports/{whole['id']}")
    shown = page.locator(".text").evaluate("e => e.textContent")
    assert all(p.strip() in shown for p in MARKUP)
    context.close()


def test_a_file_may_be_called_anything(hostile_desk: Served) -> None:
    name = quote("../../<img src=x onerror=hit(1)>.txt")
    kind = {"content-type": "application/octet-stream"}
    got = hostile_desk.ask(f"/api/add/file?name={name}", method="POST", body=b"\x89PNG", headers=kind)
    assert got.status == 202
    assert got.json["state"] == "waiting"
    assert not list(Path(hostile_desk.app.record).parent.glob("*img*"))
