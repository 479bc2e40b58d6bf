"""Who "I" and "we" are: the innermost source whose words they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from onrecord.model import Actor, Attribution, Parse, Token, covers

if TYPE_CHECKING:
    from onrecord.reading.entities import Cast

SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})


def is_first_person(token: Token) -> bool:
    """ "I", "we", "our"; not the country US."""
    return token.lower in SINGULAR | PLURAL and token.text != "US"


def speaker(parse: Parse, head: int, attributions: Sequence[Attribution], cast: Cast) -> Actor | None:
    """The entity of a first-person word; ``None`` for other words and where nobody is quoted.

    "I" is the source itself; "we" has the source's country and sector and no name, because it may be more people.
    """
    token = parse.tokens[head]
    if not is_first_person(token):
        return None
    over = [
        a for a in attributions if a.source_head is not None and covers(a.reach or a.content, token.start, token.end)
    ]
    if not over:
        return None
    inner = min(over, key=lambda a: sum(e - s for s, e in a.content))
    said = cast.who(inner.source_head if inner.source_head is not None else head).actor
    return _voice(token, said)


def _voice(token: Token, said: Actor) -> Actor:
    named = said.name or said.text
    if token.lower in SINGULAR:
        return replace(said, start=token.start, end=token.end, text=token.text, why=f"first person: {named} speaks")
    return Actor(
        start=token.start, end=token.end, text=token.text, country=said.country, sector=said.sector,
        id=f"{said.id}:we" if said.id else None, why=f"first person plural: {named} speaks",
    )  # fmt: skip
