"""One field of one segment: its term dictionary and postings, as views into arrays."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from search.arrays.file import ArrayFile

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.unsignedinteger[Any]]
"""Small numbers, of the least unsigned type that holds them."""

SPARSE: Final = 8
"""Times that postings must be fewer than all of a term's to be come to by leaps."""

HEAD: Final = 8
"""Bytes of a term that are compared as one number."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A term's postings: for each document that holds it, in ascending order, how often."""

    documents: Ints
    frequencies: Counts


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Places of a term: document by document, ascending, how many there are and at what positions."""

    documents: Ints
    sizes: Counts
    positions: Counts

    def places(self, first: int, last: int, stride: int) -> Ints:
        """``(document - first) * stride + position`` in the documents from the first up to the last, each once."""
        low, high = np.searchsorted(self.documents, (first, last)).tolist()
        begin, sizes = int(self.sizes[:low].sum(dtype=np.int64)), self.sizes[low:high]
        keys = np.repeat((self.documents[low:high] - np.int32(first)) * np.int32(stride), sizes)
        keys += self.positions[begin : begin + len(keys)]
        again = np.flatnonzero(keys[1:] == keys[:-1])
        return np.delete(keys, again) if len(again) else keys


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """The inverted file of a field.

    Term ``t`` is ``texts[text_ends[t]:text_ends[t + 1]]``; terms ascend as bytes. ``heads[t]`` is the number that a
    term's first eight bytes are, the greatest byte first. ``letters[t]`` has bit ``b % 31`` set for each of its bytes
    ``b``, and bit 31 where one is not of ASCII: few edits change few bits. The term's postings are
    ``documents[posting_ends[t]:posting_ends[t + 1]]`` with their ``frequencies``, and its positions are
    ``positions[place_ends[t]:place_ends[t + 1]]``, as many for each posting as its frequency. A field without positions
    has a ``place_ends`` of zeros.
    """

    texts: Bytes
    text_ends: Longs
    heads: npt.NDArray[np.uint64]
    letters: npt.NDArray[np.uint32]
    posting_ends: Longs
    documents: Ints
    frequencies: Counts
    place_ends: Longs
    positions: Counts
    lengths: npt.NDArray[np.integer[Any]]
    """Number of the field's terms in each document."""
    weights: Floats | None = None
    """The weight of each posting, where it is not its frequency."""
    value_ends: Longs | None = None
    values: Bytes | None = None
    """Where a format of Whoosh holds more than positions: each posting's value as that format encodes it."""

    @classmethod
    def of(cls, file: ArrayFile, fieldname: str, lengths: npt.NDArray[np.integer[Any]]) -> Self:
        """A field's postings as they lie in a file. Raises KeyError when it has none."""
        names = (each.name for each in dataclasses.fields(cls) if each.name != "lengths")
        present = {name: file[f"{fieldname}/{name}"] for name in names if f"{fieldname}/{name}" in file}
        return cls(lengths=lengths, **present)

    @property
    def size(self) -> int:
        """How many terms there are."""
        return len(self.text_ends) - 1

    def text(self, term: int) -> bytes:
        """The bytes of a term, given by its number in the dictionary."""
        return self.texts[self.text_ends[term] : self.text_ends[term + 1]].tobytes()

    def place(self, text: bytes) -> int:
        """The number of the first term not less than a text."""
        head = np.uint64(int.from_bytes(text[:HEAD].ljust(HEAD, b"\0"), "big"))
        low, high = int(self.heads.searchsorted(head)), int(self.heads.searchsorted(head, side="right"))
        return bisect_left(range(self.size), text, low, high, key=self.text)

    def find(self, text: bytes) -> int:
        """The number of a term; -1 when the field does not hold it."""
        place = self.place(text)
        return place if place < self.size and self.text(place) == text else -1

    def span(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin with a prefix: from the first up to, not including, the second."""
        return self.place(prefix), self.place(_after(prefix)) if prefix.strip(b"\xff") else self.size

    def terms(self, first: int, last: int) -> Iterator[bytes]:
        """The texts of consecutive terms."""
        ends = self.text_ends[first : last + 1].tolist()
        block = self.texts[ends[0] : ends[-1]].tobytes() if ends else b""
        return (block[low - ends[0] : high - ends[0]] for low, high in pairwise(ends))

    def frequency(self, term: int) -> int:
        """In how many documents a term stands, deleted ones included."""
        return int(self.posting_ends[term + 1] - self.posting_ends[term])

    def posting(self, term: int) -> Posting:
        """A term's postings."""
        low, high = self.posting_ends[term], self.posting_ends[term + 1]
        return Posting(self.documents[low:high], self.frequencies[low:high])

    def documents_of(self, term: int) -> Longs:
        """The documents that hold a term, in the type by which numpy picks things fastest."""
        return self.documents[self.posting_ends[term] : self.posting_ends[term + 1]].astype(np.intp)

    def weights_of(self, term: int) -> Counts | Floats:
        """The weight of each of a term's postings."""
        low, high = self.posting_ends[term], self.posting_ends[term + 1]
        return (self.frequencies if self.weights is None else self.weights)[low:high]

    def positions_of(self, term: int, posting: int) -> Counts:
        """Where a term stands in the document of one of its postings, numbered from 0."""
        if not len(self.positions):
            return self.positions
        frequencies = self.posting(term).frequencies
        begin = int(self.place_ends[term]) + int(frequencies[:posting].sum(dtype=np.int64))
        return self.positions[begin : begin + int(frequencies[posting])]

    def occurrences(self, term: int, which: Longs | None = None) -> Occurrences:
        """Every place of a term, or only those of some of its postings, numbered from 0."""
        posting = self.posting(term)
        positions = self.positions[self.place_ends[term] : self.place_ends[term + 1]]
        if which is None:
            return Occurrences(posting.documents, posting.frequencies, positions)
        begins, sizes = _begins(posting.frequencies, which), posting.frequencies[which]
        at = np.repeat(begins - np.cumsum(sizes, dtype=np.int64) + sizes, sizes)
        at += np.arange(len(at))
        return Occurrences(posting.documents[which], sizes, positions[at])


def _begins(sizes: Counts, which: Longs) -> Longs:
    """Where some of consecutive runs of the given sizes begin; summing up to each is dear where they are few."""
    if len(which) * SPARSE > len(sizes) or not len(which):
        return np.cumsum(sizes, dtype=np.int64)[which] - sizes[which]
    begins = np.add.reduceat(sizes, which, dtype=np.uint32).astype(np.int64)
    begins[1:] = begins[:-1].cumsum()
    begins[0] = 0
    begins += int(sizes[: which[0]].sum(dtype=np.int64))
    return begins


def _after(prefix: bytes) -> bytes:
    """The least bytes greater than all that begin with a prefix."""
    kept = prefix.rstrip(b"\xff")
    return kept[:-1] + bytes([kept[-1] + 1])
