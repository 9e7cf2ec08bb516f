"""Dates as readers write them: a year, a month or a day, each standing for all of its days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import Final

from search.errors import BadRequest

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_MONTHS["sept"] = 9
_NAME: Final = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_ORDINAL: Final = "(?:st|nd|rd|th)?"

FORMS: Final = (
    rf"(?P<year>\d{{4}})\s+{_NAME}\s+(?P<day>\d{{1,2}})",
    rf"{_NAME}\s+(?P<day>\d{{1,2}}){_ORDINAL},?\s+(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}}){_ORDINAL}\s+{_NAME},?\s+(?P<year>\d{{4}})",
    rf"{_NAME},?\s+(?P<year>\d{{4}})",
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
    r"(?P<year>\d{4})",
)
"""Regular expressions of what is understood: 2012, 2012-05, 2012-05-09, May 2012, May 9 2012, 9 May 2012."""

_COMPILED: Final = tuple(re.compile(form, re.IGNORECASE) for form in FORMS)

Period = tuple[date, date]
"""First and last day, both included."""


def period(text: str) -> Period:
    """The days that a date stands for: ``2012-05`` is 1 to 31 May 2012.

    Raises BadRequest when it cannot be understood or names no day of the calendar.
    """
    for form in _COMPILED:
        if match := form.fullmatch(text.strip()):
            return _period(match.groupdict(), text)
    raise BadRequest(f"“{text.strip()[:60]}” is not a date: write 2012, 2012-05, 2012-05-09 or May 9 2012.")


def _period(parts: dict[str, str | None], text: str) -> Period:
    year, month, day = (_number(parts.get(name)) for name in ("year", "month", "day"))
    assert year is not None, "every form has a year"
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise BadRequest(f"“{text.strip()[:60]}” is not a day of the calendar: check its month and day.") from error
    last_month = month or 12
    return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])


def _number(written: str | None) -> int | None:
    return None if written is None else _MONTHS.get(written.lower()) or int(written)


def first_day(value: date | str | None) -> date | None:
    """The first day that a bound ``after`` allows; None when there is none. Raises BadRequest."""
    return _bound(value, lambda days: days[0])


def last_day(value: date | str | None) -> date | None:
    """The last day that a bound ``before`` allows; None when there is none. Raises BadRequest."""
    return _bound(value, lambda days: days[1])


def middle_day(value: date | str | None) -> date | None:
    """The day in the middle of what was asked for: 2012-05 is around 16 May 2012. Raises BadRequest."""
    return _bound(value, lambda days: days[0] + (days[1] - days[0]) // 2)


def _bound(value: date | str | None, choose: Callable[[Period], date]) -> date | None:
    if isinstance(value, str):
        return choose(period(value)) if value.strip() else None
    return value
