"""Military designations in a text: those that the table knows, and those of its families that it does not."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from onrecord.knowledge import equipment
from onrecord.knowledge.entry import rows
from onrecord.knowledge.equipment import Equipment
from onrecord.model import Parse, Sentence, Token

SIGN = re.compile(r"[A-Za-z]{1,12}[-‑–]?\d{1,4}[A-Za-z0-9/-]{0,8}")
LETTERS = re.compile(r"[A-Z][A-Za-z]{0,11}[-‑–]?")
FIGURE = re.compile(r"\d{1,4}[A-Za-z0-9-]{0,8}")
SUFFIX = re.compile(r"[A-Z]{1,4}\d{0,2}|M[Kk]-?\d{0,2}[A-Z]?|Mod|Block|PMU-?\d?|\d[A-Z]")
LOOSE = re.compile(r"[A-Za-z]{1,3} ?\d")  # "AT 6", "MI6": without a hyphen it may be anything
LONGEST = 5  # words of a designation: "Su", "-", "30", "MK", "2"
NEAR = 3  # words behind a designation within which its class noun must stand: "Su-20 Mk2 combat aircraft"
MILITARY = frozenset(
    "fighter jet aircraft plane warplane bomber helicopter gunship drone uav missile rocket tank vehicle carrier "
    "system launcher howitzer radar interceptor battery submarine frigate destroyer warship".split()
)


class Designation(Struct, frozen=True, kw_only=True, gc=False):
    """Tokens ``first`` to ``last`` (exclusive). Either ``known``, or not and then what it may be a slip for."""

    first: int
    last: int
    text: str
    known: Equipment | None
    suggestion: str | None = None


def designations(parse: Parse, sentence: Sentence) -> list[Designation]:
    """Every designation of a sentence, left to right. A name that is also a common word must have a capital."""
    found: list[Designation] = []
    i = sentence.first
    while i < sentence.last:
        hit = _at(parse, sentence, i) if parse.tokens[i].text[0].isupper() else None
        if hit is None:
            i += 1
            continue
        found.append(hit)
        i = hit.last
    return found


def _at(parse: Parse, sentence: Sentence, i: int) -> Designation | None:
    known = _known(parse, sentence, i)
    sign = _sign(parse.tokens, i, sentence.last)
    if sign is not None and (known is None or sign > known.last):
        unknown = _unknown(parse, sentence, i, sign)
        if unknown is not None:
            return unknown
    return known


def _text(parse: Parse, first: int, last: int) -> str:
    return parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]


@lru_cache(maxsize=1)
def _openings() -> dict[str, int]:
    """First letters of folded names -> greatest number of words; a cheap test before anything is folded."""
    found: dict[str, int] = {}
    for item in equipment.table():
        for name in (item.name, *item.aliases):
            words = name.replace("-", " ").split()
            start = equipment.fold(words[0]) if words else ""
            found[start] = max(found.get(start, 0), len(words))
            whole = equipment.fold(name.split()[0])
            found[whole] = max(found.get(whole, 0), len(words))
    return found


def _known(parse: Parse, sentence: Sentence, i: int) -> Designation | None:
    """The longest known designation at token ``i``."""
    text = parse.tokens[i].text
    start = equipment.fold(text)
    openings = _openings()
    lead = re.match(r"[^\W\d_]+", start)
    most = max(
        openings.get(start, 0), openings.get(start.removesuffix("s"), 0), openings.get(lead[0], 0) if lead else 0
    )
    if not most:
        return None
    for last in range(min(i + max(most, 1) + 1, sentence.last), i, -1):
        if not parse.tokens[last - 1].text[-1].isalnum() or parse.tokens[last - 1].lower in ("'s", "’s"):
            continue
        words = _text(parse, i, last)
        item = equipment.lookup(words)
        if item is not None and _stands(parse, sentence, i, last, item):
            return Designation(first=i, last=last, text=words, known=item)
    return None


def _stands(parse: Parse, sentence: Sentence, first: int, last: int, item: Equipment) -> bool:
    """A bare word ("Patriot", "Javelin", "Leopard") names a weapon only beside a word for weapons; a sign does alone,
    unless a single letter opens it ("A-10", "M1", "T-34"): roads, ports and notebooks are called that, too."""
    text = _text(parse, first, last)
    letters = len(text) - len(text.lstrip(string.ascii_letters))
    if any(c.isdigit() for c in text) and letters > 1 and not LOOSE.match(text):
        return True
    if equipment.PREFIX.fullmatch(text) or (" " in text and _the_ship(parse, sentence, first, last, item)):
        return True
    return _military(parse, sentence, first, last)


def _the_ship(parse: Parse, sentence: Sentence, first: int, last: int, item: Equipment) -> bool:
    """ "the Abraham Lincoln" is no person; "the Abraham Lincoln administration" is no ship."""
    if not equipment.is_single(item) or first == sentence.first or parse.tokens[first - 1].lower != "the":
        return False
    return last >= sentence.last or parse.tokens[last].pos not in ("NOUN", "PROPN", "PART", "ADJ")


def _military(parse: Parse, sentence: Sentence, first: int, last: int) -> bool:
    """A maker's name before it or a noun for weapons in its phrase."""
    tokens = parse.tokens
    if first > sentence.first and equipment.fold_word(tokens[first - 1].text) in equipment.makers():
        return True
    near = tokens[last : min(last + NEAR, sentence.last)]
    for token in near:
        if token.text in (",", ";", ".", ")") or token.pos in ("VERB", "AUX", "ADP", "SCONJ"):
            break
        if _is_class(token):
            return True
    before = tokens[max(sentence.first, first - 2) : first]
    return any(_is_class(t) for t in before) or any(_is_class(t) for t in _heads(parse, first))


