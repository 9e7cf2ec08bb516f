"""What is counted, filtered and sorted by: arrays beside a segment's documents, which stand in the order of their days.

Because of that order a range of days is a slice of the documents, and so is a month of the timeline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

import numpy as np

from search.arrays.file import Array, ArrayFile
from search.arrays.found import Bools
from search.arrays.merge import FACET, texts_of
from search.arrays.postings import Longs
from search.engine import Choice

FEW: Final = 16
"""Times that documents must be fewer than the sets of values to be sorted rather than counted set by set."""


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

    starts: Longs

    def counted(self, documents: Longs) -> tuple[Longs, Longs]:
        """Sets, and how many of the documents have each."""
        return _held(self._sizes(documents))

    def allowed(self, documents: Longs, good: Bools) -> Bools:
        """Which documents have one of the sets marked in ``good``."""
        return np.repeat(good, self._sizes(documents))

    def _sizes(self, documents: Longs) -> Longs:
        """How many of the documents are in each run."""
        return np.diff(documents.searchsorted(self.starts), append=len(documents))


def _held(counts: Longs) -> tuple[Longs, Longs]:
    held = np.flatnonzero(counts)
    return held, counts[held]


class Column:
    """One facet of one segment: the ordinals of the values under which each document stands."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        prefix = f"{FACET}{name}/"
        self.texts = texts_of(file, prefix)
        self._members, self._ends = file[f"{prefix}members"].astype(np.intp), file[f"{prefix}member_ends"]
        starts = file.get(f"{prefix}starts")
        self._sets: Sets = Scattered(file[f"{prefix}sets"], len(self._ends) - 1) if starts is None else Runs(starts)

    def counts(self, documents: Longs) -> tuple[Longs, Longs]:
        """Ordinals of values, each once or more, and how many of the documents have them."""
        sets, counts = self._sets.counted(documents)
        begins = self._ends[sets]
        sizes = self._ends[sets + 1] - begins
        if sizes.max(initial=0) <= 1:
            held = np.flatnonzero(sizes)
            return self._members[begins[held]], counts[held]
        ahead = np.cumsum(sizes) - sizes
        at = np.repeat(begins - ahead, sizes) + np.arange(int(sizes.sum()))
        return self._members[at], np.repeat(counts, sizes)

    def allowed(self, documents: Longs, holds: Bools) -> Bools:
        """Which documents have any of the values marked in ``holds``, by ordinal."""
        marked = np.concatenate(([0], np.cumsum(holds[self._members])))[self._ends]
        return self._sets.allowed(documents, np.diff(marked) > 0)


class Facet:
    """One facet of all segments, whose values get common ordinals when it is first asked for."""

    def __init__(self, name: str, files: Sequence[ArrayFile]) -> None:
        self._name, self._files = name, files

    def counts(self, found: Sequence[Longs], most: int, chosen: frozenset[str]) -> dict[str, int]:
        """How many of each segment's documents stand under each value, most frequent or chosen.

        Values that are as frequent as the last of the ``most`` may be left out.
        """
        counted = np.zeros(len(self.names), dtype=np.int64)
        for column, number, documents in zip(self.columns, self._numbers, found, strict=True):
            ordinals, counts = column.counts(documents)
            np.add.at(counted, ordinals if number is None else number[ordinals], counts)
        given = np.flatnonzero(counted)
        if len(given) > most:
            best = given[np.argpartition(-counted[given], most)[:most]] if most else given[:0]
            given = np.union1d(best, given[self._marked(chosen)[given]]) if chosen else best
        return {
            self.names[ordinal].decode("utf-8", "surrogatepass"): int(counted[ordinal]) for ordinal in given.tolist()
        }

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
