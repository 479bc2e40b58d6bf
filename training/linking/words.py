"""Counts in what share of news reports each word stands: ``python -m training.linking.words --gold DIR``.

Three genres are counted apart and a word gets its greatest share: "gunshot" is rare in the news and in every report of
a shooting. Of GVA only the incidents that the weights are fitted on are counted (``training.linking.half``).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.linking.words import WORD, fold
from training.linking.half import fitted

OUT = Path(__file__).parents[2] / "src/onrecord/linking/data/word_shares.tsv"
LEAST, FEWEST = 0.002, 3
HEAD = """\
# source: share of reports (per thousand, greatest of three genres) having a word in the training parts of PolNeAR, MUC-3/4, TimeBank, AQUAINT, LGL, GeoVirus, ECB+ and GVA, counted by training/linking/words.py; counts only, no text
# licence: CC0-1.0
# version: 1
word	share
"""  # noqa: E501


def lines(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as rows:
        for row in rows:
            yield json.loads(row)


def genres(gold: Path) -> dict[str, list[str]]:
    """Texts by genre."""
    world = [r["text"] for r in lines(gold / "attribution/polnear_train.jsonl")]
    for name in ("time/timebank", "time/aquaint", "places/lgl", "places/geovirus"):
        world += [r["text"] for r in lines(gold / f"{name}.jsonl")]
    for row in lines(gold / "linking/ecbplus_docs.jsonl"):
        if row["split"] == "train":
            world.append(" ".join(w for s in row["sentences"] for w in s["tokens"]))  # type: ignore[attr-defined,index]
    muc = []
    for path in sorted((gold / "events/muc34_dev").glob("*-muc*")):
        if not path.name.startswith("key"):
            muc += re.split(r"(?m)DEV-MUC3-\d+", path.read_text(encoding="latin-1"))[1:]
    crime = [r["title"] + "\n" + r["text"] for r in lines(gold / "linking/gva_link_dev.jsonl") if fitted(r["cluster"])]
    return {"world": world, "conflict": muc, "crime": crime}


def shares(texts: Iterable[str]) -> dict[str, float]:
    """Share of texts that have each word, of the words in at least ``FEWEST``."""
    count: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        count.update({fold(w) for w in WORD.findall(text)})
    return {w: n / total for w, n in count.items() if n >= FEWEST}


def main() -> None:
    """Count and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--gold", type=Path, required=True)
    given = asked.parse_args()
    greatest: dict[str, float] = {}
    for name, texts in genres(given.gold).items():
        print(name, len(texts))
        for word, share in shares(texts).items():
            greatest[word] = max(share, greatest.get(word, 0.0))
    kept = sorted((w, s) for w, s in greatest.items() if s >= LEAST and w)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(HEAD + "".join(f"{w}\t{1000 * s:.3g}\n" for w, s in kept), encoding="utf-8")
    print(len(kept), "words")


if __name__ == "__main__":
    main()
