"""Which reports repeat another's text: candidates by MinHash, then the sentences of both side by side.

The relation is a function of the set of reports: of two that share their text, the later by (published, id) is the
copy, whichever was added first. Versions of one page are no copies of each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, Literal

import apsw
from rensa import RMinHash

from onrecord.model import Copy
from onrecord.record.alignment import Alignment, align, fold, pieces
from onrecord.record.database import one
from onrecord.record.identity import UNKNOWN_MOMENT

Kind = Literal["exact", "near", "part"]
Order = tuple[int, str]

SHINGLE = 3
"""Words of one shingle. Two reports of one event share single words and names, but hardly three in a row."""

ROWS, BANDS = 3, 16
"""16 bands of 3: texts that share 70% of their shingles meet with probability 0.999, 50%: 0.88, 2%: 0.0001."""

LEAD_WORDS = 120
"""A copy with its end cut off shares its beginning whole, so the beginning has keys of its own."""

SEED = 20251031
KEY = 0x7FFFFFFF
# A text of fewer words is a notice, equal to others by chance.
MIN_WORDS = 25

COPY_SHARE = 0.6
"""From this share of the later text on, the rest is dressing: adverts, a changed lead, a local paragraph."""
NEAR_SHARE = 0.8
"""Both texts stand in each other to this share; under it, one is a part of the other."""


def keys(text: str) -> list[int]:
    """Band hashes (31 bits, four bytes of a database) of a text and of its beginning; equal ones make candidates."""
    words = fold(text)
    if len(words) < MIN_WORDS:
        return []
    found = set(_bands(words, b"whole"))
    found.update(_bands(words[:LEAD_WORDS], b"lead"))
    return sorted(found)


def _bands(words: tuple[str, ...], salt: bytes) -> Iterator[int]:
    hashed = RMinHash(ROWS * BANDS, SEED)
    hashed.update({" ".join(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)})
    digest = hashed.digest()
    for band in range(BANDS):
        part = b"".join(v.to_bytes(4, "big") for v in digest[band * ROWS : (band + 1) * ROWS])
        yield int.from_bytes(blake2b(salt + bytes([band]) + part, digest_size=6).digest(), "big") & KEY


def judge(found: Alignment) -> tuple[Kind, float] | None:
    """Whether the later text (``b``) repeats the earlier one, how, and to what share."""
    if found.share_b < COPY_SHARE:
        return None
    if found.share_a == found.share_b == 1.0 and not found.changed:
        return "exact", 1.0
    near = min(found.share_a, found.share_b) >= NEAR_SHARE
    return ("near" if near else "part"), found.share_b


def place(db: apsw.Connection, number: int) -> set[int]:
    """Finds whom report ``number`` repeats and who repeats it. Gives the reports whose original changed."""
    text, page, *order = one(db, "SELECT text, page, moment, id FROM reports WHERE report = ?", (number,))
    mine = keys(text)
    old = [r for row in db.execute(
        "SELECT report, earlier FROM copy_pairs WHERE report = ?1 OR earlier = ?1", (number,)
    ) for r in row]  # fmt: skip
    db.execute("DELETE FROM copy_pairs WHERE report = ?1 OR earlier = ?1", (number,))
    met = {number, *old}
    candidates = _candidates(db, mine)
    told = pieces(text) if candidates else ()
    for other, words, its_page, *its_order in candidates:
        if page is not None and its_page == page:
            continue
        later_first = _sorted(*its_order) > _sorted(*order)
        theirs = pieces(words)
        found = judge(align(told, theirs) if later_first else align(theirs, told))
        if found is not None:
            pair = (other, number) if later_first else (number, other)
            db.execute("INSERT INTO copy_pairs VALUES (?, ?, ?, ?)", (*pair, *found))
            met.add(other)
    db.executemany("INSERT OR IGNORE INTO report_keys VALUES (?, ?)", [(key, number) for key in mine])
    return _settle(db, met)


def _candidates(db: apsw.Connection, mine: list[int]) -> list[tuple[Any, ...]]:
    if not mine:
        return []
    some = ", ".join("?" * len(mine))
    return list(
        db.execute(
            "SELECT report, text, page, moment, id FROM reports WHERE report IN "
            f"(SELECT report FROM report_keys WHERE key IN ({some}))",
            mine,
        )
    )


def _settle(db: apsw.Connection, met: set[int]) -> set[int]:
    """The originals of everybody who is joined to ``met`` by copying, in order of publication."""
    group, waiting = set(met), list(met)
    while waiting:
        for row in db.execute(
            "SELECT report, earlier FROM copy_pairs WHERE report = ?1 OR earlier = ?1", (waiting.pop(),)
        ):
            waiting.extend(r for r in row if r not in group)
            group.update(row)
    changed = set()
    originals: dict[int, int] = {}
    for number in sorted(group, key=lambda n: _order(db, n)):
        earlier = list(db.execute("SELECT earlier, kind, share FROM copy_pairs WHERE report = ?", (number,)))
        best = min(earlier, key=lambda row: _order(db, originals.get(row[0], row[0])), default=None)
        if best is not None:
            originals[number] = originals.get(best[0], best[0])
        row = (originals.get(number), best[1] if best else None, best[2] if best else None)
        if (
            db.execute("SELECT copy_of, copy_kind, copy_share FROM reports WHERE report = ?", (number,)).fetchone()
            != row
        ):
            db.execute("UPDATE reports SET copy_of = ?, copy_kind = ?, copy_share = ? WHERE report = ?", (*row, number))
            changed.add(number)
    return changed


def _order(db: apsw.Connection, number: int) -> Order:
    return _sorted(*one(db, "SELECT moment, id FROM reports WHERE report = ?", (number,)))


def _sorted(moment: int, ident: str) -> Order:
    """What has no time comes last: it must not become the original of what has one."""
    return (moment if moment != UNKNOWN_MOMENT else -UNKNOWN_MOMENT, ident)


def compare(db: apsw.Connection, number: int) -> Copy | None:
    """How report ``number`` differs from its original; ``None`` where it is no copy."""
    row = db.execute(
        "SELECT c.id, c.text, o.id, o.text, c.copy_kind, c.copy_share FROM reports c "
        "JOIN reports o ON o.report = c.copy_of WHERE c.report = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    ident, text, original, first, kind, share = row
    found = align(pieces(first), pieces(text))
    return Copy(
        report=ident, original=original, kind=kind, share=share, added=found.added, missing=found.missing,
        changed=found.changed,
    )  # fmt: skip
