"""From the terms of many documents to a field's flat arrays, by one stable sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from search.arrays.file import Array
from search.arrays.postings import HEAD, Counts, Ints

NO_INTS: Ints = np.empty(0, dtype=np.int32)


class Occurrences:
    """The terms of one field as they come, document by document, as numbers given by the caller."""

    def __init__(self) -> None:
        self._terms: list[Ints] = []
        self._positions: list[Ints] = []
        self._lengths: list[int] = []
        self.total = 0

    def add(self, terms: Ints, positions: Ints) -> None:
        """The next document's terms and where they stand, by ascending position."""
        self._terms.append(terms)
        self._positions.append(positions)
        self._lengths.append(len(terms))
        self.total += len(terms)

    @property
    def lengths(self) -> Ints:
        """Number of terms in each document."""
        return np.array(self._lengths, dtype=np.int32)

    def columns(self) -> tuple[Ints, Ints, Ints]:
        """``(term, document, position)`` of every occurrence, in the order of documents."""
        documents = np.repeat(np.arange(len(self._lengths), dtype=np.int32), self._lengths)
        return _joined(self._terms), documents, _joined(self._positions)


def invert(text_of: Callable[[int], bytes], terms: Ints, documents: Ints, positions: Ints) -> dict[str, Array]:
    """A field's arrays, named as FieldPostings names them.

    ``text_of`` gives the text of a term number; occurrences come by ascending document and position.
    """
    used = np.flatnonzero(np.bincount(terms))
    texts = [text_of(term) for term in used.tolist()]
    order = sorted(range(len(texts)), key=texts.__getitem__)
    rank = np.zeros(int(used[-1]) + 1 if len(used) else 0, dtype=np.int32)
    rank[used[order]] = np.arange(len(texts), dtype=np.int32)
    ranks = rank[terms]
    by_term = stable_order(ranks)
    ranks, documents = ranks[by_term], documents[by_term]
    starts = np.flatnonzero(_changes(ranks) | _changes(documents))
    bounds = np.append(starts, len(ranks))
    return {
        **dictionary([texts[place] for place in order]),
        "posting_ends": ends(np.bincount(ranks[starts], minlength=len(texts))),
        "documents": documents[starts],
        "frequencies": least(np.diff(bounds)),
        "place_ends": ends(np.bincount(ranks, minlength=len(texts))),
        "positions": least(positions[by_term]),
    }


def stable_order(keys: Ints) -> npt.NDArray[np.int64]:
    """The stable order of keys that are not negative, by two radix passes, for which numpy wants 16 bits."""
    low = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    return (
        low[np.argsort((keys[low] >> 16).astype(np.uint16), kind="stable")] if len(keys) and keys.max() >> 16 else low
    )


def dictionary(texts: Sequence[bytes]) -> dict[str, Array]:
    """The arrays of a term dictionary whose terms ascend."""
    return {**table(texts), "heads": np.array(texts, dtype=f"S{HEAD}").view(">u8").astype(np.uint64)}


def table(texts: Sequence[bytes]) -> dict[str, Array]:
    """The arrays of texts in any order: all behind one another, and where they end."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    return {"texts": np.frombuffer(b"".join(texts), dtype=np.uint8), "text_ends": ends(lengths)}


def least(values: npt.NDArray[Any]) -> Counts:
    """Numbers that are not negative, in the least type that holds them."""
    greatest = int(values.max(initial=0))
    return values.astype(next(kind for kind in (np.uint8, np.uint16, np.uint32) if greatest <= np.iinfo(kind).max))


def ends(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Where each of consecutive runs ends, a 0 before the first."""
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


def _changes(values: Ints) -> npt.NDArray[np.bool_]:
    """Where a value differs from the one before; always at the first."""
    changed = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _joined(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else NO_INTS


def sets_column(names: Sequence[str], sets: Iterable[Sequence[int]]) -> dict[str, Array]:
    """The arrays of a facet, from the ordinals of the names under which each document stands.

    Documents that stand under the same names share one set of them: document ``d`` stands under those in
    ``members[member_ends[s]:member_ends[s + 1]]`` where ``s = sets[d]``. Where the sets ascend, as those of a year do
    when documents stand in the order of their days, ``starts`` has the first document of each instead.
    """
    numbers: dict[tuple[int, ...], int] = {}
    column = [numbers.setdefault(tuple(each), len(numbers)) for each in sets]
    return {
        **table([name.encode("utf-8", "surrogatepass") for name in names]),
        **sets_arrays(list(numbers), np.array(column, dtype=np.int64)),
    }


def sets_arrays(sets: Sequence[tuple[int, ...]], column: npt.NDArray[np.int64]) -> dict[str, Array]:
    """The arrays of sets and of the set of each document."""
    used, first, column = np.unique(column, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    column, kept = rank[column], [sets[number] for number in used[order].tolist()]
    ascending = bool(np.all(column[1:] >= column[:-1]))
    return {
        "starts" if ascending else "sets": first[order] if ascending else least(column),
        "members": np.array([ordinal for each in kept for ordinal in each], dtype=np.int32),
        "member_ends": ends(np.fromiter(map(len, kept), np.int64, len(kept))),
    }


def sets_of(starts: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.int64]:
    """The set of each of ``size`` documents, from the first document of each set."""
    return np.repeat(np.arange(len(starts)), np.diff(starts, append=size))
