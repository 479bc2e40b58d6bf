"""What a site's robots.txt allows, by the standard library's reading of it (``urllib.robotparser``)."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

from msgspec import Struct

NAME = "OnRecord"
"""What robots.txt calls us: the first word of the User-Agent."""

MAX_ROBOTS_BYTES = 500 * 1024
"""RFC 9309 asks crawlers to read at least so much."""

FORBIDDEN = frozenset({401, 403})


class Rules(Struct, frozen=True):
    """The rules of one site. ``parser`` is ``None`` where one answer holds for all paths."""

    parser: RobotFileParser | None
    open: bool = True

    def allows(self, url: str) -> bool:
        """Whether ``url`` may be fetched."""
        return self.open if self.parser is None else self.parser.can_fetch(NAME, url)

    def delay(self) -> float | None:
        """Seconds between two requests that the site asks for, ``None`` where it does not."""
        told = self.parser.crawl_delay(NAME) if self.parser is not None else None
        return float(told) if told is not None else None


def rules(status: int, body: bytes) -> Rules:
    """The rules of an answer to a request for robots.txt.

    401 and 403 forbid all, other 4xx allow all, as ``urllib.robotparser`` has it; 5xx forbid all for now (RFC 9309).
    """
    if status in FORBIDDEN or status >= 500:
        return Rules(None, open=False)
    if not 200 <= status < 300:
        return Rules(None)
    parser = RobotFileParser()
    parser.parse(body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace").splitlines())
    parser.modified()
    return Rules(parser)
