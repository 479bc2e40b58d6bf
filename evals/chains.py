"""Chains of sources on our own gold: ``python -m evals.chains [--half HALF] [--show]``.

``evals/gold/chains.jsonl`` holds short reports written for this project, one a line: ``text``, an event ``word`` and
its ``start`` (code point), ``form``, ``half``, and ``chains``: every line of sources behind the word, outermost first,
each source by words that must stand in its text or its name, with ``kind`` and ``stance`` ("a|b": either is right).
``[[]]`` is the outlet's own word; links without a source ("was reported to have") do not count. ``or`` holds further
sets of chains that are as right. ``half`` is build or held, later_build or later of those written afterwards: held and
later are never used while building, and ``--show`` refuses to print them.

Printed for each half:
  exact        entries whose set of chains has the right sources in the right order and the right stances
  sources      the same, stances left out
  inner        F1 of innermost sources, wherever in the text they are found (entries with a source)
  inner_content  F1 of innermost sources found for the event word: the content covers it, and nothing further in does
  kind, stance   share right of the gold links whose source was found
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.model import Attribution, Link, Parse
from onrecord.reading.attribution import find_attributions
from onrecord.reading.chains import branches, chain_of, source_of
from onrecord.reading.documents import DocumentRef, documents_of
from onrecord.reading.entities import Cast, find_entities
from onrecord.reading.parse import parse_many

GOLD = Path(__file__).parent / "gold" / "chains.jsonl"
HALVES = ("build", "held", "later_build", "later")
BUILT_ON = ("build", "later_build")
WRITTEN = "2031-05-02"
"""A day for reports that have none; no table of office holders knows it."""
Line = tuple[tuple[str, str | None, str], ...]
"""Links of one chain: words of the source (text and name), kind, stance."""


class Found(NamedTuple):
    """What was read for one entry: the chains of the word, and every innermost source of the text."""

    chains: list[Line]
    leaves: list[str]


class Marks(NamedTuple):
    """How one entry was read; ``kind`` and ``stance`` as (right, all)."""

    exact: bool
    sources: bool
    inner: Counter[str]
    content: Counter[str]
    kind: tuple[int, int]
    stance: tuple[int, int]


def read() -> list[dict[str, Any]]:
    """The entries of the gold."""
    with GOLD.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def words(source: Any) -> str:
    """Text and name of a source, as the gold's words are looked for."""
    return f"{source.text} | {source.name or ''}".casefold()


def find(rows: list[dict[str, Any]]) -> list[Found]:
    """Read each entry's text and take the chains of its word."""
    return [look(p, r["start"], r["start"] + len(r["word"])) for r, p in zip(rows, parses(rows), strict=True)]


def parses(rows: list[dict[str, Any]]) -> list[Parse]:
    """The texts of ``rows``, parsed."""
    return list(parse_many(r["text"] for r in rows))


def look(parse: Parse, start: int, end: int) -> Found:
    """The chains behind the word at ``start`` to ``end`` and the innermost sources of the whole text."""
    cast = find_entities(parse, on=WRITTEN, publisher=None)
    attributions = find_attributions(parse)
    papers = documents_of(parse, attributions, cast)
    token = parse.tokens_in(start, end)[0].i
    lines = [
        chain_of(parse, branch, cast, publisher=None, documents=papers)
        for branch in branches(parse, token, attributions)
    ]
    return Found([plain(line) for line in lines], leaves(parse, attributions, cast, papers))


def plain(line: tuple[Link, ...]) -> Line:
    """A chain as words, kinds and stances; links without a source left out."""
    return tuple((words(link.source), link.source.kind, link.stance) for link in line if link.source)


def leaves(
    parse: Parse, attributions: tuple[Attribution, ...], cast: Cast, papers: dict[int, DocumentRef]
) -> list[str]:
    """Sources of attributions that hold no other attribution with a source, each once."""
    voiced = [a for a in attributions if a.source]
    outer = {a.parent for a in voiced}
    inner = (source_of(parse, a, cast, papers) for a in voiced if a.id not in outer)
    return list(dict.fromkeys(words(source) for source in inner if source))


def same(link: tuple[str, str | None, str], gold: dict[str, str], *, stance: bool) -> bool:
    """Whether a found link is the gold's."""
    return gold["source"].casefold() in link[0] and (not stance or link[2] in gold["stance"].split("|"))


def equal(line: Line, gold: list[dict[str, str]], *, stance: bool) -> bool:
    """Whether two chains have the same sources in the same order."""
    return len(line) == len(gold) and all(same(a, b, stance=stance) for a, b in zip(line, gold, strict=True))


