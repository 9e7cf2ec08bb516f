"""What the codec keeps for each term: Whoosh's writer and reader of the inverted file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pickle import UnpicklingError
from typing import Any, Final

import numpy as np
from whoosh.codec.base import Automata, EmptyCursor, FieldCursor, FieldWriter, TermsReader
from whoosh.formats import Frequency
from whoosh.matching import Matcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.system import pack_uint

from search.arrays.build import dictionary, ends, least
from search.arrays.file import Array
from search.arrays.matcher import ArrayMatcher, encoded, term_info
from search.arrays.postings import FieldPostings
from search.arrays.segments import DOCUMENTS, INVERTED, open_arrays, open_field, save_arrays
from search.arrays.similar import within

UNREADABLE: Final = (ValueError, TypeError, EOFError, IndexError, UnpicklingError)
"""What Whoosh's formats raise for values that they did not encode."""


class TermsWriter(FieldWriter):
    """Collects sorted postings field by field; written as one file when closed."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self._arrays: dict[str, Array] = {}
        self._fields: list[str] = []
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field."""
        self._fieldname, self._format = fieldname, fieldobj.format
        self._texts: list[bytes] = []
        self._counts: list[int] = []
        self._documents: list[int] = []
        self._weights: list[float] = []
        self._values: list[bytes] = []
        self._lengths: dict[int, int] = {}

    def start_term(self, text: bytes) -> None:
        """Begin a term, greater than the one before."""
        self._texts.append(text)
        self._counts.append(0)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """A posting of the term that was begun; its document is greater than the one before."""
        self._counts[-1] += 1
        self._documents.append(docnum)
        self._weights.append(weight)
        self._values.append(vbytes)
        if length:
            self._lengths[docnum] = length

    def finish_term(self) -> None:
        """Nothing: a term ends where the next begins."""

    def finish_field(self) -> None:
        """Turn the field's postings into arrays."""
        self._fields.append(self._fieldname)
        named = {
            **dictionary(self._texts),
            "posting_ends": ends(np.array(self._counts, dtype=np.int64)),
            "documents": np.array(self._documents, dtype=np.int32),
            **_worth(self._format, self._counts, self._weights, self._values),
        }
        if not self._storage.file_exists(self._segment.make_filename(DOCUMENTS)):
            named["lengths"] = self._told_lengths()
        self._arrays |= {f"{self._fieldname}/{name}": array for name, array in named.items()}

    def _told_lengths(self) -> Array:
        """The lengths that came with postings, where no file of documents has them."""
        lengths = np.ones(max(self._documents, default=-1) + 1, dtype=np.int32)
        lengths[list(self._lengths)] = list(self._lengths.values())
        return lengths

    def close(self) -> None:
        """Write what was taken."""
        save_arrays(self._storage, self._segment, INVERTED, self._arrays, {"fields": self._fields})
        self.is_closed = True


def _worth(format_: Any, counts: Sequence[int], weights: Sequence[float], values: Sequence[bytes]) -> dict[str, Array]:
    """What each posting says beyond its document. Values that follow from the rest are not kept."""
    exact = np.array(weights, dtype=np.float64)
    positions = _positions(format_, values)
    frequencies = _frequencies(format_, values, positions, exact)
    places = ends(np.fromiter(map(len, positions), np.int64, len(values)))
    arrays: dict[str, Array] = {
        "frequencies": least(frequencies),
        "place_ends": places[ends(np.array(counts, dtype=np.int64))],
        "positions": least(np.array([place for each in positions for place in each], dtype=np.int64)),
    }
    if not np.array_equal(exact, frequencies):
        arrays["weights"] = exact.astype(np.float32)
    if any(
        value != encoded(format_, frequency, places)
        for value, frequency, places in zip(values, frequencies.tolist(), positions, strict=True)
    ):
        arrays["value_ends"] = ends(np.fromiter(map(len, values), np.int64, len(values)))
        arrays["values"] = np.frombuffer(b"".join(values), dtype=np.uint8)
    return arrays


def _positions(format_: Any, values: Sequence[bytes]) -> list[list[int]]:
    """Each posting's positions, ascending; none where the format has none or does not know its own values."""
    try:
        if format_.supports("positions"):
            return [sorted(format_.decode_positions(value)) for value in values]
    except UNREADABLE:
        pass
    return [[]] * len(values)


def _frequencies(format_: Any, values: Sequence[bytes], positions: Sequence[Sequence[int]], weights: Array) -> Array:
    """How often each posting's term stands in its document, at least once."""
    if any(positions):
        counts: Iterable[int] = map(len, positions)
    elif isinstance(format_, Frequency) and all(len(value) == len(pack_uint(0)) for value in values):
        counts = map(format_.decode_frequency, values)
    else:
        return np.maximum(weights, 1).astype(np.int32)
    return np.fromiter(counts, np.int32, len(values))


class ArrayTermsReader(TermsReader):
    """A segment's terms and postings, read where they lie."""

    def __init__(self, storage: Any, segment: Any) -> None:
        inverted = open_arrays(storage, segment, INVERTED)
        counted = storage.file_exists(segment.make_filename(DOCUMENTS))
        documents = open_arrays(storage, segment, DOCUMENTS) if counted else {}
        self.fields = {
            name: open_field(inverted, documents, name, when_uncounted=1) for name in inverted.about["fields"]
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
        return EmptyCursor() if postings is None or not postings.size else Cursor(postings, fieldobj)

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

    def close(self) -> None:
        """Let go of the files, which are unmapped when no array is left."""
        self.fields = {}

    def _find(self, fieldname: str, text: bytes) -> tuple[FieldPostings, int]:
        postings = self.fields.get(fieldname)
        term = -1 if postings is None else postings.find(text)
        if postings is None or term < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return postings, term

    def _terms_from(self, fieldname: str, first: int) -> Iterator[tuple[str, bytes]]:
        postings = self.fields[fieldname]
        return ((fieldname, text) for text in postings.terms(first, postings.size))


class Cursor(FieldCursor):
    """Steps through a field's terms."""

    def __init__(self, postings: FieldPostings, fieldobj: Any) -> None:
        self.postings, self._field, self._place = postings, fieldobj, 0

    def first(self) -> Any:
        """Go to the first term and return it."""
        self._place = 0
        return self.text()

    def find(self, term: Any) -> Any:
        """Go to the first term not less than one and return it."""
        self._place = self.postings.place(term if isinstance(term, bytes) else self._field.to_bytes(term))
        return self.text()

    def next(self) -> Any:
        """Go to the next term and return it; None after the last."""
        self._place += 1
        return self.text()

    def text(self) -> Any:
        """The current term; None after the last."""
        return self._field.from_bytes(self.postings.text(self._place)) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """The current term's statistics."""
        return term_info(self.postings, self._place) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a current term."""
        return self._place < self.postings.size


class Vocabulary(Automata):
    """Finds similar terms by one pass over the whole dictionary instead of Whoosh's steps through an automaton."""

    def terms_within(self, fieldcur: Any, uterm: str, maxdist: int, prefix: int = 0) -> Iterator[str]:
        """The terms within Levenshtein's distance of a text that begin with as many of its letters."""
        if not isinstance(fieldcur, Cursor):
            return iter(())
        postings = fieldcur.postings
        return (postings.text(term).decode() for term in within(postings, uterm, maxdist, prefix).tolist())
