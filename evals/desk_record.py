"""A record of any size for measuring the desk: happenings and reports drawn as ``evals.scale`` draws them, in words.

Every report has text with its evidence in it; the claims of one happening are one event with the account that linking
makes of it. Linking itself is left out: which claims are one is known here, and ``evals.scale`` times finding it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from evals.scale import Happening, World, iso
from onrecord.linking.account import account
from onrecord.linking.features import Who
from onrecord.model import Actor, Claim, Link, LinkInput, PlaceRef, Quantity, Reading, Report, Source, Span, TimeRef
from onrecord.record import Record, accounts, identity, store
from onrecord.record.database import transaction
from onrecord.record.search import tidy
from onrecord.record.writer import begin_run

OUTLETS = 300
SPEAKERS = ("an army spokesman", "a doctor", "two officials", "the ministry", "witnesses", "the mayor", "the police")
BATCH = 4_000
"""Reports or events of one transaction; should the machine fail, the file is made anew."""


class Told(World):
    """A world whose reports are what they tell."""

    def report(self, day: int, told: Any) -> Any:
        """Day and happenings."""
        return day, told


class Writer:
    """Sentences of one report, with the spans of what they say."""

    def __init__(self) -> None:
        self.text = ""

    def say(self, words: str) -> tuple[int, int, str]:
        """Appends words; where they stand."""
        start = len(self.text)
        self.text += words
        return start, len(self.text), words

    def sentence(self, world: World, h: Happening, *, number: str) -> dict[str, Any]:
        """One sentence on a happening: the parts of its claim."""
        start = len(self.text)
        actors = [self._party(p, " and ") for p in h.actors]
        trigger = self.say(h.words[0])
        self.say(" against " if h.recipients else " ")
        recipients = [self._party(p, " and ") for p in h.recipients]
        self.say(f"{' '.join(h.words[1:6])} in ")
        town = self.say(h.town.name)
        self.say(", killing " if h.killed else ", with ")
        killed = self.say(f"{h.killed} people") if h.killed else None
        self.say(f" {h.words[-1]} on ")
        when = self.say(iso(h.day))
        self.say(", ")
        speaker = self.say(world.draw.choice(SPEAKERS))
        self.say(" ")
        cue = self.say("said")
        self.say(".")
        return {
            "actors": actors, "recipients": recipients, "trigger": trigger, "town": town, "killed": killed,
            "when": when, "speaker": speaker, "cue": cue, "sentence": (start, len(self.text)), "id": number,
        }  # fmt: skip

    def _party(self, who: Who, after: str) -> tuple[Who, tuple[int, int, str]]:
        found = self.say(who.text)
        self.say(after)
        return who, found


def span(at: tuple[int, int, str]) -> dict[str, Any]:
    """The fields of a span."""
    return {"start": at[0], "end": at[1], "text": at[2]}


def claim(h: Happening, parts: dict[str, Any], text: str, *, denied: bool) -> Claim:
    """The claim of a sentence."""

    def actor(who: Who, at: tuple[int, int, str]) -> Actor:
        return Actor(**span(at), name=who.text, country=who.country, sector=who.sector, id=who.id)

    killed = parts["killed"]
    day = iso(h.day)
    source = Source(**span(parts["speaker"]), name=None, kind="official")
    return Claim(
        id=parts["id"], type=h.type, mode=None, contexts=(), cameo=None, trigger=Span(**span(parts["trigger"])),
        sentence=Span.of(text, *parts["sentence"]), actors=tuple(actor(*p) for p in parts["actors"]),
        recipients=tuple(actor(*p) for p in parts["recipients"]), objects=(),
        quantities=(Quantity(**span(killed), role="killed", value=h.killed, low=h.killed, high=h.killed),)
        if killed else (),
        time=TimeRef(start=day, end=day, precision="day", span=Span(**span(parts["when"]))),
        place=PlaceRef(span=Span(**span(parts["town"])), name=h.town.name, country=h.town.country, lat=h.town.lat,
                       lon=h.town.lon, precision="city", geonames_id=h.town.id),
        status="denied" if denied else "occurred", factuality="CT-" if denied else "CT+",
        status_why="denied" if denied else "asserted",
        chain=(Link(source=source, cue=Span(**span(parts["cue"])), stance="denies" if denied else "states"),),
    )  # fmt: skip


def readings(seed: int) -> Iterator[tuple[Reading, list[Happening]]]:
    """Readings without end, each with the happenings of its claims in order."""
    world = Told(seed)
    stream = cast(Iterator[tuple[int, list[Happening]]], world.reports())
    for number, (day, told) in enumerate(stream):
        pen, parts, of = Writer(), [], []
        for n, h in enumerate(told):
            for _ in range(world.draw.choice((2, 3)) if n == 0 else 1):
                parts.append(pen.sentence(world, h, number=f"{world.draw.getrandbits(64):016x}"))
                of.append(h)
                pen.say("\n\n" if world.draw.random() < 0.4 else " ")
        text = pen.text.rstrip()
        hour = f"{world.draw.randrange(24):02d}:{world.draw.randrange(60):02d}:00+00:00"
        report = Report(
            id=f"{seed}-{number}", text=text, publisher=f"Outlet {world.draw.randrange(OUTLETS)}",
            published=f"{iso(day)}T{hour}", title=f"{told[0].words[0]} in {told[0].town.name}", language="en",
        )  # fmt: skip
        claims = tuple(claim(h, p, text, denied=world.draw.random() < 0.04) for h, p in zip(of, parts, strict=True))
        made = Reading(report=report, claims=claims, attributions=(), times=(), places=(), warnings=())
        yield identity.keyed(made), of


def build(path: Path, claims: int, *, seed: int = 1) -> None:
    """A new record with about so many claims."""
    groups: dict[Happening, list[tuple[Claim, Report, LinkInput]]] = defaultdict(list)
    made = 0
    with Record(path) as record:
        db = record.connection
        db.execute("PRAGMA synchronous = OFF")
        with transaction(db):
            run = begin_run(db)
        stream = readings(seed)
        while made < claims:
            with transaction(db):
                for _ in range(BATCH):
                    reading, of = next(stream)
                    store.put(db, reading, run=run)
                    r = reading.report
                    info = LinkInput(report=r.id, publisher=r.publisher, url=r.url, published=r.published)
                    for one, h in zip(reading.claims, of, strict=True):
                        groups[h].append((one, r, info))
                    made += len(reading.claims)
            print(f"{made} claims", file=sys.stderr, flush=True)
        waiting = list(groups.values())
        for k in range(0, len(waiting), BATCH):
            with transaction(db):
                for members in waiting[k : k + BATCH]:
                    accounts.put(db, account(members))
        print(f"{len(waiting)} events", file=sys.stderr, flush=True)
        with transaction(db):
            tidy(db)
