"""A report with all its claims, looked through once for all events that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from onrecord.linking.outletnames import is_nameless
from onrecord.linking.speakers import Speaker, is_pronoun, speaker, stable
from onrecord.model import Claim, LinkInput, Report, Source, Span

Member = tuple[Claim, Report, LinkInput]
# An outlet's own people were there: "a Courier reporter saw", "witnessed by an AFP correspondent".
FIRST_HAND = re.compile(
    r"\b(?:reporters?|correspondents?|journalists?|photographers?|crew|team)\b[^.]{0,60}?"
    r"\b(?:saw|seen|witnessed|heard|counted|watched|at the scene|on the scene|visited|found|observed)\b"
    r"|\b(?:seen|witnessed|heard|counted|observed) by (?:an?|the|our|one of)\b[^.]{0,40}"
    r"\b(?:reporters?|correspondents?|journalists?|photographers?)\b"
)
PERSONAL = frozenset({"person", "official", "unnamed", "witness"})


class Telling:
    """One report and its claims. A report of thousands has thousands of events: what they share is found once."""

    def __init__(self, report: Report, link: LinkInput, claims: Iterable[Claim]) -> None:
        self.report, self.link = report, link
        self.claims = sorted(claims, key=lambda c: (c.trigger.start, c.id))
        self._by_id = {c.id: c for c in self.claims}

    def member(self, claim: str) -> Member | None:
        """The claim with this id, as a member of an event; ``None`` where it is not of this report."""
        found = self._by_id.get(claim)
        return (found, self.report, self.link) if found is not None else None

    def is_turned(self, claim: Claim) -> bool:
        """Whether a member was made of a claim of this report, and is none as it stands."""
        return self._by_id.get(claim.id) not in (None, claim)

    @cached_property
    def sources(self) -> Sources:
        """Its sources."""
        return Sources(self.claims)

    @cached_property
    def first_hand(self) -> bool:
        """Whether people of its outlet saw what it tells."""
        return FIRST_HAND.search(self.report.text) is not None

    @cached_property
    def accusations(self) -> tuple[Claim, ...]:
        """Bare accusations: they name somebody, and none of the report's claims is the act that they name."""
        cues = [link.cue for c in self.claims for link in c.chain if link.cue]
        return tuple(c for c in self.claims if _accuses(c) and not any(_meet(cue, c.trigger) for cue in cues))


def tellings(members: Iterable[Member]) -> dict[str, Telling]:
    """The reports of some claims by id, with no more claims than these."""
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(member[1].id, []).append(member)
    return {ident: Telling(own[0][1], own[0][2], (m[0] for m in own)) for ident, own in found.items()}


def _accuses(claim: Claim) -> bool:
    if claim.type != "ACCUSE" or claim.status != "occurred" or not claim.actors:
        return False
    said = range(claim.sentence.start, claim.sentence.end)  # who "condemned the attack" names nobody for it
    return any(a.start in said and (a.name or a.country) for a in claim.recipients)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


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
