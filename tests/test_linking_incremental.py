"""Links are a function of the set of reports and judgements, whatever the way to it."""

from __future__ import annotations

import random
from datetime import date

from linking_literals import claim, report, story
from made import plain
from onrecord.linking import blocking
from onrecord.linking.blocking import asked, keys
from onrecord.linking.explain import explain, explain_claims
from onrecord.linking.features import features
from onrecord.linking.incremental import Group, Kept, update
from onrecord.linking.memory import MemoryStore
from onrecord.linking.regroup import KEPT, Runs, run
from onrecord.linking.units import units
from onrecord.model import Judgement, LinkInput


def groups(store: MemoryStore) -> list[Group]:
    return sorted(store.events.values())


def at_once(reports: list, said: list[Judgement] = []) -> list[Group]:  # type: ignore[type-arg]  # noqa: B006
    store = MemoryStore(said)
    update(store, reports)
    return groups(store)


def test_any_order_and_any_parts_give_the_same_events() -> None:
    for seed in range(40):
        reports = story(seed)
        whole = at_once(reports)
        assert {c for g in whole for c in g.claims} == {c.claim for r in reports for c in r.claims}
        draw = random.Random(seed)
        shuffled = draw.sample(reports, len(reports))
        store = MemoryStore()
        while shuffled:
            cut = draw.randint(1, 4)
            update(store, shuffled[:cut])
            shuffled = shuffled[cut:]
        assert groups(store) == whole


def test_what_is_grouped_near_a_change_is_what_grouping_everything_gives() -> None:
    for seed in range(12):
        reports = story(seed, reports=40)
        store = MemoryStore()
        for one in random.Random(seed).sample(reports, len(reports)):
            update(store, [one])
        units = [u for kept in store.kept([r.report for r in reports]).values() for u in kept.claims()]
        leads = [u for u, row in store.rows(units).items() if row.main]
        whole = run(units, store.edges(units), leads).groups
        assert sorted(sorted(g.units) for g in store.events.values()) == sorted(whole)
        assert len(whole) < len(units)


def test_some_claims_of_different_reports_meet_and_not_all() -> None:
    sizes = [len(g.reports) for seed in range(20) for g in at_once(story(seed))]
    assert max(sizes) > 2
    assert sizes.count(1) > 5


def test_a_report_that_goes_leaves_what_would_be_without_it() -> None:
    for seed in range(25):
        reports = story(seed)
        store = MemoryStore()
        update(store, reports)
        update(store, drop=[reports[3].report, reports[7].report])
        assert groups(store) == at_once([r for n, r in enumerate(reports) if n not in (3, 7)])
        update(store, [reports[7], reports[3]])
        assert groups(store) == at_once(reports)


def test_changes_name_exactly_what_changed() -> None:
    for seed in range(25):
        reports = story(seed)
        store = MemoryStore()
        update(store, reports[:-1])
        before = dict(store.events)
        changes = update(store, reports[-1:])
        expected = {i: g for i, g in before.items() if i not in changes.gone}
        expected.update({g.id: g for g in changes.made})
        assert expected == store.events
        assert all(before.get(g.id) != g for g in changes.made)
        assert all(store.events.get(i) != before[i] for i in changes.gone)


def test_a_report_on_something_else_touches_nothing() -> None:
    reports = list(story(1))
    store = MemoryStore()
    update(store, reports)
    before = dict(store.events)
    new = report("far", [claim("zz", type="AGREE", day="2030-01-01", town=3)], published="2030-01-02", text="xa xb xc")
    changes = update(store, [new])
    assert changes.gone == ()
    assert [g.claims for g in changes.made] == [("zz",)]
    assert {i: g for i, g in store.events.items() if i != "zz"} == before


def judge(store: MemoryStore, a: str, b: str, *, same: bool) -> Judgement:
    made = Judgement(
        id=len(store.said), a=a, b=b, same=same, by="ana", at=f"2025-04-01T00:00:{len(store.said):02d}+00:00"
    )
    store.said.append(made)
    update(store, judged=[a, b])
    return made


def event_of(store: MemoryStore, wanted: str) -> str:
    return next(i for i, g in store.events.items() if wanted in g.claims)


def test_judgements_hold_while_reports_come_and_undo_restores() -> None:
    for seed in range(12):
        draw = random.Random(seed)
        reports = story(seed)
        ids = [c.claim for r in reports for c in r.claims]
        store = MemoryStore()
        update(store, reports[:8])
        for _ in range(draw.randint(1, 5)):
            a, b = draw.sample([i for i in ids if store.units_of([i])], 2)
            judge(store, a, b, same=draw.random() < 0.5)
        update(store, reports[8:])
        assert groups(store) == at_once(reports, store.said)
        newest = store.said[-1]
        assert (event_of(store, newest.a) == event_of(store, newest.b)) is newest.same
        for n, said in enumerate(store.said):
            store.said[n] = Judgement(
                id=said.id, a=said.a, b=said.b, same=said.same, by=said.by, at=said.at, undone="2025-05-01"
            )
            update(store, judged=[said.a, said.b])
            assert groups(store) == at_once(reports, store.said)
        assert groups(store) == at_once(reports)


