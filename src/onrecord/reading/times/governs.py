"""Which time governs an event word: by syntax, then by the running time of the paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Parse, Span, Time, TimeRef

Pair = tuple[int, int]


def time_of(
    parse: Parse,
    trigger: int,
    times: Sequence[Time],
    *,
    scope: int | None = None,
    exclude: Sequence[Pair] = (),
) -> TimeRef | None:
    """The time of the event at token ``trigger``; ``None`` where the text gives none.

    ``scope`` is the token whose clause holds the event's arguments; times inside ``exclude`` do not count.
    """
    usable = [
        t for t in times
        if t.low is not None and t.type != "SET" and not any(s <= t.start and t.end <= e for s, e in exclude)
    ]  # fmt: skip
    heads = [trigger] if scope is None or scope == trigger else [trigger, scope]
    for head in heads:
        below = _below(parse, head)
        for t in usable:
            tokens = parse.tokens_in(t.start, t.end)
            if tokens and tokens[0].i in below:
                return TimeRef(start=t.low, end=t.high, precision=t.precision, span=Span.of(parse.text, t.start, t.end))
    return None


def _below(parse: Parse, head: int) -> set[int]:
    """Words of the clause of ``head``, without clauses inside it."""
    found, stack = set(), [head]
    while stack:
        i = stack.pop()
        found.add(i)
        stack.extend(
            k
            for k in parse.kids[i]
            if parse.tokens[k].dep not in ("ccomp", "relcl", "advcl", "acl", "conj", "parataxis")
        )
    return found
