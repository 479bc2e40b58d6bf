"""Independent origins: roots of chains resolved across reports, and how many there are.

What is told of one report stands in ``chainroots``. Here the outlets are put in: a report that cites an outlet rests on
whatever that outlet's own report rests on; two outlets that cite each other rest on nobody; copies add nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord.linking.chainroots import Ending
from onrecord.linking.outletnames import OutletNames
from onrecord.linking.speakers import Speaker, is_pronoun, likeness
from onrecord.linking.words import amid
from onrecord.model import Origin, OriginCount, OriginKind, Witness

NAMED = 4
"""Most of those that somebody may be the same as who are named."""
EXACT = 12
"""Up to this many origins the least number of voices is found exactly; beyond, greedily (never too low by rule)."""


class Root(Struct, frozen=True, kw_only=True, eq=False):
    """A source at the end of one claim's chain."""

    speaker: Speaker
    scope: str | None
    """Key of the outlet that it spoke to."""
    reports: frozenset[str]
    cited: bool
    """Known only through another outlet."""


class Standing(Struct, frozen=True, kw_only=True):
    """What the claims of one event stand on."""

    origins: tuple[Origin, ...]
    witnesses: tuple[Witness, ...]
    count: OriginCount
    asserting: frozenset[str]
    """Ids of the origins that say it happened."""
    circular: frozenset[str]
    """Reports that add nothing: copies, and those that only cite an outlet."""


class Groups:
    """Roots that are one origin, by union; and pairs of groups that may be one."""

    def __init__(self, roots: Sequence[Root]) -> None:
        self.roots = roots
        self._up = list(range(len(roots)))
        self._maybe: set[tuple[int, int]] = set()
        for i, a in enumerate(roots):
            for j in range(i):
                self._join(j, i, a, roots[j])

    def _join(self, j: int, i: int, a: Root, b: Root) -> None:
        apart = bool(a.reports & b.reports) and bool(a.speaker.name) != bool(b.speaker.name)
        alike = a.scope is not None and a.scope == b.scope and not apart
        found = likeness(a.speaker, b.speaker, told_alike=alike)
        if found == "same":
            self._up[self.top(i)] = self.top(j)
        elif found == "maybe":
            self._maybe.add((j, i))

    def top(self, i: int) -> int:
        """The first root of a group."""
        while self._up[i] != i:
            self._up[i] = self._up[self._up[i]]
            i = self._up[i]
        return i

    def maybe(self) -> set[tuple[int, int]]:
        """Pairs of groups that may be one voice."""
        pairs = {(self.top(a), self.top(b)) for a, b in self._maybe}
        return {(min(p), max(p)) for p in pairs if p[0] != p[1]}


def stand(ends: Sequence[Ending], names: OutletNames, event: str) -> Standing:
    """Origins, witnesses and the count behind the claims of one event; ``ends`` in a fixed order."""
    resolver = Resolver(ends)
    made = _origins(resolver, names, event)
    witnesses = _witnesses(resolver, made, names)
    asserting = {w.origin for w, e in witnesses if e.asserts} - _only_countering(witnesses)
    known = {o.id for o in made.values()}
    weak = {made[k].id for k in resolver.weak if k in made} & asserting
    maybe = {
        (made[a].id, made[b].id) for a, b in resolver.groups.maybe() if a in made and b in made
    }  # fmt: skip
    label = {o.id: o.label for o in made.values()}
    count = _count(sorted(asserting & known), weak, maybe, label)
    plain = tuple(w for w, _ in witnesses)
    reports = {w.report for w in plain}
    own = {w.report for w in plain if w.independent}
    why = tuple(dict.fromkeys((*count.why, *resolver.notes(names))))
    return Standing(
        origins=tuple({o.id: o for o in sorted(made.values(), key=lambda o: (o.id, o.label))}.values()),
        witnesses=plain,
        count=OriginCount(low=count.low, high=count.high, why=why),
        asserting=frozenset(asserting), circular=frozenset((reports - own) | resolver.empty_reports()),
    )  # fmt: skip


