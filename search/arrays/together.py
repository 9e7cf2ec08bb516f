"""Phrases and proximity: every place of a word as one ascending number, shifted, compared and intersected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from search.arrays.found import SPARSE, meeting
from search.arrays.postings import FieldPostings, Ints, Longs

STRIDE: Final = 1 << 32
"""Between the places of two documents: far more than a document has positions."""


def standing_together(
    postings: FieldPostings, terms: Sequence[int], size: int, wanted: Callable[[Mapping[int, Longs]], Longs]
) -> Ints:
    """The documents, of ``size`` in the segment, that hold all of some terms where ``wanted`` wants them.

    It is given each term's places, ``document * STRIDE + position``, in documents that hold all the terms, and gives
    some place in every document that is wanted.
    """
    places = {term: postings.occurrences(term, at, STRIDE) for term, at in _shared(postings, terms, size).items()}
    found = wanted(places) // STRIDE
    return found[np.flatnonzero(np.diff(found, prepend=-1))].astype(np.int32)


def _shared(postings: FieldPostings, terms: Sequence[int], size: int) -> dict[int, Any]:
    """For each term, which of its postings are of documents that hold all the terms; None for all of them."""
    rarest, *others = sorted(set(terms), key=postings.frequency)
    documents = postings.posting(rarest).documents
    for term in others:
        documents = documents[meeting(documents, postings.posting(term).documents, size)[0]]
    return {term: _where(documents, postings.posting(term).documents) for term in (rarest, *others)}


def _where(documents: Ints, among: Ints) -> Any:
    """Where documents stand among others that hold all of them; None where leaving the rest out saves too little."""
    return np.searchsorted(among, documents) if len(documents) * 2 < len(among) else None


def in_order(places: Sequence[Longs], slop: int) -> Longs:
    """Where the last of some words stands, each at most ``slop`` behind the one before."""
    if slop == 1:
        return _adjacent(places)
    reached = places[0]
    for each in places[1:]:
        before = np.searchsorted(reached, each)  # the nearest place of the word before is just below
        reached = each[(before > 0) & (each - reached[np.maximum(before, 1) - 1] <= slop)] if len(reached) else reached
    return reached


def _adjacent(places: Sequence[Longs]) -> Longs:
    """Where a first word stands that the others follow one by one."""
    order = sorted(range(len(places)), key=lambda word: len(places[word]))
    starts = places[order[0]] - order[0]
    for word in order[1:]:
        starts = starts[_holds(places[word], starts + word)]
    return starts


def close(places: Sequence[Longs], needed: Sequence[int], longest: int) -> Longs:
    """Where a stretch of a given length begins that holds every word as often as it is needed."""
    starts = np.sort(np.concatenate(places), kind="stable")
    for each, count in zip(places, needed, strict=True):
        last = np.searchsorted(each, starts) + count - 1
        reached = last < len(each)
        starts, last = starts[reached], last[reached]
        starts = starts[each[last] - starts <= longest]
    return starts


def _holds(ascending: Longs, values: Longs) -> npt.NDArray[np.bool_]:
    """Which of the ascending values are among others."""
    if not len(ascending):
        return np.zeros(len(values), dtype=np.bool_)
    if len(values) * SPARSE < len(ascending):
        place = np.searchsorted(ascending, values)
        place[place == len(ascending)] = 0
        return np.asarray(ascending[place] == values)
    return np.isin(values, ascending)
