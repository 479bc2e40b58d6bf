"""The whole story of one event from its claims: origins, witnesses, figures, disputes, best values, source graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from onrecord.linking.allegations import with_allegations
from onrecord.linking.chainroots import Ending, endings
from onrecord.linking.disputes import disputes_of
from onrecord.linking.figures import figures_of
from onrecord.linking.graph import graph_of
from onrecord.linking.moments import order
from onrecord.linking.origins import Standing, stand
from onrecord.linking.outletnames import OutletNames
from onrecord.linking.story import best_place, best_status, best_time, parties, statuses, without_other_times
from onrecord.linking.telling import Member, Telling, tellings
from onrecord.linking.titles import title_of
from onrecord.model import Claim, Dispute, Event, EventAccount

FOLLOWING = frozenset({"arrest", "convict", "restrict"})
"""Modes of what authorities do after an attack."""


def account(members: Sequence[Member], *, told: Iterable[Telling] = (), ident: str | None = None) -> EventAccount:
    """The account of the event whose claims are ``members``; the order of members changes nothing.

    ``told`` may give the reports with all their claims: these tell whom pronouns take up and hold bare accusations
    ("the army blamed the ADF"). ``ident`` is the event's id; left out, that of its first claim. Raises ``ValueError``
    where there are no members.
    """
    if not members:
        raise ValueError("an event has at least one claim")
    first = sorted(members, key=_order)
    reports = {**tellings(first), **{t.report.id: t for t in told}}
    whole = sorted(with_allegations(first, reports), key=_order)
    names = OutletNames(r.publisher for _, r, _ in whole if r.publisher)
    ends = endings(whole, reports, names)
    event = ident or first[0][0].id
    main = _main([c for c, _, _ in first])
    ends = without_other_times([replace(e, follows=_follows(e.claim, main)) for e in ends])
    standing = stand(ends, names, event)
    origins: dict[str, tuple[str, ...]] = {}
    for w in standing.witnesses:
        origins[w.claim] = (*origins.get(w.claim, ()), w.origin)
    figures = figures_of(ends, origins)
    disputes = disputes_of(event, ends, figures, origins)
    nodes, edges = graph_of(ends, standing, names)
    return EventAccount(
        event=_event(event, main, first, [e for e in ends if not e.follows] or ends, standing, origins, disputes),
        statuses=statuses(ends, origins),
        origins=standing.origins,
        asserting=tuple(sorted(standing.asserting)),
        witnesses=standing.witnesses, figures=figures,
        disputes=disputes, nodes=nodes, edges=edges,
    )  # fmt: skip


def _order(m: Member) -> tuple[object, ...]:
    claim, report, _ = m
    return (order(report.published), report.id, claim.trigger.start, claim.id)


def _event(
    ident: str, main: Claim, members: Sequence[Member], ends: Sequence[Ending], standing: Standing,
    origins: dict[str, tuple[str, ...]], disputes: Sequence[Dispute],
) -> Event:  # fmt: skip
    time, place = best_time(ends, origins), best_place(ends, origins)
    status, why = best_status(ends, origins)
    actors, recipients = parties(ends), parties(ends, recipients=True)
    published = [r.published for _, r, _ in members if r.published]
    return Event(
        id=ident, type=main.type, mode=main.mode,
        title=title_of(
            kind=main.type, mode=main.mode, actors=actors, recipients=recipients, place=place, time=time,
            disputes=disputes,
        ),
        status=status, status_why=why, time=time, place=place, actors=actors, recipients=recipients,
        origins=standing.count,
        claims=tuple(dict.fromkeys(c.id for c, _, _ in members)),
        reports=tuple(dict.fromkeys(r.id for _, r, _ in members)),
        first_published=published[0] if published else None, last_published=published[-1] if published else None,
    )  # fmt: skip


def _follows(claim: Claim, main: Claim) -> bool:
    """Whether a claim is of what came of the event: the arrest after an attack."""
    return claim.type != main.type and main.type not in ("COERCE", "SANCTION") and claim.mode in FOLLOWING


def _main(claims: Sequence[Claim]) -> Claim:
    """The claim whose type and mode most claims share, the earliest of equals; arrests come of attacks."""
    acts = [c for c in claims if c.type == "ASSAULT" and c.status == "occurred"]
    if acts and all(c.type == "ASSAULT" or c.mode in FOLLOWING for c in claims):
        claims = acts
    counts = Counter(c.type for c in claims)
    modes = Counter((c.type, c.mode) for c in claims)
    return max(claims, key=lambda c: (counts[c.type], modes[c.type, c.mode]))
