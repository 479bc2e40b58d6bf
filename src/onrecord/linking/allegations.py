"""Bare accusations: "the spokesman blamed the ADF" says who did what the report has just told.

Such a claim is of the type ACCUSE and names no act. Beside an event of its report it is the accuser's word on who did
it, and is turned into a claim of that event; one that names another act is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.linking.chainroots import Member
from onrecord.model import Actor, Claim, Link, Source, SourceKind, Span

NEAR = 320
"""Code points between the start of the act's sentence and the accusation: about two sentences."""
HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"})
BY_SECTOR: dict[str, SourceKind] = {"MIL": "military", "GOV": "government", "COP": "government"}


def with_allegations(members: Sequence[Member], beside: Sequence[Member]) -> list[Member]:
    """The members, each once, with the bare accusations of their reports turned into claims of the event."""
    acts = [m for m in members if m[0].type != "ACCUSE"]
    if not acts:
        return list(members)
    kinds = [m[0].type for m in acts]
    main = max(sorted(set(kinds)), key=kinds.count)
    made: dict[str, Member] = {m[0].id: m for m in acts}
    if main in HOSTILE:
        for claim, report, link in (*members, *beside):
            if claim.type == "ACCUSE" and claim.id not in made and _about(claim, report.id, acts, (*members, *beside)):
                made[claim.id] = (_as_act(claim, acts, report.id), report, link)
    return list(made.values())


def _about(claim: Claim, report: str, acts: Sequence[Member], everything: Sequence[Member]) -> bool:
    """Whether an accusation of a report is about its event: it names someone, no act of its own, and stands near."""
    if not claim.actors or not any(a.name or a.country for a in claim.recipients) or claim.status != "occurred":
        return False
    cues = [c for c, r, _ in everything if r.id == report and _rests_on(c, claim.trigger)]
    if cues:
        return False
    acts_here = [c for c, r, _ in acts if r.id == report]
    return any(0 <= claim.trigger.start - c.trigger.start <= NEAR for c in acts_here)


def _rests_on(claim: Claim, trigger: Span) -> bool:
    return any(link.cue and link.cue.start < trigger.end and trigger.start < link.cue.end for link in claim.chain)


def _as_act(claim: Claim, acts: Sequence[Member], report: str) -> Claim:
    """The accusation as a claim that the accused did it; what it does not say stays unsaid."""
    nearest = min(
        (c for c, r, _ in acts if r.id == report), key=lambda c: (abs(claim.trigger.start - c.trigger.start), c.id)
    )
    accuser = Link(source=_source(claim.actors[0]), cue=claim.trigger, stance="alleges")
    return replace(
        claim, type=nearest.type, mode=nearest.mode, cameo=nearest.cameo, actors=claim.recipients, recipients=(),
        objects=(), quantities=(), time=None, place=None, chain=(*claim.chain, accuser),
    )  # fmt: skip


def _source(actor: Actor) -> Source:
    kind: SourceKind = BY_SECTOR.get(actor.sector or "", "organisation")
    if actor.id is None or actor.id.startswith("person:"):
        kind = "person"
    return Source(
        start=actor.start, end=actor.end, text=actor.text, name=actor.name, kind=kind, country=actor.country,
        id=actor.id,
    )  # fmt: skip
