"""What stands before every request: who may ask (Host, Origin, token), and what browsers are told of each answer.

The desk listens on the loopback address. A page elsewhere must not be able to read a record or write into it through
the reader's own browser: names that are not this machine's are refused (DNS rebinding), so are requests that another
site's page makes, and writes need a token that only our own pages hold.
"""

from __future__ import annotations

import hmac
import ipaddress
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import blake2b
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

import msgspec

from onrecord.serve.shapes import Failure, Fault

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
"""Of ASGI, as its specification has them."""
Send: TypeAlias = Callable[[Any], Awaitable[None]]
Receive: TypeAlias = Callable[[], Awaitable[Any]]
ASGIApp: TypeAlias = Callable[[Any, Any, Any], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from elsewhere. ``data:`` and ``blob:`` images are pictures of the page, made in it."""

HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=(), interest-cohort=()"),
]
COOKIE = "onrecord"
SAFE = {"GET", "HEAD", "OPTIONS"}


class Access:
    """Who may ask. ``token`` is needed for writes; with ``closed`` for everything."""

    def __init__(self, *, token: str, closed: bool = False, host: str = "127.0.0.1") -> None:
        self.token, self.closed = token, closed
        self._names = {"localhost", host.lower()}
        if closed:
            self._names |= {socket.gethostname().lower(), socket.getfqdn().lower()}

    def known_host(self, host: str) -> bool:
        """Whether a Host header names this machine: loopback, or with ``closed`` any plain address of it."""
        name = (urlsplit(f"//{host}").hostname or "").lower() if _well_formed(host) else ""
        if name in self._names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or self.closed

    def holds(self, given: str | None) -> bool:
        """Whether it is the token, compared in constant time."""
        return given is not None and hmac.compare_digest(given.encode(), self.token.encode())


def _well_formed(host: str) -> bool:
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return False
    return parts.netloc == host and "@" not in host and not parts.path


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses, or passes on with the answer's headers set."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        answer = Answer(scope, headers, send)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _refuse(answer, *refusal)
            return
        if self.access.closed and (cookie := self._admits(scope, headers)) is not None:
            if not cookie:
                await _refuse(answer, 401, "token", "This desk needs its token: open it with ?token=… once.")
                return
            answer.cookie = cookie if cookie != "known" else None
        await self.app(scope, receive, answer)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str, str] | None:
        host = headers.get("host", "")
        if not self.access.known_host(host):
            return 403, "host", f"This desk does not answer to the name {host[:100]!r}; use 127.0.0.1 or localhost."
        method, path = scope["method"], scope["path"]
        origin = headers.get("origin")
        if origin is not None and not _same(origin, host):
            return 403, "origin", "Another site's page may not ask this desk."
        site = headers.get("sec-fetch-site", "none")
        if site not in ("none", "same-origin") and (method not in SAFE or path.startswith("/api/")):
            return 403, "origin", "Another site's page may not ask this desk."
        if method not in SAFE and not self.access.holds(_given(headers)):
            return 401, "token", "Writing needs the token of this desk, in the header X-OnRecord-Token."
        return None

    def _admits(self, scope: Scope, headers: dict[str, str]) -> str | None:
        """With ``closed``: "known" for a bearer, the cookie to set for a new one, "" for a stranger."""
        if self.access.holds(_given(headers)) or self.access.holds(_from_cookie(headers)):
            return "known"
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [None])[0]
        if self.access.holds(asked):
            return f"{COOKIE}={self.access.token}; Path=/; HttpOnly; SameSite=Strict"
        return ""


def _same(origin: str, host: str) -> bool:
    parts = urlsplit(origin) if origin != "null" else None
    return parts is not None and parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _given(headers: dict[str, str]) -> str | None:
    """The token of a header: ``X-OnRecord-Token``, or ``Authorization: Bearer``."""
    if "x-onrecord-token" in headers:
        return headers["x-onrecord-token"]
    kind, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if kind.lower() == "bearer" else None


def _from_cookie(headers: dict[str, str]) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


class Answer:
    """Sends on with our headers; answers of the API get an ETag of their content and 304 where it is known."""

    def __init__(self, scope: Scope, headers: dict[str, str], send: Send) -> None:
        self._send = send
        self._tagged = scope["method"] in ("GET", "HEAD") and scope["path"].startswith("/api/")
        self._known = headers.get("if-none-match", "")
        self._start: Message | None = None
        self._body: list[bytes] = []
        self.cookie: str | None = None

    async def __call__(self, message: Message) -> None:
        """One ASGI message."""
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
            if self.cookie:
                message["headers"].append((b"set-cookie", self.cookie.encode()))
            if self._tagged and message["status"] == 200:
                self._start = message
                return
        elif self._start is not None:
            self._body.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._finish(self._start, b"".join(self._body))
            return
        await self._send(message)

    async def _finish(self, start: Message, body: bytes) -> None:
        tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
        own = [(b"etag", tag.encode()), (b"cache-control", b"no-cache")]
        headers = [*start["headers"], *own]
        if tag in [t.strip().removeprefix("W/") for t in self._known.split(",")] or self._known.strip() == "*":
            kept = [(k, v) for k, v in headers if k.lower() not in (b"content-length", b"content-type")]
            await self._send({**start, "status": 304, "headers": kept})
            body = b""
        else:
            await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body, "more_body": False})


async def _refuse(send: Answer, status: int, code: str, message: str) -> None:
    body = msgspec.json.encode(Failure(error=Fault(code=code, message=message)))
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
