"""How far two claims of one report are of one happening."""

from __future__ import annotations

from math import exp

from onrecord.linking.features import ClaimFeatures, Where, Who, lasts
from onrecord.linking.localities import other_name
from onrecord.linking.weights import weights
from onrecord.linking.words import cosine
from onrecord.model import EventType, Status

NEAR = 400.0
"""Characters over which nearness falls to a third: about three sentences."""
RELATED = (
    frozenset({"ASSAULT", "COERCE"}), frozenset({"AGREE", "CONSULT"}), frozenset({"AGREE", "COOPERATE"}),
    frozenset({"AID", "SUPPORT"}), frozenset({"MOBILIZE", "THREATEN"}), frozenset({"COERCE", "SANCTION"}),
    frozenset({"AGREE", "SUPPORT"}), frozenset({"AGREE", "CONCEDE"}), frozenset({"MOBILIZE", "ASSAULT"}),
    frozenset({"RETREAT", "CONCEDE"}), frozenset({"AID", "COOPERATE"}),
    frozenset({"REJECT", "ACCUSE"}),
)  # fmt: skip
"""Types under which two reports may put one act; any other two are never of one event."""
SAID_AGAIN = frozenset(
    pair
    for a, b in (("ASSAULT", "COERCE"), ("AGREE", "COOPERATE"), ("AGREE", "CONSULT"), ("AID", "SUPPORT"))
    for pair in ((a, b), (b, a))
)
"""Types under which one report may put one act; reports differ more from each other than a report from itself."""
HEAD = 600
"""Characters in which news tells what it is about: claims that stand there are of one happening more often."""
MANY = 2500
"""Dead or displaced that are rather a war's than one attack's."""
UNREAL = frozenset({"planned", "possible"})
FAR_KM = 60.0
RECALLED = 7
"""Days; a longer time beside a denial is that of something recalled."""


def related(a: str, b: str) -> bool:
    """Whether claims of two types can be of one event."""
    return a == b or frozenset((a, b)) in RELATED


def within_features(a: ClaimFeatures, b: ClaimFeatures) -> dict[str, float]:
    """Features of two claims of one report, each 0 to 1; ``a`` stands first in the text."""
    found = {"bias": 1.0, "near": exp(-(b.at - a.at) / NEAR), "words": cosine(a.words, b.words)}
    found["same_type" if a.type == b.type else "related_type"] = 1.0
    if a.stem == b.stem:
        found["same_trigger"] = 1.0
    if a.sentence == b.sentence:
        found["same_sentence"] = 1.0
    if b.definite:
        found["points_back"] = 1.0
    if a.type == b.type == "ASSAULT" and b.when is None and b.where is None:
        found["nothing_else"] = 1.0  # another attack is told with its time or place
    if lasts(a) != lasts(b):
        found["other_kind"] = 1.0
    if a.at < HEAD:
        found["both_head" if b.at < HEAD else "one_head"] = 1.0
    _statuses(a.status, b.status, found)
    _times(a, b, found)
    _places(a.where, b.where, found)
    _parties("actors", a.actors, b.actors, found)
    _parties("recipients", a.recipients, b.recipients, found)
    if (_war_toll(a) and _is_single(b)) or (_war_toll(b) and _is_single(a)):
        found["toll_of_a_war"] = 1.0
    mine, other = {(t.role, t.value) for t in a.told}, {(t.role, t.value) for t in b.told}
    if mine & other:
        found["same_figure"] = 1.0
    elif {r for r, v in mine if v > 1} & {r for r, v in other if v > 1}:
        found["other_figure"] = 1.0  # one of whom more is told may be among the many
    return found


def _war_toll(c: ClaimFeatures) -> bool:
    """Thousands of dead on no one day."""
    return any(t.value >= MANY for t in c.told) and (c.when is None or c.when.high - c.when.low > RECALLED)


def _is_single(c: ClaimFeatures) -> bool:
    """One act of a war: told with its place, its day or a smaller figure."""
    placed = c.where is not None and not c.where.wide
    return not lasts(c) and not _war_toll(c) and bool(placed or c.when or c.told)


