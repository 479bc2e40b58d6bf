"""Ways of saying, doubting and citing that reports use: a sentence in, who stands behind an event word out."""

from __future__ import annotations

import pytest

from onrecord.model import Link, Report
from onrecord.reading import read_report
from onrecord.reading.attribution import find_attributions
from onrecord.reading.chains import branches, chain_of
from onrecord.reading.documents import documents_of
from onrecord.reading.entities import find_entities
from onrecord.reading.parse import parse

Line = list[tuple[str, str]]


def links(text: str, word: str) -> list[tuple[Link, ...]]:
    """Every chain behind the first ``word``."""
    read = parse(text)
    cast = find_entities(read, on="2031-05-02")
    attributions = find_attributions(read)
    papers = documents_of(read, attributions, cast)
    token = next(t.i for t in read.tokens if t.text == word)
    found = branches(read, token, attributions)
    return [chain_of(read, branch, cast, publisher=None, documents=papers) for branch in found]


def chains(text: str, word: str) -> list[Line]:
    """The same as (name or words of the source, stance); "-" where nobody is said to have spoken."""
    return [
        [((link.source.name or link.source.text) if link.source else "-", link.stance) for link in line]
        for line in links(text, word)
    ]


WITHHELD = [
    ("The ministry refused to confirm that rebels seized the town.", "seized", "doubts"),
    ("The army has yet to confirm that rebels seized the town.", "seized", "doubts"),
    ("Police stopped short of confirming that rebels seized the town.", "seized", "doubts"),
    ("The bank was unable to verify that rebels seized the town.", "seized", "doubts"),
    ("The palace could not confirm that rebels seized the town.", "seized", "doubts"),
    ("The ministry declined to say whether rebels seized the town.", "seized", "doubts"),
    ("The ministry declined to say how many rebels seized the town.", "seized", "states"),
    ("The ministry confirmed that rebels seized the town.", "seized", "confirms"),
    ("The ministry has not confirmed or denied that rebels seized the town.", "seized", "doubts"),
    ("The ministry did not deny that rebels seized the town.", "seized", "states"),
    ("The premier stopped short of a threat but said that rebels seized the town.", "seized", "states"),
    ("The ministry decided to confirm that rebels seized the town.", "seized", "confirms"),
]


@pytest.mark.parametrize(("text", "word", "stance"), WITHHELD)
def test_who_refuses_to_confirm_does_not_confirm(text: str, word: str, stance: str) -> None:
    assert chains(text, word)[0][-1][1] == stance


def test_what_nobody_would_confirm_is_printed_as_possible() -> None:
    read = read_report(Report(id="a", title="A town", text="The army has yet to confirm that rebels seized the town."))
    assert [c.status for c in read.claims if c.trigger.text == "seized"] == ["possible"]


FEELING = [
    ("The premier is afraid that rebels will seize the town.", "seize", [("The premier", "fears")]),
    ("The premier is confident that troops will seize the town.", "seize", [("The premier", "expects")]),
    ("The premier is adamant that troops seized the town.", "seized", [("The premier", "states")]),
    ("The premier is not sure that troops seized the town.", "seized", [("The premier", "doubts")]),
    ("It is clear that troops seized the town.", "seized", []),
    ("The premier is famous in the town that troops seized.", "seized", []),
]


@pytest.mark.parametrize(("text", "word", "chain"), FEELING)
def test_adjectives_say_what_somebody_fears_or_expects(text: str, word: str, chain: Line) -> None:
    assert chains(text, word)[0] == chain


NOBODYS_WORD = [
    ("The war has seen troops destroy three bridges.", "destroy"),
    ("The governor wants voters to believe that rebels burned the depot.", "burned"),
    ("The president thanked the rescue teams, who had pulled nine children from the rubble.", "pulled"),
    ("The envoy spoke of peace on Monday, as gunmen stormed a prison in the capital.", "stormed"),
    ("The envoy said that the talks went well, as gunmen stormed a prison in the capital.", "stormed"),
    ("The premier said he trusts the judges, two days after troops stormed the court.", "stormed"),
    ("The premier said the judges were safe, following a raid that troops stormed into.", "stormed"),
    ("The envoy was asked if he thinks that troops stormed the court.", "stormed"),
]


