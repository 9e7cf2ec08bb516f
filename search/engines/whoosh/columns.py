"""What is counted, filtered and sorted by: arrays beside a segment's documents, which stand in the order of their days.

Because of that order a range of days is a slice of the documents, and so is a month of the timeline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from search.arrays.file import Array, ArrayFile
from search.arrays.found import Bools
from search.arrays.merge import FACET, texts_of
from search.arrays.postings import Longs
from search.engine import Choice

FEW: Final = 16
"""Times that documents must be fewer than the sets of values to be sorted rather than counted set by set."""

_NO_ORDINALS: Final = np.empty(0, dtype=np.intp)


class Sets(Protocol):
    """Which set of values each document of a segment has, by number."""

    def counted(self, documents: Longs) -> tuple[Longs, Longs]:
        """The sets that some documents have, and how many have each."""

    def allowed(self, documents: Longs, good: Bools) -> Bools:
        """Which documents have one of the sets marked in ``good``."""


@dataclass(frozen=True, slots=True)
class Scattered:
    """Sets written down document by document."""

    sets: Array
    size: int
    """How many sets there are."""

    def counted(self, documents: Longs) -> tuple[Longs, Longs]:
        """Sets, and how many of the documents have each."""
        sets = self.sets.take(documents)
        if len(documents) * FEW < self.size:
            found, counts = np.unique(sets, return_counts=True)
            return found.astype(np.intp), counts
        return _held(np.bincount(sets, minlength=self.size))

    def allowed(self, documents: Longs, good: Bools) -> Bools:
        """Which documents have one of the sets marked in ``good``."""
        return good.take(self.sets.take(documents))


@dataclass(frozen=True, slots=True)
class Runs:
    """Sets that ascend with the documents: only the first document of each is written down."""

    bounds: Longs
    """The first document of each, and the number of all documents."""

    def counted(self, documents: Longs) -> tuple[Longs, Longs]:
        """Sets, and how many of the documents have each."""
        return _held(self._sizes(documents))

    def allowed(self, documents: Longs, good: Bools) -> Bools:
        """Which documents have one of the sets marked in ``good``."""
        return np.repeat(good, self._sizes(documents))

    def _sizes(self, documents: Longs) -> Longs:
        """How many of the documents are in each run."""
        places = documents.searchsorted(self.bounds)
        return places[1:] - places[:-1]


def _held(counts: npt.NDArray[Any]) -> tuple[Longs, Longs]:
    (held,) = counts.nonzero()
    return held, counts.take(held)


class Column:
    """One facet of one segment: the ordinals of the values under which each document stands."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        prefix = f"{FACET}{name}/"
        self.texts = texts_of(file, prefix)
        self._members, self._ends = file[f"{prefix}members"].astype(np.intp), file[f"{prefix}member_ends"]
        self._sets = _sets(file, prefix, len(self._ends) - 1)
        single = bool(np.all(self._ends[1:] - self._ends[:-1] == 1))
        self._plain = single and len(self._members) == len(np.unique(self._members))
        """Whether every set is one value of its own."""

    def counts(self, documents: Longs) -> tuple[Longs, Longs]:
        """Ordinals of values, each once, and how many of the documents have them."""
        sets, counts = self._sets.counted(documents)
        if self._plain:
            return self._members.take(sets), counts
        begins = self._ends.take(sets)
        sizes = self._ends.take(sets + 1) - begins
        at = np.repeat(begins - sizes.cumsum() + sizes, sizes) + np.arange(int(sizes.sum()))
        return _held(np.bincount(self._members.take(at), np.repeat(counts, sizes)))

    def allowed(self, documents: Longs, holds: Bools) -> Bools:
        """Which documents have any of the values marked in ``holds``, by ordinal."""
        marked = np.concatenate(([0], np.cumsum(holds[self._members])))[self._ends]
        return self._sets.allowed(documents, np.diff(marked) > 0)


def _sets(file: ArrayFile, prefix: str, size: int) -> Sets:
    starts = file.get(f"{prefix}starts")
    if starts is None:
        return Scattered(file[f"{prefix}sets"], size)
    return Runs(np.append(starts, file.about["documents"]))


class Facet:
    """One facet of all segments, whose values get common ordinals when it is first asked for."""

    def __init__(self, name: str, files: Sequence[ArrayFile]) -> None:
        self._name, self._files = name, files

    def counts(self, found: Sequence[Longs], most: int, chosen: frozenset[str]) -> dict[str, int]:
        """How many of each segment's documents stand under each value, most frequent or chosen.

        Values that are as frequent as the last of the ``most`` may be left out.
        """
        ordinals, counts = self._counted(found)
        if len(ordinals) > most:
            best = np.argpartition(-counts, most)[:most] if most else np.empty(0, dtype=np.intp)
            kept = np.union1d(best, self._marked(chosen)[ordinals].nonzero()[0]) if chosen else best
            ordinals, counts = ordinals[kept], counts[kept]
        names = self.names
        return {
            names[ordinal].decode("utf-8", "surrogatepass"): int(count)
            for ordinal, count in zip(ordinals.tolist(), counts.tolist(), strict=True)
        }

    def _counted(self, found: Sequence[Longs]) -> tuple[Longs, Longs]:
        """Common ordinals of values, each once, and how many of the documents have them."""
        if len(found) == 1:
            return self.columns[0].counts(found[0])
        ordinals, counts = [_NO_ORDINALS], [_NO_ORDINALS]
        for column, number, documents in zip(self.columns, self._numbers, found, strict=True):
            if len(documents):
                own, times = column.counts(documents)
                ordinals.append(own if number is None else number.take(own))
                counts.append(times)
        return _held(np.bincount(np.concatenate(ordinals), np.concatenate(counts)))

    def allowed(self, segment: int, documents: Longs, choice: Choice) -> Bools:
        """Which documents of a segment a choice allows."""
        allowed = np.ones(len(documents), dtype=np.bool_)
        if choice.wanted:
            allowed &= self._holding(segment, documents, choice.wanted)
        return allowed & ~self._holding(segment, documents, choice.unwanted) if choice.unwanted else allowed

    def _holding(self, segment: int, documents: Longs, values: frozenset[str]) -> Bools:
        number, marked = self._numbers[segment], self._marked(values)
        return self.columns[segment].allowed(documents, marked if number is None else marked[number])

    def _marked(self, values: frozenset[str]) -> Bools:
        """Which ordinals are of values that equal any of these but for capitals."""
        marked = np.zeros(len(self.names), dtype=np.bool_)
        marked[[ordinal for value in values for ordinal in self._folded.get(value, ())]] = True
        return marked

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the segments."""
        return [Column(file, self._name) for file in self._files]

    @cached_property
    def names(self) -> list[bytes]:
        """All values, by ordinal."""
        if len(self.columns) == 1:
            return self.columns[0].texts
        return list(dict.fromkeys(text for column in self.columns for text in column.texts))

    @cached_property
    def _numbers(self) -> list[Longs | None]:
        """For each segment, the common ordinals of its own; None where they are the same."""
        if len(self.columns) == 1:
            return [None]
        table = {text: ordinal for ordinal, text in enumerate(self.names)}
        return [np.array([table[text] for text in column.texts], dtype=np.intp) for column in self.columns]

    @cached_property
    def _folded(self) -> Mapping[str, list[int]]:
        folded: dict[str, list[int]] = {}
        for ordinal, name in enumerate(self.names):
            folded.setdefault(name.decode("utf-8", "surrogatepass").casefold(), []).append(ordinal)
        return folded
