"""Words -> expressions: the rules run over the class codes; of two readings at one place the longer wins."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.reading.times.lexicon import Edge, Rule, grammar
from onrecord.reading.times.words import Word

EDGE_WORDS = 7


class Found(NamedTuple):
    """One expression before it is resolved: words ``first`` to ``last`` (exclusive), with named parts."""

    first: int
    last: int
    rule: Rule
    parts: dict[str, Word]
    core: tuple[int, int]
    at: Found | None = None
    """Clock time or part of day that was joined to this day ("5 p.m." of "5 p.m. Friday")."""

    def value(self, part: str, *names: str) -> str | None:
        """The value of a part for the first of the classes ``names`` that it has."""
        word = self.parts.get(part)
        if word is None:
            return None
        return next((word.classes[n] for n in names if n in word.classes), None)

    def lower(self, part: str) -> str:
        """The part's lower-case form, empty where absent."""
        word = self.parts.get(part)
        return word.lower if word else ""


def match(words: list[Word]) -> list[Found]:
    """The expressions of a text in order, none overlapping."""
    codes = "".join([w.code for w in words])
    known = grammar()
    spans: list[tuple[int, int, int, Found]] = []
    for rule in known.rules:
        for m in rule.pattern.finditer(codes):
            parts = {k.split("_")[0]: words[m.start(k)] for k, v in m.groupdict().items() if v}
            first, last = m.span()
            spans.append((first - last, rule.rank, first, Found(first, last, rule, parts, (first, last))))
    spans.sort(key=lambda s: s[:3])
    taken = bytearray(len(words))
    chosen: list[Found] = []
    for _, _, first, found in spans:
        if not any(taken[first : found.last]):
            taken[first : found.last] = b"\x01" * (found.last - first)
            chosen.append(found)
    chosen.sort(key=lambda f: f.first)
    return _join([_extend(f, codes, taken) for f in chosen], words)


DAYS = frozenset({"date", "weekday", "dayref", "relmonth", "holiday", "iso", "numeric", "daystart"})
LEADERS = frozenset({"clock", "partof", "weekof", "daybeside"})


def _join(found: list[Found], words: list[Word]) -> list[Found]:
    """ "5 p.m. Friday", "5 p.m., Nov. 6" and "the night of March 3" are one expression each."""
    joined: list[Found] = []
    for f in found:
        last = joined[-1] if joined else None
        if last and last.rule.handler in LEADERS and f.rule.handler in DAYS and _adjacent(last, f, words):
            joined[-1] = f._replace(first=last.first, at=last)
        else:
            joined.append(f)
    return joined


def _adjacent(last: Found, f: Found, words: list[Word]) -> bool:
    comma = last.rule.handler == "clock" and f.first == last.last + 1 and words[last.last].lower == ","
    return last.last == f.first or comma


def _extend(found: Found, codes: str, taken: bytearray) -> Found:
    known = grammar()
    first, last = found.first, found.last
    low = max(0, first - EDGE_WORDS)
    reach = _longest(known.left, found.rule.handler, codes[low:first], search=True)
    if reach and not any(taken[first - reach : first]):
        first -= reach
    reach = _longest(known.right, found.rule.handler, codes[last : last + EDGE_WORDS], search=False)
    if reach and not any(taken[last : last + reach]):
        last += reach
    return found._replace(first=first, last=last)


def _longest(edges: tuple[Edge, ...], handler: str, codes: str, *, search: bool) -> int:
    best = 0
    for edge in edges:
        if handler in edge.handlers:
            m = edge.pattern.search(codes) if search else edge.pattern.match(codes)
            if m:
                best = max(best, m.end() - m.start())
    return best
