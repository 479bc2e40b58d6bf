"""Status: a sentence in, what became of the act and the words that say so out."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Parse, StatusReading
from onrecord.reading.parse import parse, parse_many
from onrecord.reading.status import status_of
from onrecord.reading.status.path import operators
from onrecord.reading.status.tables import classes, governors, links, modals, modifiers


@lru_cache(maxsize=256)
def parsed(text: str) -> Parse:
    return parse(text)


def find(text: str, word: str) -> int:
    return next(t.i for t in parsed(text).tokens if t.text == word)


def read(text: str, word: str, stop: str | None = None, scope: str | None = None) -> StatusReading:
    return status_of(
        parsed(text),
        find(text, word),
        stop=find(text, stop) if stop else None,
        scope=find(text, scope) if scope else None,
    )


CASES = [
    ("Hardly a shot was fired.", "fired", "denied", "negated: 'Hardly'"),
    ("The parties are a long way from agreeing.", "agreeing", "denied", None),
    ("The premier decided against attending.", "attending", "denied", None),
    ("Once the treaty is ratified, tariffs fall.", "ratified", "planned", "still to come: 'once'"),
    ("Once the treaty was ratified, tariffs fell.", "ratified", "occurred", "asserted"),
    ("A truce is within reach.", "truce", "possible", None),
    ("A truce remains elusive.", "truce", "possible", None),
    ("It was not the mayor who ordered the raid.", "ordered", "denied", "negated: 'not'"),
    ("It was not only the army that shot at the crowd.", "shot", "occurred", "asserted"),
    ("The ministry did not say that it fired missiles.", "fired", "possible", "not asserted"),
    ("The depot was the target of a raid on Monday.", "raid", "occurred", "asserted"),
    ("The mayor, who ordered the raid, fled.", "ordered", "occurred", "asserted"),
    ("All but two of the ships sank.", "sank", "occurred", "asserted"),
    ("Troops kill protesters in Lagos.", "kill", "occurred", "asserted"),
    ("The shelling forces clinics to close.", "close", "occurred", None),
    ("It was the mayor who ordered the raid.", "ordered", "occurred", "asserted"),
    ("The deal would see rebels leave the valley.", "leave", "possible", "modal: 'would'"),
    ("On no account did the minister resign.", "resign", "denied", "negated: 'On no account'"),
    ("The treaty, which comes into force in June, limits arms sales.", "limits", "planned", "future: 'comes'"),
    ("The treaty, which came into force in June, limited arms sales.", "limited", "occurred", "asserted"),
    ("Floods destroy crops.", "destroy", "possible", None),
    ("The envoys left without the prisoners having been released.", "released", "denied", "negated: 'without'"),
    ("The minister called accusations of torture baseless.", "torture", "denied", "denied: 'baseless'"),
    ("The minister called the raid a success.", "raid", "occurred", "asserted"),
    ("The paper wrongly reported that the king had abdicated.", "abdicated", "denied", "denied: 'reported that'"),
    ("Invasion fears grip the coast.", "Invasion", "possible", None),
    ("The jury acquitted the colonel of torturing prisoners.", "torturing", "possible", None),
    ("Far from retreating, the column advanced.", "retreating", "denied", "did not happen: 'far from'"),
    ("Bring food in case the siege drags on.", "drags", "possible", "conditional: 'in case'"),
    ("The pact obliges members to defend one another.", "defend", "possible", "modal: 'obliges'"),
    ("The raid planned for May worries Oslo.", "raid", "planned", "planned: 'planned'"),
    ("Rumour has it that the king died.", "died", "possible", None),
    ("Unconfirmed reports speak of a mutiny.", "mutiny", "possible", None),
    ("He was cleared of killing the abbot.", "killing", "possible", None),
    ("Let the envoys leave.", "leave", "possible", None),
    ("Gunmen killed a judge in Cali on Tuesday.", "killed", "occurred", "asserted"),
    ("Rebels did not enter the port of Bunia.", "enter", "denied", "negated: 'not'"),
    ("The marines never fired.", "fired", "denied", "negated: 'never'"),
    ("Merchants in Tartu fear that the army will attack.", "attack", "possible", "under 'fear that'"),
    ("Merchants spoke of fears that the army will attack.", "attack", "possible", "under 'fears that'"),
    ("Fears of an invasion emptied the shops.", "invasion", "possible", "under 'Fears of'"),
    ("The envoy is to visit Baku.", "visit", "planned", "under 'is to'"),
    ("The envoy will visit Baku.", "visit", "planned", "future: 'will'"),
    ("Ghana plans to deploy a battalion.", "deploy", "planned", "under 'plans'"),
    ("The king flies to Doha on Friday.", "flies", "planned", "future: 'on Friday'"),
    ("The garrison is shelling the market.", "shelling", "ongoing", "goes on: 'is shelling'"),
    ("The siege goes on.", "siege", "ongoing", "goes on: 'goes'"),
    ("Rebels control the bridge.", "control", "ongoing", "present state: 'control'"),
    ("The junta may close the airport.", "close", "possible", "modal: 'may'"),
    ("If the army attacks, the town will fall.", "attacks", "possible", "conditional: 'If'"),
    ("Should Minsk attack, Vilnius would answer.", "attack", "possible", "conditional: 'Should'"),
    ("Were Tehran to close the strait, prices would rise.", "close", "possible", "conditional: 'Were'"),
    ("If confirmed, the strike would be the deepest yet.", "strike", "possible", None),
    ("Chad refused to open the border.", "open", "denied", "did not happen: 'refused'"),
    ("Oslo called off the talks.", "talks", "denied", "called off: 'called off'"),
    ("Madrid ruled out sending troops.", "sending", "denied", None),
    ("The patrol managed to reach the wreck.", "reach", "occurred", None),
    ("The patrol did not manage to reach the wreck.", "reach", "denied", "negated: 'not'"),
    ("The patrol did not fail to reach the wreck.", "reach", "occurred", None),
    ("Berlin regrets that it sold the tanks.", "sold", "occurred", None),
    ("Berlin does not regret that it sold the tanks.", "sold", "occurred", None),
    ("Vienna mulls sending sappers.", "sending", "possible", "under 'mulls'"),
    ("The army is about to storm the tower.", "storm", "planned", "under 'about'"),
    ("Gunmen tried to kidnap the rector.", "kidnap", "possible", "attempt: 'tried'"),
    ("Gunmen tried in vain to kidnap the rector.", "kidnap", "denied", None),
    ("The failed coup shook Lima.", "coup", "denied", None),
    ("The alleged massacre is before the court.", "massacre", "possible", "alleged: 'alleged'"),
    ("The planned summit is in Rome.", "summit", "planned", "planned: 'planned'"),
    ("Did Kabul expel the envoys?", "expel", "possible", "question"),
    ("She condemned any attempt to seize power.", "seize", "possible", None),
    ("The report that guards fired is false.", "fired", "denied", "denied: 'false'"),
    ("He denied that he was about to order strikes.", "strikes", "denied", "denied: 'denied that'"),
    ("Mali denied supplying the rebels.", "supplying", "denied", "denied: 'denied'"),
    ("Mali rejected reports that it supplied the rebels.", "supplied", "denied", "did not happen: 'rejected'"),
    ("The premier phoned Hanoi to ask for rice.", "ask", "occurred", None),
    ("Officers appeared on state television to announce the end of the emergency.", "announce", "occurred", None),
    ("The wreck appeared to burn.", "burn", "possible", "not certain: 'appeared'"),
    ("Uganda sent commandos to retake the post.", "retake", "planned", "purpose: 'to retake'"),
    ("Minsk requested spare parts.", "requested", "occurred", "asserted"),
    ("Minsk may ask for spare parts.", "ask", "possible", "modal: 'may'"),
    ("Minsk refused to ask for help.", "ask", "denied", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "status", "why"), CASES, ids=[c[0] for c in CASES])
def test_status_and_reason(text: str, word: str, status: str, why: str | None) -> None:
    made = read(text, word)
    assert made.status == status, made
    if why is not None:
        assert made.why == why


def test_what_stands_above_the_source_is_not_its_own() -> None:
    text = "Kigali doubts that Goma said that rebels shelled the port."
    assert read(text, "shelled").status == "possible"
    assert read(text, "shelled", stop="said").status == "occurred"


def test_what_the_source_has_not_said_is_not_its_word() -> None:
    assert read("Goma may say that rebels shelled the port.", "shelled", stop="say").status == "possible"
    assert read("Goma has not said that rebels shelled the port.", "shelled", stop="said").status == "possible"
    assert read("Goma did not know that rebels had shelled the port.", "shelled", stop="know").status == "occurred"


def test_a_cue_that_commits_against_or_ahead_counts_at_its_own_source() -> None:
    assert read("Mali denied that it had armed the clan.", "armed", stop="denied").status == "denied"
    assert read("Mali fears that Chad will attack.", "attack", stop="fears").status == "possible"
    assert read("Mali promised to free the sailors.", "free", stop="promised").status == "planned"
    assert read("Mali accused Chad of arming the clan.", "arming", stop="accused").status == "occurred"
    assert read("Mali alleged that Chad armed the clan.", "armed", stop="alleged").status == "occurred"


def test_an_allegation_without_a_source_is_not_fact() -> None:
    assert read("Mali accused Chad of arming the clan.", "arming").status == "possible"
    assert read("It is said that the prince drowned.", "drowned").status == "possible"


def test_a_light_verb_carries_its_noun() -> None:
    assert read("The navy could not carry out the strikes.", "strikes", scope="carry").status == "denied"
    assert read("The navy will carry out the strikes.", "strikes", scope="carry").status == "planned"
    assert read("The navy carried out the strikes.", "strikes", scope="carried").status == "occurred"
    assert read("The navy is carrying out strikes.", "strikes", scope="carrying").status == "ongoing"


def test_factuality_goes_with_status() -> None:
    assert read("Gunmen killed a judge.", "killed").factuality == "CT+"
    assert read("Gunmen did not kill the judge.", "kill").factuality == "CT-"
    assert read("Gunmen may kill the judge.", "kill").factuality == "PS+"
    assert read("Gunmen killed a judge.", "killed").score == 3.0
    assert read("Gunmen did not kill the judge.", "kill").score == -3.0


def names(text: str) -> set[str]:
    p = parsed(text)
    return {o.name for t in p.tokens for o in operators(p, t.i, stop=None, scope=None)}


@pytest.mark.parametrize("name", sorted(set(classes()) - {"identity", "factive"}))
def test_every_class_matches_its_example_and_not_its_counter_example(name: str) -> None:
    rule = classes()[name]
    assert name in names(rule.example), rule.example
    if " not " not in rule.counter_example:  # some show what the negated word does instead
        assert name not in names(rule.counter_example), rule.counter_example


def test_tables_name_known_classes_only() -> None:
    known = set(classes()) | {"barrier"}
    assert {c for slots in governors().values() for c in slots.values()} <= known
    assert {c for where in modifiers().values() for c in where.values()} <= known
    assert {c for row in modals().values() for c in row} <= known
    assert set(links("mark").values()) | set(links("prep").values()) <= known


WORDS = [
    "not",
    "may",
    "if",
    "fears",
    "of",
    "attack",
    "the",
    "to",
    "denied",
    "that",
    "plans",
    "army",
    ",",
    "?",
    "no",
    "was",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_words_get_a_status_with_a_reason(words: list[str]) -> None:
    p = parse(" ".join(words))
    for t in p.tokens:
        made = status_of(p, t.i)
        assert made.why
        assert -3.0 <= made.score <= 3.0
        assert (made.status == "denied") == (made.score < 0 and made.factuality != "PS-")


def test_time_grows_with_the_way_only() -> None:
    """A long sentence costs no more than its depth: forty steps at most."""
    text = "He said that " * 60 + "rebels fled."
    p = next(parse_many([text]))
    last = next(t.i for t in p.tokens if t.text == "fled")
    assert len(operators(p, last, stop=None, scope=None)) < 200
