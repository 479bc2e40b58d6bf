"""OnRecord reads news reports and keeps the record straight.

Who did what to whom, when and where; on whose word; and what became of the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from onrecord.errors import DataError, InputError, NotReadable, OnRecordError, RecordError, TooLarge, UsageError
from onrecord.model import Claim, Noted, Reading, Rejected, Report

if TYPE_CHECKING:  # the database is loaded when the record is asked for
    from onrecord.record import AddSummary, Record

__version__ = "0.1.0"
__all__ = [
    "AddSummary", "Claim", "DataError", "InputError", "NotReadable", "Noted", "OnRecordError", "Reading", "Record",
    "RecordError", "Rejected", "Report", "TooLarge", "UsageError", "__version__", "read", "read_text", "to_json",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in ("AddSummary", "Record"):
        from onrecord import record

        return getattr(record, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(
    *inputs: str,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    on_reject: Callable[[Rejected], object] | None = None,
    on_note: Callable[[Noted], object] | None = None,
) -> Iterator[Reading]:
    """Read files, folders and globs; one ``Reading`` for each report, in order, made as you ask for them.

    The keywords say what the texts do not. What cannot be read is handed to ``on_reject``, what was passed over in
    inputs to ``on_note``, else logged.
    """
    import logging

    from onrecord.intake import documents
    from onrecord.model import Document, Hints
    from onrecord.reading import read_reports
    from onrecord.report import build

    log = logging.getLogger("onrecord")
    reject = on_reject or (lambda r: log.warning("%s: %s", r.path, r.detail))
    note = on_note or (lambda n: log.info("%s: %s", n.path, n.detail))
    hints = Hints(publisher=publisher, published=published, url=url, title=title)

    def reports() -> Iterator[Report]:
        for found in documents(list(inputs), hints=hints, on_note=note):
            made = build(found) if isinstance(found, Document) else found
            if isinstance(made, Report):
                yield made
            else:
                reject(made)

    return read_reports(reports())


def read_text(
    text: str,
    *,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Reading:
    """Read one report from a string; raises ``NotReadable`` where that is no report in a language it reads."""
    from onrecord.model import Document, Hints
    from onrecord.reading import read_report
    from onrecord.report import build

    hints = Hints(publisher=publisher, published=published, url=url, title=title)
    made = build(Document(content=text.encode(), media_type="text/plain", path="-", charset="utf-8", hints=hints))
    if isinstance(made, Rejected):
        raise NotReadable(made.detail, reason=made.reason)
    return read_report(made)


def to_json(reading: Reading) -> str:
    """The line that ``onrecord read --format json`` prints for a reading."""
    import msgspec

    return msgspec.json.encode(reading).decode()
