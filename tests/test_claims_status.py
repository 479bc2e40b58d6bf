"""What became of a claim, read whole: the verb that carries an act, its end, and who judges what is said of it."""

from __future__ import annotations

import pytest

from onrecord.model import Claim, Report
from onrecord.reading import read_report


def claims_of_type(sentence: str, kind: str) -> list[Claim]:
    reading = read_report(Report(id="r", text=sentence, published="2025-03-12"))
    return [c for c in reading.claims if c.type == kind]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Russia plans an attack on the plant.", "planned"),
        ("Russia is planning attacks on the plant.", "planned"),
        ("The rebels were preparing an ambush on the convoy.", "planned"),
        ("The general ordered an attack on the town.", "planned"),
        ("The army is considering a raid on the town.", "possible"),
        ("Kyiv fears an attack on the port.", "possible"),
        ("Police thwarted an attack on the embassy.", "denied"),
        ("The army repelled an attack on the base.", "occurred"),
        ("The general had ordered the attack on the village.", "occurred"),
        ("The attack on the station was planned by the colonel.", "occurred"),
        ("The boss was forced to order the kidnapping of the editor.", "occurred"),
        ("The army launched an attack on the base.", "occurred"),
        ("The army is conducting raids on the camp.", "ongoing"),
    ],
)
def test_the_verb_that_carries_an_act_says_what_became_of_it(sentence: str, status: str) -> None:
    claims = read_report(Report(id="r", text=sentence, published="2025-03-12")).claims
    (claim,) = [c for c in claims if c.type == "ASSAULT"]
    assert claim.status == status


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        ("Norway stopped sending aid to Sudan.", "SANCTION", "occurred"),
        ("If Norway stopped sending aid to Sudan, the clinics would close.", "SANCTION", "possible"),
        ("The army has stopped shelling the town.", "RETREAT", "occurred"),
        ("The army is shelling the town.", "ASSAULT", "ongoing"),
    ],
)
def test_who_stops_doing_something_does_the_stop(sentence: str, kind: str, status: str) -> None:
    (claim,) = read_report(Report(id="r", text=sentence, published="2025-03-12")).claims
    assert (claim.type, claim.status) == (kind, status)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Trade will resume after a withdrawal of Rwandan troops.", "planned"),
        ("Trade could only resume after a withdrawal of Rwandan troops.", "possible"),
        ("The fair took place after a withdrawal of Rwandan troops.", "occurred"),
        ("A judge weighed sending Hale home, once all remaining nuns at the mill are freed.", "planned"),
        ("Peru may grant the gunmen a pass out of the port, once all remaining nuns at the mill are freed.", "planned"),
        ("Kenya left the talks once all the nuns had been released.", "occurred"),
        ("Trade will resume after the withdrawal of Rwandan troops.", "occurred"),
    ],
)
def test_what_something_to_come_would_follow_is_to_come_too(sentence: str, status: str) -> None:
    assert [c.status for c in claims_of_type(sentence, "RETREAT")] == [status]


def test_a_timing_is_no_source_and_what_it_suggests_no_fact() -> None:
    (claim,) = claims_of_type("The timing of the shots suggests that the army attacked the convoy.", "ASSAULT")
    assert (claim.status, claim.chain) == ("possible", ())


def test_an_image_is_a_source() -> None:
    (claim,) = claims_of_type("Satellite images show that the army shelled the town.", "ASSAULT")
    assert [link.source.text for link in claim.chain if link.source] == ["Satellite images"]


def test_it_is_no_source() -> None:
    (claim,) = claims_of_type("It is hard to know how the army shelled the town.", "ASSAULT")
    assert claim.chain == ()


def test_who_is_blamed_does_not_blame() -> None:
    found = claims_of_type("The Maltese porters blamed for the killing include two cousins.", "ASSAULT")
    assert [(c.status, c.chain) for c in found] == [("possible", ())]


def test_a_denial_with_its_own_content_denies_nothing_before_it() -> None:
    text = "The bishop said soldiers had murdered the herders of Mopti. Mali has denied accusations of rape in Mopti."
    found = [c for c in claims_of_type(text, "ASSAULT") if c.trigger.text == "murdered"]
    assert [(c.status, [link.who for link in c.chain]) for c in found] == [("occurred", ["The bishop"])]


def test_the_killed_and_the_injured_of_one_attack_share_its_place_and_day() -> None:
    text = "Five soldiers were killed and three injured in an attack in Kano on Friday."
    (claim,) = claims_of_type(text, "ASSAULT")
    assert claim.place is not None
    assert claim.time is not None
    assert (claim.place.name, claim.time.start) == ("Kano", "2025-03-07")


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Claims that nuns had been kidnapped in Kaduna turned out to be a hoax.", "denied"),
        ("Reports that nuns had been kidnapped turned out to be false.", "denied"),
        ("The claim that a jet was downed could not be verified.", "possible"),
        ("Reports that rebels seized the town could not be confirmed.", "possible"),
        ("Amid reports that rebels seized the town, shops closed.", "occurred"),
        ("The army said reports that rebels seized the town were false.", "denied"),
    ],
)
def test_what_a_report_says_of_claims_of_nobody_counts(sentence: str, status: str) -> None:
    found = [c for t in ("ASSAULT", "COERCE") for c in claims_of_type(sentence, t)]
    assert [c.status for c in found] == [status]


