"""Each claim's chain, followed to its root inside its own report.

The publisher is the implicit start. Outlets on the way are relied on; the innermost source that is no outlet is the
root; a chain of outlets ends in the last of them; an empty chain is the outlet's own word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.linking.creditlines import credit_outlets
from onrecord.linking.outletnames import OutletNames, is_nameless
from onrecord.linking.speakers import Speaker, likeness
from onrecord.linking.telling import Member, Sources, Telling
from onrecord.model import UNSAID, Claim, LinkInput, Report, Source, Span, Stance

AGAINST = frozenset({"denies", "doubts"})
SOMEBODY = Speaker(
    text=UNSAID, kind="unnamed", ident=None, name=None, words=frozenset(), head="", office=frozenset(), body=None,
    sector=None, country=None, definite=False,
)  # fmt: skip


class Ending(Struct, frozen=True, kw_only=True):
    """Where the chain of one claim ends, as its own report tells it."""

    claim: Claim
    report: Report
    link: LinkInput
    publisher: str | None
    """Key of the outlet whose word the report is: the original's for a copy."""
    via: tuple[str, ...]
    """Keys of the outlets on the way, outermost first, the publisher left out."""
    speaker: Speaker | None
    """The root; ``None`` where the chain ends in an outlet."""
    stance: Stance
    words: Span
    """Words that name the root, or the claim's trigger."""
    lent: bool
    """The report as a whole is another outlet's text: a copy, a dateline or a credit says so."""
    first_hand: bool
    placed: bool
    """The report has a dateline of its own."""
    follows: bool = False
    """The claim is of what came of the event (an arrest, a sentence): it vouches for that, not for the event."""

    @property
    def asserts(self) -> bool:
        """Whether the claim says that the event happened or happens."""
        return not self.follows and self.claim.status in ("occurred", "ongoing") and self.stance not in AGAINST

    @property
    def denies(self) -> bool:
        """Whether the claim says that it did not."""
        return not self.follows and self.claim.status == "denied"


class Lender(Struct, frozen=True):
    """Whose text a report is."""

    publisher: str | None
    """Key of the outlet whose word it is."""
    via: tuple[str, ...]
    lent: bool


def lender(report: Report, link: LinkInput, originals: dict[str, str], names: OutletNames) -> Lender:
    """The outlet whose text a report repeats, by what links copies, by its dateline, by its credits."""
    own = names.key(report.publisher) if report.publisher else None
    if link.copy_of is not None:
        first = originals.get(link.copy_of, "")
        return Lender(first or own, (first,) if first and first != own else (), True)
    line = report.dateline.outlet.text.strip() if report.dateline and report.dateline.outlet else None
    credited = [line] if line else [c for text in report.credits for c in credit_outlets(text, names)]
    for name in credited:
        other = names.key(name)
        if other != own:
            return Lender(other, (other,), True)
    return Lender(own, (), False)


def endings(members: Sequence[Member], told: Mapping[str, Telling], names: OutletNames) -> list[Ending]:
    """The ending of every member's chain, in the members' order. ``told``: the members' reports by id."""
    publishers = {ident: names.key(t.report.publisher) for ident, t in told.items() if t.report.publisher}
    turned: dict[str, list[Claim]] = {}
    for claim, report, _ in members:
        if told[report.id].is_turned(claim):
            turned.setdefault(report.id, []).append(claim)
    sources = {
        ident: Sources([*t.claims, *turned[ident]]) if ident in turned else t.sources for ident, t in told.items()
    }
    return [_ending(m, told[m[1].id].first_hand, sources, publishers, names) for m in members]


def _ending(
    member: Member, seen: bool, by_report: dict[str, Sources], publishers: dict[str, str], names: OutletNames
) -> Ending:
    """The ending of one member's chain; ``seen``: people of its report's outlet saw what it tells."""
    claim, report, link = member
    sources = by_report[report.id]
    lent = lender(report, link, publishers, names)
    if link.copy_of is not None and _adds(claim, sources, by_report.get(link.copy_of)):
        lent = lender(report, replace(link, copy_of=None), publishers, names)
    via, root, words = list(lent.via), None, claim.trigger
    stance: Stance = "states"
    for step in claim.chain:
        source = step.source
        if source is None:
            root, stance, words = SOMEBODY, step.stance, step.cue or claim.trigger
            continue
        if source.kind == "outlet" or names.known(source.name or source.text):
            ident = _outlet(source, sources, names)
            if ident is not None and ident != lent.publisher and ident not in via:
                via.append(ident)
        else:
            root = sources.speaker(source)
        stance, words = step.stance, Span(start=source.start, end=source.end, text=source.text)
    return Ending(
        claim=claim, report=report, link=link, publisher=lent.publisher, via=tuple(via), speaker=root, stance=stance,
        words=words, lent=lent.lent, first_hand=seen and not lent.lent,
        placed=report.dateline is not None and not lent.lent,
    )  # fmt: skip


def _adds(claim: Claim, sources: Sources, original: Sources | None) -> bool:
    """Whether a claim of a copy rests on somebody whom the original does not name: that the copy has of its own."""
    named = [step.source for step in claim.chain if step.source and step.source.kind != "outlet"]
    if original is None or not named:
        return False
    mine = sources.speaker(named[-1])
    return all(likeness(mine, other, told_alike=True) == "no" for other in original.speakers())


def _outlet(source: Source, sources: Sources, names: OutletNames) -> str | None:
    if source.name is None and is_nameless(source.text):
        named = sources.outlet_before(source)
        return names.key(named.name or named.text) if named else None
    return names.key(source.name or source.text)
