"""The bonus for where words stand, one document at a time and without arrays, as its definition reads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from search.ranking.weights import ADJACENT, LEAD, NEAR, WINDOW


def bonus(places: Sequence[Sequence[int]], idfs: Sequence[float], early: float) -> float:
    """A document's bonus from one field: ``places`` and ``idfs`` of each of the query's words, in the query's order."""
    words = list(zip(places, idfs, strict=True))
    together = sum((one + other) / 2 * _pair(first, second) for (first, one), (second, other) in pairwise(words))
    return together + sum(early * idf * LEAD / (LEAD + min(each)) for each, idf in words if each)


def _pair(first: Sequence[int], second: Sequence[int]) -> float:
    adjacent = sum(place + 1 in second for place in first)
    near = sum(any(abs(other - place) < WINDOW for other in second) for place in first)
    return ADJACENT * adjacent / (adjacent + 1) + NEAR * near / (near + 1)
