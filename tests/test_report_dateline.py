"""The dateline at the head of a body."""

from __future__ import annotations

import pytest

from onrecord.model import Document, Report, Span
from onrecord.report import build, dateline


@pytest.mark.parametrize(
    ("text", "place", "outlet", "date"),
    [
        (
            "GOMA, Democratic Republic of the Congo (Kivu News) - Men",
            "GOMA, Democratic Republic of the Congo",
            "Kivu News",
            None,
        ),
        ("KYIV, Ukraine, March 3 (Reuters) — The army", "KYIV, Ukraine", "Reuters", "March 3"),
        ("WASHINGTON (AP) — The", "WASHINGTON", "AP", None),
        ("Kyiv, Ukraine (AP) – The", "Kyiv, Ukraine", "AP", None),
        ("Gaza City – Israeli forces", "Gaza City", None, None),
        ("Goma, Democratic Republic of the Congo – At", "Goma, Democratic Republic of the Congo", None, None),
        ("LIMA, 3 FEB 90 (AGENCIA X) -- [TEXT] THE", "LIMA, 3 FEB 90"[:4], "AGENCIA X", "3 FEB 90"),
        ("BEIJING, Oct. 31 (Xinhua) -- China", "BEIJING", "Xinhua", "Oct. 31"),
        ("MOSCOW, October 31. /TASS/. Russian", "MOSCOW", "TASS", "October 31"),
        ("NEW DELHI: The", "NEW DELHI", None, None),
        ("JERUSALEM/CAIRO, Nov 5 (Reuters) - Israel", "JERUSALEM/CAIRO", "Reuters", "Nov 5"),
        ("(Reuters) - Israel", None, "Reuters", None),
        ("CNN — Israel", None, "CNN", None),
        ("WASHINGTON, Monday — The", "WASHINGTON", None, "Monday"),
        ("PARIS (FRANCE), 5 APRIL 90 (Gazette) -- [TEXT] THE", "PARIS (FRANCE)", "Gazette", "5 APRIL 90"),
        (
            "LIMA, 3 JAN 90 -- [REPORT] [ARMY PRESS OFFICE, APO] [TEXT] THE",
            "LIMA",
            "ARMY PRESS OFFICE, APO",
            "3 JAN 90",
        ),
    ],
)
def test_datelines(text: str, place: str | None, outlet: str | None, date: str | None) -> None:
    found = dateline.find(text)
    assert found is not None
    parts = [part.text if part else None for part in (found.place, found.outlet, found.date)]
    assert parts == [place, outlet, date]
    for part in (found.span, found.place, found.outlet, found.date):
        assert part is None or text[part.start : part.end] == part.text


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The army said", "Trump – who denied it – left", "The general: We will", "The army said - as did",
        "Police (who came late) - and only then", "EXCLUSIVE - The army", "He left – The Times reported",
        "Rebels took the town.", "", "-", "(", "A – B",
    ],
)  # fmt: skip
def test_no_dateline(text: str) -> None:
    assert dateline.find(text) is None


def report_of(text: str) -> Report:
    report = build(Document(content=text.encode(), media_type="text/plain", path="t.txt"))
    assert isinstance(report, Report)
    return report


def test_the_dateline_names_publisher_and_day_and_stays_in_the_text() -> None:
    report = report_of("LIMA, 3 FEB 90 (Andes Press) -- [TEXT] Rebels blew up two pylons, the police said.")
    assert report.publisher == "Andes Press"
    assert report.published == "1990-02-03"
    assert report.dateline is not None
    assert report.dateline.span == Span.of(report.text, 0, len("LIMA, 3 FEB 90 (Andes Press) -- [TEXT]"))


def test_a_known_agency_gets_its_name_from_the_table() -> None:
    assert report_of("WASHINGTON (AP) — The president left on Monday, it said.").publisher == "Associated Press"


def test_a_dateline_without_year_is_dated_by_the_update() -> None:
    report = report_of("Last Updated on March 4, 2025\n\nGAO, Mali, March 3 (Bend News) — Four aid workers were freed.")
    assert report.published == "2025-03-03"
    assert report_of("GAO, Mali, March 3 (Bend News) — Four aid workers were freed.").published is None


def test_agencies_are_no_publisher() -> None:
    assert report_of("GAO (Agencies) — Four aid workers were freed on Monday, it said.").publisher is None


def test_a_dateline_on_a_line_of_its_own_joins_its_paragraph() -> None:
    assert report_of("GAO, Mali (Bend News) —\n\nFour aid workers were freed.").text == (
        "GAO, Mali (Bend News) — Four aid workers were freed."
    )
