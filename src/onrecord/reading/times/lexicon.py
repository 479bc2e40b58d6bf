"""The tables of the time grammar: words and their classes, rules over classes, compiled once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from onrecord.errors import DataError
from onrecord.knowledge.entry import rows

Classes = dict[str, str]
# classes that a number or a mark can have; words get theirs from time_words.tsv
SHAPES = {
    "ISO": ("ISO",),
    "SLASH": ("SLASH",),
    "CLOCK": ("CLOCK",),
    "NAMEDAY": ("NAMEDAY",),
    "AMPM": ("AMPM",),
    "DECADE": ("DECADE",),
    "APDECADE": ("APDECADE",),
    "BAREDECADE": ("BAREDECADE",),
    "APYY": ("APYY",),
    "ORDD": ("ORDD",),
    "ORDX": ("ORDX",),
    "HOUR": ("NUM", "DAY", "HOUR", "SMALL"),
    "DAY": ("NUM", "DAY", "SMALL"),
    "YY": ("NUM", "YY", "SMALL"),
    "YEAR": ("NUM", "YEAR"),
    "YEARHHMM": ("NUM", "YEAR", "HHMM"),
    "HHMM": ("NUM", "HHMM"),
    "NUM": ("NUM",),
    "SPELLED": ("NUM", "WORDNUM"),
    "SPELLEDYEAR": ("YEAR",),
    "QQ": ("QQ",),
    "COMMA": ("COMMA",),
    "DOT": ("DOT",),
    "HY": ("HY",),
    "DASH": ("DASH",),
    "POSS": ("POSS",),
    "LP": ("LP",),
    "RP": ("RP",),
    "MONEY": ("MONEY",),
    "BREAK": ("BREAK",),
    "CAPWORD": ("OTHER", "CAPWORD"),
    "OTHER": ("OTHER",),
}
FIRST_CODE = 0xE000  # private use: no code is ever a letter of a pattern
ITEM = re.compile(r"@[A-Z]+|[a-z]\w*=|[A-Z][A-Z0-9]*|[a-z]+|\{\d,\d\}|[()|?]")


class Rule(NamedTuple):
    """One line of time_rules.tsv, compiled over class codes."""

    name: str
    handler: str
    pattern: re.Pattern[str]
    rank: int


class Edge(NamedTuple):
    """One line of time_edges.tsv: words beside an expression that belong to it."""

    handlers: frozenset[str]
    pattern: re.Pattern[str]


class Grammar(NamedTuple):
    """Everything compiled: the code of a word, its classes, of a shape, and the rules."""

    words: dict[str, tuple[str, Classes, bool]]
    shapes: dict[str, str]
    plain: dict[str, str]
    rules: tuple[Rule, ...]
    left: tuple[Edge, ...]
    right: tuple[Edge, ...]


def _classes(text: str) -> Classes:
    return dict(part.split("=", 1) for part in text.split(",") if part)


@lru_cache(maxsize=1)
def word_classes() -> dict[str, tuple[Classes, bool]]:
    """Word -> (class -> value, whether it needs a capital), from time_words.tsv."""
    return {row[0]: (_classes(row[1]), row[2:] == ["cap"]) for row in rows("time_words.tsv")}


def _literals(patterns: list[str]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        found.update(item for item in ITEM.findall(pattern) if item.islower() and item.isalpha())
    return found


class _Alphabet:
    """Gives each signature (set of classes, with the word itself where a rule names it) one character."""

    def __init__(self) -> None:
        self.codes: dict[frozenset[str], str] = {}

    def code(self, signature: frozenset[str]) -> str:
        if signature not in self.codes:
            self.codes[signature] = chr(FIRST_CODE + len(self.codes))
        return self.codes[signature]

    def any_of(self, name: str) -> str:
        chars = "".join(code for signature, code in self.codes.items() if name in signature)
        if not chars:
            raise DataError(f"time_rules.tsv names {name}, which no word or shape has: reinstall onrecord.")
        return f"[{chars}]"


def _translate(pattern: str, alphabet: _Alphabet, macros: dict[str, str]) -> str:
    """A pattern of the table as a regular expression over codes."""
    pattern = re.sub(r"@([A-Z]+)", lambda m: f"({macros[m.group(1)]})", pattern)
    pattern = re.sub(r"@([A-Z]+)", lambda m: f"({macros[m.group(1)]})", pattern)
    before, core, after = "", pattern, ""
    if "<<" in core:
        before, core = core.split("<<")
    if ">>" in core:
        core, after = core.split(">>")
    made = _items(core, alphabet)
    if before:
        made = f"(?<={_items(before, alphabet)})" + made
    return made + (f"(?={_items(after, alphabet)})" if after else "")


def _items(pattern: str, alphabet: _Alphabet) -> str:
    out: list[str] = []
    name = ""
    stack: list[bool] = []
    for item in ITEM.findall(pattern):
        if item.endswith("="):  # a name may stand twice in one rule: the engine needs two names for that
            name = f"{item[:-1]}_{len(out)}"
        elif item == "(":
            out.append(f"(?P<{name}>(?:" if name else "(?:")
            stack.append(bool(name))
            name = ""
        elif item == ")":
            out.append("))" if stack.pop() else ")")
        elif item[0] in "|?{":
            out.append(item)
        else:
            chars = alphabet.any_of(item)
            out.append(f"(?P<{name}>{chars})" if name else chars)
            name = ""
    return "".join(out)


@lru_cache(maxsize=1)
def holidays() -> dict[str, str]:
    """Rule name of a named day -> when it is, from time_holidays.tsv."""
    return {f"holiday:{row[0]}": row[2] for row in rows("time_holidays.tsv")}


@lru_cache(maxsize=1)
def named_days() -> dict[str, tuple[str, frozenset[str], frozenset[str]]]:
    """Day that names an event ("9/11", "10-07") -> its year, the words that must follow and those that the text is
    about where "since" suffices, from time_names.tsv."""
    table = ([*row, "", ""] for row in rows("time_names.tsv"))
    return {row[0]: (row[1], frozenset(row[2].split()), frozenset(row[3].split())) for row in table}


@lru_cache(maxsize=1)
def sides() -> dict[tuple[str, str], Literal["past", "future"]]:
    """(kind, word) -> past or future, from time_verbs.tsv."""
    return {(row[1], row[0]): "past" if row[2] == "past" else "future" for row in rows("time_verbs.tsv")}


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The compiled grammar. Raises ``DataError`` where a table is missing or names an unknown class."""
    table, edges = list(rows("time_rules.tsv")), list(rows("time_edges.tsv"))
    table += [
        ["macro", "REL", "rel=(LAST|PAST|NEXT|COMING|THIS)"],
        *(
            [f"holiday:{row[0]}", "holiday", f"@REL? {row[1]} (wk=UNITWK|COMMA? @YR)?"]
            for row in rows("time_holidays.tsv")
        ),
    ]
    macros = {row[1]: row[2] for row in table if row[0] == "macro"}
    table = [row for row in table if row[0] != "macro"]
    literals = _literals([row[2] for row in table] + [row[3] for row in edges] + list(macros.values()))
    alphabet = _Alphabet()
    # a word that a rule names keeps its own class beside those of the table
    words: dict[str, tuple[str, Classes, bool]] = {}
    for word, (classes, cap) in word_classes().items():
        own = {word} if word in literals else set()
        words[word] = (alphabet.code(frozenset({*classes, *own})), classes, cap)
    for word in literals - set(words):
        words[word] = (alphabet.code(frozenset({word, "OTHER"})), {}, False)
    shapes = {name: alphabet.code(frozenset(classes)) for name, classes in SHAPES.items()}
    plain = {word: alphabet.code(frozenset({word, "OTHER"})) for word in literals}
    rules = tuple(
        Rule(row[0], row[1], re.compile(_translate(row[2], alphabet, macros)), rank) for rank, row in enumerate(table)
    )
    sides: dict[str, list[Edge]] = {"left": [], "right": []}
    for row in edges:
        made = _translate(row[3], alphabet, macros)
        made = f"(?:{made})$" if row[0] == "left" else made
        sides[row[0]].append(Edge(frozenset(row[1].split(",")), re.compile(made)))
    return Grammar(words, shapes, plain, rules, tuple(sides["left"]), tuple(sides["right"]))
