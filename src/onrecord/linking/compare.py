"""How far two happenings of two reports are of one event, and why.

A score looks at the pair alone. It is the sum of features times fitted weights, in log odds; ``explain`` gives the same
sum with the words of both reports that each feature rests on.
"""

from __future__ import annotations

from math import log1p

from onrecord.linking.features import ReportFeatures, Where
from onrecord.linking.units import Side, Unit
from onrecord.linking.weights import weights
from onrecord.linking.within import far, related, unknown_apart
from onrecord.linking.words import cosine

NEVER = -99.0
"""Score of pairs whose types never are of one event."""
COPY = 0.85
"""Cosine of two reports from which they are copies: what near copies of the fitted half of GVA have."""
OF_REPORTS = ("reports_alike", "openings_alike", "titles_alike", "names", "names_part", "towns_shared")
MENTIONED = 0.4
"""What is left of a feature of two reports for a pair that one of them only mentions: set on the stories of the tests
and on the size of the components that a made-up year has (evals.scale)."""
PUBLISHED = (("published_same_day", 0), ("published_in_3_days", 3), ("published_in_10_days", 10))
DISTINCT = frozenset({"abduct", "sexual", "torture"})
"""Modes that are another act than any of their type without them; others are ways of telling one ("shot", "bombed")."""
ELSEWHERE = frozenset({"place_apart", "place_other", "place_abroad"})
"""How places lie to each other that differ: a copy has the place of its original."""
FOLLOWS = frozenset({"COERCE", "ACCUSE"})
"""What follows on an act: arrests, charges, inquiries. A report that tells of nothing else is about the act."""
ANSWERS = 0.2
"""How alike a denial and what it answers are; below, both only speak of one war."""
NAMES_FULL = 3.0
"""So much shared telling of names counts as full agreement: three names that no other report has."""


def between(left: ReportFeatures, right: ReportFeatures) -> dict[str, float]:
    """Features of two reports, the same for all pairs of their happenings."""
    alike = cosine(left.words, right.words)
    found = {"bias": 1.0, "reports_alike": alike}
    if alike >= COPY:
        found["copies"] = 1.0
    shared = 0.0
    for name in sorted(left.names.keys() & right.names.keys()):
        shared += left.names[name]
    found["names"] = min(1.0, shared / NAMES_FULL)
    if left.names and right.names:
        found["names_part"] = shared / min(sum(left.names.values()), sum(right.names.values()))
    if set(left.towns) & set(right.towns):
        found["towns_shared"] = 1.0
    elif left.towns and right.towns:
        found["towns_differ"] = 1.0
    if left.version_of is not None and left.version_of == right.version_of:
        found["versions"] = 1.0
    found["titles_alike"] = cosine(left.title_words, right.title_words)
    found["openings_alike"] = cosine(left.opening, right.opening)
    if left.day is not None and right.day is not None:
        gap = abs(left.day - right.day)
        found["published_apart"] = min(1.0, log1p(gap) / 6.0)
        for name, most in PUBLISHED:
            if gap <= most:
                found[name] = 1.0
    return found


def features_of(a: Unit, b: Unit, reports: dict[str, float] | None = None) -> dict[str, float]:
    """Features of two happenings, each 0 to 1; what is unknown on one side gives none.

    ``reports``: what ``between`` gives for their reports, where the caller has it.
    """
    found = dict(reports if reports is not None else between(a.report, b.report))
    if not (a.main and b.main):
        _beside(a, b, found)
    found["sentences_alike"] = cosine(a.words, b.words)
    _kinds(a, b, found)
    _days(a, b, found)
    if a.where is None or b.where is None:
        found["place_unknown"] = 1.0
    else:
        relation = place_relation(a.where, b.where)
        found[relation] = 1.0
        if relation in ELSEWHERE and "copies" in found:  # notices by one pattern, each of its own place
            found["pattern"] = found.pop("copies")
    _parties("actors", a.actors, b.actors, a.sure and b.sure, found)
    _parties("recipients", a.recipients, b.recipients, a.recipients.named and b.recipients.named, found)
    if is_vague(a) and is_vague(b):
        found["vague"] = 1.0
    if a.figures & b.figures:
        found["same_figure"] = 1.0
    elif a.figures and b.figures and {r for r, _ in a.figures} & {r for r, _ in b.figures}:
        found["other_figure"] = 1.0
    return found


