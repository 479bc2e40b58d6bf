"""What of a report was beyond a limit and is not read: said where its text ends, never silently."""

from __future__ import annotations

from onrecord.model import Parse, Report, TextWarning


def find_cut(report: Report, parse: Parse) -> tuple[TextWarning, ...]:
    """A warning at the last words of a text that is not whole."""
    if report.cut is None or not parse.sentences:
        return ()
    last = parse.sentences[-1]
    span = parse.span(last.first, last.last)
    return (TextWarning(start=span.start, end=span.end, text=span.text, code="cut", detail=report.cut),)
