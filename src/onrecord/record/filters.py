"""What a list, a map or a timeline is narrowed by -> SQL that finds the next rows without reading the whole record.

Each filter can pick rows by an index (``driver``) and can check a row that another picked (``check``). The filter with
the fewest rows drives: few are collected and sorted; many are walked in the order of the list, from an index that has
it, until the page is full. No filter reads the whole table, which a test of the query plans holds it to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal, get_args

import apsw
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import UsageError
from onrecord.knowledge.plover import MODES, QUAD
from onrecord.model import EventType, Frozen, Status
from onrecord.record import names
from onrecord.record.identity import interval
from onrecord.record.search import match
from onrecord.record.store import ROLES, json_text

Kind = Literal["claim", "event"]

BOX_LIKE = re.compile(r"[-+.\d\s]{1,40}(?:,[-+.\d\s]{0,40}){1,9}")
"""What is meant as a box: nothing but numbers and commas."""
NAMES = ("actor", "recipient", "party", "place", "outlet", "source", "report")
FEW = 4_000
"""Up to so many rows are collected and sorted: 10 to 20 ms. Of more, the page is full before long."""
TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)


class Filters(Frozen, frozen=True, kw_only=True):
    """All that are given must hold. Names are resolved: a country by name, code or capital; others by id or name."""

    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    """Actor or recipient."""
    type: str | tuple[str, ...] | None = None
    """One of them; of several, any."""
    mode: str | None = None
    status: str | tuple[str, ...] | None = None
    place: str | None = None
    """A country by name or code; a place or area by name or part of it; or "WEST,SOUTH,EAST,NORTH"."""
    since: str | None = None
    """First day, or a month or year from its first, ISO: when it was; when it was told where that is not known."""
    until: str | None = None
    timed: bool = False
    """With a day: only what has a time of its own, not what was told then."""
    box: tuple[float, float, float, float] | None = None
    """West, south, east, north in degrees, beside a place; west may be greater than east."""
    quad: int | None = None
    min_origins: int | None = None
    outlet: str | None = None
    """A publisher; where none is called so, all whose names hold it."""
    report: str | None = None
    """A report's id."""
    source: str | None = None
    words: str | None = None


class Condition(Struct, frozen=True, kw_only=True):
    """One filter. ``driver`` selects row numbers; ``check`` holds for a row ``t``; both take ``values``."""

    driver: str
    check: str
    values: tuple[Any, ...]
    once: bool = False
    """The driver gives no row twice."""
    counted: str | None = None
    """What is counted instead of the driver's rows, where that takes less time; takes ``values`` too."""
    broad: str | None = None
    """The check for where more than ``FEW`` rows fit and to list them all would be dear; takes ``values`` too."""


def checked(given: Filters) -> Filters:
    """With words of the vocabularies as these spell them. Raises ``UsageError`` for values that no row can have, and
    says which can."""
    given = replace(
        given, type=_spelt(given.type, str.upper), mode=given.mode and given.mode.lower(),
        status=_spelt(given.status, str.lower),
    )  # fmt: skip
    modes = tuple(dict.fromkeys(m for found in MODES.values() for m in found))
    for name, allowed in (("type", TYPES), ("status", STATUSES), ("mode", modes)):
        for value in _several(getattr(given, name)):
            if value not in allowed:
                raise UsageError(f"There is no {name} {value!r}; it is one of {', '.join(allowed)}.")
    for name in ("since", "until"):
        if (value := getattr(given, name)) is not None:
            _day(name, value)
    if given.since and given.until and _day("since", given.since) > _day("until", given.until):
        raise UsageError(f"since ({given.since}) is after until ({given.until}).")
    for name in NAMES:
        if (value := getattr(given, name)) is not None and not value.strip():
            raise UsageError(f"{name} takes a name; it is empty.")
    if given.place is not None and BOX_LIKE.fullmatch(given.place) and names.box_of(given.place) is None:
        raise UsageError(
            "A box is WEST,SOUTH,EAST,NORTH in degrees, south before north, for instance 29,-5,31,2 around Lake Kivu; "
            f"not {given.place!r}."
        )
    if given.quad is not None and given.quad not in QUAD.values():
        raise UsageError("quad is 1 (verbal cooperation), 2 (material cooperation), 3 (verbal conflict) or 4.")
    return given


def _spelt(value: str | tuple[str, ...] | None, how: Callable[[str], str]) -> str | tuple[str, ...] | None:
    return how(value) if isinstance(value, str) else value and tuple(how(one) for one in value)


def _several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _day(name: str, value: str) -> int:
    """The day that ``since`` or ``until`` names; of a month or year, its first or its last."""
    days = interval(value[:10])
    if days is None:
        raise UsageError(f"{name} takes a day, month or year, for instance 2025-10-31 or 2025-10, not {value!r}.")
    return date.fromisoformat(days[name == "until"]).toordinal()


