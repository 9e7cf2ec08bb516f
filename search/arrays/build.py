"""From the terms of many documents to a field's flat arrays, by one stable sort."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from search.arrays.file import Array
from search.arrays.postings import HEAD, Counts, Ints, Longs


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where the terms of one field stand, by ascending document and position; terms are numbers of the caller's."""

    terms: Ints
    documents: Ints
    positions: Ints

    @classmethod
    def of(cls, documents: Iterable[Sequence[int]]) -> Self:
        """From the terms of each document, one to a position."""
        several = list(documents)
        lengths = np.fromiter(map(len, several), dtype=np.int64, count=len(several))
        return cls(
            np.fromiter(chain.from_iterable(several), dtype=np.int32, count=int(lengths.sum())),
            np.repeat(np.arange(len(several), dtype=np.int32), lengths),
            runs(np.zeros_like(lengths), lengths).astype(np.int32),
        )


def invert(texts: Sequence[bytes], where: Occurrences, order: Longs | None = None) -> dict[str, Array]:
    """A field's arrays, named as FieldPostings names them.

    ``texts`` has the text of every term number, ``order`` the numbers by ascending text where the caller knows them.
    """
    if order is None:
        order = np.array(sorted(range(len(texts)), key=texts.__getitem__), dtype=np.int64)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    ranks = rank[where.terms]
    by_term = stable_order(ranks)
    ranks, documents = ranks[by_term], where.documents[by_term]
    other_term = _changes(ranks)
    places, starts = np.flatnonzero(other_term), np.flatnonzero(other_term | _changes(documents))
    return {
        **dictionary([texts[number] for number in order[ranks[places]].tolist()]),
        "posting_ends": np.append(np.searchsorted(starts, places), len(starts)),
        "documents": documents[starts],
        "frequencies": least(np.diff(starts, append=len(ranks))),
        "place_ends": np.append(places, len(ranks)),
        "positions": least(where.positions)[by_term],
    }


def stable_order(keys: Ints) -> Longs:
    """The stable order of keys from 0 to 2 ** 24 - 1, by radix passes, for which numpy wants 8 or 16 bits."""
    if not len(keys) or keys.max() < 1 << 16:
        return np.argsort(keys.astype(np.uint16), kind="stable")
    if keys.max() >= 1 << 24:
        return np.argsort(keys, kind="stable")
    low = np.argsort(keys.astype(np.uint8), kind="stable")
    return low[np.argsort((keys >> 8).astype(np.uint16)[low], kind="stable")]


def runs(starts: npt.NDArray[np.integer[Any]], sizes: npt.NDArray[np.integer[Any]]) -> Longs:
    """The numbers from each start on, as many as its size says."""
    return np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))


def dictionary(texts: Sequence[bytes]) -> dict[str, Array]:
    """The arrays of a term dictionary whose terms ascend."""
    heads = np.array(texts, dtype=f"S{HEAD}").view(">u8").astype(np.uint64)
    made = table(texts)
    return {**made, "heads": heads, "letters": letters_of(made["texts"], made["text_ends"])}


def letters_of(texts: Array, text_ends: Array) -> npt.NDArray[np.uint32]:
    """Which bytes each text has, as FieldPostings describes it."""
    bits = np.left_shift(np.uint32(1), texts % np.uint8(31), dtype=np.uint32)
    bits |= (texts >= 128).astype(np.uint32) << np.uint32(31)
    made = np.zeros(len(text_ends) - 1, dtype=np.uint32)
    (filled,) = np.diff(text_ends).nonzero()
    if len(filled):
        made[filled] = np.bitwise_or.reduceat(bits, text_ends[filled])
    return made


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
