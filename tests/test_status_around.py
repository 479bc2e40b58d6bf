"""Circumstances, exchanges, gerunds the parser misplaces, and what becomes of devices and of what was stopped."""

from __future__ import annotations

import re

import pytest

from onrecord.model import Report
from onrecord.reading import read_report
from onrecord.reading.parse import parse
from onrecord.reading.status import status_of


def status(marked: str) -> str:
    """The status of the bracketed word."""
    found = re.search(r"\[(.+?)\]", marked)
    assert found is not None
    read = parse(marked.replace("[", "").replace("]", ""))
    return status_of(read, read.tokens_in(found.start(), found.start() + len(found[1]))[0].i).status


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The judge will decide upon their [detention] on Monday.", "planned"),
        ("The judge insisted upon the [detention] of the crew.", "possible"),
        ("By one account, the admiral [fled] in a hearse.", "possible"),
        ("By nightfall, the admiral [fled] in a hearse.", "occurred"),
        ("In the worst case, the reservoir [empties] into the steppe.", "possible"),
        ("In any case, the reservoir [emptied] into the steppe.", "occurred"),
        ("Some say the gold was [buried] under the palace.", "possible"),
        ("The miners say the gold was [buried] under the palace.", "occurred"),
        ("Whatever the court [decides], the Kurds will appeal.", "possible"),
        ("Whichever side [wins], the mine stays shut.", "possible"),
        ("Let us [free] the prisoners, the bishop wrote.", "possible"),
        ("He let us [free] the prisoners.", "occurred"),
        ("Give us the mine or we will [burn] the bridge, they wrote.", "possible"),
        ("In exchange for the [release] of two envoys, Pyongyang wants fuel.", "possible"),
        ("In exchange for the [release] of two envoys, Pyongyang got fuel.", "occurred"),
        ("Should the allegation prove true, the minister [lied] under oath.", "possible"),
        ("In case the levee [breaks], Manitoba has moored sixty boats.", "possible"),
        ("Hopefully the court [hears] us this time.", "possible"),
        ("Provided the rains come, the Malian army will [advance] on Kidal.", "possible"),
        ("The general never explained why he [surrendered].", "occurred"),
    ],
)
def test_circumstances(marked: str, wanted: str) -> None:
    assert status(marked) == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The chances of the Cypriot parties [reuniting] the island look slim.", "possible"),
        ("The families of the Cypriot soldiers [guarding] the island look on.", "occurred"),
        ("The general is wanted for [massacring] prisoners.", "possible"),
        ("Options on the table include [closing] the last crossing.", "possible"),
        ("The suspicion is that the vote was [bought].", "possible"),
        ("Rescuers are racing to [reach] the miners.", "possible"),
        ("Rescuers raced to [reach] the miners.", "occurred"),
        ("The looters will be tried, [executed], and their goods will be sold.", "planned"),
        ("Only an [invasion] would dislodge him, the exile said.", "possible"),
        ("The emirates are preparing a [bid] for the refinery.", "planned"),
        ("The Omani deal includes firm [orders] for nine tugs.", "occurred"),
        ("The emirates considered the [bid] for the refinery.", "occurred"),
        ("Two men are suspected of being involved in the [murder] of the senator.", "occurred"),
        ("Two days before the [vote], posters cover every wall.", "planned"),
        ("The monk was at prayer at the time of his [capture].", "occurred"),
        ("There is no truth in the report that the patriarch has [died].", "denied"),
        ("A Russian [default] is no longer unthinkable.", "possible"),
        ("The firm never so much as [answered] the summons.", "denied"),
        ("Ankara wants concessions, including the [deportation] of critics.", "possible"),
        ("Ankara won concessions, including the [deportation] of critics.", "occurred"),
        ("The ministry will be firm in [backing] the rebels.", "planned"),
        ("Its goals remain the same: [freeing] the hostages and ending the siege.", "planned"),
        ("The decree may justify new [arrests].", "possible"),
        ("The group conditioned [stopping] its raids on a pullout.", "possible"),
        ("The bid to [host] the summit got nowhere.", "denied"),
        ("The amendment to [abolish] the Senate fell three votes short.", "denied"),
    ],
)
def test_governors_that_the_parse_hides(marked: str, wanted: str) -> None:
    assert status(marked) == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The [strike] was called off after eleven days.", "occurred"),
        ("The [strike] was called off after a meeting.", "denied"),
        ("The refugees asked the court to stop their [deportation].", "possible"),
        ("The court stopped her [deportation].", "denied"),
        ("The court stopped the [shelling].", "occurred"),
        ("He failed to quell the [riot].", "occurred"),
        ("Why the jet [turned] back is a mystery.", "occurred"),
        ("Nurses in Harare are on [strike].", "ongoing"),
        ("An explosive device [thrown] at the bank failed to go off.", "possible"),
        ("A grenade [thrown] at the bank went off.", "occurred"),
        ("One bomb went off and a second device that had been [left] in the hall was defused.", "possible"),
        ("A gang [set] off a bomb under the toll booth.", "occurred"),
        ("A gang [set] a bomb under the toll booth.", "possible"),
    ],
)
def test_what_was_stopped_or_never_went_off(marked: str, wanted: str) -> None:
    assert status(marked) == wanted


def threats(text: str) -> list[tuple[str, str]]:
    claims = read_report(Report(id="t", text=text, published="2024-06-07")).claims
    return [(c.status, c.status_why) for c in claims if c.type == "THREATEN"]


def test_a_threat_whose_trigger_is_the_act_was_made() -> None:
    assert threats("Iran warned it would strike Israel if attacked.") == [("occurred", "asserted")]
    assert threats("China said it would impose sanctions on Taiwan.") == [("occurred", "threat made: 'said'")]


def test_a_threat_that_nobody_has_made_is_none() -> None:
    assert [s for s, _ in threats("The rebels may say they will attack Goma.")] == ["possible"]
    assert all(s == "possible" for s, _ in threats("The rebels did not say they would attack Goma."))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Neither Washington nor Tehran has confirmed that rebels killed the mayor of Goma.", "possible"),
        ("The army did not say that it had killed the rebels.", "possible"),
        ("The army said that it had killed the rebels.", "occurred"),
        ("The army said that it had not killed the rebels.", "denied"),
        ("Officials could not confirm that rebels had killed the mayor of Goma.", "possible"),
        ("Officials can confirm that rebels killed the mayor of Goma.", "occurred"),
        ("Police have yet to confirm that rebels killed the mayor of Goma.", "possible"),
        ("The army did not know that rebels had killed the mayor of Goma.", "occurred"),
        ("The army has not denied that it killed the mayor of Goma.", "possible"),
        ("If the inquiry finds that soldiers killed the mayor of Goma, he will resign.", "possible"),
    ],
)
def test_what_a_source_did_not_say_is_not_its_word(text: str, wanted: str) -> None:
    claims = read_report(Report(id="t", text=text, published="2024-06-07")).claims
    assert [c.status for c in claims if c.type == "ASSAULT"] == [wanted]
