"""Reports in, the title of their event out: it names the act and never states what is in question."""

from __future__ import annotations

from onrecord.model import EventType
from test_origins import story


def title(*texts: str, type: EventType = "ASSAULT") -> str:
    told = [(f"Outlet {n}", "2031-05-07", text) for n, text in enumerate(texts)]
    return story(*told, type=type).event.title


def test_who_speaks_and_to_whom_are_named() -> None:
    assert title("Ethiopia asked Turkey for 40 drones on Tuesday.", type="REQUEST") == (
        "Request for help or goods by Ethiopia to Turkey, 2031-05-06"
    )


def test_force_that_is_stated_names_its_doer() -> None:
    assert title("Russia attacked Odesa on Tuesday with 30 drones, the mayor said.").startswith(
        "Attack by Russia in Odesa"
    )


def test_who_is_only_accused_is_not_in_the_title() -> None:
    found = title("The army accused the Wagner Group of killing nine villagers in Bangui on Tuesday.")
    assert "Wagner" not in found


def test_who_denies_it_is_not_in_the_title() -> None:
    found = title(
        "Hezbollah attacked a market in Tyre on Tuesday, a doctor said.",
        "Hezbollah denied on Wednesday that it had attacked a market in Tyre on Tuesday.",
    )
    assert "Hezbollah" not in found
    assert "Tyre" in found


def test_a_place_is_said_once() -> None:
    assert title("Police in Tunis arrested a former minister on Tuesday.", type="COERCE").count("Tunis") == 1


def test_who_is_named_by_accusers_alone_is_marked() -> None:
    told = (
        ("Harbour Post", "2031-05-07", "Gunmen killed nine villagers near Bangui on Tuesday, a priest told the Harbour "
         "Post. He accused the Wagner Group of carrying out the attack."),
    )  # fmt: skip
    assert {p.name: p.accused for p in story(*told).event.actors} == {"Gunmen": False, "Wagner Group": True}