def conditions(db: apsw.Connection, kind: Kind, given: Filters) -> list[Condition]:
    """The filters of a list of claims or events."""
    given = checked(given)
    found = [c] if (c := _kind(kind, given)) else []
    for role, name in (("actor", given.actor), ("recipient", given.recipient), (None, given.party)):
        if name is not None:
            found.append(_party(db, kind, role, name))
    if given.place is not None:
        found.append(_place(db, kind, given.place))
    if given.box is not None:
        found.append(_box(kind, given.box))
    if given.since is not None or given.until is not None:
        found.append(_days(kind, given.since, given.until, timed=given.timed))
    if given.min_origins:
        found.append(_origins(kind, given.min_origins))
    if given.outlet is not None:
        found.append(_outlet(db, kind, given.outlet))
    if given.report is not None:
        found.append(_report(kind, given.report))
    if given.source is not None:
        found.append(_source(db, kind, given.source))
    if given.words is not None:
        found.append(_words(kind, given.words))
    return found


def _kind(kind: Kind, given: Filters) -> Condition | None:
    """Type, mode, status and quad class together, for one index has them all: of type and status the first letters."""
    types, statuses = _several(given.type), _several(given.status)
    if not (types or statuses or given.mode or given.quad):
        return None
    fitting = [
        t
        for t in types or TYPES
        if (given.quad is None or QUAD[t] == given.quad) and (given.mode is None or given.mode in MODES.get(t, ()))
    ]
    asked = [("substr({}type, 1, 4)", [t[:4] for t in fitting])]
    if statuses or given.mode:
        asked.append(("substr({}status, 1, 2)", [s[:2] for s in statuses or STATUSES]))
    if given.mode:
        asked.append(("{}mode", [given.mode]))
    parts = [(column, f" IN ({', '.join('?' * len(values))})") for column, values in asked]
    picked, held = (" AND ".join(c.format(of) + some for c, some in parts) for of in ("", "+t."))
    return Condition(
        driver=f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_kind WHERE {picked}", once=True, check=held,
        values=tuple(v for _, values in asked for v in values),
    )  # fmt: skip


def _party(db: apsw.Connection, kind: Kind, role: str | None, name: str) -> Condition:
    meant = names.entities(db, name)
    roles = json_text([ROLES.index(role)] if role else [0, 1])
    role_is = "p.role IN (SELECT value FROM json_each(?))"
    if meant.country:
        who = "SELECT entity FROM entities INDEXED BY entities_country WHERE country = ?"
        is_one = "(SELECT country FROM entities n WHERE n.entity = p.entity) = ?"
    else:
        who = "SELECT value FROM json_each(?)"
        is_one = f"+p.entity IN ({who})"  # the plus keeps the planner from walking all rows of a name for each row
    values = (meant.country or json_text(meant.rows), roles)
    of_claims = f"claim_parties p INDEXED BY claim_parties_entity WHERE p.entity IN ({who}) AND {role_is}"
    if kind == "claim":
        return Condition(
            driver=f"SELECT DISTINCT p.claim FROM {of_claims}",
            check=f"EXISTS (SELECT 1 FROM claim_parties p WHERE p.claim = t.claim AND {is_one} AND {role_is})",
            values=values,
        )
    # the only claim of an event has its parties, where it has no others
    alone = "c.event IS NOT NULL AND c.event_position IS NULL"
    members = f"event_members p INDEXED BY event_members_entity WHERE p.entity IN ({who}) AND {role_is}"
    return Condition(
        driver=f"SELECT p.event FROM {members} UNION SELECT c.event FROM (SELECT p.claim FROM {of_claims}) p "
        f"CROSS JOIN claims c USING (claim) WHERE {alone}",
        # what is told apart can only be counted when all of it is found
        counted=f"SELECT p.event FROM {members} UNION ALL SELECT p.claim FROM {of_claims}",
        check=f"(EXISTS (SELECT 1 FROM event_members p WHERE p.event = t.event AND {is_one} AND {role_is}) OR EXISTS "
        "(SELECT 1 FROM claims c CROSS JOIN claim_parties p USING (claim) WHERE c.claim = t.event AND "
        f"{alone} AND {is_one} AND {role_is}))",
        values=(*values, *values), once=True,
    )  # fmt: skip


def _place(db: apsw.Connection, kind: Kind, name: str) -> Condition:
    meant = names.places(db, name)
    if meant.country:
        return Condition(
            driver=f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_place_country WHERE place_country = ?", once=True,
            check="+t.place_country = ?", values=(meant.country,),
        )  # fmt: skip
    return _among_places(kind, "SELECT value FROM json_each(?)", (json_text(meant.rows),))


def _among_places(kind: Kind, places: str, values: tuple[Any, ...]) -> Condition:
    return Condition(
        driver=f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_place WHERE place IN ({places})", once=True,
        check=f"+t.place IN ({places})", values=values,
    )  # fmt: skip


def _box(kind: Kind, box: names.Box) -> Condition:
    sql, values = names.inside(box)
    return _among_places(kind, sql, values)