@pytest.mark.parametrize(("text", "word"), NOBODYS_WORD)
def test_what_only_looks_like_saying_is_the_reports_own_word(text: str, word: str) -> None:
    assert chains(text, word) == [[]]


CITED = [
    (
        "Rebels shelled the airport, the governor of Batken was quoted as saying by the Fergana Herald.",
        "shelled",
        [("Fergana Herald", "states"), ("the governor of Batken", "states")],
    ),
    (
        "The rebel leader was reported by the Bangui Mail to have surrendered.",
        "surrendered",
        [("Bangui Mail", "states")],
    ),
    (
        "In a draft statement seen by Danube Radio, the ministers say that Serbia has withdrawn its guards.",
        "withdrawn",
        [("Danube Radio", "states"), ("the ministers", "states")],
    ),
    (
        "A letter from the bishops, seen by the Managua Tribune, says that police closed two convents.",
        "closed",
        [("Managua Tribune", "states"), ("A letter from the bishops", "states")],
    ),
    ("A report in the Kasai Tribune says that rebels shelled Goma.", "shelled", [("Kasai Tribune", "states")]),
    ("A report by the ministry says that rebels shelled Goma.", "shelled", [("A report by the ministry", "states")]),
    (
        "Chad has expelled the ambassador, the Lake Post said, citing a government decree.",
        "expelled",
        [("Lake Post", "states"), ("a government decree", "states")],
    ),
    (
        "The commissioner said that the crew had been freed, adding that pirates robbed the ship.",
        "robbed",
        [("The commissioner", "states")],
    ),
    (
        "The UN said its convoy was blocked, and the mayor said a school was shelled at noon.",
        "shelled",
        [("the mayor", "states")],
    ),
    (
        "Iran has sent drones to Sudan, and according to two envoys, has built a factory there.",
        "built",
        [("two envoys", "states")],
    ),
    ("Iran has sent drones to Sudan, and according to two envoys, has built a factory there.", "sent", []),
    (
        "Niger accused Mali of arming rebels and has called for sanctions.",
        "sanctions",
        [],
    ),
    (
        "A device that the expert confirmed was a mine sank the ferry.",
        "mine",
        [("the expert", "confirms")],
    ),
    (
        "Nasser rejected the claim that his men shelled Goma, saying that troops burned the depot.",
        "burned",
        [("Nasser", "states")],
    ),
    (
        "Troops are battling the rebels, a colonel fighting near Goma told Radio Kivu on Friday.",
        "battling",
        [("a colonel", "states")],
    ),
    (
        "The bridge was shelled, the army said in a post on its Telegram channel.",
        "shelled",
        [("the army", "states")],
    ),
    (
        "The bridge was shelled at noon, according to the army's Telegram channel.",
        "shelled",
        [("the army", "states")],
    ),
    ("The bridge was shelled at noon, according to the Lake Channel.", "shelled", [("Lake Channel", "states")]),
    ("Nasser said he had met the rebels and promised them a truce.", "truce", [("Nasser", "states")]),
    ("Nasser said he was appalled and called for a truce.", "truce", []),
    ("Any claim that troops shelled the bridge is false, the army said.", "shelled", [("the army", "denies")]),
    (
        "Any claim that troops shelled the bridge is serious, the army said.",
        "shelled",
        [("the army", "states"), ("Any claim", "alleges")],
    ),
    ("The ministry studied Israeli allegations that Hamas shelled the hospital.", "shelled", [("Israel", "alleges")]),
]


@pytest.mark.parametrize(("text", "word", "chain"), CITED)
def test_who_is_cited_by_whom(text: str, word: str, chain: Line) -> None:
    assert chains(text, word)[0] == chain


