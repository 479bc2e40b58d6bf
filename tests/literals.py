"""A reading written by hand, for tests of what comes after reading."""

from __future__ import annotations

from onrecord.model import (
    Actor,
    Claim,
    Link,
    Quantity,
    Reading,
    Report,
    Source,
    Span,
    Status,
    TextWarning,
    TimeRef,
)

TEXT = (
    "Harbour Post said that Ruritanian jets <b>bombed</b> a depot on Friday, killing at least 12 people.\n\n"
    "The air force denied it."
)


def at(words: str, text: str = TEXT) -> tuple[int, int, str]:
    """Start, end and text of the first place where ``words`` stand."""
    start = text.index(words)
    return start, start + len(words), words


def span(words: str) -> Span:
    start, end, text = at(words)
    return Span(start=start, end=end, text=text)


def actor(words: str, *, name: str | None = None, country: str | None = None) -> Actor:
    start, end, text = at(words)
    return Actor(start=start, end=end, text=text, name=name, country=country, sector="MIL", id=f"x:{words}")


def claim(status: Status, source: str, stance: str, *, identity: str) -> Claim:
    start, end, text = at(source)
    chain = (
        Link(source=Source(start=start, end=end, text=text, kind="outlet"), cue=span("said"), stance=stance),  # type: ignore[arg-type]
    )
    s, e, t = at("at least 12 people")
    return Claim(
        id=identity, type="ASSAULT", mode="aerial", contexts=("military",), cameo="195", trigger=span("bombed"),
        sentence=span(TEXT.split("\n\n")[0]), actors=(actor("Ruritanian jets", name="Ruritanian Air Force"),),
        recipients=(), objects=(),
        quantities=(Quantity(start=s, end=e, text=t, role="killed", value=12, low=12, unit="person"),),
        time=TimeRef(start="2031-05-02", end="2031-05-02", precision="day", span=span("Friday")), place=None,
        status=status, factuality="CT+" if status == "occurred" else "CT-", status_why="asserted", chain=chain,
    )  # fmt: skip


def reading() -> Reading:
    report = Report(
        id="r1", text=TEXT, title="Depot <script>alert(1)</script>", publisher="Coast Wire", published="2031-05-03"
    )
    return Reading(
        report=report,
        claims=(
            claim("occurred", "Harbour Post", "states", identity="c1"),
            claim("denied", "The air force", "denies", identity="c2"),
        ),
        attributions=(),
        times=(),
        places=(),
        warnings=(TextWarning(start=0, end=12, text="Harbour Post", code="unknown_designation", suggestion="<i>"),),
    )
