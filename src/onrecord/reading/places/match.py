"""Names of the gazetteer in a text: which words may name a place at all."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.knowledge.compile_gazetteer import normal
from onrecord.knowledge.gazetteer import Site, lookup
from onrecord.model import Parse
from onrecord.reading.places.words import words

LONGEST = 6
LINKS = frozenset({"de", "del", "du", "da", "do", "dos", "la", "las", "los"})
DASHES = "-–‑"


class Unit(Struct, frozen=True, gc=False):
    """A word, or one side of a hyphen."""

    start: int
    end: int
    text: str
    token: int


def units(parse: Parse) -> list[Unit]:
    """The words of the text; hyphenated ones that name nothing as a whole are taken apart."""
    made: list[Unit] = []
    for t in parse.tokens:
        cut = next((c for c in DASHES if c in t.text[1:-1]), None)
        if cut is None or not any(c.isupper() for c in t.text) or lookup(t.text):
            made.append(Unit(t.start, t.end, t.text, t.i))
            continue
        at = t.start
        for piece in t.text.split(cut):
            if piece:
                made.append(Unit(at, at + len(piece), piece, t.i))
            at += len(piece) + 1
    return made


def matches(parse: Parse) -> Iterator[tuple[int, int, str, int, int, tuple[Site, ...]]]:
    """Longest names of the gazetteer, left to right: start, end, text, first token, token after the last, places."""
    pieces = units(parse)
    shouted = _shouted(parse.text)
    i = 0
    while i < len(pieces):
        n, sites = _longest(parse, pieces, i, shouted)
        if pieces[i].text.lower() == "the" and i + 1 < len(pieces):
            n2, sites2 = _longest(parse, pieces, i + 1, shouted)
            if n2 >= max(1, n) or pieces[i].text == "the":  # "the Gulf of Aden" before "the Gulf"; not "The Hague"
                n, sites, i = n2, sites2, i + 1
        more = _goes_on(pieces, i + n) if n else 0
        if more:
            i += more  # "San Luis" of "San Luis de la Reina" is another place
        elif n:
            first, last = pieces[i], pieces[i + n - 1]
            text = parse.text[first.start : last.end]
            yield first.start, last.end, text, first.token, last.token + 1, sites
        i += max(1, n)


def _goes_on(pieces: list[Unit], i: int) -> int:
    """How many words a name goes on with "de la Reina"; 0 where it ends."""
    k = i
    while k < len(pieces) and k < i + 3 and pieces[k].text.lower() in LINKS:
        k += 1
    return k - i + 1 if i < k < len(pieces) and pieces[k].text[:1].isupper() else 0


def _longest(parse: Parse, pieces: list[Unit], i: int, shouted: bool) -> tuple[int, tuple[Site, ...]]:
    """Number of words and places of the longest name that begins at word ``i``; (0, ()) where there is none."""
    unit = pieces[i]
    if not unit.text[:1].isupper() and unit.text.lower() not in words("lower_start"):
        return 0, ()
    for n in range(min(LONGEST, len(pieces) - i), 0, -1):
        last = pieces[i + n - 1]
        if parse.tokens[last.token].sent != parse.tokens[unit.token].sent or not _ends(last, n):
            continue
        if n > 1 and last.text.islower() and _continues(parse, last.token):
            continue
        text = parse.text[unit.start : last.end]
        if "\n" in text or text.lower() in words("never"):
            continue
        if not any(u.text[:1].isupper() for u in pieces[i : i + n]):
            continue
        sites = _known(text)
        if shouted:
            sites = _plain(text, sites)
        if sites and (not _initials(text, sites) or _among_capitals(parse, unit.token, last.token + 1)):
            return n, sites
    return 0, ()


def _among_capitals(parse: Parse, first: int, end: int) -> bool:
    """Whether capitals are the style of the line: a dateline ("GOMA, Congo") or a headline."""
    start = parse.tokens[first].start
    if start == 0 or parse.text[start - 1] == "\n":
        return True
    sides = [parse.tokens[i].text for i in (first - 1, end) if 0 <= i < len(parse.tokens)]
    return any(len(t) > 3 and t.isupper() for t in sides)


def _ends(last: Unit, n: int) -> bool:
    """A name ends in a capital, or in a word like "region"."""
    return last.text[:1].isupper() or (n > 1 and last.text.lower() in words("lower_end"))


def _continues(parse: Parse, i: int) -> bool:
    """Whether a noun follows: "district attorney", "state championship" are no part of a name."""
    return i + 1 < len(parse.tokens) and parse.tokens[i + 1].pos == "NOUN"


def _known(text: str) -> tuple[Site, ...]:
    """Places of a name; "La" without its point is not Louisiana."""
    sites = lookup(text)
    if len(text) <= 5 and "." not in text and not text.isupper():
        sites = tuple(s for s in sites if s.kind != "admin1" or s.rank == 0 or s.country not in ("USA", "CAN"))
    return sites


def _shouted(text: str) -> bool:
    """Whether a whole text is in capitals, as wire copy was: then capitals say nothing."""
    letters = [c for c in text[:2000] if c.isalpha()]
    return len(letters) > 200 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _plain(text: str, sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """Without short forms and English words, which a text in capitals cannot tell from "CAR" and "MASS"."""
    if text.lower() in words("english") or text.lower() in words("common"):
        return ()
    if len(text) <= 4 and "." not in text:
        return tuple(s for s in sites if normal(s.name) == normal(text))
    return sites


def _initials(text: str, sites: tuple[Site, ...]) -> bool:
    """Whether short capitals ("UN", "HIV") only look like a town's name."""
    plain = text.replace(".", "")
    return len(plain) <= 4 and plain.isupper() and not any(s.kind in ("country", "admin1", "region") for s in sites)
