"""Which outlets a credit line thanks, as opposed to the people: "With inputs from the Courier", "CNN's Jane Doe"."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.knowledge import outlets
from onrecord.knowledge.entry import rows
from onrecord.linking.outletnames import OutletNames

SHARED = re.compile(
    r"\b(?:inputs?|reporting|material|report|text|news|story)\b.*?\b(?:from|by)\b\s+(?P<who>.+)$", re.IGNORECASE
)
CONTRIBUTED = re.compile(r" (?:also )?(?:contributed|assisted|helped)\b.*$", re.IGNORECASE)
OF_AN_OUTLET = re.compile(r"(?P<outlet>[A-Z][^'’]{1,40}?)['’]s? (?=[A-Z])")
"""Before the name of who works for it."""
PARTS = re.compile(r",| and | & |;|/")
SOURCE = re.compile(r"^sources?: ?(?P<who>.+)$", re.IGNORECASE)
AGENCIES = "agencies"
ACRONYM = re.compile(r"[A-Z]{2,5}")


def credit_outlets(text: str, names: OutletNames) -> list[str]:
    """The outlets that a credit names; who wrote for the outlet itself is none."""
    text = CONTRIBUTED.sub("", re.sub(r"[()\[\].]", " ", text).strip())
    shared, source = SHARED.search(text), SOURCE.match(text)
    found = []
    for part in PARTS.split(source["who"] if source else shared["who"] if shared else text):
        name = part.strip()
        if owner := OF_AN_OUTLET.match(name):
            name = owner["outlet"]
        named = name[:1].isupper() and (source is not None or _is_outlet(name, names))
        if named or name == AGENCIES or name.startswith("the "):
            found.append(name)
    return found


def _is_outlet(name: str, names: OutletNames) -> bool:
    """A name that the tables or the reports at hand know, one that holds a word of newspapers, or an acronym."""
    if ACRONYM.fullmatch(name) or outlets.lookup(name) or names.known(name):
        return True
    return any(word in _words() for word in name.casefold().split())


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(row[0] for row in rows("outlet_words.tsv"))
