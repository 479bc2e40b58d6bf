"""The lists of claims and of events: one set of options for both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from onrecord.cli import options as o


def command(of: Literal["claims", "events"], *, says: str, shown: Sequence[str], nothing: str) -> Callable[..., None]:
    """A command that lists them. ``says``: its help; ``shown``: the columns of the table for people; ``nothing``: what
    to say of an empty list.
    """

    def run(
        record: o.RecordFile = o.RECORD,
        actor: o.Who = None,
        recipient: o.Whom = None,
        type: o.Type = None,
        mode: o.Mode = None,
        status: o.Status = None,
        place: o.Place = None,
        since: o.Since = None,
        until: o.Until = None,
        min_origins: o.Origins = None,
        outlet: o.Outlet = None,
        source: o.Source = None,
        words: o.Words = None,
        quad: o.Quad = None,
        format: o.Form = "table",
        limit: o.Limit = 50,
        after: o.After = None,
    ) -> None:
        from onrecord.cli import lists
        from onrecord.record.lists import ClaimRow, EventRow

        with lists.opened(record) as kept:
            found = getattr(kept, of)(
                actor=actor, recipient=recipient, type=o.several(type), mode=mode, status=o.several(status),
                place=place, since=since, until=until, min_origins=min_origins, outlet=outlet, source=source,
                words=words, quad=quad,
            )  # fmt: skip
            kind = ClaimRow if of == "claims" else EventRow

            def why() -> str:
                unknown = kept.unknown(people=(actor, recipient, source), place=place, outlet=outlet)
                return f"{unknown}; look for other spellings with: onrecord search WORDS" if unknown else nothing

            lists.show(found, kind, shown, form=format, limit=limit, after=after, nothing=why)

    run.__name__ = of
    run.__doc__ = says
    return run
