"""A score with its reasons: each feature with its value, its weight, and the words of both reports it rests on."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.linking.compare import NEVER, features_of, score
from onrecord.linking.features import ClaimFeatures
from onrecord.linking.units import Side, Unit
from onrecord.linking.weights import weights
from onrecord.linking.within import within_features, within_score
from onrecord.model import Feature, PairScore

WORDS = 6
"""Shared words that are quoted, the most telling first."""
Quotes = tuple[str | None, str | None]


def explain(a: Unit, b: Unit) -> PairScore:
    """Why two happenings of two reports are, or are not, of one event. The score is that of ``score``."""
    if b.id < a.id:
        a, b = b, a
    total = score(a, b)
    if total == NEVER:
        reason = Feature(name="types_never_meet", value=1.0, weight=NEVER, a=_types(a), b=_types(b))
        return PairScore(a=a.id, b=b.id, score=NEVER, features=(reason,))
    made = [
        _feature(name, value, weights().across[name], _quotes(name, a, b)) for name, value in features_of(a, b).items()
    ]
    return PairScore(a=a.id, b=b.id, score=total, features=_ordered(made))


def explain_claims(a: ClaimFeatures, b: ClaimFeatures) -> PairScore:
    """Why two claims of one report are, or are not, of one happening."""
    first, second = sorted((a, b), key=lambda c: (c.at, c.claim))
    quotes = (first.trigger, second.trigger)
    made = [
        _feature(name, value, weights().within[name], quotes) for name, value in within_features(first, second).items()
    ]
    low, high = sorted((a.claim, b.claim))
    return PairScore(a=low, b=high, score=round(within_score(first, second), 6), features=_ordered(made))


def _feature(name: str, value: float, weight: float, quotes: Quotes) -> Feature:
    return Feature(name=name, value=round(value, 6), weight=weight, a=quotes[0], b=quotes[1])


def _ordered(made: list[Feature]) -> tuple[Feature, ...]:
    """Those that count most first; what counts nothing is left out."""
    telling = [f for f in made if f.value * f.weight]
    return tuple(sorted(telling, key=lambda f: (-abs(f.value * f.weight), f.name)))


def _quotes(name: str, a: Unit, b: Unit) -> Quotes:
    """The words on which a feature rests, of both."""
    for prefix, quote in QUOTES:
        if name.startswith(prefix):
            return quote(a, b)
    return None, None


def _types(unit: Unit) -> str:
    return ", ".join(f"{c.trigger} ({c.type})" for c in unit.claims[:3])


def _each(of: Callable[[Unit], str | None]) -> Callable[[Unit, Unit], Quotes]:
    return lambda a, b: (of(a), of(b))


def _triggers(unit: Unit) -> str:
    return ", ".join(dict.fromkeys(c.trigger for c in unit.claims))


def _when(unit: Unit) -> str | None:
    return unit.when.text if unit.when else unit.report.published


def _where(unit: Unit) -> str | None:
    return unit.where.text if unit.where else None


def _told(unit: Unit) -> str | None:
    return ", ".join(dict.fromkeys(t.text for t in unit.told)) or None


def _people(side: Side) -> str | None:
    return ", ".join(side.texts) or None


def _shared(left: dict[str, float], right: dict[str, float]) -> Quotes:
    both = sorted((w for w in left if w in right), key=lambda w: (-left[w] * right[w], w))[:WORDS]
    words = ", ".join(both) or None
    return words, words


QUOTES: tuple[tuple[str, Callable[[Unit, Unit], Quotes]], ...] = (
    ("reports_alike", lambda a, b: _shared(a.report.words, b.report.words)),
    ("titles_alike", lambda a, b: (a.report.title, b.report.title)),
    ("openings_alike", lambda a, b: _shared(a.report.opening, b.report.opening)),
    ("pattern", _each(_where)),
    ("copies", lambda a, b: (a.report.title, b.report.title)),
    ("sentences_alike", lambda a, b: _shared(a.words, b.words)),
    ("names", lambda a, b: _shared(a.report.names, b.report.names)),
    ("day", _each(_when)),
    ("guess", _each(_when)),
    ("published", _each(lambda u: u.report.published)),
    ("place", _each(_where)),
    ("actors", _each(lambda u: _people(u.actors))),
    ("recipients", _each(lambda u: _people(u.recipients))),
    ("same_figure", _each(_told)),
    ("other_figure", _each(_told)),
    ("same_", _each(_triggers)),
    ("related_", _each(_types)),
    ("other_", _each(_triggers)),
    ("one_unreal", _each(_triggers)),
    ("denial", _each(_triggers)),
)
"""Which words each feature shows, by the beginning of its name; the first that fits counts."""
