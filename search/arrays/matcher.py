"""Whoosh's matcher over a term's postings: for query nodes, collectors and programs that want Whoosh's own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.formats import Frequency, Positions
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo
from whoosh.system import pack_uint

from search.arrays.postings import FieldPostings


def term_info(postings: FieldPostings, term: int) -> TermInfo:
    """A term's statistics as Whoosh wants them."""
    documents = postings.posting(term).documents
    weights, lengths = postings.weights_of(term), postings.lengths[documents]
    return TermInfo(
        weight=float(weights.sum()),
        df=len(documents),
        minlength=int(lengths.min()),
        maxlength=int(lengths.max()),
        maxweight=float(weights.max()),
        minid=int(documents[0]),
        maxid=int(documents[-1]),
    )


def encoded(format_: Any, frequency: int, positions: Sequence[int]) -> bytes:
    """A posting's value as Whoosh's simplest formats encode it; empty for the others, whose values are kept whole."""
    if type(format_) is Positions:
        return bytes(format_.encode(list(positions))) if positions else b""
    return pack_uint(frequency) if type(format_) is Frequency else b""


class ArrayMatcher(LeafMatcher):
    """Steps through one term's postings."""

    def __init__(self, name: tuple[str, bytes], postings: FieldPostings, term: int, format_: Any, scorer: Any) -> None:
        self.format, self.scorer = format_, scorer
        self._term, self._postings, self._number = name, postings, term
        self._first = int(postings.posting_ends[term])
        self._documents = postings.posting(term).documents
        self._weights = postings.weights_of(term)
        self._place = 0

    def is_active(self) -> bool:
        """Whether there is a current posting."""
        return self._place < len(self._documents)

    def id(self) -> int:
        """The current document."""
        return int(self._documents[self._place])

    def next(self) -> bool:
        """Go to the next posting. Raises ReadTooFar at the end."""
        if not self.is_active():
            raise ReadTooFar
        self._place += 1
        return True

    def skip_to(self, id: int) -> bool:
        """Go to the first document not less than one. Raises ReadTooFar at the end."""
        if not self.is_active():
            raise ReadTooFar
        self._place += int(np.searchsorted(self._documents[self._place :], id))
        return True

    def skip_to_quality(self, minquality: float) -> int:
        """All postings are one block: it is left when it cannot reach the quality."""
        if self.block_quality() > minquality:
            return 0
        self._place = len(self._documents)
        return 1

    def all_ids(self) -> Iterator[int]:
        """The remaining documents."""
        return iter(self._documents[self._place :].tolist())

    def weight(self) -> float:
        """The term's weight in the current document."""
        return float(self._weights[self._place])

    def value(self) -> bytes:
        """The current posting's value as the field's format encodes it."""
        place = self._first + self._place
        postings = self._postings
        if postings.value_ends is not None and postings.values is not None:
            return postings.values[postings.value_ends[place] : postings.value_ends[place + 1]].tobytes()
        positions = postings.positions_of(self._number, self._place)
        return encoded(self.format, int(postings.frequencies[place]), positions.tolist())

    def reset(self) -> None:
        """Go back to the first posting."""
        self._place = 0

    def copy(self) -> ArrayMatcher:
        """A matcher at the same place."""
        other = ArrayMatcher(self._term, self._postings, self._number, self.format, self.scorer)
        other._place = self._place
        return other

    def block_min_length(self) -> int:
        """The least length of a document with the term."""
        return int(self._postings.lengths[self._documents].min())

    def block_max_length(self) -> int:
        """The greatest length of a document with the term."""
        return int(self._postings.lengths[self._documents].max())

    def block_max_weight(self) -> float:
        """The greatest weight of the term in a document."""
        return float(self._weights.max())

    def term_matchers(self) -> Iterator[ArrayMatcher]:
        """Itself."""
        yield self
