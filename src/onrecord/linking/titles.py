"""The title of an event: it names the act and never states it, and blames nobody whose guilt is in question."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.act_words import MODE_WORDS, TYPE_WORDS
from onrecord.linking.story import BLAMED
from onrecord.linking.words import amid
from onrecord.model import BestPlace, BestTime, Dispute, EventType, Party

SHORT: dict[EventType, str] = {
    "AGREE": "agreement", "CONSULT": "talks", "SUPPORT": "support", "RETREAT": "withdrawal", "REQUEST": "request",
    "ACCUSE": "accusation", "SANCTION": "sanctions", "MOBILIZE": "military move", "COERCE": "coercion",
    "ASSAULT": "attack",
}  # fmt: skip
"""Shorter than the words for headlines of claims, where no mode says more."""
TOWARD: dict[tuple[EventType, str], str] = {
    ("RETREAT", "release"): "of", ("COERCE", "arrest"): "of", ("COERCE", "deport"): "of", ("COERCE", "seize"): "of",
    ("ASSAULT", "abduct"): "of", ("SANCTION", "convict"): "of", ("SANCTION", "expel"): "of", ("AGREE", ""): "with",
}  # fmt: skip
"""Other words before whom it is done to than those of the type."""
MOST = 2
"""Parties named; more are "and others"."""


def title_of(
    *, kind: EventType, mode: str | None, actors: Sequence[Party],
    recipients: Sequence[Party], place: BestPlace | None, time: BestTime | None, disputes: Sequence[Dispute],
) -> str:  # fmt: skip
    """For instance "Accusation by Mak Hazukay of the M23", "Attack in Beni, 2025-08-09"."""
    noun, toward = TYPE_WORDS[kind]
    toward = TOWARD.get((kind, mode or ""), toward)
    title = MODE_WORDS.get((kind, mode or ""), SHORT.get(kind, noun)).capitalize()
    doers = _undisputed(actors, disputes) if kind in BLAMED else actors
    if by := _named(doers):
        title += f" by {by}"
    # the dead and wounded are counted and disputed; of those who suffer force only who has a name is named
    suffering = [p for p in recipients if kind not in BLAMED or p.id is not None]
    others = [p for p in suffering if p.name not in {d.name for d in doers} and not _is_where(p, place)]
    if to := _named(others):
        title += f" {toward} {to}"
    if place and place.name not in title:
        title += f" in {place.name}"
    if time:
        title += f", {time.start[:10]}" if time.start[:10] == time.end[:10] else f", {time.start[:7]}"
    return title


def _named(parties: Sequence[Party]) -> str:
    """Those with a name; where nobody has one, the words for the only one, unless they are a pronoun."""
    known = [p.name for p in parties if p.id is not None]
    if not known and len(parties) == 1 and " " in parties[0].name:
        known = [parties[0].name]
    known = [amid(n) for n in known]
    return f"{', '.join(known[:MOST])} and others" if len(known) > MOST else " and ".join(known)


def _undisputed(actors: Sequence[Party], disputes: Sequence[Dispute]) -> list[Party]:
    """The one doer with a name, where some source states it without accusing, and no dispute stands."""
    known = [p for p in actors if p.id is not None]
    if len(known) != 1 or any(d.kind in ("denial", "perpetrator") for d in disputes):
        return []
    return [p for p in known if not p.accused]


def _is_where(party: Party, place: BestPlace | None) -> bool:
    """The place itself, or a country that only holds it ("an attack near Beni in the Congo")."""
    if place is None:
        return False
    holds = (party.id or "").startswith("country:") and party.country == place.country
    return party.name == place.name or (holds and place.precision not in ("country", None))
