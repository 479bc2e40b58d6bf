"""Which addresses may be asked: those of the public web. Opens no connection; ``web.py`` asks here before it does.

An address is judged twice: as written (scheme, port, host), and again by each IP address its name resolves to.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from onrecord.errors import NotReadable

PORTS = frozenset({80, 443, 8080, 8443})
MAX_CHARS = 4_000
ODD = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029]")
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
# Names that only mean something inside a network (RFC 6761, RFC 6762, RFC 8375, ICANN's reserved .internal).
INSIDE = (".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa",
          ".onion", ".test", ".invalid")  # fmt: skip
# IANA's special-purpose registries (2025-10), multicast and reserved space, the 6to4 relay, and Azure's metadata host.
# Written out: what Python calls global changed with its versions.
CLOSED = tuple(
    ipaddress.IPv4Network(n)
    for n in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
)  # fmt: skip
OPEN6 = ipaddress.IPv6Network("2000::/3")
CLOSED6 = tuple(ipaddress.IPv6Network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Address(Struct, frozen=True):
    """An address of the web, checked as written."""

    scheme: str
    host: str
    """In ASCII and lower case; an IPv6 address without its brackets."""
    port: int
    target: str
    """Path and query as they are sent."""

    @property
    def site(self) -> str:
        """Host and port as ``Host`` names them."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == (443 if self.scheme == "https" else 80) else f"{name}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, without user, fragment and default port."""
        return f"{self.scheme}://{self.site}{self.target}"


def is_address(name: str) -> bool:
    """Whether an input is meant as an address and not as a file."""
    return name[:8].lower().startswith(("http://", "https://"))


def parse(url: str, *, base: str | None = None, ports: frozenset[int] | None = PORTS) -> Address:
    """The address that ``url`` (relative to ``base``) writes. Raises ``NotReadable`` (reason ``address``, or
    ``private_address``) for what may not be asked. ``ports``: ``None`` allows all, for tests."""
    url = url.strip(" \t\r\n\f")
    if len(url) > MAX_CHARS or ODD.search(url):
        raise _bad("it is too long or holds characters that no address has")
    try:
        whole = urljoin(base, url) if base else url
        parts = urlsplit(whole)
        port, user, host = parts.port, parts.username, parts.hostname or ""
    except ValueError:
        raise _bad("it is malformed") from None
    if parts.scheme not in ("http", "https"):
        raise _bad("only http and https addresses are read")
    if user is not None or "@" in parts.netloc:
        raise _bad("it carries a user name")
    port = (443 if parts.scheme == "https" else 80) if port is None else port
    if ports is not None and port not in ports:
        raise _bad(f"port {port} is none of the web's ({', '.join(map(str, sorted(ports)))})")
    name = _ipv6(host) if parts.netloc.rpartition("@")[2].startswith("[") else _host(host)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|") if parts.query else ""
    return Address(parts.scheme, name, port, ("" if path.startswith("/") else "/") + path + query)


def _ipv6(host: str) -> str:
    try:
        return str(ipaddress.IPv6Address(host)) if "%" not in host else _refuse()
    except ValueError:
        raise _bad("its host is no IPv6 address") from None


def _refuse() -> str:
    raise _bad("it names a network interface")


def _host(host: str) -> str:
    """The host in ASCII: a dotted IPv4 address, or a name of the public web."""
    if not host or "%" in host or len(host) > 253:
        raise _bad("its host is malformed")
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        raise _bad("its host is malformed") from None
    labels = name.split(".")
    if NUMBER.fullmatch(labels[-1]):
        # browsers and resolvers read 2130706433, 0x7f.1 and 0177.0.0.1 as addresses: only the plain form is taken
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise _bad("its host is a number and no IP address") from None
    if not all(LABEL.fullmatch(label) for label in labels):
        raise _bad("its host is malformed")
    if len(labels) == 1 or ("." + name).endswith(INSIDE):
        raise NotReadable("It is an address inside a network, which is never asked.", reason="private_address")
    return name


def _bad(why: str) -> NotReadable:
    return NotReadable(f"This address is not asked: {why}.", reason="address")


def is_public(ip: str) -> bool:
    """Whether ``ip`` (as a resolver gives it) is a unicast address of the public internet.

    IPv4 addresses inside IPv6 ones (mapped, NAT64) are judged as themselves; tunnels (6to4, Teredo) are not asked.
    """
    try:
        found = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or (ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in NAT64 else None)
        if found.scope_id is not None or inner is None:
            return found.scope_id is None and found in OPEN6 and not any(found in closed for closed in CLOSED6)
        found = inner
    return not any(found in closed for closed in CLOSED)
