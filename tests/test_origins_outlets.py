"""A sentence in, how it leans on an outlet out; and what that does to origins."""

from __future__ import annotations

import pytest

from onrecord.linking.creditlines import credit_outlets
from onrecord.linking.outletnames import OutletNames
from onrecord.reading.outlets import outlets_of
from onrecord.reading.parse import parse_many
from test_origins import labels, story


def uses(text: str) -> list[tuple[str, str]]:
    return [(u.name, u.use) for u in outlets_of(next(iter(parse_many([text]))))]


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("Rebels shelled the port on Monday, the Odesa Tribune reported.", "relied_on"),
        ("Rebels shelled the port, according to a report in the Odesa Tribune.", "relied_on"),
        ("Rebels shelled the port, a minister said, confirming an Odesa Tribune report.", "relied_on"),
        ("Rebels shelled the port, a minister told the Odesa Tribune.", "interview"),
        ("Rebels shelled the port, he said in an interview with the Odesa Tribune newspaper.", "interview"),
        ("Rebels shelled the port, the minister said in comments to the Odesa Tribune.", "interview"),
        ("A shell hit the building of the Odesa Tribune on Monday.", "mention"),
    ],
)
def test_how_a_text_leans_on_an_outlet(text: str, use: str) -> None:
    assert uses(text) == [("Odesa Tribune", use)]


def test_an_outlet_of_the_table_goes_by_its_name_there() -> None:
    assert uses("The minister told the BBC that talks had failed.") == [("BBC", "interview")]


def test_who_told_another_outlet_is_the_origin_and_the_outlet_is_on_the_way() -> None:
    a = story((
        "Harbour Post", "2031-05-05",
        "A drone hit a depot in Odesa on Sunday, Governor Oleh Kiper told the Odesa Tribune.",
    ))  # fmt: skip
    assert labels(a) == ["Governor Oleh Kiper"]
    assert [w.via for w in a.witnesses] == [("Odesa Tribune",)]


@pytest.mark.parametrize(
    ("credit", "thanked"),
    [
        ("With inputs from the Courier", ["the Courier"]),
        ("(With inputs from Reuters and PTI)", ["Reuters", "PTI"]),
        ("With inputs from agencies", ["agencies"]),
        ("The Associated Press contributed to this report.", ["The Associated Press"]),
        ("Additional reporting by the Lamplighter", ["the Lamplighter"]),
        ("Source: Gulf Meridian and news agencies", ["Gulf Meridian"]),
        ("Dune Wire’s Jane Doe in Gao and John Roe contributed reporting.", ["Dune Wire"]),
        ("Jane Doe and John Roe contributed to this report.", []),
        ("Additional reporting by Jane Doe in Gao", []),
        ("Reporting by Jane Doe; Editing by John Roe", []),
    ],
)
def test_a_credit_thanks_outlets_and_not_who_works_for_the_own(credit: str, thanked: list[str]) -> None:
    assert credit_outlets(credit, OutletNames(["Dune Wire", "Gulf Meridian"])) == thanked


def test_a_report_with_the_names_of_its_reporters_is_its_own() -> None:
    found = story(("Dune Wire", "2031-05-04", "Rebels attacked a mill near Gao on Saturday."))
    assert labels(found) == labels(story(("Dune Wire", "2031-05-04", "Rebels attacked a mill near Gao on Saturday."
                                          "\n\nJane Doe and John Roe contributed to this report.")))  # fmt: skip
