"""Reading -> what linking compares: a few hundred bytes a claim, of plain numbers and words, that pack with msgpack.

Nothing here looks beyond one report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TypedDict

from onrecord.knowledge import gazetteer
from onrecord.knowledge.entry import rows
from onrecord.linking.localities import locality
from onrecord.linking.words import SENTENCE, fold, names, rarity, signature
from onrecord.model import Actor, Claim, EventType, Frozen, LinkInput, PlaceRef, Reading, Status, TimeRef

NAMES = 24
"""Most names kept of a report, the rarest and most frequent first."""
OPENING = 400
"""Characters of a news report that say what it is about."""
LEAST, KNOWN, MOST = 3.0, 4.6, 7.2
"""Rarity that a name must have, that names of the tables are given (one report in a hundred), and greatest there is."""
WIDE = frozenset({"country", "sea", "region"})
REGIONS = WIDE | {"admin"}
TOLD = frozenset({"killed", "injured", "arrested", "abducted", "displaced"})
"""Roles of figures that tell one happening from another."""
SHARED_IDS = ("person:", "grp:", "org:", "pty:", "frc:", "gov:", "crt:", "out:", "country:")
"""Prefixes of ids that mean the same in every report."""
ALLEGING = frozenset({"alleges", "denies", "doubts"})
"""Stances of a chain under which who did it is in dispute."""
STEM = re.compile(r"(?:ings?|ed|es|s|e|ions?|ments?|ers?)$")
FIRST, LAST = 4, 8
"""Letters of the trigger's stem: "attack", "attacked" and "attacker" meet, as do "kill" and "killing"."""


class Who(Frozen, frozen=True, kw_only=True):
    """One party of a claim."""

    id: str | None
    """Only where it means the same in every report."""
    country: str | None
    sector: str | None
    words: tuple[str, ...]
    """Folded words of its name, or of its noun phrase."""
    text: str


class Where(Frozen, frozen=True, kw_only=True):
    """Where a claim's event was."""

    id: int | None
    name: str
    country: str | None
    area: int | None
    """GeoNames id of the first-level area that it lies in, or is."""
    lat: float | None
    lon: float | None
    wide: bool
    """A country, sea or region: it holds, rather than tells, where."""
    text: str


class When(Frozen, frozen=True, kw_only=True):
    """Days (proleptic ordinals) between which a claim's event was."""

    low: int
    high: int
    text: str


class Told(Frozen, frozen=True, kw_only=True):
    """A figure."""

    role: str
    value: float
    text: str


class ClaimFeatures(Frozen, frozen=True, kw_only=True):
    """One claim as linking sees it."""

    claim: str
    at: int
    """Offset of its trigger."""
    sentence: int
    """Offset of its sentence."""
    type: EventType
    mode: str | None
    status: Status
    trigger: str
    stem: str
    definite: bool
    """Said again: "the attack", "this week's talks"; a noun that points back."""
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    when: When | None
    where: Where | None
    told: tuple[Told, ...]
    words: dict[str, float]
    """Signature of its sentence."""
    alleged: bool
    """Whether its actor is only named by who accuses or denies."""
    heard: bool = False
    """Whether only the network takes it for an act: then it is nobody's evidence but its own."""


class ReportFeatures(Frozen, frozen=True, kw_only=True):
    """One report as linking sees it, with its claims in the order of the text."""

    report: str
    publisher: str | None
    published: str | None
    day: int | None
    """Ordinal of the day of publication."""
    title: str | None
    words: dict[str, float]
    """Signature of title and text."""
    title_words: dict[str, float]
    opening: dict[str, float]
    """Signatures of the title alone, and of the first ``OPENING`` characters."""
    names: dict[str, float]
    """Names and how telling each is, 0 to 1."""
    towns: tuple[int, ...]
    """GeoNames ids of the towns it speaks of, most often named first."""
    copy_of: str | None
    version_of: str | None
    claims: tuple[ClaimFeatures, ...]


