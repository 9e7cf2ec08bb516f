"""From texts to numbers of terms: every chunk between spaces is analysed once, however often it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from search.analysis import parts, stem, units
from search.arrays.build import runs
from search.arrays.chunks import ChunkNumbers, Chunks, kinds, texts_as_bytes
from search.arrays.postings import Ints, Longs

KINDS: Final = kinds(
    CUT=bytes([*range(32), *b'"();:!?/[]*<>=|~{}^`@%\\']),
    SPACE=b" ",
    HOLD=b"$" + bytes({sign.encode()[-1] for sign in "£€¥₹"}),
    TIE=b"&",
    LAST=b".,",
)
"""Where no unit of search.analysis goes on: not at these signs, and at a space only after a currency or beside ``&``.
A full stop or comma at a chunk's end changes no word of it."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The terms of several texts as numbers, text by text."""

    words: Ints
    positions: Ints
    """Where each stands in its text; ascending within it."""
    lengths: Ints
    """Number of terms of each text."""

    @property
    def documents(self) -> Ints:
        """The text of each term, numbered from 0."""
        return np.repeat(np.arange(len(self.lengths), dtype=np.int32), self.lengths)


class Lexicon:
    """Numbers for words and for stems; what it gives equals search.analysis token for token."""

    def __init__(self) -> None:
        self.words = _Numbered()
        self.stems = _Numbered()
        self._stem_of = _Growing()
        self._chunks = ChunkNumbers(self._code)
        self._several = _Several()

    @property
    def size(self) -> int:
        """How many things it remembers, at about 200 bytes each."""
        return len(self._chunks) + len(self._several) + len(self.words.texts)

    def read(self, texts: Sequence[str]) -> Numbered:
        """The words of texts."""
        chunks = Chunks.of(texts_as_bytes(texts), KINDS)
        codes = self._chunks.of(chunks)
        ends = np.cumsum(chunks.counts)
        if len(codes) == 0 or codes.min() >= 0:
            positions = np.arange(len(codes), dtype=np.int32) - _spread(ends - chunks.counts, chunks.counts)
            return Numbered(codes, positions, chunks.counts.astype(np.int32))
        return self._several.spread(codes, ends - chunks.counts, ends)

    def stems_of(self, words: Ints) -> Ints:
        """The number of each word's stem."""
        return self._stem_of.array()[words]

    def _word(self, text: str) -> int:
        number = self.words.number(text)
        if number == len(self._stem_of.values):
            self._stem_of.values.append(self.stems.number(stem(text)))
        return number

    def _code(self, chunk: bytes) -> int:
        """The number of a chunk's only word; for other chunks ``-1 - i`` where ``_several[i]`` has its words."""
        if chunk.isalpha():  # of letters from a to z alone, which search.analysis only makes small
            return self._word(chunk.decode().lower())
        words: list[int] = []
        steps: list[int] = []
        place = 0
        for unit in units(chunk.decode("utf-8", "surrogatepass")):
            found = parts(unit)
            words += [self._word(part[0]) for part in found]
            steps += [place + part[1] for part in found]
            place = steps[-1] + 1 if steps else 0
        return words[0] if len(words) == 1 else -1 - self._several.add(words, steps, place)


class _Growing:
    """Numbers that come one by one and are wanted as an array now and then."""

    def __init__(self, *values: int) -> None:
        self.values = list(values)
        self._array: Ints = np.array(values, dtype=np.int32)

    def array(self) -> Ints:
        """All of them."""
        if len(self._array) < len(self.values):
            new = np.array(self.values[len(self._array) :], dtype=np.int32)
            self._array = np.concatenate([self._array, new])
        return self._array


class _Numbered:
    """Texts by number, in the order in which they came, and their order in the alphabet."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self._numbers: dict[str, int] = {}
        self._order: list[int] = []
        self._ordered: Longs = np.empty(0, dtype=np.int64)

    def number(self, text: str) -> int:
        """The number of a text, a new one when it has none."""
        number = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text.encode("utf-8", "surrogatepass"))
        return number

    def order(self) -> Longs:
        """The numbers by ascending text; cheap when few came since it was last asked for."""
        if len(self._order) < len(self.texts):
            self._order += sorted(range(len(self._order), len(self.texts)), key=self.texts.__getitem__)
            self._order.sort(key=self.texts.__getitem__)
            self._ordered = np.array(self._order, dtype=np.int64)
        return self._ordered


class _Several:
    """Chunks that have no word or more than one: their words, where these stand, and how many places they take."""

    def __init__(self) -> None:
        self._words, self._steps, self._ends, self._advances = _Growing(), _Growing(), _Growing(0), _Growing()

    def __len__(self) -> int:
        return len(self._words.values) + len(self._advances.values)

    def add(self, words: Sequence[int], steps: Sequence[int], advance: int) -> int:
        """Keep a chunk's words; returns its number."""
        self._words.values.extend(words)
        self._steps.values.extend(steps)
        self._ends.values.append(len(self._words.values))
        self._advances.values.append(advance)
        return len(self._advances.values) - 1

    def spread(self, codes: Ints, begins: Longs, ends: Longs) -> Numbered:
        """The words of chunks; the texts' chunks are those from ``begins`` to ``ends``."""
        special = np.flatnonzero(codes < 0)
        which = -1 - codes[special]
        bounds = self._ends.array()
        sizes, advances = np.ones(len(codes), dtype=np.int64), np.ones(len(codes), dtype=np.int64)
        sizes[special] = np.diff(bounds)[which]
        advances[special] = self._advances.array()[which]
        word_ends, places = _from_zero(sizes), _from_zero(advances)
        words = np.repeat(codes, sizes)
        positions = np.repeat((places[:-1] - _spread(places[begins], ends - begins)).astype(np.int32), sizes)
        taken, put = runs(bounds[which], sizes[special]), runs(word_ends[special], sizes[special])
        words[put] = self._words.array()[taken]
        positions[put] += self._steps.array()[taken]
        return Numbered(words, positions, (word_ends[ends] - word_ends[begins]).astype(np.int32))


def _from_zero(counts: Longs) -> Longs:
    return np.concatenate(([0], np.cumsum(counts)))


def _spread(values: Longs, counts: Longs) -> Ints:
    return np.repeat(values.astype(np.int32), counts)
