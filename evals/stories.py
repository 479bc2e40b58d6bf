"""Origins and disputes of whole stories: ``python -m evals.stories [--half build|held] [--given] [--show]``.

``evals/gold/stories/build.jsonl`` and ``held.jsonl`` hold stories written for this project, one a line: ``reports``
(publisher, published, text), ``triggers`` (parts of the words that name the main event), ``background`` (words of
sentences about other events) and ``expect``:
  low, high   independent origins that say it happened
  origins     who they are: words that stand in the label, the name or another wording of each ("a|b": either)
  circular    reports that add no origin: copies, and those that only cite another outlet
  figures     role -> report -> value
  disputes    kind, role for figures, and words that must stand in the sides, each in another side; of a denial the
              words that name who denies
  denied_by   who denies it
The stories are read and linked as a record would; the event that holds most of the main event's claims is judged.
``--given`` takes the claims of the main event from the gold instead, to see what linking costs. The held half was
written before anything was built and is never shown.

Printed for each half:
  origins     stories with low, high and every origin right       count      stories with low and high right
  circular    stories with the right set of circular reports      figures    share of the expected figures found
  disputes    F1 of disputes                                      denied_by  share of those who deny found
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord.linking.account import account
from onrecord.linking.features import features
from onrecord.linking.incremental import update
from onrecord.linking.memory import MemoryStore
from onrecord.linking.telling import Member, tellings
from onrecord.model import Dispute, Document, EventAccount, Hints, LinkInput, Origin, Reading, Rejected
from onrecord.reading import read_reports
from onrecord.record.alignment import align, pieces
from onrecord.record.copies import judge, keys
from onrecord.report import build

GOLD = Path(__file__).parent / "gold" / "stories"
Row = dict[str, Any]


def stories(half: str) -> list[Row]:
    """The stories of one half."""
    lines = (GOLD / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def readings(story: Row) -> list[Reading]:
    """The reports of a story, read as a user's would be; ids are the story's letters."""
    made = []
    for ident, r in story["reports"].items():
        hints = Hints(id=ident, publisher=r["publisher"], published=r["published"], url=r.get("url"))
        report = build(
            Document(content=r["text"].encode(), media_type="text/plain", path=ident, charset="utf-8", hints=hints)
        )
        if isinstance(report, Rejected):
            raise SystemExit(f"{story['id']} {ident}: {report.detail}")
        made.append(report)
    return list(read_reports(made))


def is_main(story: Row, trigger: str, sentence: str) -> bool:
    """Whether a claim is of the story's main event, by the gold."""
    background = any(words in sentence for words in story["background"])
    return not background and any(stem in trigger.casefold() for stem in story["triggers"])


def members(found: Sequence[Reading]) -> list[Member]:
    """All claims of the reports of a story, with what linking is told of each report."""
    return [(c, r.report, link) for r in found for link in [_link(r, found)] for c in r.claims]


def _link(reading: Reading, found: Sequence[Reading]) -> LinkInput:
    r = reading.report
    return LinkInput(
        report=r.id, publisher=r.publisher, url=r.url, published=r.published, copy_of=_copy(reading, found)
    )


def _copy(reading: Reading, found: Sequence[Reading]) -> str | None:
    """The first earlier report whose text a report repeats, as the record judges it."""
    earlier = [r.report for r in found if (r.report.published or "") < (reading.report.published or "")]
    for other in sorted(earlier, key=lambda r: r.published or ""):
        alike = set(keys(other.text)) & set(keys(reading.report.text))
        if alike and judge(align(pieces(other.text), pieces(reading.report.text))) is not None:
            return other.id
    return None


def given(story: Row, found: Sequence[Reading]) -> EventAccount | None:
    """The account of the claims that the gold says are of the main event."""
    everything = members(found)
    mine = [m for m in everything if is_main(story, m[0].trigger.text, m[0].sentence.text)]
    return account(mine, told=tellings(everything).values()) if mine else None


def linked(story: Row, found: Sequence[Reading]) -> EventAccount | None:
    """The account of the event, of those that linking makes, that holds most of the main event's claims."""
    everything = members(found)
    store = MemoryStore()
    update(store, [features(r, _link(r, found)) for r in found])
    by_id = {m[0].id: m for m in everything}
    main = {m[0].id for m in everything if is_main(story, m[0].trigger.text, m[0].sentence.text)}
    groups = sorted(store.events.values(), key=lambda g: (-len(main & set(g.claims)), g.id))
    if not groups or not main & set(groups[0].claims):
        return None
    return account([by_id[c] for c in groups[0].claims], told=tellings(everything).values())


# ---------------------------------------------------------------- marks


def named(words: str, texts: Iterable[str]) -> bool:
    """Whether one of the words of the gold stands in one of the texts."""
    whole = " | ".join(texts).casefold()
    return any(w.casefold() in whole for w in words.split("|"))


def wordings(o: Origin) -> list[str]:
    """Everything that an origin is called."""
    return [o.label, o.name or "", *o.known_as]


