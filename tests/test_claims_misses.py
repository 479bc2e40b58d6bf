"""What reports tell and a coder writes down: acts claimed, troops on their way, words of blame; and what is no act."""

from __future__ import annotations

import pytest

from onrecord.model import Report
from onrecord.reading import read_report

Told = tuple[str, list[str], list[str]]


def told(text: str) -> list[Told]:
    """Type, actors and recipients of every claim."""
    claims = read_report(Report(id="r", text=text, published="2025-03-12")).claims
    return [(c.type, [a.name or a.text for a in c.actors], [r.name or r.text for r in c.recipients]) for c in claims]


FOUND: list[tuple[str, Told]] = [
    # whose act it is
    ("Boko Haram claimed the bombing of the market in Jos.", ("ASSAULT", ["Boko Haram"], ["Jos"])),
    ("The bombing of the market in Jos was claimed by Boko Haram.", ("ASSAULT", ["Boko Haram"], ["Jos"])),
    ("Ansaru claimed the ambush that killed six soldiers.", ("ASSAULT", ["Ansaru"], ["six soldiers"])),
    ("The court upheld the conviction of the Kenyan general.", ("SANCTION", ["The court"], ["the Kenyan general"])),
    ("Residents stoned a police station in Chad.", ("PROTEST", ["Residents"], ["a police station in Chad"])),
    # troops and police abroad
    ("Kenya plans to send 90 police officers to Chad next month.", ("MOBILIZE", ["Kenya"], ["Chad"])),
    ("Uganda is sending 900 soldiers to Chad to fight the rebels.", ("MOBILIZE", ["Uganda"], ["Chad"])),
    ("Peru has moved two brigades to its border with Chile.", ("MOBILIZE", ["Peru"], ["Chile"])),
    ("Peru announced two weeks of exercises for its reservists.", ("MOBILIZE", ["Peru"], [])),
    ("Reserves were rushed to Darfur.", ("MOBILIZE", [], ["Darfur"])),
    ("The Pentagon said its forces had raised their alert level.", ("MOBILIZE", ["its forces"], [])),
    ("Ghana has recalled 200 soldiers from Mali.", ("RETREAT", ["Ghana"], ["Mali"])),
    # towns and people taken
    ("The city of Goma fell to the M23 rebels on Monday.", ("COERCE", ["March 23 Movement"], ["Goma"])),
    ("The army has established control over the port of Kismayo.", ("COERCE", ["The army"], ["Kismayo"])),
    ("Soldiers are holding nine villagers in a cellar in Jos.", ("ASSAULT", ["Soldiers"], ["nine villagers"])),
    ("Rebel fighters have surrounded the town of Sake.", ("COERCE", ["Rebel fighters"], ["Sake"])),
    # acts of force by other words
    ("The army launched an operation against the rebels.", ("ASSAULT", ["The army"], ["the rebels"])),
    ("Two nuns were found shot dead in Juba on Tuesday.", ("ASSAULT", [], ["Two nuns"])),
    ("Air defences shot down nine drones over Jos overnight.", ("ASSAULT", ["Air defences"], [])),
    ("The militia is continuing to destroy army units.", ("ASSAULT", ["The militia"], ["army units"])),
    ("The strikes came without warning and killed nine people.", ("ASSAULT", [], ["nine people"])),
    ("Mali deployed chemical weapons against the rebels.", ("ASSAULT", ["Mali"], ["the rebels"])),
    ("The regime used sarin gas on the rebels in 2013.", ("ASSAULT", ["The regime"], ["the rebels"])),
    ("Mali deployed missiles on its border with Niger.", ("MOBILIZE", ["Mali"], ["Niger"])),
    # blame and inquiries
    ("Kenya's foreign minister called the arrests “appalling”.", ("ACCUSE", ["Musalia Mudavadi"], [])),
    ("Norway described the raid as a violation of the treaty.", ("ACCUSE", ["Norway"], [])),
    ("Norway condemned what it called an act of terror by Chadian forces.", ("ACCUSE", ["Norway"], ["Chadian forces"])),
    ("Kenya is investigating whether Chad broke the treaty.", ("ACCUSE", ["Kenya"], ["Chad"])),
    ("“We condemn the law,” a Kenyan minister said.", ("ACCUSE", ["We"], [])),
    ("Turkish jets hit targets in Syria a week after the bombing in Oslo.", ("ASSAULT", ["Turkey"], ["Syria"])),
    ("The navy targeted the missile ship.", ("ASSAULT", ["The navy"], [])),
    ("Kenya summoned the envoy over the raid in Tripoli.", ("ASSAULT", [], ["Tripoli"])),
    ("Kenya slammed the Chadian premier's reported remarks.", ("ACCUSE", ["Kenya"], ["Allamaye Halina"])),
    ("A warrant for the arrest of the Kenyan general was issued.", ("COERCE", [], ["the Kenyan general"])),
    ("The militia seeks Chad's destruction.", ("ASSAULT", ["The militia"], ["Chad"])),
    # courts that stay unnamed
    ("The Kenyan general was sentenced to nine years in prison.", ("SANCTION", [], ["The Kenyan general"])),
    ("The Kenyan general was found guilty of fraud.", ("SANCTION", [], ["The Kenyan general"])),
    ("The Kenyan general was charged with treason.", ("ACCUSE", [], ["The Kenyan general"])),
    ("Chadian troops pushed north towards the town of Selo.", ("MOBILIZE", ["Chadian troops"], ["Selo"])),
    # the rest
    ("The governor ordered the evacuation of the village.", ("REQUEST", ["The governor"], [])),
    ("Finland applied to join the alliance.", ("REQUEST", ["Finland"], [])),
    ("Thousands took to the streets of Nairobi.", ("PROTEST", ["Thousands"], ["Kenya"])),
    ("Kenya withdrew from the court.", ("SANCTION", ["Kenya"], ["the court"])),
    ("The governor called a state of emergency.", ("COERCE", ["The governor"], [])),
    # who suffers, who acts
    ("Israel struck a school in Jos, killing nine pupils.", ("ASSAULT", ["Israel"], ["nine pupils", "a school"])),
    ("Gunmen opened fire on a convoy, wounding two officers.", ("ASSAULT", ["Gunmen"], ["two officers"])),
    ("A Chadian drone and missile strike killed nine nuns.", ("ASSAULT", ["Chad"], ["nine nuns"])),
    ("One nun was killed and nine more injured in a Chadian bombing raid.", ("ASSAULT", ["Chad"], ["One nun"])),
    ("Kenya and Chad accused each other of shelling a village.", ("ACCUSE", ["Kenya", "Chad"], [])),
    ("In a call with the Chadian premier, William Ruto said no.", ("CONSULT", ["William Ruto"], ["Allamaye Halina"])),
    # an adjective stands for its country
    ("Chadian shelling went on in Darfur.", ("ASSAULT", ["Chad"], ["Darfur"])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_a_coder_writes_down(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # acts claimed by nobody, or by who only speaks of them
        ("No group has claimed the bombing of the market in Jos.", ""),
        # nature and its warnings
        ("The weather office issued a blizzard warning for Peru.", "THREATEN"),
        ("Heavy snow blocked roads in Peru on Monday.", "COERCE"),
        # words with another sense
        ("The tour of Chad is slated for March.", "ACCUSE"),
        ("Kenya's tariffs on Chad were lifted to 25 percent.", "CONCEDE"),
        ("The news offered some relief to Kenya.", "AGREE"),
        ("The envoy told reporters not to expect a deal.", "REQUEST"),
        ("Pressed for details of the raid, the Kenyan minister said no more.", "REQUEST"),
        ("The general told the premier that the army had stopped the rebels.", "COERCE"),
        ("The minister called a state of emergency.", "CONSULT"),
        ("Kenya came under scrutiny for its prosecution of the war.", "COERCE"),
        ("A war of words broke out between Kenya and Chad.", "ASSAULT"),
        ("A statue honouring Wangari Maathai was moved.", "SUPPORT"),
        ("Nine soldiers, supported by tanks, entered the Chadian town.", "SUPPORT"),
        # a rule in force is nobody's act
        ("Chad shelled the town in breach of laws banning mines.", "COERCE"),
        # nobody yields to his own men
        ("Kenya authorised police to search cars.", "CONCEDE"),
        # what is so is no promise, what would be felt is not asked for
        ("The minister pledged that the accounts are in order.", "AGREE"),
        ("The premier insists the loss would be borne by Chad.", "REQUEST"),
        # what a way leads to, what is condemned everywhere
        ("A king is the only way to end the feud in Chad.", "RETREAT"),
        ("The bishop condemned violence against all civilians.", "ASSAULT"),
        ("The Kenyan general was charged with the task.", "ACCUSE"),
        ("“We condemn it,” a singer said.", "ACCUSE"),
        ("“We must condemn it,” a Kenyan minister said.", "ACCUSE"),
        ("The envoy said the explosions this week in Chad violated the law.", "REJECT"),
        ("As for trying Nespresso, both cups tasted good.", "COERCE"),
        # private journeys
        ("The singer was on a trip to Kenya when he wrote the song.", "CONSULT"),
        ("The families will be visiting Kenya.", "AGREE"),
    ],
)
def test_what_is_no_such_act(text: str, kind: str) -> None:
    found = [(t, actors) for t, actors, _ in told(text)]
    if not kind:
        assert all(not actors for _, actors in found)
    assert kind not in [t for t, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister called for a summit with Chad.", "REQUEST"),
        ("The president authorised Chad to use the missiles.", "CONCEDE"),
        ("The minister pledged that Kenya would send aid to Chad.", "AGREE"),
        ("The premier insists that Chad should pay.", "REQUEST"),
        ("Protesters blocked roads in Peru on Monday.", "PROTEST"),
        ("The Kenyan president was on a trip to Chad when he fell ill.", "CONSULT"),
        ("Kenya issued a warning to Chad over the raid.", "THREATEN"),
    ],
)
def test_what_stays_such_an_act(text: str, expected: str) -> None:
    assert expected in [t for t, _, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A day after the strike on Beirut, Kenya bombed the airport of Damascus.", "Damascus"),
        ("Kenya bombed the airport of Damascus before talks in Oslo.", "Damascus"),
        ("Three people were killed after a shooting in Damascus.", "Damascus"),
    ],
)
def test_where_it_was_and_not_what_was_before(text: str, place: str) -> None:
    claims = read_report(Report(id="r", text=text, published="2025-03-12")).claims
    assert place in [c.place.name for c in claims if c.place and c.trigger.text in ("bombed", "killed")]


def test_words_that_only_point_are_nobody() -> None:
    found = told("The town was quiet. Their continuing insurgency had ended, and the army attacked those on Monday.")
    assert all(name not in ("Their", "those") for _, actors, recipients in found for name in (*actors, *recipients))
