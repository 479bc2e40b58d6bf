"""A record for the tests of the desk: one attack told by several outlets, a page in two versions, other scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.model import (
    Actor,
    Claim,
    EventType,
    Link,
    PlaceRef,
    Quantity,
    Reading,
    Report,
    Source,
    Span,
    Stance,
    Status,
    TimeRef,
)
from onrecord.record import Record
from onrecord.report.fingerprint import stable_id

TOWN = "Beni"
PAGE = "https://harbourpost.example/beni"


def span(text: str, words: str) -> Span:
    """Where ``words`` first stand in ``text``."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def source(text: str, words: str, cue: str, stance: Stance) -> Link:
    s = span(text, words)
    return Link(
        source=Source(start=s.start, end=s.end, text=s.text, name=words, kind="official", country="COD"),
        cue=span(text, cue), stance=stance,
    )  # fmt: skip


def claim(
    text: str, words: str, *, ident: str, kind: EventType = "ASSAULT", status: Status = "occurred",
    actor: str | None = None, killed: tuple[str, int] | None = None, day: tuple[str, str] | None = None,
    town: str | None = None, chain: Sequence[Link] = (),
) -> Claim:  # fmt: skip
    """A claim whose evidence is found in ``text`` by words."""
    trigger = span(text, words)
    start = text.rfind(".", 0, trigger.start) + 1
    stop = text.find(".", trigger.end) + 1 or len(text)
    who = () if actor is None else (_actor(text, actor),)
    figures = () if killed is None else (_killed(text, *killed),)
    return Claim(
        id=ident, type=kind, mode=None, contexts=(), cameo="190", trigger=trigger,
        sentence=Span.of(text, start, stop), actors=who, recipients=(), objects=(), quantities=figures,
        time=None if day is None else TimeRef(start=day[1], end=day[1], precision="day", span=span(text, day[0])),
        place=None if town is None else _place(text, town), status=status,
        factuality="CT-" if status == "denied" else "CT+", status_why="asserted", chain=tuple(chain),
    )  # fmt: skip


def _actor(text: str, words: str) -> Actor:
    s = span(text, words)
    return Actor(start=s.start, end=s.end, text=s.text, name=words, country="COD", sector="REB", id="group:m23")


def _killed(text: str, words: str, value: int) -> Quantity:
    s = span(text, words)
    return Quantity(start=s.start, end=s.end, text=s.text, role="killed", value=value, low=value, high=value)


def _place(text: str, words: str) -> PlaceRef:
    return PlaceRef(
        span=span(text, words), name=words, country="COD", lat=0.49, lon=29.47, precision="city", geonames_id=219057
    )


def reading(text: str, claims: Iterable[Claim], **facts: str | None) -> Reading:
    """A reading of a report with these claims."""
    url, publisher = facts.get("url"), facts.get("publisher")
    report = Report(id=stable_id(text, url=url, publisher=publisher), text=text, language="en", **facts)
    return Reading(report=report, claims=tuple(claims), attributions=(), times=(), places=(), warnings=())


def attack() -> list[Reading]:
    """Three outlets on one attack: 14 killed, 21 killed, and a denial by those accused."""
    first = "M23 fighters attacked a market in Beni on Monday, killing 14 people, an army spokesman said."
    second = "The attack on a market in Beni on Monday killed 21 people, a doctor said. M23 attacked the market."
    third = "M23 denied that its fighters attacked a market in Beni on Monday."
    day = ("Monday", "2025-03-03")
    return [
        reading(
            first,
            [claim(first, "attacked", ident="a1", actor="M23", killed=("14 people", 14), day=day, town=TOWN,
                   chain=[source(first, "an army spokesman", "said", "states")])],
            publisher="Lake Wire", published="2025-03-03T18:00:00+02:00", title="Market attacked in Beni",
        ),
        reading(
            second,
            [claim(second, "attack", ident="b1", actor="M23", killed=("21 people", 21), day=day, town=TOWN,
                   chain=[source(second, "a doctor", "said", "states")])],
            publisher="Rift Courier", published="2025-03-04T09:00:00+02:00", title="Toll rises in Beni",
        ),
        reading(
            third,
            [claim(third, "attacked", ident="c1", actor="M23", day=day, town=TOWN, status="denied",
                   chain=[source(third, "M23", "denied", "denies")])],
            publisher="Horn Standard", published="2025-03-05", title="M23 denies attack",
        ),
    ]  # fmt: skip


def versions() -> list[Reading]:
    """One address twice: the later version has dropped a claim and changed a figure."""
    old = "Gunmen attacked a bridge near Goma on Friday. Soldiers arrested nine people in Goma."
    new = "Gunmen attacked a bridge near Goma on Friday. The army said that the road is open again."
    day = ("Friday", "2025-03-07")
    facts = {"publisher": "Harbour Post", "url": PAGE, "published": "2025-03-07T08:00:00+00:00"}
    return [
        reading(
            old,
            [claim(old, "attacked", ident="v1", day=day), claim(old, "arrested", ident="v2", kind="COERCE")],
            title="Bridge near Goma", updated="2025-03-07T08:00:00+00:00", **facts,
        ),
        reading(
            new, [claim(new, "attacked", ident="v3", day=day)],
            title="Bridge near Goma", updated="2025-03-07T12:00:00+00:00", **facts,
        ),
    ]  # fmt: skip


def scripts() -> list[Reading]:
    """Names and titles written right to left, and in Chinese characters."""
    made = []
    for n, (title, publisher) in enumerate((("هجوم على السوق (تقرير)", "صحيفة النيل"), ("袭击市场的报道", "湖畔日报"))):
        text = f"{publisher} reported that gunmen attacked a depot number {n}."
        made.append(reading(text, [claim(text, "attacked", ident=f"s{n}")], publisher=publisher, title=title,
                            published="2025-03-08"))  # fmt: skip
    return made


def build(path: Path, readings: Iterable[Reading] | None = None) -> Path:
    """A record of all of these, linked."""
    with Record(path) as record:
        record.add_readings([*attack(), *versions(), *scripts()] if readings is None else readings)
        with record.connection:
            record.connection.execute(
                "INSERT INTO rejected SELECT max(run), 'photo.png', 'not_text', 'It is a picture.' FROM runs"
            )
    return path
