"""Phrases and proximity: every place of a word as one ascending number, shifted, merged and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from search.arrays.found import SPARSE, Matches, Scratch, constant
from search.arrays.postings import FieldPostings, Ints, Longs

BLOCK: Final = 1 << 31
"""Places that are numbered at a time: numbers of 32 bits merge three times as fast as those of 64."""

Wanted = Callable[[Mapping[int, Ints]], Ints]
"""From each term's places, ascending and different, to some place in every document that is wanted."""


def standing_together(
    postings: FieldPostings, terms: Sequence[int], scratch: Scratch, reach: int, wanted: Wanted
) -> Longs:
    """The documents of the segment that hold all of some terms where they are wanted.

    A place is ``document * stride + position``, counted from the first document of a block; places that are no
    further apart than ``reach`` are of the same document.
    """
    held = {term: postings.occurrences(term, at) for term, at in _shared(postings, terms, scratch).items()}
    stride = max(int(each.positions.max(initial=0)) for each in held.values()) + reach + 1
    found = [np.empty(0, dtype=np.intp)]
    for first, last in _blocks(scratch.size, stride):
        places = {term: each.places(first, last, stride) for term, each in held.items()}
        documents = wanted(places) // stride + first
        found.append(documents[np.flatnonzero(np.diff(documents, prepend=-1))].astype(np.intp))
    return np.concatenate(found)


def _blocks(size: int, stride: int) -> Iterator[tuple[int, int]]:
    documents = max(1, BLOCK // stride - 1)
    return ((first, min(first + documents, size)) for first in range(0, size, documents))


def _shared(postings: FieldPostings, terms: Sequence[int], scratch: Scratch) -> dict[int, Any]:
    """For each term, which of its postings are of documents that hold all the terms; None for all of them."""
    held = {term: constant(postings.posting(term).documents, 0) for term in terms}
    rarest, *others = sorted(held, key=lambda term: len(held[term]))
    documents = held[rarest].documents
    for term in others:
        documents = documents.take(scratch.meeting(documents, held[term])[0])
    return {term: _where(documents, held[term], scratch) for term in (rarest, *others)}


def _where(documents: Longs, among: Matches, scratch: Scratch) -> Any:
    """Where documents stand among others that hold all of them; None where leaving the rest out saves too little."""
    return scratch.places_of(documents, among) if len(documents) * 2 < len(among) else None


def in_order(places: Sequence[Ints], slop: int) -> Ints:
    """Where some word of each phrase stands: all follow in order, each at most ``slop`` behind the one before."""
    if slop == 1:
        return _adjacent(places)
    reached = places[0]
    for each in places[1:]:
        before = np.searchsorted(reached, each)  # the nearest place of the word before is just below
        reached = each[(before > 0) & (each - reached[np.maximum(before, 1) - 1] <= slop)] if len(reached) else reached
    return reached


def _adjacent(places: Sequence[Ints]) -> Ints:
    """Where the rarest of some words stands whose others stand right before and behind it."""
    rarest, *others = sorted(range(len(places)), key=lambda word: len(places[word]))
    found = places[rarest]
    for word in others:
        found = _in_both(found, places[word] - np.int32(word - rarest))
    return found


def _in_both(few: Ints, many: Ints) -> Ints:
    """The values that two ascending arrays share."""
    if len(few) * SPARSE < len(many):
        at = np.searchsorted(many, few)
        at[at == len(many)] = 0
        shared: Ints = few[many[at] == few]
        return shared
    both = np.sort(np.concatenate((few, many)), kind="stable")  # merges the two in one pass
    return np.asarray(both[1:][both[1:] == both[:-1]], dtype=np.int32)


def close(places: Sequence[Ints], needed: Sequence[int], longest: int) -> Ints:
    """Where a stretch of a given length begins that holds every word as often as it is needed."""
    starts = np.concatenate(places)
    order = np.argsort(starts, kind="stable")
    starts, words = starts[order], np.repeat(np.arange(len(places)), [len(each) for each in places])[order]
    good = np.ones(len(starts), dtype=np.bool_)
    for word, (each, count) in enumerate(zip(places, needed, strict=True)):
        if not len(each):
            return each
        own = words == word
        last = np.cumsum(own) - own + (count - 1)  # where the last one needed is among the word's places
        good &= (last < len(each)) & (each[np.minimum(last, len(each) - 1)] - starts <= longest)
    return starts[good]
