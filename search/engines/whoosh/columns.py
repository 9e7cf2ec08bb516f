"""What is counted, filtered and sorted by, one flat array for each property of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from search.engine import Choice
from search.facets import FACETS

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """A facet's values as pairs: ``documents[i]`` stands under ``names[ordinals[i]]``."""

    names: list[str]
    documents: Ints
    ordinals: Ints

    def holders(self, values: frozenset[str], size: int) -> Bools:
        """Which of ``size`` documents stand under any of the values, which are casefolded."""
        wanted = [ordinal for ordinal, name in enumerate(self.names) if name.casefold() in values]
        mask = np.zeros(size, dtype=np.bool_)
        mask[self.documents[np.isin(self.ordinals, wanted)]] = True
        return mask

    def counts(self, mask: Bools) -> dict[str, int]:
        """How many of the documents in the mask stand under each value; values without any are left out."""
        counted = np.bincount(self.ordinals[mask[self.documents]], minlength=len(self.names))
        return {self.names[ordinal]: int(counted[ordinal]) for ordinal in np.flatnonzero(counted)}


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a generation, indexed by Whoosh's document number."""

    ids: Ints
    """Article numbers; -1 where a document was deleted."""
    days: Ints
    """Publication days as ordinals; 0 where unknown."""
    facets: Mapping[str, FacetColumn]

    @classmethod
    def of(cls, stored: Iterable[tuple[int, tuple[int, int, tuple[tuple[str, ...], ...]]]], size: int) -> Columns:
        """The columns of live documents, given as ``(document number, what schema.document stored)``."""
        ids, days = np.full(size, -1, dtype=np.int64), np.zeros(size, dtype=np.int64)
        builders = {name: _Builder() for name in FACETS}
        for document, (number, day, values) in stored:
            ids[document], days[document] = number, day
            for builder, names in zip(builders.values(), values, strict=True):
                builder.add(document, names)
        return cls(ids, days, {name: builder.column() for name, builder in builders.items()})

    def within(self, after: date | None, before: date | None) -> Bools:
        """Which documents were printed from the first day to the last; undated ones only when no day is given."""
        if after is None and before is None:
            return np.ones(len(self.ids), dtype=np.bool_)
        low, high = (after or date.min).toordinal(), (before or date.max).toordinal()
        return (self.days >= low) & (self.days <= high)

    def chosen(self, name: str, choice: Choice) -> Bools:
        """Which documents a choice of one facet allows."""
        column, size = self.facets[name], len(self.ids)
        mask = column.holders(choice.wanted, size) if choice.wanted else np.ones(size, dtype=np.bool_)
        return mask & ~column.holders(choice.unwanted, size)

    def days_of(self, documents: Ints) -> dict[date, int]:
        """Day -> how many of the documents were printed on it."""
        days, counts = np.unique(self.days[documents], return_counts=True)
        return {date.fromordinal(day): count for day, count in zip(days.tolist(), counts.tolist(), strict=True) if day}


class _Builder:
    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._documents: list[int] = []
        self._ordinals: list[int] = []

    def add(self, document: int, values: Iterable[str]) -> None:
        for value in values:
            self._documents.append(document)
            self._ordinals.append(self._names.setdefault(value, len(self._names)))

    def column(self) -> FacetColumn:
        as_array: Any = lambda numbers: np.array(numbers, dtype=np.int64)  # noqa: E731
        return FacetColumn(list(self._names), as_array(self._documents), as_array(self._ordinals))
