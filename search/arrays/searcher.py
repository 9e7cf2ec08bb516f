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

from search.arrays.codec import ArrayCodec, ArrayTermsReader
from search.arrays.evaluate import Evaluator, Segment, inverse_document_frequency
from search.arrays.file import Array
from search.arrays.found import Bools, Found, Matches, given
from search.arrays.postings import Ints

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
        self._leaves = [(leaf, _segment(leaf, numbers), offset) for leaf, offset in searcher.leaf_searchers()]
        self._live = _live(searcher.reader(), self.size)
        self.idf = lru_cache(maxsize=4096)(self._idf)

    def find(self, tree: Query) -> Found:
        """The live documents that match, ascending, and their scores."""
        parts = [(self._find(leaf, segment, tree).found(), offset) for leaf, segment, offset in self._leaves]
        found = _joined(parts)
        if self._live is None:
            return found
        live = self._live[found.documents]
        return Found(found.documents[live], found.scores[live])

    def documents(self, tree: Query) -> Ints:
        """The live documents that match, ascending: for counts and other orders than by score."""
        parts = [self._find(leaf, segment, tree).documents + np.int32(offset) for leaf, segment, offset in self._leaves]
        documents = np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)
        return documents if self._live is None else documents[self._live[documents]]

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

    def _find(self, leaf: Any, segment: Segment | None, tree: Query) -> Matches:
        if segment is None or type(self._weighting) is not BM25F:
            return given(by_whoosh(leaf, tree))
        return Evaluator(segment, self).find(tree)


def _joined(parts: list[tuple[Found, int]]) -> Found:
    """What was found in segments, numbered as in the whole index."""
    if not parts:
        return Found(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))
    documents = np.concatenate([found.documents + np.int32(offset) for found, offset in parts])
    return Found(documents, np.concatenate([found.scores for found, _ in parts]))


def _live(reader: Any, size: int) -> Bools | None:
    """Which documents are not deleted; None when all are live."""
    if not reader.has_deletions():
        return None
    live = np.ones(size, dtype=np.bool_)
    for leaf, offset in reader.leaf_readers():
        gone = np.fromiter(leaf.segment().deleted_docs(), dtype=np.int64) if leaf.has_deletions() else ()
        live[np.asarray(gone, dtype=np.int64) + offset] = False
    return live


def _segment(leaf: Any, numbers: Numbers) -> Segment | None:
    """A segment's arrays; None when another codec wrote it."""
    reader = leaf.reader()
    if reader.segment() is None or not isinstance(reader.codec(), ArrayCodec):
        return None
    fields = ArrayTermsReader(reader.storage(), reader.segment()).fields
    return Segment(reader.doc_count_all(), fields, numbers(reader), reader, lambda tree: by_whoosh(leaf, tree))


def by_whoosh(leaf: Any, tree: Query) -> Found:
    """Documents and scores of one segment by Whoosh's own matchers."""
    matcher = tree.matcher(leaf, leaf.context())
    documents, scores = [], []
    while matcher.is_active():
        documents.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return Found(np.array(documents, dtype=np.int32), np.array(scores, dtype=np.float32))
