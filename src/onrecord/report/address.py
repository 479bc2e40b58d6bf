"""Addresses of pages: which two are one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

# Parameters that say where a reader came from, not what is read (as the ClearURLs and Firefox lists have them).
TRACKING_PREFIXES = ("utm_", "at_", "mc_", "pk_", "ns_", "stm_", "hsa_", "vero_")
TRACKING = frozenset(
    "fbclid gclid dclid yclid msclkid igshid mkt_tok ref ref_src cmpid ocid smid ncid sr_share taid "
    "partner guccounter guce_referrer guce_referrer_sig traffic_source xtor amp".split()
)
# Registries that sell third-level names (the Public Suffix List, its common ones).
SECOND_LEVEL = frozenset("co com org net gov gob gouv go ac edu or ne mil web info in".split())
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
SPACES = re.compile(r"[\s\\<>\"'`{}^|]")
MAX_CHARS = 4_000
DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """One spelling for the addresses of one page: no scheme, www, port, fragment, tracking, or slash at the end.

    What is no address of the web comes back as it is, without white space around it.
    """
    address = url.strip()
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # a hostile address is its own page
        return address
    if parts.scheme.lower() not in DEFAULT_PORTS or not host:
        return address
    host = host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    if port and port != DEFAULT_PORTS[parts.scheme.lower()]:
        host += f":{port}"
    path = quote(unquote(parts.path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~", errors="surrogateescape")
    path = path.rstrip("/").removesuffix("/index.html").removesuffix("/amp")
    kept = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(k))
    return host + path + (f"?{urlencode(kept, errors='surrogateescape')}" if kept else "")


def cleaned(url: str, *, base: str | None = None) -> str | None:
    """An address as it may be shown and kept: absolute, of the web, without user, fragment and tracking parameters.

    ``base``: what a relative one rests on. ``None`` for what is no address of the web.
    """
    address = UNSEEN.sub("", url.strip())
    try:
        parts = urlsplit(urljoin(base, address) if base else address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not host or SPACES.search(host) or len(address) > MAX_CHARS:
        return None
    name = f"[{host}]" if ":" in host else host
    name += f":{port}" if port and port != DEFAULT_PORTS[parts.scheme] else ""
    query = "&".join(part for part in parts.query.split("&") if part and not _tracks(part.split("=", 1)[0]))
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, name, path, quote(query, safe="/%:@!$&'()*+,;=~-._?[]|"), ""))


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one publisher's domain: ``m.paper.co.uk`` and ``www.paper.co.uk`` do."""
    return _domain(one) == _domain(other) != ""


def _domain(url: str) -> str:
    """The registered domain of an address: the last two labels, three under second-level registries (``co.uk``)."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    labels = host.split(".")
    if host.replace(".", "").isdigit() or ":" in host:
        return host
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL
    return ".".join(labels[-3 if second else -2 :])


def _tracks(name: str) -> bool:
    low = name.lower()
    return low in TRACKING or low.startswith(TRACKING_PREFIXES)
