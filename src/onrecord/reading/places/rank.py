"""Which of the places that bear a name is meant: people and kind first, then the company it keeps in the report.

All names of a report are settled together and in rounds: every place a name may mean draws on the places that the
other names probably mean (near, in the same area, in the same country), on containment that the text states
("Paris, Texas"), and on where the outlet and the dateline are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import exp, log10
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from onrecord.knowledge.compile_gazetteer import DESIGNATORS, NONE, normal
from onrecord.knowledge.gazetteer import AREAS, Site
from onrecord.reading.places.tables import capitals

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDS = 4
MOST_NAMES = 80
"""Names settled together; a report with more of them is a list, and its later names rest on the prior alone."""
MOST_SITES = 14
CLOSED = re.compile(r"$|[,.;:)\n]")
GAP = re.compile(r"^(?:, |,? in |,? in the |, in |, of | \(|'s |’s | )$")


class Mention(Struct, gc=False):
    """A name in the text with the places it may mean; ``within`` is the mention that the text says holds it."""

    start: int
    end: int
    text: str
    sites: tuple[Site, ...]
    within: int | None = None
    inside: int | None = None
    """The mention of the area that the text puts it in, where the gazetteer knows no such place there."""


class Settings(Struct, frozen=True, kw_only=True):
    """Weights of the evidence; found by search on the development halves of LGL and GeoVirus."""

    people: float = 0.75
    city: float = 0.75
    admin1: float = 5.0
    us_state: float = 6.5
    admin2: float = 1.0
    country: float = 8.1
    sea: float = 7.0
    other: float = 6.0
    alias: float = 2.4
    capital: float = 1.6
    namesake: float = 2.0
    """What an area loses to the town of its name that lies in it: "Rafah", "Kyiv", "New York"."""
    near: float = 1.5
    near_km: float = 120.0
    area: float = 1.6
    nation: float = 1.0
    within: float = 7.0
    twin: float = 3.0
    home: float = 2.5
    home_nation: float = 2.0


class Home(Struct, frozen=True, kw_only=True):
    """Where the report comes from: a point (of the outlet or the dateline), a country, or both."""

    lat: float | None = None
    lon: float | None = None
    country: str | None = None


def prior(site: Site, s: Settings) -> float:
    """Score of a place before the report is looked at."""
    if site.kind == "city":
        seat = s.capital if site.country in capitals().get(site.name, ()) else 0.0
        return s.city + seat + s.people * log10(site.population + 50) - s.alias * site.rank
    if site.kind == "admin1":
        base = s.us_state if site.country in ("USA", "CAN", "AUS", "GBR") else s.admin1
        return base - (0 if base == s.us_state else s.alias * site.rank * 0.5)
    if site.kind == "admin2":
        return s.admin2 - 0.5 * s.alias * site.rank + 0.3 * log10(site.population + 50)
    if site.kind == "country":
        return s.country
    return s.sea if site.kind in ("sea", "strait", "continent") else s.other


def settle(
    mentions: Sequence[Mention], *, homes: Sequence[Home] = (), settings: Settings | None = None
) -> list[Site | None]:
    """The place each mention means, ``None`` where the gazetteer does not know it."""
    s = settings or Settings()
    names = _names(mentions)
    kept = dict(list(names.items())[:MOST_NAMES])
    chosen: dict[tuple[str, str], Site] = {}
    if any(mentions[m[0]].sites for m in kept.values()):
        chosen = _rounds(mentions, kept, homes, s)
    out: list[Site | None] = []
    for key, m in _keyed(mentions):
        if m.inside is not None:
            out.append(None)
            continue
        sites = m.sites
        out.append(chosen.get(key) or (max(sites, key=lambda x: prior(x, s)) if sites else None))
    return out


def _keyed(mentions: Sequence[Mention]) -> list[tuple[tuple[str, str], Mention]]:
    """One sense per discourse: the same words mean the same place, unless the text names another container."""
    keys = []
    for m in mentions:
        held = normal(mentions[m.within].text) if m.within is not None else ""
        keys.append(((normal(m.text), held), m))
    return keys


def _names(mentions: Sequence[Mention]) -> dict[tuple[str, str], list[int]]:
    names: dict[tuple[str, str], list[int]] = {}
    for i, (key, m) in enumerate(_keyed(mentions)):
        if m.sites and m.inside is None:
            names.setdefault(key, []).append(i)
    return names


def containers(text: str, mentions: Sequence[Mention]) -> None:
    """Fill ``within`` where the next name stands right behind and can hold this one."""
    for a, b in zip(range(len(mentions)), range(1, len(mentions)), strict=False):
        gap = text[mentions[a].end : mentions[b].start]
        if not GAP.match(gap):
            continue
        if gap == " " and not mentions[b].text.endswith("."):
            continue
        if any(holds(y, x) for x in mentions[a].sites for y in mentions[b].sites):
            mentions[a].within = b
        elif gap == ", " and CLOSED.match(text[mentions[b].end : mentions[b].end + 2]):
            mentions[a].inside = b if _stranger(mentions[a], mentions[b]) else None
    strangers = {normal(m.text): m.inside for m in mentions if m.inside is not None}
    for m in mentions:
        if m.within is None and m.inside is None:
            m.inside = strangers.get(normal(m.text))


def _stranger(small: Mention, big: Mention) -> bool:
    """Whether ``big`` can only be read as the area that holds ``small``; lists of peers ("Texas, Utah") are none."""
    named = big.text.rpartition(" ")[2].lower() in DESIGNATORS
    peers = ("country",) if named else ("country", "admin1")
    if any(x.kind in peers for x in small.sites) or normal(small.text) == normal(big.text):
        return False
    areas = [y for y in big.sites if y.kind == "country" or (y.kind in AREAS and named)]
    states = [y for y in big.sites if y.kind == "admin1" and y.country in ("USA", "CAN") and y.rank == 0]
    return bool(areas or states) and big.sites[0].kind != "region"


def holds(big: Site, small: Site) -> bool:
    """Whether one place lies in another by the gazetteer's areas."""
    if big.index == small.index:
        return False
    if big.kind == "country":
        return small.country == big.country and small.kind != "country"
    return big.index in (small.admin1, small.admin2)


