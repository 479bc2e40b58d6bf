"""Tagger and rules brought together: what is printed, what is nested, who stands in a chain."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.model import Attribution, Pair
from onrecord.reading.attribution import find_attributions
from onrecord.reading.attribution.merge import merge
from onrecord.reading.attribution.near import Quoted
from onrecord.reading.attribution.rules import read_by_rules
from onrecord.reading.attribution.tagger import with_heads
from onrecord.reading.attribution.tidy import tidied, to_the_reader, whole_quotations
from onrecord.reading.chains import branches, chain_of
from onrecord.reading.entities import find_entities
from onrecord.reading.glance import Glance
from onrecord.reading.parse import parse
from onrecord.reading.syntax import quotes

MAYOR = (
    "CUCUTA (Wire) - A bomb went off on Tuesday.\n\n"
    "The mayor accused the ELN of planting the bomb. Residents heard two explosions, he said."
)


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " + ".join(text[a:b] for a, b in spans)


def test_a_sentence_with_a_source_of_its_own_is_no_content_of_the_next() -> None:
    read = parse(MAYOR)
    accused, said = find_attributions(read)
    assert words(MAYOR, said.content) == "Residents heard two explosions"
    assert accused.parent is None and said.parent is None


def test_nobody_stands_twice_in_a_chain() -> None:
    text = "The minister said she had confirmed that the bridge was bombed."
    read = parse(text)
    cast = find_entities(read, on="2031-05-02")
    word = next(t.i for t in read.tokens if t.text == "bombed")
    (line,) = branches(read, word, find_attributions(read))
    assert len(line.attributions) == 2
    (link,) = chain_of(read, line, cast, publisher=None, documents={})
    assert link.stance == "confirms"


def test_who_holds_the_document_stands_before_it_in_the_chain_and_is_no_attribution() -> None:
    text = "Court files obtained by the Lusaka Standard showed that the company had bribed the judge."
    read = parse(text)
    cast = find_entities(read, on="2031-05-02")
    (found,) = find_attributions(read)
    word = next(t.i for t in read.tokens if t.text == "bribed")
    (line,) = branches(read, word, (found,))
    links = chain_of(read, line, cast, publisher=None, documents={})
    assert [link.source.text for link in links if link.source] == ["the Lusaka Standard", "Court files"]
    assert links[0].cue is not None and links[0].cue.text == "obtained"


DENIED = "The army had lost a shipment, which the general staff denied. The farmer knew that the well was dry."


def by_cue(text: str, chance: float, tags: tuple[Attribution, ...] = ()) -> list[str]:
    read = parse(text)
    starts = [t.start for t in read.tokens]
    found = merge(read, tags, read_by_rules(read), Glance(starts, [chance] * len(starts)))
    return [words(text, a.cue) for a in found]


def test_what_only_syntax_sees_is_printed_where_the_tagger_half_agrees() -> None:
    assert by_cue("The farmer knew that the well was dry.", 0.5) == ["knew"]
    assert by_cue("The farmer knew that the well was dry.", 0.1) == []


def test_a_denial_of_what_stands_before_is_always_printed() -> None:
    assert by_cue(DENIED, 0.0) == ["denied"]
    assert by_cue(DENIED, 0.9) == ["denied", "knew"]


def test_what_the_tagger_sees_is_not_cited_again_by_another_cue() -> None:
    text = "The clerk learned from the radio that the road was closed, which nobody knew."
    read = parse(text)
    (rule,) = [a for a in read_by_rules(read) if words(text, a.cue) == "learned"]
    tag = Attribution(id="a1", source=((text.index("the radio"), text.index(" that")),),
                      cue=((text.index("from"), text.index("the radio")),), content=rule.content)  # fmt: skip
    starts = [t.start for t in read.tokens]
    found = merge(read, (tag,), (rule,), Glance(starts, [0.9] * len(starts)))
    assert [a.seen_by for a in found] == ["tagger"]


def torn(text: str, source: str, content: str) -> Attribution:
    def at(part: str) -> Pair:
        return (text.index(part), text.index(part) + len(part))

    return Attribution(id="a1", source=(at(source),), cue=(at("agreed"),), content=(at(content),))


def test_torn_ends_are_mended() -> None:
    text = "The cabinet agreed to the sale on Wednesday."
    whole = tidied(parse(text), torn(text, "The", "to the sale on"))
    assert whole is not None
    assert words(text, whole.content) == "to the sale" and words(text, whole.source) == "The cabinet"
    assert tidied(parse(text), torn(text, "The cabinet", "to the")) is None


def test_words_that_end_a_phrase_of_their_own_stay() -> None:
    text = "The miners agreed on what they had been waiting for."
    whole = tidied(parse(text), torn(text, "The miners", "what they had been waiting for"))
    assert whole is not None and words(text, whole.content) == "what they had been waiting for"


def test_the_page_speaking_to_its_reader_cites_nobody() -> None:
    text = "By subscribing, you agreed to receive letters. “You agreed to pay,” the judge told him."
    read = parse(text)
    quoted = Quoted([(text.index("“"), text.index("”") + 1)])
    page = torn(text, "you", "to receive letters")
    assert to_the_reader(read, page, quoted)
    judge = torn(text, "You", "to pay")
    assert not to_the_reader(read, judge, quoted)


def tagged(text: str, cue: str, content: str, source: str = "") -> tuple[Attribution, ...]:
    def at(part: str) -> tuple[Pair, ...]:
        return ((text.index(part), text.index(part) + len(part)),)

    return (Attribution(id="a1", source=at(source) if source else (), cue=at(cue), content=at(content), cue_head=None),)


def test_a_noun_that_nobody_is_said_to_have_spoken_is_no_attribution() -> None:
    text = "Opposition to the canal grew. Doubts whether the dam holds grew too. The district backs the dam."
    read = parse(text)
    for cue, content, source, kept in (
        ("Opposition to", "the canal", "", False),
        ("Doubts", "whether the dam holds", "", True),
        ("backs", "the dam", "The district", True),
    ):
        tags = tuple(with_heads(read, a) for a in tagged(text, cue, content, source))
        assert bool(merge(read, tags, (), Glance())) is kept, cue


def test_who_does_without_a_word_of_speech_vouches_for_nothing() -> None:
    text = "The ministry is financing the siege. The ministry reaffirmed its siege of the port."
    read = parse(text)
    acts, says = (
        with_heads(read, replace(a, seen_by="tagger"))
        for cue, content in (("is financing", "the siege"), ("reaffirmed", "its siege of the port"))
        for a in tagged(text, cue, content, "The ministry")
    )
    first, second = (t.i for t in read.tokens if t.text == "siege")
    assert branches(read, first, (acts,))[0].attributions == ()
    assert branches(read, second, (says,))[0].attributions == (says,)


def test_torn_quotations_are_whole() -> None:
    text = '"Look at the well," she says. "He never knew what mines are," the boy adds.'
    tag = Attribution(id="a1", source=(), cue=((text.index("says"),) * 2,), content=())
    at = text.index('"He')
    torn_in_two = replace(tag, content=((at, at + 3), (text.index("what"), text.index(" are") + 4)))
    quoted = Quoted(quotes(text))
    assert words(text, whole_quotations(torn_in_two, quoted).content) == '"He never knew what mines are'
    apart = replace(tag, content=((1, 5), (at, at + 3)))
    assert whole_quotations(apart, quoted) == apart
