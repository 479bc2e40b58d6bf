"""The types that pass between stages: frozen, ours, the same shape as the JSON of the contract.

Offsets are code points into ``Report.text``, end exclusive. For every span ``text[start:end] == span.text``
holds by construction: make spans with ``Span.of`` (or ``Parse.span``), never by hand.
Unknown is ``None``; where the reason is of use to a reader it stands in a ``why`` field.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeVar

from msgspec import Struct

Status = Literal["occurred", "ongoing", "planned", "possible", "denied"]
Factuality = Literal["CT+", "PR+", "PS+", "Uu", "PS-", "PR-", "CT-"]
Stance = Literal["states", "confirms", "denies", "alleges", "doubts", "expects", "fears", "asks", "knows"]
SourceKind = Literal[
    "person", "official", "unnamed", "document", "outlet", "organisation",
    "government", "military", "witness", "public", "post",
]  # fmt: skip
QuantityRole = Literal[
    "killed", "injured", "arrested", "displaced", "abducted", "participants",
    "object", "money", "distance", "duration", "other",
]  # fmt: skip
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Pair = tuple[int, int]
S = TypeVar("S", bound="Span")


class Frozen(Struct, frozen=True, kw_only=True, gc=False):
    """Base of every type here: immutable, keyword-only."""


class Span(Frozen, frozen=True, kw_only=True):
    """A piece of the report's text."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` to ``end`` (code points, end exclusive)."""
        return Span(start=start, end=end, text=text[start:end])


# ---------------------------------------------------------------- intake


class Hints(Frozen, frozen=True, kw_only=True):
    """What the caller, the feed or the JSON line says of a report; wins over what the page says."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    language: str | None = None


class Document(Frozen, frozen=True, kw_only=True):
    """The bytes as they came, with where and when."""

    content: bytes
    media_type: Literal["text/plain", "text/html"]
    path: str
    """File path as given, ``-`` for standard input; for a line of a JSON Lines file ``FILE:LINE``."""
    charset: str | None = None
    """Declared or known encoding; ``None``: to be detected."""
    hints: Hints = Hints()


class Rejected(Frozen, frozen=True, kw_only=True):
    """An input that was not read, and why. Never dropped in silence."""

    path: str
    reason: str
    """Stable code: empty, not_text, truncated, too_large, language, broken_json, missing_text, unreadable, fault."""
    detail: str
    """A sentence for the user."""


# ---------------------------------------------------------------- report


class Embedded(Frozen, frozen=True, kw_only=True):
    """A post or quote block that stands inside the page but is not the report's own text."""

    kind: Literal["post"]
    text: str
    author: str | None = None
    published: str | None = None


class Dateline(Frozen, frozen=True, kw_only=True):
    """``BENI, Congo, March 3 (Lakeside News) -`` at the head of a body."""

    span: Span
    place: Span | None = None
    outlet: Span | None = None
    date: Span | None = None


class Report(Frozen, frozen=True, kw_only=True):
    """One published text, cleaned. ``text`` holds the body: paragraphs parted by a blank line."""

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    """ISO 8601: ``2025-10-31`` where only the day is known, else with time and zone offset."""
    updated: str | None = None
    dateline: Dateline | None = None
    embedded: tuple[Embedded, ...] = ()
    credits: tuple[str, ...] = ()
    """Lines cut from the body that say who reported or supplied it: "With inputs from agencies"."""


# ---------------------------------------------------------------- reading: the parse


class Token(Frozen, frozen=True, kw_only=True):
    """One word of the parse. ``head`` is its own index at the root of a sentence."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    """Lower-case lemma; hyphenated words are one token ("build-up")."""
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """ClearNLP dependency label (nsubj, dobj, pobj, agent, ccomp, ...)."""
    head: int
    ent: str
    """OntoNotes entity label, or empty."""
    sent: int
    """Index of its sentence."""


class Sentence(Frozen, frozen=True, kw_only=True):
    """Tokens ``first`` to ``last`` (exclusive); ``paragraph`` counts from 0."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    root: int


