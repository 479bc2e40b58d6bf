"""The application: routes, pages, files, errors, the guard before all of them, and the OpenAPI document."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, Router, get
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, Server
from litestar.params import Parameter

from onrecord import __version__
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.serve import judging, routes, shell, writes
from onrecord.serve.desk import Desk
from onrecord.serve.document import document
from onrecord.serve.faults import HANDLERS, failure
from onrecord.serve.guard import Access, Guard
from onrecord.serve.vocabulary import vocabulary

PAGES = [
    "/", "/map", "/events", "/events/{rest:path}", "/reports", "/reports/{rest:path}", "/actors/{rest:path}",
    "/sources", "/sources/{rest:path}", "/disputes", "/search", "/add", "/try",
]  # fmt: skip


@get(PAGES, include_in_schema=False, sync_to_thread=False)
def page(state: State) -> Response[str]:
    """The page; its script shows what the address asks for."""
    access: Access = state.access
    desk: Desk = state.desk
    boot = {**vocabulary(), "version": __version__, "record": desk.path.name, "token": access.token}
    return Response(
        content=shell.page(boot), media_type=MediaType.HTML,
        headers={"cache-control": "no-store"},  # it holds the token of this start
    )  # fmt: skip


@get("/static/{name:str}", include_in_schema=False, sync_to_thread=True)
def file(request: Request[Any, Any, Any], name: Annotated[str, Parameter(max_length=200)]) -> Response[Any]:
    """A built file."""
    found = shell.static(name, gzip="gzip" in request.headers.get("accept-encoding", ""))
    if found is None:
        return failure(404, "There is no such file.")
    content, headers = found
    return Response(content=content, headers=headers, media_type=headers["content-type"])


@get("/openapi.json", include_in_schema=False, sync_to_thread=True)
def openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The OpenAPI document."""
    return Response(content=_document(request.app), media_type=MediaType.JSON)


@lru_cache(maxsize=4)
def _document(app: Litestar) -> bytes:
    return msgspec.json.encode(document(app))


def _desk(state: State) -> Desk:
    found: Desk = state.desk
    return found


class App:
    """The desk as one ASGI application. ``access`` says who may ask."""

    def __init__(
        self, record: Path, *, token: str | None = None, closed: bool = False, host: str = "127.0.0.1"
    ) -> None:
        self.access = Access(token=token or secrets.token_urlsafe(32), closed=closed, host=host)
        self.record = record
        self.litestar = Litestar(
            route_handlers=[
                page, file,
                Router(
                    "/api", route_handlers=[openapi, *routes.ROUTES, *writes.ROUTES, *judging.ROUTES],
                    dependencies={"asked": Provide(routes.filters, sync_to_thread=False)},
                ),
            ],
            dependencies={"desk": Provide(_desk, sync_to_thread=False)},
            exception_handlers=HANDLERS,
            lifespan=[self._life],
            request_max_body_size=MAX_INPUT_BYTES + 4096,
            openapi_config=OpenAPIConfig(
                title="OnRecord desk", version=__version__, render_plugins=[], path="/api/schema",
                description="A record over HTTP: who did what to whom, on whose word, and what became of the claim.",
                servers=[Server(url="/")], components=Components(), use_handler_docstrings=True,
            ),
        )  # fmt: skip

        self._guarded = Guard(self.litestar, self.access)  # outside of everything, so that faults too have its headers

    @asynccontextmanager
    async def _life(self, app: Litestar) -> AsyncGenerator[None, None]:
        app.state.access = self.access
        app.state.desk = desk = Desk(self.record)
        try:
            yield
        finally:
            desk.close()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        await self._guarded(scope, receive, send)
