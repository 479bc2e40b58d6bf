"""A sentence in, who is cited and for what out: the rules over the parse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Attribution, covers
from onrecord.reading.attribution.cues import table
from onrecord.reading.attribution.rules import read_by_rules
from onrecord.reading.parse import parse


def read(text: str) -> list[dict[str, object]]:
    """Attributions in words, with their parent's source."""

    def words(a: Attribution, role: str) -> str:
        return " … ".join(text[s:e] for s, e in getattr(a, role))

    found = read_by_rules(parse(text))
    by_id = {a.id: a for a in found}
    return [
        {
            "source": words(a, "source"), "cue": words(a, "cue"), "content": words(a, "content"), "stance": a.stance,
            "inside": words(by_id[a.parent], "source") if a.parent else None,
        }
        for a in found
    ]  # fmt: skip


CASES = [
    (
        "Chad's foreign minister said on Monday that rebels had crossed the border.",
        ("Chad's foreign minister", "that rebels had crossed the border", "states", None),
    ),
    (
        "Rebels had crossed the border, Chad's foreign minister said.",
        ("Chad's foreign minister", "Rebels had crossed the border", "states", None),
    ),
    (
        "According to two diplomats, Ankara has halted the deliveries.",
        ("two diplomats", "Ankara has halted the deliveries", "states", None),
    ),
    (
        "Ankara has halted the deliveries, according to what a Turkish officer told the Bosphorus Courier.",
        ("a Turkish officer", "Ankara has halted the deliveries", "states", None),
    ),
    (
        "The ministry denied that its pilots had bombed the market.",
        ("The ministry", "that its pilots had bombed the market", "denies", None),
    ),
    (
        "Pretoria denies shipping rifles to the militia.",
        ("Pretoria", "shipping rifles to the militia", "denies", None),
    ),
    (
        "Bogotá accused Caracas of sheltering guerrillas.",
        ("Bogotá", "Caracas of sheltering guerrillas", "alleges", None),
    ),
    (
        "The newspaper said it had obtained memos showing that the army planned a raid.",
        ("memos", "that the army planned a raid", "states", "The newspaper"),
    ),
    (
        "Rumours that the general had fled spread through the capital.",
        ("Rumours", "that the general had fled", "doubts", None),
    ),
    (
        "The agency quoted a nurse as saying that nine people had died.",
        ("a nurse", "that nine people had died", "states", "The agency"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_who_is_cited_for_what(text: str, expected: tuple[str, str, str, str | None]) -> None:
    found = [(a["source"], a["content"], a["stance"], a["inside"]) for a in read(text)]
    assert expected in found


def test_an_accusation_and_its_denial_in_one_sentence_share_the_content() -> None:
    text = "Nairobi accuses the group of bribing judges, which was denied by its lawyers."
    accusation, denial = read(text)
    assert (accusation["source"], accusation["stance"]) == ("Nairobi", "alleges")
    assert (denial["source"], denial["stance"]) == ("its lawyers", "denies")
    assert accusation["content"] == denial["content"] == "the group of bribing judges"


def test_a_charge_that_somebody_denies_points_back_to_the_accusation() -> None:
    accusation, denial = read("Oslo accused Moscow of jamming satellites, a charge that the Kremlin denied.")
    assert (accusation["source"], denial["source"], denial["stance"]) == ("Oslo", "the Kremlin", "denies")
    assert accusation["content"] == denial["content"] == "Moscow of jamming satellites"


def test_a_denial_in_the_next_sentence_points_back() -> None:
    text = "Oslo accused Moscow of jamming satellites. The Kremlin curtly rejected the accusation."
    denial = next(a for a in read(text) if a["stance"] == "denies")
    assert denial["source"] == "The Kremlin"
    assert "jamming satellites" in str(denial["content"])


def test_who_cites_is_outside_who_is_cited() -> None:
    text = "Forty soldiers defected, the Lagos Tribune reported, citing a military source."
    cited = next(a for a in read(text) if a["source"] == "a military source")
    assert cited["inside"] == "the Lagos Tribune"
    assert "Forty soldiers defected" in str(cited["content"])


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = (
        "“Soldiers burned our granary,” said Amina Bello, a baker.\n\n“They shot the miller.”\n\n"
        "“Nobody came to help us. We walked for two days.”\n\nThe town lies near the border.\n\n“They lie.”"
    )
    (said,) = read(text)
    for words in ("Soldiers burned", "They shot the miller", "Nobody came", "We walked for two days"):
        assert words in str(said["content"])
    assert "near the border" not in str(said["content"]) and "They lie" not in str(said["content"])


@pytest.mark.parametrize(
    ("text", "source", "stance", "content"),
    [
        ("The envoy reaffirmed that the border is open.", "The envoy", "states", "that the border is open"),
        ("A guard blurted out that the cells are empty.", "A guard", "states", "that the cells are empty"),
        ("Traders reproached the council for closing.", "Traders", "alleges", "the council for closing"),
        ("The bishop's plea that they be freed was read.", "The bishop's", "asks", "that they be freed"),
        ("Critics petitioned that the dam be drained.", "Critics", "asks", "that the dam be drained"),
    ],
)
def test_words_of_speech_are_many(text: str, source: str, stance: str, content: str) -> None:
    found = read(text)
    assert any(
        a["stance"] == stance and str(a["content"]) in (content, content.removeprefix("that ")) for a in found
    ), found
    assert any(source.startswith(str(a["source"])) and a["source"] for a in found), found


def test_what_the_reporter_adds_is_not_put_into_the_sources_mouth() -> None:
    text = "The president denied that he would order a strike, despite the build-up of his forces at the border."
    (denial,) = [a for a in read(text) if a["stance"] == "denies"]
    assert "build-up" not in str(denial["content"])


def test_a_quote_goes_on_with_its_speaker() -> None:
    text = "“We will not leave,” Amina Diallo said. “Nobody has offered us shelter.”"
    (said,) = [a for a in read(text) if a["source"] == "Amina Diallo"]
    assert "Nobody has offered us shelter" in str(said["content"])


def test_commands_to_persons_are_no_statements() -> None:
    assert not [a for a in read("The guards allowed him to go.") if a["content"]]


def test_the_speaker_may_stand_behind_the_verb() -> None:
    (said,) = read("These films harm the way people see the town, argued the researchers.")
    assert said["source"] == "the researchers"


def test_a_paper_that_quotes_somebody_stands_outside_him() -> None:
    said = read("“Nowhere is safe now,” the Tribune quotes him as saying.")
    assert {(a["source"], a["inside"]) for a in said} == {("the Tribune", None), ("him", "the Tribune")}


def test_who_speaks_last_speaks_for_both_halves() -> None:
    text = "At least 40 people were killed and 70 were injured by shelling in the port on Monday, the clinic said."
    (said,) = [a for a in read(text) if a["source"] == "the clinic"]
    assert str(said["content"]).startswith("At least 40 people were killed")


def test_and_that_goes_on_with_what_is_said() -> None:
    (said,) = [a for a in read("He believes that the raid was lawful, and that looting is happening.") if a["source"]]
    assert str(said["content"]).endswith("looting is happening")


@pytest.mark.parametrize(
    "text",
    [
        "The commanders of the two armies agreed by telephone to meet on Sunday, a Thai army spokesman said.",
        "Serbia asked Azerbaijan to double its deliveries, the Belgrade weekly Presek reported on Thursday.",
    ],
)
def test_what_stands_before_the_closing_comma_is_cited_whole(text: str) -> None:
    (said,) = [a for a in read(text) if a["cue"] in ("said", "reported")]
    assert said["content"] == text[: text.rindex(",")]


def test_what_becomes_of_a_demand_is_not_part_of_it() -> None:
    (asked,) = [
        a for a in read("Baku demands that Armenia leave the village, which Armenia has refused to do.") if a["source"]
    ]
    assert asked["content"] == "that Armenia leave the village"


def test_citing_a_reason_is_no_source() -> None:
    assert "safety concerns" not in [a["source"] for a in read("The town closed the bridge, citing safety concerns.")]


def test_the_table_of_cues_has_the_size_of_the_language() -> None:
    assert len(table()) > 300


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["he said", "that", '"', "“", "”", ".", "denied", "Kyiv", "according to", "\n", ","]),
        max_size=25,
    )
)
def test_any_jumble_gives_spans_inside_the_text_and_no_ring_of_parents(words: list[str]) -> None:
    text = " ".join(words)
    found = read_by_rules(parse(text))
    by_id = {a.id: a for a in found}
    for a in found:
        for start, end in (*a.source, *a.cue, *a.content):
            assert 0 <= start < end <= len(text)
        seen, up = set(), a
        while up.parent:
            assert up.id not in seen
            seen.add(up.id)
            up = by_id[up.parent]
    assert not any(covers(a.content, *a.cue[0]) and a.parent == a.id for a in found)


def test_who_grants_something_else_does_not_confirm_what_stands_before() -> None:
    text = "Troops shelled the port, the general said. The minister acknowledged it was a dangerous week."
    assert [a["source"] for a in read(text) if "shelled" in str(a["content"])] == ["the general"]
    text = "Troops shelled the port, the general alleged. The minister denied that it was true."
    assert [a["source"] for a in read(text) if "shelled" in str(a["content"])] == ["the general", "The minister"]


def test_what_somebody_gives_as_his_reason_is_no_source_for_his_deed() -> None:
    assert "a report by the UN" not in [
        a["source"] for a in read("Togo condemned the raid, citing a report by the UN.")
    ]
    text = "The agency reported that rebels had taken Goma, citing a diplomat."
    assert "a diplomat" in [a["source"] for a in read(text)]
