"""From matches by day to the bars of a timeline."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from search.days import Days
from search.results import Bucket


@dataclass(frozen=True, slots=True)
class _Unit:
    """A length of period: a day's period by name, and the first and last day of it."""

    longest: int
    """Days that a timeline in this unit spans at most, when the unit is ours to choose."""
    bearable: int
    """Days that it spans at most when the unit was asked for."""
    name: Callable[[date], str]
    bounds: Callable[[date], tuple[date, date]]


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


_UNITS: Final = {
    "day": _Unit(62, 124, date.isoformat, lambda day: (day, day)),
    "month": _Unit(8 * 366, 10 * 366 + 6, lambda day: day.isoformat()[:7], _month),
    "year": _Unit(
        date.max.toordinal(),
        date.max.toordinal(),
        lambda day: day.isoformat()[:4],
        lambda day: (date(day.year, 1, 1), date(day.year, 12, 31)),
    ),
}
UNITS: Final = tuple(_UNITS)
"""The lengths of a bar that can be asked for, the shortest first."""


def timeline(days: Days, by: str = "") -> tuple[Bucket, ...]:
    """Every period from the first day to the last, empty ones too.

    ``by`` is one of :data:`UNITS`; left out, the shortest that keeps the bars to about a hundred. Days and months that
    would come to more than about 120 bars give way to the next longer unit.
    """
    spanned = bounds(days)
    if spanned is None:
        return ()
    first, last = spanned
    unit = _unit((last - first).days, by)
    periods = list(_periods(unit, first, last))
    totals = tally(periods, days)
    return tuple(
        Bucket(unit.name(start), start, end, total) for (start, end), total in zip(periods, totals, strict=True)
    )


def bounds(days: Days) -> tuple[date, date] | None:
    """The first and the last day that counts; None when there is none."""
    return (date.fromordinal(days.first), date.fromordinal(days.last)) if days else None


def tally(periods: Sequence[tuple[date, date]], days: Days) -> tuple[int, ...]:
    """How much of ``days`` falls into each period; the periods follow one another without gaps."""
    if not periods:
        return ()
    return tuple(days.tally([*(start.toordinal() for start, _ in periods), periods[-1][1].toordinal() + 1]))


def _unit(span: int, by: str) -> _Unit:
    if by not in _UNITS:
        return next(unit for unit in _UNITS.values() if span < unit.longest)
    wanted = list(_UNITS)[UNITS.index(by) :]
    return next(_UNITS[name] for name in wanted if span < _UNITS[name].bearable)


def _periods(unit: _Unit, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each period."""
    start, end = unit.bounds(first)
    while True:
        yield start, end
        if end >= last:
            return
        start, end = unit.bounds(end + timedelta(days=1))
