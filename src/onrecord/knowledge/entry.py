"""One line of a table of names, how names are compared, and how the data files are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from onrecord.errors import DataError

Kind = Literal[
    "country", "government", "person", "office", "organisation", "group", "force", "court", "party", "outlet"
]


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody or something with a name. Dates are ISO (``2013-04-19``) or a year; ``None`` is open or unknown."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    """ISO 3166-1 alpha-3, ``None`` for what is no state's."""
    sector: str | None = None
    """PLOVER sector."""
    role: str | None = None
    """For persons: the office held ("president"); for outlets: newspaper, wire, broadcaster, magazine, site."""
    start: str | None = None
    end: str | None = None
    table: str = ""
    """Which table it stands in; shown as the reason."""

    def holds(self, day: str | None) -> bool:
        """Whether the entry is valid on ``day`` (ISO); always where ``day`` is unknown."""
        if day is None:
            return True
        return (self.start or "") <= day and (self.end is None or day <= self.end + "~")


def key(name: str) -> str:
    """The form in which names are compared: no accents, case, points, "the", curly quotes or possessive."""
    flat = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = flat.replace(".", "").replace("-", " ").removesuffix("'s").removesuffix("'")
    words = flat.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def rows(filename: str) -> Iterator[list[str]]:
    """The rows of a TSV file of ``knowledge/data``, without comments and header line (first row after comments)."""
    try:
        text = (files("onrecord.knowledge") / "data" / filename).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"The table {filename} is missing: reinstall onrecord.") from error
    header = True
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if header:
            header = False
            continue
        yield line.split("\t")