def _heads(parse: Parse, first: int) -> list[Token]:
    token = parse.tokens[first]
    if token.dep in ("compound", "nmod", "appos", "amod", "nummod") and token.head != first:
        head = parse.tokens[token.head]
        return [head]
    return []


def _is_class(token: Token) -> bool:
    return token.lemma in _class_nouns() or token.lower in _class_nouns()


@lru_cache(maxsize=1)
def _class_nouns() -> frozenset[str]:
    arms = {e.item for e in equipment.table()} | {
        "missile",
        "rocket",
        "weapon",
        "warship",
        "ammunition",
        "engine",
    }
    single = {noun for noun, item in rows("items.tsv") if item in arms and " " not in noun}
    return frozenset(
        (single | MILITARY) - {"part", "carrier", "arm", "system", "round", "shell", "gear", "kit", "tool"}
    )


# ---------------------------------------------------------------- what no table knows


def _beside(parse: Parse, sentence: Sentence, first: int, last: int, nouns: frozenset[str]) -> bool:
    """Whether a maker's name or a noun of the family ("fighter", "jet") stands by the designation."""
    tokens = parse.tokens
    if first > sentence.first and equipment.fold_word(tokens[first - 1].text) in equipment.makers():
        return True
    near = tokens[max(sentence.first, first - 2) : min(last + NEAR, sentence.last)]
    return any(t.lemma in nouns or t.lower in nouns for t in (*near, *_heads(parse, first)))


def _sign(tokens: Sequence[Token], i: int, last: int) -> int | None:
    """Where a run of tokens of the shape letters, figure, suffix that begins at ``i`` ends; ``None``: none begins."""
    text = tokens[i].text
    if SIGN.fullmatch(text):
        end = i + 1
    elif LETTERS.fullmatch(text) and i + 1 < last and FIGURE.fullmatch(tokens[i + 1].text):
        end = i + 2
    else:
        return None
    if end < last and SUFFIX.fullmatch(tokens[end].text) and tokens[end].start - tokens[end - 1].end <= 1:
        end += 1
    return end


def _unknown(parse: Parse, sentence: Sentence, i: int, end: int) -> Designation | None:
    """A warning for the longest reading of the sign that belongs to a family and is in no table."""
    for last in range(end, i, -1):
        text = _text(parse, i, last)
        match = equipment.SHAPE.fullmatch(equipment.fold(text).removesuffix("s"))
        family = equipment.families().get(match[1]) if match else None
        if match is None or family is None or equipment.lookup(text) is not None:
            return None
        if not _worth(family, match[2], match[3]):
            continue
        if not _beside(parse, sentence, i, last, equipment.complete()[match[1]]):
            return None
        near = equipment.nearest(text.removesuffix("s"))
        if near is not None:
            return Designation(first=i, last=last, text=text, known=None, suggestion=near[0].name)
    return None


def _worth(family: equipment.Family, number: str, suffix: str) -> bool:
    """Whether the table is full enough to say that there is no such thing (``equipment_families.tsv``).

    A number that a well-known family lacks is a slip. A known number with a suffix is one only where the suffix
    belongs to another number of the family: makers add letters faster than tables do.
    """
    if family.prefix not in equipment.complete():
        return False
    members = family.members.get(number)
    if members is None:
        return True
    elsewhere = {s for n, tails in family.members.items() if n != number for s in tails}
    return len(suffix) > 1 and suffix in elsewhere and suffix not in members
