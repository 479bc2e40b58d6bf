"""Text -> words with classes, and the string of class codes that the rules run over."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.reading.times.lexicon import Classes, Grammar, grammar

WORD = re.compile(
    r"(?P<ISO>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<NAMEDAY>(?:9/11|7/7|26/11)(?![\w/]))"
    r"|(?P<SLASH>\d{1,4}/\d{1,2}/\d{2,4}(?![\w/])|\d{1,2}[.]\d{1,2}[.]\d{4}(?!\w|[.]\d)|\d{1,2}-\d{1,2}-\d{4}(?![\w-]))"
    r"|(?P<CLOCK>\d{1,2}:\d\d(?::\d\d)?(?![\w:])|\d{1,2}[.]\d\d(?=\s?[ap][.]?m\b)|\d{1,2}:\d\d(?=[ap]m\b))"
    r"|(?P<DECADE>\d{3}0['’]?s\b)"
    r"|(?P<APDECADE>['’‘`]\d0['’]?s\b)|(?P<BAREDECADE>\d0['’]?s\b)"
    r"|(?P<ORDD>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<MONEY>[$£€¥#]\s?\d[\d,.]*|\d++(?:,\d{3})*+(?:[.]\d++)?+\s?(?:%|percent\b|per\scent\b))"
    r"|(?P<FRAC>\d/\d\b)"
    r"|(?P<NUMBER>\d++(?:,\d{3})*+(?:[.]\d++)?+)"
    r"|(?P<QQ>Q[1-4]\b)"
    r"|(?P<AMPM>[aApP][.]\s?[mM]\b[.]?|(?<=\d)[ap]m\b|(?<=\d\s)[ap]m\b|(?<=\d)\s?[AP]M\b)"
    r"|(?P<POSS>['’]s\b|(?<=s)['’](?!\w))"
    r"|(?P<APYY>['’‘`]\d\d\b)"
    r"|(?P<ABBREV>(?:[JS]an|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)[.](?=\s?[\d,a-z]))"
    r"|(?P<LETTERS>[oO]['’]clock\b|[^\W\d_]+)"
    r"|(?P<BREAK>\n\s*\n)"
    r"|(?P<HY>(?<=\w)[-‐‑](?=\w))"
    r"|(?P<DASH>--?|[‐‑–—])"
    r"|(?P<COMMA>,)|(?P<DOT>[.])|(?P<LP>\()|(?P<RP>\))"
    r"|(?P<OTHER>[^\s])"
)
NUMBER_RUN = 8
"""Longest spelled number in words ("two hundred and thirty-four thousand"); bounds the work on hostile text."""


class Word(NamedTuple):
    """One word or mark: where it stands, its class code, its classes with values."""

    start: int
    end: int
    lower: str
    code: str
    classes: Classes


def split(text: str) -> list[Word]:
    """The words of ``text``, number words merged into one."""
    known = grammar()
    found: list[Word] = []
    numbers = False
    for m in WORD.finditer(text):
        kind = m.lastgroup or "OTHER"
        word = _letters(m, known) if kind in ("LETTERS", "ABBREV") else _shape(m, kind, known)
        numbers = numbers or "NUMW" in word.classes or kind == "FRAC"
        found.append(word)
    return _merge(found, known) if numbers else found


def _letters(m: re.Match[str], known: Grammar) -> Word:
    text = m.group()
    lower = text.lower().rstrip(".")
    entry = known.words.get(lower)
    capital = text[0].isupper()
    if entry is None or (entry[2] and not capital):
        return Word(m.start(), m.end(), lower, _plain(lower, capital, known), {})
    return Word(m.start(), m.end(), lower, entry[0], entry[1])


def _plain(lower: str, capital: bool, known: Grammar) -> str:
    return known.plain.get(lower) or known.shapes["CAPWORD" if capital else "OTHER"]


def _shape(m: re.Match[str], kind: str, known: Grammar) -> Word:
    text = m.group()
    classes: Classes = {}
    if kind == "NUMBER":
        kind, classes = _number(text)
    elif kind == "ORDD" and not 1 <= int(text[:-2]) <= 31:
        kind = "ORDX"
    elif kind == "FRAC":
        kind, classes = "NUM", {"FRAC": text}
    return Word(m.start(), m.end(), text.lower(), known.shapes[kind], classes)


def _number(text: str) -> tuple[str, Classes]:
    value = text.replace(",", "")
    classes = {"NUM": value}
    if not text.isdigit():
        return "NUM", classes
    if len(text) == 4:
        year, clock = 1400 <= int(text) <= 2150, int(text[:2]) < 24 and int(text[2:]) < 60
        return ("YEARHHMM" if year and clock else "YEAR" if year else "HHMM" if clock else "NUM"), classes
    if len(text) > 2:
        return "NUM", classes
    number = int(text)
    return ("HOUR" if 1 <= number <= 12 else "DAY" if 13 <= number <= 31 else "YY"), classes


def _merge(words: list[Word], known: Grammar) -> list[Word]:
    """Spelled numbers and fractions as one word each: "twenty-two", "5 1/2", "two and a half"."""
    found: list[Word] = []
    i = 0
    while i < len(words):
        word = words[i]
        if "NUMW" in word.classes:
            word, i = _spelled(words, i, known)
        else:
            i += 1
        if "NUM" in word.classes and i < len(words):
            word, i = _fraction(words, word, i, known)
        found.append(word)
    return found


def _spelled(words: list[Word], i: int, known: Grammar) -> tuple[Word, int]:
    values = [int(words[i].classes["NUMW"])]
    last, j = i, i + 1
    while j < len(words) and j - i < NUMBER_RUN:
        if "NUMW" in words[j].classes:
            values.append(int(words[j].classes["NUMW"]))
            last = j
        elif words[j].lower not in ("and", "-") or j - last > 1:
            break
        j += 1
    if last > i and any(w.lower == "and" for w in words[i:last]) and max(values) < 100:
        last, values = i, values[:1]  # "one and two" is two numbers
    year = _spelled_year(values)
    shape = "SPELLEDYEAR" if year else "SPELLED"
    value = year or _value(values)
    return Word(words[i].start, words[last].end, "", known.shapes[shape], {"NUM": str(value)}), last + 1


def _spelled_year(values: list[int]) -> int | None:
    """nineteen ninety-six, twenty ten; two thousand."""
    if values == [2, 1000]:
        return None
    if len(values) in (2, 3) and values[0] in (17, 18, 19, 20) and 10 <= values[1] < 100:
        return values[0] * 100 + sum(values[1:])
    return None


def _value(values: list[int]) -> int:
    total = part = 0
    for value in values:
        if value >= 1000:
            total += max(part, 1) * value
            part = 0
        elif value in (100, 12) and part:
            part *= value
        else:
            part += value
    return total + part


def _fraction(words: list[Word], word: Word, i: int, known: Grammar) -> tuple[Word, int]:
    nxt = words[i]
    if "FRAC" in nxt.classes:
        top, bottom = nxt.classes["FRAC"].split("/")
        part = int(top) / int(bottom) if bottom != "0" else 0.0
        value = float(word.classes["NUM"]) + part
        return Word(word.start, nxt.end, "", known.shapes["NUM"], {"NUM": f"{value:g}"}), i + 1
    if [w.lower for w in words[i : i + 6]] == ["-", "and", "-", "a", "-", "half"]:
        value = float(word.classes["NUM"]) + 0.5
        return Word(word.start, words[i + 5].end, "", known.shapes["NUM"], {"NUM": f"{value:g}"}), i + 6
    if [w.lower for w in words[i : i + 3]] == ["and", "a", "half"]:
        value = float(word.classes["NUM"]) + 0.5
        return Word(word.start, words[i + 2].end, "", known.shapes["NUM"], {"NUM": f"{value:g}"}), i + 3
    return word, i
