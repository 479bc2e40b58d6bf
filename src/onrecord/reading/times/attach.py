"""Where a time hangs in the parse: the word that it governs, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.knowledge.entry import rows
from onrecord.model import Parse, Time, Token
from onrecord.reading.times.tense import verb_tense

Pair = tuple[int, int]
CLAUSES = frozenset({"ccomp", "relcl", "advcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp"})
VERBS = frozenset({"VERB", "AUX"})
WINDOW = 3
"""Words between a speech verb and the time of the saying: "said late on Sunday"."""


class Hung(NamedTuple):
    """A time with the word it modifies (token index) and the preposition it stands under."""

    time: Time
    first: int
    last: int
    host: int
    preposition: str
    inside: bool
    """Before its noun: "Friday's attack", "the 2019 vote"; never the verb's."""


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for row in rows("time_governors.tsv"):
        kinds.setdefault(row[1], set()).add(row[0])
    return {kind: frozenset(words) for kind, words in kinds.items()}


def is_kind(token: Token, kind: str) -> bool:
    """Whether the word is of a kind of time_governors.tsv."""
    return token.lemma in _table().get(kind, ()) or token.lower in _table().get(kind, ())


def hang(parse: Parse, times: Sequence[Time], exclude: Sequence[Pair]) -> list[Hung]:
    """The usable times of a text with their hosts: dates, parts of days and spans beside the report's day."""
    found = []
    inside = {t.i for time in times for t in parse.tokens_in(time.start, time.end)}
    for time in times:
        if time.type == "SET" or (time.low is None and time.high is None):
            continue
        if any(start <= time.start and time.end <= end for start, end in exclude):
            continue
        tokens = parse.tokens_in(time.start, time.end)
        if tokens:
            found.append(_hung(parse, time, tokens, inside))
    return found


def _hung(parse: Parse, time: Time, tokens: list[Token], times: set[int]) -> Hung:
    first, last = tokens[0].i, tokens[-1].i + 1
    top = next((t for t in tokens if not first <= t.head < last or t.head == t.i), tokens[-1])
    before = parse.tokens[first - 1] if first else None
    preposition = (
        before.lower if before is not None and before.pos in ("ADP", "SCONJ") and before.sent == top.sent else ""
    )
    inside = top.dep in ("compound", "amod", "nmod", "nummod", "poss")
    host = parse.tokens[top.head]
    seen = 0
    while (
        (host.pos == "ADP" or host.dep in ("prep", "mark") or host.i in times) and host.head != host.i and seen < WINDOW
    ):
        host = parse.tokens[host.head]
        seen += 1
    said = _saying(parse, first, host) if top.dep != "poss" else None
    return Hung(time, first, last, said if said is not None else host.i, preposition, inside and said is None)


def _saying(parse: Parse, first: int, host: Token) -> int | None:
    """The speech verb right before the time: "said late on Sunday that", "police said on Friday"."""
    sent = parse.tokens[first].sent
    for i in range(first - 1, max(first - 1 - WINDOW, -1), -1):
        token = parse.tokens[i]
        if token.sent != sent or token.pos == "PUNCT":
            return None
        if token.pos in VERBS:
            return i if is_kind(token, "speech") and token.i != host.i else None
        if token.pos not in ("ADP", "ADV", "ADJ", "DET", "NOUN", "PROPN") or (
            token.pos in ("NOUN", "PROPN") and i < first - 1
        ):
            return None
    return None


def climb(parse: Parse, trigger: int) -> Iterator[int]:
    """Words that share the event's time, nearest first: coordinated verbs, the verb of a noun, the noun of a clause."""
    seen = {trigger}
    i = trigger
    while True:
        for sibling in _siblings(parse, i):
            if sibling not in seen:
                seen.add(sibling)
                yield sibling
        above = _above(parse, i)
        if above is None or above in seen:
            return
        seen.add(above)
        yield above
        i = above


def _siblings(parse: Parse, i: int) -> list[int]:
    """Verbs joined to this one without a subject of their own, and occurrence clauses about this noun."""
    token = parse.tokens[i]
    if token.pos in VERBS:
        joined = [k for k in parse.children(i, "conj") if k.pos in VERBS and not has_subject(parse, k.i)]
        clauses = [k for k in parse.children(i, "advcl") if _when(parse, k)]
        return [k.i for k in joined if _same_tense(parse, token, k)] + [k.i for k in clauses]
    clauses = parse.children(i, "relcl", "acl")
    return [k.i for k in clauses if k.pos in VERBS and is_kind(k, "happen")]