def _days(kind: Kind, since: str | None, until: str | None, *, timed: bool) -> Condition:
    """The interval overlaps: what begins in the window, and what began before it and lasted into it."""
    first = _day("since", since) if since else 1
    last = _day("until", until) if until else 10**7
    own = " AND coalesce({0}time_start, {0}time_end) IS NOT NULL" if timed else ""
    return Condition(
        driver=f"SELECT {kind} FROM {kind}s INDEXED BY {kind}s_first_day WHERE first_day BETWEEN {first} AND {last}"
        f"{own.format('')} UNION ALL SELECT {kind} FROM {kind}s INDEXED BY {kind}s_long WHERE last_day >= {first} "
        f"AND last_day > first_day AND first_day < {first}{own.format('')}",
        check=f"+t.first_day <= {last} AND +t.last_day >= {first}{own.format('t.')}", values=(),
    )  # fmt: skip


def _origins(kind: Kind, count: int) -> Condition:
    if kind == "event":
        return Condition(
            driver="SELECT event FROM events INDEXED BY events_origins WHERE origins_low >= ?",
            check="+t.origins_low >= ?", values=(count,),
        )  # fmt: skip
    return Condition(
        driver="SELECT c.claim FROM events e INDEXED BY events_origins CROSS JOIN claims c ON c.event = e.event "
        "WHERE e.origins_low >= ?",
        check="EXISTS (SELECT 1 FROM events e WHERE e.event = t.event AND +e.origins_low >= ?)",
        values=(count,),
    )


def _outlet(db: apsw.Connection, kind: Kind, name: str) -> Condition:
    some = "(SELECT value FROM json_each(?))"
    reports = f"SELECT report FROM reports INDEXED BY reports_publisher WHERE publisher IN {some}"
    return _of_reports(kind, reports, f"+r.publisher IN {some}", json_text(names.outlets(db, name)))


def _report(kind: Kind, ident: str) -> Condition:
    return _of_reports(kind, "SELECT report FROM reports WHERE id = ?", "r.id = ?", ident)


def _of_reports(kind: Kind, reports: str, one_is: str, value: str) -> Condition:
    """What certain reports say: these listed, or a condition on one of them, ``r``."""
    claims = f"SELECT claim FROM claims WHERE report IN ({reports})"
    if kind == "claim":
        return Condition(
            driver=claims, check=f"EXISTS (SELECT 1 FROM reports r WHERE r.report = t.report AND {one_is})",
            values=(value,),
        )  # fmt: skip
    return Condition(
        driver=f"SELECT DISTINCT event FROM event_claims WHERE claim IN ({claims})",
        check="EXISTS (SELECT 1 FROM claims c JOIN reports r USING (report) "
        f"WHERE c.event = t.event AND {one_is})",
        values=(value,), counted=claims,
    )  # fmt: skip


def _source(db: apsw.Connection, kind: Kind, name: str) -> Condition:
    """Claims with it in their chain; events with it in a claim's chain."""
    meant = names.entities(db, name)
    rows: Sequence[int] = meant.rows
    if meant.country:
        rows = [r[0] for r in db.execute("SELECT entity FROM entities WHERE country = ?", (meant.country,))]
    some = "(SELECT value FROM json_each(?))"
    chain = f"claim_chain l INDEXED BY claim_chain_entity WHERE l.entity IN {some}"
    if kind == "claim":
        check = f"EXISTS (SELECT 1 FROM claim_chain l WHERE l.claim = t.claim AND +l.entity IN {some})"
        return Condition(driver=f"SELECT DISTINCT l.claim FROM {chain}", check=check, values=(json_text(rows),))
    return Condition(
        driver=f"SELECT DISTINCT k.event FROM event_claims k WHERE k.claim IN (SELECT l.claim FROM {chain})",
        check="EXISTS (SELECT 1 FROM event_claims k JOIN claim_chain l USING (claim) WHERE k.event = t.event "
        f"AND +l.entity IN {some})", values=(json_text(rows),),
    )  # fmt: skip


def _words(kind: Kind, words: str) -> Condition:
    hits = "SELECT rowid FROM sentences_search WHERE sentences_search MATCH ?"
    # to ask the index about one sentence takes a quarter of a millisecond, to read the sentence far less
    has = "EXISTS (SELECT 1 FROM sentence_texts x WHERE x.sentence = {}.sentence AND holds(x.text, ?))"
    claims = f"SELECT claim FROM claims INDEXED BY claims_sentence WHERE sentence IN ({hits})"
    of_claim = "t.sentence IN ({})"
    if kind == "claim":
        return Condition(
            driver=claims, check=of_claim.format(hits), broad=has.format("t"), values=(match(words),), counted=hits,
        )  # fmt: skip
    of_event = "EXISTS (SELECT 1 FROM claims c WHERE c.event = t.event AND {})"
    return Condition(
        driver=f"SELECT DISTINCT event FROM event_claims WHERE claim IN ({claims})",
        check=of_event.format(f"+c.sentence IN ({hits})"), broad=of_event.format(has.format("c")),
        values=(match(words),), counted=hits,
    )  # fmt: skip
