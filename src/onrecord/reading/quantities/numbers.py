"""Figures of a text as written: digits, number words, "half a million", "dozens", ranges, and what bounds them.

Works on the words alone; what a figure counts and what became of it is for the parse to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from onrecord.model import Token
from onrecord.reading.quantities import lexicon

DIGITS = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<suffix>[a-z]{1,3})?(?P<plus>\+)?")
GLUED_SYMBOL = re.compile(r"([a-z.]{0,3}[$€£¥₹₽₺₩₦₱₴₪])(\d.*)")
DASHES = frozenset({"-", "–", "—", "‑"})
LONGEST_BOUND = 4  # words: "no less than ..." and the like


class Figure(Struct, frozen=True, kw_only=True, gc=False):
    """A number of the text: tokens ``first`` to ``last`` (exclusive); ``start`` is where its bounds open."""

    start: int
    first: int
    last: int
    end: int
    """Behind the words that follow a figure: "or more"."""
    value: float | None
    low: float | None
    high: float | None
    currency: str | None = None
    vague: bool = False
    """No number is said: "dozens", "several", "no one"."""


class _Number(Struct, frozen=True, gc=False):
    last: int
    value: float
    scaled: float = 1.0
    vague: bool = False
    plus: bool = False
    symbol: str | None = None


def figures(tokens: Sequence[Token], first: int, last: int) -> list[Figure]:
    """The figures among ``tokens[first:last]`` (one sentence), left to right, none inside another."""
    found: list[Figure] = []
    i = first
    while i < last:
        number = _number(tokens, i, last) if _opens(tokens[i]) else None
        if number is None:
            i += 1
            continue
        figure = _figure(tokens, i, number, first, last)
        found.append(figure)
        i = max(figure.last, i + 1)
    return found


def _opens(token: Token) -> bool:
    lower = token.lower
    return lower[0] in "0123456789" or lower in _openers() or (lower[-1:].isdigit() and "$" in lower) or "-" in lower


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    groups = ("number", "scale", "vague", "some", "none")
    return frozenset({w.split()[0] for g in groups for w in lexicon.values(g)} | {"half"})


def _number(tokens: Sequence[Token], i: int, last: int) -> _Number | None:
    """The number that begins at token ``i``, bounds and ranges apart."""
    lower = tokens[i].lower
    glued = GLUED_SYMBOL.fullmatch(lower)
    digits = DIGITS.fullmatch(glued[2] if glued else lower)
    if digits:
        return _digits(tokens, i, last, digits, glued[1] if glued else None)
    if lower == "no" and i + 1 < last and tokens[i + 1].lower in ("fewer", "less", "more", "longer", "later"):
        return None
    found = _some(tokens, i, last) or _vague(tokens, i, last) or _half(tokens, i, last)
    return found or _and_half(tokens, _spelled(tokens, i, last), last)


def _and_half(tokens: Sequence[Token], number: _Number | None, last: int) -> _Number | None:
    """ "three and a half million"."""
    if number is None or number.scaled > 1:
        return number
    end = number.last
    if [t.lower for t in tokens[end : min(end + 3, last)]] != ["and", "a", "half"]:
        return number
    behind, scale = _scales(tokens, end + 3, last)
    return _Number(behind, (number.value + 0.5) * scale, scale)


def _digits(tokens: Sequence[Token], i: int, last: int, match: re.Match[str], symbol: str | None) -> _Number | None:
    value = float(match["number"].replace(",", ""))
    factor = 1.0
    if match["suffix"]:
        if match["suffix"] not in lexicon.values("suffix"):
            return None
        factor = lexicon.values("suffix")[match["suffix"]]
    end, scale = _scales(tokens, i + 1, last, symbol or (i > 0 and tokens[i - 1].tag == "$"))
    plus = bool(match["plus"])
    return _Number(end, value * factor * scale, factor * scale, False, plus, symbol)


def _scales(tokens: Sequence[Token], i: int, last: int, money: object = None) -> tuple[int, float]:
    """Scale words behind a number: "million", "hundred thousand", "dozen"; "m" and "b" only behind a currency."""
    scale = 1.0
    while i < last:
        lower = tokens[i].lower
        step = lexicon.values("scale").get(lower)
        if step is None and (money or _before_currency(tokens, i, last)):
            step = lexicon.values("suffix").get(lower)
        if step is None:
            break
        scale *= step
        i += 1
    return i, scale


def _before_currency(tokens: Sequence[Token], i: int, last: int) -> bool:
    return i + 1 < last and tokens[i + 1].lower in lexicon.texts("currency")


def _some(tokens: Sequence[Token], i: int, last: int) -> _Number | None:
    """ "several", "a few", "several hundred", "no one": ``value`` is the least that the words allow."""
    for group in ("none", "some"):
        table = lexicon.values(group)
        for count in (3, 2, 1):
            words = " ".join(t.lower for t in tokens[i : min(i + count, last)])
            if words in table and i + count <= last:
                end, scale = _scales(tokens, i + count, last)
                return _Number(end, table[words] * scale, scale, group == "some" or table[words] == 0)
    return None


def _vague(tokens: Sequence[Token], i: int, last: int) -> _Number | None:
    """ "dozens", "tens of thousands", "hundreds of millions"."""
    table = lexicon.values("vague")
    value = table.get(tokens[i].lower)
    if value is None:
        return None
    end = i + 1
    if end + 1 < last and tokens[end].lower == "of" and tokens[end + 1].lower in table:
        scale = lexicon.values("scale").get(tokens[end + 1].lower.removesuffix("s"))
        if scale:
            return _Number(end + 2, value * scale, scale, True)
    if tokens[i].lower == "tens":  # nothing is counted in tens alone
        return None
    return _Number(end, value, 1.0, True)


def _half(tokens: Sequence[Token], i: int, last: int) -> _Number | None:
    """ "half a million", "half a dozen", "half-a-million"."""
    lower = tokens[i].lower
    if lower != "half" and not lower.startswith("half-"):
        return None
    words = [w for t in tokens[i : min(i + 3, last)] for w in t.lower.split("-")]
    width = len(lower.split("-"))
    for place, word in enumerate(words[1:], start=1):
        if word in lexicon.values("scale"):
            return _Number(i + 1 + max(place + 1 - width, 0), 0.5 * lexicon.values("scale")[word])
        if word not in ("a", "-"):
            break
    return None


def _spelled(tokens: Sequence[Token], i: int, last: int) -> _Number | None:
    """Number words: "twenty-five", "two hundred and six", "a hundred", "three and a half million"."""
    units, scales = lexicon.values("number"), lexicon.values("scale")
    total = current = 0.0
    scaled, end, seen, expects_unit = 1.0, i, False, False
    while end < last:
        lower = tokens[end].lower
        parts = [w for w in lower.split("-") if w]
        if seen and lower == "and" and end + 1 < last and _continues(tokens[end + 1].lower, current, total, scaled):
            end += 1
            continue
        if lower in scales:
            step = scales[lower]
            if not seen and not (end > 0 and tokens[end - 1].lower in ("a", "an", "the")):
                return None
            current = (current or 1.0) * step
            scaled = max(scaled, step)
            if step >= 1000:
                total, current = total + current, 0.0
            expects_unit = True
        elif parts and all(p in units or p in scales or p == "and" for p in parts) and any(p in units for p in parts):
            value = _compound(parts)
            if seen and not expects_unit and not (current % 100 >= 20 and current % 10 == 0 and value < 10):
                break
            current += value
            expects_unit = False
        else:
            break
        seen = True
        end += 1
    return _Number(end, total + current, scaled) if seen else None


def _continues(word: str, current: float, total: float, scaled: float) -> bool:
    """ "two hundred and six" goes on, "two and six" does not."""
    value = lexicon.values("number").get(word.split("-")[0])
    return value is not None and scaled >= 100 and (current or total) >= 100


def _compound(parts: Sequence[str]) -> float:
    units, scales = lexicon.values("number"), lexicon.values("scale")
    value = 0.0
    for part in parts:
        value = (value or 1.0) * scales[part] if part in scales else value + units.get(part, 0.0)
    return value


def _figure(tokens: Sequence[Token], i: int, number: _Number, first: int, last: int) -> Figure:
    """The number with its currency, its range and the words around it that bound it."""
    value: float | None = number.value
    low: float | None = number.value
    high: float | None = number.value
    end = number.last
    start, symbol = _symbol(tokens, i, first, number)
    other = _range(tokens, start, end, last, first)
    if other is not None:
        low, high, end = _ends(number, other)
        value = None
    elif number.vague:
        high = None if number.value else 0.0
        value = None if number.value else 0.0
    elif number.plus:
        high = None
    bound = None
    head, bound = _bounds(tokens, start, first, ranged=other is not None)
    after, behind = _behind(tokens, end, last)
    if other is None:
        low, high = _bounded(bound or behind, value, low, high, number.vague)
    return Figure(
        start=head, first=start, last=end, end=after, value=value, low=low, high=high,
        currency=symbol, vague=number.vague,
    )  # fmt: skip


def _symbol(tokens: Sequence[Token], i: int, first: int, number: _Number) -> tuple[int, str | None]:
    if number.symbol:
        return i, lexicon.texts("symbol").get(number.symbol, "")
    if i > first:
        code = lexicon.texts("symbol").get(tokens[i - 1].lower)
        if code is not None:
            return i - 1, code
        if tokens[i - 1].lower in ("rs", "rs."):
            return i - 1, ""
    return i, None


def _range(tokens: Sequence[Token], start: int, end: int, last: int, first: int) -> _Number | None:
    """The second number of "20 to 30", "20-30", "between 10 and 12", "two or three"."""
    money = end + 2 < last and tokens[end + 1].tag == "$"
    if end + 1 >= last or not (money or _opens(tokens[end + 1])):
        return None
    joint = tokens[end].lower
    between = start > first and tokens[start - 1].lower == "between"
    if joint not in DASHES and joint not in ("to", "or") and not (between and joint == "and"):
        return None
    if joint == "to" and start > first and tokens[start - 1].lower in ("from", "by") and _changes(tokens, start, first):
        return None
    at = end + 1 if tokens[end + 1].tag != "$" else end + 2
    other = _number(tokens, at, last)
    return None if other is None or other.vague else other


def _changes(tokens: Sequence[Token], start: int, first: int) -> bool:
    """ "rose from 12 to 21" gives two figures, "from 12 to 21 people were held" a range."""
    return any(t.pos == "VERB" for t in tokens[max(first, start - 4) : start - 1])


def _ends(number: _Number, other: _Number) -> tuple[float, float, int]:
    low, high = number.value, other.value
    if other.scaled > 1 and number.scaled == 1 and low * other.scaled <= high:
        low *= other.scaled  # "2-3 million"
    return min(low, high), max(low, high), other.last


def _bounds(tokens: Sequence[Token], start: int, first: int, *, ranged: bool) -> tuple[int, str | None]:
    """Where the words before a figure begin, and the first of low, high, about that they make it."""
    table, made = lexicon.before(), None
    if start > first and tokens[start - 1].lower in ("a", "an"):
        start -= 1
    if ranged and start > first and tokens[start - 1].lower in ("between", "from"):
        return start - 1, None
    for _ in range(3):
        for count in range(min(LONGEST_BOUND, start - first), 0, -1):
            group = table.get(" ".join(t.lower for t in tokens[start - count : start]))
            if group is not None:
                break
        else:
            break
        start -= count
        made = made or (group if group != "exact" else None)
    return start, made


def _behind(tokens: Sequence[Token], end: int, last: int) -> tuple[int, str | None]:
    for count in (3, 2, 1):
        words = " ".join(t.lower for t in tokens[end : min(end + count, last)])
        if words in lexicon.texts("after_low"):
            return end + count, "low"
        if words in lexicon.texts("after_about"):
            return end + count, "about"
    return end, None


def _bounded(
    bound: str | None, value: float | None, low: float | None, high: float | None, vague: bool
) -> tuple[float | None, float | None]:
    if bound == "low":
        return low, None
    if bound == "high":
        return None, value
    if bound == "about":
        return (low, None) if vague else (None, None)
    return low, high