def below(parse: Parse, i: int) -> list[int]:
    """Event nouns whose time a verb shares: "killed in an attack on Friday", "Friday's blast killed"."""
    token = parse.tokens[i]
    if token.pos not in VERBS or is_kind(token, "speech") or is_kind(token, "reaction"):
        return []
    makes = is_kind(token, "make")  # "agreed on a ceasefire on Wednesday" made it that day
    found = [t for p in parse.children(i, "prep", "agent") if makes or _passes(p) for t in parse.children(p.i, "pobj")]
    found += parse.children(i, "dobj") if makes else []
    if is_kind(token, "happen"):
        found += parse.children(i, "nsubj")
    nouns = [t.i for t in found if is_kind(t, "event")]
    return nouns + [k for t in _with_it(parse, token) for k in (t.i, *below(parse, t.i))]


def _with_it(parse: Parse, token: Token) -> list[Token]:
    """ "Five were killed and three *injured* on Friday": a participle that shares the auxiliary shares the time."""
    return [
        t for t in parse.children(token.i, "conj")
        if t.tag == token.tag == "VBN" and t.i > token.i and not parse.children(t.i, "aux", "auxpass")
    ]  # fmt: skip


def _passes(preposition: Token) -> bool:
    return preposition.dep == "agent" or is_kind(preposition, "through")


def _when(parse: Parse, clause: Token) -> bool:
    """ "killed when a shell hit the house": one time for both."""
    marks = parse.children(clause.i, "mark", "advmod")
    return clause.pos in VERBS and any(is_kind(t, "when") for t in marks)


def _one_time(parse: Parse, clause: Token) -> bool:
    """Whether an adverbial clause is at the time of its verb: a bare participle, "when", "appeared to announce"."""
    if clause.tag == "VBG" and not parse.children(clause.i, "mark"):
        return True
    to = any(t.lower == "to" for t in parse.children(clause.i, "aux"))
    return _when(parse, clause) or (to and is_kind(clause, "speech"))


def _same_tense(parse: Parse, one: Token, other: Token) -> bool:
    """ "was hit and is expected to close": two times, not one."""
    tenses = {verb_tense(parse, one), verb_tense(parse, other)} - {None}
    return len(tenses) < 2


def has_subject(parse: Parse, i: int) -> bool:
    """Whether a verb has a subject of its own."""
    return bool(parse.children(i, "nsubj", "nsubjpass", "expl"))


def _above(parse: Parse, i: int) -> int | None:
    """The next word up whose time is also this word's, if there is one."""
    token = parse.tokens[i]
    if token.head == i:
        return None
    head = parse.tokens[token.head]
    if token.pos in VERBS:
        return _above_verb(parse, token, head)
    if token.dep == "pobj":
        return _through(parse, head)
    if token.dep in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "npadvmod", "agent"):
        blocked = head.pos not in VERBS or is_kind(head, "speech") or is_kind(head, "reaction")
        return None if blocked else head.i
    if token.dep in ("conj", "appos", "compound") and head.pos not in VERBS:
        return head.i
    return None


def _through(parse: Parse, preposition: Token) -> int | None:
    if not _passes(preposition):
        return None
    governor = parse.tokens[preposition.head]
    if governor.i == preposition.i:
        return None
    if governor.pos in VERBS:
        return None if is_kind(governor, "speech") or is_kind(governor, "reaction") else governor.i
    return governor.i if governor.pos in ("NOUN", "PROPN") else None


def _above_verb(parse: Parse, token: Token, head: Token) -> int | None:
    if token.dep == "conj" and head.pos in VERBS:
        apart = has_subject(parse, token.i) or not _same_tense(parse, token, head)
        return None if apart else head.i
    if token.dep == "xcomp" and head.pos in VERBS:
        return head.i if is_kind(head, "open") and not is_kind(head, "speech") else None
    if token.dep == "advcl" and head.pos in VERBS:
        shared = _when(parse, token) or (_one_time(parse, token) and not is_kind(head, "speech"))
        return head.i if shared else None
    if token.dep == "ccomp" and head.dep == "relcl" and is_kind(parse.tokens[head.head], "event"):
        return head.head  # "strikes that it said targeted boats"
    if token.dep in ("relcl", "acl") and is_kind(head, "event"):
        return head.i
    return None
