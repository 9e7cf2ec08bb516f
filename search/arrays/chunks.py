"""Texts cut into chunks and chunks turned into numbers, whole texts at a time.

Both work on UTF-8 and look at every byte with numpy. A chunk of up to 16 bytes is two 64-bit words, by which it is
looked up in a table of arrays; what the table does not hold is asked of a dictionary of Python's. Measured on news,
one in a hundred chunks is, and ten million chunks a second are numbered; ``str.split`` with a dictionary for all of
them reaches a third of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from search.arrays.postings import Bytes, Ints, Longs

Words = npt.NDArray[np.uint64]

CUT, SPACE, PART, HOLD, TIE, LAST = range(6)
"""Kinds of bytes. ``CUT`` and ``SPACE`` stand between chunks and all others within; but a ``SPACE`` after a ``HOLD`` or
beside a ``TIE`` does not divide, and one ``LAST`` at the end of a chunk is left out of it."""

_PADDING: Final = bytes(24)
"""Room to read words of 8 bytes from wherever a chunk begins."""
_TABLE_BITS: Final = 20
"""The table has 2 ** 20 places, of 20 bytes each."""
_AT_A_TIME: Final = 1 << 13
"""Chunks whose arrays fit in a processor's cache."""
_MASKS: Final[Words] = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
"""Odd numbers with bits at random, to scatter by multiplying."""


def kinds(**members: bytes) -> bytes:
    """A kind for each of the 256 bytes, those named put under the kind of that name: ``kinds(CUT=b"\\n", SPACE=b" ")``.

    All others are ``PART``, except that the byte 0 always cuts: chunks must not hold it.
    """
    table = bytearray([PART]) * 256
    for name, each in {"CUT": b"", **members}.items():
        for byte in each:
            table[byte] = globals()[name]
    table[0] = CUT
    return bytes(table)


