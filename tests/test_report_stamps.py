"""Dates of metadata: many forms in, ISO 8601 or nothing out."""

from __future__ import annotations

import pytest

from onrecord.report.stamps import find, normalise, seen_order
from onrecord.report.zones import zone


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("31/10/2025", "2025-10-31"),
        ("10/31/2025", "2025-10-31"),
        ("05/05/2025", "2025-05-05"),
        ("31.10.2025", "2025-10-31"),
        ("03.04.2025", "2025-04-03"),
        ("2025-10-31", "2025-10-31"),
        ("October 31, 2025 9:34 PM EDT", "2025-10-31T21:34:00-04:00"),
        ("31 Oct 2025 21:34 GMT+3", "2025-10-31T21:34:00+03:00"),
        ("Friday 31 October 2025, 9.34pm BST", "2025-10-31T21:34:00+01:00"),
        ("31 October 2025 21:34 (Moscow time)", "2025-10-31T21:34:00+03:00"),
        ("31st October, 2025", "2025-10-31"),
        ("2:30 a.m. ET, Saturday, November 1, 2025", "2025-11-01T02:30:00-04:00"),
        ("January 9, 2025 2:30 pm ET", "2025-01-09T14:30:00-05:00"),
        ("12:01 a.m. GMT 1 May 2025", "2025-05-01T00:01:00+00:00"),
        ("Fri, 31 Oct 2025 18:05:00 +0000", "2025-10-31T18:05:00+00:00"),
        ("2025-10-31T21:34:00.123Z", "2025-10-31T21:34:00+00:00"),
        ("2025-10-31T21:34:00+0530", "2025-10-31T21:34:00+05:30"),
        ("October 31, 20252:03 PM GMT+3", "2025-10-31T14:03:00+03:00"),
        ("28 October 2025The army", "2025-10-28"),
    ],
)
def test_written_dates(written: str, iso: str) -> None:
    assert normalise(written) == iso


@pytest.mark.parametrize("written", ["03/04/2025", "31/02/2025", "March 2025", "2 hours ago", "", "13/13/2025", "No 3"])
def test_no_date_or_an_ambiguous_one_is_none(written: str) -> None:
    assert normalise(written) is None


def test_the_publishers_country_decides_the_order() -> None:
    assert normalise("03/04/2025", country="GBR") == "2025-04-03"
    assert normalise("03/04/2025", country="USA") == "2025-03-04"
    assert normalise("03/04/2025", country="CAN") is None


def test_another_date_of_the_page_decides_the_order() -> None:
    assert seen_order("03/04/2025 and 31/03/2025") == "dmy"
    assert seen_order("03/04/2025 and 03/31/2025") == "mdy"
    assert seen_order("31/03/2025 and 03/31/2025") is None


def test_a_time_without_a_known_zone_is_dropped() -> None:
    assert normalise("31 October 2025 21:34") == "2025-10-31"
    assert normalise("31 October 2025 21:34 local time") == "2025-10-31"


def test_an_ambiguous_zone_needs_the_country() -> None:
    assert normalise("31 Oct 2025 12:01 IST") == "2025-10-31"
    assert normalise("31 Oct 2025 12:01 IST", country="IND") == "2025-10-31T12:01:00+05:30"
    assert normalise("31 Oct 2025 12:01 IST", country="ISR") == "2025-10-31T12:01:00+02:00"


def test_a_time_alone_takes_its_day_from_elsewhere() -> None:
    stamp = find("21:34 (Mecca time)")
    assert stamp is not None
    assert stamp.text() is None
    assert stamp.text(day="2025-10-31") == "2025-10-31T21:34:00+03:00"


@pytest.mark.parametrize(
    "name", ["Mecca time", "ET", "Moscow", "Nairobi time", "UTC+05:30", "Indian Standard Time", "utc"]
)
def test_known_zones(name: str) -> None:
    assert zone(name) is not None


@pytest.mark.parametrize("name", ["local", "Atlantis time", "GMT+25", ""])
def test_unknown_zones(name: str) -> None:
    assert zone(name) is None
