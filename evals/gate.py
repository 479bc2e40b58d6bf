"""The gate of figures that may only rise: ``python -m evals.gate [--raise] [TASK ...]``.

Each task strips the gold from its data, runs its predictor as a user would (``python -m evals.TASK IN OUT``), scores
the output with the scorer that stands beside the data, and compares every figure with ``gate.json``, where it is
pinned together with the data's hash. A figure below its pin by more than ``SLACK`` fails; ``--raise`` writes better
ones down. Data that is not at hand is skipped and named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
PINS = HERE / "gate.json"
SLACK = 0.002
"""Figures move in the third place with the versions of numeric libraries."""
LOWER_IS_BETTER = frozenset(
    {"bytes_per_byte_of_text", "mae", "unfaithful", "spurious_per_report", "not_body_in_text", "unreal_as_fact"}
)


class Task(Struct, frozen=True):
    """One predictor on one data set."""

    name: str
    module: str
    gold: str
    fields: tuple[str, ...]
    """All that the predictor may see of each line."""
    scorer: tuple[str, ...]
    """Arguments of the scorer; GOLD and PRED stand for the two files."""
    figures: Callable[[dict[str, Any]], dict[str, float]]
    docs: str = ""
    """Documents that the predictor is given beside its lines; it sees their ids and sentences."""
    heavy: bool = False
    """Runs only where it is named or with ``--heavy``: it reads thousands of reports."""


def _attribution(r: dict[str, Any]) -> dict[str, float]:
    named = {
        "whole": "relation.overlap", "source_content": "relation.who_what", "found": "relation.found",
        "content_exact": "span.content.exact", "source_tokens": "token.source",
    }  # fmt: skip
    return {k: r[v]["F1"] for k, v in named.items()}


def _events(r: dict[str, Any]) -> dict[str, float]:
    return {
        "type_right_first": r["type_at1"], "type_precision": r["type_precision"],
        "actor_f1": r["source_country"]["f1"], "recipient_f1": r["target_country"]["f1"], "tuple": r["tuple_lenient"],
    }  # fmt: skip


def _factuality(r: dict[str, Any]) -> dict[str, float]:
    return {"macro_f1": r["polarity3"]["macro_f1"], "mae": r["mae"]}


def _times(r: dict[str, Any]) -> dict[str, float]:
    return {"strict": r["strict"]["f1"], "relaxed": r["relaxed"]["f1"], "value": r["value_f1"]}


def _places(r: dict[str, Any]) -> dict[str, float]:
    return {"found": r["recognition"]["f1"], "within_161km": r["resolution_on_all"]["acc161"]}


def _pairwise(r: dict[str, Any]) -> dict[str, float]:
    return {"pairwise_f1": r["pairwise"]["f1"], "conll_f1": r["conll_f1"]}


def _conll(r: dict[str, Any]) -> dict[str, float]:
    return {"conll_f1": r["conll_f1"], "lea": r["lea"]["f1"]}


WORD = ("id", "text", "tokens", "span")
UNREAD = ("held", "fresh", "late", "later-unseen", "wide-unseen")
"""Parts of our own status set whose errors are not looked at."""
PAGE = ("doc_id", "text", "title", "domain", "date")
TASKS = (
    Task("attribution", "evals.attribution", "gold/attribution/polnear_dev.jsonl", ("doc_id", "text"),
         ("score_attribution.py", "score", "GOLD", "PRED", "--json", "JSON"), _attribution),
    Task("events", "evals.events", "gold/events/plover_gsr_dev.json", ("id", "text", "date"),
         ("score_events.py", "--gold", "GOLD", "--pred", "PRED", "--json", "JSON"), _events),
    *(
        Task(f"status_{name}", "evals.status", f"gold/status/{name}_dev.jsonl", WORD,
             ("score_factuality.py", "GOLD", "PRED", "--json"), _factuality)
        for name in ("uw", "meantime", "rp", "cb")
    ),
    *(
        Task(f"times_{name}", "evals.times", f"gold/time/{name}.jsonl", ("doc_id", "dct", "text"),
             ("score_timex.py", "GOLD", "PRED", "--json"), _times)
        for name in ("timebank", "aquaint")
    ),
    *(
        Task(f"places_{name}", "evals.places", f"gold/places/{name}.jsonl", PAGE,
             ("score_geo.py", "GOLD", "PRED", "--json"), _places)
        for name in ("lgl", "geovirus")
    ),
    Task("coref_ecb", "evals.coref", "gold/linking/ecbplus_dev.jsonl",
         ("mention_id", "doc_id", "sent_id", "tokens", "text"),
         ("score_cdec.py", "GOLD", "PRED", "--scope", "corpus", "--json"), _conll,
         docs="gold/linking/ecbplus_docs.jsonl"),
    Task("linking_gva", "evals.linking", "gold/linking/gva_link_dev.jsonl", ("mention_id", "title", "dct", "text"),
         ("score_cdec.py", "GOLD", "PRED", "--scope", "corpus", "--json"), _pairwise, heavy=True),
)  # fmt: skip


class Printed(Struct, frozen=True):
    """A measure that prints its figures itself, as JSON on one line."""

    name: str
    module: str
    arguments: tuple[str, ...]
    """DATA stands for the data's place, OUT for a file to write."""
    data: Path
    line: str = ""
    """What stands before the JSON on the line that counts."""
    then: tuple[str, ...] = ()
    """Arguments of a second call, which prints, where the first only writes."""
    figures: Callable[[dict[str, Any]], dict[str, float]] = lambda r: r
    heavy: bool = False
    """As for ``Task``."""


