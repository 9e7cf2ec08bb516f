"""How well a document matches a term: Okapi BM25 as Whoosh has it, field by field."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from search.arrays.found import Matches, Places
from search.arrays.postings import FieldPostings, Floats


class Statistics(Protocol):
    """What scoring needs to know of the whole index, so that scores do not depend on how it is cut into segments."""

    def idf(self, fieldname: str, text: bytes) -> float:
        """The inverse document frequency of a term."""

    def average_length(self, fieldname: str) -> float:
        """The mean number of a field's terms in a document."""

    def parameters(self, fieldname: str) -> tuple[float, float]:
        """K1 and B of BM25F for a field."""


def inverse_document_frequency(holders: int, documents: int) -> float:
    """Whoosh's idf (``whoosh.scoring.WeightingModel.idf``)."""
    return math.log(documents / (holders + 1)) + 1


class SearchedField:
    """One field of one segment, with what it takes to score its terms."""

    def __init__(self, name: str, postings: FieldPostings, size: int, kind: Any, statistics: Statistics) -> None:
        self.postings = postings
        self._name, self._size, self._statistics = name, size, statistics
        self._kind = kind
        self._to_bytes: Callable[[Any], bytes] = kind.to_bytes

    def find(self, text: Any) -> int:
        """The number of a term; -1 when the field does not hold it, or cannot."""
        try:
            return self.postings.find(self._to_bytes(text))
        except ValueError:
            return -1

    def scored(self, term: int, boost: float) -> Matches:
        """A term's documents, scored as ``whoosh.scoring.bm25`` does."""
        documents, weights = self.postings.posting(term).documents, self.postings.weights_of(term)
        if not self._kind.scorable:
            return Matches(documents, lambda at: weights[at].astype(np.float32) * np.float32(boost))
        k1, _ = self._statistics.parameters(self._name)
        factor = np.float32(self._statistics.idf(self._name, self.postings.text(term)) * (k1 + 1) * boost)

        def score(at: Places) -> Floats:
            frequencies = weights[at].astype(np.float32)
            scores = self._norms.take(documents[at])
            scores += frequencies
            np.divide(frequencies, scores, out=scores)
            scores *= factor
            return scores

        return Matches(documents, score)

    @cached_property
    def _norms(self) -> Floats:
        """``k1 * (1 - b + b * length / average)`` of every document."""
        k1, b = self._statistics.parameters(self._name)
        norms = self.postings.lengths[: self._size].astype(np.float32)
        norms *= np.float32(k1 * b / self._statistics.average_length(self._name))
        norms += np.float32(k1 * (1 - b))
        return norms
