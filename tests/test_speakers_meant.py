"""Who is meant as the speaker: a report in, the innermost source of its claim out."""

from __future__ import annotations

import pytest

from onrecord.model import Claim, Report
from onrecord.reading import read_report


def claims(text: str) -> list[Claim]:
    return list(read_report(Report(id="r", text=text, published="2025-03-12")).claims)


def speaker(text: str, word: str) -> str:
    """Name or words of the innermost source behind the claim whose trigger begins with ``word``."""
    claim = next(c for c in claims(text) if c.trigger.text.startswith(word))
    link = claim.chain[-1]
    return (link.source.name or link.source.text) if link.source else "-"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("according to the civil defence agency", "the civil defence agency"),
        ("according to the prison agency", "the prison agency"),
        ("the army said", "Kenya Defence Forces"),
    ],
)
def test_nouns_before_a_role_tell_one_body_from_another(last: str, expected: str) -> None:
    text = f"The Kenya Defence Forces (KDF) shelled a camp in Kismayo on Monday. Two guards were killed, {last}."
    assert speaker(text, "killed") == expected


def test_the_spy_agency_is_the_service_just_named() -> None:
    text = "The Central Intelligence Agency trained the rebels. Nine traders were killed, according to the spy agency."
    assert speaker(text, "killed") == "Central Intelligence Agency"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bishop met Edith Garrow, a lawyer hired for the hospital ships after the Crimean War, who said the "
         "generals had ordered the massacre.", "Edith Garrow"),
        ("Selma Aydin, a professor of law at Ankara University, who said the generals had ordered the massacre, left "
         "Turkey.", "Selma Aydin"),
    ],
)  # fmt: skip
def test_who_is_a_person_however_near_a_war_or_a_university_stands(text: str, expected: str) -> None:
    assert speaker(text, "ordered") == expected


def test_sentences_in_quotation_marks_behind_what_he_said_are_his_too() -> None:
    text = (
        "Bishop Okello told the crowd that both armies were tired and said a truce would come by Easter."
        '\n\n"I have asked the general to free the boys. He has a son of their age."\n\n'
        'Bishop Okello also said: "A road without guns is worth a bad harvest."'
    )
    assert speaker(text, "asked") == "Okello"


def test_who_tells_of_wounded_is_not_wounded() -> None:
    found = claims('"There are wounded and missing," Governor Ivan Petrenko said on Friday.')
    assert [r.name for c in found for r in c.recipients] == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russia launched nine missiles and 40 drones at dawn, a border guard said.", "Russia"),
        ("Hezbollah fired scores of rockets on Easter Monday.", "Hezbollah"),
        ("Hamas fired 20 rockets from Gaza.", "Hamas"),
    ],
)
def test_a_salvo_is_an_assault_though_no_target_is_told(text: str, actor: str) -> None:
    (found,) = claims(text)
    assert (found.type, [a.name for a in found.actors], found.recipients) == ("ASSAULT", [actor], ())


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired two ballistic missiles on Thursday.",
        "The army fired nine missiles in an exercise on Thursday.",
        "The firm launched drones that carry parcels.",
    ],
)
def test_a_trial_or_a_product_is_none(text: str) -> None:
    assert [c.type for c in claims(text) if c.type == "ASSAULT"] == []


def test_a_day_before_a_source_is_no_part_of_it() -> None:
    text = "On Tuesday Kenya's fisheries board said Ugandan soldiers on the lake had killed six men."
    (claim,) = claims(text)
    assert [link.source.text for link in claim.chain if link.source] == ["Kenya's fisheries board"]
