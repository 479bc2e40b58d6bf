"""Why the claims of an event are taken to be of one: the scores of its happenings, two by two, with their reasons."""

from __future__ import annotations

from itertools import combinations, islice

from onrecord.linking.explain import explain, explain_claims
from onrecord.linking.features import features
from onrecord.linking.units import Unit, units
from onrecord.model import LinkInput, PairScore
from onrecord.record import Record
from onrecord.serve import shapes
from onrecord.serve.queries import stories

REPORTS = 24
"""Reports that are compared, earliest first. An event of hundreds is shown by these; each other joined one of them."""
PAIRS = 300


def view(record: Record, ident: str) -> shapes.LinkView:
    """Each pair of happenings of an event with its reasons, the strongest first."""
    db = record.connection
    account = record.event(ident)
    wanted = set(account.event.claims)
    mine: list[Unit] = []
    inner: list[PairScore] = []
    for report in account.event.reports[:REPORTS]:
        for unit in _units(record, report):
            claims = [c for c in unit.claims if c.claim in wanted]
            if claims:
                mine.append(unit)
                inner += [explain_claims(a, b) for a, b in islice(combinations(claims, 2), 20)]
    pairs = [explain(a, b) for a, b in islice(combinations(mine, 2), PAIRS)]
    pairs.sort(key=lambda p: (-p.score, p.a, p.b))
    return shapes.LinkView(
        event=account.event.id, pairs=(*pairs, *inner), judgements=stories.judgements(db, account.event.claims)
    )


def _units(record: Record, ident: str) -> tuple[Unit, ...]:
    reading = record.reading(ident)
    r = reading.report
    info = LinkInput(report=r.id, publisher=r.publisher, url=r.url, published=r.published)
    return units(features(reading, info))