def _rounds(
    mentions: Sequence[Mention], names: dict[tuple[str, str], list[int]], homes: Sequence[Home], s: Settings
) -> dict[tuple[str, str], Site]:
    import numpy as np

    order = list(names)
    sites: list[Site] = []
    owner: list[int] = []
    for n, key in enumerate(order):
        best = sorted(mentions[names[key][0]].sites, key=lambda x: (-prior(x, s), x.index))
        held = mentions[names[key][0]].within
        if held is not None:  # the small Paris must not be cut off before Texas is looked at
            inside = [x for x in best if any(holds(y, x) for y in mentions[held].sites)]
            best = inside[:MOST_SITES] + [x for x in best if x not in inside]
        for site in best[:MOST_SITES]:
            sites.append(site)
            owner.append(n)
    own = np.array(owner)
    fixed = np.array([prior(x, s) for x in sites]) + _home_score(sites, homes, s) - _namesakes(sites, owner, s)
    near, area, nation = _relations(sites, own, s)
    link = _links(mentions, names, order, sites, owner, s)
    first = np.zeros(len(order), dtype=int)
    np.minimum.at(first, own, 0)
    probable = _normalised(fixed, own, len(order))
    for _ in range(ROUNDS):
        score = (
            fixed + s.near * np.log1p(3 * (near @ probable)) + s.area * np.log1p(area @ probable)
            + s.nation * np.log1p(nation @ probable) + link @ probable
        )  # fmt: skip
        probable = _normalised(score, own, len(order))
    chosen: dict[tuple[str, str], Site] = {}
    for n, key in enumerate(order):
        members = np.flatnonzero(own == n)
        chosen[key] = sites[int(members[int(np.argmax(probable[members]))])]
    return chosen


