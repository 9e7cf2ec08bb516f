"""What is counted, filtered and sorted by, one flat array for each property of the documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from search.arrays.build import ends
from search.arrays.file import ArrayFile
from search.arrays.merge import FACET, texts_of
from search.engine import Choice
from search.engines.whoosh.building import DAYS, IDS
from search.facets import FACETS

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.integer[Any]]
Bools = npt.NDArray[np.bool_]

FEW: Final = 1 / 8
"""Share of the documents up to which their values are gathered one by one; beyond it, all values are passed over."""


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """A facet's values: those of document ``d`` are ``names[ordinals[i]]`` for ``ends[d] <= i < ends[d + 1]``."""

    names: list[str]
    ends: Ints
    documents: Numbers
    """The document of each entry of ``ordinals``."""
    ordinals: Numbers
    single: Numbers | None
    """Where no document has several values: the ordinal of each, the number of names where it has none."""

    @classmethod
    def of(cls, names: list[str], documents: Numbers, ordinals: Numbers, size: int) -> FacetColumn:
        """The column of ``size`` documents from pairs of a document and one of its values."""
        values = np.bincount(documents, minlength=size)
        single = None
        if values.max(initial=0) <= 1:
            single = np.full(size, len(names), dtype=np.intp)
            single[documents] = ordinals
        return cls(names, ends(values), documents, ordinals, single)

    def holders(self, values: frozenset[str]) -> Bools:
        """Which documents stand under any of the values, which are casefolded."""
        wanted = [ordinal for ordinal, name in enumerate(self.names) if name.casefold() in values]
        mask = np.zeros(len(self.ends) - 1, dtype=np.bool_)
        mask[self.documents[np.isin(self.ordinals, wanted)]] = True
        return mask

    def counts(self, documents: Numbers, most: int, chosen: frozenset[str]) -> dict[str, int]:
        """How many of the documents stand under each value: under the most frequent ones and those that were chosen.

        Values that are as frequent as the last of the most frequent ones may be left out.
        """
        if not self.names:
            return {}
        counted = np.bincount(self._of(documents), minlength=len(self.names))[: len(self.names)]
        given = np.flatnonzero(counted)
        if len(given) > most:
            asked = (
                [ordinal for ordinal in given.tolist() if self.names[ordinal].casefold() in chosen] if chosen else []
            )
            given = np.union1d(given[np.argpartition(-counted[given], most)[:most]], np.array(asked, dtype=np.int64))
        return {
            self.names[ordinal]: count for ordinal, count in zip(given.tolist(), counted[given].tolist(), strict=True)
        }

    def _of(self, documents: Numbers) -> Numbers:
        """The ordinals of all values of some documents, and perhaps the number of names for those without any."""
        if self.single is not None:
            return self.single[documents]
        size = len(self.ends) - 1
        if len(documents) == size:
            return self.ordinals
        if len(documents) > FEW * size:
            mask = np.zeros(size, dtype=np.bool_)
            mask[documents] = True
            return self.ordinals[mask[self.documents]]
        starts = self.ends[documents]
        sizes = self.ends[documents + 1] - starts
        ahead = np.cumsum(sizes) - sizes
        return self.ordinals[np.repeat(starts - ahead, sizes) + np.arange(int(sizes.sum()))]


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
            facets={name: _facet(name, files, offsets, sum(sizes)) for name in FACETS},
        )

    def within(self, after: date | None, before: date | None) -> Bools:
        """Which documents were printed from the first day to the last; undated ones are not."""
        low, high = (after or date.min).toordinal(), (before or date.max).toordinal()
        return (self.days >= low) & (self.days <= high)

    def chosen(self, name: str, choice: Choice) -> Bools:
        """Which documents a choice of one facet allows."""
        column = self.facets[name]
        wanted = column.holders(choice.wanted) if choice.wanted else np.ones(len(self.ids), dtype=np.bool_)
        return wanted & ~column.holders(choice.unwanted) if choice.unwanted else wanted

    def days_of(self, documents: Numbers) -> dict[int, int]:
        """Ordinal of a day -> how many of the documents were printed on it."""
        days = self.days[documents]
        days = days[days > 0]
        if not len(days):
            return {}
        first = int(days.min())
        counts = np.bincount(days - first)
        held = np.flatnonzero(counts)
        return dict(zip((held + first).tolist(), counts[held].tolist(), strict=True))


def _facet(name: str, files: Sequence[ArrayFile], offsets: Sequence[int], size: int) -> FacetColumn:
    """One facet of all segments, whose tables of names are joined."""
    prefix = f"{FACET}{name}/"
    table: dict[bytes, int] = {}
    ordinals = []
    for file in files:
        new = np.array([table.setdefault(text, len(table)) for text in texts_of(file, prefix)], dtype=np.int32)
        ordinals.append(new[file[f"{prefix}ordinals"]])
    documents = [file[f"{prefix}documents"] + np.int32(offset) for file, offset in zip(files, offsets, strict=True)]
    names = [text.decode("utf-8", "surrogatepass") for text in table]
    return FacetColumn.of(names, _joined(documents), _joined(ordinals), size)


def _joined(arrays: Sequence[Any]) -> Any:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)