def equal_sets(lines: list[Line], gold: list[list[dict[str, str]]], *, stance: bool) -> bool:
    """Whether each chain has its own counterpart."""
    left = list(lines)
    for chain in gold:
        at = next((i for i, line in enumerate(left) if equal(line, chain, stance=stance)), None)
        if at is None:
            return False
        left.pop(at)
    return not left


def pairs(found: list[str], gold: list[str]) -> Counter[str]:
    """Counts for F1: matched, found, gold. Each found source is used once."""
    left, right = list(found), 0
    for name in gold:
        at = next((i for i, text in enumerate(left) if name.casefold() in text), None)
        if at is not None:
            left.pop(at)
            right += 1
    return Counter(right=right, found=len(found), gold=len(gold))


def judge(row: dict[str, Any], found: Found) -> Marks:
    """The marks of one entry, against the set of right chains that it comes nearest to."""
    marks = [against(chains, found) for chains in (row["chains"], *row.get("or", []))]
    return max(marks, key=lambda m: (m.exact, m.sources, m.content["right"], m.inner["right"], -m.content["gold"]))


def against(gold: list[list[dict[str, str]]], found: Found) -> Marks:
    """The marks of one entry against one set of chains."""
    innermost = [chain[-1]["source"] for chain in gold if chain]
    links = [link for chain in gold for link in chain]
    made = [link for line in found.chains for link in line]
    matched = [(g, next((m for m in made if same(m, g, stance=False)), None)) for g in links]
    both = [(g, m) for g, m in matched if m is not None]
    return Marks(
        exact=equal_sets(found.chains, gold, stance=True),
        sources=equal_sets(found.chains, gold, stance=False),
        inner=pairs(found.leaves, innermost) if innermost else Counter(),
        content=pairs([line[-1][0] for line in found.chains if line], innermost),
        kind=(sum(m[1] in g["kind"].split("|") for g, m in both), len(both)),
        stance=(sum(m[2] in g["stance"].split("|") for g, m in both), len(both)),
    )


def f1(counts: list[Counter[str]]) -> float:
    """Micro F1 of summed counts."""
    total: Counter[str] = sum(counts, Counter())
    return round(2 * total["right"] / max(total["found"] + total["gold"], 1), 4)


def share(counts: list[tuple[int, int]]) -> float:
    """Summed right over summed all."""
    return round(sum(a for a, _ in counts) / max(sum(b for _, b in counts), 1), 4)


def figures(marks: list[Marks]) -> dict[str, float]:
    """The figures of a list of entries."""
    return {
        "n": len(marks),
        "exact": share([(m.exact, 1) for m in marks]),
        "sources": share([(m.sources, 1) for m in marks]),
        "inner": f1([m.inner for m in marks]),
        "inner_content": f1([m.content for m in marks]),
        "kind": share([m.kind for m in marks]),
        "stance": share([m.stance for m in marks]),
    }


def wrong(row: dict[str, Any], found: Found, marks: Marks) -> bool:
    """Whether anything of an entry is wrong."""
    return not (marks.exact and marks.kind[0] == marks.kind[1] and marks.inner["right"] == marks.inner["gold"])


def show(rows: list[dict[str, Any]], found: list[Found], marks: list[Marks]) -> None:
    """Print what is wrong, entry by entry, and the share right of each form."""
    forms: dict[str, list[bool]] = defaultdict(list)
    for r, f, m in zip(rows, found, marks, strict=True):
        forms[r["form"]].append(m.exact)
        if wrong(r, f, m):
            gold = [[tuple(link.values()) for link in chain] for chain in r["chains"]]
            print(f"{r['id']}{'' if m.exact else ' *'}: [{r['word']}] {r['text']}\n    gold {gold}")
            print(f"    read {[list(line) for line in f.chains]}\n    leaves {f.leaves}")
    print({form: f"{sum(right)}/{len(right)}" for form, right in forms.items()})


def main() -> None:
    """Print the figures; with ``--show`` also what is wrong in the half that is built on."""
    parser = argparse.ArgumentParser(prog="python -m evals.chains", description=__doc__)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--show", action="store_true")
    o = parser.parse_args()
    if o.show and o.half and o.half not in BUILT_ON:
        parser.error("what is held back is not looked at one by one")
    for half in (o.half,) if o.half else HALVES:
        rows = [r for r in read() if r["half"] == half]
        found = find(rows)
        marks = [judge(r, f) for r, f in zip(rows, found, strict=True)]
        if o.show and half in BUILT_ON:
            show(rows, found, marks)
        print(half, json.dumps(figures(marks)))


if __name__ == "__main__":
    main()
