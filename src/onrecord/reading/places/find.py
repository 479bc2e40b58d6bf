"""Text -> places: the stages of recognition put together."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.compile_gazetteer import normal
from onrecord.knowledge.gazetteer import AREAS, Site, box_of, by_index, country_site, lookup
from onrecord.model import Dateline, Parse, Place
from onrecord.reading.places.home import homes
from onrecord.reading.places.rank import Mention, containers, settle
from onrecord.reading.places.relative import Shift, shifts
from onrecord.reading.places.spans import Candidate, candidates
from onrecord.reading.places.tables import demonyms
from onrecord.reading.places.use import use_of

ACCEPT = 0.42
"""Probability from which words count as a place; tuned on the development halves of LGL and GeoVirus."""


def find_places(
    parse: Parse,
    *,
    title: str | None = None,
    domain: str | None = None,
    publisher_country: str | None = None,
    dateline: Dateline | None = None,
    date: str | None = None,
) -> tuple[Place, ...]:
    """Every place name of a report, in text order, with what it is used for.

    ``domain`` and ``publisher_country`` (ISO alpha-3) say where the outlet is, ``dateline`` where the report was
    written: each draws names that several places bear to the near one. ``title`` is read only where the text does not
    begin with it. Names no table knows have no coordinates. Raises ``DataError`` without the gazetteer.
    """
    del date  # names of another year are not told apart yet: the gazetteer has no dates
    found = [c for c in candidates(parse) if c.score >= ACCEPT or _is_dateline(c, dateline)]
    mentions = [Mention(c.start, c.end, c.text, c.sites) for c in found]
    containers(parse.text, mentions)
    extra = _from_title(title, parse.text)
    where = homes(domain=domain, country=publisher_country, dateline=dateline)
    settled = settle([*mentions, *extra], homes=where)[: len(mentions)]
    relative = shifts(parse, found)
    made = [
        _place(parse, c, site, held=_area(mentions, settled, n), shift=relative.get(n))
        for n, (c, site) in enumerate(zip(found, settled, strict=True))
    ]
    return tuple(_disjoint(made, _adjectives(parse)))


def _disjoint(first: list[Place], second: list[Place]) -> list[Place]:
    """Both lists in text order; of two that overlap the one of the first list."""
    order = sorted([*((p.start, 0, p) for p in first), *((p.start, 1, p) for p in second)], key=lambda x: x[:2])
    kept: list[tuple[int, Place]] = []
    for _, rank, place in order:
        if kept and place.start < kept[-1][1].end:
            if rank < kept[-1][0]:
                kept[-1] = (rank, place)
            continue
        kept.append((rank, place))
    return [place for _, place in kept]


def _is_dateline(c: Candidate, dateline: Dateline | None) -> bool:
    """What stands in the place of a dateline is a place, whatever the recogniser makes of its capitals."""
    return dateline is not None and dateline.place is not None and bool(c.sites) and c.start == dateline.place.start


def _area(mentions: Sequence[Mention], settled: Sequence[Site | None], n: int) -> Site | None:
    """The area that the text puts an unknown place in."""
    inside = mentions[n].inside
    site = settled[inside] if inside is not None else None
    return site if site is not None and (site.kind == "country" or site.kind in AREAS) else None


def _from_title(title: str | None, text: str) -> list[Mention]:
    """Names in a headline that is not part of the text: they help to settle the others."""
    if not title or text.startswith(title[:40]):
        return []
    words = title.replace(",", " ").replace("'s", " ").split()
    found, i = [], 0
    while i < len(words):
        step = 1
        for n in (3, 2, 1):
            name = " ".join(words[i : i + n])
            if words[i][:1].isupper() and (n > 1 or i > 0) and len(name) > 3 and lookup(name):
                found.append(Mention(0, 0, name, lookup(name)))
                step = n
                break
        i += step
    return found


def _place(parse: Parse, c: Candidate, site: Site | None, *, held: Site | None, shift: Shift | None) -> Place:
    use = use_of(parse, c, site)
    if site is None:
        if held is None:
            return Place(start=c.start, end=c.end, text=c.text, name=c.text, use=use)
        return Place(  # no table knows it, but the text says where it lies: somewhere in that area
            start=c.start, end=c.end, text=c.text, name=c.text, country=held.country, lat=held.lat, lon=held.lon,
            precision=held.precision, bbox=box_of(held), use=use, admin=held.name if held.kind != "country" else None,
        )  # fmt: skip
    area = by_index(site.admin1)
    place = Place(
        start=c.start, end=c.end, text=c.text, name=_called(site, c.text), country=site.country, lat=site.lat,
        lon=site.lon, geonames_id=site.geonames_id, precision=site.precision, bbox=box_of(site), use=use,
        admin=area.name if area is not None and site.kind != "admin1" else None,
    )  # fmt: skip
    return shift.apply(place) if shift is not None else place


def _called(site: Site, text: str) -> str:
    """The English spelling of the text for what GeoNames calls otherwise ("Avdiivka"), never an abbreviation."""
    keeps_own = site.kind in ("country", "sea", "strait", "region") or "." in text or len(text) < 4
    if keeps_own or site.rank == 0 or normal(site.name) == normal(text) or text.isupper():
        return site.name if normal(site.name) != normal(text) or text.isupper() or keeps_own else text
    return text


def _adjectives(parse: Parse) -> list[Place]:
    table = demonyms()
    made = []
    for t in parse.tokens:
        if not t.text[:1].isupper():
            continue
        first = t.start
        code = None
        if t.i and t.sent == parse.tokens[t.i - 1].sent and parse.text[t.start - 1] == " ":
            code = table.get(parse.tokens[t.i - 1].text + " " + t.text)
            first = parse.tokens[t.i - 1].start if code else first
        head, _, tail = t.text.partition("-")
        end = t.end
        if code is None and tail and tail.islower():
            code, end = table.get(head), t.start + len(head)
        code = code or table.get(t.text)
        site = country_site(code) if code else None
        if site is None:
            continue
        made.append(
            Place(
                start=first, end=end, text=parse.text[first:end], name=site.name, country=site.country, lat=site.lat,
                lon=site.lon, geonames_id=site.geonames_id, precision="country", bbox=box_of(site), use="adjective",
            )
        )  # fmt: skip
    return made
