"""Where a report comes from: the outlet's town by its domain, its country, and the dateline."""

from __future__ import annotations

from functools import lru_cache

from onrecord.knowledge.entry import rows
from onrecord.knowledge.gazetteer import Site, lookup
from onrecord.model import Dateline
from onrecord.reading.places.rank import Home, Settings, holds, prior

TLD = {
    "uk": "GBR", "ie": "IRL", "ca": "CAN", "au": "AUS", "nz": "NZL", "za": "ZAF", "in": "IND", "pk": "PAK",
    "lb": "LBN", "eg": "EGY", "jo": "JOR", "il": "ISR", "ge": "GEO", "ru": "RUS", "ua": "UKR", "ke": "KEN",
    "ng": "NGA", "gh": "GHA", "ph": "PHL", "my": "MYS", "sg": "SGP", "hk": "HKG", "jp": "JPN", "kr": "KOR",
    "fr": "FRA", "de": "DEU", "es": "ESP", "it": "ITA", "pl": "POL", "tr": "TUR", "ae": "ARE", "qa": "QAT",
    "bd": "BGD", "lk": "LKA", "np": "NPL", "zw": "ZWE", "zm": "ZMB", "ug": "UGA", "tz": "TZA", "mx": "MEX",
}  # fmt: skip


@lru_cache(maxsize=1)
def _outlets() -> dict[str, Home]:
    """Domains of local papers with the point of their town."""
    return {
        row[0]: Home(lat=float(row[2]), lon=float(row[3]), country=row[4]) for row in rows("outlet_towns.tsv")
    }  # fmt: skip


def homes(*, domain: str | None, country: str | None, dateline: Dateline | None) -> list[Home]:
    """What is known of the report's home; empty where nothing is."""
    known: list[Home] = []
    name = (domain or "").lower().removeprefix("www.")
    if name:
        outlet = _outlets().get(name)
        code = TLD.get(name.rsplit(".", 1)[-1])
        if outlet is not None:
            known.append(outlet)
        elif code is not None:
            known.append(Home(country=code))
    if country is not None and not any(h.country == country for h in known):
        known.append(Home(country=country))
    if dateline is not None and dateline.place is not None:
        best = dateline_site(dateline)
        if best is not None:
            known.append(Home(lat=best.lat, lon=best.lon, country=best.country))
    return known


def dateline_countries(dateline: Dateline | None) -> tuple[str, ...]:
    """Countries (ISO alpha-3) of the places of a dateline: two of "QUITO/BOGOTA"; none where a name is unknown."""
    if dateline is None or dateline.place is None:
        return ()
    names = dateline.place.text.split("/")
    one = dateline_site(dateline) if len(names) == 1 else None
    sites = [one] if one is not None else [max(lookup(n.strip()), key=_prior, default=None) for n in names]
    return tuple(dict.fromkeys(s.country for s in sites if s is not None and s.country is not None))


def _prior(site: Site) -> float:
    return prior(site, Settings())


def dateline_site(dateline: Dateline) -> Site | None:
    """The place of a dateline; what stands behind it ("TRIPOLI, Lebanon") says which."""
    if dateline.place is None:
        return None
    names = [n.strip() for n in dateline.span.text.replace("(", ",").split(",")]
    sites = lookup(dateline.place.text.split(",")[0].strip())
    held = [x for x in sites for n in names[1:4] for y in lookup(n) if y.kind in ("country", "admin1") and holds(y, x)]
    return max(held or sites, key=_prior, default=None)
