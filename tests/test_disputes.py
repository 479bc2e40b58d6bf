"""Reports in, disputes out: what cannot all be right stands side by side."""

from __future__ import annotations

from onrecord.export.story import lines
from onrecord.model import Dispute, EventAccount
from test_origins import HARBOUR, story


def kinds(a: EventAccount) -> dict[str, Dispute]:
    return {d.kind: d for d in a.disputes}


def test_a_later_and_lower_toll_is_disputed_and_a_rising_one_is_not() -> None:
    a = story(*HARBOUR)
    assert [s.value for s in kinds(a)["figure"].sides] == ["6 killed", "4 killed"]
    last = [f for f in a.figures if f.value == 8]
    assert len(last) == 1
    assert last[0].revises is not None


def test_two_voices_that_name_two_perpetrators_stand_side_by_side() -> None:
    sides = kinds(story(*HARBOUR))["perpetrator"].sides
    assert [s.value for s in sides] == ["Wagner Group", "Islamic State"]
    assert all(s.evidence for s in sides)


def test_a_denial_stands_against_those_who_name_the_denier() -> None:
    a = story(
        *HARBOUR,
        ("Volga Echo", "2031-05-08", "The Wagner Group denied on Thursday that it had attacked a terminal in Odesa."),
    )
    said, denied = kinds(a)["denial"].sides
    assert said.value == "asserted"
    assert denied.value == "denied by the Wagner Group"
    assert kinds(a)["denial"].why == "What others say happened is denied by the Wagner Group."
    assert {e.span.text for e in said.evidence} == {"He accused the Wagner Group of carrying out the attack."}


def test_at_least_leaves_room_above() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "At least six guards were killed in Odesa on Sunday, a doctor said."),
        ("Tide Daily", "2031-05-05", "Eight guards were killed in Odesa on Sunday, Ukrainian police said."),
    )
    assert "figure" not in kinds(a)


def test_a_count_and_at_least_as_many_are_one_side() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "Six guards were killed in Odesa on Sunday, a doctor said."),
        ("Tide Daily", "2031-05-05", "At least six guards were killed in Odesa on Sunday, the mayor said."),
        ("Volga Echo", "2031-05-06", "Four guards were killed in Odesa on Sunday, Ukrainian police said."),
    )
    sides = kinds(a)["figure"].sides
    assert [(s.value, len(s.origins)) for s in sides] == [("6 killed", 2), ("4 killed", 1)]


def test_the_story_says_once_what_versions_of_a_page_say_again() -> None:
    text = "Six guards were killed in Odesa on Sunday, a doctor said."
    a = story(
        ("Harbour Post", "2031-05-05", text),
        ("Harbour Post", "2031-05-05", f"{text} The port was shut."),
        ("Tide Daily", "2031-05-06", "Six guards were killed in Odesa on Sunday, according to the Harbour Post."),
    )
    told = list(lines(a, dict.fromkeys(a.event.reports, "a heading"), width=200))
    figures = [line for line in told if "killed: 6" in line]
    assert len(a.figures) > len(figures) == len(set(figures))
    assert any("cites Harbour Post, whose own report is here" in line for line in told)


def test_an_earlier_attack_that_a_report_recalls_gives_no_figure() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "Gunmen killed six guards in Odesa on Sunday, Ukrainian police said."),
        ("Tide Daily", "2031-05-05", "Gunmen killed six guards in Odesa on Sunday, the mayor said. In March, gunmen "
         "killed 40 guards in Odesa."),
    )  # fmt: skip
    assert {f.value for f in a.figures} == {6}
    assert "date" not in kinds(a)


def test_two_terms_of_prison_cannot_both_be_right() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "A court in Odesa sentenced Ivan Petrenko to five years in prison on Monday, "
         "his lawyer said."),
        ("Tide Daily", "2031-05-05", "A court in Odesa sentenced Ivan Petrenko to three years in prison on Monday, "
         "the court said in a statement."),
        type="SANCTION",
    )  # fmt: skip
    assert [s.value for s in kinds(a)["figure"].sides] == ["five years", "three years"]


def test_who_denies_and_blames_another_does_not_assert_the_act() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "Russian soldiers shelled Odesa on Sunday, Ukrainian police said."),
        ("Volga Echo", "2031-05-06", "Russia's defence ministry denied on Tuesday that Russian soldiers had shelled "
         "Odesa. The ministry said Ukrainian soldiers shelled Odesa."),
    )  # fmt: skip
    assert (a.event.origins.low, a.event.origins.high) == (1, 1)
    assert {"denial", "perpetrator"} <= set(kinds(a))


def test_an_arrest_is_no_second_date_and_the_police_no_perpetrator() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "A gunman killed six guards in Odesa on Sunday, the mayor said."),
        ("Tide Daily", "2031-05-07", "Ukrainian police arrested a docker on Tuesday over the killing of six guards in "
         "Odesa on Sunday, the mayor said."),
        type="ASSAULT",
    )  # fmt: skip
    assert "date" not in kinds(a)
    assert all("police" not in p.name.lower() for p in a.event.actors)
    assert a.event.time is not None
    assert a.event.time.start == "2031-05-04"


def test_people_shot_are_not_set_against_people_hurt() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "Five people were shot in Odesa on Sunday, the mayor said."),
        ("Tide Daily", "2031-05-05", "Three people were wounded in a shooting in Odesa on Sunday, police said."),
    )  # fmt: skip
    assert "figure" not in kinds(a)


def test_a_town_and_one_in_the_province_of_its_name_are_no_dispute() -> None:
    a = story(
        ("Harbour Post", "2031-05-05", "Gunmen killed nine farmers in Kandahar on Saturday, police said."),
        ("Tide Daily", "2031-05-05", "Gunmen killed nine farmers in Spin Boldak on Saturday, a villager said."),
    )
    assert "place" not in kinds(a)
    a = story(
        ("Harbour Post", "2031-05-05", "Gunmen killed nine farmers in Herat on Saturday, police said."),
        ("Tide Daily", "2031-05-05", "Gunmen killed nine farmers in Spin Boldak on Saturday, a villager said."),
    )
    assert "place" in kinds(a)
