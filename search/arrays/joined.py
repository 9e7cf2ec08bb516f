"""One field of several segments as one, a slice of the vocabulary at a time.

The dictionaries are merged first, which tells where every term's postings will stand; then the postings are, slice
by slice. Memory: about 50 bytes for each different term, and 60 for each posting of a slice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from search.arrays.build import dictionary, ends, runs, stable_order
from search.arrays.file import Array, Shape
from search.arrays.postings import FieldPostings, Ints, Longs

TERMS_AT_A_TIME: Final = 1 << 16
"""Of the largest dictionary; as many terms of the others as stand in their range are merged with them."""
PLACES_AT_A_TIME: Final = 1 << 20
"""Postings and positions of a slice; one term that has more is a slice of its own."""
THREADS: Final = 2
"""Slices at work at the same time: numpy lets go of Python's lock while it picks and sorts."""

STREAMED: Final = ("documents", "frequencies", "positions")


@dataclass(frozen=True, slots=True)
class Part:
    """A field of one segment, and what becomes of the segment's documents."""

    postings: FieldPostings
    numbers: Ints
    """New number of each document, ascending; -1 for those that are left out."""
    whole: bool
    """Whether none is left out."""

    def counts(self) -> tuple[Longs, Longs]:
        """How many postings and positions of each term are kept."""
        postings = self.postings
        if self.whole:
            return np.diff(postings.posting_ends), np.diff(postings.place_ends)
        counted = [self._counted(first, last) for first, last in spans(postings.posting_ends, PLACES_AT_A_TIME)]
        none = np.empty(0, dtype=np.int64)
        counts, places = (np.concatenate([none, *(each[which] for each in counted)]) for which in (0, 1))
        return counts, places if len(postings.positions) else np.zeros_like(counts)

    def _counted(self, first: int, last: int) -> tuple[Longs, Longs]:
        """The same of some terms."""
        bounds = self.postings.posting_ends[first : last + 1]
        here = slice(int(bounds[0]), int(bounds[-1]))
        kept = self.numbers[self.postings.documents[here]] >= 0
        starts = bounds[:-1] - bounds[0]
        places = np.where(kept, self.postings.frequencies[here], 0)
        return np.add.reduceat(kept, starts, dtype=np.int64), np.add.reduceat(places, starts, dtype=np.int64)

    def taken(self, first: int, last: int) -> tuple[Ints, Array, Array]:
        """New documents, frequencies and positions of the kept postings of consecutive terms."""
        postings = self.postings
        here = slice(int(postings.posting_ends[first]), int(postings.posting_ends[last]))
        documents, frequencies = self.numbers[postings.documents[here]], postings.frequencies[here]
        positions = postings.positions[int(postings.place_ends[first]) : int(postings.place_ends[last])]
        if self.whole:
            return documents, frequencies, positions
        kept = documents >= 0
        if len(positions):
            positions = positions[np.repeat(kept, frequencies)]
        return documents[kept], frequencies[kept], positions


class Joined:
    """The field, as arrays that are made while they are taken."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._counts = [None if part.whole else part.counts()[0] for part in parts]
        self._ranks, self._known = _merged([part.postings for part in parts], self._counts)
        postings, places = (np.zeros(len(self._known["heads"]), dtype=np.int64) for _ in range(2))
        for part, rank in zip(parts, self._ranks, strict=True):
            for sums, counts in zip((postings, places), part.counts(), strict=True):
                kept = np.flatnonzero(counts)
                sums[rank[kept]] += counts[kept]
        self._known |= {"posting_ends": ends(postings), "place_ends": ends(places)}
        self._one_after_another = all(
            before.numbers.max(initial=-1) < _first(after.numbers) for before, after in pairwise(parts)
        )

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """Type and length of each array."""
        postings, places = (int(self._known[name][-1]) for name in ("posting_ends", "place_ends"))
        lengths = {"documents": postings, "frequencies": postings, "positions": places}
        kinds = {name: np.result_type(*(getattr(part.postings, name) for part in self._parts)) for name in STREAMED}
        return {name: Shape(array.dtype, len(array)) for name, array in self._known.items()} | {
            name: Shape(kinds[name], lengths[name]) for name in STREAMED
        }

    def slices(self) -> Iterator[Mapping[str, Array]]:
        """The arrays' values, in order, each slice with the next of some of them."""
        yield self._known
        shapes = self.shapes
        cuts = list(spans(self._known["posting_ends"] + self._known["place_ends"], PLACES_AT_A_TIME))
        made = (self._slice(*cut) for cut in cuts) if len(cuts) == 1 else self._by_threads(cuts)
        for values in made:
            yield {
                name: each.astype(shapes[name].kind, copy=False) for name, each in zip(STREAMED, values, strict=True)
            }

    def _by_threads(self, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[Array, ...]]:
        """The slices in order, some of them made ahead."""
        ahead: deque[Future[tuple[Array, ...]]] = deque()
        with ThreadPoolExecutor(THREADS) as pool:
            for cut in cuts:
                ahead.append(pool.submit(self._slice, *cut))
                if len(ahead) > THREADS:
                    yield ahead.popleft().result()
            for each in ahead:
                yield each.result()

    def _slice(self, first: int, last: int) -> tuple[Array, ...]:
        """Documents, frequencies and positions of consecutive terms."""
        taken, ranks = [], []
        for part, rank, kept in zip(self._parts, self._ranks, self._counts, strict=True):
            low, high = np.searchsorted(rank, (first, last)).tolist()
            counts = np.diff(part.postings.posting_ends[low : high + 1]) if kept is None else kept[low:high]
            taken.append(part.taken(low, high))
            ranks.append(np.repeat(rank[low:high] - np.int32(first), counts))
        documents, frequencies, positions = (np.concatenate(each) for each in zip(*taken, strict=True))
        order = self._order(np.concatenate(ranks), documents)
        return documents[order], frequencies[order], _moved(positions, frequencies, order)

    def _order(self, ranks: Ints, documents: Ints) -> Longs:
        """Postings by term and document; those of one part are in order already."""
        if self._one_after_another:
            return stable_order(ranks)
        by_document = stable_order(documents)
        return by_document[stable_order(ranks[by_document])]