def test_a_judgement_parts_claims_of_one_report_and_of_one_happening() -> None:
    one = report(
        "one", [claim("a", day="2025-03-01", town=0), claim("b", at=40, day="2025-03-01", town=0)],
        published="2025-03-02", text="xa xb",
    )  # fmt: skip
    store = MemoryStore()
    update(store, [one])
    assert event_of(store, "a") == event_of(store, "b")
    judge(store, "a", "b", same=False)
    assert event_of(store, "a") != event_of(store, "b")


def test_the_id_of_an_event_is_its_first_claim_by_publication() -> None:
    late = report("late", [claim("a", day="2025-03-01", town=0)], published="2025-03-05", text="xa xb xc")
    early = report("early", [claim("z", day="2025-03-01", town=0)], published="2025-03-02", text="xa xb xc")
    store = MemoryStore()
    update(store, [late])
    assert list(store.events) == ["a"]
    changes = update(store, [early])
    assert changes.gone == ("a",)
    assert [g.claims for g in changes.made] == [("z", "a")]


def test_same_day_and_place_stay_apart_by_actor_and_by_kind() -> None:
    text = "xa xb xc xd"
    first = report("one", [claim("a", day="2025-03-01", town=0, actor=0)], published="2025-03-02", text=text)
    other = report(
        "two", [claim("b", day="2025-03-01", town=0, actor=1, words="mine workers abducted")],
        published="2025-03-02", text="xe xf xg xh",
    )  # fmt: skip
    march = report(
        "three", [claim("c", type="PROTEST", day="2025-03-01", town=0)], published="2025-03-02", text=text
    )  # fmt: skip
    assert len(at_once([first, other, march])) == 3


def test_a_score_is_the_sum_of_its_reasons() -> None:
    seen = 0
    for seed in range(10):
        made = [u for r in story(seed) for u in units(r)]
        for a, b in zip(made, made[5:], strict=False):
            if a.report is b.report:
                continue
            why = explain(a, b)
            assert abs(sum(f.value * f.weight for f in why.features) - why.score) < 1e-4
            assert why == explain(b, a)
            seen += 1
    assert seen > 50


def test_reasons_quote_both_sides() -> None:
    a = report("one", [claim("a", day="2025-03-01", town=0, killed=4)], published="2025-03-02", text="xa xb")
    b = report("two", [claim("b", day="2025-03-01", town=0, killed=9)], published="2025-03-02", text="xa xb")
    found = {f.name: (f.a, f.b) for f in explain(units(a)[0], units(b)[0]).features}
    assert found["other_figure"] == ("4 people", "9 people")
    assert found["place_same"] == ("Beni", "Beni")
    why = explain_claims(a.claims[0], claim("c", at=50))
    assert why.features[0].a == "attacked"


def test_two_are_compared_whichever_of_them_comes_later() -> None:
    """A happening is kept under the keys of its own time and asked for under those of the times beside."""
    text = "Rebels attacked Zarguna hospital near Marawi on a road, Colonel Bakaryan of Tavush said of Ndiaye Sarr."
    units = []
    for day in range(1, 40):
        published = date.fromordinal(date(2031, 4, 1).toordinal() + day).isoformat()
        reading = plain(text, publisher=f"Paper {day}", published=published)
        info = LinkInput(report=reading.report.id, publisher=f"Paper {day}", url=None, published=published)
        made = features(reading, info)
        units.append(Kept(report=made, groups=((0,),)).units()[0])
    for n, a in enumerate(units):
        for m, b in enumerate(units):
            meet = bool(asked(a) & keys(b))
            assert meet == bool(asked(b) & keys(a))
            assert meet or abs(n - m) > 14
    assert all(0 < key < 1 << 47 for key in keys(units[0]))


def test_keys_made_at_once_are_those_made_one_by_one() -> None:
    for made in (u for seed in range(5) for r in story(seed) for u in units(r)):
        one = {blocking.digest(day, rest) for _, days, rests in blocking.spelt(made) for day in days for rest in rests}
        assert keys(made) == one
        assert asked(made) == {
            blocking.digest(day + n * step, rest)
            for step, days, rests in blocking.spelt(made) for day in days for rest in rests for n in (-1, 0, 1)
        }  # fmt: skip


def test_what_was_grouped_before_is_grouped_so_again() -> None:
    """A store that forgets after every report how others were grouped comes to the same events."""
    for seed in range(20):
        reports = story(seed)
        remembers, forgets = MemoryStore(), MemoryStore()
        for n, one in enumerate(reports):
            forgets.runs.clear()
            again = [one] if n % 3 else [one, reports[n // 2]]  # one that is there already comes again
            assert update(remembers, again) == update(forgets, again)
            assert groups(remembers) == groups(forgets)


def test_few_groupings_are_kept() -> None:
    kept, made = Runs(), run(["a"], {}, [])
    for n in range(KEPT):
        kept.put((frozenset({f"u{n}", f"v{n}"}), ()), made)
    assert kept.get((frozenset({"u0", "v0"}), ())) is None
    assert kept.get((frozenset({f"u{KEPT - 1}", f"v{KEPT - 1}"}), ())) is made
