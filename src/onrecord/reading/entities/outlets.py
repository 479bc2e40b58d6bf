"""Outlets that no table knows: the report's publisher, a dateline's bracket, whoever was told, names of mastheads."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.knowledge.entry import rows
from onrecord.knowledge.leaders import slug
from onrecord.model import Mention, Parse, Token
from onrecord.reading.entities.referents import Referent

if TYPE_CHECKING:
    from onrecord.reading.entities.resolve import Resolver

OPEN_WORDS = frozenset(
    {"watch", "eye", "record", "register", "star", "sun", "independent", "standard", "today", "press"}
)
"""Masthead words that end as many other names."""
HEARD = frozenset({"tell", "inform", "assure"})
WROTE = frozenset({"report", "say", "write", "quote", "cite"})
HEAD_WORDS = 16
"""Tokens of a report's opening in which its dateline stands."""


@lru_cache(maxsize=1)
def mastheads() -> frozenset[str]:
    """Words that newspapers, broadcasters and agencies are called by."""
    return frozenset(row[0] for row in rows("outlet_words.tsv"))


def plain(name: str) -> str:
    """The form in which names of outlets are compared."""
    return name.casefold().removeprefix("the ").strip()


def of_report(parse: Parse, publisher: str | None) -> frozenset[str]:
    """Outlets that the report names as such: its publisher, and "(Llanos Wire) -" at its head."""
    found = {plain(publisher)} if publisher else set()
    head = parse.tokens[:HEAD_WORDS]
    for t in head:
        if t.text != "(":
            continue
        close = next((k.i for k in head[t.i + 1 :] if k.text == ")"), None)
        if (
            close is not None
            and close + 1 < len(parse.tokens)
            and parse.tokens[close + 1].text in ("-", "–", "—", "--")
        ):
            found.add(plain(parse.span(t.i + 1, close).text))
    return frozenset(found)


def is_outlet(r: Resolver, t: Token, name: str) -> bool:
    """Whether the unknown proper name ``name``, headed by ``t``, is an outlet's."""
    if plain(name) in r.outlets:
        return True
    last = name.rsplit(" ", 1)[-1].casefold()
    if " " not in name or last not in mastheads() or t.lower != last:
        return False
    verb = r.parse.tokens[t.head]
    heard = is_heard(r, t)
    wrote = t.dep == "nsubj" and verb.lemma in WROTE
    if t.ent == "PERSON" and not heard:  # "Emily Post said"
        return False
    return heard or last not in OPEN_WORDS or wrote


def is_heard(r: Resolver, t: Token) -> bool:
    """Whether ``t`` is told something, as outlets are: "told the agency"."""
    return t.dep in ("dobj", "dative", "nsubjpass") and r.parse.tokens[t.head].lemma in HEARD


def mention(r: Resolver, t: Token, first: int, last: int, name: str) -> Mention:
    """The mention of an outlet that no table knows."""
    ref = Referent(
        f"org:{slug(plain(name)) or name}", shape="outlet", name=name, sector="MED", kind="outlet",
        roles={"newspaper", "outlet", "paper", "agency", "news agency", "broadcaster"},
    )  # fmt: skip
    return r.make(t, first, last, r.discourse.add(ref), why="an outlet by its name or place in the report")