RESOLVED = [
    ("Two fishermen from Negombo came ashore. They said that a patrol had rammed their boat.", "rammed",
     "Two fishermen from Negombo"),
    ("Two fishermen from Negombo said they feared that a patrol had rammed the boat.", "rammed",
     "Two fishermen from Negombo"),
    ("A patrol had rammed the boat, said Chad's defence minister, Kalle Raud.", "rammed", "Kalle Raud"),
    ("A patrol had rammed the boat, said Chad's defence minister.", "rammed", "Chad's defence minister"),
    ("A long report came out on Monday. It says that a patrol rammed the boat.", "rammed", "A long report"),
    ('"I believe a patrol rammed the boat," said Marta Okonjo, a nurse.', "rammed", "Marta Okonjo"),
    ("A patrol had rammed the boat, said analysts in a note.", "rammed", "analysts"),
    ("A spokesperson for the port met a crew. They said that a patrol had rammed the boat.", "rammed", "They"),
    ("A spokesperson for the port said the crew was safe. They added that a patrol had rammed the boat.", "rammed",
     "A spokesperson for the port"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "who"), RESOLVED)
def test_the_source_is_told_in_the_words_that_say_most(text: str, word: str, who: str) -> None:
    assert chains(text, word)[0][-1][0] == who


def test_i_believe_is_the_belief_of_who_speaks() -> None:
    assert chains('"I believe a patrol rammed the boat," said Marta Okonjo, a nurse.', "rammed") == [
        [("Marta Okonjo", "expects")]
    ]


def test_a_quotation_goes_on_with_who_speaks_not_with_who_is_quoted_in_it() -> None:
    text = '"I think it was a storm," said Marta Okonjo. "Then troops shelled the clinic."'
    assert chains(text, "shelled") == [[("Marta Okonjo", "states")]]


def test_he_outside_a_quotation_is_not_one_of_those_spoken_of_in_it() -> None:
    text = '"The enemy must wait," Omar Nasser said. He claimed that troops had shelled the town.'
    assert chains(text, "shelled")[0][-1] == ("Omar Nasser", "alleges")


def test_what_is_announced_is_not_cited_from_who_announces_it() -> None:
    text = "The Gulf Star reported that President Moru announced tariffs on rice."
    read = read_report(Report(id="a", title="Rice", text=text))
    assert [[link.who for link in c.chain] for c in read.claims if "tariffs" in c.trigger.text] == [["Gulf Star"]]


def test_a_claim_that_is_called_false_is_denied() -> None:
    text = "Any claim that troops shelled the bridge is false, the army said."
    read = read_report(Report(id="a", title="Bridge", text=text))
    assert [c.status for c in read.claims if c.trigger.text == "shelled"] == ["denied"]


def test_who_denies_one_thing_does_not_deny_what_was_said_before() -> None:
    text = "Sudan's army said that it had taken the town. It denied that it had shelled the hospital."
    assert chains(text, "taken") == [[("Sudan's army", "states")]]
    assert chains(text, "shelled") == [[("Sudan's army", "denies")]]


def test_people_in_the_know_are_unnamed_and_people_are_the_public() -> None:
    kinds = [
        links(f"Iran had moved the missiles, {who} said.", "moved")[0][-1].source
        for who in ("people close to the talks", "the people of Qom")
    ]
    assert [source.kind if source else "" for source in kinds] == ["unnamed", "public"]


def test_what_is_denied_was_said() -> None:
    found = chains("Armenia said that its gunners had destroyed five tanks, a figure that Baku confirmed.", "destroyed")
    assert found == [[("Armenia", "states")], [("Azerbaijan", "confirms")]]


def test_two_of_one_surname_are_told_apart_by_mr_and_ms() -> None:
    text = "Mary Holt, his wife, met John Holt. Mr Holt said that troops had shelled the town."
    assert chains(text, "shelled")[0][-1][0] == "John Holt"


SHELLED = "The Harbour Post reported that troops shelled a clinic. "


@pytest.mark.parametrize(
    ("denial", "stances"),
    [
        ("The army denied a report in the Coast Herald that six guards had been abducted.", ["states"]),
        ("The army denied reports that it had used drones in Saravena.", ["states"]),
        ("The army dismissed any claim of a coup.", ["states"]),
        ("The army denied the report.", ["states", "denies"]),
        ("The army called the report a lie.", ["states", "denies"]),
    ],
)
def test_a_report_that_tells_itself_takes_up_nothing_said_before(denial: str, stances: list[str]) -> None:
    assert sorted(line[-1][1] for line in chains(SHELLED + denial, "shelled")) == sorted(stances)
