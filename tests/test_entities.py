"""A sentence in, who its noun phrases mean out. All sentences are made up."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import read_text
from onrecord.model import Actor, Mention
from onrecord.reading.entities import Cast, country_of_adjective, find_entities
from onrecord.reading.parse import parse


@lru_cache(maxsize=256)
def cast(text: str, on: str | None = None) -> Cast:
    return find_entities(parse(text), on=on)


def mention(text: str, word: str, *, on: str | None = None, nth: int = 0) -> Mention:
    """The mention headed by the ``nth`` token ``word``."""
    spots = [t.i for t in parse(text).tokens if t.text == word]
    return cast(text, on).who(spots[nth])


def who(text: str, word: str, *, on: str | None = None, nth: int = 0) -> Actor:
    return mention(text, word, on=on, nth=nth).actor


# sentence, head word, country, sector
COMPOSED = [
    ("The Venezuelan Minister of Transport signed the order.", "Minister", "VEN", "GOV"),
    ("The defence minister of Chad resigned.", "minister", "TCD", "GOV"),
    ("Russia's army crossed the river.", "army", "RUS", "MIL"),
    ("Kurdish militants in Syria freed four men.", "militants", "SYR", "REB"),
    ("Two senior Israeli officials spoke to the paper.", "officials", "ISR", "GOV"),
    ("A Venezuelan crime gang was blamed.", "gang", "VEN", "CRM"),
    ("Kyiv's mayor called for calm.", "mayor", "UKR", "GOV"),
    ("Chinese companies shipped the parts.", "companies", "CHN", "BUS"),
    ("UN peacekeepers arrived in Mali.", "peacekeepers", None, "MIL"),
    ("Senior Hamas leaders left the city.", "leaders", "PSE", "REB"),
    ("The rebel commander in Darfur refused.", "commander", "SDN", "REB"),
    ("Refugees fleeing the war in Sudan crossed the border.", "Refugees", "SDN", "REF"),
    ("Nigeria's opposition rejected the vote.", "opposition", "NGA", "OPP"),
    ("A Pakistani judge freed him.", "judge", "PAK", "JUD"),
    ("Italian journalists were detained.", "journalists", "ITA", "MED"),
    ("Colombian farmers blocked the road.", "farmers", "COL", "AGR"),
    ("The Peruvian parliament voted.", "parliament", "PER", "LEG"),
    ("American intelligence services denied it.", "services", "USA", "SPY"),
    ("Police in Lahore arrested five students.", "Police", "PAK", "COP"),
    ("The South Korean army fired warning shots.", "army", "KOR", "MIL"),
    ("Bosnian Serb forces shelled the town.", "forces", "BIH", "MIL"),
    ("Unknown gunmen attacked a bus.", "gunmen", None, "UAF"),
    ("A supporter of the president was hurt.", "supporter", None, None),
]


@pytest.mark.parametrize(("text", "word", "country", "sector"), COMPOSED)
def test_roles_compose_with_countries(text: str, word: str, country: str | None, sector: str | None) -> None:
    actor = who(text, word)
    assert (actor.country, actor.sector) == (country, sector), actor.why


# sentence, head word, day, name
HOLDERS = [
    ("The Venezuelan president spoke on television.", "president", "2019-02-10", "Nicolás Maduro"),
    ("The French president spoke on television.", "president", "2011-03-01", "Nicolas Sarkozy"),
    ("Benin's president flew home.", "president", "2023-07-27", "Patrice Talon"),
    ("The US Secretary of State called Ankara.", "Secretary", "2023-05-02", "Antony Blinken"),
    ("The German chancellor arrived.", "chancellor", "2015-09-01", "Angela Merkel"),
    ("The UN chief urged restraint.", "chief", "2020-01-01", "António Guterres"),
    ("The Israeli leader refused.", "leader", "2024-02-02", "Benjamin Netanyahu"),
    ("President Bazoum was held at home.", "Bazoum", "2023-07-27", "Mohamed Bazoum"),
    ("Russia's defence minister resigned.", "minister", "2024-05-20", "Andrei Belousov"),
]


@pytest.mark.parametrize(("text", "word", "day", "name"), HOLDERS)
def test_an_office_is_held_by_somebody_on_the_day(text: str, word: str, day: str, name: str) -> None:
    assert who(text, word, on=day).name == name


def test_without_a_day_no_holder_is_named() -> None:
    actor = who("The Venezuelan president spoke on television.", "president")
    assert (actor.name, actor.country, actor.sector) == (None, "VEN", "GOV")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Hamas leader left Doha.", "leader"),
        ("The Chechen leader was killed.", "leader"),
        ("The president of the Venezuelan Senate spoke.", "president"),
        ("A former Venezuelan president spoke.", "president"),
        ("Another Venezuelan president spoke.", "president"),
    ],
)
def test_an_office_of_a_part_or_a_past_one_is_not_the_holder(text: str, word: str) -> None:
    assert who(text, word, on="2019-02-10").name is None


def test_a_former_president_keeps_the_country_and_loses_the_office() -> None:
    actor = who("Former President Jair Bolsonaro left Brasilia.", "Bolsonaro", on="2023-06-01")
    assert (actor.name, actor.country, actor.sector) == ("Jair Bolsonaro", "BRA", "ELI")
    assert "former" in (actor.why or "")


def test_a_term_to_come_is_no_office_yet() -> None:
    actor = who("JD Vance gave a speech.", "Vance", on="2024-07-16")
    assert (actor.country, actor.sector) == ("USA", None)


# sentence, head word, name, country, sector, kind
NAMES = [
    ("Moscow said it would reply.", "Moscow", "Russia", "RUS", "GOV", "government"),
    ("Talks with Beijing collapsed.", "Beijing", "China", "CHN", "GOV", "government"),
    ("The Kremlin denied it.", "Kremlin", "Kremlin", "RUS", "GOV", "government"),
    ("The Pentagon confirmed the strike.", "Pentagon", "United States Department of Defense", "USA", "MIL", "military"),
    ("The United Nations warned of famine.", "Nations", "United Nations", None, "IGO", "organisation"),
    ("US President Joe Biden spoke.", "Biden", "Joe Biden", "USA", "GOV", "official"),
]


@pytest.mark.parametrize(("text", "word", "name", "country", "sector", "kind"), NAMES)
def test_names_and_metonyms(text: str, word: str, name: str, country: str | None, sector: str, kind: str) -> None:
    found = mention(text, word, on="2022-05-01")
    assert (found.actor.name, found.actor.country, found.actor.sector, found.kind) == (name, country, sector, kind)


def test_a_capital_that_says_where_is_a_place() -> None:
    actor = who("Troops marched in Moscow.", "Moscow")
    assert (actor.country, actor.sector) == ("RUS", None)


def test_a_surname_is_the_person_named_before() -> None:
    text = "Trade Minister Orla Denholm flew to Lima. Denholm said the talks went well."
    assert who(text, "Denholm", nth=1).id == who(text, "Denholm").id
    assert who(text, "Denholm", nth=1).name == "Orla Denholm"


def test_two_of_one_surname_stay_open() -> None:
    text = "Orla Denholm and Pieter Denholm quarrelled. Denholm left first."
    assert who(text, "Denholm", nth=2).name in (None, "Denholm")


def test_an_acronym_is_its_expansion() -> None:
    text = "The Coastal Fishing Workers Association (CFWA) called a strike. The CFWA wants higher pay."
    assert who(text, "CFWA", nth=1).name == "Coastal Fishing Workers Association"


# text, pronoun, nth, name
PRONOUNS = [
    ("Emmanuel Macron called Olaf Scholz. He offered help.", "He", 0, "Emmanuel Macron"),
    ("Turkey said it had shot down the drone.", "it", 0, "Turkey"),
    ("Giorgia Meloni met Pedro Sánchez. She promised money.", "She", 0, "Giorgia Meloni"),
    ("Russia has denied that its forces were there.", "its", 0, "Russia"),
]


@pytest.mark.parametrize(("text", "word", "nth", "name"), PRONOUNS)
def test_pronouns(text: str, word: str, nth: int, name: str) -> None:
    assert who(text, word, on="2023-01-10", nth=nth).name == name


def test_an_object_is_not_its_own_subject() -> None:
    text = "Antony Blinken telephoned Mohamed Bazoum and promised him full support."
    assert who(text, "him", on="2023-07-27").name == "Mohamed Bazoum"


def test_empty_it_stands_for_no_one() -> None:
    text = "Turkey closed the border. It is likely that talks will resume."
    found = who(text, "It")
    assert found.name is None
    assert found.why


def test_first_person_is_left_to_the_attribution() -> None:
    assert "first person" in (who("Macron said we must act.", "we", on="2023-01-01").why or "")


def test_possessives_hand_on_the_country() -> None:
    text = "Macron praised his country's army."
    assert who(text, "country", on="2023-01-01").country == "FRA"
    assert who(text, "army", on="2023-01-01").country == "FRA"


def test_its_president_is_the_holder_on_the_day() -> None:
    text = "Benin has closed the border and its president has spoken."
    assert who(text, "president", on="2023-07-27").name == "Patrice Talon"


def test_definite_phrases_take_up_what_was_met() -> None:
    text = "Soldiers in Niger seized the radio station. The soldiers read out a statement."
    assert who(text, "soldiers").id == who(text, "Soldiers").id
    assert who(text, "soldiers").country == "NER"


def test_relative_pronouns() -> None:
    assert who("The rebels, who hold the town, refused.", "who").sector == "REB"


def test_several_at_once() -> None:
    text = "Vladimir Putin and Xi Jinping met on Monday. They signed a pact. The two leaders then left."
    for word in ("They", "leaders"):
        spot = next(t.i for t in parse(text).tokens if t.text == word)
        names = [m.actor.name for m in cast(text, "2024-06-01").members(spot)]
        assert names == ["Vladimir Putin", "Xi Jinping"]


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Georgia and Armenia signed a treaty in Tbilisi.", "Georgia", "GEO"),
        ("A court in Atlanta, Georgia, heard the case.", "Georgia", "USA"),
        ("Rebels near Goma in Congo advanced.", "Congo", "COD"),
        ("The president of Congo spoke.", "Congo", None),
        ("Michael Jordan bought a team.", "Jordan", None),
        ("Jordan and Egypt sent aid.", "Jordan", "JOR"),
    ],
)
def test_names_with_two_meanings(text: str, word: str, country: str | None) -> None:
    assert who(text, word).country == country


def test_being_named_does_not_make_the_police_a_countrys() -> None:
    text = "Officers held two Kenyans, a Ghanaian and a Dane. Police said the men would be charged."
    found = who(text, "Police")
    assert found.country is None
    assert found.why


def test_a_common_word_is_no_name() -> None:
    assert mention("People fled the town.", "People").kind == "public"
    assert who("Fear and division spread.", "division").id is None


def test_conjuncts_are_mentions_of_their_own() -> None:
    text = "Russia, China and Iran sent ships."
    assert [m.actor.country for m in cast(text).mentions][:3] == ["RUS", "CHN", "IRN"]
    assert who(text, "Russia").text == "Russia"


def test_the_span_leaves_out_clauses_and_appositions() -> None:
    text = "Ibrahim Sesay, the head of the port, said the ministry, which owns it, would pay."
    assert who(text, "Sesay").text == "Ibrahim Sesay"
    assert who(text, "ministry").text == "the ministry"
    assert who(text, "head").text == "the head of the port"


def test_countries_of_adjectives_and_modifiers() -> None:
    assert country_of_adjective("Venezuelan") == "VEN"
    assert country_of_adjective("Congolese") is None
    assert country_of_adjective("purple") is None
    text = "US air strikes followed the Russian invasion and his raids."
    found = cast(text)
    spots = {t.text: t.i for t in parse(text).tokens}
    assert found.country_at(spots["US"])[0] == "USA"
    assert found.country_at(spots["Russian"])[0] == "RUS"
    assert found.country_at(spots["strikes"])[0] == "USA"
    assert found.country_at(spots["followed"])[0] is None


def test_every_token_has_an_answer_with_a_reason() -> None:
    text = "On Friday, however, nobody in the old town of Beni knew why it had rained."
    found = cast(text)
    for t in parse(text).tokens:
        m = found.who(t.i)
        assert m.actor.why


WORDS = st.sampled_from(
    "Moscow said the Venezuelan president , who met Macron and two rebels in Mali 's capital , had sent his army to "
    "Georgia . They it U.S. officials of the UN ( AU ) “ we ” police".split()
)


@given(st.lists(WORDS, min_size=1, max_size=30))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_spans_quote_the_text_whatever_it_says(words: list[str]) -> None:
    text = " ".join(words)
    parsed = parse(text)
    found = find_entities(parsed, on="2024-01-01")
    for t in parsed.tokens:
        m = found.who(t.i)
        assert text[m.actor.start : m.actor.end] == m.actor.text
        assert m.first <= m.head < m.last
    starts = [m.actor.start for m in found.mentions]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "word", "name", "country", "sector"),
    [
        ("Chad's defence minister, Brahim Ousman, spoke.", "minister", "Brahim Ousman", "TCD", "GOV"),
        ("Brahim Ousman, the defence minister of Chad, spoke.", "Ousman", "Brahim Ousman", "TCD", "GOV"),
        (
            "Hezbollah fired rockets. The well-armed Iran-backed group promised more.",
            "group",
            "Hezbollah",
            "LBN",
            "REB",
        ),
        ("The Gerald Ford aircraft carrier sailed.", "Ford", None, "USA", None),
        ("Turkish officials said the army had crossed the border.", "army", None, "TUR", "MIL"),
        ("Hamas' leader was killed.", "Hamas", "Hamas", "PSE", "REB"),
        ("The Lebanon-based charity closed.", "charity", None, "LBN", "NGO"),
        ("Former soldier Ben Ardley wept in Kenya.", "Ardley", "Ben Ardley", None, None),
    ],
)
def test_announcements_things_and_speakers(
    text: str, word: str, name: str | None, country: str | None, sector: str | None
) -> None:
    actor = who(text, word)
    assert (actor.name, actor.country, actor.sector) == (name, country, sector), actor.why


def test_its_is_not_the_country_of_the_person_who_acts() -> None:
    text = "Venezuela protested that Donald Trump might overthrow its president."
    assert who(text, "its", on="2025-10-31").country == "VEN"


def test_one_entity_has_one_id() -> None:
    text = "Russia said its forces would leave. Moscow gave no date. The Russian government declined to comment."
    ids = {who(text, "Russia").id, who(text, "Moscow").id, who(text, "government").id, who(text, "its").id}
    assert ids == {"country:rus"}


def test_a_given_name_tells_who_she_is() -> None:
    text = "William Ardley met Rebecca Stone in Accra. She asked for help."
    assert who(text, "She").name == "Rebecca Stone"


def test_the_publisher_and_the_outlet_of_the_dateline_are_outlets() -> None:
    made = find_entities(parse("KANDOR (Kasai Herald) - The mayor told Lakeside Wire that he resigned."))
    outlets = {m.actor.name: (m.actor.id, m.kind) for m in made.mentions if m.kind == "outlet"}
    assert outlets == {
        "Kasai Herald": ("org:kasai-herald", "outlet"),
        "Lakeside Wire": ("org:lakeside-wire", "outlet"),
    }


REFERENCES = [
    ("Serbia asked Kosovo to withdraw its police.", "its", "country:xkx"),
    ("Serbia asked Kosovo for help. It refused.", "It", "country:xkx"),
    ("NATO will send 300 Danish soldiers to Kosovo. They will guard the border.", "They", "dnk-soldier:1"),
    ("Armed rebels burned a truck near Gao. The group said it had killed ten soldiers.", "group", "mli-rebel:1"),
    ("Armed rebels burned a truck near Gao. The group said it had killed ten soldiers.", "it", "mli-rebel:1"),
    ("Police Chief Tomas Reyes said the suspect had confessed. He was arrested at a bus station.", "He", "suspect:1"),
]


@pytest.mark.parametrize(("text", "word", "ident"), REFERENCES)
def test_whom_a_pronoun_means(text: str, word: str, ident: str) -> None:
    assert who(text, word).id == ident


def test_a_phrase_ends_before_the_clause_that_says_what_for() -> None:
    assert who("The council praised the staff for taking swift action.", "staff").text == "the staff"
    assert who("The council praised the staff of the port.", "staff").text == "the staff of the port"


def test_weapons_over_a_town_may_be_anybodys() -> None:
    assert who("Drones struck a waterworks in Sudan.", "Drones").country is None
    assert who("Russian drones struck a waterworks in Sudan.", "drones").country == "RUS"
    assert who("Police in Sudan closed the road.", "Police").country == "SDN"


def test_two_sides_of_a_report_from_two_towns_are_read() -> None:
    text = (
        "KIGALI/GOMA, Feb 15 (Crescent) - The M23 handed over three Congolese officers to the Red Cross in Goma on "
        "Saturday and Congo began freeing 30 prisoners, in the sixth such exchange since a ceasefire took effect on "
        "Jan 19.\n\nThe M23 had threatened on Monday to put off the handover, accusing Congo of blocking fuel. Angolan "
        "and Kenyan mediators met negotiators from the two sides in Luanda on Wednesday."
    )
    kinds = {c.type for c in read_text(text).claims}
    assert {"RETREAT", "THREATEN", "CONSULT"} <= kinds