def is_vague(unit: Unit) -> bool:
    """Whether all that is told of a happening is its kind, who, and in which country: "the war", "Russia's attacks"."""
    return unit.when is None and not unit.figures and (unit.where is None or unit.where.wide)


def _beside(a: Unit, b: Unit, found: dict[str, float]) -> None:
    """What reports share says little of what they only mention; there the names of its own sentences count."""
    for name in OF_REPORTS:
        if name in found:
            found[name] *= MENTIONED
    own = 0.0
    for word in sorted(a.words.keys() & b.words.keys()):
        if word in a.report.names and word in b.report.names:
            own += a.report.names[word]
    found["names"] = max(found["names"], min(1.0, own / NAMES_FULL))


def _kinds(a: Unit, b: Unit, found: dict[str, float]) -> None:
    if not a.types or not b.types:
        found["bare"] = found["both_main"] = 1.0
        if "copies" in found:  # a page that could not be read is often a notice of its site
            found["bare_copies"] = found.pop("copies")
        return
    found["same_type" if a.types & b.types else "related_type" if _related(a, b) else "follow_up"] = 1.0
    if a.stems & b.stems:
        found["same_trigger"] = 1.0
    if a.modes & b.modes and a.lasting == b.lasting:
        found["same_mode"] = 1.0
    elif (a.modes | b.modes) & DISTINCT or a.lasting != b.lasting:
        found["other_kind"] = 1.0
    elif a.modes and b.modes:
        found["other_mode"] = 1.0
    if a.real != b.real:
        found["one_unreal"] = 1.0
    if _denies(a) != _denies(b) and found["sentences_alike"] >= ANSWERS:
        found["denial"] = 1.0  # who denies, denies what somebody said in those days, mostly in its words
    if a.main and b.main:
        found["both_main"] = 1.0


def _denies(unit: Unit) -> bool:
    return all(c.status == "denied" for c in unit.claims)


def comparable(a: Unit, b: Unit) -> bool:
    """Whether two happenings can be of one event by their kinds."""
    if a.types & b.types or _related(a, b):
        return True
    if not (a.main and b.main):
        return False
    if not a.types or not b.types:
        return True
    return all("ASSAULT" in u.types or u.types & FOLLOWS for u in (a, b))


def _related(a: Unit, b: Unit) -> bool:
    return any(related(x, y) for x in a.types for y in b.types)


def _days(a: Unit, b: Unit, found: dict[str, float]) -> None:
    if a.days is None or b.days is None:
        found["day_unknown"] = 1.0
        return
    gap = max(0, a.days[0] - b.days[1], b.days[0] - a.days[1])
    sure = "day" if a.when and b.when else "guess"
    wide = max(a.days[1] - a.days[0], b.days[1] - b.days[0]) > 6
    if gap == 0:
        found[f"{sure}_wide" if wide else f"{sure}_same"] = 1.0
    elif gap == 1:
        found[f"{sure}_next"] = 1.0
    else:
        found[f"{sure}_few" if gap <= 4 else f"{sure}_apart"] = 1.0


def place_relation(a: Where, b: Where) -> str:
    """How two places lie to each other, as the name of a feature."""
    if a.id is not None and a.id == b.id:
        return "place_country" if a.wide else "place_same"
    if a.country and b.country and a.country != b.country:
        return "place_abroad"
    if far(a, b):
        return "place_apart"
    if unknown_apart(a, b):
        return "place_other"
    if a.area is not None and a.area == b.area:
        return "place_area"
    return "place_loose"


def _parties(name: str, a: Side, b: Side, sure: bool, found: dict[str, float]) -> None:
    if not a.texts or not b.texts:
        return
    if a.ids & b.ids:
        found[f"{name}_same"] = 1.0
    elif a.words & b.words or (a.countries & b.countries and not a.kinds & b.kinds):
        found[f"{name}_alike"] = 1.0
    elif sure:
        found[f"{name}_differ"] = 1.0


def score(a: Unit, b: Unit, reports: dict[str, float] | None = None) -> float:
    """Log odds that two happenings are of one event; ``NEVER`` where their types cannot be.

    ``reports``: what ``between`` gives for their reports, where the caller has it.
    """
    if not comparable(a, b):
        return NEVER
    w = weights().across
    total = 0.0
    for name, value in features_of(a, b, reports).items():
        total += value * w[name]
    return round(total, 6)
