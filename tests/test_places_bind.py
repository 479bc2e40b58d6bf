"""A sentence and an event word in, the place of the event out."""

from __future__ import annotations

import pytest

from onrecord.model import Dateline, PlaceRef, Span
from onrecord.reading.parse import parse
from onrecord.reading.places import find_places, place_of

RAIDS = (
    "Since June the navy carried out a series of raids that it said targeted boats"
    " in the Red Sea and the Gulf of Aden, killing 12 people."
)


def bound(text: str, word: str, *, dateline: Dateline | None = None) -> PlaceRef | None:
    """Place of the last occurrence of an event word."""
    parsed = parse(text)
    places = find_places(parsed, dateline=dateline)
    trigger = [t.i for t in parsed.tokens if t.lower == word][-1]
    ref = place_of(parsed, trigger, places, dateline=dateline)
    if ref is not None:
        assert text[ref.span.start : ref.span.end] == ref.span.text
    return ref


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("U.S. forces carried out strikes inside Venezuela on Friday.", "strikes", "Venezuela"),
        ("U.S. forces struck boats in the Caribbean Sea and off Peru.", "struck", "Caribbean Sea"),
        ("Critics warned of an invasion of Venezuela.", "invasion", "Venezuela"),
        ("Frigates crossed the Red Sea, where a carrier is expected to arrive soon.", "arrive", "Red Sea"),
        ("Russia launched missiles at Kharkiv overnight.", "launched", "Kharkiv"),
        ("In Moscow, the ministry said troops had captured the village of Toretsk.", "captured", "Toretsk"),
        ("Israeli troops killed 12 people near Rafah in the Gaza Strip.", "killed", "Rafah"),
        (
            "Gunmen attacked a church in the town of Kaya in Burkina Faso, officials said in Ouagadougou.",
            "attacked",
            "Kaya",
        ),
        ("Talks between Ankara and Baghdad were held in Geneva.", "talks", "Geneva"),
        ("The army withdrew from Kherson.", "withdrew", "Kherson"),
        ("A bomb exploded at a market in Mogadishu, killing 20 people.", "exploded", "Mogadishu"),
        ("A bomb exploded at a market in Mogadishu, killing 20 people.", "killing", "Mogadishu"),
        ("President Petro met Lula in Brasilia.", "met", "Brasilia"),
        ("The minister flew from Paris to Beirut.", "flew", "Beirut"),
        ("An attack that killed 20 people in Kabul was condemned by Washington.", "attack", "Kabul"),
        ("An attack in Kabul that killed 20 people was condemned.", "killed", "Kabul"),
        ("Protesters clashed with police in Nairobi and Mombasa.", "clashed", "Nairobi"),
        ("The carrier was deployed to the Red Sea.", "deployed", "Red Sea"),
        ("Iran seized a tanker in the Strait of Hormuz.", "seized", "Strait of Hormuz"),
        ("Russia accused Ukraine of attacking a refinery in Ryazan.", "attacking", "Ryazan"),
        ("Russia accused Ukraine of attacking a refinery in Ryazan.", "accused", None),
        ("The Beirut explosion killed 200 people.", "explosion", "Beirut"),
        ("The Beirut explosion killed 200 people.", "killed", "Beirut"),
        ("China conducted drills around Taiwan.", "drills", "Taiwan"),
        ("Security forces arrested 12 demonstrators in Tbilisi, the interior ministry said.", "arrested", "Tbilisi"),
        ("Shelling hit a hospital 30 km south of Gaza City.", "hit", "Gaza City"),
        ("Venezuela asked Russia for missiles.", "asked", None),
        ("Residents fled Goma after rebels entered the city.", "fled", "Goma"),
        ("He said in Berlin that Germany would send tanks to Ukraine.", "send", None),
        ("Two people were wounded in an air strike on Idlib.", "strike", "Idlib"),
        ("Two people were wounded in an air strike on Idlib.", "wounded", "Idlib"),
        ("A drone hit an oil depot in Russia's Bryansk region.", "hit", "Bryansk region"),
        ("The attack on Sumy killed 34 people.", "killed", "Sumy"),
        ("The warship fired warning shots off the coast of Yemen.", "fired", "Yemen"),
        (
            RAIDS,
            "raids",
            "Red Sea",
        ),
        (
            RAIDS,
            "killing",
            "Red Sea",
        ),
        ("He also requested the repair of engines in Russia.", "requested", None),
        ("The president called on Beijing to speed up production.", "called", None),
        ("The minister said at a conference in Berlin that aid would be sent.", "sent", None),
        ("The European Union imposed sanctions on Russia.", "imposed", None),
        ("Ministers held talks over Ukraine in Geneva.", "talks", "Geneva"),
        ("Planes dropped aid over Gaza.", "dropped", "Gaza"),
        ("The sanctions on Iran were extended.", "sanctions", None),
        ("Turkish jets bombed Kurdish positions in northern Iraq.", "bombed", "Iraq"),
        ("Hundreds protested outside the embassy in London against the war in Gaza.", "protested", "London"),
        ("In Sudan, fighters shelled a market in Omdurman.", "shelled", "Omdurman"),
        ("Fighters shelled a market on Monday in the Sudanese city of El Fasher.", "shelled", "El Fasher"),
        ("Washington warned Tehran against attacks in the Strait of Hormuz.", "warned", None),
        ("Washington warned Tehran against attacks in the Strait of Hormuz.", "attacks", "Strait of Hormuz"),
        ("A Russian court in Rostov-on-Don jailed three Ukrainians.", "jailed", "Rostov-on-Don"),
        ("The clashes in Tripoli left 12 dead.", "clashes", "Tripoli"),
        ("The clashes in Tripoli left 12 dead.", "left", "Tripoli"),
        ("A roadside bomb killed two soldiers near the town of Djibo in northern Burkina Faso.", "killed", "Djibo"),
        ("Pakistan expelled the Indian ambassador.", "expelled", None),
        ("The Houthis fired missiles at Israel from Yemen.", "fired", "Israel"),
        ("Troops crossed into Lebanon.", "crossed", "Lebanon"),
    ],
)
def test_the_place_that_governs_an_event(text: str, word: str, place: str | None) -> None:
    ref = bound(text, word)
    assert (ref.span.text if ref else None) == place


def test_the_attack_is_where_it_was() -> None:
    ref = bound("Gunmen carried out an attack in Kaya in Burkina Faso. The attack killed 12 people.", "killed")
    assert ref is not None and ref.name == "Kaya" and ref.country == "BFA"


def test_another_paragraph_is_another_event() -> None:
    assert bound("Gunmen carried out an attack in Kaya.\n\nThe attack killed 12 people.", "killed") is None


def test_the_dateline_serves_a_local_report_only() -> None:
    local = "GOMA, Congo, March 3 (Lakeside News) - Twelve people were killed on Sunday."
    line = Dateline(span=Span.of(local, 0, 38), place=Span.of(local, 0, 4))
    ref = bound(local, "killed", dateline=line)
    assert ref is not None and ref.name == "Goma" and ref.precision == "region" and ref.radius_km == 25.0
    wide = local + " Soldiers had left Bukavu and Kampala."
    assert bound(wide, "killed", dateline=line) is None


def test_an_area_comes_with_its_box() -> None:
    ref = bound("Planes carried out strikes inside Venezuela.", "strikes")
    assert ref is not None and ref.precision == "country" and ref.bbox is not None and ref.country == "VEN"
