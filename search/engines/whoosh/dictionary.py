"""The terms of a field in all segments together, read from the arrays and no further than they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import Final

import numpy as np

from search.arrays.postings import FieldPostings
from search.arrays.similar import within

Counted = Iterator[tuple[str, int]]
"""Terms and in how many articles each stands, deleted articles included until their segment is merged."""

AT_A_TIME: Final = 1024
"""Terms read of a segment at once."""


def frequencies(fields: Sequence[FieldPostings], terms: Iterable[str]) -> list[int]:
    """In how many articles each term stands; 0 where it is unknown."""
    return [sum(_frequency(field, term.encode("utf-8", "surrogatepass")) for field in fields) for term in terms]


def beginning(fields: Sequence[FieldPostings], prefix: str) -> Counted:
    """The terms that begin so, in the order of their bytes."""
    parts = merge(*(_span(field, *field.span(prefix.encode("utf-8", "surrogatepass"))) for field in fields))
    for text, group in groupby(parts, lambda pair: pair[0]):
        yield text.decode("utf-8", "surrogatepass"), sum(count for _, count in group)


def commonest(fields: Sequence[FieldPostings], prefix: str, most: int) -> list[tuple[str, int]]:
    """The terms that begin so and stand in most articles; no others are read.

    Candidates are the commonest of each segment, so that a term which is common in none of several may be missed.
    """
    texts: set[bytes] = set()
    for field in fields:
        first, last = field.span(prefix.encode("utf-8", "surrogatepass"))
        held = np.diff(field.posting_ends[first : last + 1])
        places = np.argpartition(-held, most)[:most] if len(held) > most else np.arange(len(held))
        texts.update(field.text(first + place) for place in places.tolist())
    counts = {text: sum(_frequency(field, text) for field in fields) for text in texts}
    best = sorted(counts, key=lambda text: (-counts[text], text))[:most]
    return [(text.decode("utf-8", "surrogatepass"), counts[text]) for text in best]


def near(fields: Sequence[FieldPostings], word: str, distance: int) -> Counted:
    """The terms with the same first letter within an edit distance, in the order of their bytes."""
    counts: Counter[bytes] = Counter()
    for field in fields:
        for term in within(field, word, distance, 1).tolist():
            counts[field.text(term)] += field.frequency(term)
    return ((text.decode("utf-8", "surrogatepass"), counts[text]) for text in sorted(counts))


def _frequency(field: FieldPostings, text: bytes) -> int:
    term = field.find(text)
    return field.frequency(term) if term >= 0 else 0


def _span(field: FieldPostings, first: int, last: int) -> Iterator[tuple[bytes, int]]:
    for begin in range(first, last, AT_A_TIME):
        end = min(begin + AT_A_TIME, last)
        yield from zip(field.terms(begin, end), np.diff(field.posting_ends[begin : end + 1]).tolist(), strict=True)
