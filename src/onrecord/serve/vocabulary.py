"""Plain words for the codes that the API speaks in: what the pages show, with the codes at hand."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from onrecord.export import words
from onrecord.knowledge import plover
from onrecord.knowledge.act_words import MODE_WORDS, TYPE_WORDS

QUADS = {
    "1": "words of cooperation", "2": "acts of cooperation", "3": "words of conflict", "4": "acts of conflict",
}  # fmt: skip
KINDS = {
    "person": "person", "official": "official", "unnamed": "unnamed source", "document": "document",
    "outlet": "outlet", "organisation": "organisation", "government": "government", "military": "military",
    "witness": "witness", "public": "the public", "post": "post", "reporter": "the outlet's own reporter",
}  # fmt: skip
ROLES = {
    "killed": "killed", "injured": "injured", "arrested": "arrested", "displaced": "displaced",
    "abducted": "abducted", "participants": "taking part", "object": "of a thing", "money": "money",
    "distance": "distance", "duration": "duration", "other": "other",
}  # fmt: skip
DISPUTES = {
    "denial": "whether it happened", "figure": "figures", "perpetrator": "who did it", "place": "where",
    "date": "when",
}  # fmt: skip
SECTORS = {
    "GOV": "government", "MIL": "military", "REB": "rebels", "OPP": "opposition", "PTY": "party", "COP": "police",
    "JUD": "judiciary", "SPY": "intelligence service", "MED": "media", "EDU": "education", "BUS": "business",
    "CRM": "organised crime", "CVL": "civilians", "LEG": "legislature", "LAB": "labour", "REF": "refugees",
    "IGO": "intergovernmental organisation", "NGO": "non-governmental organisation", "JEW": "Jewish community",
    "MUS": "Muslim community", "CHR": "Christian community", "HIN": "Hindu community", "BUD": "Buddhist community",
    "SIK": "Sikh community", "REL": "religious body", "HLH": "health", "JRN": "journalists", "ELI": "elites",
    "UAF": "unaffiliated armed force", "AGR": "agriculture", "ENV": "environment", "SET": "settlers",
}  # fmt: skip


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """Words by code; the shape is that of ``Boot`` in ``web/src/boot.ts``."""
    return {
        "status": {code: list(pair) for code, pair in words.STATUS_WORDS.items()},
        "types": {code: _type(code, noun, toward) for code, (noun, toward) in TYPE_WORDS.items()},
        "quads": QUADS,
        "stances": dict(words.STANCE_WORDS),
        "sectors": SECTORS,
        "countries": _countries(),
        "kinds": KINDS,
        "roles": ROLES,
        "disputes": DISPUTES,
    }


def _type(code: str, noun: str, toward: str) -> dict[str, Any]:
    modes = {mode: name for (kind, mode), name in MODE_WORDS.items() if kind == code}
    return {"words": noun, "toward": toward, "quad": plover.QUAD[code], "modes": modes}


def _countries() -> dict[str, str]:
    from onrecord.knowledge.entry import rows

    return {row[0]: row[1] for row in rows("countries.tsv")}


@lru_cache(maxsize=1)
def seas() -> tuple[tuple[str, float, float, float], ...]:
    """Named seas and straits: name, latitude, longitude, degrees of the shorter side."""
    from onrecord.knowledge.entry import rows

    found = []
    for name, _, lat, lon, west, south, east, north in rows("seas.tsv"):
        width = (float(east) - float(west)) % 360
        found.append((name, float(lat), float(lon), round(min(width, float(north) - float(south)), 2)))
    return tuple(found)
