"""Ties cut, offers refused, blame laid and threats made in the words of newsrooms: idioms, nouns, verbs of calling."""

from __future__ import annotations

import pytest

from onrecord.model import Claim, Report
from onrecord.reading import read_report

Told = tuple[str, list[str | None], list[str | None]]


def claims(text: str) -> tuple[Claim, ...]:
    return read_report(Report(id="t", text=text, published="2025-06-13")).claims


def told(text: str) -> list[Told]:
    """Type and the countries of actors and recipients of every claim."""
    return [(c.type, [a.country for a in c.actors], [r.country for r in c.recipients]) for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        # ties, aid and treaties
        ("Iceland is winding down its aid to Malawi.", "SANCTION", "ISL", "MWI"),
        ("Iceland put its loan to Malawi in abeyance.", "SANCTION", "ISL", "MWI"),
        ("Fiji called a halt to patrols with Tonga.", "SANCTION", "FJI", "TON"),
        ("Uruguay has put an end to joint exercises with Bolivia.", "SANCTION", "URY", "BOL"),
        ("Bhutan's rupture with Nepal came in spring.", "SANCTION", "BTN", "NPL"),
        ("Laos downgraded its diplomatic representation in Fiji.", "SANCTION", "LAO", "FJI"),
        ("Gambia has pulled its envoy out of Banjul's neighbour Senegal.", "SANCTION", "GMB", "SEN"),
        ("Zambia called back its ambassador in Angola.", "SANCTION", "ZMB", "AGO"),
        ("Zambia has sent the Angolan consul packing.", "SANCTION", "ZMB", "AGO"),
        ("Zambia gave the Angolan consul two days to leave.", "SANCTION", "ZMB", "AGO"),
        ("Zambia ordered four Angolan officials out of the country.", "SANCTION", "ZMB", "AGO"),
        ("Oman closed its embassy in Eritrea in May.", "SANCTION", "OMN", "ERI"),
        ("Guatemala switched recognition from Taiwan to China.", "SANCTION", "GTM", "TWN"),
        ("Ghana took back its recognition of Kosovo.", "SANCTION", "GHA", "XKX"),
        ("Peru ditched its pact with Chile.", "SANCTION", "PER", "CHL"),
        ("Peru's exit from the treaty was announced in Lima.", "SANCTION", "PER", None),
        ("Laos throttled exports to Thailand.", "SANCTION", "LAO", "THA"),
        ("A court in Suva handed the former minister a nine-year prison term.", "SANCTION", "FJI", None),
        ("Norway hit Iceland with tariffs.", "SANCTION", "NOR", "ISL"),
        ("Malta imposed a surcharge on Libyan goods.", "SANCTION", "MLT", "LBY"),
        # refusals
        ("Bhutan poured cold water on Nepal's proposal.", "REJECT", "BTN", "NPL"),
        ("Bhutan gave short shrift to an offer from Nepal.", "REJECT", "BTN", "NPL"),
        ("Bhutan turned a deaf ear to the appeal of Nepal.", "REJECT", "BTN", "NPL"),
        ("Bhutan slammed the door on talks with Nepal.", "REJECT", "BTN", "NPL"),
        ("Togo threw out a plan put forward by Ghana.", "REJECT", "TGO", "GHA"),
        ("Togo balked at the cuts.", "REJECT", "TGO", None),
        ("Togo cast the only vote against the resolution.", "REJECT", "TGO", None),
        ("Togo disputes Benin's claim to the islet.", "REJECT", "TGO", "BEN"),
        ("Namibia turned away a flight with Zambian officials.", "REJECT", "NAM", "ZMB"),
        ("Namibia's government paid no heed.", "REJECT", "NAM", None),
        ("Namibia revoked its consent to the mission.", "REJECT", "NAM", None),
        ("There will be no talks with Gabon, the premier of Cameroon said.", "REJECT", "CMR", "GAB"),
        ("Cameroon will not budge.", "REJECT", "CMR", None),
        ("Cameroon will not cede an inch of land.", "REJECT", "CMR", None),
        ("Laos denied the Thai minister a waiver.", "REJECT", "LAO", "THA"),
        # blame
        ("Gabon heaped blame on Cameroon.", "ACCUSE", "GAB", "CMR"),
        ("Gabon took Cameroon to task over the delay.", "ACCUSE", "GAB", "CMR"),
        ("Gabon attributed the blast to Cameroon.", "ACCUSE", "GAB", "CMR"),
        ("Gabon said that Cameroon was behind the blast.", "ACCUSE", "GAB", "CMR"),
        ("Gabon claims that Cameroon had a hand in the plot.", "ACCUSE", "GAB", "CMR"),
        ("Fiji suspects a Tongan trawler of cutting the cable.", "ACCUSE", "FJI", "TON"),
        ("Fiji blamed the blackout on Tonga.", "ACCUSE", "FJI", "TON"),
        ("Fiji dragged the dispute with Tonga to the tribunal.", "ACCUSE", "FJI", "TON"),
        ("Fiji raised concerns with Tonga over the catch.", "ACCUSE", "FJI", "TON"),
        ("Fiji handed the Tongan envoy a note of protest.", "ACCUSE", "FJI", "TON"),
        ("Laos charged its neighbour Thailand with sheltering rebels.", "ACCUSE", "LAO", "THA"),
        ("Egypt termed the seizure piracy.", "ACCUSE", "EGY", None),
        ("Peru branded the ruling petty.", "ACCUSE", "PER", None),
        ("Peru described the manoeuvre as reckless.", "ACCUSE", "PER", None),
        ("Peru declared the monitors spies.", "ACCUSE", "PER", None),
        ("Peru dismissed the tariff as a tantrum.", "ACCUSE", "PER", None),
        # threats
        ("Chile brandished tariffs against Peru.", "THREATEN", "CHL", "PER"),
        ("Chile raised the prospect of sanctions against Peru.", "THREATEN", "CHL", "PER"),
        ("Chad told Niger to brace for retaliation.", "THREATEN", "TCD", "NER"),
        ("Chad said all options were on the table.", "THREATEN", "TCD", None),
        ("Chad warned that it could close the border with Niger.", "THREATEN", "TCD", "NER"),
        ("Chad cautioned that such a step would have consequences.", "THREATEN", "TCD", None),
        ("Chad warned of countermeasures against Niger.", "THREATEN", "TCD", "NER"),
        ("Chad set Niger a deadline.", "THREATEN", "TCD", "NER"),
        ("Chad declared Niger a legitimate target.", "THREATEN", "TCD", "NER"),
        ("Chad said it would turn Khartoum into a graveyard.", "THREATEN", "TCD", "SDN"),
        ("Chad's president warned that Niger would be made to pay.", "THREATEN", "TCD", "NER"),
        ("The union of Chad's teachers threatened to down tools.", "THREATEN", None, None),
        ("Rebels in Chad vowed that no lorry would reach Abeche.", "THREATEN", None, None),
    ],
)
def test_act(text: str, kind: str, actor: str | None, recipient: str | None) -> None:
    found = [t for t in told(text) if t[0] == kind]
    assert found, told(text)
    assert any(
        (actor is None or actor in actors) and (recipient is None or recipient in recipients)
        for _, actors, recipients in found
    ), found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen warned the villagers of Oloru to leave.", "THREATEN"),
        ("Laos threatens war if Thailand closes the river.", "THREATEN"),
        ("Laos rejected a plan drawn up by Thailand.", "REJECT"),
    ],
)
def test_it_occurred(text: str, kind: str) -> None:
    assert [c.status for c in claims(text) if c.type == kind] == ["occurred"], told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The shop is winding down its sales of stoves.",
        "The coach called the match reckless.",
        "The player hit the ball with a round of power.",
        "The school put the concert on ice.",
        "The guide turned back on Friday.",
        "The wood will burn, the carpenter said.",
        "The film poured scorn on vanity.",
    ],
)
def test_no_act_of_state(text: str) -> None:
    assert not {"SANCTION", "REJECT", "ACCUSE", "THREATEN"} & {t[0] for t in told(text)}, told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Namibia's government paid no heed.",
        "Peru did not answer the request of Chile.",
        "Oman would not hear of a truce.",
    ],
)
def test_a_no_that_refuses_is_no_denial(text: str) -> None:
    assert [(c.type, c.status) for c in claims(text)] == [("REJECT", "occurred")], told(text)


def test_the_height_of_a_tariff_is_a_figure_of_it() -> None:
    for text in (
        "Uruguay imposed a tariff of 35 percent on Bolivian sugar.",
        "It soured with the tariff of 35 percent that Uruguay imposed on Bolivian rice.",
        "Norway hit Icelandic trawlers with a 35 percent tariff.",
    ):
        assert [[q.value for q in c.quantities] for c in claims(text)] == [[35]], told(text)
    assert not claims("Uruguay sent 35 percent of its nurses to Bolivia.")[0].quantities
