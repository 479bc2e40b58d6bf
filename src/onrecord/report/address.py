"""Addresses of pages: which two are one page."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# Parameters that say where a reader came from, not what is read (as the ClearURLs and Firefox lists have them).
TRACKING_PREFIXES = ("utm_", "at_", "mc_", "pk_", "ns_", "stm_", "hsa_", "vero_")
TRACKING = frozenset(
    "fbclid gclid dclid yclid msclkid igshid mkt_tok ref ref_src cmpid ocid smid ncid sr_share taid "
    "partner guccounter guce_referrer guce_referrer_sig traffic_source xtor amp".split()
)
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


def _tracks(name: str) -> bool:
    low = name.lower()
    return low in TRACKING or low.startswith(TRACKING_PREFIXES)
