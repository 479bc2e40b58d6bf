"""Every frame finds its example and leaves its counter-example alone; the tables are whole."""

from __future__ import annotations

from collections import Counter

import pytest

from onrecord.knowledge import cameo, frames, plover
from onrecord.knowledge.frames import Frame
from onrecord.reading.events import find_events
from onrecord.reading.parse import parse_many

SLOTS = {
    "subj", "obj", "iobj", "dat", "comp", "inf", "ing", "mandate", "clause", "carrier", "prt", "acomp", "oprd",
    "advmod", "neg", "pair", "cause", "poss", "mod", "amod", "gov", "up", "lv", "victim", "dep",
    "other",
}  # fmt: skip
PREPOSITIONS = {
    "about", "across", "after", "against", "alongside", "along", "amid", "around", "as", "at", "between", "by",
    "during", "for", "from", "in", "inside", "into", "near", "of", "off", "on", "outside", "over", "through", "to",
    "toward", "towards", "under", "upon", "with", "behind", "among", "that", "throughout", "onto", "down", "before",
    "aboard", "following",
}  # fmt: skip


def broken(chosen: list[Frame]) -> list[str]:
    """What the frames of ``chosen`` get wrong in their own sentences."""
    wrong = []
    sentences = list(dict.fromkeys(s for f in chosen for s in (f.example, f.counter)))
    found = {s: {m.frame for m in find_events(p)} for s, p in zip(sentences, parse_many(sentences), strict=True)}
    for frame in chosen:
        if frame.id not in found[frame.example]:
            wrong.append(f"{frame.id} misses: {frame.example}")
        if frame.id in found[frame.counter]:
            wrong.append(f"{frame.id} takes: {frame.counter}")
    return wrong


def test_every_tenth_frame_knows_its_sentences() -> None:
    assert broken(list(frames.frames()[::10])) == []


@pytest.mark.slow
def test_every_frame_knows_its_sentences() -> None:
    assert broken(list(frames.frames())) == []


def test_the_tables_have_the_size_of_the_language() -> None:
    assert len(frames.frames()) >= 2500
    assert set(Counter(f.type for f in frames.frames())) == set(plover.TYPES)


@pytest.mark.parametrize("kind", plover.TYPES)
def test_types_modes_and_codes_are_those_of_the_manual(kind: str) -> None:
    for f in frames.frames():
        if f.type != kind:
            continue
        assert f.mode is None or f.mode in plover.MODES[kind], f.id
        assert f.turn is None or f.turn in plover.TYPES, f.id
        assert f.cameo is None or f.cameo in cameo.codes(), f.id


def test_slots_and_classes_of_the_tables_exist() -> None:
    known = SLOTS | PREPOSITIONS
    for f in frames.frames():
        named = {s for n in f.needs for s in n.slots}
        named |= {s for alternatives in (f.actor, f.recipient, f.object) for parts in alternatives for s in parts}
        for slot in named:
            assert set(slot.split(".")) <= known, (f.id, slot)
        for n in f.needs:
            assert set(n.classes) <= set(frames.classes()), (f.id, n.classes)


def test_codes_lead_to_types_modes_and_contexts() -> None:
    for code in cameo.codes().values():
        assert code.type in plover.TYPES
        assert code.mode is None or code.mode in plover.MODES[code.type], code
        assert set(code.contexts) <= set(plover.CONTEXTS), code
    assert {c for found in plover.context_words().values() for c in found} <= set(plover.CONTEXTS)


def test_what_is_spoken_of_gives_the_code() -> None:
    assert cameo.spoken("REQUEST", "RETREAT", "release") == ("1053", "yield")
    assert cameo.spoken("REQUEST", "AID", None) == ("103", "assist")
    assert cameo.spoken("THREATEN", "ASSAULT", "aerial") == ("138", "violence")
    assert cameo.spoken("CONSULT", "AID", None) == (None, None)


def test_words_are_found_under_forms_the_lemmatizer_gets_wrong() -> None:
    assert frames.lookup_forms("rap", "raped")[0] == "rape"
    assert frames.lookup_forms("rap", "rapped")[0] == "rap"
    assert "rearrest" in frames.lookup_forms("rearreste", "rearrested")
    assert "reoccupy" in frames.lookup_forms("reoccupie", "reoccupied")
    assert "mobilize" in frames.lookup_forms("mobilise", "mobilised")
