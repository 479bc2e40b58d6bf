"""Stage one of the fit: how far two whole reports are of one story, by their words alone.

All reports of the fitted half of GVA serve here, unread: what reading adds is fitted afterwards, towards these weights.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord.linking.compare import between
from onrecord.linking.features import OPENING, ReportFeatures, ordinal, telling_names
from onrecord.linking.words import SENTENCE, cosine, signature
from training.linking.half import fitted
from training.linking.logistic import fit

COMMON, ALIKE = 300, 0.08
"""Words in more reports than this bring no pairs; pairs less alike are no pairs."""


COPIES = 1.0
"""Weight of copies, not fitted: in GVA, pages that are alike to the word are mostly notices of the site."""


def unread(row: dict[str, Any]) -> ReportFeatures:
    """The features of a report that need no reading."""
    title, text = row["title"] or "", row["text"]
    whole = f"{title}\n{text}"
    return ReportFeatures(
        report=row["mention_id"], publisher=None, published=row["dct"], day=ordinal(row["dct"]), title=title,
        words=signature(whole), title_words=signature(title, most=SENTENCE),
        opening=signature(text[:OPENING], most=2 * SENTENCE), names=telling_names(whole), towns=(), copy_of=None,
        version_of=None, claims=(),
    )  # fmt: skip


def candidates(reports: Iterable[ReportFeatures]) -> list[tuple[ReportFeatures, ReportFeatures]]:
    """Pairs that share a telling word."""
    bearing: dict[str, list[ReportFeatures]] = defaultdict(list)
    for r in reports:
        for word in list(r.words)[:20]:
            bearing[word].append(r)
    found = {}
    for some in bearing.values():
        if len(some) < COMMON:
            for a, b in combinations(some, 2):
                if a.report > b.report:
                    a, b = b, a
                if (a.report, b.report) not in found and cosine(a.words, b.words) > ALIKE:
                    found[a.report, b.report] = (a, b)
    return [found[k] for k in sorted(found)]


def textual(gold: Path = Path("../shared/gold")) -> dict[str, float]:
    """Weights of ``compare.between``."""
    with (gold / "linking/gva_link_dev.jsonl").open(encoding="utf-8") as lines:
        rows = [r for r in map(json.loads, lines) if fitted(r["cluster"])]
    incident = {r["mention_id"]: r["cluster"] for r in rows}
    pairs = candidates(map(unread, rows))
    labels = [int(incident[a.report] == incident[b.report]) for a, b in pairs]
    return fit(
        [between(a, b) for a, b in pairs], labels, prior={"copies": COPIES}, strength=1.0, held=frozenset({"copies"})
    )
