"""Accords, visits, joint work and backing as newspapers word them: idioms, light verbs, headlines."""

from __future__ import annotations

import pytest

from onrecord.model import Claim, Report
from onrecord.reading import read_report


def claims(text: str) -> tuple[Claim, ...]:
    return read_report(Report(id="t", text=text, published="2025-06-13")).claims


def countries(text: str, kind: str) -> tuple[list[str | None], list[str | None]]:
    """Countries of actors and recipients of the first claim of ``kind``."""
    found = next(c for c in claims(text) if c.type == kind)
    return [a.country for a in found.actors], [r.country for r in found.recipients]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Malawi gave Zambia a guarantee of seed.", "AGREE", ["MWI"], ["ZMB"]),
        ("Latvia gave the green light to a Finnish plan.", "AGREE", ["LVA"], ["FIN"]),
        ("India greenlit the plan.", "AGREE", ["IND"], []),
        ("Gabon came forward with an offer to Benin.", "AGREE", ["GAB"], ["BEN"]),
        ("Oslo declared its readiness to open the strait.", "AGREE", ["NOR"], []),
        ("Peru said it was willing to return the boats.", "AGREE", ["PER"], []),
        ("After a week Laos and Nepal came to terms.", "AGREE", ["LAO", "NPL"], []),
        ("Bolivia offered Ghana a lease on the harbour.", "AGREE", ["BOL"], ["GHA"]),
        ("Ottawa has promised Phnom Penh more buses.", "AGREE", ["CAN"], ["KHM"]),
        ("Panama, Ecuador agree on cocoa duties", "AGREE", ["PAN", "ECU"], []),
        ("Iceland put its name to the herring accord.", "SUPPORT", ["ISL"], []),
        ("Malta threw its weight behind Fiji's candidate.", "SUPPORT", ["MLT"], ["FJI"]),
        ("Chile lavished praise on Ghana.", "SUPPORT", ["CHL"], ["GHA"]),
        ("Japan sided with East Timor.", "SUPPORT", ["JPN"], ["TLS"]),
        ("Spain took Ghana's side.", "SUPPORT", ["ESP"], ["GHA"]),
        ("Italy came to Albania's defence.", "SUPPORT", ["ITA"], ["ALB"]),
        ("Greece stood shoulder to shoulder with Malta.", "SUPPORT", ["GRC"], ["MLT"]),
        ("Sweden begged the pardon of Finland.", "SUPPORT", ["SWE"], ["FIN"]),
        ("Ghana and Togo are in talks over the lagoon.", "CONSULT", ["GHA", "TGO"], []),
        ("Norway and Iceland wrapped up four days of talks.", "CONSULT", ["NOR", "ISL"], []),
        ("Gabon acted as a go-between.", "CONSULT", ["GAB"], []),
        ("Denmark's queen is on a state visit to Kenya.", "CONSULT", ["DNK"], ["KEN"]),
        ("The Irish premier began a tour of Ghana.", "CONSULT", ["IRL"], ["GHA"]),
        ("A Kenyan team met Ugandan officers at the bridge.", "CONSULT", ["KEN"], ["UGA"]),
        ("Qatar talked the two sides into a truce.", "CONSULT", ["QAT"], []),
        ("Croatia and Hungary opened a joint customs post.", "COOPERATE", ["HRV", "HUN"], []),
        ("Kenya and Ghana took part in joint drills.", "COOPERATE", ["KEN", "GHA"], []),
        ("Portugal and Brazil held naval drills off Recife.", "COOPERATE", ["PRT", "BRA"], []),
        ("Finland and Latvia linked their power grids.", "COOPERATE", ["FIN", "LVA"], []),
        ("Ghana, Togo set up a joint cocoa board.", "COOPERATE", ["GHA", "TGO"], []),
        ("Oslo and Riga conducted combined sea patrols.", "COOPERATE", ["NOR", "LVA"], []),
        ("Kenya sold Ghana lorries.", "COOPERATE", ["KEN"], ["GHA"]),
        ("Ghana gave the draft a cautious welcome.", "SUPPORT", ["GHA"], []),
        ("Nepal's approval of the plan was noted.", "SUPPORT", ["NPL"], []),
        ("Cuba acknowledged the independence of Fiji.", "SUPPORT", ["CUB"], ["FJI"]),
        ("Envoys of Ghana shuttled to Abu Dhabi.", "CONSULT", ["GHA"], ["ARE"]),
        ("India's navy chief is in Oman on a three-day visit.", "CONSULT", ["IND"], ["OMN"]),
        ("The ministers of Laos and Nepal sat down to discuss the dam.", "CONSULT", ["LAO", "NPL"], []),
        ("Laos offered itself as a venue.", "AGREE", ["LAO"], []),
        ("Ghana handed over the smuggler to Togo.", "COOPERATE", ["GHA"], ["TGO"]),
        ("Russian instructors schooled the Malian recruits.", "COOPERATE", ["RUS"], ["MLI"]),
    ],
)
def test_wordings_of_newspapers_are_found(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    assert countries(text, kind) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The lamp gave the green light of hope.", "AGREE"),
        ("The widow came to terms with her loss.", "AGREE"),
        ("The shop made a special offer in May.", "AGREE"),
        ("The singer inked a contract.", "SUPPORT"),
        ("The fans threw their weight behind the team.", "SUPPORT"),
        ("The band began a tour of Ghana.", "CONSULT"),
        ("The feast brings the whole parish together.", "CONSULT"),
        ("The envoy said neither yes nor no.", "AGREE"),
        ("The agent worked on a deal.", "CONSULT"),
        ("The couple built the house together.", "COOPERATE"),
        ("The club coached the boys.", "COOPERATE"),
        ("The navy of Peru held drills off Lima.", "COOPERATE"),
    ],
)
def test_the_same_words_of_others_are_left_alone(text: str, kind: str) -> None:
    assert kind not in [c.type for c in claims(text)]


def test_a_place_before_the_subject_is_no_party_of_a_headline() -> None:
    assert countries("In Ghana, Togo agreed on a common tariff.", "AGREE")[0] == ["TGO"]


def test_what_is_promised_at_home_is_promised_to_no_land() -> None:
    assert countries("Togo promised to rebuild the roads of Togo.", "AGREE") == (["TGO"], [])
    assert countries("Togo promised to rebuild the roads of Benin.", "AGREE") == (["TGO"], ["BEN"])


def test_nationalities_before_a_thing_are_several() -> None:
    text = "French and Indian submarines held a joint exercise off Goa."
    assert countries(text, "COOPERATE") == (["FRA", "IND"], [])
    (found,) = claims(text)
    assert found.status == "occurred"
    assert countries("French and Kenyan warships shelled the harbour.", "ASSAULT")[0] == ["FRA", "KEN"]


def test_who_is_awaited_has_not_come() -> None:
    (found,) = claims("Ghana's envoy was awaited in Lima on Friday.")
    assert (found.type, found.status) == ("CONSULT", "planned")


def test_it_that_is_ready_or_worried_is_somebody() -> None:
    (found,) = [c for c in claims("Mongolia said it was ready to free the pilots.") if c.type == "AGREE"]
    assert found.actors[0].country == "MNG"
    assert [c for c in claims("It was difficult to free the pilots.") if c.type == "AGREE"] == []