def spans(bounds: Longs, most: int) -> Iterator[tuple[int, int]]:
    """Consecutive terms as ``(first, last + 1)`` whose runs, which end at the bounds, together have ``most`` entries.

    A longer run stands alone.
    """
    first, last = 0, len(bounds) - 1
    while first < last:
        after = max(first + 1, int(np.searchsorted(bounds, bounds[first] + most, side="right")) - 1)
        yield first, min(after, last)
        first = after


def _first(numbers: Ints) -> int:
    kept = numbers[numbers >= 0]
    return int(kept[0]) if len(kept) else np.iinfo(np.int32).max


def _merged(parts: Sequence[FieldPostings], counts: Sequence[Longs | None]) -> tuple[list[Ints], dict[str, Array]]:
    """The rank of each part's terms among all that are kept anywhere, and the arrays of the dictionary of these.

    ``counts`` has how many postings of each term are kept, None where all are.
    """
    ranks: list[list[Ints]] = [[] for _ in parts]
    texts: list[bytes] = []
    sliced: list[dict[str, Array]] = []
    total = 0
    for bounds in _ranges(parts):
        several = [list(part.terms(low, high)) for part, (low, high) in zip(parts, bounds, strict=True)]
        kept = [
            each if number is None else [text for text, count in zip(each, number[low:high], strict=True) if count]
            for each, number, (low, high) in zip(several, counts, bounds, strict=True)
        ]
        texts = sorted(set().union(*kept))
        number_of = dict(zip(texts, range(total, total + len(texts)), strict=True))
        for rank, each in zip(ranks, several, strict=True):
            rank.append(np.fromiter((number_of.get(text, -1) for text in each), dtype=np.int32, count=len(each)))
        sliced.append(dictionary(texts))
        total += len(texts)
    known = {name: np.concatenate([each[name] for each in sliced]) for name in ("texts", "heads", "letters")}
    sizes = np.concatenate([np.diff(each["text_ends"]) for each in sliced])
    return [_filled(np.concatenate(rank)) for rank in ranks], {**known, "text_ends": ends(sizes)}


def _filled(ranks: Ints) -> Ints:
    """Ranks that ascend; a term that is kept nowhere has that of the one before, for it has no postings to tell."""
    return np.maximum.accumulate(np.maximum(ranks, 0)) if len(ranks) else ranks


def _ranges(parts: Sequence[FieldPostings]) -> Iterator[list[tuple[int, int]]]:
    """The dictionaries of all parts cut at the same texts: for each slice the range of each part's terms."""
    largest = max(parts, key=lambda part: part.size)
    cuts = [largest.text(term) for term in range(TERMS_AT_A_TIME, largest.size, TERMS_AT_A_TIME)]
    bounds = [[0, *(part.place(cut) for cut in cuts), part.size] for part in parts]
    return (list(each) for each in zip(*(pairwise(bound) for bound in bounds), strict=True))


def _moved(positions: Array, frequencies: Array, order: Longs) -> Array:
    """The positions of postings, as many as their frequencies, in another order of the postings."""
    if not len(positions):
        return positions
    sizes = frequencies.astype(np.int64)
    starts, sizes = (np.cumsum(sizes) - sizes)[order], sizes[order]
    bounds, moved = ends(sizes), np.empty_like(positions)
    for first, last in spans(bounds, PLACES_AT_A_TIME):
        at = runs(starts[first:last], sizes[first:last])
        # every place is there; to raise for others, numpy would make a copy first
        np.take(positions, at, out=moved[bounds[first] : bounds[last]], mode="clip")
    return moved
