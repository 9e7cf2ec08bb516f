"""Sets of a segment's documents with scores that are worked out only for those that remain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from search.arrays.postings import Floats, Longs

Places = Any
"""Places in an array: a slice, or an array of numbers."""
Bools = npt.NDArray[np.bool_]
ALL: Final = slice(None)

SPARSE: Final = 12
"""A list so many times shorter than another is looked up in it by bisection; otherwise all of the other are marked."""
THIN: Final = 8
"""Lists so many times shorter, all together, than the segment are merged; longer ones are marked in a bitmap."""
BLOCK: Final = 1 << 20
"""Documents that are marked at a time, to bound the memory that converting them takes."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents in ascending order, and their scores."""

    documents: Longs
    scores: Floats


@dataclass(frozen=True, slots=True)
class Scratch:
    """Room for one value of each document of a segment: fresh memory for every step would cost more than the step.

    Whoever uses an array has worked out before whatever else may use it. What it held before means nothing.
    """

    size: int
    """Number of documents of the segment, deleted ones included."""
    places: npt.NDArray[np.int32] = field(init=False)
    totals: Floats = field(init=False)
    marks: Bools = field(init=False)

    def __post_init__(self) -> None:
        for name, kind in (("places", np.int32), ("totals", np.float32), ("marks", np.bool_)):
            object.__setattr__(self, name, np.zeros(self.size, dtype=kind))

    def marked(self, *several: npt.NDArray[np.integer[Any]]) -> Bools:
        """A bitmap of documents, good until the next."""
        self.marks.fill(0)
        for documents in several:
            for begin in range(0, len(documents), BLOCK):
                self.marks[documents[begin : begin + BLOCK].astype(np.intp, copy=False)] = True
        return self.marks

    def cleared(self, documents: Longs) -> Floats:
        """The totals, which are 0 for some documents."""
        if len(documents) * THIN > self.size:
            self.totals.fill(0)
        else:
            self.totals[documents] = 0
        return self.totals

    def meeting(self, few: Longs, others: Matches) -> tuple[Longs, Longs | None]:
        """Where the documents that an ascending list shares with others, which are more, stand in it and in the others.

        The latter is None where it was not found out by the way, and :meth:`places_of` does.
        """
        many = others.listed
        if len(few) * SPARSE > len(many):
            return self.marked(others.documents).take(few).nonzero()[0], None
        if not len(many):
            return np.empty(0, dtype=np.intp), None
        wanted = few.astype(many.dtype)
        theirs = many.searchsorted(wanted)
        (ours,) = (many.take(theirs, mode="clip") == wanted).nonzero()
        return ours, theirs.take(ours)

    def places_of(self, few: Longs, others: Matches) -> Longs:
        """Where the documents of an ascending list stand among others that hold them all."""
        many = others.listed
        if len(few) * SPARSE > len(many):
            self.places[others.documents] = np.arange(len(many), dtype=np.int32)
            return self.places.take(few).astype(np.intp)
        places: Longs = many.searchsorted(few.astype(many.dtype))
        return places


class Matches:
    """Documents of a segment in ascending order, and what gives the scores of those at some places among them."""

    __slots__ = ("_documents", "level", "listed", "score")

    def __init__(
        self, listed: npt.NDArray[np.integer[Any]], score: Callable[[Places], Floats], level: float | None = None
    ) -> None:
        self.listed = listed
        """The documents as they are at hand, perhaps in a file."""
        self.score = score
        self.level = level
        """The score of every document, where they all have the same."""
        self._documents: Longs | None = None

    @property
    def documents(self) -> Longs:
        """The documents in the type by which numpy picks things fastest."""
        if self._documents is None:
            self._documents = self.listed.astype(np.intp, copy=False)
        return self._documents

    def __len__(self) -> int:
        return len(self.listed)

    def found(self) -> Found:
        """With all scores."""
        return Found(self.documents, self.score(ALL))

    def only(self, places: Places) -> Matches:
        """Those at some ascending places."""
        return Matches(self.listed[places], lambda at: self.score(_within(places, at)), self.level)

    def boosted(self, boost: float) -> Matches:
        """With scores so many times as great."""
        if boost == 1.0:
            return self
        level = None if self.level is None else self.level * boost
        return Matches(self.listed, lambda at: self.score(at) * np.float32(boost), level)

    def without(self, unwanted: Matches, scratch: Scratch) -> Matches:
        """Those that are not among others."""
        if not len(unwanted):
            return self
        return self.only(np.flatnonzero(~scratch.marked(unwanted.documents).take(self.documents)))


