"""The codec: how Whoosh writes and reads a segment whose inverted file is flat arrays.

A segment is two files of arrays: ``.inv`` with each field's dictionary and postings, and ``.doc`` with what belongs to
documents, the exact length of each field first of all. Stored values, Whoosh's own columns and vectors are kept as
Whoosh's default codec keeps them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.codec.base import EmptyCursor, FieldCursor, FieldWriter, TermsReader
from whoosh.codec.whoosh3 import STORED_COLUMN, W3Codec, W3PerDocReader, W3PerDocWriter, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence, Frequency, Positions
from whoosh.matching import Matcher
from whoosh.reading import TermInfo, TermNotFound

from search.arrays.build import dictionary, ends
from search.arrays.file import Array, ArrayFile, write
from search.arrays.matcher import ArrayMatcher, term_info
from search.arrays.postings import FieldPostings

INVERTED: Final = ".inv"
DOCUMENTS: Final = ".doc"


class ArrayCodec(W3Codec):
    """Give it to any Whoosh writer: ``index.writer(codec=ArrayCodec())``. Readers find it by themselves."""

    def per_document_writer(self, storage: Any, segment: Any) -> W3PerDocWriter:
        """What Whoosh tells of documents."""
        return _DocumentWriter(self, storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> W3PerDocReader:
        """What Whoosh asks of documents."""
        return _DocumentReader(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """What Whoosh tells of terms, sorted."""
        return _FieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """What Whoosh asks of terms."""
        return ArrayTermsReader(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """A segment without documents."""
        return ArraySegment(self, indexname)


class ArraySegment(W3Segment):
    """A segment's entry in Whoosh's table of contents."""

    def should_assemble(self) -> bool:
        """Never: arrays are mapped from files of their own."""
        return False


def open_arrays(storage: Any, segment: Any, extension: str) -> ArrayFile:
    """One of a segment's files, mapped where the storage is a directory."""
    name = segment.make_filename(extension)
    if isinstance(storage, FileStorage):
        return ArrayFile.open(Path(storage.folder) / name)
    with storage.open_file(name) as file:
        return ArrayFile(file.read(), name)


def save_arrays(storage: Any, segment: Any, extension: str, arrays: dict[str, Array], about: dict[str, Any]) -> None:
    """Write one of a segment's files."""
    with segment.create_file(storage, extension) as file:
        write(file, arrays, about)


def open_field(inverted: ArrayFile, documents: ArrayFile, fieldname: str, size: int) -> FieldPostings:
    """A field's postings with its lengths; a field that no document counts has lengths of 0."""
    name = f"{fieldname}/lengths"
    lengths = documents.get(name)
    if lengths is None:
        lengths = np.zeros(size, dtype=np.int32)
    return FieldPostings.of(inverted, fieldname, lengths)


