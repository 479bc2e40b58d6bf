"""The evaluations of linking, on a few lines written for them."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

from evals import coref, linking, scale

from onrecord import read_text
from onrecord.linking.memory import MemoryStore
from onrecord.model import Document
from onrecord.reading.tolls import Toll
from onrecord.record.database import connect

DOCS = (
    ("a", ["Gunmen from Tollan attacked the Harrow bridge in Vessel .", "The attack on Harrow bridge closed Vessel ."]),
    ("b", ["An attack by gunmen closed the Harrow bridge at Vessel , police in Tollan said ."]),
    ("c", ["Engineers in Quorn praised the opera that Mirelle sang .", "An attack of flu closed the Quorn opera ."]),
)  # fmt: skip


def documents() -> dict[str, dict[str, list[str]]]:
    return coref.documents(
        {"doc_id": d, "sentences": [{"sent_id": str(n), "tokens": s.split()} for n, s in enumerate(sentences)]}
        for d, sentences in DOCS
    )


def mention(doc: str, sentence: int, word: str) -> dict[str, object]:
    tokens = dict(DOCS)[doc][sentence].split()
    at = tokens.index(word)
    return {"mention_id": f"{doc}{sentence}{word}", "doc_id": doc, "sent_id": sentence, "tokens": [at], "text": word}


ROWS = [
    mention("a", 0, "attacked"), mention("a", 1, "attack"), mention("b", 0, "attack"), mention("c", 1, "attack"),
    mention("a", 1, "closed"),
]  # fmt: skip


def test_mentions_of_one_event_meet_and_other_stories_and_words_stay_away() -> None:
    model = json.loads(coref.WEIGHTS.read_text(encoding="utf-8"))
    docs = documents()
    made = coref.clusters(coref.mentions(ROWS, docs), docs, model)
    assert made["a0attacked"] == made["a1attack"] == made["b0attack"]
    assert made["c1attack"] != made["b0attack"]
    assert made["a1closed"] != made["a1attack"]


def test_the_order_of_mentions_changes_no_cluster() -> None:
    model = json.loads(coref.WEIGHTS.read_text(encoding="utf-8"))
    docs = documents()
    made = coref.clusters(coref.mentions(ROWS, docs), docs, model)
    assert coref.clusters(coref.mentions(ROWS[::-1], docs), docs, model) == made


def test_addresses_are_no_words_of_a_document() -> None:
    assert coref.is_address(["http", ":", "//", "x"])
    assert not coref.is_address(["Rebels", "met", "in", "http"])


def test_figures_of_incidents_are_compared_by_the_event_of_most_reports() -> None:
    gold = [{"mention_id": m, "cluster": "i1"} for m in "abc"] + [{"mention_id": "d", "cluster": "i2"}]
    out = [
        {"mention_id": "a", "cluster": "e1", "killed": 2, "injured": None},
        {"mention_id": "b", "cluster": "e1", "killed": 2, "injured": None},
        {"mention_id": "c", "cluster": "e2", "killed": 7, "injured": 1},
        {"mention_id": "d", "cluster": "e3", "killed": 1, "injured": 3},
    ]
    incidents = [
        {"incident_id": "i1", "num_killed": 2, "num_injured": 0},
        {"incident_id": "i2", "num_killed": 1, "num_injured": 4},
    ]  # fmt: skip
    found = linking.compare(out, gold, incidents)
    assert (found["killed_right"], found["injured_right"], found["killed_stated"]) == (1.0, 0.0, 2)


def test_who_counts_is_believed_before_who_tells_of_one_after_the_other() -> None:
    published = {name: linking.order(f"2031-05-0{n}") for n, name in enumerate("abc", 1)}
    one, two = Toll(1, counted=False), Toll(2, counted=True)
    assert linking.backed({"a": one, "b": one, "c": two}, published) == 2
    assert linking.backed({"a": one, "b": one, "c": None}, published) == 1
    assert linking.backed({"a": Toll(3, counted=True), "b": two, "c": None}, published) == 2  # of equals the last
    assert linking.backed({}, published) is None


def test_who_died_later_is_not_injured() -> None:
    one, three = Toll(1, counted=True), Toll(3, counted=True)
    early, late = {"a": three, "b": None}, {"a": None, "b": one}
    assert linking.living(early, late, 1) == {"a": Toll(2, counted=True), "b": None}
    assert linking.living({"a": one, "b": None}, late, 1) == {"a": None, "b": None}
    assert linking.living({"a": three, "b": one}, late, 1) == {"b": one}
    assert linking.living(early, {"a": None, "b": None}, None) == early


def test_the_toll_of_an_event_is_that_of_what_its_report_is_about() -> None:
    text = "Gunmen shot and killed four clerks in Odesa on Sunday. A guard was shot dead in Lviv on Friday."
    found = [read_text(text, publisher="Tide Daily", published="2031-05-05")]
    about, store = linking.linked(found)
    assert [t["killed"] for t in linking.figures(found, store, about.values()).values()] == [4]
    first, *others = [c for c in found[0].claims if c.quantities]
    assert linking.central([first, *others], {others[-1].id}) == [others[-1]]
    assert linking.central([first, *others], set()) == [first, *others]


def test_reports_come_with_their_day_and_title() -> None:
    (made,) = linking.documents([{"mention_id": "x", "title": "T", "dct": "2031-05-02", "text": "Body."}])
    assert isinstance(made, Document)
    assert (made.hints.id, made.hints.title, made.hints.published) == ("x", "T", "2031-05-02")


def test_the_made_up_world_is_the_same_for_a_seed_and_mostly_told_once() -> None:
    first, second = (list(islice(scale.World(7).reports(), 60)) for _ in range(2))
    assert first == second
    store = MemoryStore()
    scale.linked(store, first)
    sizes = [len(g.reports) for g in store.events.values()]
    assert sizes.count(1) > len(sizes) / 2
    assert max(sizes) > 2


def test_the_exponent_of_a_square_is_two() -> None:
    assert abs(scale.exponent([10, 20, 40], [1.0, 4.0, 16.0]) - 2.0) < 1e-9


def test_made_up_reports_are_linked_on_disk_as_in_memory(tmp_path: Path) -> None:
    reports = list(islice(scale.World(1).reports(), 30))
    disk, memory = scale.MadeStore(connect(tmp_path / "links.db", write=True)), MemoryStore()
    scale.enter(disk, reports)
    scale.linked(disk, reports)
    scale.linked(memory, reports)
    units = [u for kept in memory.kept([r.report for r in reports]).values() for u in kept.claims()]
    assert sorted(disk.groups(units).values()) == sorted(memory.events.values())
