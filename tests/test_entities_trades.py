"""Who people are by their trade, and what a trade in a name is."""

from __future__ import annotations

import pytest

from test_entities import who


@pytest.mark.parametrize(
    ("text", "word", "sector"),
    [
        ("Gunmen killed a cook in Gao.", "cook", "CVL"),
        ("Two Chadian plumbers were freed.", "plumbers", "CVL"),
        ("Bakers went on strike.", "Bakers", "CVL"),
        ("Sudanese herders fled the village.", "herders", "AGR"),
        ("Officers arrested a man after a burglary, police said.", "Officers", "COP"),
        ("Officers joined the troops and soldiers at the front.", "Officers", "MIL"),
    ],
)
def test_people_by_what_they_do(text: str, word: str, sector: str) -> None:
    assert who(text, word).sector == sector


def test_a_trade_with_a_capital_is_a_surname() -> None:
    assert who("Maria Baker met the minister. Baker thanked him.", "Baker", nth=1).name == "Maria Baker"
    assert who("Hunter Biden was charged.", "Biden", on="2024-10-15").name == "Hunter Biden"


def test_a_knight_is_called_by_the_first_name() -> None:
    text = "Prime Minister Sir Keir Starmer spoke in London. Later Sir Keir flew home."
    assert who(text, "Keir", on="2024-10-15", nth=1).id == "person:keir-starmer"
