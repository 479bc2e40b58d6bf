"""Things of an event: the noun phrase with its figures, its class, its designation; and designations that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from onrecord.knowledge.entry import rows
from onrecord.model import ObjectItem, Parse, TextWarning, Token
from onrecord.reading.designations import Designation, designations

MOST_WORDS = 4  # of a name in the table of items: "multiple launch rocket system"
INSIDE = frozenset(
    {"det", "amod", "nummod", "compound", "nmod", "poss", "quantmod", "advmod", "case", "predet", "npadvmod", "punct"}
)
EDGES = frozenset({",", "(", "[", "-", "–", "—", '"', "“", "”", "'", "‘", "’", "and", "&", ";", ":"})
ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those", "its", "their", "his", "her", "our"})
GENERAL = frozenset({"weapon", "equipment", "vehicle", "ship", "aircraft", "goods", "money", "missile", "warship"})


@lru_cache(maxsize=1)
def _items() -> dict[str, str]:
    found: dict[str, str] = {}
    for noun, item in rows("items.tsv"):
        found.setdefault(noun, item)
    return found


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    return frozenset(noun for noun, item in rows("items.tsv") if item == "-")


def item_of(noun: str) -> str | None:
    """The class of a noun or compound, lower case and singular ("air defence system"); ``None`` where unknown."""
    item = _items().get(noun)
    return None if item == "-" else item


def is_measure(noun: Token) -> bool:
    """Whether a noun measures or collects what stands behind its "of": sets, batches, shipments."""
    return noun.lemma in _measures() or noun.lower in _measures()


def find_objects(parse: Parse, heads: Sequence[int], *, conjuncts: bool = False) -> tuple[ObjectItem, ...]:
    """The things that the nouns ``heads`` (token indices) stand for, in text order.

    The span is the noun phrase with its figures, without its article, and with what a measure measures
    ("14 sets of missiles"). ``conjuncts``: what is joined to a head by "and" becomes an item of its own.
    """
    every = dict.fromkeys(heads)
    if conjuncts:
        for head in list(every):
            stack = [head]
            while stack:
                more = [t.i for t in parse.children(stack.pop(), "conj") if t.pos in ("NOUN", "PROPN")]
                every.update(dict.fromkeys(more))
                stack.extend(more)
    known = _by_sentence(parse, every)
    return tuple(_object(parse, head, known[parse.tokens[head].sent]) for head in sorted(every))


def _by_sentence(parse: Parse, heads: dict[int, None]) -> dict[int, list[Designation]]:
    sentences = {parse.tokens[head].sent for head in heads}
    return {s: designations(parse, parse.sentences[s]) for s in sentences}


def _object(parse: Parse, head: int, known: Sequence[Designation]) -> ObjectItem:
    thing, first, last = _phrase(parse, head)
    here = [d for d in known if first <= d.first < last and d.known is not None]
    named = here[0].known if here else None
    item = _class(parse, first, thing)
    if item is None and thing != head:
        item = _class(parse, first, head)
    if named is not None and (item is None or item in GENERAL or item == "drone"):
        item = named.item
    notes = [f"maker: {named.country}"] if named is not None and named.country else []
    notes += [
        f"unknown designation {slip.text}; nearest {slip.suggestion}"
        for slip in known
        if slip.known is None and first <= slip.first < last
    ]
    span = parse.span(first, last)
    return ObjectItem(
        start=span.start, end=span.end, text=span.text, item=item, name=named.name if named else None,
        notes=tuple(notes),
    )  # fmt: skip


def _phrase(parse: Parse, head: int) -> tuple[int, int, int]:
    """The noun that says what it is, and first and last (exclusive) token of the phrase."""
    tokens, sentence = parse.tokens, parse.sentence_of(head)
    first = head
    while first > sentence.first and _belongs(parse, first - 1, head):
        first -= 1
    while first < head and (tokens[first].lower in ARTICLES or tokens[first].lower in EDGES):
        first += 1
    thing, last = head, head + 1
    for _ in range(3):
        measured = _measured(parse, thing)
        if measured is None:
            break
        thing = measured
        last = max(last, thing + 1)
    while last < sentence.last and tokens[last].dep in ("nummod",) and tokens[last].head == head and last == head + 1:
        last += 1  # "MiG 29"
    return thing, first, last


def _belongs(parse: Parse, i: int, head: int) -> bool:
    """Whether token ``i``, left of the head, is a modifier inside its phrase."""
    for _ in range(4):
        token = parse.tokens[i]
        if token.dep not in INSIDE and not (token.dep in ("conj", "cc") and token.head < head):
            return False
        if token.head == head:
            return token.dep in INSIDE
        i = token.head
    return False


def _measured(parse: Parse, i: int) -> int | None:
    """ "missiles" of "sets of missiles"."""
    if not is_measure(parse.tokens[i]):
        return None
    for of in parse.children(i, "prep"):
        if of.lower == "of":
            for noun in parse.children(of.i, "pobj"):
                return noun.i
    return None


def _class(parse: Parse, first: int, thing: int) -> str | None:
    """The class of the longest run of words that ends in ``thing`` and is in the table."""
    words = [_singular(t) for t in parse.tokens[max(first, thing - MOST_WORDS + 1) : thing + 1]]
    spelled = " ".join(words).replace("-", " ").split()
    for start in range(len(words)):
        item = item_of(" ".join(words[start:]))
        if item is not None:
            return item
    for start in range(max(len(spelled) - MOST_WORDS, 0), len(spelled)):
        item = item_of(" ".join(spelled[start:]))
        if item is not None:
            return item
    return None


def _singular(token: Token) -> str:
    """The lemma of a noun where the table knows it; capitals ("UAVs", "APCs") and tagger slips lose their "s"."""
    if token.lemma in _items() or token.lower not in _items():
        lemma = token.lemma
        if lemma not in _items() and lemma.endswith("s") and lemma[:-1] in _items():
            return lemma[:-1]
        return lemma
    return token.lower


def find_warnings(parse: Parse) -> tuple[TextWarning, ...]:
    """Designations of a known family that no table knows, each with the nearest one that exists."""
    found: list[TextWarning] = []
    for sentence in parse.sentences:
        for slip in designations(parse, sentence):
            if slip.known is None and slip.suggestion is not None:
                span = parse.span(slip.first, slip.last)
                found.append(
                    TextWarning(
                        start=span.start,
                        end=span.end,
                        text=span.text,
                        code="unknown_designation",
                        suggestion=slip.suggestion,
                        detail=f"No {span.text} is in the equipment table; nearest known designation: "
                        f"{slip.suggestion}",
                    )
                )
    return tuple(found)