WHITESPACE: Final = kinds(CUT=b" \t\n\r\v\f")
"""Cuts at ASCII's white space, as ``bytes.split`` does."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """Where the chunks of several texts stand in their bytes."""

    data: bytes
    """The texts behind one another, and 24 bytes more."""
    starts: Longs
    ends: Longs
    counts: Longs
    """Number of chunks of each text."""

    @classmethod
    def of(cls, texts: Iterable[bytes], kinds: bytes = WHITESPACE) -> Chunks:
        """The chunks of texts, none of which goes from one text into the next."""
        parts = list(texts)
        data = b"\0".join([*parts, _PADDING])
        starts, ends = _edges(np.frombuffer(data.translate(kinds), dtype=np.uint8))
        bounds = np.cumsum([len(part) + 1 for part in parts])
        return cls(data, starts, ends, np.diff(np.searchsorted(starts, bounds), prepend=0))


def _edges(kind: Bytes) -> tuple[Longs, Longs]:
    """Where runs of bytes within chunks begin and end; the last byte cuts."""
    inside = kind > SPACE
    space = kind == SPACE
    inside[1:] |= space[1:] & ((kind == HOLD) | (kind == TIE))[:-1]
    inside[:-1] |= space[:-1] & (kind == TIE)[1:]
    inside[:-1] &= (kind[:-1] != LAST) | inside[1:]
    changes = np.empty(len(kind), dtype=np.bool_)
    changes[0] = inside[0]
    np.not_equal(inside[1:], inside[:-1], out=changes[1:])
    edges = np.flatnonzero(changes)
    return edges[::2], edges[1::2]


class ChunkNumbers:
    """Numbers of chunks, asked of ``number`` once for each that is new."""

    def __init__(self, number: Callable[[bytes], int]) -> None:
        self._all = _Numbers(number)
        self._table = _Table()

    def __len__(self) -> int:
        """How many different chunks came so far."""
        return len(self._all)

    def of(self, chunks: Chunks) -> Ints:
        """The number of each chunk."""
        numbers = np.empty(len(chunks.starts), dtype=np.int32)
        words = np.frombuffer(chunks.data, dtype="<u8", count=len(chunks.data) // 8)
        for first in range(0, len(numbers), _AT_A_TIME):
            here = slice(first, first + _AT_A_TIME)
            numbers[here] = self._block(chunks.data, words, chunks.starts[here], chunks.ends[here])
        return numbers

    def _block(self, data: bytes, words: Words, starts: Longs, ends: Longs) -> Ints:
        keys = _Keys.of(words, starts, ends - starts)
        numbers, unknown = self._table.look_up(keys)
        if len(unknown):
            texts = (data[low:high] for low, high in zip(starts[unknown].tolist(), ends[unknown].tolist(), strict=True))
            numbers[unknown] = np.fromiter(map(self._all.__getitem__, texts), dtype=np.int32, count=len(unknown))
            self._table.learn(keys, numbers, unknown)
        return numbers


class _Numbers(dict[bytes, int]):
    def __init__(self, number: Callable[[bytes], int]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, chunk: bytes) -> int:
        made = self[chunk] = self._number(chunk)
        return made


@dataclass(frozen=True, slots=True)
class _Keys:
    """Chunks as two words each, filled up with zeros, and their places in the table."""

    first: Words
    second: Words
    slots: Longs
    longer: Longs
    """Which of them are longer than two words, so that the words do not tell them apart."""

    @classmethod
    def of(cls, words: Words, starts: Longs, sizes: Longs) -> _Keys:
        aligned, shifts = starts >> 3, (starts.astype(np.uint64) & np.uint64(7)) << np.uint64(3)
        first = _read(words, aligned, shifts, np.minimum(sizes, 8))
        second = np.zeros_like(first)
        beyond = np.flatnonzero(sizes > 8)
        more = sizes[beyond]
        second[beyond] = _read(words, aligned[beyond] + 1, shifts[beyond], np.minimum(more - 8, 8))
        mixed = (first * _FIRST) ^ (second * _SECOND)
        mixed = ((mixed ^ (mixed >> np.uint64(29))) * _FIRST) >> np.uint64(64 - _TABLE_BITS)
        return cls(first, second, mixed.view(np.int64), beyond[more > 16])


def _read(words: Words, aligned: Longs, shifts: Words, sizes: Longs) -> Words:
    """Up to 8 bytes from anywhere, out of the two aligned words over which they lie."""
    rest = words[aligned + 1] << (np.uint64(63) - shifts) << np.uint64(1)  # a shift by 64 would do nothing
    return ((words[aligned] >> shifts) | rest) & _MASKS[sizes]


class _Table:
    """Each place holds the first chunk that came to it; whatever else belongs there is found elsewhere."""

    def __init__(self) -> None:
        self._first: Words = np.zeros(1 << _TABLE_BITS, dtype=np.uint64)
        self._second: Words = np.zeros(1 << _TABLE_BITS, dtype=np.uint64)
        self._numbers: Ints = np.zeros(1 << _TABLE_BITS, dtype=np.int32)

    def look_up(self, keys: _Keys) -> tuple[Ints, Longs]:
        """The chunks' numbers, and which of them are not known here."""
        known = (self._first[keys.slots] == keys.first) & (self._second[keys.slots] == keys.second)
        known[keys.longer] = False
        return self._numbers[keys.slots], np.flatnonzero(~known)

    def learn(self, keys: _Keys, numbers: Ints, which: Longs) -> None:
        """Put chunks where nothing is; of several that come to one place the last stays."""
        free = self._first[keys.slots[which]] == 0
        free &= ~np.isin(which, keys.longer)
        new = which[free]
        slots = keys.slots[new]
        self._first[slots], self._second[slots], self._numbers[slots] = keys.first[new], keys.second[new], numbers[new]


def texts_as_bytes(texts: Sequence[str]) -> list[bytes]:
    """Texts in UTF-8; halves of surrogate pairs, which UTF-8 proper cannot hold, as three bytes each."""
    return [text.encode("utf-8", "surrogatepass") for text in texts]
