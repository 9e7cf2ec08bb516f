"""Dates as readers write them, both ends included."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import first_day, last_day, period
from search.errors import BadRequest


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        (" 2012 ", "2012-01-01", "2012-12-31"),
        ("2012-05", "2012-05-01", "2012-05-31"),
        ("2012-5", "2012-05-01", "2012-05-31"),
        ("2012/05", "2012-05-01", "2012-05-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013-02", "2013-02-01", "2013-02-28"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2012-12", "2012-12-01", "2012-12-31"),
        ("2012-02-29", "2012-02-29", "2012-02-29"),
        ("2012-05-09", "2012-05-09", "2012-05-09"),
        ("2012/5/9", "2012-05-09", "2012-05-09"),
        ("2012.05.09", "2012-05-09", "2012-05-09"),
        ("May 2012", "2012-05-01", "2012-05-31"),
        ("May, 2012", "2012-05-01", "2012-05-31"),
        ("May 9 2012", "2012-05-09", "2012-05-09"),
        ("May 9, 2012", "2012-05-09", "2012-05-09"),
        ("MAY 9TH, 2012", "2012-05-09", "2012-05-09"),
        ("9 May 2012", "2012-05-09", "2012-05-09"),
        ("1st Feb. 2012", "2012-02-01", "2012-02-01"),
        ("Sept 3 2012", "2012-09-03", "2012-09-03"),
        ("2012 Dec 31", "2012-12-31", "2012-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
    ],
)
def test_every_form(text: str, first: str, last: str) -> None:
    assert period(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "soon", "12", "20120509", "2012-05-09T10:00", "05/09/2012", "May", "9 May", "Mai 2012", "2012-05/09", "2012-"],
)  # fmt: skip
def test_what_is_no_date_is_answered_with_the_forms(text: str) -> None:
    with pytest.raises(BadRequest, match="is not a date: write 2012, 2012-05, 2012-05-09 or May 9 2012"):
        period(text)


@pytest.mark.parametrize(
    "text", ["2013-02-29", "1900-02-29", "2012-04-31", "2012-13", "2012-00", "2012-05-00", "0000", "May 32 2012"]
)
def test_what_is_no_day_of_the_calendar_is_said(text: str) -> None:
    with pytest.raises(BadRequest, match="is not a day of the calendar"):
        period(text)


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(BadRequest) as raised:
        period("x" * 10_000)
    assert len(str(raised.value)) < 200


@given(day=st.dates())
def test_a_day_is_itself_in_every_form(day: date) -> None:
    month = calendar.month_name[day.month]
    forms = (day.isoformat(), f"{month} {day.day} {day.year:04}", f"{day.day} {month[:3]} {day.year:04}")
    assert {period(form) for form in forms} == {(day, day)}


@given(day=st.dates(max_value=date(9998, 12, 31)))
def test_months_and_years_follow_one_another_without_a_gap(day: date) -> None:
    for text in (f"{day:%Y}".zfill(4), f"{day.year:04}-{day.month:02}"):
        first, last = period(text)
        assert first <= day <= last
        assert first.day == 1
        assert (last + timedelta(days=1)).day == 1


@given(text=st.text(max_size=20) | st.text("0123456789-/. MayFeb,", max_size=14))
def test_any_text_is_a_period_or_a_bad_request(text: str) -> None:
    try:
        first, last = period(text)
    except BadRequest as error:
        assert str(error).endswith(".")
    else:
        assert first <= last


def test_bounds_take_dates_and_texts() -> None:
    assert (first_day("2012-02"), last_day("2012-02")) == (date(2012, 2, 1), date(2012, 2, 29))
    assert (first_day(date(2012, 5, 9)), last_day(date(2012, 5, 9))) == (date(2012, 5, 9),) * 2
    assert (first_day(""), last_day("  "), first_day(None), last_day(None)) == (None,) * 4