@pytest.mark.parametrize(
    ("sentence", "whom", "status"),
    [
        ("The man alleged to have shot two guards was seen in Goma.", "The man", "possible"),
        ("A clerk believed to have shot two guards lives in Minsk.", "A clerk", "possible"),
        ("A clerk said to have shot two guards fled.", "A clerk", "possible"),
        ("Miners believed to have shot two guards", "Miners", "possible"),
        ("Guards in Riga caught a man thought to have shot two guards.", "a man", "possible"),
        ("A man known to have shot two guards fled.", "A man", "occurred"),
    ],
)
def test_of_whom_something_is_believed_did_not_say_it(sentence: str, whom: str, status: str) -> None:
    (claim,) = claims_of_type(sentence, "ASSAULT")
    assert ([a.text for a in claim.actors], claim.status, claim.chain) == ([whom], status, ())


def test_what_those_did_of_whom_something_is_believed_is_a_fact() -> None:
    (claim,) = claims_of_type("Gunmen believed to be from the hills killed nine farmers near Jos.", "ASSAULT")
    assert ([a.text for a in claim.actors], claim.status, claim.chain) == (["Gunmen"], "occurred", ())


@pytest.mark.parametrize("verb", ["suspect", "speculated", "implied", "suggested", "presume"])
def test_who_surmises_something_does_not_assert_it(verb: str) -> None:
    (claim,) = claims_of_type(f"Officials {verb} that the general bombed the town.", "ASSAULT")
    assert (claim.status, [link.source.text for link in claim.chain if link.source]) == ("possible", ["Officials"])


def test_who_alleges_something_asserts_it() -> None:
    (claim,) = claims_of_type("Officials allege that the general bombed the town.", "ASSAULT")
    assert (claim.status, [link.source.text for link in claim.chain if link.source]) == ("occurred", ["Officials"])


def test_who_gives_a_command_has_not_done_it() -> None:
    (claim,) = claims_of_type("Bomb the bridge, the colonel told his pilots.", "ASSAULT")
    assert (claim.status, [a.text for a in claim.actors]) == ("possible", ["his pilots"])


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("Kenya said the militia must release the nurses.", ["occurred"]),
        ("Kenya said the general must be feeling betrayed.", []),
        ("Kenya said the general should have resigned.", []),
    ],
)
def test_who_says_what_must_be_done_asks_for_it(sentence: str, statuses: list[str]) -> None:
    assert [c.status for c in claims_of_type(sentence, "REQUEST")] == statuses


@pytest.mark.parametrize(
    ("sentence", "kind", "claims"),
    [
        ("The king denied that Chad, which had bombed Goma, shelled the camp.", "ASSAULT",
         [("occurred", []), ("denied", ["The king"])]),
        ("The general, who seized Kutum in 2009, is accused of ordering the massacre, a charge he denies.", "COERCE",
         [("occurred", [])]),
        ("The army shelled the camp, a nurse said; the army denied it.", "ASSAULT",
         [("occurred", ["a nurse"]), ("denied", ["the army"])]),
    ],
)  # fmt: skip
def test_what_a_denial_leaves_standing_is_not_on_its_word(
    sentence: str, kind: str, claims: list[tuple[str, list[str]]]
) -> None:
    found = claims_of_type(sentence, kind)
    assert [(c.status, [k.source.text for k in c.chain if k.source]) for c in found] == claims


@pytest.mark.parametrize("noun", ["claim", "charge", "accusation"])
def test_a_charge_that_somebody_rejects_is_denied_by_him(noun: str) -> None:
    text = f"Uganda accused Rwandan troops of attacking a convoy in Ituri, a {noun} that Kigali rejected."
    found = {(c.status, *(link.who for link in c.chain)) for c in claims_of_type(text, "ASSAULT")}
    assert ("denied", "Rwanda") in found


def test_what_is_considered_is_what_is_named_and_not_the_clause_behind_it() -> None:
    text = "Bena told journalists that considering the drought in Togo the president has freed the prisoners."
    (claim,) = claims_of_type(text, "RETREAT")
    assert claim.status == "occurred"


def test_the_country_whose_guns_shoot_is_not_that_of_what_they_shoot() -> None:
    text = "Togo said several Ghanaian drones crossed its airspace and were intercepted by the country's air defences."
    (claim,) = claims_of_type(text, "ASSAULT")
    assert [a.country for a in claim.actors] == ["TGO"]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "The ministry denied that its officers had shelled a farm, an allegation made by the paper Rezonansi.",
            {("occurred", "Rezonansi"), ("denied", "The ministry")},
        ),
        (
            "The army denied shelling the clinic, a claim made by the rebels, who cited villagers.",
            {("occurred", "the rebels", "villagers"), ("denied", "The army")},
        ),
        (
            "Officers shelled a farm, an allegation the opposition repeated on Friday.",
            {("occurred", "the opposition")},
        ),
        (
            "The minister made the allegation on Monday that officers had shelled a farm.",
            {("occurred", "The minister")},
        ),
    ],
)
def test_an_allegation_made_by_somebody_is_on_his_word_and_not_on_that_of_who_denies_it(
    sentence: str, claims: set[tuple[str, ...]]
) -> None:
    found = {(c.status, *(link.who for link in c.chain)) for c in claims_of_type(sentence, "ASSAULT")}
    assert found == claims