def features(reading: Reading, info: LinkInput) -> ReportFeatures:
    """What linking needs of one report, and all that it will ever look at."""
    report = reading.report
    whole = f"{report.title}\n{report.text}" if report.title else report.text
    return ReportFeatures(
        report=info.report,
        publisher=info.publisher,
        published=info.published,
        day=ordinal(info.published),
        title=report.title,
        **signatures(report.title, report.text),
        names=telling_names(whole),
        towns=towns(reading),
        copy_of=info.copy_of,
        version_of=info.version_of,
        claims=of_claims(reading.claims, report.text),
    )


class Signatures(TypedDict):
    """Those of ``ReportFeatures`` that title and text give at once."""

    words: dict[str, float]
    title_words: dict[str, float]
    opening: dict[str, float]


def signatures(title: str | None, text: str) -> Signatures:
    """Signatures of the whole, of the title and of the opening."""
    return Signatures(
        words=signature(f"{title}\n{text}" if title else text),
        title_words=signature(title or "", most=SENTENCE),
        opening=signature(text[:OPENING], most=2 * SENTENCE),
    )


def of_claims(claims: Iterable[Claim], text: str) -> tuple[ClaimFeatures, ...]:
    """The claims of a report with this text, in its order."""
    single = {c.id: c for c in reversed(list(claims))}
    ordered = sorted(single.values(), key=lambda c: (c.trigger.start, c.trigger.end, c.id))
    return tuple(claim_features(c, text) for c in ordered)


def claim_features(claim: Claim, text: str) -> ClaimFeatures:
    """One claim."""
    return ClaimFeatures(
        claim=claim.id,
        at=claim.trigger.start,
        sentence=claim.sentence.start,
        type=claim.type,
        mode=claim.mode,
        status=claim.status,
        trigger=claim.trigger.text,
        stem=stem(claim.trigger.text),
        definite=points_back(text, claim.trigger.start),
        actors=tuple(map(who, claim.actors)),
        recipients=tuple(map(who, claim.recipients)),
        when=when(claim.time),
        where=localised(claim.place, claim.sentence.text),
        told=tuple(
            Told(role=q.role, value=float(q.value), text=q.text)
            for q in claim.quantities
            if q.role in TOLD and q.value is not None
        ),
        words=signature(claim.sentence.text, most=SENTENCE),
        alleged=claim.status == "denied" or any(link.stance in ALLEGING for link in claim.chain),
        heard=claim.seen_by == "network",
    )


def ordinal(moment: str | None) -> int | None:
    """Day of an ISO date or time, ``None`` where there is none or it names no day."""
    try:
        return date.fromisoformat(moment[:10]).toordinal() if moment else None
    except ValueError:
        return None


def stem(trigger: str) -> str:
    """The first content word of a trigger without its ending."""
    words = [fold(w) for w in trigger.split()]
    word = max(words, key=lambda w: (rarity(w) >= 1.0, len(w)), default="")
    cut = STEM.sub("", word)
    return (cut if len(cut) >= FIRST else word)[:LAST]


def lasts(claim: ClaimFeatures) -> bool:
    """Whether a claim is of a state of war, which holds many acts and is none of them: "the war in Ukraine"."""
    return _lasts(claim.trigger)


@lru_cache(maxsize=4_096)
def _lasts(trigger: str) -> bool:
    return any(fold(w) in lasting_words() for w in trigger.split())


@lru_cache(maxsize=1)
def lasting_words() -> frozenset[str]:
    """The nouns of ``lasting_words.tsv``."""
    text = (files("onrecord.linking") / "data" / "lasting_words.tsv").read_text(encoding="utf-8")
    return frozenset([line for line in text.splitlines() if line and not line.startswith("#")][1:])


POINTER = re.compile(r"\b(?:the|this|that|these|those|its|their|his|her)\s(?:[\w'’-]+\s){0,2}$", re.IGNORECASE)


def points_back(text: str, at: int) -> bool:
    """Whether the word at ``at`` follows a definite article or its like, within two words."""
    return POINTER.search(text[max(0, at - 40) : at]) is not None


