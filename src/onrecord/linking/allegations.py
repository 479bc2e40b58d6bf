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
        acts_of, told_by = _by_report(acts), _by_report((*members, *beside))
        for claim, report, link in (*members, *beside):
            here = acts_of.get(report.id, [])
            if claim.type == "ACCUSE" and claim.id not in made and _about(claim, here, told_by[report.id]):
                made[claim.id] = (_as_act(claim, here), report, link)
    return list(made.values())


def _by_report(members: Sequence[Member]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim, report, _ in members:
        found.setdefault(report.id, []).append(claim)
    return found


def _about(claim: Claim, acts: Sequence[Claim], told: Sequence[Claim]) -> bool:
    """Whether an accusation is about the event of its report's ``acts``: it names someone, stands near, and none of the
    report's claims (``told``) is the act it names."""
    said = range(claim.sentence.start, claim.sentence.end)  # who "condemned the attack" names nobody for it
    named = any(a.start in said and (a.name or a.country) for a in claim.recipients)
    if not claim.actors or not named or claim.status != "occurred":
        return False
    if not any(0 <= claim.trigger.start - c.trigger.start <= NEAR for c in acts):
        return False
    return not any(_rests_on(c, claim.trigger) for c in told)


def _rests_on(claim: Claim, trigger: Span) -> bool:
    return any(link.cue and link.cue.start < trigger.end and trigger.start < link.cue.end for link in claim.chain)


def _as_act(claim: Claim, acts: Sequence[Claim]) -> Claim:
    """The accusation as a claim that the accused did it; what it does not say stays unsaid."""
    nearest = min(acts, key=lambda c: (abs(claim.trigger.start - c.trigger.start), c.id))
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
