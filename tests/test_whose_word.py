"""Who speaks, by grammar: who goes on after a quotation, whose statement it is, who stands where two may be meant."""

from __future__ import annotations

import pytest

from onrecord.model import Report
from onrecord.reading import read_report
from onrecord.reading.attribution import find_attributions
from onrecord.reading.chains import branches, chain_of
from onrecord.reading.documents import documents_of
from onrecord.reading.entities import find_entities
from onrecord.reading.parse import parse

DAY = "2024-09-01"


def who(text: str, word: str, *, nth: int = -1, on: str | None = DAY) -> str | None:
    """Name, else words, of whom the ``nth`` token ``word`` means."""
    read = parse(text)
    spots = [t.i for t in read.tokens if t.text == word]
    cast = find_entities(read, on=on)
    actor = cast.in_words(cast.who(spots[nth])).actor
    return actor.name or (actor.text if actor.id else None)


def chain(text: str, word: str) -> list[str]:
    """Names or words of the sources behind the last ``word``, outermost first."""
    read = parse(text)
    cast = find_entities(read, on=DAY)
    attributions = find_attributions(read)
    papers = documents_of(read, attributions, cast)
    token = [t.i for t in read.tokens if t.text == word][-1]
    (line,) = branches(read, token, attributions)
    links = chain_of(read, line, cast, publisher=None, documents=papers)
    return [link.source.name or link.source.text for link in links if link.source]


