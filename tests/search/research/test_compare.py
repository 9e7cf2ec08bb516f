"""Questions over time, side by side."""

from __future__ import annotations

import pytest

from search.catalogue import Catalogue
from search.compare import MOST, compare
from search.errors import BadRequest
from search.question import Question


def test_counts_stand_in_common_periods(held: Catalogue) -> None:
    told = compare(held, [Question.of("tunnel"), Question.of("ferry"), Question.of("nosuchword")], by="year")
    assert [period.period for period in told.periods] == ["2012", "2013", "2014"]
    assert [series.counts for series in told.series] == [(7, 7, 6), (0, 0, 16), (0, 0, 0)]
    assert [period.count for period in told.periods] == [7, 31, 22]
    assert [series.total for series in told.series] == [20, 16, 0]


def test_shares_are_of_everything_held_of_the_period(held: Catalogue) -> None:
    told = compare(held, [Question.of("tunnel")], by="year")
    assert [told.share(told.series[0], place) for place in range(3)] == [1, 7 / 31, 6 / 22]


def test_where_nothing_is_held_there_is_no_share(held: Catalogue) -> None:
    told = compare(held, [Question.of("tunnel")], by="month")
    by_period = {period.period: place for place, period in enumerate(told.periods)}
    assert told.share(told.series[0], by_period["2012-05"]) == 1
    assert told.share(told.series[0], by_period["2012-07"]) is None
    assert told.share(told.series[0], by_period["2013-07"]) == 0


def test_filters_count(held: Catalogue) -> None:
    told = compare(held, [Question.of("harbour", section="City"), Question.of("harbour", after="2014")], by="year")
    assert [series.total for series in told.series] == [20, 22]


def test_nothing_found_has_no_periods(held: Catalogue) -> None:
    assert compare(held, [Question.of("nosuchword")]).periods == ()


@pytest.mark.parametrize("number", [0, MOST + 1])
def test_too_few_and_too_many_are_refused(held: Catalogue, number: int) -> None:
    with pytest.raises(BadRequest, match=str(number)):
        compare(held, [Question.of("tunnel")] * number)
