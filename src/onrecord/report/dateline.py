"""The dateline at the head of a body: "KYIV, Ukraine, March 3 (Reuters) —", "Gaza City –", "(AP) -", "CNN —"."""

from __future__ import annotations

import re

from onrecord.model import Dateline, Span
from onrecord.report.publisher import known_outlet
from onrecord.report.stamps import MONTHS

HEAD = 170
SEPARATOR = re.compile(
    r" ?(?:--|[–—―-])(?=[ \"“‘(])|:(?= )|(?<=[.,]) ?/(?P<slash>[A-Z][A-Za-z -]{1,20})/[. ](?: ?(?:--|[–—-])(?= ))?"
)
PAREN = re.compile(r"[(\[](?P<name>[A-ZÀ-ÞĀ-Ž0-9][^()\[\]]{1,60})[)\]] ?$")
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DATE = re.compile(
    rf"(?P<date>{MONTH} \d{{1,2}}(?:,? (?:\d{{4}}|\d\d))?|\d{{1,2}} {MONTH}(?:,? (?:\d{{4}}|\d\d))?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[.,]?$",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'’.-]*$")
SMALL = frozenset("of the and de del la el al an ar as az da do dos das du des en in on near upon y e st bin".split())
# Wire archives put labels and the office that speaks behind the dash: "-- [COMMUNIQUE] [ARMY PRESS OFFICE] [TEXT]".
LABEL_AFTER = re.compile(r" ?\[(?P<name>[A-Z][^\[\]a-z]{2,120})\]")
NO_DATE = re.compile(r",? ?\bNO DATE$")
# Labels that stand before a colon or dash where a place could: they make no dateline.
LABELS = frozenset(
    "UPDATE UPDATED BREAKING EXCLUSIVE WATCH OPINION ANALYSIS EXPLAINER FACTBOX TIMELINE CORRECTED CORRECTION NOTE "
    "EDITORIAL COMMENT FEATURE INTERVIEW LIVE VIDEO PHOTOS READ MORE WARNING ALERT URGENT PROFILE QUESTION ANSWER Q A "
    "KEY POINTS CAPTION SOURCE HEADLINE SUMMARY TEXT REPORT".split()
)
NO_OUTLET = frozenset(
    "report text agencies agency staff bureau excerpt excerpts commentary article video live exclusive updated update "
    "communique speech statement interview news editorial continued passage announcement reporter by with".split()
) | {"domestic service", "international service", "news agencies", "by agencies"}


def find(text: str) -> Dateline | None:
    """The dateline that ``text`` starts with. The text keeps it."""
    for separator in list(SEPARATOR.finditer(text, 0, min(HEAD, len(text))))[:3]:
        found = _read(text, separator)
        if found is not None:
            return found
    return None


def _read(text: str, separator: re.Match[str]) -> Dateline | None:
    left = text[: separator.start()].rstrip()
    outlet = _slash(text, separator)
    while (paren := PAREN.search(left)) is not None:
        outlet = outlet or _span(text, paren.start("name"), paren.end("name"))
        left = left[: paren.start()].rstrip(" ,.")
    if outlet is None and left and known_outlet(left) and separator[0].strip() in ("—", "–", "--"):
        outlet, left = _span(text, 0, len(left)), ""
    left = NO_DATE.sub("", left)
    day = DATE.search(left)
    place = left[: day.start()].rstrip(" ,.") if day else left.rstrip(" ,.")
    marked = outlet is not None or day is not None
    if not _is_place(place, text, separator, marked=marked) or (not place and outlet is None):
        return None
    end, office = _labels(text, separator.end())
    return Dateline(
        span=_span(text, 0, end),
        place=_span(text, 0, len(place)) if place and place != "NO CITY" else None,
        outlet=outlet or office,
        date=_span(text, day.start("date"), day.end("date")) if day else None,
    )


def _labels(text: str, at: int) -> tuple[int, Span | None]:
    """Where the labels behind the dash end, and the office that one of them names."""
    office = None
    while (label := LABEL_AFTER.match(text, at)) is not None:
        words = label["name"].lower().replace(",", " ").split()
        if office is None and not NO_OUTLET & set(words):
            office = _span(text, label.start("name"), label.end("name"))
        at = label.end()
    return len(text[:at].rstrip()), office


def outlet_name(dateline: Dateline | None) -> str | None:
    """The outlet a dateline names, ``None`` for labels such as "(Agencies)"."""
    if dateline is None or dateline.outlet is None:
        return None
    name = dateline.outlet.text.strip()
    return None if name.lower() in NO_OUTLET else name


def _slash(text: str, separator: re.Match[str]) -> Span | None:
    return _span(text, separator.start("slash"), separator.end("slash")) if separator["slash"] else None


def _span(text: str, start: int, end: int) -> Span:
    return Span.of(text, start, end)


def _is_place(place: str, text: str, separator: re.Match[str], *, marked: bool) -> bool:
    """Whether the words can be a place. With an outlet or a date beside them capitals suffice."""
    if not place:
        return marked
    words = re.sub(r"[,/()]", " ", place).split()
    if not words or place.count("(") != place.count(")"):
        return False
    if not 1 <= len(words) <= 9 or any(not (WORD.match(w) or w in SMALL) for w in words) or words[0] in SMALL:
        return False
    if any(w.strip(".") in LABELS for w in words):
        return False
    if marked:
        return True
    follows = text[separator.end() :].lstrip()[:1]
    city = place.split(",")[0]
    if city.isupper() and len(city) >= 4:
        return not follows.islower()
    # "Gaza City – Israeli forces ...": a spaced dash, up to three capitalised words, a capital after it.
    spaced = separator[0].strip() in ("–", "—", "--") and separator[0][0] == " "
    return spaced and len(city.split()) <= 3 and (follows.isupper() or follows in '"“‘')