class Named(Frozen, frozen=True, kw_only=True):
    """An entity span as the parser's recogniser gives it (OntoNotes label)."""

    first: int
    last: int
    label: str


class Parse(Frozen, frozen=True, kw_only=True):
    """Sentences, words and dependencies of one text."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    named: tuple[Named, ...]
    kids: tuple[tuple[int, ...], ...]
    """``kids[i]``: the tokens whose head is ``i``, in order."""

    def span(self, first: int, last: int) -> Span:
        """The text of tokens ``first`` to ``last`` (exclusive)."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[last - 1].end)

    def children(self, i: int, *deps: str) -> list[Token]:
        """Children of token ``i``, all or those with one of the labels ``deps``."""
        kids = (self.tokens[k] for k in self.kids[i])
        return [t for t in kids if not deps or t.dep in deps]

    def subtree(self, i: int) -> list[int]:
        """Token ``i`` and everything below it, in text order."""
        found, stack = [], [i]
        while stack:
            k = stack.pop()
            found.append(k)
            stack.extend(self.kids[k])
        return sorted(found)

    def ancestors(self, i: int) -> list[Token]:
        """From the head of ``i`` up to the root of its sentence."""
        up = []
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            up.append(self.tokens[i])
        return up

    def sentence_of(self, i: int) -> Sentence:
        """The sentence that token ``i`` stands in."""
        return self.sentences[self.tokens[i].sent]

    def sentence_span(self, i: int) -> Span:
        """The text of the sentence that token ``i`` stands in."""
        s = self.sentence_of(i)
        return Span.of(self.text, s.start, s.end)

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Tokens that overlap the code points ``start`` to ``end``."""
        from bisect import bisect_left, bisect_right

        lo = bisect_right(self.tokens, start, key=lambda t: t.end)
        hi = bisect_left(self.tokens, end, key=lambda t: t.start)
        return list(self.tokens[lo:hi])


# ---------------------------------------------------------------- reading: what stands in the text


class Time(Span, frozen=True, kw_only=True):
    """A time expression, TIMEX3 type and value, and the interval it stands for."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    low: str | None = None
    """First day (or ISO date-time) of the interval; ``None`` where the text does not fix it."""
    high: str | None = None
    precision: str | None = None
    """time, day, week, weekend, month, season, quarter, year, decade, century, range, approximate."""


class Place(Span, frozen=True, kw_only=True):
    """A place name of the text and where it is. An area has a point inside it and a bounding box."""

    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: str | None = None
    """point, city, admin, country, sea, region."""
    bbox: tuple[float, float, float, float] | None = None
    """West, south, east, north, degrees; west > east across the antimeridian."""
    radius_km: float | None = None
    use: Literal["place", "actor", "adjective"] = "place"
    """``actor``: a metonym ("Moscow said"); ``adjective``: "Russian"; only ``place`` can hold an event."""
    admin: str | None = None


class Actor(Span, frozen=True, kw_only=True):
    """Who a noun phrase means. ``start``/``end`` are the words at this place ("He")."""

    name: str | None = None
    """Canonical name; ``None`` where nobody is named ("two officials")."""
    country: str | None = None
    """ISO 3166-1 alpha-3; ``None`` for what is no state's."""
    sector: str | None = None
    """PLOVER sector: GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL ... IGO NGO."""
    id: str | None = None
    """Same id, same entity, within one report; stable across reports for entities of the tables."""
    why: str | None = None
    """How it is known: "table: heads of state, since 2013-04-19", "coreference: Maduro"."""


class Mention(Frozen, frozen=True, kw_only=True):
    """A noun phrase of the parse, resolved. ``first``/``last`` tokens, ``head`` its syntactic head."""

    first: int
    last: int
    head: int
    actor: Actor
    kind: SourceKind | None = None
    """What it is as a source; ``None`` for what cannot speak."""
    plural: bool = False