Key = int | str
"""A group of roots (number) or an outlet (key)."""


class Resolver:
    """Follows every ending to groups of roots or to outlets' own words.

    An ending leads to a root, to an outlet's word, or to other endings: those of the cited outlet, or those with a
    source beside an outlet's own word. What can be reached from it is what it rests on; where nothing can, reports only
    cite each other.
    """

    def __init__(self, ends: Sequence[Ending]) -> None:
        self.ends = ends
        spoken = [(n, e) for n, e in enumerate(ends) if e.speaker is not None]
        self.groups = Groups([_root(e) for _, e in spoken])
        self._at = {n: i for i, (n, _) in enumerate(spoken)}
        self._of: dict[str, list[int]] = {}
        """Endings by ``report:ID``, ``from:OUTLET`` (its own reports), ``by:OUTLET`` (its text), ``via:OUTLET``."""
        for n, e in enumerate(ends):
            marks = [f"report:{e.report.id}", f"by:{e.publisher}", *([f"via:{e.via[-1]}"] if e.via else [])]
            for mark in [*marks, *([] if e.lent else [f"from:{e.publisher}"])]:
                self._of.setdefault(mark, []).append(n)
        self.weak: set[Key] = set()
        self._next = [self._step(n) for n in range(len(ends))]
        self.keys: list[tuple[Key, ...]] = [self._reached(n) for n in range(len(ends))]

    def _step(self, n: int) -> tuple[tuple[Key, ...], tuple[int, ...]]:
        """What an ending rests on at once, and endings that it rests on in turn."""
        e = self.ends[n]
        if n in self._at:
            return (self.groups.top(self._at[n]),), ()
        if _cites(e) or (e.lent and e.via and f"from:{e.via[-1]}" in self._of):
            return self._outlet(e.via[-1], e)
        key = e.publisher or f"report:{e.report.id}"
        if e.first_hand:
            return (key,), ()
        inside = self._of[f"report:{e.report.id}"]
        beside = [m for m in inside if self.ends[m].speaker is not None or _cites(self.ends[m])]
        alike = tuple(m for m in beside if self.ends[m].asserts == e.asserts)
        if alike:
            return (), alike
        if not e.placed or beside:
            self.weak.add(key)
        return (key,), ()

    def _outlet(self, outlet: str, e: Ending) -> tuple[tuple[Key, ...], tuple[int, ...]]:
        """What a cited outlet rests on: its own report, else what others cite from it, else its word."""
        texts = self._of.get(f"from:{outlet}") or self._of.get(f"by:{outlet}", [])
        own = [m for m in texts if self.ends[m].asserts == e.asserts and self.ends[m] is not e]
        told = own or [m for m in self._of[f"via:{outlet}"] if m in self._at and self.ends[m].asserts == e.asserts]
        near = _same_figures(self.ends, told, e) or told
        return ((), tuple(near)) if near else ((outlet,), ())

    def _reached(self, start: int) -> tuple[Key, ...]:
        """Everything at which the ways from an ending stop, nearest first."""
        found: dict[Key, None] = {}
        seen, waiting = {start}, [start]
        while waiting:
            now, on = self._next[waiting.pop(0)]
            found.update(dict.fromkeys(now))
            fresh = [m for m in on if m not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        return tuple(found)

    def empty_reports(self) -> set[str]:
        """Reports none of whose claims rests on anybody: they only cite each other."""
        full = {e.report.id for e, keys in zip(self.ends, self.keys, strict=True) if keys}
        return {e.report.id for e in self.ends} - full

    def notes(self, names: OutletNames) -> Iterable[str]:
        """Sentences on copies and circles."""
        empty = self.empty_reports()
        circle = sorted({e.report.publisher for e in self.ends if e.report.id in empty and e.report.publisher})
        if circle:
            yield f"{' and '.join(circle)} only cite each other: none of them is an origin by that."
        for e in self.ends:
            if e.lent:
                yield f"{e.report.publisher or 'A report'} repeats the text of {names.label(e.publisher or '')}."


def _cites(e: Ending) -> bool:
    """Whether the claim itself names an outlet, beyond the one whose text the report is."""
    return len(e.via) > (1 if e.lent and e.via and e.via[0] == e.publisher else 0)


def _root(e: Ending) -> Root:
    assert e.speaker is not None
    return Root(
        speaker=e.speaker, scope=e.via[-1] if e.via else e.publisher, reports=frozenset({e.report.id}),
        cited=bool(e.via),
    )  # fmt: skip


def _same_figures(ends: Sequence[Ending], among: Sequence[int], e: Ending) -> list[int]:
    figures = {(q.role, q.value) for q in e.claim.quantities}
    return [m for m in among if figures & {(q.role, q.value) for q in ends[m].claim.quantities}]


def _origins(resolver: Resolver, names: OutletNames, event: str) -> dict[Key, Origin]:
    made: dict[Key, Origin] = {}
    for key in dict.fromkeys(k for keys in resolver.keys for k in keys):
        if isinstance(key, str):
            made[key] = _outlet_origin(key, resolver, names)
        else:
            group = [r for i, r in enumerate(resolver.groups.roots) if resolver.groups.top(i) == key]
            made[key] = _origin(group, names, event)
    return made


def _outlet_origin(key: str, resolver: Resolver, names: OutletNames) -> Origin:
    ends = [e for e in resolver.ends if e.publisher == key]
    there = any(e.first_hand or (e.placed and key not in resolver.weak) for e in ends)
    label = names.label(key)
    if not ends:
        why = "cited by others; its own report is not among those read"
    else:
        why = "its own people were there" if there else "says so in its own words and names no source"
    return Origin(
        id=f"outlet:{key.removeprefix('out:')}", kind="reporter" if there else "outlet", label=label, name=label,
        outlet=label, why=why,
    )  # fmt: skip


def _origin(group: Sequence[Root], names: OutletNames, event: str) -> Origin:
    best = min(group, key=lambda r: (r.speaker.name is None, r.cited, -len(r.speaker.words), r.speaker.text))
    who = best.speaker
    wordings = sorted({r.speaker.text for r in group} - {who.text})
    only = who.ident is None and not who.office and who.kind != "document"
    scope = names.label(best.scope) if only and best.scope else None
    text = "somebody" if is_pronoun(who.text) else re.sub(r"\s+", " ", who.text)
    if who.name and (is_pronoun(who.text) or set(text.split()) <= set(who.name.split())):
        text = who.name
    elif who.name and who.name not in text:
        text = f"{who.name}, {text}"
    return Origin(
        id=_ident(who, best.scope, event), kind=_kind(who), label=f"{text} ({scope})" if scope else text,
        name=who.name, country=who.country, outlet=scope, known_as=tuple(wordings), why=_why(who),
    )  # fmt: skip


def _kind(who: Speaker) -> OriginKind:
    if who.name:
        return "official" if who.office else "person"
    return who.kind or "unnamed"


def _why(who: Speaker) -> str:
    if who.name or who.ident or who.body:
        return "known by name"
    if who.office:
        return "known as a body"
    return "a document" if who.kind == "document" else "unnamed, known by the outlet it spoke to"


def _ident(who: Speaker, scope: str | None, event: str) -> str:
    """Equal for the same origin in every report; what has no name is known in its event alone."""
    slug = "-".join(sorted(who.office or who.words)) or "somebody"
    if who.name and who.ident:
        return who.ident
    if who.body or who.ident:
        return who.body or who.ident or ""
    if who.kind == "document":
        return f"doc:{(who.country or 'any').lower()}:{who.head or slug}:{event[:8]}"
    if who.office:
        return f"body:{(who.country or 'any').lower()}:{slug}"
    return f"unnamed:{(scope or 'any').removeprefix('out:')}:{slug}:{event[:8]}"


def _witnesses(resolver: Resolver, made: dict[Key, Origin], names: OutletNames) -> list[tuple[Witness, Ending]]:
    found = []
    for e, keys in zip(resolver.ends, resolver.keys, strict=True):
        via = tuple(names.label(k) for k in e.via)
        for key in keys:
            cited = bool(e.via) or e.lent
            found.append((
                Witness(
                    origin=made[key].id, claim=e.claim.id, report=e.report.id, stance=e.stance, via=via,
                    independent=not cited, why=_relies(e, via),
                ), e,
            ))  # fmt: skip
    return found


def _only_countering(witnesses: Sequence[tuple[Witness, Ending]]) -> set[str]:
    """Origins that deny the event and only say that somebody else did something: theirs is no assertion of it."""
    found = set()
    for origin in {w.origin for w, e in witnesses if e.denies}:
        mine = [(w, e) for w, e in witnesses if w.origin == origin]
        denied = {a.name or a.country or a.text for _, e in mine if e.denies for a in e.claim.actors}
        said = [{a.name or a.country or a.text for a in e.claim.actors} for _, e in mine if e.asserts]
        if denied and all(actors and not actors & denied for actors in said):
            found.add(origin)
    return found


def _relies(e: Ending, via: Sequence[str]) -> str:
    if e.link.copy_of is not None:
        return f"a copy of {via[0] if via else 'another report'}"
    if e.lent:
        return f"printed as {via[0]}'s text"
    return f"from {', which has it from '.join(via)}" if via else "its own"


def _count(asserting: Sequence[str], weak: set[str], maybe: set[tuple[str, str]], label: dict[str, str]) -> OriginCount:
    """How many voices: those that may be one, and outlets' bare words, make the difference of low and high."""
    firm = [o for o in asserting if o not in weak]
    pairs = {p for p in maybe if p[0] in firm and p[1] in firm}
    low = least(firm, pairs) or (1 if weak else 0)
    why = _alike_in_words(pairs, label)
    if firm or len(weak) > 1:
        why += [f"{label[o]} says so in its own words and may have it from the others." for o in sorted(weak)]
    return OriginCount(low=low, high=len(firm) + len(weak), why=tuple(why))


def _alike_in_words(pairs: set[tuple[str, str]], label: dict[str, str]) -> list[str]:
    """One sentence for each who may be one with others: "A and B may be the same.", "A may be the same as B or C."."""
    others: dict[str, list[str]] = {}
    for a, b in sorted(pairs):
        others.setdefault(a, []).append(amid(label[b]))
    said = []
    for a, names in others.items():
        if len(names) == 1:
            said.append(f"{label[a]} and {names[0]} may be the same.")
            continue
        more = len(names) - NAMED
        last = f"{more} others" if more > 1 else names[-1]
        listed = names[:NAMED] if more > 1 else names[:-1]
        said.append(f"{label[a]} may be the same as {', '.join(listed)} or {last}.")
    return said


def least(items: Sequence[str], pairs: set[tuple[str, str]]) -> int:
    """The least number of groups whose members may all be the same."""
    if not pairs or not items:
        return len(items)
    alike = {frozenset(p) for p in pairs}
    groups: list[list[str]] = []
    return _least(list(items), alike, groups, exact=len(items) <= EXACT)


def _least(left: list[str], alike: set[frozenset[str]], groups: list[list[str]], *, exact: bool) -> int:
    if not left:
        return len(groups)
    first, rest = left[0], left[1:]
    best: int | None = None
    for n, group in enumerate(groups):
        if all(frozenset((first, o)) in alike for o in group):
            found = _least(rest, alike, [*groups[:n], [*group, first], *groups[n + 1 :]], exact=exact)
            best = found if best is None else min(best, found)
            if not exact:
                return best
    alone = _least(rest, alike, [*groups, [first]], exact=exact)
    return alone if best is None else min(best, alone)
