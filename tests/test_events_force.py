"""Acts of force and law that agencies report in many words: who does them, what befalls whom, and what is none."""

from __future__ import annotations

import pytest

from onrecord.model import Report
from onrecord.reading import read_report

TOLD = [
    ("ASSAULT", "Frontier guards had fired on the lorry before noon, the prefect of Assamakka said."),
    ("ASSAULT", "There was shooting in the night near the palace in Moroni."),
    ("ASSAULT", "Pirates hijacked a freighter south of Socotra."),
    ("ASSAULT", "Villagers beat a ranger to death near Karamoja."),
    ("ASSAULT", "The army drove the rebels from the forest of Kibira."),
    ("ASSAULT", "Bandits carried off twenty schoolboys."),
    ("ASSAULT", "Saboteurs damaged a cable between Gotland and Latvia."),
    ("ASSAULT", "Canada's air force said it had carried out two air strikes in support of the offensive."),
    ("ASSAULT", "A Libyan patrol boat had rammed the fishing vessel Santa Rita, the mayor said."),
    ("ASSAULT", "There was no shooting that night, the mayor of Arlit said."),
    ("COERCE", "Troops retook the radio station from the mutineers."),
    ("COERCE", "No one has been detained, the governor of Ganja said."),
    ("COERCE", "A curfew has been in force in Sokodé since Sunday."),
    ("COERCE", "Martial law was proclaimed in Bangui."),
    ("COERCE", "Customs officers seized nine tonnes of rice."),
    ("COERCE", "The dissident was led away in handcuffs."),
    ("COERCE", "The junta forbade women to travel."),
    ("COERCE", "Moldova was the target of a cyberattack."),
    ("COERCE", "The governor ordered that mobile internet be cut in three districts."),
    ("MOBILIZE", "The prefect brought in reinforcements."),
    ("MOBILIZE", "Extra police have been posted at the temples."),
    ("MOBILIZE", "Missiles have been stationed on the island."),
    ("MOBILIZE", "Armoured cars took up positions around the palace."),
    ("MOBILIZE", "Norway scrambled two jets."),
    ("MOBILIZE", "Gendarmes stood guard at the court."),
    ("MOBILIZE", "The Chilean frigate Esmeralda was steaming toward the scene on Monday."),
    ("PROTEST", "The villagers of Kant will again block the road."),
    ("PROTEST", "Protests were reported in six towns of Oromia."),
    ("PROTEST", "Protesters gathered outside the court in Lomé."),
    ("PROTEST", "Two ministers resigned in protest at the killing."),
    ("PROTEST", "Activists chained themselves to the gate."),
    ("RETREAT", "The truce was extended for a week."),
    ("CONCEDE", "The rebels let two lorries through."),
    ("RETREAT", "The fighting stopped in the north."),
    ("RETREAT", "The siege was lifted."),
    ("RETREAT", "The carrier left the Gulf."),
    ("THREATEN", "Niger warned that it would respond in kind."),
    ("THREATEN", "The killing will not go unanswered, the militia said."),
    ("THREATEN", "The rebels gave the garrison two days to leave."),
    ("THREATEN", "The bishop was threatened with death."),
    ("THREATEN", "Police warned that they would use force."),
]
NOT_TOLD = [
    ("ASSAULT", "The photographer fired on the shutter, and a lorry passed."),
    ("COERCE", "The storm forced villagers to leave."),
    ("COERCE", "The museum seized the chance to show its rice bowls."),
    ("MOBILIZE", "Fresh flowers have been posted at the temples."),
    ("MOBILIZE", "The chef scrambled two eggs."),
    ("PROTEST", "A flock gathered outside the court."),
    ("RETREAT", "The bookshop opened to customers."),
    ("THREATEN", "The baker promised a cake for the wedding."),
    ("THREATEN", "The clinic warned that it would rain."),
]


def types(text: str) -> list[str]:
    return [c.type for c in read_report(Report(id="r", text=text, published="2024-05-06")).claims]


@pytest.mark.parametrize(("kind", "text"), TOLD)
def test_an_act_of_force_is_found(kind: str, text: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(("kind", "text"), NOT_TOLD)
def test_what_only_looks_like_one_is_not(kind: str, text: str) -> None:
    assert kind not in types(text)


def test_nobody_is_no_actor_and_the_act_is_denied() -> None:
    (claim,) = read_report(Report(id="r", text="Nobody threatened the judges, the party of Ramos said.")).claims
    assert claim.type == "THREATEN"
    assert claim.status == "denied"
    assert not claim.actors


def test_who_announces_a_threat_makes_it() -> None:
    text = "The attack will not go unpunished, the Chadian army said."
    (claim,) = read_report(Report(id="r", text=text)).claims
    assert claim.type == "THREATEN"
    assert [a.country for a in claim.actors] == ["TCD"]
