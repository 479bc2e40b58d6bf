"""Which outlet a name means, among the tables and the publishers of the reports at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from onrecord.knowledge import outlets
from onrecord.knowledge.entry import key

GENERIC = re.compile(r" (?:news agency|newspaper|news|agency|website|daily|magazine|television|tv|radio|online|paper)$")
SOME_OUTLET = re.compile(
    r"^(?:the |a |an |its |other |local |state |several |two )*"
    r"(?:newspaper|paper|news agency|agency|broadcaster|outlet|channel|magazine|network|station|daily|wire|website|"
    r"media|press|report|television|tv|radio)s?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8_192)
def outlet_key(name: str) -> str:
    """The id by which an outlet is known: the table's, else one made of its name."""
    known = outlets.lookup(name)
    if known is not None:
        return known.id
    return "out:" + re.sub(r"\W+", "-", key(name)).strip("-")


def is_nameless(name: str) -> bool:
    """ "the newspaper", "local media": an outlet that only its report can name."""
    return bool(SOME_OUTLET.match(name.strip()))


class OutletNames:
    """Outlets of a set of reports: every spelling leads to one key, every key to a name for readers."""

    def __init__(self, publishers: Iterable[str]) -> None:
        published = set(publishers)
        self._labels: dict[str, str] = {}
        self._own: frozenset[str] = frozenset(map(outlet_key, published))
        self._short: dict[str, set[str]] = {}
        for name in sorted(published):
            ident = outlet_key(name)
            self._labels.setdefault(ident, name)
            plain = key(name)
            for short in {plain, GENERIC.sub("", plain), *plain.split()[-1:]}:
                self._short.setdefault(short, set()).add(ident)

    def key(self, name: str) -> str:
        """The key of ``name``; a short form ("the Ledger") is that of the one publisher it fits."""
        ident = outlet_key(name)
        if ident in self._labels:
            return ident
        plain = GENERIC.sub("", key(name))
        near = self._short.get(plain, set())
        if len(near) == 1:
            return next(iter(near))
        self._labels.setdefault(ident, name.strip().removeprefix("the ").removeprefix("The "))
        return ident

    def known(self, name: str) -> bool:
        """Whether a name is that of a publisher of the reports at hand."""
        return outlet_key(name) in self._own

    def label(self, ident: str) -> str:
        """The name of an outlet for readers."""
        return self._labels.get(ident, ident)
