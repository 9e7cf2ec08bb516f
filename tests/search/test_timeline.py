"""The bars of a timeline: every day counted once, without gaps, and not too many."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import timeline as module
from search.dates import period
from search.days import Days
from search.results import Bucket

counts = st.dictionaries(st.dates(), st.integers(1, 1000), min_size=1, max_size=20)
close_counts = st.builds(
    lambda start, steps: {start + timedelta(days=step): count for step, count in steps.items()},
    st.dates(max_value=date(9980, 1, 1)),
    st.dictionaries(st.integers(0, 4000), st.integers(1, 1000), min_size=1, max_size=20),
)


def printed(days: dict[date, int]) -> Days:
    return Days.of(day.toordinal() for day, count in days.items() for _ in range(count))


def timeline(days: dict[date, int]) -> tuple[Bucket, ...]:
    return module.timeline(printed(days))


def test_nothing_has_no_timeline() -> None:
    assert timeline({}) == ()


@pytest.mark.parametrize(
    ("first", "last", "bars", "name"),
    [
        ("2012-05-09", "2012-05-09", 1, "2012-05-09"),
        ("2012-02-28", "2012-03-01", 3, "2012-02-28"),
        ("2012-01-01", "2012-03-02", 62, "2012-01-01"),
        ("2012-01-01", "2012-03-03", 3, "2012-01"),
        ("2011-12-31", "2019-12-31", 97, "2011-12"),
        ("1999-12-31", "2024-01-01", 26, "1999"),
        ("0001-01-01", "9999-12-31", 9999, "0001"),
    ],
)
def test_days_then_months_then_years(first: str, last: str, bars: int, name: str) -> None:
    made = timeline({date.fromisoformat(first): 1, date.fromisoformat(last): 2})
    assert (len(made), made[0].period) == (bars, name)


@given(days=counts | close_counts)
def test_every_day_is_counted_once_and_no_period_is_left_out(days: dict[date, int]) -> None:
    made = timeline(days)
    assert sum(bucket.count for bucket in made) == sum(days.values())
    assert made[0].first <= min(days) <= made[0].last
    assert made[-1].first <= max(days) <= made[-1].last
    for before, after in pairwise(made):
        assert after.first == before.last + timedelta(days=1)
    for bucket in made:
        assert bucket.count == sum(count for day, count in days.items() if bucket.first <= day <= bucket.last)


@given(days=counts | close_counts)
def test_a_bar_can_be_searched_by_its_name(days: dict[date, int]) -> None:
    for bucket in timeline(days)[:120]:
        assert period(bucket.period) == (bucket.first, bucket.last)


@given(days=close_counts)
def test_there_are_about_a_hundred_bars_at_most(days: dict[date, int]) -> None:
    assert len(timeline(days)) <= 110


@pytest.mark.parametrize("by", module.UNITS)
@given(days=st.dictionaries(st.dates(), st.integers(1, 5), min_size=1))
def test_a_unit_that_was_asked_for_is_kept_while_its_bars_can_be_borne(by: str, days: dict[date, int]) -> None:
    asked = module.timeline(printed(days), by)
    assert sum(bucket.count for bucket in asked) == sum(days.values())
    length = {"day": 10, "month": 7, "year": 4}
    assert len(asked[0].period) <= length[by]
    if len(asked[0].period) == length[by]:
        assert by == "year" or len(asked) <= 125
    else:
        assert (max(days) - min(days)).days >= 124


@given(close_counts)
def test_periods_tally_what_falls_into_them(days: dict[date, int]) -> None:
    buckets = timeline(days)
    periods = [(bucket.first, bucket.last) for bucket in buckets]
    assert module.tally(periods, printed(days)) == tuple(bucket.count for bucket in buckets)
    assert module.tally(periods[:1], printed(days)) == (buckets[0].count,)
    assert module.tally(periods, Days()) == (0,) * len(periods)
