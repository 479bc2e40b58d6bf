"""Where, when and whether, on the MUC-3/4 reports: ``python -m evals.muc_claims FOLDER [--files N]``.

Every message goes through the whole product (sentence case first, as in ``evals.muc``; its dateline gives the day). Of
the violent claims of a message whose key has an incident, the first that names a place is asked for its country, the
first that names a time for its day, and the most certain one for its stage of execution:

  country   share of messages whose claim has the country of one of the key's incidents, of those with a place
  date      share within three days of one of the key's incidents, of those with a time
  stage     macro-F1 over accomplished, attempted, threatened of messages whose incidents agree
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from evals.muc import messages, sentence_case
from onrecord.knowledge.countries import country_named
from onrecord.model import Reading, Report
from onrecord.reading import read_reports

MONTHS = {m: n for n, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}
DAY = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d{2})")
STAGES = {"occurred": "ACCOMPLISHED", "ongoing": "ACCOMPLISHED", "denied": "ATTEMPTED"}
"""An attack that failed is attempted; what is possible or planned is threatened."""
NEAR = timedelta(days=3)


class Key(NamedTuple):
    """Countries, days and stages of the obligatory incidents of a message."""

    countries: set[str]
    days: list[tuple[date, date]]
    stages: set[str]


def reports(folder: Path, files: int | None) -> Iterator[Report]:
    """The messages as reports, each with the day of its dateline."""
    wanted = {p.name for p in sorted(p for p in folder.glob("*-muc*") if not p.name.startswith("key"))[:files]}
    for name, text in messages(folder):
        if files is not None and not _in(name, wanted):
            continue
        found = days(text[:400])
        published = found[0][0].isoformat() if found else None
        yield Report(id=name, text=sentence_case(text), published=published)


def _in(name: str, files: set[str]) -> bool:
    number = int(name.rsplit("-", 1)[1])
    return any(int(f.split("-")[-2]) <= number <= int(f.split("-")[-1]) for f in files)


def days(text: str) -> list[tuple[date, date]]:
    """Days written as in the keys ("30 DEC 89"), each with the end of its range."""
    found = []
    for d, m, y in DAY.findall(text):
        if m in MONTHS and 1 <= int(d) <= 28 + 3 * (m != "FEB"):
            try:
                found.append(date(1900 + int(y), MONTHS[m], int(d)))
            except ValueError:
                continue
    return [(found[0], found[-1])] if found else []


def keys(folder: Path) -> dict[str, Key]:
    """What the keys say of each message."""
    found: dict[str, Key] = {}
    for path in sorted(folder.glob("key*")):
        for template in re.split(r"(?m)^0\.  MESSAGE: ID +", path.read_text(encoding="latin-1"))[1:]:
            kind = re.search(r"(?m)^4\.  INCIDENT: TYPE +([A-Z ]+?) *$", template)
            if not kind or re.search(r"(?m)^1\.  MESSAGE: TEMPLATE .*OPTIONAL", template):
                continue
            key = found.setdefault(template.split()[0], Key(set(), [], set()))
            place = re.search(r"(?m)^3\.  INCIDENT: LOCATION +([A-Z ]+)", template)
            country = country_named(place[1].strip().title()) if place else None
            key.countries.update({country} - {None})  # type: ignore[arg-type]
            when = re.search(r"(?m)^2\.  INCIDENT: DATE +(.+)$", template)
            key.days.extend(days(when[1]) if when else [])
            stage = re.search(r"(?m)^5\.  INCIDENT: STAGE OF EXECUTION +([A-Z]+)", template)
            key.stages.update({stage[1]} if stage else set())
    return found


def score(reading: Reading, key: Key, tally: Counter[str]) -> None:
    """Add one message to the tally."""
    violent = [c for c in reading.claims if c.type in ("ASSAULT", "THREATEN") or c.mode in ("arrest", "seize")]
    placed = [c.place.country for c in violent if c.place and c.place.country]
    if placed and key.countries:
        tally["places"] += 1
        tally["country"] += placed[0] in key.countries
    timed = [c.time for c in violent if c.time and c.time.start and c.time.end]
    if timed and key.days:
        start, end = (date.fromisoformat((v or "")[:10]) for v in (timed[0].start, timed[0].end))
        tally["times"] += 1
        tally["date"] += any(start - NEAR <= b and a <= end + NEAR for a, b in key.days)
    if violent and len(key.stages) == 1:
        said = {STAGES.get(c.status, "THREATENED") for c in violent}
        read = next((s for s in ("ACCOMPLISHED", "ATTEMPTED") if s in said), "THREATENED")
        tally[f"gold {next(iter(key.stages))}"] += 1
        tally[f"read {read}"] += 1
        tally[f"both {read}"] += read in key.stages


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evals.muc_claims", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=None, help="only the first N files of messages")
    o = parser.parse_args()
    gold, tally = keys(o.folder), Counter[str]()
    wanted = (r for r in reports(o.folder, o.files) if r.id in gold)
    for reading in read_reports(wanted):
        score(reading, gold[reading.report.id], tally)
    f1 = []
    for stage in ("ACCOMPLISHED", "ATTEMPTED", "THREATENED"):
        both, total = tally[f"both {stage}"], tally[f"read {stage}"] + tally[f"gold {stage}"]
        f1.append(2 * both / total if total else 0.0)
    print(json.dumps({
        "country": round(tally["country"] / max(1, tally["places"]), 4), "places": tally["places"],
        "date": round(tally["date"] / max(1, tally["times"]), 4), "times": tally["times"],
        "stage_macro_f1": round(sum(f1) / 3, 4), "stages": [round(x, 3) for x in f1],
    }))  # fmt: skip


if __name__ == "__main__":
    main()