def who(actor: Actor) -> Who:
    """One party."""
    known = actor.id is not None and actor.id.startswith(SHARED_IDS)
    spoken = (fold(w) for w in (actor.name or actor.text).split()[:6])
    return Who(
        id=actor.id if known else None,
        country=actor.country,
        sector=actor.sector,
        words=tuple(w for w in spoken if rarity(w) >= 1.0),
        text=actor.text,
    )


def when(time: TimeRef | None) -> When | None:
    """The days of a time, where it is fixed on both sides."""
    if time is None:
        return None
    low, high = ordinal(time.start), ordinal(time.end)
    if low is None or high is None or high < low:
        return None
    return When(low=low, high=high, text=time.span.text)


def where(place: PlaceRef | None) -> Where | None:
    """A place with the area around it."""
    if place is None or place.name is None:
        return None
    wide = place.precision in WIDE and not _town(place.name, place.geonames_id)
    return Where(
        id=place.geonames_id,
        name=place.name,
        country=place.country,
        area=area(place.name, place.geonames_id),
        lat=place.lat,
        lon=place.lon,
        wide=wide,
        text=place.span.text,
    )


def localised(ref: PlaceRef | None, sentence: str) -> Where | None:
    """A claim's place or, where it has none or a region, the locality that its sentence names in it: "checkpoint 4"."""
    place = where(ref)
    name = locality(sentence) if ref is None or ref.precision in REGIONS else None
    if name is None:
        return place
    return Where(
        id=None, name=name, country=place.country if place else None, area=place.area if place else None,
        lat=None, lon=None, wide=False, text=name,
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _town(name: str, geonames_id: int | None) -> bool:
    """Whether a place with a vague precision ("near Beni") is a town of the gazetteer."""
    return any(s.geonames_id == geonames_id and s.kind == "city" for s in gazetteer.lookup(name))


@lru_cache(maxsize=20_000)
def area(name: str, geonames_id: int | None) -> int | None:
    """GeoNames id of the first-level area of a place; of itself where it is one; ``None`` for countries and seas."""
    if geonames_id is None:
        return None
    for site in gazetteer.lookup(name):
        if site.geonames_id == geonames_id:
            if site.kind == "admin1":
                return geonames_id
            above = gazetteer.by_index(site.admin1)
            return above.geonames_id if above else None
    return None


def towns(reading: Reading) -> tuple[int, ...]:
    """Towns that the report names, most often first, then first named."""
    count: dict[int, int] = {}
    for place in reading.places:
        if place.geonames_id is not None and place.precision in ("city", "point") and place.use == "place":
            count[place.geonames_id] = count.get(place.geonames_id, 0) + 1
    return tuple(sorted(count, key=lambda i: -count[i]))[:5]


def telling_names(text: str) -> dict[str, float]:
    """The names of a text that tell most: rare in the news, often said here."""
    said = names(text)
    rare = {w: min(rarity(w), KNOWN if w in known_names() else 99.0) for w in said}
    found = {w: rare[w] * min(3, n) ** 0.5 for w, n in said.items() if rare[w] >= LEAST}
    kept = sorted(found.items(), key=lambda p: (-p[1], p[0]))[:NAMES]
    return {w: round(rare[w] / MOST, 3) for w, _ in kept}


@lru_cache(maxsize=1)
def known_names() -> frozenset[str]:
    """Words of the names in the tables of persons, organisations and groups: nobody is rare who stands there."""
    columns = {"leaders.tsv": 2, "leaders_others.tsv": 2, "ministers.tsv": 2,  "groups.tsv": 1,
               "organisations.tsv": 1, "countries.tsv": 1}  # fmt: skip
    found = {
        fold(word) for file, column in columns.items() for row in rows(file) for word in row[column].split()
    }  # fmt: skip
    return frozenset(w for w in found if len(w) > 2)


def merged(signatures: Iterable[dict[str, float]]) -> dict[str, float]:
    """One signature for several sentences, of unit length."""
    whole: dict[str, float] = {}
    for one in signatures:
        for word, weight in one.items():
            whole[word] = max(weight, whole.get(word, 0.0))
    length = sum(v * v for v in whole.values()) ** 0.5 or 1.0
    return {w: v / length for w, v in whole.items()}
