"""How far the violence got, on the MUC-3/4 reports: ``python -m evals.muc_stage FOLDER [--files N] [--read FILE]``.

A key says of each incident whether it was accomplished, attempted or threatened. Every message goes through the whole
product. An incident is matched with the claim of its class whose sentence holds most of the key's words (targets and
victims count twice); of several that hold as many, the most certain one; no claim serves two incidents where there is
another. The stage is no part of the match. What the claim says is read as MUC counts it:

  accomplished  told as happened or going on; also alleged, unverified, not certain: whether to believe it is another
                slot of the key
  attempted     tried, foiled, failed, called off, a device that was set or did not go off
  threatened    a threat, or told as planned, feared, warned of, conditional; and what is only said to be possible

Prints macro-F1 over the three stages, for messages numbered up to 650 (whose errors were read) and from 651 (never
read), and for both. ``--read FILE`` keeps the claims there, or takes them from there where it exists.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evals.muc_claims import reports
from evals.muc_keys import CLASSES
from onrecord.reading import read_reports

STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
READ_HALF = 650
TARGETS = frozenset({12, 18, 19})
WORDS = TARGETS | {6, 9, 10}
"""Lines of a key that quote the text: instrument, perpetrators, targets."""
TOLD = ("alleged", "unverified", "not certain", "only alleges", "only doubts")
TRIED = ("did not happen", "called off", "attempt")

Claimed = dict[str, Any]


class Incident(NamedTuple):
    """One incident of a key: class, stage, and its quoted words with their weights."""

    kind: str
    stage: str
    words: dict[str, int]


def incidents(folder: Path) -> dict[str, list[Incident]]:
    """The obligatory incidents of each message that have one stage."""
    found: dict[str, list[Incident]] = defaultdict(list)
    for path in sorted(folder.glob("key*")):
        for template in re.split(r"(?m)^0\.  MESSAGE: ID +", path.read_text(encoding="latin-1"))[1:]:
            stage = re.search(r"(?m)^5\.  INCIDENT: STAGE OF EXECUTION +(.+?) *$", template)
            kind = re.search(r"(?m)^4\.  INCIDENT: TYPE +([A-Z ]+?) *$", template)
            optional = re.search(r"(?m)^1\.  MESSAGE: TEMPLATE .*OPTIONAL", template)
            if stage and kind and not optional and stage[1] in STAGES:
                found[template.split()[0]].append(Incident(kind[1], stage[1], _words(template)))
    return found


def _words(template: str) -> dict[str, int]:
    found: dict[str, int] = {}
    field = 0
    for line in template.split("\n"):
        number = re.match(r"(\d+)\. ", line)
        field = int(number[1]) if number else field
        if field in WORDS:
            for words in re.findall(r'"([^"]{3,})"', line):
                found.setdefault(words.lower(), 2 if field in TARGETS else 1)
    return found


def stage_of(claim: Claimed) -> str | None:
    """The stage a claim tells of; none where it tells of no act at all ("did not attack", a denial)."""
    if claim["type"] == "THREATEN":
        return "THREATENED"
    status, why = claim["status"], claim["why"]
    if status in ("occurred", "ongoing"):
        return "ACCOMPLISHED"
    if why.startswith(TRIED):
        return "ATTEMPTED"
    if status == "denied":
        return None
    return "ACCOMPLISHED" if why.startswith(TOLD) else "THREATENED"


def matched(wanted: Sequence[Incident], claims: Sequence[Claimed]) -> list[Claimed | None]:
    """The claim of each incident, or none."""
    used: set[int] = set()
    found: list[Claimed | None] = []
    for incident in wanted:
        of_class = [(n, c) for n, c in enumerate(claims) if _is(incident.kind, c) and stage_of(c) is not None]
        free = [pair for pair in of_class if pair[0] not in used] or of_class
        if not free:
            found.append(None)
            continue
        best = max(free, key=lambda pair: (_held(incident, pair[1]), -STAGES.index(stage_of(pair[1]) or ""), -pair[0]))
        used.add(best[0])
        found.append(best[1])
    return found


def _is(kind: str, claim: Claimed) -> bool:
    types, modes = CLASSES[kind]
    return claim["type"] == "THREATEN" or (claim["type"] in types and (modes is None or claim["mode"] in modes))


def _held(incident: Incident, claim: Claimed) -> int:
    sentence = claim["sentence"].lower()
    return sum(weight for words, weight in incident.words.items() if words in sentence)


def read(folder: Path, wanted: set[str], files: int | None) -> Iterator[dict[str, Any]]:
    """Id and claims of every message with an incident."""
    for reading in read_reports(r for r in reports(folder, files) if r.id in wanted):
        yield {
            "id": reading.report.id,
            "claims": [
                {"type": c.type, "mode": c.mode, "status": c.status, "why": c.status_why, "trigger": c.trigger.text,
                 "sentence": c.sentence.text}
                for c in reading.claims
            ],
        }  # fmt: skip


def macro(tally: Counter[tuple[str, str | None]]) -> dict[str, float]:
    """Macro-F1 and F1 of each stage, from counts of (stage of the key, stage read)."""
    f1 = {}
    for stage in STAGES:
        both = tally[stage, stage]
        total = sum(n for (gold, _), n in tally.items() if gold == stage)
        total += sum(n for (_, said), n in tally.items() if said == stage)
        f1[stage.lower()] = round(2 * both / total, 4) if total else 0.0
    return {"stage_macro_f1": round(sum(f1.values()) / len(STAGES), 4), **f1}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evals.muc_stage", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, help="only the first N files of messages")
    parser.add_argument("--read", type=Path, help="keep the claims in this file, or take them from it")
    parser.add_argument("--show", action="store_true", help="print what is wrong in the half whose errors are read")
    o = parser.parse_args()
    gold = incidents(o.folder)
    if o.read and o.read.exists():
        lines = [json.loads(line) for line in o.read.read_text(encoding="utf-8").split("\n") if line]
    else:
        lines = list(read(o.folder, set(gold), o.files))
        if o.read:
            o.read.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    first: Counter[tuple[str, str | None]] = Counter()
    second: Counter[tuple[str, str | None]] = Counter()
    for line in lines:
        wanted = gold[line["id"]]
        in_first = int(line["id"].rsplit("-", 1)[1]) <= READ_HALF
        for incident, claim in zip(wanted, matched(wanted, line["claims"]), strict=True):
            said = stage_of(claim) if claim else None
            (first if in_first else second)[incident.stage, said] += 1
            if o.show and in_first and said != incident.stage:
                print(line["id"], incident.kind, incident.stage, "read", said, claim, list(incident.words)[:6])
    for name, tally in (("first", first), ("second", second), ("both", first + second)):
        print(name, json.dumps({**macro(tally), "incidents": sum(tally.values())}))


if __name__ == "__main__":
    main()
