"""Where a query's words stand in some documents, as one ascending array, and the bonus for it.

A place is ``(word * documents + document) << 32 | position``, words being counted in the query's order and documents
among those looked at. Shifted by ``documents << 32`` it is the same position of the next word, so neighbouring words
are compared for all documents and all pairs at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from search.arrays.postings import FieldPostings, Longs
from search.ranking.asked import Word
from search.ranking.weights import ADJACENT, LEAD, NEAR, WINDOW

BITS: Final = 32
Places = npt.NDArray[np.int64]
Bonus = npt.NDArray[np.float64]


def gather(parts: Sequence[tuple[FieldPostings | None, Longs]], words: Sequence[Word]) -> Places:
    """The places of words in documents of several segments: of each, its field and the documents, ascending.

    The documents are numbered through, in the order given.
    """
    total = sum(len(documents) for _, documents in parts)
    found: list[Places] = [np.empty(0, dtype=np.int64)]
    for number, word in enumerate(words):
        first = number * total
        for postings, documents in parts:
            if postings is not None and len(documents):
                found.extend(_held(postings, word, documents, first))
            first += len(documents)
    places = np.concatenate(found)
    places.sort(kind="stable")  # they come in order but for words of several terms
    return places[np.flatnonzero(np.diff(places, prepend=-1))]


def _held(postings: FieldPostings, word: Word, documents: Longs, first: int) -> Iterator[Places]:
    """The places of each of a word's terms, the documents being numbered from ``first``."""
    for text in word:
        term = postings.find(text.encode())
        if term < 0:
            continue
        posting = postings.posting(term)
        at = np.minimum(posting.documents.searchsorted(documents.astype(np.int32)), len(posting.documents) - 1)
        holders = np.flatnonzero(posting.documents[at] == documents)
        found = postings.occurrences(term, at[holders])
        yield np.repeat((holders + first) << BITS, found.sizes) + found.positions.astype(np.int64)


def bonus(places: Places, idfs: Sequence[float], documents: int, early: float) -> Bonus:
    """The bonus of each document from one field, as :func:`search.ranking.plain.bonus` defines it."""
    idf = np.array(idfs)
    total = np.zeros(documents)
    if len(idf) > 1:
        following, near = _met(places, len(idf), documents)
        pairs = ADJACENT * following / (following + 1) + NEAR * near / (near + 1)
        total += (idf[1:] + idf[:-1]) / 2 @ pairs[:-1]
    return total + early * (idf @ _earliness(places, len(idf), documents)) if early else total


def _met(places: Places, words: int, documents: int) -> tuple[Bonus, Bonus]:
    """For every word and document, how many of its places the next word follows, and how many it is near to."""
    same = places + (documents << BITS)
    low, high = places.searchsorted(same - WINDOW, side="right"), places.searchsorted(same + WINDOW)
    right = places.searchsorted(same + 1)
    follows = (right < len(places)) & (places[np.minimum(right, len(places) - 1)] == same + 1)
    held = places >> BITS
    counts = (np.bincount(held[chosen], minlength=words * documents) for chosen in (follows, low < high))
    following, near = (count.reshape(words, documents).astype(np.float64) for count in counts)
    return following, near


def _earliness(places: Places, words: int, documents: int) -> Bonus:
    """For every word and document ``LEAD / (LEAD + first position)``; 0 where the word is not."""
    held, first = np.unique(places >> BITS, return_index=True)
    early = np.zeros(words * documents)
    early[held] = LEAD / (LEAD + (places[first] & ((1 << BITS) - 1)))
    return early.reshape(words, documents)
