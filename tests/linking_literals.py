"""Reports as linking sees them, made without reading a text."""

from __future__ import annotations

import random
from collections.abc import Sequence

from onrecord.linking.features import ClaimFeatures, ReportFeatures, Told, When, Where, Who, ordinal
from onrecord.linking.words import signature
from onrecord.model import EventType

TOWNS = (("Beni", 219057, "COD", 206938, 0.49, 29.47), ("Goma", 216281, "COD", 206938, -1.68, 29.22),
         ("Kherson", 706448, "UKR", 706442, 46.66, 32.62), ("Gao", 2457161, "MLI", 2457163, 16.27, -0.04))  # fmt: skip
GROUPS = (("grp:m23", "COD", "REB", "M23"), ("grp:adf", "COD", "REB", "Allied Democratic Forces"))


def place(n: int) -> Where:
    """One of four towns; the first two lie in one province."""
    name, ident, country, area, lat, lon = TOWNS[n]
    return Where(id=ident, name=name, country=country, area=area, lat=lat, lon=lon, wide=False, text=name)


def party(n: int) -> Who:
    """One of two armed groups."""
    ident, country, sector, name = GROUPS[n]
    return Who(id=ident, country=country, sector=sector, words=tuple(name.casefold().split()), text=name)


def claim(
    ident: str, *, type: EventType = "ASSAULT", at: int = 0, day: str | None = None, town: int | None = None,
    actor: int | None = None, killed: int | None = None, trigger: str = "attacked", words: str = "gunmen attacked",
) -> ClaimFeatures:  # fmt: skip
    """A claim with what the keywords say and nothing else."""
    low = ordinal(day)
    return ClaimFeatures(
        claim=ident, at=at, sentence=at, type=type, mode=None, status="occurred", trigger=trigger, stem=trigger[:4],
        definite=False, actors=() if actor is None else (party(actor),), recipients=(),
        when=None if low is None or day is None else When(low=low, high=low, text=day),
        where=None if town is None else place(town),
        told=() if killed is None else (Told(role="killed", value=float(killed), text=f"{killed} people"),),
        words=signature(words), alleged=False,
    )  # fmt: skip


def report(ident: str, claims: Sequence[ClaimFeatures], *, published: str | None, text: str) -> ReportFeatures:
    """A report; its names are the words of ``text`` that no list of common words has."""
    words = signature(text)
    return ReportFeatures(
        report=ident, publisher=f"{ident} News", published=published, day=ordinal(published), title=None, words=words,
        title_words={},
        opening=words,
        names={w: 0.98 for w in words if w.startswith("x")},
        towns=tuple(sorted({c.where.id for c in claims if c.where and c.where.id})),
        copy_of=None, version_of=None, claims=tuple(claims),
    )  # fmt: skip


def story(seed: int, *, reports: int = 12) -> list[ReportFeatures]:
    """Reports on a handful of happenings, drawn at random."""
    draw = random.Random(seed)
    types: tuple[EventType, ...] = ("ASSAULT", "ASSAULT", "COERCE", "PROTEST")
    happenings = [
        (draw.choice(types), f"2025-03-{draw.randint(1, 9):02d}", draw.randrange(4), draw.randrange(2),
         " ".join(f"x{draw.randrange(9)}o" for _ in range(3)))
        for _ in range(5)
    ]  # fmt: skip
    made = []
    for n in range(reports):
        claims, text = [], ""
        for k in range(draw.randint(1, 3)):
            kind, day, town, actor, names = draw.choice(happenings)
            text += f" {names} {kind.lower()}"
            claims.append(
                claim(
                    f"{draw.randrange(10**6):06d}-{n}-{k}", type=kind, at=k * draw.choice((30, 300)),
                    day=day if draw.random() < 0.7 else None, town=town if draw.random() < 0.8 else None,
                    actor=actor if draw.random() < 0.6 else None,
                    killed=draw.randint(1, 9) if draw.random() < 0.4 else None, words=names,
                )
            )  # fmt: skip
        made.append(report(f"r{n}", claims, published=f"2025-03-{draw.randint(5, 12):02d}", text=text))
    return made
