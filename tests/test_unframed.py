"""Acts in words that no frame knows: the network gives the type, grammar says who; what the frames read stays."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from onrecord.errors import DataError
from onrecord.knowledge.frames import is_unframed, unframed
from onrecord.linking.features import features
from onrecord.linking.incremental import update
from onrecord.linking.memory import MemoryStore
from onrecord.model import EventMention, LinkInput, Reading, Report
from onrecord.models import acts, session
from onrecord.reading import read_report
from onrecord.reading.entities import find_entities
from onrecord.reading.events import find_events
from onrecord.reading.events.unframed import with_more
from onrecord.reading.glance import Glance
from onrecord.reading.parse import parse

STRANGE = "Gunmen bludgeoned a clerk in Lomé on Monday. Ghana blorted the envoy of Togo on Friday, the ministry said."


def heard(text: str, **words: tuple[str, float]) -> Glance:
    """A network that is as sure as told of some words, and of all others that they are no act."""
    read = parse(text)
    glance = Glance([t.start for t in read.tokens], [0.0] * len(read.tokens))
    for t in read.tokens:
        row = np.zeros(len(acts.TYPES) + 1, np.float32)
        kind, chance = words.get(t.text, ("", 0.0))
        if kind:
            row[acts.TYPES.index(kind) + 1] = chance  # type: ignore[arg-type]
        row[0] = 1 - chance
        glance.acts.append(row)
    return glance


def found(text: str, glance: Glance | None) -> list[tuple[str, str, list[str], list[str]]]:
    read = parse(text)
    mentions = find_events(read, cast=find_entities(read), glance=glance)
    words = [(m.type, read.tokens[m.trigger].text, m.actors, m.recipients) for m in mentions]
    return [(t, w, [read.tokens[i].text for i in a], [read.tokens[i].text for i in r]) for t, w, a, r in words]


def test_a_word_without_a_frame_is_an_act_where_the_network_is_sure() -> None:
    sure = ("SANCTION", "blorted", ["Ghana"], ["envoy"])
    assert sure in found(STRANGE, heard(STRANGE, blorted=("SANCTION", 0.9)))
    assert sure not in found(STRANGE, heard(STRANGE, blorted=("SANCTION", 0.2)))
    assert sure not in found(STRANGE, None)


def test_what_a_frame_reads_is_not_read_again() -> None:
    text = "Rebels shelled the port of Goma on Friday."
    for kind in ("AID", "ASSAULT"):
        assert found(text, heard(text, shelled=(kind, 1.0))) == found(text, None)


def test_two_words_of_one_telling_are_one_act() -> None:
    text = "Ghana blorted a glim at Togo on Friday."
    words = heard(text, blorted=("ACCUSE", 0.8), glim=("ACCUSE", 0.7))
    assert [w for _, w, _, _ in found(text, words)] == ["blorted"]


def test_an_act_of_nobody_on_nobody_is_not_told() -> None:
    text = "It was blorted on Friday."
    assert found(text, heard(text, blorted=("ASSAULT", 1.0))) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A strike by nurses blorted the wards on Friday.", "COERCE"),  # what the strike did is told with it
        ("A hurricane blorted Ghana on Friday.", "ASSAULT"),
        ("The envoy's death shocked Ghana on Friday.", "ASSAULT"),
    ],
)
def test_what_an_act_or_a_thing_does_is_no_act_of_its_own(text: str, kind: str) -> None:
    assert found(text, heard(text, blorted=(kind, 1.0), death=(kind, 1.0))) == found(text, None)


def test_who_was_asked_for_comment_did_nothing() -> None:
    text = "Ghana blorted for comment on Friday."
    assert found(text, heard(text, blorted=("REQUEST", 1.0))) == []


def test_the_networks_acts_displace_none() -> None:
    def mention(at: int, frame: str) -> EventMention:
        return EventMention(trigger=at, first=at, last=at + 1, type="ASSAULT", frame=frame)

    mine, more = mention(3, "attack.v.1"), [mention(3, "network.assault.v"), mention(1, "network.assault.v")]
    assert [m.trigger for m in with_more((mine,), tuple(more))] == [1, 3]
    assert with_more((mine,), tuple(more))[1] is mine


def test_claims_say_who_read_their_type() -> None:
    reading = read_report(Report(id="r", text="Nurses walked off the wards in Suva on Monday. Rebels shelled Goma."))
    assert [(c.type, c.seen_by) for c in reading.claims] == [("PROTEST", "network"), ("ASSAULT", "frame")]


def test_every_type_has_slots_for_verbs_and_nouns() -> None:
    for kind in acts.TYPES:
        for form in ("v", "n"):
            frame = unframed(kind, form, "glim")  # type: ignore[arg-type]
            assert frame.actor and frame.recipient and is_unframed(frame.id)


def test_probabilities_of_a_word_sum_to_one() -> None:
    states = np.random.default_rng(1).normal(size=(7, 1536)).astype(np.float32)
    made = acts.chances(states)
    assert made.shape == (7, 17) and np.allclose(made.sum(axis=1), 1) and (made >= 0).all()
    assert acts.chances(states[:0]).shape == (0, 17)


def test_a_damaged_head_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert acts.WEIGHTS in session.manifest()
    monkeypatch.setattr(session, "_read", lambda name: b"no network")
    session.network.cache_clear()
    with pytest.raises(DataError, match=r"acts\.onnx"):
        acts.chances(np.zeros((1, 1536), np.float32))
    session.network.cache_clear()


def test_an_act_of_the_network_is_nobodys_evidence() -> None:
    text = "Rebels shelled Goma on Friday, killing nine people, the army said."
    made = [
        read_report(Report(id=name, text=text, publisher=name, published="2025-03-15T08:00:00Z")) for name in ("A", "B")
    ]
    heard = [replace(c, seen_by="network") for c in made[1].claims]
    assert events(made) == 1
    assert events([made[0], replace(made[1], claims=tuple(heard))]) == 2


def events(readings: list[Reading]) -> int:
    store = MemoryStore()
    links = [
        LinkInput(report=r.report.id, publisher=r.report.publisher, url=None, published="2025-03-15") for r in readings
    ]
    update(store, [features(r, link) for r, link in zip(readings, links, strict=True)])
    return len(store.events)