def printed(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and stance of all that is printed."""

    def join(spans: tuple[tuple[int, int], ...]) -> str:
        return " + ".join(text[a:b] for a, b in spans)

    found = read_report(Report(id="x", text=text, published=DAY)).attributions
    return [(join(a.source), join(a.cue), a.stance) for a in found]


def test_who_speaks_is_looked_for_before_the_quotation() -> None:
    text = (
        'The governor waited at the gate. "We are alone. A baker, Milan Drago, helped. A tailor, Pavel Hrubin, did. '
        'That was all," she told visitors. She added that bandits had burnt the barn.'
    )
    assert who(text, "She") == "The governor"
    assert chain(text, "burnt") == ["The governor"]


def test_a_sentence_of_the_reporter_ends_the_look_back() -> None:
    text = (
        '"It was a good school," Pavel Hrubin said. "We sang. We danced." The owner of the mill, Milan Drago, opens '
        "the door. He says that thieves took the flour."
    )
    assert who(text, "He") == "Milan Drago"


def test_they_are_those_named_together_and_not_one_of_them() -> None:
    text = "The mayor and the bishop complained. They said that bandits had burnt the barn."
    cast = find_entities(read := parse(text), on=DAY)
    they = next(t.i for t in read.tokens if t.text == "They")
    assert [m.actor.text for m in cast.members(they)] == ["The mayor", "the bishop"]
    text = "Eritrea and its friends threaten revenge for the death of the general, which they blame on Sudan."
    assert who(text, "they") != "the general"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ('For Tarma the walk is hard. "We are old," Tarma said.', "Tarma", "Tarma"),
        ("Ilze Kalnozol, a senior nurse, waved. She said it was late.", "She", "Ilze Kalnozol"),
        ("Carla Lomar da Cunha, a poet, left early. Lomar said it was late.", "Lomar", "Carla Lomar da Cunha"),
        ("Otto Fink, a beekeeper at the abbey, waved. The beekeeper said it was late.", "beekeeper", "Otto Fink"),
        ("The governor of the Borena region, Tesfaye Dinka, said it was late.", "governor", "Tesfaye Dinka"),
        ("The world's trade watchdog, the WTO, left.", "watchdog", "World Trade Organization"),
        ("The Confederation of African Football met.", "Confederation", "Confederation of African Football"),
    ],
)  # fmt: skip
def test_names_of_persons_and_bodies(text: str, word: str, name: str) -> None:
    assert who(text, word) == name


def test_a_title_makes_a_person_of_a_country() -> None:
    read = parse("Judge Chad opened the hearing. Judge Chad said the case was closed.")
    spots = [t.i for t in read.tokens if t.text == "Chad"]
    cast = find_entities(read, on=DAY)
    assert {cast.who(i).actor.id for i in spots} == {"person:chad"}


def test_a_surname_is_known_as_the_text_spells_it() -> None:
    text = "President Nicolas Maduro Moros of Venezuela spoke. Maduro said it was late."
    assert who(text, "Maduro") == "Nicolás Maduro"


def test_the_former_president_is_the_one_met() -> None:
    text = "Former President Olusegun Obasanjo met traders in Abeokuta. The former president said it was late."
    assert who(text, "president") == "Olusegun Obasanjo"
    two = "Former President Ana Mora met former President Lu Bei in Macau. The former president said it was late."
    assert who(two, "president") not in ("Ana Mora", "Lu Bei")


def test_a_place_beside_the_president_does_not_make_him_its_president() -> None:
    text = "Officials waited. The president said in Nairobi that the talks with Malawi, Zambia and Angola had failed."
    assert who(text, "president") == "The president"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The leaders of Ghana, Togo, and Benin condemned Mali.", ["Ghana", "Togo", "Benin"]),
        ("The presidents of Peru, Chile and Bolivia condemned Mali.", ["Peru", "Chile", "Bolivia"]),
        ("Kenyan and Ugandan officials condemned Mali.", ["Kenya", "Uganda"]),
        ("The leaders of Ghana and Togo's prime minister condemned Mali.", None),
    ],
)
def test_each_state_whose_leaders_act_is_a_party(text: str, parties: list[str] | None) -> None:
    claims = read_report(Report(id="x", text=text, published=DAY)).claims
    actors = [a.name for c in claims for a in c.actors if c.type == "ACCUSE"]
    if parties is None:
        assert "Benin" not in actors and actors != ["Ghana", "Togo"]
    else:
        assert actors == parties


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The junta put out a statement claiming that bandits had burnt the barn.", ["The junta"]),
        ("The bishop replied with a post on Facebook saying bandits had burnt the barn.", ["The bishop"]),
        ("The bishop read a statement from the miller saying bandits had burnt the barn.", ["the miller"]),
        ("The bishop used his sermon to say that bandits had burnt the barn.", ["The bishop"]),
        ("Per the harbour ministry, bandits have burnt the barn.", ["the harbour ministry"]),
        ("Tolls are 40 cents per mile, and bandits have burnt the barn.", []),
        ("After quoting a hermit, the bishop said that bandits had burnt the barn.", ["the bishop"]),
        ("The bishop repeated a claim that bandits had burnt the barn.", ["The bishop"]),
        ("The bishop made an appeal for towns to help, reiterating that bandits had burnt the barn.", ["The bishop"]),
    ],
)
def test_whose_statement_it_is(text: str, sources: list[str]) -> None:
    assert chain(text, "burnt") == sources


def test_words_of_a_source_hold_its_head() -> None:
    text = "But pictures sent by Mr Olander showed that houses had been burnt."
    assert printed(text)[0][0].startswith("pictures")


def test_a_dash_before_despite_ends_what_was_said() -> None:
    text = "The envoy said the bridge would stay - despite notes from engineers in Oran saying it was burnt."
    assert chain(text, "burnt") == ["engineers in Oran"]


def test_what_is_done_is_nothing_said() -> None:
    text = "Bandits attacked the abbey on Monday. The fleet waged a campaign against smugglers."
    assert printed(text) == []


def test_who_has_yet_to_comment_states_nothing() -> None:
    found = printed("Lima has yet to comment on the charges.")
    assert all(stance != "states" for _, _, stance in found)


def test_what_soldiers_see_or_ask_for_is_no_saying_of_what_follows() -> None:
    assert not any(cue == "requested" and stance == "states" for _, cue, stance in printed(
        "The inquiry he requested will be carried out."
    ))  # fmt: skip
    assert chain("The bishop she had seen had burnt the barn.", "burnt") == []


def test_the_leaders_of_several_states_are_of_none_and_are_quoted_whole() -> None:
    text = "The leaders of Ghana, Togo, and Benin said that Mali attacked the town."
    (claim,) = read_report(Report(id="r", text=text)).claims
    (source,) = [link.source for link in claim.chain if link.source]
    assert (source.text, source.country) == ("The leaders of Ghana, Togo, and Benin", None)
