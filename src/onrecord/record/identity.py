"""By what a report is known again, whoever brings it and in whatever order."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timezone
from hashlib import sha256

import msgspec

from onrecord.model import Claim, Reading, Report
from onrecord.report.address import canonical
from onrecord.report.fingerprint import stable_id

UNKNOWN_MOMENT = -1_000_000_000_000
"""Sorts what has no time before everything that has one."""


def moment(stamp: str | None) -> int:
    """Seconds since 1970 (UTC) of an ISO date or time; a day alone is its first second."""
    if not stamp:
        return UNKNOWN_MOMENT
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return UNKNOWN_MOMENT
    return int((at if at.tzinfo else at.replace(tzinfo=timezone.utc)).timestamp())  # noqa: UP017


def days(start: str | None, end: str | None, told: str | None) -> tuple[int | None, int | None]:
    """First and last day (1 is 1 January of the year 1) of an interval; of the day it was told where it has none."""
    first, last = day(start or end), day(end or start)
    if first is None or last is None:
        first = last = day(told)
    return (first, last) if first is None or last is None or first <= last else (last, first)


def day(stamp: str | None) -> int | None:
    """The number of an ISO day or time's day."""
    try:
        return date.fromisoformat((stamp or "")[:10]).toordinal()
    except ValueError:
        return None


VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def interval(value: str) -> tuple[str, str, str] | None:
    """First day, last day and precision of a time that is a day, a month or a year and nothing else."""
    if (parts := VALUE.fullmatch(value)) is None or not value.isascii():
        return None
    year, month, number = (None if part is None else int(part) for part in parts.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if number is None else number)
        end = first.replace(month=first.month if parts[2] else 12)
        end = first if parts[3] else end.replace(day=monthrange(end.year, end.month)[1])
    except ValueError:
        return None
    return first.isoformat(), end.isoformat(), "day" if parts[3] else "month" if parts[2] else "year"


def given_id(report: Report) -> str | None:
    """The id that the input gave, ``None`` where the id is made of the report's own content."""
    made = stable_id(report.text, url=report.url, publisher=report.publisher)
    return None if report.id == made else report.id


def report_id(report: Report) -> str:
    """The id in the record: one for each text at one address; without an address, of one publisher and given id."""
    page = canonical(report.url) if report.url else None
    given = given_id(report)
    if page is not None or given is None:
        return stable_id(report.text, url=report.url, publisher=report.publisher)
    return sha256("\n".join((given, report.publisher or "", report.text)).encode()).hexdigest()[:16]


def keyed(reading: Reading) -> Reading:
    """The reading under the ids of the record; itself where it has them already.

    Ids that an input gives ("1", "2", …) may stand in many files, and an address holds many versions.
    """
    ident = report_id(reading.report)
    claims = reading.claims
    if ident != reading.report.id:
        claims = tuple(_renamed(c, ident, 0) for c in claims)
    if len({c.id for c in claims}) < len(claims):  # two claims of one word that differ in nothing an id is made of
        claims = _told_apart(claims, ident)
    if ident == reading.report.id and claims is reading.claims:
        return reading
    return msgspec.structs.replace(reading, report=renamed(reading.report, ident), claims=claims)


def renamed(report: Report, ident: str) -> Report:
    """The report under another id."""
    return report if report.id == ident else msgspec.structs.replace(report, id=ident)


def _renamed(claim: Claim, report: str, count: int) -> Claim:
    name = sha256(f"{report}|{claim.id}|{count}".encode()).hexdigest()[:16]
    return msgspec.structs.replace(claim, id=name)


def _told_apart(claims: tuple[Claim, ...], report: str) -> tuple[Claim, ...]:
    seen: dict[str, int] = {}
    found = []
    for claim in claims:
        count = seen[claim.id] = seen.get(claim.id, -1) + 1
        found.append(_renamed(claim, report, count) if count else claim)
    return tuple(found)


def rank(report: Report, given: str | None) -> tuple[int, bytes, str]:
    """Which of two accounts of one text is kept: the one that says more, then by its bytes. Lower is kept."""
    facts = (
        report.published, report.updated, report.publisher, report.title, report.author, report.url, report.dateline,
        report.language, report.embedded or None, report.credits or None, given,
    )  # fmt: skip
    return sum(fact is None for fact in facts), msgspec.json.encode(report), given or ""
