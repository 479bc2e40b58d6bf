"""Bare accusations: "the spokesman blamed the ADF" says who did what the report has just told.

Such a claim is of the type ACCUSE and names no act. Beside an event of its report it is the accuser's word on who did
it, and is turned into a claim of that event; one that names another act is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from onrecord.linking.telling import Member, Telling
from onrecord.model import Actor, Claim, Link, Source, SourceKind

NEAR = 320
"""Code points between the start of the act's sentence and the accusation: about two sentences."""
HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"})
BY_SECTOR: dict[str, SourceKind] = {"MIL": "military", "GOV": "government", "COP": "government"}


def with_allegations(members: Sequence[Member], told: Mapping[str, Telling]) -> list[Member]:
    """The members, each once, with the bare accusations of their reports (``told``) turned into claims of the event."""
    acts = [m for m in members if m[0].type != "ACCUSE"]
    if not acts:
        return list(members)
    kinds = [m[0].type for m in acts]
    main = max(sorted(set(kinds)), key=kinds.count)
    made: dict[str, Member] = {m[0].id: m for m in acts}
    if main in HOSTILE:
        of_report: dict[str, list[Claim]] = {}
        for claim, report, _ in acts:
            of_report.setdefault(report.id, []).append(claim)
        for ident, here in of_report.items():
            whole = told[ident]
            for claim in whole.accusations:
                if any(0 <= claim.trigger.start - c.trigger.start <= NEAR for c in here):
                    made[claim.id] = (_as_act(claim, here), whole.report, whole.link)
    return list(made.values())


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
