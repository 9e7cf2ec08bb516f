"""From matches by day to the bars of a timeline."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

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


def timeline(days: Mapping[int, int]) -> tuple[Bucket, ...]:
    """Every period from the first day to the last, empty ones too; ``days`` counts by ``date.toordinal``."""
    if not days:
        return ()
    ordinals = np.fromiter(days.keys(), dtype=np.int64, count=len(days))
    counts = np.fromiter(days.values(), dtype=np.int64, count=len(days))
    first, last = date.fromordinal(int(ordinals.min())), date.fromordinal(int(ordinals.max()))
    unit = next(unit for unit in _UNITS if (last - first).days < unit.longest)
    periods = list(_periods(unit, first, last))
    starts = [start.toordinal() for start, _ in periods]
    place = np.searchsorted(starts, ordinals, side="right") - 1
    totals = np.bincount(place, weights=counts, minlength=len(periods)).astype(np.int64).tolist()
    return tuple(
        Bucket(unit.name(start), start, end, total) for (start, end), total in zip(periods, totals, strict=True)
    )


def _periods(unit: _Unit, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each period."""
    start, end = unit.bounds(first)
    while True:
        yield start, end
        if end >= last:
            return
        start, end = unit.bounds(end + timedelta(days=1))
