"""Events of whole sentences: type, who, to whom, and what is no event."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge import plover
from onrecord.model import EventMention, Parse
from onrecord.reading.entities import find_entities
from onrecord.reading.events import find_events
from onrecord.reading.parse import parse


def words(p: Parse, heads: tuple[int, ...]) -> list[str]:
    return [p.tokens[h].text for h in heads]


def read(sentence: str) -> list[tuple[str, list[str], list[str]]]:
    p = parse(sentence)
    return [(m.type, words(p, m.actors), words(p, m.recipients)) for m in find_events(p)]


def only(sentence: str) -> tuple[Parse, EventMention]:
    p = parse(sentence)
    found = find_events(p)
    assert len(found) == 1, [(m.type, p.tokens[m.trigger].text) for m in found]
    return p, found[0]


@pytest.mark.parametrize(
    ("sentence", "kind", "actors", "recipients"),
    [
        # verbs, active and passive
        ("Rebels attacked an army base near Bangui on Tuesday.", "ASSAULT", ["Rebels"], ["army"]),
        ("Two soldiers were killed by rebels near Bangui.", "ASSAULT", ["rebels"], ["soldiers"]),
        ("The minister praised Mr Okello for his courage.", "SUPPORT", ["minister"], ["Okello"]),
        ("The couple are accused of exporting a laser to Peru.", "ACCUSE", [], ["couple"]),
        ("Lawmakers spoke of the general ordering an attack on Juba.", "ASSAULT", ["general"], ["Juba"]),
        ("The envoy wrote on Monday urging Chad to disarm.", "REQUEST", ["envoy"], ["Chad"]),
        ("The envoy spoke of the past urging Chad to disarm.", "REQUEST", ["envoy"], ["Chad"]),
        ("Their arrest shocked the town.", "COERCE", [], ["Their"]),
        ("The minister praised the Kenyan decision.", "SUPPORT", ["minister"], ["Kenyan"]),
        ("Chad and Niger accused Libya of lying.", "ACCUSE", ["Chad", "Niger"], ["Libya"]),
        ("Peru expelled the Bolivian ambassador on Friday.", "SANCTION", ["Peru"], ["ambassador"]),
        ("The opposition leader was arrested by police in Harare.", "COERCE", ["police"], ["leader"]),
        # nouns with their light verbs, prepositions, possessives, nationalities
        ("The army carried out a series of air strikes on Mekelle.", "ASSAULT", ["army"], ["Mekelle"]),
        ("Kenya imposed sanctions on Somalia.", "COERCE", ["Kenya"], ["Somalia"]),
        ("Chile held talks with Peru on Monday.", "CONSULT", ["Chile"], ["Peru"]),
        ("A Turkish air strike on the village lasted an hour.", "ASSAULT", ["Turkish"], ["village"]),
        # relative clauses, participles, infinitives
        ("The rebels who seized Goma want money.", "COERCE", ["rebels"], ["Goma"]),
        ("Kenya contacted Egypt and Sudan to request tanks.", "REQUEST", ["Kenya"], ["Egypt", "Sudan"]),
        ("The minister sent a letter to Poland requesting tanks.", "REQUEST", ["minister"], ["Poland"]),
        # phrasal verbs and idioms
        ("Ghana called on Togo to open the border.", "REQUEST", ["Ghana"], ["Togo"]),
        # the one who is given something, without "to"
        ("Ghana gave Togo a loan.", "AID", ["Ghana"], ["Togo"]),
        ("Ghana sent Togo food aid.", "AID", ["Ghana"], ["Togo"]),
        ("Peru gave Chile a warning over the border.", "THREATEN", ["Peru"], ["Chile"]),
        ("Militants took three engineers hostage in Mali.", "ASSAULT", ["Militants"], ["engineers"]),
        ("The patrol came under fire near Gao.", "ASSAULT", [], ["patrol"]),
        # heaps of weapons, sides of a fight, what is asked for
        (
            "The militia fired scores of rockets overnight into Chad, striking deeper than before.",
            "ASSAULT",
            ["militia"],
            ["Chad"],
        ),
        ("Attacks between Kenya and Somalia have grown.", "ASSAULT", ["Kenya", "Somalia"], []),
        ("The Nairobi bombing killed nine people.", "ASSAULT", [], ["people"]),
        ("The navy of Kenya destroyed a surface vessel as it carried its crew to Djibouti.", "ASSAULT", ["navy"], []),
        ("Heavy clashes took place at Gao, the last post on the border with Niger.", "ASSAULT", [], []),
        ("Kenya requested Patriot missiles to guard against Somali raids.", "REQUEST", ["Kenya"], []),
    ],
)
def test_who_did_what_to_whom(sentence: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = [x for x in read(sentence) if x[0] == kind]
    assert found, read(sentence)
    assert found[0][1] == actors
    assert found[0][2] == recipients


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        # the act asked for, promised, refused is no event beside
        ("Egypt asked Sudan to release the prisoners.", ["REQUEST"]),
        ("Kenya promised to send troops to Haiti.", ["AGREE"]),
        ("The general threatened to bomb the capital.", ["THREATEN"]),
        ("The government refused to release the prisoners.", ["REJECT"]),
        ("Senegal condemned any attempt to overthrow the president.", ["ACCUSE"]),
        # the act complained of is
        ("Uganda accused Rwanda of arming the rebels.", ["ACCUSE", "AID"]),
        # one act told twice is one
        ("The air force carried out strikes on the town, killing at least nine people.", ["ASSAULT"]),
        ("Five people were killed when a missile hit a house in Kharkiv.", ["ASSAULT"]),
        ("The union lifted sanctions on Eritrea.", ["RETREAT"]),
        # what is to come
        ("The president will visit Angola in May.", ["AGREE"]),
        ("Mali said it would not accept the refugees.", ["REJECT"]),
        ("Somalia said that Ethiopia must withdraw its troops.", ["REQUEST"]),
        # no political event
        ("The team beat its rivals in the final.", []),
        ("The singer released an album on Friday.", []),
        ("The company promised to cut prices.", []),
        ("He told reporters that the road was open.", []),
        ("Two climbers were killed when an avalanche hit the hut.", []),
        ("The committee will meet its targets.", []),
    ],
)
def test_types_of_a_sentence(sentence: str, kinds: list[str]) -> None:
    assert sorted(x[0] for x in read(sentence)) == sorted(kinds)


def test_light_verb_and_content_are_named() -> None:
    p, m = only("The navy launched an attack on the port.")
    assert p.tokens[m.trigger].text == "attack"
    assert m.scope is not None
    assert p.tokens[m.scope].text == "launched"
    assert p.span(m.first, m.last).text == "launched an attack"
    p, m = only("Togo demanded that the mutineers return to barracks.")
    assert m.speech is not None
    assert p.tokens[m.speech].text == "return"


def test_mode_code_and_contexts_follow() -> None:
    _, m = only("Niger asked Algeria to release the hostages.")
    assert (m.mode, m.cameo) == ("yield", "1053")
    _, m = only("Warplanes bombed a hospital in Idlib.")
    assert (m.mode, m.cameo) == ("aerial", "195")
    assert {"military", "health"} <= set(m.contexts)


def test_objects_of_a_request() -> None:
    p, m = only("Armenia requested the delivery of drones, radars and tanks from Iran.")
    assert words(p, m.recipients) == ["Iran"]
    assert {"delivery"} <= set(words(p, m.objects))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            'Rebels attacked the town . Kenya , which said it would send troops to and Chad demanded talks " killed by'
            " in on was were of an end to sanctions the president 's attack".split()
        ),
        min_size=1,
        max_size=30,
    )
)
def test_any_heap_of_words_is_survived_and_spans_hold(heap: list[str]) -> None:
    p = parse(" ".join(heap))
    found = find_events(p)
    assert [m.trigger for m in found] == sorted(m.trigger for m in found)
    for m in found:
        assert 0 <= m.first <= m.trigger < m.last <= len(p.tokens)
        assert m.type in plover.TYPES
        assert m.mode is None or m.mode in plover.MODES[m.type]
        assert set(m.contexts) <= set(plover.CONTEXTS)
        assert not set(m.actors) & set(m.recipients)
        assert all(0 <= h < len(p.tokens) for h in (*m.actors, *m.recipients, *m.objects))
        assert 0 <= m.score <= 1


def test_an_empty_text_has_no_events() -> None:
    assert find_events(parse("")) == ()


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        # a war that dates something else, a visit that links two paragraphs
        ("Prices have doubled since the war began.", []),
        ("Rebels bombed a base in Kidal. The attack comes as Mali prepares for elections.", ["ASSAULT"]),
        ("War broke out between Chad and Niger.", ["ASSAULT"]),
        # judgements, rules, duties of nobody
        ("The bishop called the remarks a war on all Christians.", []),
        ("The law is an attack on the free press, the union said.", []),
        ("Seeking to bar a rival from the ballot for his faith is banned in Kenya.", []),
        ("The hospital in Gao received nine bodies and several soldiers.", []),
        ("Mr Otieno is campaigning for the party leadership.", []),
        # sanctions hit nobody by force
        ("The Swiss sanctions targeted six generals.", ["COERCE"]),
        # one act told three times
        ("Six villagers are among those killed in a Turkish strike that hit a school.", ["ASSAULT"]),
        ("The rebels' attacks, in which more than 30 villagers were killed, went on.", ["ASSAULT"]),
        ("The Kenyan president landed in Beijing for a three-day state visit to China.", ["CONSULT"]),
        ("The envoy attended a second round of talks between Chad and Niger.", ["CONSULT"]),
        ("Lifting the ban would end the conflict.", []),
        # what is announced, asked, shot down
        ("The army had lost the north, only to declare another campaign there in May.", []),
        ("The port never answered a request for comment on the riots.", []),
        ("Missiles were shot down near the air base, the governor said.", ["ASSAULT"]),
        ("The mayor called the bombing an accident.", []),
        ("Chad insisted that the camps are open.", []),
        ("The barrels were ready to be used against the villagers.", []),
        # fighting by its noun
        ("Clashes between police and protesters erupted near Gao.", ["ASSAULT"]),
        ("Heavy fighting erupted near Gao.", ["ASSAULT"]),
        ("Sporadic clashes were still continuing, radio stations said.", []),
        ("Sporadic clashes were still continuing in Khartoum.", ["ASSAULT"]),
        ("A clash of cultures amused the audience.", []),
    ],
)
def test_in_passing_and_twice(sentence: str, kinds: list[str]) -> None:
    assert [x[0] for x in read(sentence)] == kinds


def test_what_goes_on_meanwhile_is_no_recipient() -> None:
    from onrecord.reading.entities import find_entities

    p = parse("The French sanctions come as Niger has made gains in eastern Mali.")
    (found,) = find_events(p, cast=find_entities(p))
    assert words(p, found.actors) == ["French"]
    assert not found.recipients


def test_who_flies_in_for_talks_holds_them() -> None:
    found = read("Chile's president flew to Quito for talks with the Peruvian premier.")
    assert found == [("CONSULT", ["president"], ["Quito"]), ("CONSULT", ["president"], ["premier"])]


def test_both_sides_of_a_clash_and_no_office_as_recipient() -> None:
    found = read("The guerrillas are engaged in fierce clashes with troops near Gao.")
    assert found == [("ASSAULT", ["guerrillas", "troops"], [])]
    assert read("The minister stepped down as president.") == [("RETREAT", ["minister"], [])]


def test_whose_murder_it_is() -> None:
    assert read("The minister's assassination shocked the country.") == [("ASSAULT", [], ["minister"])]
    assert read("The rebels' assassination of the minister was denied.")[0] == ("ASSAULT", ["rebels"], ["minister"])


@pytest.mark.parametrize(
    "text",
    [
        "Wars kill children and the world looks on.",
        "Governments accuse journalists of treason when it suits them.",
        "Should states ban such protests?",
        "They fired poorly veiled shots at the umpire.",
        "The coach fired a veiled shot at his bosses.",
        "Landlords saw in the census an invasion of their privacy.",
        "Landlords saw it as an unwelcome intrusion by the state.",
    ],
)
def test_remarks_on_how_things_are_tell_no_event(text: str) -> None:
    made = parse(text)
    assert find_events(made, cast=find_entities(made)) == ()


@pytest.mark.parametrize(
    "text",
    ["Rebels attacked the town on Monday.", "Russian troops attack Kharkiv every night.", "Soldiers killed children."],
)
def test_what_somebody_did_stays(text: str) -> None:
    made = parse(text)
    assert [m.type for m in find_events(made, cast=find_entities(made))] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The town of Oloru is under attack.", ([], ["Oloru"])),
        ("The village is under attack by rebels.", (["rebels"], ["village"])),
        ("Troops came under attack from rebels in Mali.", (["rebels"], ["Troops"])),
        ("The convent has come under fire from militiamen.", (["militiamen"], ["convent"])),
    ],
)
def test_who_is_under_attack_is_whom_it_is_done_to(text: str, parties: tuple[list[str], list[str]]) -> None:
    assert read(text) == [("ASSAULT", *parties)]
