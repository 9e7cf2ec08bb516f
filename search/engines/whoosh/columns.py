"""What is counted, filtered and sorted by, one flat array for each property of the documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from search.arrays.file import ArrayFile
from search.arrays.merge import FACET, texts_of
from search.engine import Choice
from search.engines.whoosh.building import DAYS, IDS
from search.facets import FACETS

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.integer[Any]]
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
    """Article numbers, of deleted documents too."""
    days: Ints
    """Publication days as ordinals; 0 where unknown."""
    facets: Mapping[str, FacetColumn]

    @classmethod
    def of(cls, files: Sequence[ArrayFile]) -> Columns:
        """The columns of an index, from the files of its segments in their order."""
        sizes = [int(file.about["documents"]) for file in files]
        offsets = np.cumsum([0, *sizes])[:-1].tolist()
        return cls(
            ids=_joined([file[IDS] for file in files]),
            days=_joined([file[DAYS] for file in files]),
            facets={name: _facet(name, files, offsets) for name in FACETS},
        )

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

    def days_of(self, documents: Numbers) -> dict[date, int]:
        """Day -> how many of the documents were printed on it."""
        days, counts = np.unique(self.days[documents], return_counts=True)
        return {date.fromordinal(day): count for day, count in zip(days.tolist(), counts.tolist(), strict=True) if day}


def _facet(name: str, files: Sequence[ArrayFile], offsets: Sequence[int]) -> FacetColumn:
    """One facet of all segments, whose tables of names are joined."""
    prefix = f"{FACET}{name}/"
    table: dict[bytes, int] = {}
    ordinals = []
    for file in files:
        new = np.array([table.setdefault(text, len(table)) for text in texts_of(file, prefix)], dtype=np.int64)
        ordinals.append(new[file[f"{prefix}ordinals"]])
    documents = [file[f"{prefix}documents"] + np.int64(offset) for file, offset in zip(files, offsets, strict=True)]
    names = [text.decode("utf-8", "surrogatepass") for text in table]
    return FacetColumn(names, _joined(documents), _joined(ordinals))


def _joined(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)
