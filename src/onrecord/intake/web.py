"""The one module that opens sockets: fetches a page of the public web, politely and within limits.

``Web.fetch`` asks ``robots.txt`` first, waits between two requests to a host, follows at most five redirects and
judges each hop anew. A host's name is resolved here, every address it has must be a public one, and the connection
goes to the address that was judged: a name that resolves differently a moment later changes nothing. Over TLS the
name and the certificate are still the host's. No proxy is used, no cookie kept, no script run.

The keywords of ``Web`` exist so that tests can stand in for the resolver, the clock and the public internet. No
environment variable and no setting weakens what is refused.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from threading import Timer
from typing import Any

import urllib3
from msgspec import Struct
from urllib3.connection import HTTPConnection, HTTPSConnection

from onrecord import limits
from onrecord.errors import NotReadable, TooLarge
from onrecord.intake import addresses, codings, robots
from onrecord.intake.addresses import Address
from onrecord.intake.answers import LASTING_REASONS, Answer, Failure, Fetched, Known, Unchanged
from onrecord.intake.web_headers import content_type

ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain;q=0.9, */*;q=0.1"
# Anything else (pictures, films, PDF, programs) is refused before it is read.
MEDIA = frozenset(
    "text/html application/xhtml+xml text/plain application/rss+xml application/atom+xml application/rdf+xml "
    "application/xml text/xml text/x-opml application/opml+xml application/octet-stream".split()
)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LASTING = frozenset({301, 308})
# One answer about robots.txt holds for a day (RFC 9309, 2.4).
ROBOTS_SECONDS = 24 * 3600.0
MAX_HOSTS = 10_000
# Addresses tried of a host that has several.
MAX_TRIES = 3
PIECE = 64 * 1024


class _Response(Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    body: bytes


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host by the system's resolver. Raises ``OSError``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


class Web:
    """Fetches pages, one at a time. Keeps the pauses between requests and the robots.txt of each host.

    ``known``: validators of pages fetched before, by address; read and written by ``fetch`` where given.
    """

    def __init__(
        self,
        *,
        known: MutableMapping[str, Known] | None = None,
        resolve: Callable[[str, int], list[str]] = resolve,
        permitted: Callable[[str], bool] = addresses.is_public,
        ports: frozenset[int] | None = addresses.PORTS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        certificates: str | None = None,
        connect_seconds: float = limits.CONNECT_SECONDS,
        read_seconds: float = limits.READ_SECONDS,
        total_seconds: float = limits.TOTAL_SECONDS,
        max_bytes: int = limits.MAX_INPUT_BYTES,
    ) -> None:
        self.known = known
        self._resolve, self._permitted, self._ports = resolve, permitted, ports
        self._clock, self._sleep = clock, sleep
        self._seconds = (connect_seconds, read_seconds, total_seconds)
        self._max_bytes = max_bytes
        self._certificates = certificates
        self._tls: ssl.SSLContext | None = None
        self._next: dict[str, float] = {}
        self._rules: dict[str, tuple[float, robots.Rules]] = {}

    def fetch(self, url: str, *, known: Known | None = None) -> Answer:
        """The page at ``url``. Never raises for what the network does."""
        known = known or (self.known.get(url) if self.known is not None else None)
        try:
            answer = self._follow(url, known or Known())
        except (NotReadable, TooLarge) as error:
            lasting = error.reason in LASTING_REASONS
            return Failure(reason=error.reason, detail=str(error), lasting=lasting)
        if isinstance(answer, Fetched) and self.known is not None:
            self.known[url] = answer.known
        return answer

    # ---------------------------------------------------------------- hops

    def _follow(self, url: str, known: Known) -> Answer:
        address = addresses.parse(url, ports=self._ports)
        moved: str | None = None
        lasting = True
        for _ in range(limits.MAX_REDIRECTS + 1):
            if not self._rules_of(address).allows(address.url):
                raise NotReadable("The site's robots.txt asks not to fetch this page.", reason="robots")
            answer = self._get(address, _conditions(known), limit=self._max_bytes)
            target = answer.headers.get("Location")
            if answer.status not in REDIRECTS or not target:
                return self._answer(address, answer, moved)
            address = addresses.parse(target.encode("latin-1", "replace").decode("utf-8", "replace"),
                                      base=address.url, ports=self._ports)  # fmt: skip
            lasting = lasting and answer.status in LASTING
            moved = address.url if lasting else moved
        raise NotReadable(f"It leads on more than {limits.MAX_REDIRECTS} times.", reason="redirects")

    def _answer(self, address: Address, answer: _Response, moved: str | None) -> Answer:
        headers = answer.headers
        if answer.status == 304:
            return Unchanged(url=address.url)
        if answer.status != 200:
            return _status_failure(answer)
        media, charset = content_type(headers.get("Content-Type"))
        if not answer.body.strip():
            raise NotReadable("The page is empty.", reason="empty")
        return Fetched(
            url=address.url, content=answer.body, media=media, charset=charset, moved=moved,
            known=Known(_header(headers, "ETag"), _header(headers, "Last-Modified")),
            fetched=datetime.now(UTC).isoformat(timespec="seconds"),
        )  # fmt: skip

    def _rules_of(self, address: Address) -> robots.Rules:
        """The rules of the address's site, fetched once a day."""
        site = f"{address.scheme}://{address.site}"
        asked, rules = self._rules.get(site, (0.0, None))
        if rules is not None and self._clock() - asked < ROBOTS_SECONDS:
            return rules
        here = addresses.parse("/robots.txt", base=address.url, ports=self._ports)
        for _ in range(limits.MAX_REDIRECTS + 1):
            answer = self._get(here, {}, limit=robots.MAX_ROBOTS_BYTES, whole=False)
            target = answer.headers.get("Location")
            if answer.status not in REDIRECTS or not target:
                break
            here = addresses.parse(target, base=here.url, ports=self._ports)
        rules = robots.rules(answer.status, answer.body)
        if (delay := rules.delay()) is not None and delay > limits.MAX_CRAWL_DELAY:
            rules = robots.Rules(None, open=False)
        if len(self._rules) >= MAX_HOSTS:
            self._rules.clear()
        # a server in trouble is asked again at the next page
        if answer.status < 500:
            self._rules[site] = (self._clock(), rules)
        return rules

    def _wait(self, address: Address) -> None:
        """Pauses until the host may be asked again."""
        now = self._clock()
        due = self._next.get(address.host, now)
        if due > now:
            self._sleep(due - now)
        _, rules = self._rules.get(f"{address.scheme}://{address.site}", (0.0, None))
        pause = max(limits.HOST_SECONDS, (rules.delay() if rules else None) or 0.0)
        if len(self._next) >= MAX_HOSTS:
            self._next = {host: when for host, when in self._next.items() if when > now}
        self._next[address.host] = max(due, now) + pause

    # ---------------------------------------------------------------- one request

    def _get(self, address: Address, extra: Mapping[str, str], *, limit: int, whole: bool = True) -> _Response:
        """One request to a judged address. ``whole``: an answer over ``limit`` is refused, else it is cut."""
        ips = self._judged(address)
        self._wait(address)
        problem: NotReadable | None = None
        for ip in ips[:MAX_TRIES]:
            connection = self._connection(address, ip)
            try:
                return self._ask(connection, address, extra, limit=limit, whole=whole)
            except _NoConnection as error:
                problem = error
            finally:
                connection.close()
        raise problem or NotReadable("The host has no address.", reason="network")

    def _judged(self, address: Address) -> list[str]:
        """The IP addresses of the host, all of them public."""
        try:
            ips = self._resolve(address.host, address.port)
        except (OSError, UnicodeError):
            raise NotReadable(f"There is no host called {address.host}.", reason="no_such_host") from None
        if not all(self._permitted(ip) for ip in ips):
            detail = f"{address.host} is an address inside a network, which is never asked."
            raise NotReadable(detail, reason="private_address")
        return ips

    def _connection(self, address: Address, ip: str) -> _Pinned | _PinnedTls:
        connect, read, _ = self._seconds
        if address.scheme == "http":
            return _Pinned(address.host, address.port, ip=ip, connect_seconds=connect, timeout=read)
        if self._tls is None:
            self._tls = _context(self._certificates)
        return _PinnedTls(
            address.host, address.port, ip=ip, connect_seconds=connect, timeout=read, ssl_context=self._tls
        )

    def _ask(
        self, connection: _Pinned | _PinnedTls, address: Address, extra: Mapping[str, str], *, limit: int, whole: bool
    ) -> _Response:
        """Sends the request and reads the answer. A timer ends it when its time is up, whatever trickles in."""
        timer = Timer(self._seconds[2], connection.end)
        timer.daemon = True
        timer.start()
        try:
            connection.connect()
            connection.request(
                "GET", address.target, preload_content=False, decode_content=False,
                headers={"User-Agent": user_agent(), "Accept": ACCEPT, "Accept-Encoding": "gzip", **extra},
            )  # fmt: skip
            return _read(connection.getresponse(), limit=limit, whole=whole)
        except (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError) as error:
            if connection.ended:
                raise _timeout() from None
            raise _problem(error, connected=connection.connected) from None
        finally:
            timer.cancel()


