"""One look-up over the tables of organisations, groups, forces and outlets, and a fast scan of texts for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from onrecord.knowledge import forces, groups, organisations, outlets
from onrecord.knowledge.entry import Entry, key
from onrecord.knowledge.named import Row

# An acronym of up to this many letters must stand in capitals: "WHO", "ICE", "IS", "MAS" are not "who", "ice", ...;
# longer ones are also written as words ("Nato", "Unicef", "Farc") and need only a capital first letter.
SHORT = 3


class _Index(Struct, frozen=True, gc=False):
    names: dict[str, tuple[tuple[Entry, str], ...]]
    """Compared form -> entries, each with the spelling that led there."""
    firsts: dict[str, int]
    """First word of a compared form -> greatest number of words of the names that begin with it."""
    ids: dict[str, Row]


def fold(name: str) -> str:
    """``entry.key`` without apostrophes, so that "Lord 's" of a tokenised text and "Lord's" are the same."""
    return key(name).replace(" 's", "s").replace("'", "")


def _bare(row: Row) -> list[str]:
    """Names without the country that tells them apart: "National Liberation Army (Colombia)"; texts do not write it."""
    if row.entry.kind not in ("group", "party"):
        return []
    return [found[1] for name in row.names if (found := re.fullmatch(r"([^()]+) \([^()]+\)", name))]


@lru_cache(maxsize=1)
def _index() -> _Index:
    names: dict[str, dict[str, tuple[Entry, str]]] = {}
    ids: dict[str, Row] = {}
    for row in (*organisations.table(), *groups.table(), *forces.table(), *outlets.table()):
        ids[row.entry.id] = row
        for name in (*row.names, *_bare(row)):
            names.setdefault(fold(name), {}).setdefault(row.entry.id, (row.entry, name))
    firsts: dict[str, int] = {}
    for name in names:
        words = name.split()
        firsts[words[0]] = max(firsts.get(words[0], 0), len(words))
    return _Index({name: tuple(found.values()) for name, found in names.items()}, firsts, ids)


def _same_case(spelling: str, text: str) -> bool:
    """Whether ``text`` is capitalised as the name demands."""
    letters = [c for c in spelling if c.isalpha()]
    if not letters or not any(c.isupper() for c in letters):
        return True
    if len(letters) <= SHORT and all(c.isupper() for c in letters):
        return all(c.isupper() for c in text if c.isalpha())
    first = next((c for c in text.removeprefix("the ") if c.isalpha()), "")
    return first.isupper() or any(c.isupper() for c in text[1:])


def lookup(name: str) -> tuple[Entry, ...]:
    """Everything that goes by ``name``, in table order (organisations, groups, forces, outlets); empty: unknown.

    Accents, points, hyphens and a leading "the" do not matter; capitals do, since "who" is not the WHO.
    An id ("org:un") is found too.
    """
    index = _index()
    row = index.ids.get(name)
    if row is not None:
        return (row.entry,)
    return _entries(index, fold(name), name)


def _entries(index: _Index, folded: str, text: str) -> tuple[Entry, ...]:
    return tuple(entry for entry, spelling in index.names.get(folded, ()) if _same_case(spelling, text))


@lru_cache(maxsize=8_192)
def _fold_word(word: str) -> str:
    # a word more behind it, lest `key` takes "Lord's" for a possessive at the end of a name
    return "the" if word in ("the", "The", "THE") else key(word + " x").removesuffix("x").rstrip() or word


def longest(words: Sequence[str], start: int) -> tuple[int, tuple[Entry, ...]] | None:
    """The longest name that begins at ``words[start]``: how many words it takes and who it may be.

    ``words`` are tokens as they stand in the text ("Lord", "'s", "Resistance", "Army"). A leading "the" is the
    caller's to step over. Constant time where no name begins with the word.
    """
    index = _index()
    first = _fold_word(words[start]).partition(" ")[0]
    most = index.firsts.get(first) or index.firsts.get(first + "s", 0)
    if not most:
        return None
    # a possessive "'s" is a token of its own but no word of the compared form
    for count in range(min(most + 2, len(words) - start), 0, -1):
        piece = words[start : start + count]
        if piece[-1] in ("'s", "’s", "'", "’"):
            continue
        folded = " ".join(_fold_word(w) for w in piece).replace(" 's", "s").replace("'", "")
        found = _entries(index, folded, " ".join(piece))
        if count == 1 and not (start and words[start - 1].lower() == "the"):
            # "The Sun", "The Hill", "The Nation": without the article it is a common word
            found = tuple(e for e in found if not e.name.startswith("The "))
        if found:
            return count, found
    return None
