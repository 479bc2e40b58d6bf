"""The command line: one file a command, each imported only when it is used or listed.

Exit codes: 0 all read; 1 some input rejected; 2 usage; 3 nothing could be read; 130 interrupted; 141 the reader of
the output went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

# command -> what it does, for the list of them; the module of that name in this package defines a function of it.
COMMANDS = {
    "read": "Read reports and print their claims; nothing is kept.",
    "add": "Read reports into a record; safe to repeat and to stop.",
    "watch": "Keep adding what is new in feeds.",
    "events": "What happened or is said to, and how many origins say so.",
    "event": "The whole story of one event.",
    "claims": "Who did what to whom, on whose word, and the evidence.",
    "sources": "On whose word the record rests, and how it fared.",
    "disputes": "Claims that cannot all be right, side by side.",
    "corrections": "What pages said and no longer say.",
    "reports": "What was read, and whose text it repeats.",
    "search": "Words in evidence and reports.",
    "link": "Say that two claims are, or are not, one event.",
    "serve": "Open a record in the browser: pages and API.",
    "demo": "Read the examples and build a record to ask.",
    "schema": "The JSON Schema of what read prints.",
}

INTERRUPTED = 130
OUTPUT_GONE = 141
NOTHING_READ = 3
USAGE = 2


class LazyGroup(TyperGroup):
    """Commands by name; the module of one is imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, or ``None`` for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        function = getattr(import_module(f"onrecord.cli.{cmd_name}"), cmd_name)
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(cmd_name, short_help=COMMANDS[cmd_name])(ended(function))
        return typer.main.get_command(one)


app = typer.Typer(
    cls=LazyGroup, add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)


def _version(asked: bool) -> None:
    if asked:
        from onrecord import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Reads news reports and keeps the record straight: who did what to whom, on whose word, and whether it happened.

    Works offline. Start with: onrecord demo, or: onrecord read REPORT.txt
    """


def main() -> None:
    """The console script. Every end is a message and a code, never a traceback."""
    try:
        app()
    except KeyboardInterrupt:  # before a command has begun
        sys.exit(INTERRUPTED)


def ended(function: Callable[..., None]) -> Callable[..., None]:
    """The command, with every way it can end turned into a message and a code."""

    @wraps(function)
    def run(*args: Any, **options: Any) -> None:
        try:
            function(*args, **options)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # the reader (head, less) has what it wanted; what Python still holds for it must not be written at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(OUTPUT_GONE) from None
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:  # noqa: BLE001 - the last edge: named on standard error, with a code
            raise typer.Exit(_last_words(error)) from None

    return run


def _last_words(error: Exception) -> int:
    """One line for what was raised on purpose or by the machine; anything else is a fault to report."""
    from onrecord.errors import OnRecordError, UsageError

    words = " ".join(str(error).split())
    if isinstance(error, OSError) and not isinstance(error, OnRecordError):
        words = f"the output cannot be written: {error.strerror or words}."
    if not isinstance(error, (OnRecordError, OSError)):
        words = f"this is a fault of OnRecord, please report it: {type(error).__name__}: {words}"
    print(f"onrecord: {words}", file=sys.stderr)
    return USAGE if isinstance(error, UsageError) else NOTHING_READ