class Quantity(Span, frozen=True, kw_only=True):
    """A figure and what it counts. ``value`` as stated, ``low``/``high`` the bounds that the words leave."""

    role: QuantityRole
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str | None = None


class ObjectItem(Span, frozen=True, kw_only=True):
    """What was asked for, sent, seized: equipment class and designation where the table knows it."""

    item: str | None = None
    name: str | None = None
    notes: tuple[str, ...] = ()


class TextWarning(Span, frozen=True, kw_only=True):
    """Something in the text a careful editor would ask about; the text is left as it is."""

    code: str
    suggestion: str | None = None
    detail: str | None = None


# ---------------------------------------------------------------- reading: attributions, events, claims


class Attribution(Frozen, frozen=True, kw_only=True):
    """Who is cited (source), the words that cite (cue), what is cited (content): PolNeAR's terms.

    Each is a tuple of (start, end) pairs; content may be in several pieces, source may be empty.
    ``parent`` is the attribution in whose content this one stands.
    """

    id: str
    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    parent: str | None = None
    stance: Stance = "states"
    source_head: int | None = None
    """Token index of the source's head noun."""
    cue_head: int | None = None
    content_head: int | None = None
    """Token that governs the content; status rules stop there."""
    reach: tuple[Pair, ...] = ()
    """What the source vouches for by syntax, where that is more or less than the words cited; chains go by it."""
    seen_by: Literal["both", "tagger", "syntax"] = "syntax"
    """Who found it. Chains rest on syntax first; an outermost one that only syntax sees is the least certain."""


class Source(Span, frozen=True, kw_only=True):
    """One source of a chain."""

    name: str | None = None
    kind: SourceKind | None = None
    country: str | None = None
    id: str | None = None


class Link(Frozen, frozen=True, kw_only=True):
    """One step of a chain."""

    source: Source | None
    cue: Span | None
    stance: Stance = "states"


class EventMention(Frozen, frozen=True, kw_only=True):
    """An event word with its type and arguments as token indices, before anybody is resolved."""

    trigger: int
    first: int
    last: int
    """Tokens of the whole trigger ("carried out a series of air strikes" has its head at ``trigger``)."""
    type: EventType
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    scope: int | None = None
    """Token whose clause holds the event's arguments (the light verb of a noun trigger)."""
    speech: int | None = None
    """For speech events (REQUEST, ACCUSE ...): head token of what is asked, alleged, promised."""
    frame: str = ""
    """Which frame of the table matched; for explanations."""
    score: float = 1.0


class StatusReading(Frozen, frozen=True, kw_only=True):
    """What the innermost source commits to, and the words that say so."""

    status: Status
    factuality: Factuality
    score: float
    """-3 (did not happen) to 3 (happened); 0 is uncommitted."""
    why: str


class TimeRef(Frozen, frozen=True, kw_only=True):
    """When a claim's event was: an interval with the words that give it."""

    start: str | None
    end: str | None
    precision: str | None
    span: Span


class PlaceRef(Frozen, frozen=True, kw_only=True):
    """Where a claim's event was."""

    span: Span
    name: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    geonames_id: int | None
    bbox: tuple[float, float, float, float] | None = None
    radius_km: float | None = None


class Claim(Frozen, frozen=True, kw_only=True):
    """One statement of an event in one report."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    trigger: Span
    sentence: Span
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    objects: tuple[ObjectItem, ...]
    quantities: tuple[Quantity, ...]
    time: TimeRef | None
    place: PlaceRef | None
    status: Status
    factuality: Factuality
    status_why: str
    chain: tuple[Link, ...]


class Reading(Frozen, frozen=True, kw_only=True):
    """Everything read from one report, in the shape that ``--format json`` prints."""

    report: Report
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    warnings: tuple[TextWarning, ...]


def covers(spans: Sequence[Pair], start: int, end: int) -> bool:
    """Whether one of ``spans`` holds the code points ``start`` to ``end`` whole."""
    return any(s <= start and end <= e for s, e in spans)
