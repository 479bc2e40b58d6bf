"""``onrecord link``: a person's word on which claims are of one event."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from onrecord.cli import options as o


def link(
    action: Annotated[
        Literal["same", "different", "undo", "list"],
        typer.Argument(help="same A B, different A B, undo N, or list."),
    ],
    names: Annotated[list[str], typer.Argument(metavar="A B | N", help="Claims or events by id; a judgement.")] = [],  # noqa: B006 - the command line makes its own
    record: o.RecordFile = o.RECORD,
    by: Annotated[str | None, typer.Option(help="Who decides; your login if not given.")] = None,
    why: Annotated[str | None, typer.Option(help="Why.")] = None,
    format: o.Form = "table",
) -> None:
    """Say that two claims or events are, or are not, one event; list what was said; take it back."""
    from onrecord.cli import lists
    from onrecord.errors import UsageError
    from onrecord.record import Record

    wanted = {"same": 2, "different": 2, "undo": 1, "list": 0}[action]
    if len(names) != wanted:
        count = f"{wanted or 'no'} name{'s' if wanted != 1 else ''}"
        raise UsageError(f"link {action} takes {count}: see onrecord link --help")
    if action == "list":
        with lists.opened(record) as kept:
            _list(kept.judgements(), format)
        return
    with Record(record) as kept:
        if action == "undo":
            if not names[0].isdecimal():
                raise UsageError("link undo takes the number of a judgement: see onrecord link list")
            done = kept.undo(int(names[0]))
            typer.echo(f"Judgement {done.id} is undone.")
            return
        done = kept.judge(names[0], names[1], same=action == "same", by=by or _login(), why=why)
        word = "one event" if done.same else "of different events"
        typer.echo(f"Judgement {done.id}: {done.a} and {done.b} are {word}.")
        typer.echo(f"Take it back with: onrecord link undo {done.id}")


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # no login, for instance in a container
        return "unknown"


def _list(found: list, format: o.ListFormat) -> None:  # type: ignore[type-arg] # Judgement is loaded when it is used
    from onrecord.cli import lists
    from onrecord.record.lists import JudgementRow

    rows = [JudgementRow.of(j) for j in found]
    names = list(JudgementRow.__struct_fields__)
    lists.write(rows, names, names, form=format)