def _normalised(score: NDArray[Any], own: NDArray[Any], count: int) -> NDArray[Any]:
    """Scores as probabilities within each name."""
    import numpy as np

    top = np.full(count, -1e9)
    np.maximum.at(top, own, score)
    weight = np.exp(score - top[own])
    total = np.zeros(count)
    np.add.at(total, own, weight)
    made: NDArray[Any] = weight / total[own]
    return made


def _namesakes(sites: Sequence[Site], owner: Sequence[int], s: Settings) -> NDArray[Any]:
    """What areas lose to the towns of their name inside them."""
    import numpy as np

    towns = {(n, a) for n, x in zip(owner, sites, strict=True) if x.kind == "city" for a in (x.admin1, x.admin2)}
    return np.array([s.namesake if (n, x.index) in towns else 0.0 for n, x in zip(owner, sites, strict=True)])


def _home_score(sites: Sequence[Site], homes: Sequence[Home], s: Settings) -> NDArray[Any]:
    import numpy as np

    from onrecord.knowledge.gazetteer import distance_km

    out = np.zeros(len(sites))
    for i, site in enumerate(sites):
        for home in homes:
            if home.lat is not None and home.lon is not None:
                out[i] += s.home * exp(-distance_km(home.lat, home.lon, site.lat, site.lon) / s.near_km)
            if home.country is not None and site.country == home.country and site.kind != "country":
                out[i] += s.home_nation
    return out


def _relations(
    sites: Sequence[Site], own: NDArray[Any], s: Settings
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Nearness, same first-level area, same country, between places of different names."""
    import numpy as np

    lat, lon = np.radians([x.lat for x in sites]), np.radians([x.lon for x in sites])
    xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    km = 6371.0 * np.arccos(np.clip(xyz @ xyz.T, -1, 1))
    other = (own[:, None] != own[None, :]).astype(float)
    small = np.array([x.kind in ("city", "admin2", "point", "base", "facility", "lake") for x in sites], dtype=float)
    near = np.exp(-km / s.near_km) * other * small[None, :]
    first = np.array([x.index if x.kind == "admin1" else x.admin1 for x in sites], dtype=np.int64)
    area = ((first[:, None] == first[None, :]) & (first[:, None] != NONE)).astype(float) * other
    codes = {c: i for i, c in enumerate(sorted({x.country or "" for x in sites}))}
    land = np.array([codes[x.country or ""] if x.country else -1 - i for i, x in enumerate(sites)])
    nation = (land[:, None] == land[None, :]).astype(float) * other
    return near, area, nation


def _links(
    mentions: Sequence[Mention], names: dict[tuple[str, str], list[int]], order: list[tuple[str, str]],
    sites: Sequence[Site], owner: list[int], s: Settings,
) -> NDArray[Any]:  # fmt: skip
    """Stated containment, and the same name with and without its container."""
    import numpy as np

    out = np.zeros((len(sites), len(sites)))
    members: dict[int, list[int]] = {}
    for i, n in enumerate(owner):
        members.setdefault(n, []).append(i)
    place = {m: n for n, key in enumerate(order) for m in names[key]}
    for n, key in enumerate(order):
        for m in names[key]:
            held = mentions[m].within
            if held is None or place.get(held) is None:
                continue
            for i in members[n]:
                for j in members[place[held]]:
                    if holds(sites[j], sites[i]):
                        out[i, j] = s.within
                        out[j, i] = s.within / 2
    for n, key in enumerate(order):
        for n2, key2 in enumerate(order):
            if n != n2 and key[0] == key2[0]:
                for i in members[n]:
                    for j in members[n2]:
                        if sites[i].index == sites[j].index:
                            out[i, j] = max(out[i, j], s.twin)
    return out
