"""What was printed on this day of other years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from search.archive import Archive, Holding


@dataclass(frozen=True, slots=True)
class Anniversary:
    """One year's issue of a day."""

    day: date
    count: int
    articles: tuple[Holding, ...]
    """The first ones in the order of their print pages."""


def on_this_day(archive: Archive, month: int, day: int, each: int = 5) -> Iterator[Anniversary]:
    """The issues of a day of the year, the latest year first, with up to ``each`` articles of it."""
    for printed, count in reversed(archive.issue_days()):
        if (printed.month, printed.day) == (month, day):
            yield Anniversary(printed, count, archive.issue(printed)[:each])
