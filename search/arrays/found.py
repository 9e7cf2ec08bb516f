"""Sets of a segment's documents with scores that are worked out only for those that remain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from search.arrays.postings import Floats, Ints

Places = Any
"""Places in an array: a slice, or an array of numbers."""
Bools = npt.NDArray[np.bool_]
ALL: Final = slice(None)

SPARSE: Final = 32
"""A list so many times shorter than another is looked up in it; otherwise both are marked in a bitmap."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents in ascending order, and their scores."""

    documents: Ints
    scores: Floats


@dataclass(frozen=True, slots=True)
class Matches:
    """Documents of a segment in ascending order, and what gives the scores of those at some places among them."""

    documents: Ints
    score: Callable[[Places], Floats]

    def __len__(self) -> int:
        return len(self.documents)

    def found(self) -> Found:
        """With all scores."""
        return Found(self.documents, self.score(ALL))

    def only(self, places: Places) -> Matches:
        """Those at some ascending places."""
        return Matches(self.documents[places], lambda at: self.score(places[at]))

    def boosted(self, boost: float) -> Matches:
        """With scores so many times as great."""
        if boost == 1.0:
            return self
        return Matches(self.documents, lambda at: self.score(at) * np.float32(boost))

    def without(self, unwanted: Matches, size: int) -> Matches:
        """Those that are not among others. ``size`` is the number of documents of the segment, here and below."""
        return self.only(np.flatnonzero(~mask_of(unwanted.documents, size)[self.documents])) if len(unwanted) else self


def constant(documents: Ints, score: float) -> Matches:
    """Documents that all have the same score."""
    return Matches(documents, lambda at: np.full(len(documents[at]), score, dtype=np.float32))


def given(found: Found) -> Matches:
    """Documents whose scores are known."""
    return Matches(found.documents, lambda at: found.scores[at])


def none() -> Matches:
    """No documents."""
    return constant(np.empty(0, dtype=np.int32), 0.0)


def mask_of(documents: Ints, size: int) -> Bools:
    """A bitmap of documents."""
    mask = np.zeros(size, dtype=np.bool_)
    mask[documents] = True
    return mask


def inside(mask: Bools) -> Ints:
    """The documents of a bitmap."""
    return np.flatnonzero(mask).astype(np.int32)


def common(parts: Sequence[Matches], size: int) -> Matches:
    """Documents in all of the parts, with the sum of their scores; the shortest part is walked through the others."""
    shortest, *others = sorted(parts, key=len)
    documents = shortest.documents
    places: list[Places] = [ALL]
    for other in others:
        ours, theirs = meeting(documents, other.documents, size)
        documents = documents[ours]
        places = [ours if each is ALL else each[ours] for each in places] + [theirs]
    held = list(zip((shortest, *others), places, strict=True))

    def score(at: Places) -> Floats:
        total = held[0][0].score(_within(held[0][1], at))
        for part, where in held[1:]:
            total = total + part.score(_within(where, at))
        return total

    return Matches(documents, score)


def _within(places: Places, at: Places) -> Places:
    return at if places is ALL else places[at]


def meeting(few: Ints, many: Ints, size: int) -> tuple[Any, Any]:
    """Where the documents that two ascending lists share stand in each of them."""
    if len(few) * SPARSE < len(many):
        theirs = np.searchsorted(many, few)
        theirs[theirs == len(many)] = 0
        ours = np.flatnonzero(many[theirs] == few)
        return ours, theirs[ours]
    return np.flatnonzero(mask_of(many, size)[few]), np.flatnonzero(mask_of(few, size)[many])


def union(parts: Sequence[Matches], size: int) -> Matches:
    """Documents in any of the parts, with the sum of their scores."""
    held = [part for part in parts if len(part)]
    if len(held) <= 1:
        return held[0] if held else none()
    documents = inside(_marked(held, size))

    def score(at: Places) -> Floats:
        totals = np.zeros(size, dtype=np.float32)
        for part in held:
            totals[part.documents] += part.score(ALL)  # a part's documents are unique, so adding by index is safe
        return totals[documents[at]]

    return Matches(documents, score)


def best(parts: Sequence[Matches], size: int, tiebreak: float) -> Matches:
    """Documents in any of the parts, with the greatest of their scores and a share of the others."""
    documents = inside(_marked(parts, size))

    def score(at: Places) -> Floats:
        greatest, totals = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
        for part in parts:
            scores = part.score(ALL)
            greatest[part.documents] = np.maximum(greatest[part.documents], scores)
            totals[part.documents] += scores
        chosen = documents[at]
        return greatest[chosen] + np.float32(tiebreak) * (totals[chosen] - greatest[chosen])

    return Matches(documents, score)


def _marked(parts: Sequence[Matches], size: int) -> Bools:
    mask = np.zeros(size, dtype=np.bool_)
    for part in parts:
        mask[part.documents] = True
    return mask


def with_bonus(wanted: Matches, bonus: Matches, size: int) -> Matches:
    """The wanted documents, whose scores grow where they are among others."""

    def score(at: Places) -> Floats:
        totals = np.zeros(size, dtype=np.float32)
        totals[bonus.documents] = bonus.score(ALL)
        return wanted.score(at) + totals[wanted.documents[at]]

    return Matches(wanted.documents, score)