def asserting(a: EventAccount) -> list[Origin]:
    """The origins that say the event happened."""
    said = set(a.asserting)
    return [o for o in a.origins if o.id in said]


def one_to_one(gold: Sequence[str], texts: Sequence[Sequence[str]]) -> bool:
    """Whether every word of the gold has a text of its own."""
    if not gold:
        return True
    return any(
        named(gold[0], text) and one_to_one(gold[1:], [*texts[:n], *texts[n + 1 :]]) for n, text in enumerate(texts)
    )


def same_dispute(gold: Row, d: Dispute, a: EventAccount) -> bool:
    """Whether a found dispute is the gold's."""
    if d.kind != gold["kind"] or (gold.get("role") and d.role != gold["role"]):
        return False
    labels = {o.id: wordings(o) for o in a.origins}
    sides = [[s.value, *(e.span.text for e in s.evidence)] for s in d.sides]
    if d.kind == "denial":
        sides = [[s.value, *(w for o in s.origins for w in labels.get(o, []))] for s in d.sides if "denied" in s.value]
    return one_to_one(gold["sides"], sides)


def marks(story: Row, a: EventAccount | None) -> Counter[str]:
    """What is right in one story; counts to be summed."""
    e = story["expect"]
    m: Counter[str] = Counter(n=1, gold_disputes=len(e["disputes"]), gold_denied=len(e["denied_by"]))
    m["gold_figures"] = sum(len(v) for v in e["figures"].values())
    if a is None:
        return m
    count = (a.event.origins.low, a.event.origins.high) == (e["low"], e["high"])
    found = [wordings(o) for o in asserting(a)]
    m["count"] = count
    m["origins"] = count and len(found) == len(e["origins"]) and one_to_one(e["origins"], found)
    lone = sorted(n.id.removeprefix("report:") for n in a.nodes if n.kind == "report" and not n.independent)
    m["circular"] = lone == sorted(e["circular"])
    values = {(f.role, f.report, f.value) for f in a.figures}
    m["figures"] = sum((role, r, v) in values for role, by in e["figures"].items() for r, v in by.items())
    left = list(a.disputes)
    m["found_disputes"] = len(left)
    for gold in e["disputes"]:
        at = next((n for n, d in enumerate(left) if same_dispute(gold, d, a)), None)
        if at is not None:
            left.pop(at)
            m["disputes"] += 1
    deniers = [wordings(o) for o in a.origins if o.id in {w.origin for w in a.witnesses if w.stance == "denies"}]
    m["denied_by"] = sum(any(named(words, d) for d in deniers) for words in e["denied_by"])
    return m


def figures(total: Counter[str]) -> dict[str, float]:
    """The figures of summed marks."""
    n = max(total["n"], 1)
    return {
        "n": total["n"],
        "origins": round(total["origins"] / n, 4),
        "count": round(total["count"] / n, 4),
        "circular": round(total["circular"] / n, 4),
        "figures": round(total["figures"] / max(total["gold_figures"], 1), 4),
        "disputes": round(2 * total["disputes"] / max(total["found_disputes"] + total["gold_disputes"], 1), 4),
        "denied_by": round(total["denied_by"] / max(total["gold_denied"], 1), 4),
    }


def show(story: Row, a: EventAccount | None, m: Counter[str]) -> None:
    """Print what is wrong in a story of the half that is built on."""
    e = story["expect"]
    right = m["origins"] and m["circular"] and m["figures"] == m["gold_figures"]
    if right and m["disputes"] == m["gold_disputes"] == m["found_disputes"]:
        return
    print(f"\n{story['id']}: gold {e['low']}-{e['high']} {e['origins']} circular {e['circular']} {e['figures']}")
    for d in e["disputes"]:
        print("   gold", d)
    if a is None:
        print("   no event")
        return
    print(f"   read {a.event.origins.low}-{a.event.origins.high} {a.event.title} {a.event.origins.why}")
    for o in asserting(a):
        print("   origin", o.id, wordings(o), [(w.report, w.via) for w in a.witnesses if w.origin == o.id])
    print("   circular", [n.id for n in a.nodes if n.kind == "report" and not n.independent])
    print("   figures", [(f.report, f.role, f.value) for f in a.figures])
    for x in a.disputes:
        print("   dispute", x.kind, x.role, [(s.value, s.origins) for s in x.sides])


def main() -> None:
    """Print the figures; with ``--show`` also what is wrong in the half that is built on."""
    parser = argparse.ArgumentParser(prog="python -m evals.stories", description=__doc__)
    parser.add_argument("--half", choices=("build", "held"))
    parser.add_argument("--given", action="store_true")
    parser.add_argument("--show", action="store_true")
    o = parser.parse_args()
    if o.show and o.half == "held":
        parser.error("the held half is not looked at one by one")
    for half in (o.half,) if o.half else ("build", "held"):
        total: Counter[str] = Counter()
        for story in stories(half):
            a = (given if o.given else linked)(story, readings(story))
            m = marks(story, a)
            total += m
            if o.show and half == "build":
                show(story, a, m)
        print(half, json.dumps(figures(total)))


if __name__ == "__main__":
    main()
