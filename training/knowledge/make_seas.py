"""Makes ``seas.tsv`` from the Natural Earth 1:10m marine areas: a point inside each and its bounding box.

    python training/knowledge/make_seas.py ne_10m_marine_polys.json OUT.tsv

Natural Earth is in the public domain. Names are cleaned (two spaces, capitals, foreign generic words); areas of one
name are put together. Own additions (Hormuz, Kerch ...) stand in ``gazetteer_places.tsv``.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

Ring = list[list[float]]
ENGLISH = {
    "Golfo de California": "Gulf of California", "Golfe du Lion": "Gulf of Lion", "Río de la Plata": "Rio de la Plata",
    "Bahía de Campeche": "Bay of Campeche", "Golfo de Panamá": "Gulf of Panama", "Golfo San Jorge": "San Jorge Gulf",
    "Golfo San Mat’as": "San Matías Gulf", "Golfo de Tehuantepec": "Gulf of Tehuantepec",
    "Golfo de Guayaquil": "Gulf of Guayaquil", "Estrecho de Magellanes": "Strait of Magellan",
    "Golfo de Urabá": "Gulf of Urabá", "Golfo de Penas": "Gulf of Penas", "Baia de Maputo": "Maputo Bay",
    "Bransfield Str.": "Bransfield Strait", "Cumberland Sd.": "Cumberland Sound", "Waddenzee": "Wadden Sea",
    "Karskiye Strait": "Kara Strait", "Vil'kitskogo Strait": "Vilkitsky Strait", "Selat Bali": "Bali Strait",
    "Selat Dampier": "Dampier Strait", "Lago de Maracaibo": "Lake Maracaibo", "Stettiner Haff": "Szczecin Lagoon",
    "Mecklenburger Bucht": "Bay of Mecklenburg", "Gulf of Khambhät": "Gulf of Khambhat", "Bo Hai": "Bohai Sea",
    "Bab el Mandeb": "Bab el-Mandeb", "Prince ALbert Sound": "Prince Albert Sound", "Gulf of Olen‘k": "Olenyok Gulf",
    "The North Western Passages": "Northwest Passage", "Straits of Florida": "Florida Straits",
    "B. Inutil": "Inútil Bay", "Gulf of Anadyr'": "Gulf of Anadyr",
}  # fmt: skip
ALIASES = {
    "Persian Gulf": "Arabian Gulf", "Sea of Japan": "East Sea", "Gulf of Mexico": "Gulf of America",
    "South China Sea": "West Philippine Sea", "Bosporus": "Bosphorus|Bosporus Strait|Bosphorus Strait",
    "Bab el-Mandeb": "Bab al-Mandab|Bab al-Mandeb|Bab el-Mandeb Strait|Bab al-Mandab Strait|Mandeb Strait",
    "Strait of Malacca": "Malacca Strait|Straits of Malacca", "Strait of Gibraltar": "Straits of Gibraltar",
    "Florida Straits": "Straits of Florida|Florida Strait", "Sea of Azov": "Azov Sea", "Sea of Marmara": "Marmara Sea",
    "Mediterranean Sea": "Mediterranean", "Caribbean Sea": "Caribbean", "Baltic Sea": "Baltic",
    "Aegean Sea": "Aegean", "Adriatic Sea": "Adriatic", "Gulf of Oman": "Sea of Oman", "Laccadive Sea":
    "Lakshadweep Sea", "Gulf of Sidra": "Gulf of Sirte", "Yellow Sea": "West Sea", "Gulf of Aqaba": "Gulf of Eilat",
    "Dardanelles": "Dardanelles Strait", "Øresund": "Oresund|The Sound", "Taiwan Strait":
    "Strait of Taiwan|Taiwan Straits|Formosa Strait", "Korea Strait": "Tsushima Strait", "Luzon Strait":
    "Bashi Channel", "Gulf of California": "Sea of Cortez", "Rio de la Plata": "River Plate|Río de la Plata",
    "Qiongzhou Strait": "Hainan Strait", "Gulf of Lion": "Gulf of Lions", "Tatar Strait": "Strait of Tartary",
}  # fmt: skip
SKIP = {"Inner Sea", "Inner Seas", "Kaliningrad", "Great Barrier Reef", "Amazon River", "Columbia River",
        "Yangtze River", "St. Lawrence River", "Davis Sea", "Canal do Norte", "Canal do Sul",
        "Canal Perigoso"}  # fmt: skip


def clean(name: str) -> str:
    """One spelling: single spaces, English generic words, no capitals throughout."""
    name = re.sub(r"\s+", " ", name).strip()
    if name.isupper():
        name = name.title()
    return ENGLISH.get(name, name)


def inside_point(ring: Ring) -> tuple[float, float]:
    """The area centroid where it lies inside, else the middle of the widest stretch of 40 level lines: (lat, lon)."""
    area = cx = cy = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    if area:
        lon, lat = cx / (3 * area), cy / (3 * area)
        cuts = level(ring, lat)
        if any(a < lon < b for a, b in cuts):
            return lat, lon
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = max(
        ((b - a, lat, (a + b) / 2) for k in range(1, 41) for lat in [low + (high - low) * k / 41]
         for a, b in level(ring, lat)),
    )  # fmt: skip
    return best[1], best[2]


def level(ring: Ring, lat: float) -> list[tuple[float, float]]:
    """Stretches of longitude where the level line of ``lat`` is inside."""
    cuts = sorted(
        x0 + (lat - y0) * (x1 - x0) / (y1 - y0) for (x0, y0), (x1, y1) in pairwise(ring) if (y0 <= lat) != (y1 <= lat)
    )
    return list(zip(cuts[::2], cuts[1::2], strict=False))


def size(ring: Ring) -> float:
    """Rough area of a ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    found: dict[str, list[Ring]] = {}
    for feature in json.loads(source.read_text(encoding="utf-8"))["features"]:
        name = feature["properties"]["name"]
        if not name or clean(name) in SKIP:
            continue
        geometry: dict[str, Any] = feature["geometry"]
        shapes = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        found.setdefault(clean(name), []).extend(shape[0] for shape in shapes)
    out = ["# source: Natural Earth 1:10m marine areas; aliases added", "# licence: public domain",
           "# version: Natural Earth 5, 2026-11-22", "name\taliases\tlat\tlon\twest\tsouth\teast\tnorth"]  # fmt: skip
    for name in sorted(found):
        rings = found[name]
        lat, lon = inside_point(max(rings, key=size))
        xs, ys = [p[0] for r in rings for p in r], [p[1] for r in rings for p in r]
        figures = "\t".join(f"{v:.2f}" for v in (lat, lon, min(xs), min(ys), max(xs), max(ys)))
        out.append(f"{name}\t{ALIASES.get(name, '')}\t{figures}")
    target.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
