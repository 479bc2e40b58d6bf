"""An event word in, the sources behind it out, outermost first."""

from __future__ import annotations

import pytest

from onrecord.reading.attribution import find_attributions
from onrecord.reading.chains import branches, chain_of
from onrecord.reading.documents import documents_of
from onrecord.reading.entities import find_entities
from onrecord.reading.parse import parse


def chains(text: str, word: str, *, publisher: str | None = None) -> list[list[tuple[str, str]]]:
    """Every line of sources behind ``word`` as (source words, stance)."""
    read = parse(text)
    cast = find_entities(read, on="2031-05-02", publisher=publisher)
    token = next(t.i for t in read.tokens if t.text == word)
    attributions = find_attributions(read)
    found = branches(read, token, attributions)
    papers = documents_of(read, attributions, cast)
    lines = [chain_of(read, branch, cast, publisher=publisher, documents=papers) for branch in found]
    return [[(link.source.text, link.stance) for link in line if link.source] for line in lines]


CASES = [
    ("Gunmen stormed the barracks on Sunday.", "stormed", [[]]),
    ("Gunmen stormed the barracks, the governor said.", "stormed", [[("the governor", "states")]]),
    (
        "The answer came from a campaign that argued that gunmen stormed the barracks.",
        "stormed",
        [[("a campaign", "states")]],
    ),
    ("Nobody has said that gunmen stormed the barracks.", "stormed", [[]]),
    ("No group has claimed that it stormed the barracks.", "stormed", [[]]),
    (
        "The Daily Ledger said it had obtained cables showing that Harare sold the rifles.",
        "sold",
        [[("The Daily Ledger", "states"), ("cables", "states")]],
    ),
    (
        "Manila accuses Beijing of ramming a boat, which was denied by the Chinese coast guard.",
        "ramming",
        [[("Manila", "alleges")], [("the Chinese coast guard", "denies")]],
    ),
    (
        "The president denied that he would order a raid, despite the build-up at the border.",
        "build-up",
        [[]],
    ),
    (
        "The minister denied a report by the Lagos Tribune that Benin had bought the jets.",
        "bought",
        [[("the Lagos Tribune", "states")], [("The minister", "denies")]],
    ),
    (
        "Court files obtained by the Lusaka Standard showed that the company had bribed the judge.",
        "bribed",
        [[("the Lusaka Standard", "states"), ("Court files", "states")]],
    ),
    (
        "The envoy had met the rebels, the radio said. The ministry said the report was false.",
        "met",
        [[("the radio", "states")], [("The ministry", "denies")]],
    ),
    ("Bolivia rejected reports that it had bought the jets.", "bought", [[("Bolivia", "denies")]]),
    (
        "The Lusaka Standard said that the army had sold the rifles. The defence minister denied it.",
        "sold",
        [[("The Lusaka Standard", "states")], [("The defence minister", "denies")]],
    ),
    (
        "The radio said that gunmen stormed the barracks. The army has confirmed this.",
        "stormed",
        [[("The radio", "states")], [("The army", "confirms")]],
    ),
    ("The mayor said that troops left the camp. The rebels rejected it.", "left", [[("The mayor", "states")]]),
    (
        "The army has crossed the river, two officials told Reuters.",
        "crossed",
        [[("Reuters", "states"), ("two officials", "states")]],
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_whose_word_it_is(text: str, word: str, expected: list[list[tuple[str, str]]]) -> None:
    assert chains(text, word) == expected


def test_the_publisher_is_left_out() -> None:
    text = "The army has crossed the river, two officials told Reuters."
    assert chains(text, "crossed", publisher="Reuters") == [[("two officials", "states")]]


def test_the_publisher_is_known_by_its_domain_too() -> None:
    text = "The army has crossed the river, two officials told CNN."
    assert chains(text, "crossed", publisher="cnn.com") == [[("two officials", "states")]]


def test_who_fears_is_a_source_of_a_fear() -> None:
    (line,) = chains("The engineers feared that the dam would burst.", "burst")
    assert line == [("The engineers", "fears")]


def test_the_same_documents_have_one_id_and_another_letter_has_its_own() -> None:
    text = (
        "The Ledger obtained documents from the French government. Documents from the French government show that "
        "Paris sold arms. According to those documents, Chad paid. Sales went on, according to French documents. "
        "A document shows that Togo paid too."
    )
    read = parse(text)
    cast = find_entities(read, on="2031-05-02")
    attributions = find_attributions(read)
    papers = documents_of(read, attributions, cast)
    first, those, french, another = [papers[h].id for h in sorted(papers)]
    assert first == those == french
    assert another != first