class _DocumentWriter(W3PerDocWriter):
    def __init__(self, codec: ArrayCodec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._exact: dict[str, dict[int, int]] = defaultdict(dict)

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        super().add_field(fieldname, fieldobj, value, length)
        if length:
            self._exact[fieldname][self._docnum] = length

    def close(self) -> None:
        super().close()
        arrays: dict[str, Array] = {}
        for fieldname, exact in self._exact.items():
            lengths = arrays[f"{fieldname}/lengths"] = np.zeros(self._doccount, dtype=np.int32)
            lengths[list(exact)] = list(exact.values())
        save_arrays(self._storage, self._segment, DOCUMENTS, arrays, {})


class _DocumentReader(W3PerDocReader):
    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._arrays = open_arrays(storage, segment, DOCUMENTS)

    def _exact(self, fieldname: str) -> Array | None:
        name = f"{fieldname}/lengths"
        return self._arrays.get(name)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._exact(fieldname)
        return default if lengths is None else int(lengths[docnum]) or default

    def doc_field_length_reader(self, fieldname: str, default: int = 0) -> Any:
        return lambda docnum: self.doc_field_length(docnum, fieldname, default)

    def min_field_length(self, fieldname: str) -> int:
        lengths = self._exact(fieldname)
        return 0 if lengths is None else int(lengths.min(initial=np.iinfo(np.int32).max))

    def max_field_length(self, fieldname: str) -> int:
        lengths = self._exact(fieldname)
        return 0 if lengths is None else int(lengths.max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        reader = self._cached_reader("_stored", STORED_COLUMN)
        return (reader[docnum] if reader is not None else None) or {}


class _FieldWriter(FieldWriter):
    """Collects sorted postings field by field; written as one file when closed."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self._arrays: dict[str, Array] = {}
        self._fields: list[str] = []
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        self._fieldname, self._format = fieldname, fieldobj.format
        self._texts: list[bytes] = []
        self._counts: list[int] = []
        self._documents: list[int] = []
        self._weights: list[float] = []
        self._values: list[bytes] = []

    def start_term(self, text: bytes) -> None:
        self._texts.append(text)
        self._counts.append(0)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        self._counts[-1] += 1
        self._documents.append(docnum)
        self._weights.append(weight)
        self._values.append(vbytes)

    def finish_term(self) -> None:
        """Nothing: a term ends where the next begins."""

    def finish_field(self) -> None:
        self._fields.append(self._fieldname)
        named = {
            **dictionary(self._texts),
            "posting_ends": ends(np.array(self._counts, dtype=np.int64)),
            "documents": np.array(self._documents, dtype=np.int32),
            **self._worth(),
        }
        self._arrays |= {f"{self._fieldname}/{name}": array for name, array in named.items()}

    def _worth(self) -> dict[str, Array]:
        """What each posting says beyond its document."""
        weights = np.array(self._weights, dtype=np.float32)
        arrays: dict[str, Array] = {"frequencies": weights.astype(np.int32)}
        positions: list[list[int]] = [[]] * len(weights)
        if type(self._format) is Positions:
            positions = [self._format.decode_positions(value) for value in self._values]
            arrays["frequencies"] = np.array([len(each) for each in positions], dtype=np.int32)
        elif type(self._format) not in (Existence, Frequency):
            arrays["value_ends"] = ends(np.fromiter(map(len, self._values), np.int64, len(weights)))
            arrays["values"] = np.frombuffer(b"".join(self._values), dtype=np.uint8)
        if not np.array_equal(weights, arrays["frequencies"]):
            arrays["weights"] = weights
        arrays["position_ends"] = ends(np.fromiter(map(len, positions), np.int64, len(weights)))
        arrays["positions"] = np.array([place for each in positions for place in each], dtype=np.int32)
        return arrays

    def close(self) -> None:
        save_arrays(self._storage, self._segment, INVERTED, self._arrays, {"fields": self._fields})
        self.is_closed = True


class ArrayTermsReader(TermsReader):
    """A segment's terms and postings, read where they lie."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._inverted = open_arrays(storage, segment, INVERTED)
        documents = open_arrays(storage, segment, DOCUMENTS)
        size = segment.doc_count_all()
        self.fields = {
            name: open_field(self._inverted, documents, name, size) for name in self._inverted.about["fields"]
        }

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        fieldname, text = term
        return fieldname in self.fields and self.fields[fieldname].find(text) >= 0

    def indexed_field_names(self) -> Iterable[str]:
        """The names of the fields that have postings."""
        return self.fields.keys()

    def cursor(self, fieldname: str, fieldobj: Any) -> FieldCursor:
        """A cursor over a field's terms."""
        postings = self.fields.get(fieldname)
        return EmptyCursor() if postings is None or not postings.size else _Cursor(postings, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every ``(field, term)`` in order."""
        for fieldname in sorted(self.fields):
            yield from self._terms_from(fieldname, 0)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Every ``(field, term)`` not less than one."""
        if fieldname in self.fields:
            yield from self._terms_from(fieldname, self.fields[fieldname].place(prefix))
        for name in sorted(self.fields):
            if name > fieldname:
                yield from self._terms_from(name, 0)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with its statistics."""
        return (((name, text), self.term_info(name, text)) for name, text in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term not less than one, with its statistics."""
        return (((name, text), self.term_info(name, text)) for name, text in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """A term's statistics. Raises TermNotFound."""
        return term_info(*self._find(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """A term's total weight; 0 when it is unknown."""
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands; 0 when it is unknown."""
        postings = self.fields.get(fieldname)
        term = -1 if postings is None else postings.find(text)
        return 0 if postings is None or term < 0 else postings.frequency(term)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Matcher:
        """A matcher over a term's postings. Raises TermNotFound."""
        postings, term = self._find(fieldname, text)
        return ArrayMatcher((fieldname, text), postings, term, format_, scorer)

    def _find(self, fieldname: str, text: bytes) -> tuple[FieldPostings, int]:
        postings = self.fields.get(fieldname)
        term = -1 if postings is None else postings.find(text)
        if postings is None or term < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return postings, term

    def _terms_from(self, fieldname: str, first: int) -> Iterator[tuple[str, bytes]]:
        postings = self.fields[fieldname]
        return ((fieldname, text) for text in postings.terms(first, postings.size))


class _Cursor(FieldCursor):
    def __init__(self, postings: FieldPostings, fieldobj: Any) -> None:
        self._postings, self._field, self._place = postings, fieldobj, 0

    def first(self) -> Any:
        self._place = 0
        return self.text()

    def find(self, term: Any) -> Any:
        self._place = self._postings.place(term if isinstance(term, bytes) else self._field.to_bytes(term))
        return self.text()

    def next(self) -> Any:
        self._place += 1
        return self.text()

    def text(self) -> Any:
        return self._field.from_bytes(self._postings.text(self._place)) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return term_info(self._postings, self._place) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._place < self._postings.size
