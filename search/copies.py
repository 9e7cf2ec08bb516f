"""When two stories are near-copies: wire copy that several papers printed, a text that was cut or touched up.

A story is the set of its runs of five words (*w-shingling*), and two stories resemble each other by the share of
shingles that they have in common, their Jaccard similarity. Candidates are found without comparing everything to
everything: of each set a signature of minimal hash values is kept, cut into bands, and stories with one band in common
are candidates.

Sources: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997 (shingles and min-wise hashing);
P. Indyk and R. Motwani, "Approximate nearest neighbors", STOC 1998 (the banding). The hash functions are those of
M. Dietzfelbinger and others, "A reliable randomized algorithm for the closest-pair problem", J. Algorithms 25, 1997.
Charikar's simhash (STOC 2002) is smaller, but stories on one subject, with many words in common, lie close in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

SHINGLE: Final = 5
"""Words in a shingle."""
THRESHOLD: Final = 0.5
"""Share of common shingles from which on two stories are copies: half of everything that either of them says."""
FEWEST_WORDS: Final = 40
"""Shorter texts, such as a line of stock prices, are alike by chance and are never copies."""
APART: Final = timedelta(days=14)
"""Wire copy is printed within days. What returns later in the same words, as tide tables do, is news of its own."""
BANDS: Final = 24
ROWS: Final = 3
"""Hash values in a band. Stories that share half of their shingles have a band in common with a probability of
1 - (1 - 0.5**3)**24 = 0.96, those that share 0.7 with 0.9999."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A word; scripts written without spaces give characters."""
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
"""2**64 divided by the golden ratio, odd: Knuth's multiplier for hashing (The Art of Computer Programming 3, 6.4)."""


def shingles(body: Iterable[str]) -> Hashes:
    """A story's different shingles as 64-bit hashes, ascending; nothing for a story that is too short to have copies.

    Two words count as one when they have the same CRC-32, which is true of one pair in four billion.
    """
    words = _WORD.findall(" ".join(body).casefold())
    if len(words) < FEWEST_WORDS:
        return np.empty(0, dtype=np.uint64)
    numbers = np.fromiter((crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words))
    mixed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        mixed = _scatter(mixed ^ numbers[place : place + len(mixed)])
    return np.unique(mixed)


def band_keys(found: Hashes) -> npt.NDArray[np.int64]:
    """One number for each band of a story's signature; a number in common makes two stories candidates."""
    if not len(found):
        return np.empty(0, dtype=np.int64)
    factors, terms = _FUNCTIONS
    least = (np.multiply.outer(factors, found) + terms[:, np.newaxis]).min(axis=1)
    rows = least.reshape(BANDS, ROWS)
    keys = np.arange(1, BANDS + 1, dtype=np.uint64) * _MIX
    for column in range(ROWS):
        keys = _scatter(keys ^ rows[:, column])
    return keys.astype(np.int64)


def likeness(one: Hashes, other: Hashes) -> float:
    """The Jaccard similarity of two sets of shingles: 1.0 for the same text, 0.0 for nothing in common."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    union = len(one) + len(other) - common
    return common / union if union else 0.0


def _scatter(values: Hashes) -> Hashes:
    """Every bit of the input spread over all of the output."""
    values = values * _MIX
    return values ^ (values >> np.uint64(29))


def _functions() -> tuple[Hashes, Hashes]:
    """Odd factors and terms of the hash functions, the same for ever: they are in every archive's signatures."""
    state = np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64)
    drawn = _scatter(_scatter(_scatter(state)))
    half = BANDS * ROWS
    return drawn[:half] | np.uint64(1), drawn[half:]


_FUNCTIONS: Final = _functions()
