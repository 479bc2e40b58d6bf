"""Types of the ``plv_train`` sentences, nothing used that a tested sentence alone could have taught:
``python -m evals.plv_folds [GOLD]``.

The frames of ``knowledge/data/frames-*.tsv`` were written by hand, and errors on these very sentences were read while
they were mended, so the plain figure (``plain``) may hold frames that one sentence suggested. This takes them out:

1. The sentences fall into five folds by a hash of their ids, which knows nothing of their text.
2. Over all sentences and the texts of the support set (the other event records, the Latin American reports, the
   articles) it is noted which frame wins at each trigger, and which words (as they stand and as lemmas) occur.
3. For each fold only those frames are left in the table that won somewhere in the other four folds or in the support
   set: a frame whose only firings are in the fold is gone, and so is every frame that has never fired anywhere and
   might jump in. Words that occur in the fold and nowhere outside are struck from all word classes and word lists
   that frames ask for.
4. The fold is then predicted as ``evals.events`` does, without spans; the first event's type is compared with the gold.

The gold's YIELD is PLOVER's CONCEDE or RETREAT. Not taken out: how classes guess by endings, and the rules in code,
which know no words of single sentences. The last line printed is ``all`` and JSON: ``care`` (the figure), ``plain``
(the whole table), ``frames`` (of the table, left per fold on average), ``frames_fired`` (only in their own fold,
removed), ``words`` (struck per fold).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from evals.events import one
from evals.muc import messages, sentence_case
from onrecord.knowledge import frames as table
from onrecord.model import Parse
from onrecord.reading.entities import find_entities
from onrecord.reading.events.grammar import Grammar
from onrecord.reading.events.match import Matcher
from onrecord.reading.events.slots import Slots
from onrecord.reading.parse import parse_many

FOLDS = 5
GOLD = Path(__file__).parent.parent.parent / "shared" / "gold"
YIELD = frozenset({"CONCEDE", "RETREAT"})


class Seen(Struct, frozen=True):
    """What fires and what occurs in some texts."""

    frames: frozenset[str]
    words: frozenset[str]


def seen(parses: Iterable[Parse]) -> Seen:
    """Frames that win at a trigger, and words, of ``parses``."""
    fired: set[str] = set()
    words: set[str] = set()
    for parse in parses:
        grammar = Grammar(parse)
        slots = Slots(grammar, find_entities(parse))
        fired.update(m.frame.id for m in Matcher(grammar, slots).all())
        words.update(w for t in parse.tokens for w in (t.lower, t.lemma))
    return Seen(frozenset(fired), frozenset(words))


def support(gold: Path, *, articles: int | None = None) -> Iterator[str]:
    """Texts outside the set: the PLOVER gold records, the MUC reports, the articles."""
    for record in json.loads((gold / "events" / "plover_gsr_dev.json").read_text(encoding="utf-8")):
        text = record.get("eventText")
        if isinstance(text, str):
            yield text
    for _, message in messages(gold / "events" / "muc34_dev"):
        yield sentence_case(message)
    for path in sorted((gold / "articles").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n")[:articles]:
            if line.strip():
                yield json.loads(line)["text"]


def fold_of(name: str) -> int:
    """The fold of a sentence, by its id alone."""
    return hashlib.sha256(name.encode()).digest()[0] % FOLDS


@contextmanager
def only(allowed: frozenset[str], struck: frozenset[str]) -> Iterator[int]:
    """The table of frames cut to ``allowed``, its word classes without ``struck``; gives how many frames are left."""
    index, classes = table.index(), table.classes()
    kept = dict(index), dict(classes)
    try:
        for key, rows in kept[0].items():
            index[key] = tuple(f for f in rows if f.id in allowed)
        for name, group in kept[1].items():
            classes[name] = table.WordClass(words=group.words - struck, labels=group.labels)
        yield sum(map(len, index.values()))
    finally:
        index.update(kept[0])
        classes.update(kept[1])


def right(rows: list[dict[str, Any]], parses: list[Parse]) -> int:
    """Sentences whose first event has the gold's type."""
    hits = 0
    for row, parse in zip(rows, parses, strict=True):
        events = one(parse, date=None)
        found = events[0]["type"] if events else None
        hits += found in YIELD if row["type"] == "YIELD" else found == row["type"]
    return hits


def outside(cache: Path | None, gold: Path) -> Seen:
    """What the support set shows; kept in ``cache`` where one is given."""
    if cache is not None and cache.exists():
        stored = json.loads(cache.read_text(encoding="utf-8"))
        return Seen(frozenset(stored["frames"]), frozenset(stored["words"]))
    found = seen(parse_many(support(gold)))
    if cache is not None:
        stored = {"frames": sorted(found.frames), "words": sorted(found.words)}
        cache.write_text(json.dumps(stored), encoding="utf-8")
    return found


def measure(rows: list[dict[str, Any]], base: Seen) -> dict[str, float]:
    """The figures; ``base`` is what the support set shows."""
    parses = list(parse_many(" ".join(r["text"].split()) for r in rows))
    folds = [[i for i, r in enumerate(rows) if fold_of(r["id"]) == k] for k in range(FOLDS)]
    parts = [seen(parses[i] for i in fold) for fold in folds]
    plain = right(rows, parses)
    care = left = gone = words = 0
    for k, fold in enumerate(folds):
        others = [part for j, part in enumerate(parts) if j != k]
        allowed = base.frames.union(*(p.frames for p in others))
        struck = parts[k].words - base.words.union(*(p.words for p in others))
        gone += len(parts[k].frames - allowed)
        words += len(struck)
        with only(allowed, struck) as size:
            hits = right([rows[i] for i in fold], [parses[i] for i in fold])
        left += size
        care += hits
        print(f"fold {k}: {hits} of {len(fold)} right, {size} frames left, {len(struck)} words struck")
    n = len(rows)
    return {
        "care": round(care / n, 4), "plain": round(plain / n, 4), "n": n, "frames": left / FOLDS,
        "frames_fired": gone, "words": words / FOLDS,
    }  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.plv_folds", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD, help="folder of the gold data")
    parser.add_argument("--cache", type=Path, help="where to keep what the support set shows; stale once tables change")
    o = parser.parse_args()
    path = o.gold / "events" / "plv_train.jsonl"
    rows = [json.loads(x) for x in path.read_text(encoding="utf-8").split("\n") if x]
    print("all", json.dumps(measure(rows, outside(o.cache, o.gold))))


if __name__ == "__main__":
    main()
