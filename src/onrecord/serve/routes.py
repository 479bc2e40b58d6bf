"""Questions: every list, every view, in JSON or as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

import msgspec
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import Parameter

from onrecord.model.events import DisputeKind
from onrecord.record import Record
from onrecord.serve import csvs, shapes
from onrecord.serve.desk import Desk
from onrecord.serve.queries import atlas, events, links, people, reports, stories
from onrecord.serve.queries import filters as narrowing
from onrecord.serve.queries.paging import LIMIT, MOST
from onrecord.serve.vocabulary import seas

LONG = 400
"""Characters of a filter or of the words of a search."""

Words = Annotated[str | None, Parameter(max_length=LONG, description="Words that the evidence holds.")]
Name = Annotated[str | None, Parameter(max_length=LONG)]
Format = Annotated[
    Literal["json", "csv"], Parameter(description="csv: a flat table for spreadsheets, of this page of the list.")
]
After = Annotated[str | None, Parameter(max_length=LONG, description="`next` of the answer before.")]
Limit = Annotated[int, Parameter(ge=1, le=MOST, description="Rows of one answer.")]
Ident = Annotated[str, Parameter(max_length=LONG)]
Path = Annotated[str, Parameter(description="An id or a name; it may hold slashes.")]


def filters(
    words: Words = None,
    actor: Annotated[
        str | None, Parameter(max_length=LONG, description="Who acts: name, part of it, id or code.")
    ] = None,
    recipient: Annotated[str | None, Parameter(max_length=LONG, description="To whom.")] = None,
    type: Annotated[str | None, Parameter(max_length=LONG, description="PLOVER types, comma between.")] = None,
    status: Annotated[str | None, Parameter(max_length=LONG, description="Statuses, comma between.")] = None,
    min_origins: Annotated[int | None, Parameter(ge=0, le=1000, description="Independent origins at least.")] = None,
    outlet: Annotated[str | None, Parameter(max_length=LONG, description="Part of a publisher's name.")] = None,
    place: Annotated[str | None, Parameter(max_length=LONG, description="Part of a place's name, or a code.")] = None,
    since: Annotated[str | None, Parameter(max_length=LONG, description="First day, ISO.")] = None,
    until: Annotated[str | None, Parameter(max_length=LONG, description="Last day, ISO.")] = None,
    bbox: Annotated[str | None, Parameter(max_length=LONG, description="west,south,east,north")] = None,
) -> narrowing.Filters:
    """What a list of events is narrowed by."""
    return narrowing.Filters(
        words=words, actor=actor, recipient=recipient, type=narrowing.types(type),
        status=narrowing.statuses(status), min_origins=min_origins, outlet=outlet, place=place,
        since=narrowing.day("since", since), until=narrowing.day("until", until), timed=True, box=narrowing.box(bbox),
    )  # fmt: skip


async def answer(
    desk: Desk, question: Callable[[Record], Any], format: str, flat: csvs.Flatten,
    listed: Callable[[Any], Iterable[Any]] = lambda page: page.rows,
) -> Response[Any]:  # fmt: skip
    """A page as JSON or its rows as CSV, encoded in the reader's thread."""
    if format == "json":
        return encoded(await desk.ask_json(question))
    table = await desk.ask(lambda record: csvs.text(flat(row) for row in listed(question(record))))
    return sheet(table)


def encoded(content: bytes) -> Response[Any]:
    """JSON that is encoded already."""
    return Response(content=content, media_type=MediaType.JSON)


def sheet(table: str) -> Response[Any]:
    """CSV as a file. The mark in front tells spreadsheets that it is UTF-8."""
    return Response(
        content="\ufeff" + table, media_type="text/csv; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="onrecord.csv"'},
    )  # fmt: skip


@get("/today", summary="The first page")
async def today(desk: NamedDependency[Desk], format: Format = "json") -> Response[shapes.Today]:
    """What is best attested and fresh, disputes, silent corrections, what came in. As CSV: its events."""
    return await answer(desk, lambda r: stories.today(r.connection), format, csvs.event, lambda page: page.events)


