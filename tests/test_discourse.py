"""Whom a request addresses when its own clause does not say."""

from __future__ import annotations

from onrecord.model import EventMention
from onrecord.reading.discourse import with_recipients
from onrecord.reading.entities import find_entities
from onrecord.reading.parse import parse


def addressed(text: str) -> list[list[str | None]]:
    """For every form of "ask": the countries of its recipients, given only subject and verb."""
    read = parse(text)
    cast = find_entities(read, on="2031-05-02")
    asked = [t for t in read.tokens if t.lemma in ("ask", "request")]
    subjects = {t.i: tuple(s.i for s in read.children(t.i, "nsubj")) for t in asked}
    events = [EventMention(trigger=i, first=i, last=i + 1, type="REQUEST", actors=who) for i, who in subjects.items()]
    return [[cast.who(i).actor.country for i in e.recipients] for e in with_recipients(read, events, cast)]


def test_a_letter_names_whom_it_asks() -> None:
    assert addressed("In a letter to Kenya and Uganda, Rwanda requested more grain.") == [["KEN", "UGA"]]


def test_also_asks_the_same_again() -> None:
    text = "In a letter to Kenya, Rwanda requested grain. Rwanda also requested trucks."
    assert addressed(text) == [["KEN"], ["KEN"]]


def test_without_also_nobody_is_assumed() -> None:
    assert addressed("In a letter to Kenya, Rwanda requested grain. Later Rwanda requested trucks.") == [["KEN"], []]
