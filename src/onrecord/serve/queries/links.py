"""Why the claims of an event are taken to be of one: the scores of its happenings, two by two, with their reasons."""

from __future__ import annotations

from itertools import combinations, islice

from onrecord.linking.explain import explain, explain_claims
from onrecord.linking.units import Unit
from onrecord.model import PairScore
from onrecord.record import Record
from onrecord.record.linkstore import RecordStore
from onrecord.serve import shapes
from onrecord.serve.queries import stories

REPORTS = 24
"""Reports that are compared, earliest first. An event of hundreds is shown by these; each other joined one of them."""
PAIRS = 300
INNER = 20


def view(record: Record, ident: str) -> shapes.LinkView:
    """Each pair of happenings of an event with its reasons, the strongest first."""
    db = record.connection
    event = record.event(ident).event
    wanted = set(event.claims)
    reports = event.reports[:REPORTS]
    kept = RecordStore(db).kept(reports)
    mine: list[Unit] = []
    inner: list[PairScore] = []
    for report in reports:
        for unit in kept[report].units() if report in kept else ():
            claims = [c for c in unit.claims if c.claim in wanted]
            if claims:
                mine.append(unit)
                inner += [explain_claims(a, b) for a, b in islice(combinations(claims, 2), INNER)]
    pairs = [explain(a, b) for a, b in islice(combinations(mine, 2), PAIRS)]
    pairs.sort(key=lambda p: (-p.score, p.a, p.b))
    return shapes.LinkView(event=event.id, pairs=(*pairs, *inner), judgements=stories.judgements(db, event.claims))
