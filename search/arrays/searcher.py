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

from search.arrays.codec import ArrayCodec, ArrayTermsReader
from search.arrays.evaluate import Evaluator, Found, Segment, inverse_document_frequency
from search.arrays.file import Array

Numbers = Callable[[Any], Mapping[str, Array]]
"""From a segment's reader to its fields of numbers: field -> the number of each document, 0 where there is none."""


class ArraySearcher:
    """Evaluates query trees over every segment of a Whoosh searcher; those of other codecs by Whoosh's matchers.

    Documents are numbered as Whoosh numbers them. The searcher must stay open, and one thread may ask at a time.
    """

    def __init__(self, searcher: Any, numbers: Numbers = lambda _: {}) -> None:
        self._searcher = searcher
        self.size: int = searcher.doc_count_all()
        self._leaves = [(leaf, _segment(leaf, numbers), offset) for leaf, offset in searcher.leaf_searchers()]
        self._live = _live(searcher.reader(), self.size)
        self.idf = lru_cache(maxsize=4096)(self._idf)

    def find(self, tree: Query) -> Found:
        """The live documents that match, ascending, and their scores."""
        parts = [(self._find(leaf, segment, tree), offset) for leaf, segment, offset in self._leaves]
        if not parts:
            return Found(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))
        documents = np.concatenate([found.documents + np.int32(offset) for found, offset in parts])
        scores = np.concatenate([found.scores for found, _ in parts])
        if self._live is None:
            return Found(documents, scores)
        live = self._live[documents]
        return Found(documents[live], scores[live])

    def frequency(self, fieldname: str, text: str) -> int:
        """In how many documents a term stands, deleted ones included until their segment is merged."""
        return int(self._searcher.reader().doc_frequency(fieldname, text))

    def average_length(self, fieldname: str) -> float:
        """The mean number of a field's terms in a document."""
        return float(self._searcher.avg_field_length(fieldname) or 1)

    def _idf(self, fieldname: str, text: bytes) -> float:
        return inverse_document_frequency(self._searcher.doc_frequency(fieldname, text), self.size)

    def _find(self, leaf: Any, segment: Segment | None, tree: Query) -> Found:
        if segment is not None:
            return Evaluator(segment, self).find(tree)
        documents, scores = _by_whoosh(leaf, tree)
        return Found(np.array(documents, dtype=np.int32), np.array(scores, dtype=np.float32))


def _live(reader: Any, size: int) -> Any:
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
    if not isinstance(reader.codec(), ArrayCodec):
        return None
    fields = ArrayTermsReader(reader.storage(), reader.segment()).fields
    return Segment(reader.doc_count_all(), fields, numbers(reader), lambda tree: _by_whoosh(leaf, tree))


def _by_whoosh(leaf: Any, tree: Query) -> tuple[list[int], list[float]]:
    """Documents and scores of one segment by Whoosh's own matchers."""
    matcher = tree.matcher(leaf, leaf.context())
    documents, scores = [], []
    while matcher.is_active():
        documents.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return documents, scores
