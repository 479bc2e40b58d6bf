"""Time expressions of whole sentences: extents, TIMEX3 values, intervals. All sentences are written for these tests."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Parse, Time
from onrecord.reading.parse import parse
from onrecord.reading.times import find_times

FRIDAY = "2023-07-28T18:00:00+03:00"


@lru_cache(maxsize=256)
def parsed(text: str) -> Parse:
    return parse(text)


def times(text: str, reference: str | None = FRIDAY) -> list[Time]:
    return list(find_times(parsed(text), reference=reference))


def values(text: str, reference: str | None = FRIDAY) -> list[tuple[str, str]]:
    return [(t.text, t.value) for t in times(text, reference)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The depot was hit on Friday.", [("Friday", "2023-07-28")]),
        ("The talks will resume on Monday.", [("Monday", "2023-07-31")]),
        ("The talks resumed on Monday.", [("Monday", "2023-07-24")]),
        ("The envoys meet on Tuesday in Ankara.", [("Tuesday", "2023-08-01")]),
        ("The court scheduled the hearing for Tuesday.", [("Tuesday", "2023-08-01")]),
        ("Lawyers looked for ways around Wednesday's ruling.", [("Wednesday", "2023-07-26")]),
        ("The deadline was extended until Monday.", [("Monday", "2023-07-31")]),
        ("Until Wednesday, they had not called.", [("Wednesday", "2023-07-26")]),
        ("The convoy could leave as early as Sunday.", [("Sunday", "2023-07-30")]),
        ("It began late on Tuesday.", [("late on Tuesday", "2023-07-25")]),
        ("It began on Wednesday morning.", [("Wednesday morning", "2023-07-26TMO")]),
        ("Shells fell overnight.", [("overnight", "2023-07-27TNI")]),
        ("They spoke yesterday and will speak tomorrow.", [("yesterday", "2023-07-27"), ("tomorrow", "2023-07-29")]),
        ("They met the day before yesterday.", [("the day before yesterday", "2023-07-26")]),
        ("Last Tuesday he spoke.", [("Last Tuesday", "2023-07-25")]),
        ("He died on the night of March 3.", [("the night of March 3", "2023-03-03TNI")]),
        ("On Monday, July 24, the bridge fell.", [("Monday, July 24", "2023-07-24")]),
        ("Officials gathered to mark the mine's reopening on Thursday.", [("Thursday", "2023-07-27")]),
        ("The envoy flew to Rome to attend a summit on Sunday.", [("Sunday", "2023-07-30")]),
        ("They invited her to speak at the forum on Sunday.", [("Sunday", "2023-07-30")]),
        ("Neither he nor his aides could be reached Thursday.", [("Thursday", "2023-07-27")]),
        ("Unions planned a march in the capital on Saturday.", [("Saturday", "2023-07-29")]),
        ("It opens from Tuesday to Sunday.", [("Tuesday", "2023-08-01"), ("Sunday", "2023-08-06")]),
        ("He spent the day Tuesday in court.", [("the day Tuesday", "2023-07-25")]),
        ("They met the day after last Tuesday's vote.", [("the day after last Tuesday", "2023-07-26")]),
    ],
)
def test_days_near_the_report(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deal was struck on October 6.", [("October 6", "2022-10-06")]),
        ("The deal was struck on 6 October 2022.", [("6 October 2022", "2022-10-06")]),
        ("The deal was struck on Oct. 6.", [("Oct. 6", "2022-10-06")]),
        ("The vote will be held on October 6.", [("October 6", "2023-10-06")]),
        ("It was signed on the third of March 2019.", [("the third of March 2019", "2019-03-03")]),
        ("The order is dated 3 FEB 90.", [("3 FEB 90", "1990-02-03")]),
        ("The form is dated 26.10.2022.", [("26.10.2022", "2022-10-26")]),
        ("The form is dated 10/26/2022.", [("10/26/2022", "2022-10-26")]),
        ("It ran from 5 to 8 March 2022.", [("5", "2022-03-05"), ("8 March 2022", "2022-03-08")]),
        ("They met on April 24 and 25.", [("April 24", "2023-04-24"), ("25", "2023-04-25")]),
        ("It was approved in February last year.", [("February last year", "2022-02")]),
        ("It opened in early September.", [("early September", "2022-09")]),
        ("It will open in mid-May.", [("mid-May", "2024-05")]),
        ("A hearing is set in the week of March 6, 2023.", [("the week of March 6, 2023", "2023-W10")]),
        ("They met in the last week of June.", [("the last week of June", "2023-06")]),
        ("They left in the night of 3 to 4 March.", [("the night of 3", "2023-03-03TNI"), ("4 March", "2023-03-04")]),
        ("He left in March 1997.", [("March 1997", "1997-03")]),
        ("It closed at Christmas.", [("Christmas", "2022-12-25")]),
        ("It will close on Christmas Day.", [("Christmas Day", "2023-12-25")]),
        ("Sales fell in Christmas week.", [("Christmas week", "2022-W51")]),
        ("They met the day before Christmas.", [("the day before Christmas", "2022-12-24")]),
        ("The attack was planned in March.", [("March", "2023-03")]),
    ],
)
def test_dates_with_and_without_a_year(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They lived there in the 1990s.", [("the 1990s", "199")]),
        ("They lived there in the '80s.", [("the '80s", "198")]),
        ("They left in the 19th century.", [("the 19th century", "18")]),
        ("The forest burned last summer.", [("last summer", "2022-SU")]),
        ("Profit fell in the third quarter of 2019.", [("the third quarter of 2019", "2019-Q3")]),
        ("A third-quarter loss was booked.", [("third-quarter", "2023-Q3")]),
        ("Output fell in the first half of 2022.", [("the first half of 2022", "2022-H1")]),
        ("They will meet next week.", [("next week", "2023-W31")]),
        ("The firm expects to report a loss for the second quarter.", [("the second quarter", "2023-Q2")]),
        (
            "He left in May 1995, and the following year he won.",
            [("May 1995", "1995-05"), ("the following year", "1996")],
        ),
        ("It was built earlier this year.", [("earlier this year", "2023")]),
        ("The valley was dry half a century ago.", [("half a century ago", "1973")]),
        ("It rained two weekends ago.", [("two weekends ago", "2023-W28-WE")]),
        ("It was built three weeks ago.", [("three weeks ago", "2023-W27")]),
        ("It was built five years ago.", [("five years ago", "2018")]),
        ("Rain fell over the weekend.", [("the weekend", "2023-W29-WE")]),
        ("It fell between 2010 and 2015.", [("2010", "2010"), ("2015", "2015")]),
    ],
)
def test_longer_periods(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The siege lasted three years.", "DURATION", "P3Y"),
        ("A 10-day truce was agreed.", "DURATION", "P10D"),
        ("It took an hour and a half.", "DURATION", "PT1H30M"),
        ("The siege lasted more than four hours.", "DURATION", "PT4H"),
        ("Fires burned for a third day.", "DURATION", "P3D"),
        ("They talked for several weeks.", "DURATION", "PXW"),
        ("The truce will last one day.", "DURATION", "P1D"),
        ("He was jailed for two and a half years.", "DURATION", "P2Y6M"),
        ("They will stay for a couple of years.", "DURATION", "P2Y"),
        ("They ruled for a decade.", "DURATION", "P10Y"),
        ("Profit rose in the year ending then.", "DURATION", "P1Y"),
        ("She will one day lead the party.", "DATE", "FUTURE_REF"),
        ("They march every Friday.", "SET", "XXXX-WXX-5"),
        ("They march on Fridays.", "SET", "XXXX-WXX-5"),
        ("They meet twice a month.", "SET", "P1M"),
        ("They meet every other week.", "SET", "P2W"),
        ("Workers strike on weekends.", "SET", "XXXX-WXX-WE"),
        ("The paper appears daily.", "SET", "P1D"),
        ("He recently resigned.", "DATE", "PAST_REF"),
        ("He now lives abroad.", "DATE", "PRESENT_REF"),
        ("He will soon resign.", "DATE", "FUTURE_REF"),
    ],
)
def test_lengths_sets_and_references(text: str, kind: str, value: str) -> None:
    [found] = times(text)
    assert (found.type, found.value) == (kind, value)
    assert found.low is None


@pytest.mark.parametrize(
    ("text", "low", "high", "precision"),
    [
        ("Nine died in the past two months.", "2023-05-28", "2023-07-28", "month"),
        ("Nine died during the past weeks.", "2023-07-07", "2023-07-28", "week"),
        ("Ships will arrive in the coming days.", "2023-07-28", "2023-07-31", "day"),
        ("Nine died in the previous 24 hours.", "2023-07-27", "2023-07-28", "time"),
        ("He resigned a few days ago.", "2023-07-21", "2023-07-26", "approximate"),
        ("It began last summer.", "2022-06-01", "2022-08-31", "season"),
        ("They met last week.", "2023-07-17", "2023-07-23", "week"),
        ("It struck at 6 p.m. on Thursday.", "2023-07-27T18:00", "2023-07-27T18:00", "time"),
        ("It struck at 9:30 a.m. GMT on Thursday.", "2023-07-27T09:30+00:00", "2023-07-27T09:30+00:00", "time"),
        ("It struck at 21:34 Mecca time on Thursday.", "2023-07-27T21:34+03:00", "2023-07-27T21:34+03:00", "time"),
    ],
)
def test_intervals(text: str, low: str, high: str, precision: str) -> None:
    first = times(text)[0]
    assert (first.low, first.high, first.precision) == (low, high, precision)


def test_running_time() -> None:
    found = times("They met on July 20. Two days earlier, they had spoken. The following month they will vote.")
    assert [t.value for t in found] == ["2023-07-20", "2023-07-18", "2023-08"]


def test_a_time_that_leans_on_a_day_the_text_does_not_name_has_no_interval() -> None:
    for text in ("It struck at 9 p.m.", "They left in the morning.", "It happened two days earlier."):
        [found] = times(text)
        assert (found.low, found.high) == (None, None)


def test_a_numeric_date_that_could_be_two_days_has_no_interval() -> None:
    [found] = times("The form is dated 06/10/2022.")
    assert (found.value, found.low) == ("2022-06-10", None)


def test_days_that_name_an_event() -> None:
    assert values("The September 11 attacks changed the law.")[0][1] == "2001-09-11"
    assert values("He recalled 9/11.") == [("9/11", "2001-09-11")]
    assert values("They mourned the victims of the October 7 massacre.", "2025-03-02")[0][1] == "2023-10-07"
    assert values("The deal was struck on October 7.", "2025-12-02")[0][1] == "2025-10-07"


def test_a_day_that_the_text_has_dated_keeps_its_year() -> None:
    text = "The law was passed on October 7, 2019. Before October 7 there was none."
    assert [t.value for t in times(text, "2025-11-20")] == ["2019-10-07", "2019-10-07"]


def test_since_a_named_day_is_of_the_event_the_text_is_about() -> None:
    text = "Many have died since October 7, when Hamas crossed the border."
    assert values(text, "2025-11-20") == [("October 7", "2023-10-07")]
    assert values("Many have moved since October 7.", "2025-11-20") == [("October 7", "2025-10-07")]


def test_without_reference_relative_expressions_have_no_interval() -> None:
    found = times("He resigned on Friday, two weeks ago, last year and on 3 May 2021.", None)
    assert [t.low for t in found] == [None, None, None, "2021-05-03"]
    assert found[0].value == "XXXX-WXX-5"


@pytest.mark.parametrize(
    "text",
    [
        "He may resign.",
        "They march on the capital.",
        "A 30-year-old man was shot three times.",
        "About 1500 troops left in 1500 trucks.",
        "The fall of the city shocked the second man.",
        "The firm pays $5 million a year.",
        "Jan Novak met April Stone.",
        "More than a quarter of the fleet was lost.",
        "About three-quarters of the crop was lost.",
        "It would be a second betrayal for the families.",
        "The girl was soon released.",
        "Guards stood there 24 hours a day.",
        "Few knew how today's world works.",
        "They fear for the future of the school.",
        "He told USA Today that he would resign.",
        "A guest on the show This Week With Ana Cole disagreed.",
        "The Daily Star published the photograph.",
    ],
)
def test_words_that_only_look_like_times(text: str) -> None:
    assert values(text) == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "on Friday", "last week", "in May 1997", "two days earlier", "at 9:30 p.m.", "the 1990s", "every month",
                "three years", "3 FEB 90", "soon", "a year ago", "Christmas", "this quarter", "since Monday", ",", ".",
                "31 June", "99/99/9999", "the year 0", "in 2150", "99 centuries ago", "25:61", "the 99th century",
            ]
        ),
        max_size=8,
    ),
    st.sampled_from([None, "2023-07-28", "0001-01-01", "9999-12-31", "no date"]),
)  # fmt: skip
def test_spans_quote_the_text_and_intervals_are_in_order(pieces: list[str], reference: str | None) -> None:
    text = "They left " + " ".join(pieces)
    found = find_times(parsed(text), reference=reference)
    for t in found:
        assert text[t.start : t.end] == t.text
        assert t.low is None or t.high is None or t.low <= t.high
    assert all(a.end <= b.start for a, b in pairwise(found))
