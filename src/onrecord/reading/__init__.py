"""Report -> Reading: what the text says, on whose word, and whether it happened.

Each stage is a function over the parse in a module or package of its own; this file only calls them in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Parse, Reading, Report

BATCH = 16
"""Reports parsed together: the parser is a third faster than one by one, and memory stays flat."""


def read_report(report: Report) -> Reading:
    """Read one report."""
    return next(read_reports([report]))


def read_reports(reports: Iterable[Report]) -> Iterator[Reading]:
    """Read reports in order, lazily, in small batches."""
    from itertools import islice

    from onrecord.reading.parse import parse_many

    waiting = iter(reports)
    while batch := list(islice(waiting, BATCH)):
        masks = [(r.dateline.span.start, r.dateline.span.end) if r.dateline else None for r in batch]
        for report, parse in zip(batch, parse_many([r.text for r in batch], masks=masks), strict=True):
            yield read_parsed(report, parse)


def read_parsed(report: Report, parse: Parse) -> Reading:
    """All stages after the parse."""
    from onrecord.knowledge.frames import is_unframed
    from onrecord.reading.attribution import attributions_and_glance
    from onrecord.reading.attribution.deeds import without_deeds
    from onrecord.reading.attribution.near import Quoted
    from onrecord.reading.claims import Context, claims_of
    from onrecord.reading.discourse import with_recipients
    from onrecord.reading.documents import documents_of
    from onrecord.reading.entities import find_entities
    from onrecord.reading.equipment import find_warnings
    from onrecord.reading.events import find_events
    from onrecord.reading.figures import assign
    from onrecord.reading.places import dateline_countries, find_places
    from onrecord.reading.quantities import find_quantities
    from onrecord.reading.syntax import quotes
    from onrecord.reading.times import find_times
    from onrecord.reading.unread import find_cut

    published = report.published or report.updated
    places = find_places(
        parse,
        title=report.title,
        domain=_domain(report.url),
        publisher_country=_country(report.publisher),
        dateline=report.dateline,
        date=published,
    )
    cast = find_entities(
        parse,
        on=published[:10] if published else None,
        title=report.title,
        publisher=report.publisher,
        places=places,
        opening=dateline_countries(report.dateline),
    )
    attributions, glance = attributions_and_glance(parse)
    context = Context(
        report=report,
        parse=parse,
        cast=cast,
        attributions=attributions,
        documents=documents_of(parse, attributions, cast),
        quoted=Quoted(quotes(parse.text)),
        times=find_times(parse, reference=published),
        places=places,
    )
    events = with_recipients(parse, find_events(parse, cast=cast, title=report.title, glance=glance), cast)
    framed = [e for e in events if not is_unframed(e.frame)]  # a doubtful act is no reason to doubt a citation
    figures = assign(parse, events, find_quantities(parse))
    claims = [c for n, event in enumerate(events) for c in claims_of(context, event, figures.get(n, ()))]
    return Reading(
        report=report,
        claims=tuple(claims),
        attributions=without_deeds(parse, attributions, framed, context.quoted),
        times=context.times,
        places=context.places,
        warnings=(*find_warnings(parse), *find_cut(report, parse)),
    )


def _country(publisher: str | None) -> str | None:
    """Where an outlet is at home, if the table knows it."""
    from onrecord.knowledge import outlets

    known = outlets.lookup(publisher) if publisher else None
    return known.country if known else None


def _domain(url: str | None) -> str | None:
    from urllib.parse import urlsplit

    if not url:
        return None
    try:
        return urlsplit(url).hostname
    except ValueError:  # a hostile address is no address
        return None
