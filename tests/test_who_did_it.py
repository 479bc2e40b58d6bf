"""Who did it to whom, and on whose word, where grammar or the text before has to tell: whole reports in, claims out."""

from __future__ import annotations

from functools import lru_cache

import pytest

from onrecord.model import Claim, Document, Report
from onrecord.reading import read_report
from onrecord.report import build


@lru_cache(maxsize=64)
def claims(text: str) -> tuple[Claim, ...]:
    report = build(Document(content=text.encode(), media_type="text/plain", path="t"))
    assert isinstance(report, Report)
    return read_report(report).claims


def one(text: str, word: str) -> Claim:
    """The first claim whose trigger holds ``word``."""
    return next(c for c in claims(text) if word in c.trigger.text)


def lands(text: str, word: str) -> tuple[set[str | None], set[str | None]]:
    """Countries of its actors and recipients."""
    found = one(text, word)
    return {a.country for a in found.actors}, {a.country for a in found.recipients}


def chain(text: str, word: str) -> list[str]:
    """Its sources, outermost first."""
    return [link.source.name or link.source.text if link.source else "-" for link in one(text, word).chain]


# ---------------------------------------------------------------- whose doing it is


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("Sailors boarded the tanker and marines seized the crew.", "seized", "marines"),
        ("Ghana recalled its envoy from Lomé and Togo expelled two consuls.", "expelled", "Togo"),
        ("The army shelled a mill near Torit and rebels from Yei ambushed a convoy.", "ambushed", "rebels"),
        ("Accra called off the release of nine Ivorian soldiers.", "release", "Ghana"),
        ("Zagreb is pondering a ban on Serbian lorries.", "ban", "Croatia"),
        ("It was herders, according to a note quoted by Reuters, that attacked the farm.", "attacked", "herders"),
    ],
)
def test_a_noun_before_its_own_verb_does_it(text: str, word: str, actor: str) -> None:
    assert [a.name or a.text for a in one(text, word).actors] == [actor]


def test_joined_objects_stay_objects() -> None:
    found = claims("Bandits attacked mills and mines and blew up a bridge.")
    assert {a.text for c in found for a in c.actors} == {"Bandits"}


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        # who answers a plan answers somebody else's
        ("Oman's Sultan Badr, who met Prime Minister Luka Horvat of Croatia on Monday, welcomed his offer.", "welcomed",
         ({"OMN"}, {"HRV"})),
        # a deed that is judged is that of who did it
        ("Eritrean gunboats shelled Hodeida on Sunday and Oman condemned the attack.", "condemned",
         ({"OMN"}, {"ERI"})),
        ("Zambia has freed two Malawian fishermen. Namibia welcomed the decision.", "welcomed", ({"NAM"}, {"ZMB"})),
        # its own crossing, road or talks suffer nothing
        ("Albania closed the crossing at Kakavija to lorries.", "closed", ({"ALB"}, set())),
        ("Talks in Muscat between Kenya and Somalia broke down on Friday.", "broke down", ({"KEN", "SOM"}, set())),
        # what the numbers take up
        ("A Ghanaian court jailed three Togolese sailors. The three were freed on Sunday.", "freed", (set(), {"TGO"})),
        ("Fiji detained two Tongan pilots. The two men had bombed a jetty, it said.", "bombed", ({"TON"}, set())),
        # states that stand in the text before
        ("Georgia has had bad harvests. Yerevan suspended flour exports to its neighbour.", "suspended",
         ({"ARM"}, {"GEO"})),
        ("Togo and Ghana quarrel over a dam. Benin urged its two neighbours to hold talks.", "urged",
         ({"BEN"}, {"TGO", "GHA"})),
        ("The navies of Oman and Qatar met at sea. Their port committees held talks in May.", "talks",
         ({"OMN", "QAT"}, set())),
        # a force of many lands is not that of where it stands
        ("The European force in Chad withdrew from Abéché.", "withdrew", ({None}, {"TCD"})),
        # whose former officials
        ("ZAGREB, May 4 - A rally was held.\n\nPolice arrested former minister Luka Horvat.", "arrested",
         ({"HRV"}, {"HRV"})),
        # whose police, in the place the paragraph begins with
        ("In Lilongwe, porters stoned the office of Zambia's airline. Police fired tear gas.", "fired",
         ({"MWI"}, set())),
        ("Fiji's envoy in Suva left. Oman's envoy in Paris came. Prime Minister Tomasi Vuna accused Oman.", "accused",
         ({"FJI"}, {"OMN"})),
        # no newspaper but a nationality; halves of one land; a ship's crew; brigades that move; whom a plea is put to
        ("The Australian government expelled two Fijian consuls.", "expelled", ({"AUS"}, {"FJI"})),
        ("North Korea fired on a South Korean boat.\n\nThe North said that the South had shelled it.", "shelled",
         ({"KOR"}, {"PRK"})),
        ("Robbers from Togo boarded a Panamanian-flagged tanker and took its 30 crew captive.", "captive",
         ({"TGO"}, {"PAN"})),
        ("Nine Kenyan battalions have been moved up to the lake, the envoy said.", "moved", ({"KEN"}, set())),
        ("Oman shared intelligence with its partners.", "shared", ({"OMN"}, {None})),
        ("Oman implored friendly states to hold Chad back.", "implored", ({"OMN"}, {None})),
        ("SUVA - Rain fell in Fiji.\n\nTwo Tongan singers left after the interior minister had cancelled their visas.",
         "cancelled", ({"FJI"}, {"TON"})),
        # one title of two words
        ("Oman handed the Omani note over. Qatar expelled the Polish Chargé d'Affaires.", "expelled",
         ({"QAT"}, {"POL"})),
    ],
)  # fmt: skip
def test_countries_of_who_acts_and_who_suffers(
    text: str, word: str, actor: tuple[set[str | None], set[str | None]]
) -> None:
    assert lands(text, word) == actor


