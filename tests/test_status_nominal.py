"""Events named by nouns, sayings of failure, unmet conditions: an example and its counter-example for each rule."""

from __future__ import annotations

import pytest

from marked import examples

CASES = {
    "events that have their day": [
        ("The minister landed in Doha for *talks* with the Taliban.", "planned"),
        ("The minister landed in Doha for *talks* that ended without a deal.", "occurred"),
        ("Police tightened security in Dakar for Friday's *inauguration*.", "planned"),
        ("The mayor was praised for Friday's *festival*.", "occurred"),
        ("Before his *meeting* with the emir later today, the envoy toured the port.", "planned"),
        ("Before his *meeting* with the emir last week, the envoy toured the port.", "occurred"),
        ("Workers put up barriers for the *march* tomorrow.", "planned"),
        ("Pickets are out a week before the *election*.", "planned"),
        ("Pickets were out a week before the *election*, which his party lost.", "occurred"),
        ("The *visit* will take the queen to three islands.", "planned"),
        ("The *visit* will be remembered for its gaffes.", "occurred"),
        ("Peru's president, who faces *elections* in April, sacked two ministers.", "planned"),
        ("The *return* of the first families, slated for June, depends on the army.", "planned"),
    ],
    "never came": [
        ("A scheme to *drain* the lagoon never got off the ground.", "denied"),
        ("A scheme to *drain* the lagoon got off the ground in May.", "planned"),
        ("The promised *aid* has failed to materialise.", "denied"),
        ("An attempt to *seize* the ferry fizzled out.", "denied"),
        ("Talks to *reopen* the border broke down.", "denied"),
        ("A pardon that was expected to *free* ninety monks was cancelled.", "denied"),
        ("A pardon that was expected to *free* ninety monks was announced.", "planned"),
        ("Neighbours did nothing to *stop* the mob.", "denied"),
        ("Envoys had hoped to *sign* on Friday, only for the rebels to walk out.", "denied"),
        ("Envoys had hoped to sign on Friday, only for the rebels to *walk* out.", "occurred"),
        ("Belgrade vetoed a statement *condemning* the raid.", "denied"),
    ],
    "near": [
        ("The province was a single vote away from *leaving* the union.", "denied"),
        ("The province is a single vote away from *leaving* the union.", "possible"),
        ("Vanuatu leader survives *ouster* bid", "denied"),
        ("Frigate survives missile *attack*", "occurred"),
    ],
    "headlines": [
        ("Malaysian king to *visit* flood-hit Kelantan", "planned"),
        ("Five ways to *cook* rice", "possible"),
        ("Bid to *unseat* Lesotho premier collapses", "denied"),
        ("Plan to *deport* Afghans on hold", "planned"),
    ],
    "conditions without if": [
        ("The merger is subject to *approval* by the senate.", "possible"),
        ("The valley has been subject to *raids* since May.", "occurred"),
        ("Cross the river and we will *fire*, the colonel warned.", "possible"),
        ("They crossed the river and they will *stay*.", "planned"),
        ("One more *strike* and the airline goes under, its owner said.", "possible"),
        ("The rebels would *leave*, their leader said, if the police went home.", "possible"),
        ("The rebels would *leave*, their leader said.", "planned"),
    ],
    "conditions that were not met": [
        ("The bomb could have *killed* hundreds had it not been spotted.", "denied"),
        ("The bomb could have *killed* hundreds.", "possible"),
        ("The village might have *burned* but for the rain.", "denied"),
        ("She would not have *fled* if the police had protected her.", "occurred"),
        ("Nobody would have *died* if the road had been open.", "occurred"),
        ("He spoke as if the war had been *won*.", "denied"),
        ("The guards fired as if to *frighten* them.", "planned"),
    ],
    "instead": [
        ("In place of a *truce* there was more shelling.", "denied"),
        ("She chose exile over *testifying*.", "denied"),
        ("She was torn over *testifying*.", "possible"),
    ],
    "kept from": [
        ("Guards stopped the crowd gathered at the gate from *entering*.", "denied"),
        ("The charter bars anyone convicted of fraud from *standing*.", "possible"),
        ("He was cleared of *selling* arms.", "possible"),
        ("He was cleared of the *murder* of a clerk.", "occurred"),
        ("The decision to *close* the school will be contested in court.", "planned"),
    ],
    "laws": [
        ("A new law in Uganda requires charities to *register* donors.", "possible"),
        ("The decree makes it a crime to *insult* the flag.", "possible"),
        ("Fog made it impossible to *land*.", "denied"),
        ("It is high time the minister *resigned*.", "possible"),
        ("It was the third time the minister *resigned*.", "occurred"),
        ("The senate voted by 17 to 14 to *reject* the bill.", "occurred"),
        ("The dockers voted to *strike*.", "planned"),
    ],
    "small numbers": [
        ("Barely a third of the money had been *paid* out.", "occurred"),
        ("Not all the hostages *returned*.", "occurred"),
        ("Not one of the hostages *returned*.", "denied"),
        ("Hardly anyone in the valley *voted*.", "denied"),
    ],
    "clauses beside": [
        ("It remains unclear what *caused* the blast.", "occurred"),
        ("Berlin was asked for a brigade, a request that it *granted* in June.", "occurred"),
        ("There were no plans to meet, a day after Ankara *offered* to mediate.", "occurred"),
        ("New raids are feared after a militia *abducted* six women.", "occurred"),
        ("A *sit-in* at the mint, now in its fourth week, has spread.", "ongoing"),
        ("A *sit-in* at the mint has spread.", "occurred"),
        ("Families said the two men were still being *held*.", "ongoing"),
        ("The raid appears to be the first *attack* in Turkey since 2017.", "occurred"),
        ("The blast appears to have been an *attack*.", "possible"),
        ("Will the generals go, ask those who *queued* all night?", "occurred"),
    ],
}
ROWS, status = examples(CASES)


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[text for text, _ in ROWS])
def test_status(text: str, wanted: str) -> None:
    assert status(text).status == wanted, status(text)