@get("/stats", summary="How much is in the record")
async def stats(desk: NamedDependency[Desk]) -> Response[shapes.Stats]:
    """Counts of everything."""
    return encoded(await desk.ask_json(lambda r: stories.stats(r.connection)))


@get("/events", summary="Events, filtered")
async def event_list(
    desk: NamedDependency[Desk],
    asked: NamedDependency[narrowing.Filters],
    sort: Annotated[Literal["latest", "oldest", "origins"], Parameter(description="Which come first.")] = "latest",
    after: After = None,
    limit: Limit = LIMIT,
    format: Format = "json",
) -> Response[shapes.EventPage]:
    """Events in pages, in the order of their latest report, or of their independent origins."""
    return await answer(
        desk, lambda r: events.page(r.connection, asked, sort=sort, after=after, limit=limit), format, csvs.event
    )


@get("/events/{ident:str}", summary="One event")
async def event(desk: NamedDependency[Desk], ident: Ident, format: Format = "json") -> Response[shapes.EventView]:
    """Its account, claims, reports and judgements. As CSV: its claims."""
    return await answer(desk, lambda r: stories.view(r, ident), format, csvs.claim, lambda view: view.claims)


@get("/events/{ident:str}/links", summary="Why its claims are one event")
async def event_links(desk: NamedDependency[Desk], ident: Ident) -> Response[shapes.LinkView]:
    """Each pair of happenings with its reasons: feature, value, weight, the words of both."""

    def question(record: Record) -> shapes.LinkView:
        stories.event_number(record.connection, ident)
        return links.view(record, ident)

    return encoded(await desk.ask_json(question))


@get("/claims", summary="Claims, filtered")
async def claim_list(
    desk: NamedDependency[Desk],
    type: Name = None,
    status: Name = None,
    report: Name = None,
    after: After = None,
    limit: Limit = LIMIT,
    format: Format = "json",
) -> Response[shapes.ClaimPage]:
    """Claims in pages, latest report first."""
    asked = narrowing.Filters(type=narrowing.types(type), status=narrowing.statuses(status), report=report)
    return await answer(
        desk, lambda r: reports.claims(r.connection, asked, after=after, limit=limit), format, csvs.claim
    )


@get("/reports", summary="Reports")
async def report_list(
    desk: NamedDependency[Desk], outlet: Name = None, after: After = None, limit: Limit = LIMIT, format: Format = "json"
) -> Response[shapes.ReportPage]:
    """Reports in pages, latest first."""
    return await answer(
        desk, lambda r: reports.page(r.connection, outlet=outlet, after=after, limit=limit), format, csvs.report
    )


@get("/reports/{ident:str}", summary="One report")
async def report(desk: NamedDependency[Desk], ident: Ident, format: Format = "json") -> Response[shapes.ReportView]:
    """Its text and reading, the events of its claims, its versions and copies. As CSV: its claims."""

    def claims(view: shapes.ReportView) -> Iterable[shapes.ClaimRow]:
        of = {e.claim: e.event.id for e in view.events}
        r = view.row
        return (
            shapes.ClaimRow(claim=c, report=r.id, report_title=r.title, publisher=r.publisher, published=r.published,
                            event=of.get(c.id))
            for c in view.reading.claims
        )  # fmt: skip

    return await answer(desk, lambda r: reports.view(r, ident), format, csvs.claim, claims)


@get("/reports/{ident:str}/difference", summary="What changed between two versions of a page")
async def difference(
    desk: NamedDependency[Desk], ident: Ident, other: Annotated[str, Parameter(max_length=LONG)]
) -> Response[shapes.Difference]:
    """Sentences added, removed and reworded, and claims that vanished, changed or came."""
    return encoded(await desk.ask_json(lambda r: reports.difference(r, ident, other)))


@get("/corrections", summary="Silent corrections")
async def corrections(
    desk: NamedDependency[Desk], after: After = None, limit: Limit = LIMIT, format: Format = "json"
) -> Response[shapes.CorrectionPage]:
    """Pages whose later version lost or changed claims."""
    return await answer(
        desk, lambda r: reports.corrections(r.connection, after=after, limit=limit), format, csvs.correction
    )


