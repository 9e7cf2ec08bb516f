"""The codec: how Whoosh writes and reads a segment whose inverted file is flat arrays.

Stored values, Whoosh's own columns and vectors are kept as Whoosh's default codec keeps them.
"""

from __future__ import annotations

from typing import Any

from whoosh.codec.base import Automata, FieldWriter, TermsReader
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3PerDocWriter

from search.arrays.documents import DocumentReader, DocumentWriter
from search.arrays.segments import DOCUMENTS, INVERTED, ArraySegment, open_arrays, open_field, save_arrays
from search.arrays.terms import ArrayTermsReader, TermsWriter, Vocabulary

__all__ = [
    "DOCUMENTS",
    "INVERTED",
    "ArrayCodec",
    "ArraySegment",
    "ArrayTermsReader",
    "open_arrays",
    "open_field",
    "save_arrays",
]


class ArrayCodec(W3Codec):
    """Give it to any Whoosh writer: ``index.writer(codec=ArrayCodec())``. Readers find it by themselves."""

    def per_document_writer(self, storage: Any, segment: Any) -> W3PerDocWriter:
        """What Whoosh tells of documents."""
        return DocumentWriter(self, storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> W3PerDocReader:
        """What Whoosh asks of documents."""
        return DocumentReader(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """What Whoosh tells of terms, sorted."""
        return TermsWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """What Whoosh asks of terms."""
        return ArrayTermsReader(storage, segment)

    def automata(self, storage: Any, segment: Any) -> Automata:
        """What finds similar terms."""
        return Vocabulary()

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """A segment without documents."""
        return ArraySegment(self, indexname)
