"""Whom pronouns and a few bare definites mean: ``python -m evals.pronouns [--half build|held] [--show]``.

The set is our own, ``gold/pronouns.jsonl``: short reports written before the rules were mended, whose texts carry the
answers: ``{a|President Noboa}`` is entity ``a``, ``{>a|He}`` a pronoun for it, ``{>a+b|They}`` for both, ``{>-|It}``
for nobody. The reader sees the text without marks. A pronoun is right where it has the id of the entity's first mention
(all ids, where it stands for several; none, where for nobody). ``resolved`` is the share of pronouns that get an
answer at all. The half ``held`` is not looked at one by one.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from onrecord.model import Parse
from onrecord.reading.entities import Cast, find_entities
from onrecord.reading.parse import parse_many

GOLD = Path(__file__).parent / "gold" / "pronouns.jsonl"
MARK = re.compile(r"\{(>?)([a-z+-]+)\|([^{}]*)\}")


class Marked(Struct, frozen=True):
    """A text without marks and where its entities and pronouns stand (offsets)."""

    text: str
    entities: dict[str, int]
    pronouns: tuple[tuple[int, tuple[str, ...]], ...]
    """End of each, and the keys of whom it means."""


def unmark(text: str) -> Marked:
    """Take the marks out. Of an entity the end of its first mention is kept: its head stands near there."""
    plain, at = "", 0
    entities: dict[str, int] = {}
    pronouns = []
    for m in MARK.finditer(text):
        plain += text[at : m.start()]
        at = m.end()
        if m[1]:
            pronouns.append((len(plain) + len(m[3]), tuple(m[2].split("+")) if m[2] != "-" else ()))
        else:
            entities.setdefault(m[2], len(plain) + len(m[3]))
        plain += m[3]
    return Marked(plain + text[at:], entities, tuple(pronouns))


def ids_at(parse: Parse, cast: Cast, end: int) -> set[str]:
    """Ids of the mentions whose head or last word stands right before offset ``end``."""
    found = {m.actor.id for m in cast.mentions if m.actor.end == end and m.actor.id}
    last = next((t.i for t in parse.tokens if t.end == end), None)
    if last is not None and (own := cast.who(last).actor.id):
        found.add(own)
    return found


def judge(marked: Marked, parse: Parse, cast: Cast) -> list[tuple[str, bool, bool, str]]:
    """For each pronoun: its word, whether it is right, whether it was answered, and what was read."""
    rows = []
    for end, keys in marked.pronouns:
        token = next(t for t in parse.tokens if t.end >= end)
        read = {m.actor.id for m in cast.members(token.i) if m.actor.id}
        wanted = [ids_at(parse, cast, marked.entities[k]) for k in keys]
        right = not read if not keys else len(read) == len(keys) and all(w & read for w in wanted)
        rows.append((token.text, right, bool(read), f"{sorted(read)} for {[sorted(w) for w in wanted]}"))
    return rows


def measure(rows: list[dict[str, Any]], *, show: bool = False) -> dict[str, float]:
    """The figures of some entries."""
    marks = [unmark(r["text"]) for r in rows]
    total = right = answered = 0
    for row, marked, parse in zip(rows, marks, parse_many(m.text for m in marks), strict=True):
        for word, good, given, read in judge(marked, parse, find_entities(parse)):
            total += 1
            right += good
            answered += given
            if show and not good:
                print(f"{row['id']} {word}: {read}\n    {marked.text}")
    return {"n": total, "right": round(right / total, 4), "resolved": round(answered / total, 4)}


def main() -> None:
    """Print the figures of each half."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.pronouns", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("build", "held"))
    parser.add_argument("--show", action="store_true", help="what is wrong in the half that is built on")
    o = parser.parse_args()
    stored = [json.loads(x) for x in GOLD.read_text(encoding="utf-8").split("\n") if x]
    for half in (o.half,) if o.half else ("build", "held"):
        rows = [r for r in stored if r["half"] == half]
        print(half, json.dumps(measure(rows, show=o.show and half == "build")))


if __name__ == "__main__":
    main()