def _shares(r: dict[str, Any]) -> dict[str, float]:
    return {k: v for k, v in r.items() if k != "n"}


def _frames(r: dict[str, Any]) -> dict[str, float]:
    return {
        "unreal_as_fact": r.get("non-actual as fact", 0) / r["non-actual"],
        "real_kept": r["happened, any type"] / r["happened"],
        "alleged_with_source": r["alleged, with source"] / r["alleged"],
    }


def _modal(r: dict[str, Any]) -> dict[str, float]:
    return {"all": r["all"], "others": r["others"]}


def _stages(r: dict[str, Any]) -> dict[str, float]:
    return {k: v for k, v in r.items() if k != "incidents"}


def _size(r: dict[str, Any]) -> dict[str, float]:
    return {"bytes_per_byte_of_text": r["size"]["bytes_per_byte_of_text"]}


REPORTS = (
    ("reports", SHARED / "reports"), ("reports_open", HERE / "gold/reports/open"),
    ("reports_held", HERE / "gold/reports/held"), ("reports_later", HERE / "gold/reports/later"),
)  # fmt: skip
"""Those of ``gold/reports`` are our own (see the notice there); ``held`` was written by somebody else than the rules,
who never saw what the code makes of a text, and is not looked at one by one."""
STATUS, CHAINS = HERE / "gold" / "status.jsonl", HERE / "gold" / "chains.jsonl"


def _folds(r: dict[str, Any]) -> dict[str, float]:
    return {name: r[name] for name in ("care", "plain")}


PRINTED = (
    Printed("chains_held", "evals.chains", ("--half", "held"), CHAINS, "held", figures=_shares),
    Printed("chains_later", "evals.chains", ("--half", "later"), CHAINS, "later", figures=_shares),
    Printed("stories_held", "evals.stories", ("--half", "held"), HERE / "gold" / "stories" / "held.jsonl", "held",
            figures=_shares),
    Printed("happenings_held", "evals.happenings", ("DATA", "--half", "held"),
            SHARED / "gold/articles/news_2024_sample.jsonl", "held", figures=_shares),
    Printed("outlet_cites_held", "evals.cites", ("DATA", "OUT", "--half", "held"),
            SHARED / "gold/linking/outlet_cites_dev.jsonl", "held", figures=_shares),
    Printed("status_held", "evals.status_own", ("--half", "held"), STATUS, "held", figures=_shares),
    Printed("status_fresh", "evals.status_own", ("--half", "fresh"), STATUS, "fresh", figures=_shares),
    Printed("status_late", "evals.status_own", ("--half", "late"), STATUS, "late", figures=_shares),
    Printed("status_later", "evals.status_own", ("--half", "later-unseen"), STATUS, "later-unseen", figures=_shares),
    Printed("status_wide", "evals.status_own", ("--half", "wide-unseen"), STATUS, "wide-unseen", figures=_shares),
    Printed("status_claims", "evals.status_claims", ("--half", *UNREAD), STATUS, "together", figures=_shares),
    Printed("status_frames", "evals.frames", ("DATA",), SHARED / "gold/status/status_frames_dev.jsonl",
            figures=_frames),
    Printed("plv_folds", "evals.plv_folds", (), SHARED / "gold/events/plv_train.jsonl", "all", figures=_folds,
            heavy=True),
    Printed("pronouns_held", "evals.pronouns", ("--half", "held"), HERE / "gold/pronouns.jsonl", "held",
            figures=_shares),
    Printed("modal", "evals.modal", ("DATA", "OUT"), SHARED / "gold/status/umr_modal_dev.jsonl",
            then=("DATA", "OUT", "--score"), figures=_modal),
    Printed("record_size", "evals.record", ("size", "--line"), SHARED / "gold/articles/news_2024_sample.jsonl",
            figures=_size, heavy=True),
    Printed("muc_stage", "evals.muc_stage", ("DATA",), SHARED / "gold/events/muc34_dev", "both", figures=_stages,
            heavy=True),
)  # fmt: skip