@get("/rejected", summary="What was not read")
async def rejected(
    desk: NamedDependency[Desk], after: After = None, limit: Limit = LIMIT, format: Format = "json"
) -> Response[shapes.RejectedPage]:
    """Inputs that were not read, each with its reason."""
    return await answer(desk, lambda r: reports.rejected(r.connection, after=after, limit=limit), format, csvs.rejected)


@get("/actors/{ident:path}", summary="An actor")
async def actor(desk: NamedDependency[Desk], ident: Path, format: Format = "json") -> Response[shapes.ActorView]:
    """What somebody did, suffered, said and denied, by id or name. As CSV: what they did."""
    return await answer(
        desk, lambda r: people.actor(r.connection, ident.removeprefix("/")), format, csvs.event, lambda view: view.did
    )


@get("/sources", summary="Origins")
async def source_list(
    desk: NamedDependency[Desk], name: Name = None, after: After = None, limit: Limit = LIMIT, format: Format = "json"
) -> Response[shapes.SourcePage]:
    """Whom or what claims finally rest on, those of most events first."""

    def question(record: Record) -> shapes.SourcePage:
        return people.sources(record.connection, name=name, after=after, limit=limit)

    return await answer(desk, question, format, csvs.source)


@get("/sources/{ident:path}", summary="One origin")
async def source(desk: NamedDependency[Desk], ident: Path, format: Format = "json") -> Response[shapes.SourceView]:
    """What it is the origin of, what it denied, who cites it. As CSV: what it is the origin of."""
    return await answer(
        desk, lambda r: people.source(r.connection, ident.removeprefix("/")), format, csvs.event,
        lambda view: view.origin_of,
    )  # fmt: skip


@get("/disputes", summary="Disputes")
async def dispute_list(
    desk: NamedDependency[Desk],
    kind: Annotated[DisputeKind | None, Parameter(description="What is disputed.")] = None,
    after: After = None,
    limit: Limit = LIMIT,
    format: Format = "json",
) -> Response[shapes.DisputePage]:
    """Claims on one event that cannot all be right, latest first."""
    return await answer(
        desk, lambda r: stories.disputes(r.connection, kind=kind, after=after, limit=limit), format, csvs.dispute
    )


@get("/search", summary="Full text")
async def search(
    desk: NamedDependency[Desk],
    q: Annotated[str, Parameter(min_length=1, max_length=LONG, description='Words, "words together", begin*.')],
    after: After = None,
    limit: Limit = LIMIT,
    format: Format = "json",
) -> Response[shapes.SearchPage]:
    """Reports by their words, best first, with the words marked; beside them events by their evidence."""
    return await answer(desk, lambda r: stories.search(r.connection, q, after=after, limit=limit), format, csvs.hit)


@get("/map", summary="Events by column, for map and timeline")
async def map_events(
    desk: NamedDependency[Desk],
    asked: NamedDependency[narrowing.Filters],
    limit: Annotated[int, Parameter(ge=1, le=atlas.MOST)] = atlas.LIMIT,
    format: Format = "json",
) -> Response[shapes.MapEvents]:
    """The events that fit, those of most origins first; ``total`` says how many there are."""
    made = await desk.ask(lambda r: atlas.columns(r.connection, asked, limit=limit))
    if format == "csv":
        return sheet(csvs.text(csvs.columns(msgspec.json.decode(made))))
    return encoded(made)


@get("/seas", summary="Named seas and straits", sync_to_thread=False)
def sea_list() -> list[shapes.Sea]:
    """Where the map writes their names."""
    return [shapes.Sea(name=name, lat=lat, lon=lon, size=size) for name, lat, lon, size in seas()]


ROUTES = [
    today, stats, event_list, event, event_links, claim_list, report_list, report, difference, corrections, rejected,
    actor, source_list, source, dispute_list, search, map_events, sea_list,
]  # fmt: skip
