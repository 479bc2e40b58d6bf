"""Every page: loads without a fault, asks nobody else, is accessible in both themes, fits narrow screens."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

AXE = Path(__file__).parent.parent.parent / "src/onrecord/serve/web/node_modules/axe-core/axe.min.js"
PAGES = ("today", "map", "events", "event", "disputed", "reports", "report", "versions", "actor", "sources", "source",
         "disputes", "search", "nothing", "add", "try", "missing")  # fmt: skip


def address(desk: Any, page: str) -> str:
    """Where each page is in the record of the tests."""
    rows = desk.ask("/api/events?sort=origins").json["rows"]
    reports = desk.ask("/api/reports?limit=500").json["rows"]
    sources = desk.ask("/api/sources").json["rows"]
    (disputed,) = [r for r in desk.ask("/api/events?actor=M23").json["rows"] if r["reports"] == 3]
    versions = max((r for r in reports if r["version"]), key=lambda r: r["version"])
    return {
        "today": "/", "map": "/map", "events": "/events", "event": f"/events/{rows[0]['id']}",
        "disputed": f"/events/{disputed['id']}", "reports": "/reports",
        "report": f"/reports/{max(reports, key=lambda r: r['claims'])['id']}", "versions": f"/reports/{versions['id']}",
        "actor": "/actors/M23", "sources": "/sources", "source": f"/sources/{quote(sources[0]['id'], safe='')}",
        "disputes": "/disputes", "search": "/search?q=drone", "nothing": "/search?q=zebra", "add": "/add",
        "try": "/try", "missing": "/events/none",
    }[page]  # fmt: skip


def faults(page: Any) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, and its own best practices."""
    found = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
        ".map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')}`)"
    )
    return list(found)


@pytest.mark.parametrize("name", PAGES)
def test_a_page(tab: Any, desk: Any, name: str) -> None:
    """One visit for all that holds of every page: a visit is what costs."""
    page = tab.open(address(desk, name))
    assert page.locator("main h1").count() == 1
    assert page.title().endswith("OnRecord")
    named_with_status_and_origins(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert faults(page) == []
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert faults(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, "it does not fit a narrow screen"
    if name == "missing":  # the browser itself says that an answer was a 404
        tab.wrong = [w for w in tab.wrong if "404" not in w]


def named_with_status_and_origins(page: Any) -> None:
    """Wherever an event is named its status and its origins stand beside it."""
    bare = page.evaluate(
        """() => [...document.querySelectorAll("main a.title[href^='/events/'], main h1 .title")]
            .filter(t => { const c = t.closest("li, article, header");
                return !c || !c.querySelector(".pill") || !c.querySelector(".origins"); })
            .map(t => t.textContent)"""
    )
    assert bare == []


def test_what_is_not_fact_never_looks_like_fact(tab: Any, desk: Any) -> None:
    page = tab.open("/events")
    for status in ("possible", "denied", "planned"):
        for title in page.locator(f"a.title.{status}").all():
            assert title.locator(".hedge").count() == 1
            assert title.evaluate("e => getComputedStyle(e).fontStyle") == "italic"


def test_times_are_in_the_zone_of_the_reader_with_the_original_on_hover(tab: Any, desk: Any) -> None:
    page = tab.open("/reports")
    time = page.locator('time[datetime="2025-03-04T09:00:00+02:00"]').first
    assert "16:00" in time.inner_text()  # Tokyo
    assert "2025-03-04T09:00:00+02:00" in (time.get_attribute("title") or "")
    day = page.locator('time[datetime="2025-03-05"]').first
    assert day.inner_text() == "5 Mar 2025"


def test_other_scripts_keep_their_direction(tab: Any, desk: Any) -> None:
    page = tab.open("/reports")
    arabic = page.locator("bdi", has_text="هجوم على السوق").first
    assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert arabic.evaluate("e => getComputedStyle(e.parentElement).direction") == "ltr"
    assert page.locator("bdi", has_text="袭击市场的报道").count()


def test_paper_leaves_out_what_is_for_the_screen(tab: Any, desk: Any) -> None:
    page = tab.open(address(desk, "disputed"))
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.locator(".tools").is_visible()
    assert page.locator("main h1").is_visible()
