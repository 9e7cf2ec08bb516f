"""From matches by day to the bars of a timeline."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from search.results import Bucket


@dataclass(frozen=True, slots=True)
class _Unit:
    """A length of period: a day's period by name, and the first and last day of it."""

    longest: int
    """Days that a timeline in this unit spans at most."""
    name: Callable[[date], str]
    bounds: Callable[[date], tuple[date, date]]


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


_UNITS: Final = (
    _Unit(62, date.isoformat, lambda day: (day, day)),
    _Unit(8 * 366, lambda day: day.isoformat()[:7], _month),
    _Unit(
        date.max.toordinal(),
        lambda day: day.isoformat()[:4],
        lambda day: (date(day.year, 1, 1), date(day.year, 12, 31)),
    ),
)
"""Days, months and years: the first that keeps a timeline to about a hundred bars."""


def timeline(days: Mapping[date, int]) -> tuple[Bucket, ...]:
    """Every period from the first day to the last, empty ones too."""
    if not days:
        return ()
    first, last = min(days), max(days)
    span = (last - first).days + 1
    unit = next(unit for unit in _UNITS if span <= unit.longest)
    counts: Counter[str] = Counter()
    for day, count in days.items():
        counts[unit.name(day)] += count
    return tuple(_buckets(unit, first, last, counts))


def _buckets(unit: _Unit, first: date, last: date, counts: Counter[str]) -> Iterator[Bucket]:
    day = first
    while True:
        start, end = unit.bounds(day)
        name = unit.name(day)
        yield Bucket(name, start, end, counts[name])
        if end >= last:
            return
        day = end + timedelta(days=1)
