"""Adding: a text pasted or a file dropped, read in the background."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, Parameter, RawBody
from litestar.status_codes import HTTP_202_ACCEPTED

from onrecord.errors import UsageError
from onrecord.model import Hints
from onrecord.serve import orders
from onrecord.serve.desk import Desk
from onrecord.serve.faults import NotFound

LONG = 400
MOST_TEXT = 2_000_000


@post("/add", summary="Add a pasted report", status_code=HTTP_202_ACCEPTED)
async def add(desk: NamedDependency[Desk], data: JSONBody[orders.Paste]) -> orders.Adding:
    """Takes a text to be read in the background; ask ``/api/add/{id}`` how far it is."""
    text = data.text.strip()
    if not text:
        raise UsageError("There is no text to read.")
    if len(text) > MOST_TEXT:
        raise UsageError("That text is longer than two million characters; add it as a file.")
    hints = Hints(title=data.title, publisher=data.publisher, published=_published(data.published), url=data.url)
    return desk.adder.add(text.encode("utf-8", "replace"), name="pasted.txt", hints=hints)


def _published(given: str | None) -> str | None:
    if not given:
        return None
    from onrecord.report.stamps import find

    stamp = find(given)
    if stamp is None or stamp.day is None:
        raise UsageError("published takes a date, for instance 2025-10-31 or 2025-10-31T21:34:00+03:00.")
    return given


@post("/add/file", summary="Add a file", status_code=HTTP_202_ACCEPTED)
async def add_file(
    desk: NamedDependency[Desk],
    body: RawBody,
    name: Annotated[str, Parameter(min_length=1, max_length=LONG, description="What the file is called.")],
) -> orders.Adding:
    """Takes a file as it is: text, HTML, JSON Lines, whatever ``onrecord add`` reads."""
    return desk.adder.add(body, name=name, hints=Hints())


@get("/add/{ident:str}", summary="How far an adding has come")
async def adding(desk: NamedDependency[Desk], ident: Annotated[str, Parameter(max_length=LONG)]) -> orders.Adding:
    """Its state and what became of each report."""
    found = desk.adder.get(ident)
    if found is None:
        raise NotFound(f"There is no adding {ident[:40]}.")
    return found


ROUTES = [add, add_file, adding]
