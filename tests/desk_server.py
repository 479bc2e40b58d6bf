"""The desk as a server in a thread, for tests that ask it over HTTP."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec
import uvicorn

from onrecord.serve.app import App


class Served:
    """A desk that answers at ``url``; a context manager."""

    def __init__(self, record: Path, **options: Any) -> None:
        self.app = App(record, **options)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.token = self.app.access.token
        self.server = uvicorn.Server(uvicorn.Config(self.app, log_level="critical", lifespan="on"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def __enter__(self) -> Served:
        self.thread.start()
        until = time.monotonic() + 30
        while not self.server.started and time.monotonic() < until and self.thread.is_alive():
            time.sleep(0.02)
        assert self.server.started, "the desk did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=20)

    def ask(
        self, path: str, *, method: str = "GET", body: Any = None, headers: dict[str, str] | None = None,
        token: bool = True,
    ) -> Answered:  # fmt: skip
        """One request. ``body`` is sent as JSON, bytes as they are; writes carry the token unless told not to."""
        given = dict(headers or {})
        data = body if isinstance(body, bytes) else None if body is None else msgspec.json.encode(body)
        if data is not None:
            given.setdefault("content-type", "application/json")
        if method != "GET" and token:
            given.setdefault("x-onrecord-token", self.token)
        request = Request(self.url + path, data=data, method=method, headers=given)
        try:
            with urlopen(request, timeout=60) as response:
                return Answered(response.status, dict(response.headers.items()), response.read())
        except HTTPError as error:
            return Answered(error.code, dict(error.headers.items()), error.read())


class Answered:
    """Status, headers by lower-case name, body."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.body = status, body
        self.headers = {k.lower(): v for k, v in headers.items()}

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)

    @property
    def message(self) -> str:
        """The sentence of an error, which must be in the one shape."""
        error = self.json["error"]
        assert set(error) == {"code", "message"}
        return str(error["message"])
