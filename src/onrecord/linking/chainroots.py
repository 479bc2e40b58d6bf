"""Each claim's chain, followed to its root inside its own report.

The publisher is the implicit start. Outlets on the way are relied on; the innermost source that is no outlet is the
root; a chain of outlets ends in the last of them; an empty chain is the outlet's own word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.linking.creditlines import credit_outlets
from onrecord.linking.outletnames import OutletNames, is_nameless
from onrecord.linking.speakers import Speaker, is_pronoun, likeness, speaker, stable
from onrecord.model import UNSAID, Claim, LinkInput, Report, Source, Span, Stance

Member = tuple[Claim, Report, LinkInput]

# An outlet's own people were there: "a Courier reporter saw", "witnessed by an AFP correspondent".
FIRST_HAND = re.compile(
    r"\b(?:reporters?|correspondents?|journalists?|photographers?|crew|team)\b[^.]{0,60}?"
    r"\b(?:saw|seen|witnessed|heard|counted|watched|at the scene|on the scene|visited|found|observed)\b"
    r"|\b(?:seen|witnessed|heard|counted|observed) by (?:an?|the|our|one of)\b[^.]{0,40}"
    r"\b(?:reporters?|correspondents?|journalists?|photographers?)\b"
)
AGAINST = frozenset({"denies", "doubts"})
SOMEBODY = Speaker(
    text=UNSAID, kind="unnamed", ident=None, name=None, words=frozenset(), head="", office=frozenset(), body=None,
    sector=None, country=None, definite=False,
)  # fmt: skip
PERSONAL = frozenset({"person", "official", "unnamed", "witness"})


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


class Sources:
    """The sources of one report: fuller words for each, and whom its pronouns take up."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._all = sorted(
            (link.source for claim in claims for link in claim.chain if link.source), key=lambda s: (s.start, s.end)
        )
        parties = [a for claim in claims for a in (*claim.actors, *claim.recipients)]
        self._fullest: dict[str, str] = {}
        for ident, words in [*((s.id, s.text) for s in self._all), *((a.id, a.text) for a in parties)]:
            if ident and not is_pronoun(words):
                known = self._fullest.get(ident, "")
                if (len(words), words) > (len(known), known):
                    self._fullest[ident] = words

    def speaker(self, source: Source) -> Speaker:
        """The source with the fullest words that its report has for it."""
        if is_pronoun(source.text) and source.name is None and not self._speaks(source):
            source = self._antecedent(source) or source  # who spoke last speaks on; whoever else "he" may be did not
        return speaker(source, self._fullest.get(source.id or "") or _words_of_id(source))

    def _speaks(self, source: Source) -> bool:
        """Whether the referent of a pronoun is a source of the report under words of its own."""
        return source.id is not None and any(s.id == source.id and not is_pronoun(s.text) for s in self._all)

    def speakers(self) -> list[Speaker]:
        """All sources of the report that are no outlets."""
        return [self.speaker(s) for s in self._all if s.kind != "outlet"]

    def _antecedent(self, source: Source) -> Source | None:
        """The nearest source before a pronoun that it can mean."""
        body = source.text.casefold() == "it"
        before = [s for s in self._all if s.start < source.start and not is_pronoun(s.text)]
        fitting = [s for s in before if s.kind is not None and (s.kind in PERSONAL) != body and s.kind != "outlet"]
        return fitting[-1] if fitting else None

    def outlet_before(self, source: Source) -> Source | None:
        """The outlet named last before "the newspaper"."""
        named = [s for s in self._all if s.kind == "outlet" and s.start < source.start and not is_nameless(s.text)]
        return named[-1] if named else None


def _words_of_id(source: Source) -> str | None:
    """What a pronoun stands for, by the id of its referent: "usa-police:1" is the police."""
    if source.id is None or stable(source.id) is not None or not is_pronoun(source.text):
        return None
    parts = source.id.partition(":")[0].split("-")
    if source.country and parts[0] == source.country.lower():
        parts = parts[1:]
    return " ".join(dict.fromkeys(parts)) or None


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


def endings(members: Sequence[Member], beside: Sequence[Member], names: OutletNames) -> list[Ending]:
    """The ending of every member's chain, in the members' order. ``beside``: other claims of the same reports."""
    publishers = {r.id: names.key(r.publisher) for _, r, _ in (*members, *beside) if r.publisher}
    claims: dict[str, list[Claim]] = {}
    for claim, report, _ in (*members, *beside):
        claims.setdefault(report.id, []).append(claim)
    sources = {report: Sources(found) for report, found in claims.items()}
    return [_ending(m, sources, publishers, names) for m in members]


def _ending(member: Member, by_report: dict[str, Sources], publishers: dict[str, str], names: OutletNames) -> Ending:
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
        words=words, lent=lent.lent, first_hand=bool(FIRST_HAND.search(report.text)) and not lent.lent,
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
