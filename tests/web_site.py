"""A small web site on this machine, and a fetcher that may ask it: for tests alone."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from onrecord.intake.web import Web

DATA = Path(__file__).parent / "data"
Route = bytes | str | tuple[int, dict[str, str], bytes] | Callable[[Any], None]


class Site:
    """Routes by path, and what was asked."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.port = 0
        self.scheme = "http"

    def url(self, path: str, host: str = "news.example") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            route = site.routes.get(self.path)
            if callable(route):
                route(self)
                return
            if route is None:
                route = (404, {}, b"none")
            if isinstance(route, str):
                route = route.encode()
            if isinstance(route, bytes):
                route = (200, {"Content-Type": "text/html; charset=utf-8"}, route)
            status, headers, body = route
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers and "Transfer-Encoding" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


@contextmanager
def served(*, tls: bool = False) -> Iterator[Site]:
    """A site that runs while the block does."""
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(DATA / "tls-server.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        site.scheme = "https"
    site.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def fetcher(clock: Clock | None = None, **options: Any) -> Web:
    """A fetcher for which every name is this machine, and this machine is public."""
    clock = clock or Clock()
    told: dict[str, Any] = {
        "resolve": lambda host, port: ["127.0.0.1"], "permitted": lambda ip: True, "ports": None, "clock": clock,
        "sleep": clock.sleep,
    }  # fmt: skip
    return Web(**{**told, **options})