def _read(response: urllib3.BaseHTTPResponse, *, limit: int, whole: bool) -> _Response:
    headers = response.headers
    if response.status in REDIRECTS or response.status == 304:
        return _Response(response.status, headers, b"")
    media, _ = content_type(headers.get("Content-Type"))
    if whole and response.status == 200 and media is not None and media not in MEDIA:
        raise NotReadable(f"It is of the type {media[:60]}, not a page.", reason="content_type")
    body = bytearray()
    while piece := response.read1(PIECE, decode_content=False):
        body += piece
        if len(body) > limit:
            if whole:
                raise TooLarge(f"It is over {limit // 2**20} MB, which no news report is.", reason="too_large")
            break
    if response.status != 200:
        return _Response(response.status, headers, b"")
    return _Response(200, headers, codings.expand(bytes(body), headers.get("Content-Encoding"), limit=limit))


# -------------------------------------------------------------------- connections


class _Pin:
    """A connection to one IP address under the host's name, which can be ended from another thread."""

    ip: str
    connect_seconds: float
    connected = False
    ended = False
    _twin: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        made = socket.create_connection((self.ip, self.port), self.connect_seconds)  # type: ignore[attr-defined]
        self.connected = True
        self._twin = made.dup()  # TLS takes the socket over; its twin can still end the connection
        if self.ended:
            self.end()
        return made

    def end(self) -> None:
        """Ends the connection now: whoever reads from it reads its end."""
        self.ended = True
        if self._twin is not None:
            try:
                self._twin.shutdown(socket.SHUT_RDWR)
            except OSError:  # the other side was quicker
                return

    def close(self) -> None:
        """Closes the connection and its twin."""
        super().close()  # type: ignore[misc]
        if self._twin is not None:
            self._twin.close()


