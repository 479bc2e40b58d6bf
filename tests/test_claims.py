"""A report in, its claims out: every stage together, on sentences written for the purpose."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export.words import breadcrumb
from onrecord.model import Claim, Reading, Report
from onrecord.reading import read_report, read_reports
from onrecord.reading.tolls import toll, without_recalled


@lru_cache(maxsize=64)
def read(text: str, published: str | None = "2024-06-07", publisher: str | None = None) -> Reading:
    return read_report(Report(id="t", text=text, published=published, publisher=publisher))


def claim(text: str, type: str, **kwargs: str) -> Claim:
    """The first claim of a type."""
    claims = read(text, **kwargs).claims
    found = [c for c in claims if c.type == type]
    assert found, f"no {type} among {[(c.type, c.trigger.text) for c in claims]}"
    return found[0]


def countries(actors: object) -> list[str | None]:
    return [a.country for a in actors]  # type: ignore[attr-defined]


def sources(c: Claim) -> list[tuple[str, str]]:
    return [(link.source.text, link.stance) for link in c.chain if link.source]


def test_a_plain_attack_with_figures_time_and_source() -> None:
    c = claim(
        "Rebels attacked a village in Kenya on Wednesday, killing at least nine people, the army said.", "ASSAULT"
    )
    assert c.status == "occurred"
    assert sources(c) == [("the army", "states")]
    killed = [q for q in c.quantities if q.role == "killed"]
    assert [(q.value, q.low, q.high) for q in killed] == [(9, 9, None)]
    assert c.time is not None
    assert c.time.start == "2024-06-05"
    assert c.place is not None
    assert c.place.country == "KEN"


STATUSES = [
    ("Eritrean troops shelled a Djibouti outpost before dawn.", "ASSAULT", "occurred"),
    ("The Chadian air force never bombed Sudan.", "ASSAULT", "denied"),
    ("Eritrea denied that its troops had shelled Djibouti.", "ASSAULT", "denied"),
    ("Aid workers fear that Eritrea will invade Djibouti.", "ASSAULT", "possible"),
    ("Chad may bomb rebel camps in Sudan this spring.", "ASSAULT", "possible"),
    ("If Eritrea invades Djibouti, the port will close.", "ASSAULT", "possible"),
    ("Chad plans to bomb rebel camps in Sudan in June.", "ASSAULT", "planned"),
    ("Ethiopian troops are shelling the town.", "ASSAULT", "ongoing"),
]


@pytest.mark.parametrize(("text", "type", "status"), STATUSES, ids=[s[0][:36] for s in STATUSES])
def test_what_became_of_it(text: str, type: str, status: str) -> None:
    claims = [c for c in read(text).claims if c.type in (type, "THREATEN")]
    assert claims
    assert status in {c.status for c in claims}
    if status not in ("occurred", "ongoing"):
        assert not {"occurred", "ongoing"} & {c.status for c in claims if c.type == type}


def test_an_accusation_is_a_claim_and_what_is_alleged_another_in_the_accusers_chain() -> None:
    text = "At noon Djibouti accused Eritrea of having shelled a border post."
    accusation, attack = claim(text, "ACCUSE"), claim(text, "ASSAULT")
    assert countries(accusation.actors) == ["DJI"]
    assert countries(accusation.recipients) == ["ERI"]
    assert accusation.chain == ()
    assert sources(attack) == [("Djibouti", "alleges")]
    assert countries(attack.actors) == ["ERI"]


def test_what_is_asked_for_is_not_printed_as_done() -> None:
    claims = read("Poland asked Germany to deliver tanks to Ukraine.").claims
    assert [c.type for c in claims] == ["REQUEST"]
    assert countries(claims[0].actors) == ["POL"]
    assert countries(claims[0].recipients) == ["DEU"]


def test_we_in_a_quotation_is_the_side_of_the_speaker() -> None:
    text = "“We attacked the base on Monday,” said Peru's defence minister."
    c = claim(text, "ASSAULT")
    assert countries(c.actors) == ["PER"]
    assert c.actors[0].text == "We"
    assert c.actors[0].name is None


def test_who_denies_twice_denies_once() -> None:
    text = "The rebels denied that they had attacked a truck in Kenya. The rebels called the accusation a lie."
    assert [c.status for c in read(text).claims if c.type == "ASSAULT"] == ["denied"]


def test_a_part_of_a_toll_is_not_a_second_toll() -> None:
    c = claim("Rebels killed 20 people, including five children, in Kenya on Monday.", "ASSAULT")
    assert [q.value for q in c.quantities if q.role == "killed"] == [20]


def test_both_countries_are_two_actors() -> None:
    c = claim("Chad and Sudan quarrelled over the border. The two countries agreed to withdraw their troops.", "AGREE")
    assert sorted(map(str, countries(c.actors))) == ["SDN", "TCD"]


def test_a_country_inside_the_name_of_a_sea_is_no_party() -> None:
    c = claim("Estonian police boarded a tanker in the Gulf of Finland on Thursday.", "COERCE")
    assert "FIN" not in countries(c.recipients)


def test_nobody_is_made_up() -> None:
    c = claim("The governor was killed in an attack near the river.", "ASSAULT", published=None)
    assert c.actors == ()
    assert c.time is None


def test_reading_twice_and_in_another_order_changes_nothing() -> None:
    a = Report(id="a", text="Chad expelled the ambassador of Sudan on Friday.", published="2024-06-07")
    b = Report(id="b", text="Thousands protested in Lima against the government of Peru.", published="2024-06-07")
    forward, backward = list(read_reports([a, b])), list(read_reports([b, a]))
    assert forward == backward[::-1]
    assert read_report(a) == forward[0]


def spans(value: object) -> list[tuple[int, int, str]]:
    """Every span anywhere in a reading."""
    from msgspec import Struct

    found = []
    if hasattr(value, "start") and isinstance(getattr(value, "start", None), int):
        found.append((value.start, value.end, value.text))  # type: ignore[attr-defined]
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            found += spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            found += spans(item)
    return found


WORDS = (
    "Russia Ukraine the army rebels killed attacked may not deny denied that said according to 12 people on Friday in "
    'Kyiv accused of asked for missiles he they its president which was by “ ” " , . ; \n\n will fears 3.5 Su-20 Mk2'
).split(" ")


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_every_span_of_any_jumble_quotes_its_place(words: list[str]) -> None:
    text = " ".join(words)
    reading = read_report(Report(id="j", text=text, published="2024-06-07"))
    for start, end, quote in spans(reading):
        assert text[start:end] == quote


# text -> killed and injured of the whole report
TOLLS = [
    ("A man was shot and killed in Kandor on Monday, police said.", 1, None),
    ("The attack left two people dead and three others wounded.", 2, 3),
    ("A teacher was killed and two guards were hurt when shots rang out in Toledo.", 1, 2),
    ("Ana Ruiz was shot in the chest. A ferry brought Ruiz to the clinic, where she was pronounced dead.", 1, None),
    ("Five people were shot in Miami on Sunday, one fatally, police said.", 1, 4),
    ("A 40-year-old was in critical condition on Sunday after she and two others were shot in Leeds.", None, 3),
    ("A welder was killed and five other guests injured in a shooting at a wedding.", 1, 5),
    ("Nine people were shot, one critically, in Kandor on Wednesday.", None, 9),
    ("An apprentice who was shot on a ferry has died, the harbour master said.", 1, None),
    ("Rangers found a girl suffering from a gunshot wound.", None, 1),
    ("Four men were shot in the 1200 block of Elm Street.", None, 4),
    ("A young girl was shot in the wrist and a 31-year-old man was shot in the chin.", None, 2),
    ("The gunman shot himself after the siege.", None, 1),
    ("A ferryman shot and killed his aunt at a lock near Toledo before turning the gun on himself.", 2, None),
    ("A Kandor man shot his wife and then himself on Friday in a murder-suicide, police said.", 2, None),
    ("The stand-off ended with a farmer killing his 3-year-old daughter and then himself.", 2, None),
    ("A clerk shot and killed three colleagues in Leeds before taking his own life.", 4, None),
    ("Police named a grocer and his two daughters who were found dead in a murder-suicide.", 3, None),
    ("A 6-year-old boy and his aunt who were shot and killed beside a well were named on Friday.", 2, None),
    ("A woman shot and wounded herself and her 9-year-old son while loading a pistol.", None, 2),
    ("Isak Bridger and Tana Graham were shot to death on Monday.", 2, None),
    ("Ana Ruiz and her daughter were shot and killed on Monday.", 2, None),
    ("Two of the four clerks who were shot died before they reached the hospital.", 2, None),
    ("Three sailors were killed and at least 12 others wounded when gunmen fired at a pier.", 3, 12),
    ("Orrin fatally shot his cousin and six of his pupils at the mill.", 7, None),
    ("A shooting at a quarry injured five masons, including an apprentice who is in critical condition.", None, 5),
    ("Six guests, two men and four women, were shot at a wedding in Leeds.", None, 6),
    ("Five people were wounded in Leeds, a week after gunmen shot two rowers at the same quay.", None, 5),
    ("Investigators found that the clerk killed his father before his brother shot him dead.", 2, None),
    ("A welder shot and killed his wife, mother and niece at a mill before killing himself.", 4, None),
    ("Jon Bridger, 36, Tana Bridger, 5, and Ely Bridger, 2, all died from gunshot wounds on Monday.", 3, None),
    ("A clerk shot his lodger dead at a boarding house before turning the gun on himself.", 2, None),
    ("Dane Fisk, 19, Leo Hart, 21, and Kim Moss, 17, were also wounded on Friday.", None, 3),
    ("Shots were fired on Elm Street, striking four people - including Ana Ruiz, a 6-year-old girl.", None, 4),
    ("One rower was killed and another injured when shots were fired at a regatta in Kandor.", 1, 1),
    ("Two rowers were killed and a third wounded in a shooting by the weir.", 2, 1),
    ("A gunman opened fire in Leeds, striking a woman and a child, police said.", None, 2),
    ("A bullet struck a 7-year-old boy in the leg when shots were fired in Leeds.", None, 1),
    ("A 39-year-old baker was shot in the wrist in Leeds. A 26-year-old baker was shot in the ankle.", None, 2),
    ("A girl was wounded in the shooting at the fair. A man of sixty was wounded in the foot.", None, 2),
    ("A six-month-old girl was shot dead in Leeds. Mia Tull, a 6-month-old girl, was killed at noon.", 1, None),
    ("Gunfire broke out at a chess club in Leeds, leaving three players dead and five wounded.", 3, 5),
    ("Two others, a clerk and a guard, were wounded in the shooting.", None, 2),
    ("Four people were wounded in the shooting in Leeds. A fifth person was wounded and found later.", None, 5),
    ("A shooting in Kandor left three dead. Officers found four people with gunshot wounds.", 3, 1),
    ("Officers were called to a shooting on Monday. They found four people with minor gunshot wounds.", None, 4),
    ("Two were killed in the shooting in Leeds. A third person, fatally shot, had been asleep upstairs.", 2, None),
    ("A man was shot dead in Leeds on Monday. Three were killed in two separate shootings last week.", 1, None),
]


@pytest.mark.parametrize(("text", "killed", "injured"), TOLLS)
def test_the_toll_of_a_report(text: str, killed: int | None, injured: int | None) -> None:
    claims = [c for c in read(text).claims if c.type == "ASSAULT"]
    assert claims
    assert (toll(claims, "killed"), toll(claims, "injured")) == (killed, injured)


def test_who_was_shot_is_not_injured_where_a_report_tells_of_the_dead() -> None:
    found = [c for c in read("A woman was shot in Kandor on Friday.").claims if c.type == "ASSAULT"]
    assert (toll(found, "injured"), toll(found, "injured", dead=1)) == (1, None)
    found = [c for c in read("Four people were shot in Kandor on Friday.").claims if c.type == "ASSAULT"]
    assert (toll(found, "injured"), toll(found, "injured", dead=1)) == (4, 3)


def test_who_was_shot_may_be_the_dead_of_the_title() -> None:
    found = [
        c for c in read("All four clerks were shot in the head in Kandor on Friday.").claims if c.type == "ASSAULT"
    ]
    assert toll(found, "injured", title="Blood on Elm Street") == 4
    assert toll(found, "injured", title="Four dead in Kandor") is None


def test_what_is_counted_over_a_month_is_of_no_one_event() -> None:
    text = "A man was shot dead in Leeds on Monday. In May, 45 people were killed in shootings in Leeds."
    claims = [c for c in read(text).claims if c.type == "ASSAULT"]
    assert toll(claims, "killed") == 45
    assert toll(without_recalled(claims), "killed") == 1
    assert without_recalled(claims[1:]) == claims[1:]  # a report of nothing else


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Image 3 of 9 A couple and their two daughters were shot dead on Tuesday in Leeds.", [2]),
        ("Photo 2 of 5 A miller and his two sons were shot dead in Leeds.", [2]),
        ("Picture 6 of 8 A couple and two of their sons were shot dead in Leeds.", [2]),
        ("Image 4 A child was wounded on Tuesday at a home in Leeds.", [1]),
    ],
)
def test_a_number_with_a_new_sentence_behind_it_is_a_label(text: str, told: list[int]) -> None:
    figures = [q.value for c in read(text).claims for q in c.quantities if q.role in ("killed", "injured")]
    assert [v for v in figures if v is not None] == told


def test_a_person_counts_once_however_often_he_is_told_of() -> None:
    text = "A man was shot dead in Kandor. Police said the man was shot at noon. The victim was 34."
    figures = [q for c in read(text).claims for q in c.quantities if q.role in ("killed", "injured")]
    assert [(q.text, q.role, q.value) for q in figures] == [("A man", "killed", 1)]


@pytest.mark.parametrize(
    ("text", "type", "role"),
    [
        ("Gunmen kidnapped a judge on Monday.", "ASSAULT", "abducted"),
        ("Police arrested Ana Ruiz.", "COERCE", "arrested"),
    ],
)
def test_one_arrested_or_abducted_counts_one(text: str, type: str, role: str) -> None:
    assert [(q.role, q.value) for q in claim(text, type).quantities] == [(role, 1)]


def test_an_outlet_that_was_told_is_an_outlet_and_nobody_s_victim() -> None:
    text = "Seven soldiers were killed when a bomb hit a truck near Saravena in Colombia, the mayor told Llanos Wire."
    c = claim(text, "ASSAULT")
    told = c.chain[0].source
    assert told is not None
    assert (told.id, told.kind) == ("org:llanos-wire", "outlet")
    assert [(q.role, q.value) for q in c.quantities] == [("killed", 7)]
    assert c.place is not None
    assert c.place.name == "Saravena"


def test_what_is_quoted_from_nobody_is_not_the_outlets_word() -> None:
    text = "The town fell on Friday.\n\n“Soldiers burned the market of Bor.”\n\nTroops shelled the port of Malakal."
    burned, shelled = (c for c in read(text, publisher="Nile Wire").claims if c.type == "ASSAULT")
    (link,) = burned.chain
    assert link.source is None and link.who == "somebody quoted"
    assert link.cue is not None and link.cue.text == "“"
    assert shelled.chain == ()
    assert ("somebody quoted", "said") in breadcrumb(read(text, publisher="Nile Wire").report, burned)


def test_what_was_counted_since_years_is_no_toll_of_the_day() -> None:
    text = (
        "Gunmen shot two people dead in Lagos on Friday, and shots were fired at a bus. "
        "A survey found that nearly 500 people have died in killings since 2000."
    )
    claims = read_report(Report(id="a", text=text, published="2024-10-13")).claims
    assert [c.trigger.text for c in claims if c.time and c.time.span and c.time.span.text == "2000"] == ["died"]
    assert toll(without_recalled(claims), "killed") == 2
