"""Plain words for codes: how people-facing formats name events, status, sources, times and figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.knowledge.act_words import MODE_WORDS, TYPE_WORDS
from onrecord.model import Actor, Claim, Quantity, Reading, Report, Stance, Status, TimeRef

STATUS_WORDS: dict[Status, tuple[str, str]] = {
    "occurred": ("●", "happened"),
    "ongoing": ("◐", "going on"),
    "planned": ("◷", "planned"),
    "possible": ("?", "possible"),
    "denied": ("✕", "denied or did not happen"),
}
"""A sign that is told apart without colour, and the status in words."""

STANCE_WORDS: dict[Stance, str] = {
    "states": "said",
    "confirms": "confirmed",
    "denies": "denied",
    "alleges": "alleged",
    "doubts": "doubted",
    "expects": "expected",
    "fears": "feared",
    "asks": "asked",
    "knows": "knew",
}


def who(actors: Iterable[Actor]) -> str:
    """Names with country, the words of the text where nobody is named: "Nicolás Maduro (VEN), two officials"."""
    parts = []
    for a in actors:
        name = a.name or a.text
        parts.append(f"{name} ({a.country})" if a.country else name)
    return ", ".join(dict.fromkeys(parts))


def headline(claim: Claim) -> str:
    """One claim in one line of plain words, naming the act without stating it."""
    noun, toward = TYPE_WORDS[claim.type]
    line = MODE_WORDS.get((claim.type, claim.mode or ""), noun).capitalize()
    if claim.actors:
        line += f" by {who(claim.actors)}"
    if claim.recipients:
        line += f" {toward} {who(claim.recipients)}"
    things = ", ".join(o.text for o in claim.objects)
    return f"{line}: {things}" if things else line


def code(claim: Claim) -> str:
    """PLOVER type and mode, CAMEO code: "ASSAULT aerial · CAMEO 195"."""
    mode = f" {claim.mode}" if claim.mode else ""
    cameo = f" · CAMEO {claim.cameo}" if claim.cameo else ""
    network = " · type by the network" if claim.seen_by == "network" else ""
    return f"{claim.type}{mode}{cameo}{network}"


def breadcrumb(report: Report, claim: Claim) -> list[tuple[str, str]]:
    """The chain for people, outermost first: (who, what they do), the publisher in front."""
    steps = [(report.publisher or "this report", "reported")]
    for link in claim.chain:
        if link.source is None:
            steps.append((link.who, STANCE_WORDS[link.stance]))
            continue
        text = link.source.text
        named = link.source.name
        known = f"{text} [{named}]" if named and named.casefold() not in text.casefold() else text
        steps.append((known, STANCE_WORDS[link.stance]))
    return steps


def figure(q: Quantity) -> str:
    """ "37 or more killed" in the words of the text with its reading: "at least 37 people (killed, 37 or more)"."""
    if q.value is None and q.low is None and q.high is None:
        return f"{q.text} ({q.role})"
    low, high = q.low, q.high
    if low is not None and high is not None:
        read = number(low) if low == high else f"{number(low)} to {number(high)}"
    elif low is not None:
        read = f"{number(low)} or more"
    elif high is not None:
        read = f"up to {number(high)}"
    else:
        read = f"about {number(q.value or 0)}"
    return f"{q.text} ({q.role}: {read})"


MARKS = frozenset('“”"«»„')


def quoted(text: str) -> str:
    """Words of a report between quotation marks, on one line; what holds some of its own gets no others."""
    words = " ".join(text.split())
    return words.join(marks(words))


def marks(text: str) -> tuple[str, str]:
    """The quotation marks that a text needs around it: none where it holds some of its own."""
    return ("“", "”") if MARKS.isdisjoint(text) else ("", "")


def number(value: float) -> str:
    """Without a needless ".0", with thousands set apart."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def when(time: TimeRef) -> str:
    """The interval with the words that give it."""
    if time.start is None and time.end is None:
        return f"“{time.span.text}”"
    days = time.start if time.start == time.end else f"{time.start or '…'} to {time.end or '…'}"
    return f"{days} (“{time.span.text}”)"


def counts(readings: Sequence[Reading]) -> dict[Status, int]:
    """How many claims of each status, every status named."""
    found: dict[Status, int] = dict.fromkeys(STATUS_WORDS, 0)
    for reading in readings:
        for claim in reading.claims:
            found[claim.status] += 1
    return found


def groups(reading: Reading) -> list[list[Claim]]:
    """Claims on the same event words (assertion and denial of one act) stand together, in text order."""
    by_trigger: dict[tuple[int, int], list[Claim]] = {}
    for claim in reading.claims:
        by_trigger.setdefault((claim.trigger.start, claim.trigger.end), []).append(claim)
    return [by_trigger[k] for k in sorted(by_trigger)]