class _Pinned(_Pin, HTTPConnection):
    def __init__(self, host: str, port: int, *, ip: str, connect_seconds: float, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.ip, self.connect_seconds = ip, connect_seconds


class _PinnedTls(_Pin, HTTPSConnection):
    def __init__(
        self, host: str, port: int, *, ip: str, connect_seconds: float, timeout: float, ssl_context: ssl.SSLContext
    ) -> None:
        super().__init__(host, port, timeout=timeout, ssl_context=ssl_context)
        self.ip, self.connect_seconds = ip, connect_seconds


def _context(certificates: str | None) -> ssl.SSLContext:
    """TLS 1.2 or later, certificate and name checked, by the system's authorities (``certificates`` beside them)."""
    context = ssl.create_default_context()
    if certificates is not None:
        context.load_verify_locations(cafile=certificates)
    return context


class _NoConnection(NotReadable):
    """This IP address does not answer; the host's next one is tried."""


def _problem(error: Exception, *, connected: bool) -> NotReadable:
    """The network's error in words."""
    cause: BaseException = error
    while not isinstance(cause, ssl.SSLError) and (cause.__cause__ or cause.__context__):
        cause = cause.__cause__ or cause.__context__ or cause
    if isinstance(error, ssl.SSLError) or isinstance(cause, ssl.SSLError):
        return NotReadable("Its certificate or encryption cannot be trusted.", reason="tls")
    if isinstance(error, (TimeoutError, urllib3.exceptions.TimeoutError)):
        return _timeout() if connected else _NoConnection("The host does not answer in time.", reason="timeout")
    if not connected:
        return _NoConnection("The host cannot be reached.", reason="network")
    if isinstance(error, (urllib3.exceptions.IncompleteRead, urllib3.exceptions.ProtocolError)):
        return NotReadable("The answer broke off.", reason="network")
    return NotReadable("The connection broke, or the answer is no HTTP.", reason="network")


def _timeout() -> NotReadable:
    return NotReadable("The page did not come in time.", reason="timeout")


# -------------------------------------------------------------------- headers


def user_agent() -> str:
    """The program's name and version."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("onrecord")
    except PackageNotFoundError:  # run from sources that were never installed
        number = "0"
    return f"{robots.NAME}/{number} (reads news reports; obeys robots.txt)"


def _conditions(known: Known) -> dict[str, str]:
    pairs = (("If-None-Match", known.etag), ("If-Modified-Since", known.modified))
    return {name: value for name, value in pairs if value}


def _header(headers: Mapping[str, str], name: str) -> str | None:
    """A header to send back later, if it is of a size and of characters that can be sent."""
    value = headers.get(name)
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None


def _status_failure(answer: _Response) -> Failure:
    status = answer.status
    gone = status == 410
    words = "The page was removed for good" if gone else "There is no such page" if status == 404 else None
    detail = f"{words or 'The server did not give the page'} (HTTP status {status})."
    lasting = 400 <= status < 500 and status not in (408, 425, 429)
    return Failure(
        reason="http_status", detail=detail, lasting=lasting, gone=gone, retry_after=_retry_after(answer.headers)
    )


def _retry_after(headers: Mapping[str, Any]) -> float | None:
    value = str(headers.get("Retry-After") or "").strip()
    return float(value) if value.isascii() and value.isdigit() and len(value) <= 6 else None