def _statuses(a: Status, b: Status, found: dict[str, float]) -> None:
    if (a in UNREAL) != (b in UNREAL):
        found["one_unreal"] = 1.0
    elif a in UNREAL:
        found["both_unreal"] = 1.0
    for status in ("denied", "ongoing"):
        if (a == status) != (b == status):
            found[f"one_{status}"] = 1.0


def _parties(name: str, left: tuple[Who, ...], right: tuple[Who, ...], found: dict[str, float]) -> None:
    if left and right and share(left, right):
        found[f"{name}_shared"] = 1.0
        if any(_is_body(a) and a.id == b.id for a in left for b in right):
            found[f"{name}_one_body"] = 1.0
    elif told_apart(left) and told_apart(right):
        found[f"{name}_differ"] = 1.0
    elif told_apart(left) != told_apart(right):
        found[f"{name}_one_told"] = 1.0


def _is_body(party: Who) -> bool:
    """A person, group or office, where "Israel" may be anybody of a state."""
    return party.id is not None and not party.id.startswith("country:")


def _times(a: ClaimFeatures, b: ClaimFeatures, found: dict[str, float]) -> None:
    if a.when and b.when:
        apart = a.when.low > b.when.high or b.when.low > a.when.high
        narrow = max(a.when.high - a.when.low, b.when.high - b.when.low) <= 3
        if apart:
            found["time_apart"] = 1.0
        elif narrow:
            found["time_same"] = 1.0
        else:
            found["time_loose"] = 1.0
    elif a.when or b.when:
        found["time_apart" if _recalled(a, b) or _recalled(b, a) else "time_one"] = 1.0
    else:
        found["time_none"] = 1.0


def _recalled(timed: ClaimFeatures, bare: ClaimFeatures) -> bool:
    """A denial is news; what its report dates by a month or a year is an earlier act, and not the one denied."""
    coarse = timed.when is not None and timed.when.high - timed.when.low > RECALLED
    return coarse and bare.status == "denied" and timed.status != "denied"


def _places(a: Where | None, b: Where | None, found: dict[str, float]) -> None:
    if not a or not b:
        return
    if a.id is not None and a.id == b.id:
        found["place_same"] = 1.0
    elif (a.country and b.country and a.country != b.country) or far(a, b) or unknown_apart(a, b):
        found["place_apart"] = 1.0


def unknown_apart(a: Where, b: Where) -> bool:
    """Whether two narrow places that no table has are two by their names."""
    known = any(p.wide or p.id is not None or p.lat is not None for p in (a, b))
    return not known and other_name(a.name, b.name)


def far(a: Where, b: Where) -> bool:
    """Whether two narrow places are too far apart for one happening."""
    if a.wide or b.wide or a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return False
    if a.area is not None and a.area == b.area and (a.id == a.area or b.id == b.area):
        return False
    from onrecord.knowledge.gazetteer import distance_km

    return distance_km(a.lat, a.lon, b.lat, b.lon) > FAR_KM


def share(left: tuple[Who, ...], right: tuple[Who, ...]) -> bool:
    """Whether some party of one side may be a party of the other."""
    return any(meets(a, b) for a in left for b in right)


def told_apart(parties: tuple[Who, ...]) -> bool:
    """Whether somebody is named or of a known kind; "four people" may be whoever else is told of."""
    return any(p.id or p.country or (p.sector and p.sector != "CVL") for p in parties)


def meets(a: Who, b: Who) -> bool:
    """Whether two parties may be one: the same id, a word of the name, or a state and what is of it.

    Two that both have an id of one kind (two groups, two persons) are two.
    """
    if a.id and b.id and a.id.partition(":")[0] == b.id.partition(":")[0]:
        return a.id == b.id
    return bool(set(a.words) & set(b.words)) or (a.country is not None and a.country == b.country)


def comparable_types(a: EventType, b: EventType) -> bool:
    """Whether claims of one report with these types can be of one happening."""
    return a == b or (a, b) in SAID_AGAIN


def within_score(a: ClaimFeatures, b: ClaimFeatures) -> float:
    """Log odds that two claims of one report are of one happening; below any threshold for types that never meet."""
    if not comparable_types(a.type, b.type):
        return -9.0
    w = weights().within
    return sum(v * w[name] for name, v in within_features(a, b).items())
