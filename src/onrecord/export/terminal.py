"""A readable account of one report for a terminal; plain text where there is no terminal."""

from __future__ import annotations

from io import StringIO
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from onrecord.export import words
from onrecord.model import Claim, Reading, Report, Status

STYLES: dict[Status, str] = {
    "occurred": "bold green",
    "ongoing": "bold cyan",
    "planned": "bold blue",
    "possible": "bold yellow",
    "denied": "bold red",
}


def render(reading: Reading, *, width: int = 100) -> str:
    """The account as plain text."""
    out = StringIO()
    write(reading, out, width=width, color=False)
    return out.getvalue()


def write(reading: Reading, out: IO[str], *, width: int | None = None, color: bool | None = None) -> None:
    """Print the account to ``out``: claims under their sentence, those on the same event together."""

    console = Console(
        file=out, width=width, highlight=False, emoji=False, markup=False,
        no_color=color is False, force_terminal=color, soft_wrap=False,
    )  # fmt: skip
    _header(console, reading)
    shown = None
    for claim in (c for group in words.groups(reading) for c in group):
        if claim.sentence != shown:
            console.print()
            _sentence(console, claim)
            shown = claim.sentence
        _claim(console, reading.report, claim)
    for warning in reading.warnings:
        hint = f"; nearest known: {warning.suggestion}" if warning.suggestion else ""
        console.print(
            Text(f"\n! {words.quoted(warning.text)}: {warning.detail or warning.code}{hint}", style="magenta")
        )
    if not reading.claims:
        console.print("\nNo political event found in this report.")
    console.print()


def _header(console: Console, reading: Reading) -> None:
    report = reading.report
    console.print(Rule(Text(report.title or report.path or report.id, style="bold"), align="left"))
    facts = [
        report.publisher or "publisher unknown",
        f"published {report.published}" if report.published else "date unknown",
        f"updated {report.updated}" if report.updated else "",
    ]
    console.print(Text(" · ".join(f for f in facts if f), style="dim"))
    tally = Text(f"{len(reading.claims)} claims")
    for status, n in words.counts([reading]).items():
        if n:
            sign, name = words.STATUS_WORDS[status]
            tally.append(f"   {sign} {n} {name}", style=STYLES[status])
    console.print(tally)


def _sentence(console: Console, claim: Claim) -> None:
    start = claim.sentence.start
    quote = Text(words.quoted(claim.sentence.text), style="italic dim")
    if " ".join(claim.sentence.text.split()) == claim.sentence.text:
        quote.stylize("bold not dim", claim.trigger.start - start + 1, claim.trigger.end - start + 1)
    console.print(Padding(quote, (0, 0, 0, 2)))


def _claim(console: Console, report: Report, claim: Claim) -> None:
    sign, name = words.STATUS_WORDS[claim.status]
    line = Text(f"{sign} {name.upper()}", style=STYLES[claim.status])
    line.append(f"  {words.headline(claim)}", style="bold not dim")
    line.append(f"  [{words.code(claim)}]", style="dim")
    console.print(line)
    steps = words.breadcrumb(report, claim)
    _row(console, "on whose word", " › ".join(f"{who} {does}" for who, does in steps))
    if claim.quantities:
        _row(console, "figures", "; ".join(words.figure(q) for q in claim.quantities))
    if claim.time:
        _row(console, "when", words.when(claim.time))
    if claim.place:
        _row(console, "where", f"{claim.place.name or claim.place.span.text} ({claim.place.precision or 'unresolved'})")
    _row(console, "why this status", f"{claim.status_why} [{claim.factuality}]")


def _row(console: Console, label: str, value: str) -> None:
    text = Text(f"{label}: ", style="dim")
    text.append(value, style="not dim")
    console.print(Padding(text, (0, 0, 0, 4)))
