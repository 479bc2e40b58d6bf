"""Words whose sense the rest of the text decides, and parties that are none: a sentence in, what is claimed out."""

from __future__ import annotations

import pytest

from onrecord.model import Claim, Report
from onrecord.reading import read_report


def read(text: str) -> list[Claim]:
    return list(read_report(Report(id="r", text=text, published="2025-03-12")).claims)


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Type, actors and recipients of every claim."""
    return [
        (c.type, [a.name or a.text for a in c.actors], [r.name or r.text for r in c.recipients]) for c in read(text)
    ]


WORKERS = (
    "The dockworkers' union wants higher wages. Talks with the employers over overtime failed on Monday. "
    "Pickets stood at the gates. "
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A strike by nurses closed the wards on Friday.", "PROTEST"),
        ("A strike by warplanes killed nine people on Friday.", "ASSAULT"),
        (WORKERS + "A strike by its members is their own decision.", "PROTEST"),
        ("Kenya decided to strike at Somalia on Friday.", "ASSAULT"),
    ],
)
def test_strikes_are_of_workers_or_of_arms(text: str, expected: str) -> None:
    assert [c.type for c in read(text)][-1:] == [expected]


def test_mortar_rounds_are_no_crowd_control() -> None:
    (shelled,) = read("Rebels fired mortar rounds at the village of Kalo on Friday.")
    (police,) = read("Police fired rubber rounds at the demonstrators on Friday.")
    assert (shelled.type, shelled.mode) == ("ASSAULT", "heavy-weapons")
    assert (police.type, police.mode) == ("ASSAULT", "crowd-control")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Unknown attackers threw a grenade into a bar.", "explosives"),
        ("Police threw stun grenades at the protesters.", "crowd-control"),
        ("A coast guard ship fired water cannon at two boats.", "crowd-control"),
        ("The rebels fired cannons at the harbour.", "heavy-weapons"),
    ],
)
def test_what_was_thrown(text: str, mode: str) -> None:
    assert [c.mode for c in read(text)] == [mode]


def test_the_dead_of_a_report_on_violence_are_claimed() -> None:
    text = "Gunmen opened fire on the guards with rifles. Four guards had died by noon, the governor said."
    dead = [(c.type, [q.value for q in c.quantities if q.role == "killed"]) for c in read(text)]
    assert ("ASSAULT", [4]) in dead
    flood = read("Gunmen opened fire with rifles in Juba. Four people had died in the flood, the governor said.")
    assert [c.trigger.text for c in flood] == ["opened fire"]


@pytest.mark.parametrize(
    "text",
    [
        "The choir sang the hymn Bless Ruritania Forever on Sunday.",
        "President Ruto has the power to suspend the sanctions on Mali.",
        "Nobody told the minister to leave Mali.",
        "Candidates are required to file their accounts.",
        "He said no one ought to live in fear.",
        "The mayor presented measures to combat antisemitism.",
        "Two engines have fallen prey to drones.",
        "King Edward took power in 1461.",
        "The envoy spoke of economic terrorism against Iran's farmers.",
        "The study will demonstrate that the drug works, Mr Otieno said.",
        "The speaker fired up his supporters.",
        "Two challengers took down the Democratic leader in the primary.",
        "He left it to Israel to talk about the plan.",
        "The convoy with relief is heading to Gaza.",
        "Four people died on Friday.",
        "The court suspended the deployment of troops to Haiti.",
        "Labour took power in Britain in July.",
        "The clerk took out a loan.",
        "All his court cases are listed in the file.",
        "China would be pushing to reclaim the island.",
        "The storm is threatening the economy of Chad.",
    ],
)
def test_no_event(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The choir said that God blessed nobody but the army killed nine rebels.", "ASSAULT"),
        ("President Ruto used the power to suspend the sanctions on Mali on Friday.", "RETREAT"),
        ("The envoy told the minister to leave Mali.", "REQUEST"),
        ("The parties were required to disarm by the court.", "REQUEST"),
        ("The army fought to combat the rebels in the north.", "ASSAULT"),
    ],
)
def test_and_what_looks_alike_is_one(text: str, expected: str) -> None:
    assert expected in [c.type for c in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who did it
        ("This killed nine people.", ("ASSAULT", [], ["nine people"])),
        ("Drone strikes killed nine people.", ("ASSAULT", [], ["nine people"])),
        ("Egyptian drone strikes killed nine people.", ("ASSAULT", ["Egypt"], ["nine people"])),
        # to whom: not what lies near, not where a road goes, not the victim of what is condemned
        ("The navy freed nine sailors off Somalia.", ("RETREAT", ["The navy"], ["nine sailors"])),
        ("Farmers blocked the road between Juba and Torit.", ("PROTEST", ["Farmers"], [])),
        ("Kenya condemned the attack on Oman.", ("ACCUSE", ["Kenya"], [])),
        ("Kenya condemned Chad over the attack on Oman.", ("ACCUSE", ["Kenya"], ["Chad"])),
        ("Peru jailed the governor of Lima on Tuesday.", ("COERCE", ["Peru"], ["the governor of Lima"])),
        # "of" what somebody is acquitted
        (
            "The court acquitted the minister of ordering the murder of two nuns.",
            ("ASSAULT", ["the minister"], ["two nuns"]),
        ),
        ("The court ordered the murder of two nuns.", ("ASSAULT", ["The court"], ["two nuns"])),
        # what the tables lacked
        ("Hackers stole the files of the Kenyan ministry.", ("COERCE", ["Hackers"], ["the Kenyan ministry"])),
        ("A cyber attack knocked out the computers of Kenya's parliament.", ("COERCE", [], ["Kenya"])),
        ("Turkey sent two planes with tents to Vanuatu.", ("AID", ["Turkey"], ["Vanuatu"])),
        ("Turkey sent two planes with bombs to Libya.", ("MOBILIZE", ["Turkey"], ["Libya"])),
        ("Kenya received eight helicopters from Jordan.", ("AID", ["Jordan"], ["Kenya"])),
        ("Soldiers seized the state broadcaster.", ("COERCE", ["Soldiers"], ["the state broadcaster"])),
        ("Troops took out two bridges in Chad on Friday.", ("ASSAULT", ["Troops"], ["two bridges in Chad"])),
        ("Chad ended its defence pact with France.", ("SANCTION", ["Chad"], ["France"])),
        ("A ransomware group leaked the files of nine Kenyans.", ("COERCE", ["A ransomware group"], ["nine Kenyans"])),
        ("Peru unfroze the assets of Chile.", ("RETREAT", ["Peru"], ["Chile"])),
        ("Gunmen set nine lorries on fire in Chad.", ("ASSAULT", ["Gunmen"], ["Chad"])),
        ("Pirates freed nine sailors.", ("RETREAT", ["Pirates"], ["nine sailors"])),
        ("New curbs were announced on the radio by Kenya.", ("COERCE", ["Kenya"], [])),
        ("Kenya criticised the premier of Chad and his plan.", ("ACCUSE", ["Kenya"], ["Allamaye Halina"])),
        ("The junta revoked the licence of a Kenyan firm.", ("COERCE", ["The junta"], ["a Kenyan firm"])),
        ("Peru approved the sale of nine tanks to Chile.", ("AGREE", ["Peru"], ["Chile"])),
        ("The rebels captured Goma in January.", ("COERCE", ["The rebels"], ["Goma"])),
        # whose attack, whose arrest
        (
            "Democrats sharpened their attacks on Mike Pence over his response.",
            ("ACCUSE", ["Democratic Party (United States)"], ["Mike Pence"]),
        ),
        ("Rebels sharpened their attacks on the army over the summer.", ("ASSAULT", ["Rebels"], ["the army"])),
        ("The minister's arrest shocked Kenya.", ("COERCE", [], ["The minister"])),
        ("Kenya's arrest of the minister shocked the town.", ("COERCE", ["Kenya"], ["the minister"])),
        # what the parser hangs elsewhere
        ("The killing in Juba of two nuns shocked Kenya.", ("ASSAULT", [], ["two nuns"])),
        ("Kenya accused the firm of being lazy and has called for a ban.", ("REQUEST", ["Kenya"], [])),
        ("He encouraged Maria Okello to resign.", ("REQUEST", ["He"], ["Maria Okello"])),
        # whose the accusation is; what the money is spent against
        ("Mali investigated the allegations of Chad.", ("ACCUSE", ["Mali"], ["Chad"])),
        ("The Social Democrats ruled out a deal with Chad.", ("REJECT", ["The Social Democrats"], ["Chad"])),
        ("Kenya is working together with Peru to make Chad pay.", ("COOPERATE", ["Kenya"], ["Peru"])),
        # power is taken by arms or won in peace
        ("Soldiers took power in Niger on Friday.", ("COERCE", ["Soldiers"], ["Niger"])),
    ],
)
def test_parties(text: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert expected in told(text)


def test_a_first_name_is_no_surname() -> None:
    text = "The deputies asked Liberia whether it was right to give Taylor Swiftson a police escort on her tour."
    names = [a.name for c in read(text) for a in (*c.actors, *c.recipients)]
    assert "Charles Taylor" not in names


def test_the_day_of_a_list_is_that_of_its_verb() -> None:
    (claim,) = read("Kenya fined two firms and the brother of the minister on Tuesday.")
    assert claim.time is not None
    assert claim.time.start == "2025-03-11"


def test_of_two_verbs_each_has_its_own_figure() -> None:
    beat, arrested = read("Police beat nine demonstrators and arrested 48 of them.")
    assert not any(q.role == "arrested" for q in beat.quantities)
    assert [q.value for q in arrested.quantities if q.role == "arrested"] == [48]
    assert [r.text for r in arrested.recipients] == ["nine demonstrators"]
