"""Which terms of a dictionary are within Levenshtein's distance of a word: all of them at once, letter by letter."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from search.arrays.postings import Bytes, FieldPostings, Longs

NO_LETTER: Final = 255
"""Stands for a letter that no plain term has, and for what lies behind a term's end: UTF-8 never has this byte."""
PLAIN: Final = 128
"""Bytes below it are letters of their own in UTF-8."""
FOREIGN: Final = np.uint32(1 << 31)
"""Bitmaps of bytes not less than this are of terms that have other than plain letters."""
PLAIN_BITS: Final = 2
"""Bits of such a bitmap that one edit can change: one plain letter for another."""
BITS: Final = 9
"""The same where letters of up to four bytes may be changed into others."""


def within(postings: FieldPostings, word: str, distance: int, prefix: int = 0) -> Longs:
    """The numbers of the terms, ascending, that begin with the word's first ``prefix`` letters and are that near."""
    first, last = postings.span(word[:prefix].encode())
    letters, own = postings.letters[first:last], letters_of(word.encode("utf-8", "surrogatepass"))
    differing, foreign = np.bitwise_count(letters ^ own), letters >= FOREIGN
    plain = (~foreign & (differing <= (PLAIN_BITS if own < FOREIGN else BITS) * distance)).nonzero()[0] + first
    starts = postings.text_ends.take(plain)
    lengths = postings.text_ends.take(plain + 1) - starts
    alike = (np.abs(lengths - len(word)) <= distance).nonzero()[0]
    near = plain[alike[_near(postings.texts, starts[alike], lengths[alike], word, distance)]]
    others = ((foreign & (differing <= BITS * distance)).nonzero()[0] + first).tolist()
    found = [term for term in others if _is_near(postings, term, word, distance)]
    return np.union1d(near, np.array(found, dtype=np.int64))


def letters_of(text: bytes) -> np.uint32:
    """Which bytes a text has, as FieldPostings keeps it for each term."""
    bits = 0
    for byte in text:
        bits |= 1 << byte % 31 | (byte >= PLAIN) << 31
    return np.uint32(bits)


def _near(block: Bytes, starts: Longs, lengths: Longs, word: str, distance: int) -> npt.NDArray[np.bool_]:
    """Which plain terms, no more than ``distance`` longer or shorter than the word, are near it.

    Fills the band of Levenshtein's matrix that can hold small numbers: ``band[k]`` is the distance between the word's
    first ``row`` letters and the term's first ``row - distance + k``. Terms that can come no nearer are dropped.
    """
    places = np.arange(len(starts))
    band = [np.full(len(starts), k - distance if k >= distance else distance + 1) for k in range(2 * distance + 1)]
    for row, letter in enumerate(word, 1):
        theirs = [_letters(block, starts[places], lengths[places], row - distance + k) for k in range(len(band))]
        band = _next_row(band, row, [each != ord(letter) for each in theirs])
        hopeful = np.minimum.reduce(band) <= distance
        places, band = places[hopeful], [each[hopeful] for each in band]
    found = np.zeros(len(starts), dtype=np.bool_)
    if len(places):
        offset = lengths[places] - len(word) + distance
        found[places[np.choose(offset, band) <= distance]] = True
    return found


def _letters(block: Bytes, starts: Longs, lengths: Longs, column: int) -> npt.NDArray[np.int64]:
    """The letter of each term at a column, counted from 1."""
    if column < 1:
        return np.full(len(starts), NO_LETTER)
    letters = block[np.minimum(starts + column - 1, len(block) - 1)] if len(block) else starts
    return np.where(column <= lengths, letters, NO_LETTER).astype(np.int64)


def _next_row(band: list[Longs], row: int, differ: list[npt.NDArray[np.bool_]]) -> list[Longs]:
    """The next row of the band, one letter of the word further; ``differ[k]`` tells where a term has another letter."""
    distance = len(band) // 2
    made: list[Longs] = []
    for k, each in enumerate(differ):
        column = row - distance + k
        if column <= 0:
            made.append(np.full(len(each), row if column == 0 else distance + 1))
            continue
        cell = band[k] + each
        if k + 1 < len(band):
            cell = np.minimum(cell, band[k + 1] + 1)
        made.append(np.minimum(cell, made[k - 1] + 1) if k else cell)
    return made


def _is_near(postings: FieldPostings, term: int, word: str, distance: int) -> bool:
    text = postings.text(term).decode("utf-8", "surrogatepass")
    return abs(len(text) - len(word)) <= distance and edits(word, text, distance) <= distance


def edits(one: str, other: str, most: int) -> int:
    """Levenshtein's distance, or any larger number than ``most``."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row = row, [place]
        for column, against in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != against)))
        if min(row) > most:
            return most + 1
    return row[-1]
