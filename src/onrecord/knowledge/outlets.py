"""News outlets and agencies: names, domains, country, and whether they are a wire."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from onrecord.errors import DataError
from onrecord.knowledge.entry import Entry, key, rows
from onrecord.knowledge.named import Row, split

COLUMNS = 6


class Outlet(Struct, frozen=True, gc=False):
    """A row of the table and its domains."""

    row: Row
    domains: tuple[str, ...]


@lru_cache(maxsize=1)
def _outlets() -> tuple[Outlet, ...]:
    found = []
    for line in rows("outlets.tsv"):
        if len(line) != COLUMNS:
            raise DataError(f"The table outlets.tsv is damaged near {line[0]!r}: reinstall onrecord.")
        ident, name, role, country, domains, aliases = line
        entry = Entry(
            id=ident, name=name, kind="outlet", country=country or None, sector="MED", role=role, table="outlets"
        )
        found.append(Outlet(Row(entry, split(aliases)), split(domains)))
    return tuple(found)


@lru_cache(maxsize=1)
def table() -> tuple[Row, ...]:
    """All rows of ``outlets.tsv``."""
    return tuple(outlet.row for outlet in _outlets())


@lru_cache(maxsize=1)
def _domains() -> dict[str, Entry]:
    return {domain: outlet.row.entry for outlet in _outlets() for domain in outlet.domains}


@lru_cache(maxsize=1)
def _names() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for row in table():
        for name in dict.fromkeys(key(n) for n in row.names):
            found.setdefault(name, []).append(row.entry)
    return found


def by_domain(domain: str) -> Entry | None:
    """The outlet that publishes at ``domain``; subdomains (``www.``, ``edition.``) fall back to their parent.

    Takes a host name or a whole URL. ``None`` where the table does not know it.
    """
    host = domain.strip().lower().split("://")[-1].split("/")[0].split("@")[-1].split(":")[0].rstrip(".")
    parts = host.split(".")
    for i in range(len(parts) - 1):
        entry = _domains().get(".".join(parts[i:]))
        if entry is not None:
            return entry
    return None


def lookup(name: str) -> Entry | None:
    """The outlet called ``name``; a domain will do. ``None`` where unknown or where two outlets share the name."""
    found = _names().get(key(name))
    if found is None:
        return by_domain(name) if "." in name and " " not in name.strip() else None
    return found[0] if len(found) == 1 else None


def is_wire(ident: str) -> bool:
    """Whether the outlet with this id is a news agency whose copy others print."""
    return ident in _wires()


@lru_cache(maxsize=1)
def _wires() -> frozenset[str]:
    return frozenset(row.entry.id for row in table() if row.entry.role == "wire")
