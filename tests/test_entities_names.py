"""Names that several bear, that are part of longer ones, or that only look like one."""

from __future__ import annotations

import pytest

from test_entities import who

ALIASES = [
    ("Soldiers in Colombia fought the National Liberation Army, or ELN, on Monday.", "Army", "ELN", "grp:eln"),
    ("The ELN (National Liberation Army) freed two men in Colombia.", "ELN", "Army", "grp:eln"),
    ("The Movement for Change in Borna (MCB) signed a deal.", "Movement", "MCB", "org:movement-for-change"),
]


@pytest.mark.parametrize(("text", "one", "other", "ident"), ALIASES)
def test_two_names_side_by_side_are_one_body(text: str, one: str, other: str, ident: str) -> None:
    assert who(text, one).id == who(text, other).id == ident


def test_a_name_that_several_bodies_bear_is_settled_by_the_places_of_the_report_or_stays_open() -> None:
    skopje = "Soldiers in Skopje, Macedonia, fought the National Liberation Army."
    assert who(skopje, "Army").country == "MKD"
    assert who("The National Liberation Army said on Monday that it would attack.", "Army").country is None


def test_a_common_word_inside_a_name_is_no_newspaper() -> None:
    assert who("The Army of Liberation said so.", "Army").country is None
    assert who("Fighters of the Front for the Liberation of Borna came.", "Liberation").country is None


def test_fighters_of_a_group_are_the_group() -> None:
    assert who("ELN rebels attacked a station in Arauca.", "rebels").id == "grp:eln"
    assert who("Fighters of the ELN attacked a station in Arauca.", "Fighters").id == "grp:eln"
    assert who("Two ELN leaders were freed in Arauca.", "leaders").id != "grp:eln"


def test_a_name_right_after_its_kind_says_which() -> None:
    text = "Hamas left the talks. The terrorist group Hezbollah launched rockets."
    assert who(text, "group").id == "grp:hezbollah"


def test_a_longer_name_is_not_the_force_that_it_ends_in() -> None:
    text = "The leader of the Bamar People's Liberation Army spoke. On Friday the Oyo National Guard crossed a river."
    assert who(text, "Army").country is None
    assert who("The Chinese People's Liberation Army held a drill.", "Army").country == "CHN"


def test_a_surname_after_a_form_of_address_is_no_town() -> None:
    """Sandu is a town of China too; nobody's president follows from a Ms Sandu."""
    text = "The president praised Mr Tusk and Ms Sandu for their help."
    assert who(text, "president", on="2024-10-13").name is None
    assert who("The train to Lagos was late.", "Lagos").country == "NGA"
