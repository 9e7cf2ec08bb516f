"""On which days matches were printed, counted only as finely as is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

Longs = npt.NDArray[np.int64]
Printed = tuple[Longs, npt.NDArray[np.int32]]
"""Ascending numbers of some dated documents, and the day of every document there is, ascending too."""


class Days(Mapping[int, int]):
    """Ordinal of a day (``date.toordinal``) -> number of matches printed on it; undated matches are in no day.

    As documents stand in the order of their days, a period is counted by looking up its ends, however many matches
    there are. Only who reads it as a mapping has every day counted.
    """

    def __init__(self, parts: Iterable[Printed] = ()) -> None:
        self._parts = [(documents, days) for documents, days in parts if len(documents)]

    @classmethod
    def of(cls, ordinals: Iterable[int]) -> Days:
        """The days of some matches, given one by one in any order."""
        days = np.array(sorted(ordinals), dtype=np.int32)
        return cls([(np.arange(len(days)), days)])

    @property
    def total(self) -> int:
        """How many of the matches have a day."""
        return sum(len(documents) for documents, _ in self._parts)

    @property
    def first(self) -> int:
        """The ordinal of the first day with a match; 0 when there is none."""
        return min((int(days[documents[0]]) for documents, days in self._parts), default=0)

    @property
    def last(self) -> int:
        """The ordinal of the last day with a match; 0 when there is none."""
        return max((int(days[documents[-1]]) for documents, days in self._parts), default=0)

    def tally(self, bounds: Sequence[int]) -> list[int]:
        """How many matches there are from each of some ascending ordinals up to, not including, the next."""
        ordinals = np.array(bounds, dtype=np.int32)
        before = np.zeros(len(ordinals), dtype=np.int64)
        for documents, days in self._parts:
            before += documents.searchsorted(days.searchsorted(ordinals))
        totals: list[int] = (before[1:] - before[:-1]).tolist()
        return totals

    def __bool__(self) -> bool:
        return bool(self._parts)

    def __getitem__(self, day: int) -> int:
        return self._counts[day]

    def __iter__(self) -> Iterator[int]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    @cached_property
    def _counts(self) -> dict[int, int]:
        if not self._parts:
            return {}
        printed = np.concatenate([days[documents] for documents, days in self._parts])
        days, counts = np.unique(printed, return_counts=True)
        return dict(zip(days.tolist(), counts.tolist(), strict=True))
