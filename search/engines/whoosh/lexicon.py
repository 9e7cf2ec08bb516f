"""From text to numbers of terms: every word is analysed once, however often it comes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.analysis import parts, stem, units
from search.arrays.postings import Ints


@dataclass(frozen=True, slots=True)
class Numbered:
    """The terms of a text as numbers, and their positions, ascending."""

    words: Ints
    positions: Ints


class Lexicon:
    """Numbers for words and for stems; what it gives equals search.analysis token for token."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.stems: list[str] = []
        self._stem_of: list[int] = []
        self._word_numbers: dict[str, int] = {}
        self._stem_numbers: dict[str, int] = {}
        self._codes = _Codes(self)
        self._several: list[tuple[list[int], list[int]]] = []

    def read(self, text: str) -> Numbered:
        """A text's words."""
        found = units(text)
        codes = np.fromiter(map(self._codes.__getitem__, found), dtype=np.int32, count=len(found))
        if len(codes) == 0 or codes.min() >= 0:
            return Numbered(codes, np.arange(len(codes), dtype=np.int32))
        return self._spread(codes)

    def stems_of(self, words: Ints) -> Ints:
        """The number of each word's stem."""
        return np.array(self._stem_of, dtype=np.int32)[words]

    def word(self, text: str) -> int:
        """The number of a word, a new one when it has none."""
        number = self._word_numbers.setdefault(text, len(self.words))
        if number == len(self.words):
            self.words.append(text)
            stemmed = stem(text)
            self._stem_of.append(self._stem_numbers.setdefault(stemmed, len(self.stems)))
            if self._stem_of[-1] == len(self.stems):
                self.stems.append(stemmed)
        return number

    def code(self, unit: str) -> int:
        """The number of a unit's only word; for other units ``-1 - i`` where ``_several[i]`` has words and steps."""
        found = parts(unit)
        if len(found) == 1:
            return self.word(found[0][0])
        self._several.append(([self.word(part[0]) for part in found], [part[1] for part in found]))
        return -len(self._several)

    def _spread(self, codes: Ints) -> Numbered:
        """Words and positions where some units have none or several."""
        single = codes >= 0
        special = np.flatnonzero(~single)
        entries = [self._several[-code - 1] for code in codes[special].tolist()]
        advance = np.ones(len(codes), dtype=np.int32)
        advance[special] = [steps[-1] + 1 if steps else 0 for _, steps in entries]
        starts = np.cumsum(advance, dtype=np.int32) - advance
        words = [codes[single], np.array([word for each, _ in entries for word in each], dtype=np.int32)]
        places = [
            starts[single],
            np.array(
                [
                    start + step
                    for start, (_, steps) in zip(starts[special].tolist(), entries, strict=True)
                    for step in steps
                ],
                dtype=np.int32,
            ),
        ]
        positions = np.concatenate(places)
        order = np.argsort(positions, kind="stable")
        return Numbered(np.concatenate(words)[order], positions[order])


class _Codes(dict[str, int]):
    """Unit -> code, asked of the lexicon when it is new."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, unit: str) -> int:
        code = self[unit] = self._lexicon.code(unit)
        return code