def constant(documents: npt.NDArray[np.integer[Any]], score: float) -> Matches:
    """Documents that all have the same score."""
    return Matches(documents, lambda at: np.full(len(documents[at]), score, dtype=np.float32), score)


def given(found: Found) -> Matches:
    """Documents whose scores are known."""
    return Matches(found.documents, lambda at: found.scores[at])


def none() -> Matches:
    """No documents."""
    return constant(np.empty(0, dtype=np.intp), 0.0)


def common(parts: Sequence[Matches], scratch: Scratch) -> Matches:
    """Documents in all of the parts, with the sum of their scores; the shortest part is walked through the others."""
    shortest, *others = sorted(parts, key=len)
    documents = shortest.documents
    held: list[tuple[Matches, Places]] = [(shortest, ALL)]
    for other in others:
        ours, theirs = scratch.meeting(documents, other)
        documents = documents.take(ours)
        held = [(part, where if where is None else _within(where, ours)) for part, where in held] + [(other, theirs)]

    def score(at: Places) -> Floats:
        chosen = documents[at]
        totals = np.zeros(len(chosen), dtype=np.float32)
        for part, where in held:
            totals += part.score(scratch.places_of(chosen, part) if where is None else _within(where, at))
        return totals

    return Matches(documents, score)


def _within(places: Places, at: Places) -> Places:
    """The places ``at`` among some places; a slice among others has a beginning, and an end past which none is."""
    if not isinstance(places, slice):
        return places if isinstance(at, slice) and at == ALL else places[at]
    if not isinstance(at, slice):
        return at + places.start if places.start else at
    if ALL in (places, at):
        return at if places == ALL else places
    chosen = range(places.start, places.stop)[at]
    return slice(chosen.start, chosen.stop)


def united(lists: Sequence[npt.NDArray[np.integer[Any]]], scratch: Scratch) -> Longs:
    """The documents in any of some lists, which need neither ascend nor differ."""
    if sum(map(len, lists)) * THIN > scratch.size:
        return np.flatnonzero(scratch.marked(*lists))
    merged = np.concatenate(lists, dtype=np.intp) if lists else np.empty(0, dtype=np.intp)
    merged.sort(kind="stable")  # which merges what is sorted in stretches
    return merged[np.flatnonzero(np.concatenate(([True], merged[1:] != merged[:-1])))] if len(merged) else merged


def union(parts: Sequence[Matches], scratch: Scratch) -> Matches:
    """Documents in any of the parts, with the sum of their scores."""
    held = sorted((part for part in parts if len(part)), key=len, reverse=True)
    if len(held) <= 1:
        return held[0] if held else none()
    documents = united([part.documents for part in held], scratch)

    def score(at: Places) -> Floats:
        (holders, scores), *scored = [(part.documents, part.score(ALL)) for part in held]
        totals = scratch.cleared(documents)
        totals[holders] = scores
        for holders, scores in scored:
            totals[holders] = totals.take(holders) + scores  # a part's documents are unique
        return totals.take(documents[at])

    return Matches(documents, score)


def best(parts: Sequence[Matches], scratch: Scratch, tiebreak: float) -> Matches:
    """Documents in any of the parts, with the greatest of their scores and a share of the others."""
    documents = united([part.documents for part in parts], scratch)

    def score(at: Places) -> Floats:
        scored = [(part.documents, part.score(ALL)) for part in parts]
        greatest, totals = np.zeros(scratch.size, dtype=np.float32), np.zeros(scratch.size, dtype=np.float32)
        for holders, scores in scored:
            greatest[holders] = np.maximum(greatest[holders], scores)
            totals[holders] += scores
        chosen = documents[at]
        return greatest[chosen] + np.float32(tiebreak) * (totals[chosen] - greatest[chosen])

    return Matches(documents, score)


def with_bonus(wanted: Matches, bonus: Matches, scratch: Scratch) -> Matches:
    """The wanted documents, whose scores grow where they are among others."""

    def score(at: Places) -> Floats:
        own, more = wanted.score(at), bonus.score(ALL)
        chosen = wanted.documents[at]
        totals = scratch.cleared(chosen)
        totals[bonus.documents] = more
        return own + totals.take(chosen)

    return Matches(wanted.documents, score)
