"""Who published a report: from the caller, the page, its address or its dateline. Unknown stays unknown."""

from __future__ import annotations

from onrecord.knowledge import outlets


def known_outlet(name: str) -> str | None:
    """The canonical name of an outlet of the table, ``None`` where the table does not know ``name``."""
    entry = outlets.lookup(name)
    return entry.name if entry else None


def of_address(url: str | None) -> str | None:
    """The outlet that publishes at the host of ``url``."""
    entry = outlets.by_domain(url) if url else None
    return entry.name if entry else None


def country(name: str | None, url: str | None = None) -> str | None:
    """ISO 3166-1 alpha-3 of the outlet's home: decides the order of days and months and ambiguous time zones."""
    entry = (outlets.lookup(name) if name else None) or (outlets.by_domain(url) if url else None)
    return entry.country if entry else None