def measure(task: Task) -> dict[str, float] | None:
    """Run and score one task; ``None`` where its data is not at hand."""
    gold = SHARED / task.gold
    if not gold.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        given, out, scores = (Path(folder) / name for name in ("in.jsonl", "out.jsonl", "scores.json"))
        _strip(task.fields, gold, given)
        more: list[str] = []
        if task.docs:
            docs = Path(folder) / "docs.jsonl"
            _strip(("doc_id", "sentences"), SHARED / task.docs, docs)
            more = ["--docs", str(docs)]
        subprocess.run([sys.executable, "-m", task.module, str(given), str(out), *more], check=True, cwd=HERE.parent)
        names = {"GOLD": str(gold), "PRED": str(out), "JSON": str(scores)}
        command = [
            sys.executable,
            str(SHARED / "scorers" / task.scorer[0]),
            *(names.get(a, a) for a in task.scorer[1:]),
        ]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return task.figures(json.loads(scores.read_text() if scores.exists() else printed))


def _strip(fields: Sequence[str], gold: Path, given: Path) -> None:
    """Write what the predictor may see, and nothing else."""
    if gold.suffix == ".json":
        scorer = SHARED / "scorers" / "score_events.py"
        subprocess.run(
            [sys.executable, str(scorer), "--gold", str(gold), "--emit-inputs", str(given)], check=True
        )  # fmt: skip
        return
    with gold.open(encoding="utf-8") as lines, given.open("w", encoding="utf-8") as out:
        for line in lines:
            if line.strip():
                record = json.loads(line)
                out.write(json.dumps({k: record[k] for k in fields if k in record}) + "\n")


def reports(folder: Path) -> dict[str, float] | None:
    """Whole reports against what a careful reader takes from them."""
    scorer = SHARED / "scorers" / "score_reports.py"
    if not folder.exists() or not scorer.exists():
        return None
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "read",
        *map(str, sorted(folder.glob("*.txt"))),
        "--format",
        "json",
    ]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "out.jsonl"
        out.write_text(printed, encoding="utf-8")
        scored = subprocess.run(
            [sys.executable, str(scorer), str(folder), str(out)], check=True, capture_output=True, text=True
        )
    result = json.loads(scored.stdout.splitlines()[-1])
    result["unfaithful"] = int(result["unfaithful"].split("/")[0])
    return {k: float(v) for k, v in result.items() if k not in ("reports", "gold")}


def printed(task: Printed) -> dict[str, float] | None:
    """Figures that a measure prints itself; ``None`` where its data is not at hand."""
    if not task.data.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        names = {"DATA": str(task.data), "OUT": str(Path(folder) / "out.jsonl")}
        said = ""
        for arguments in (task.arguments, task.then) if task.then else (task.arguments,):
            command = [sys.executable, "-m", task.module, *(names.get(a, a) for a in arguments)]
            said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent).stdout
    found = next(line for line in said.splitlines() if line.startswith(task.line))
    return {k: round(float(v), 4) for k, v in task.figures(json.loads(found.removeprefix(task.line))).items()}


def compare(figures: dict[str, float], pinned: dict[str, float]) -> list[str]:
    """The figures that are worse than their pins."""
    worse = []
    for name, value in figures.items():
        pin = pinned.get(name)
        fell = pin is not None and (value > pin + SLACK if name in LOWER_IS_BETTER else value < pin - SLACK)
        if fell:
            worse.append(f"{name} {value} (pinned: {pin})")
    return worse


def _better(figures: dict[str, float], pinned: dict[str, float]) -> dict[str, float]:
    merged = {}
    for name, value in figures.items():
        pin = pinned.get(name, value)
        merged[name] = min(pin, value) if name in LOWER_IS_BETTER else max(pin, value)
    return merged


def _sha256(path: Path) -> str:
    if path.is_dir():
        return hashlib.sha256(b"".join(p.read_bytes() for p in sorted(path.glob("*.*")))).hexdigest()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", help="names of tasks; all without")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write better figures down")
    parser.add_argument("--heavy", action="store_true", help="also the tasks that take a quarter of an hour or more")
    asked = parser.parse_args(arguments)
    heavy = {t.name for t in TASKS if t.heavy} | {t.name for t in PRINTED if t.heavy}
    pins: dict[str, Any] = json.loads(PINS.read_text()) if PINS.exists() else {}
    runs: list[tuple[str, str, Callable[[], dict[str, float] | None]]] = [
        (name, str(folder), partial(reports, folder)) for name, folder in REPORTS
    ]
    runs += [(t.name, t.gold, lambda t=t: measure(t)) for t in TASKS]  # type: ignore[misc]
    runs += [(t.name, str(t.data), lambda t=t: printed(t)) for t in PRINTED]  # type: ignore[misc]
    failed = False
    for name, data, run in runs:
        if name not in asked.tasks if asked.tasks else name in heavy and not asked.heavy:
            continue
        figures = run()
        if figures is None:
            print(f"{name}: skipped, its data is not here")
            continue
        digest = _sha256(SHARED / data)
        pin = pins.get(name, {})
        known = pin.get("figures", {}) if pin.get("data_sha256") == digest else {}
        worse = compare(figures, known)
        failed |= bool(worse)
        print(f"{name}: {json.dumps(figures)}" + (f"  WORSE: {'; '.join(worse)}" if worse else ""))
        if asked.lift:
            pins[name] = {"data_sha256": digest, "figures": _better(figures, known)}
    if asked.lift:
        PINS.write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
