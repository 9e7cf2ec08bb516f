"""A fast searcher over any Whoosh searcher: whole answers as arrays.

>>> from search.arrays.searcher import ArraySearcher        # doctest: +SKIP
>>> found = ArraySearcher(index.searcher()).find(tree)      # doctest: +SKIP
>>> found.documents, found.scores                           # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from whoosh.query.qcore import Query
from whoosh.scoring import BM25F

from search.arrays.codec import ArrayCodec
from search.arrays.evaluate import Evaluator, Segment
from search.arrays.file import Array
from search.arrays.found import Bools, Found, Matches, given
from search.arrays.postings import FieldPostings, Longs
from search.arrays.scoring import SearchedField, inverse_document_frequency

Numbers = Callable[[Any], Mapping[str, Array]]
"""From a segment's reader to its fields of numbers: field -> the number of each document, 0 where there is none."""


class ArraySearcher:
    """Evaluates query trees over every segment of a Whoosh searcher.

    Segments that another codec wrote, and weightings other than BM25F, are left to Whoosh's own matchers. Documents are
    numbered as Whoosh numbers them. The searcher must stay open, and one thread may ask at a time.
    """

    def __init__(self, searcher: Any, numbers: Numbers = lambda _: {}) -> None:
        self._searcher = searcher
        self._weighting = searcher.weighting
        self.size: int = searcher.doc_count_all()
        self.idf = lru_cache(maxsize=4096)(self._idf)
        by_arrays = type(self._weighting) is BM25F
        self.leaves = tuple(
            Leaf(leaf, offset, self._segment(leaf, numbers) if by_arrays else None)
            for leaf, offset in searcher.leaf_searchers()
        )

    def find(self, tree: Query) -> Found:
        """The live documents that match, ascending, and their scores."""
        parts = [(leaf.offset, leaf.find(tree).found()) for leaf in self.leaves]
        documents = [found.documents + offset for offset, found in parts]
        return Found(_joined(documents, np.intp), _joined([found.scores for _, found in parts], np.float32))

    def documents(self, tree: Query) -> Longs:
        """The live documents that match, ascending: for counts and other orders than by score."""
        documents: Longs = _joined([leaf.find(tree).documents + leaf.offset for leaf in self.leaves], np.intp)
        return documents

    def frequency(self, fieldname: str, text: str) -> int:
        """In how many documents a term stands, deleted ones included until their segment is merged."""
        return int(self._searcher.reader().doc_frequency(fieldname, text))

    def average_length(self, fieldname: str) -> float:
        """The mean number of a field's terms in a document."""
        return float(self._searcher.avg_field_length(fieldname) or 1)

    def parameters(self, fieldname: str) -> tuple[float, float]:
        """K1 and B of the searcher's BM25F for a field."""
        return self._weighting.K1, self._weighting._field_B.get(fieldname, self._weighting.B)

    def _idf(self, fieldname: str, text: bytes) -> float:
        return inverse_document_frequency(self._searcher.doc_frequency(fieldname, text), self.size)

    def _segment(self, leaf: Any, numbers: Numbers) -> Segment | None:
        """A segment's arrays; None when another codec wrote it."""
        reader = leaf.reader()
        if reader.segment() is None or not isinstance(reader.codec(), ArrayCodec):
            return None
        size, kinds = reader.doc_count_all(), reader.schema
        fields = {
            name: SearchedField(name, postings, size, kinds[name], self)
            for name, postings in reader._terms.fields.items()
            if name in kinds
        }
        return Segment(size, fields, numbers(reader), reader, lambda tree: by_whoosh(leaf, tree))


class Leaf:
    """One segment as a searcher sees it. Its documents are numbered from 0; the index numbers them from ``offset``."""

    def __init__(self, leaf: Any, offset: int, segment: Segment | None) -> None:
        self.offset, self.reader = offset, leaf.reader()
        self.size: int = self.reader.doc_count_all()
        self._leaf, self._evaluator = leaf, Evaluator(segment) if segment else None
        self._fields = segment.fields if segment else {}
        self._live = _live(self.reader)

    def field(self, name: str) -> FieldPostings | None:
        """A field's postings; None when the segment has none of it, or another codec wrote it."""
        return self._fields[name].postings if name in self._fields else None

    def bounded(self) -> frozenset[str]:
        """Texts, since this was asked before, that stood for more terms than are looked for at once."""
        texts = frozenset(self._evaluator.bounded if self._evaluator else ())
        if texts and self._evaluator:
            self._evaluator.bounded.clear()
        return texts

    def find(self, tree: Query) -> Matches:
        """The live documents that match."""
        found = self._evaluator.find(tree) if self._evaluator else given(by_whoosh(self._leaf, tree))
        return found if self._live is None else found.only(np.flatnonzero(self._live.take(found.documents)))


def _joined(parts: list[Any], kind: type) -> Any:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)


def _live(reader: Any) -> Bools | None:
    """Which documents of a segment are not deleted; None when all are live."""
    if not reader.has_deletions():
        return None
    live = np.ones(reader.doc_count_all(), dtype=np.bool_)
    live[np.fromiter(reader.segment().deleted_docs(), dtype=np.int64)] = False
    return live


def by_whoosh(leaf: Any, tree: Query) -> Found:
    """Documents and scores of one segment by Whoosh's own matchers."""
    matcher = tree.matcher(leaf, leaf.context())
    documents, scores = [], []
    while matcher.is_active():
        documents.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return Found(np.array(documents, dtype=np.intp), np.array(scores, dtype=np.float32))