def test_first_names_are_who_bears_them() -> None:
    text = "Prime Minister Anurak Suwan of Thailand spoke on Monday. Anurak accused Laos of shelling a village."
    assert lands(text, "accused") == ({"THA"}, {"LAO"})


def test_a_title_of_two_words_is_one_recipient() -> None:
    found = one("Brunei summoned the Polish Charge d'Affaires on Monday.", "summoned")
    assert [r.name or r.text for r in found.recipients] == ["Poland"]


# ---------------------------------------------------------------- on whose word


@pytest.mark.parametrize(
    ("text", "word", "sources"),
    [
        # between the commas of its own clause
        ("The boat sank, and the cook, a clerk at the port said, was shot.", "shot", ["a clerk at the port"]),
        ("Oman's interior ministry shrugged. Muscat, it said, had expelled no nuns.", "expelled",
         ["Oman's interior ministry"]),
        # outlets that no table knows
        ("Gunmen burned the mill, a miller told the Montaluz agency.", "burned", ["Montaluz", "a miller"]),
        ("Police arrested nine bakers, the news site Suva Hoje reported.", "arrested", ["Suva Hoje"]),
        ("It rests on Ledger Post, a website in Suva, which wrote that Fiji had expelled two nuns.", "expelled",
         ["Ledger Post"]),
        ("Gunmen burned the mill, a miller told the BBC Swahili Service.", "burned",
         ["BBC", "a miller"]),
        # the publisher's own
        ("A porter told this newspaper that gunmen had burned the mill.", "burned", ["A porter"]),
        # by what he was reached is nobody
        ("Gunmen burned the mill, said a miller reached by telephone.", "burned", ["a miller"]),
        # by somebody's own figures
        ("Fiji has deported 90 Tongans since May, by the ministry's own count.", "deported", ["the ministry"]),
        # what is told in passing is not what is spoken of
        ("The note did not mention the mill at Yei, where bakers say soldiers beat them.", "beat", ["bakers"]),
        ("No nun had been abducted, answered the militia: its men had freed a bishop.", "abducted", ["the militia"]),
        ("Some 900 bakers marched on Friday, organisers said; the police made it 300.", "marched", ["organisers"]),
        ("When Oman moved up two battalions, many in Muscat thought of the last war.", "moved", []),
        # a paragraph of nothing but a quotation goes on with who spoke before it
        ("The bishop said there was no bread.\n\n“Soldiers burned the mill. They shot a baker.”\n\nRain fell.",
         "shot", ["The bishop"]),
        ("The bishop said that there was no bread.\n\n“Soldiers burned the mill. They shot a baker,” a porter said.",
         "burned", ["a porter"]),
    ],
)  # fmt: skip
def test_sources(text: str, word: str, sources: list[str]) -> None:
    assert chain(text, word) == sources


def test_who_chants_in_one_entry_says_nothing_in_the_next() -> None:
    text = "Porters chanted “No more of this”.\n\nFiji has expelled two consuls from Tonga, the premier has confirmed."
    assert "Porters" not in chain(text, "expelled")
