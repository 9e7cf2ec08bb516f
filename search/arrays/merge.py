"""Several segments as one: their arrays laid behind one another, deleted documents left out, nothing analysed again.

Only for segments that BulkWriter wrote, whose postings hold nothing but frequencies and positions. Memory: about 40
bytes for each posting of the largest field, and 4 for each of its positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from search.arrays.build import dictionary, ends
from search.arrays.bulk import SegmentArrays
from search.arrays.file import Array, ArrayFile
from search.arrays.postings import FieldPostings, Ints
from search.arrays.segments import open_field

COLUMN: Final = "column/"
"""Columns so named have one value for each document."""
FACET: Final = "facet/"
"""Columns so named are the arrays of search.arrays.build.names_column."""


@dataclass(frozen=True, slots=True)
class Source:
    """A segment to be merged."""

    inverted: ArrayFile
    documents: ArrayFile
    live: npt.NDArray[np.bool_]
    """Which of its documents are not deleted."""


def merge(sources: Sequence[Source]) -> SegmentArrays:
    """The live documents of the sources as one segment, in their order. Raises ValueError for other postings."""
    kept = [int(source.live.sum()) for source in sources]
    bases = np.cumsum([0, *kept])
    numbers = [
        (np.cumsum(source.live, dtype=np.int32) - 1 + base).astype(np.int32)
        for source, base in zip(sources, bases.tolist(), strict=False)
    ]
    made = SegmentArrays(sum(kept))
    for name in sorted({name for source in sources for name in source.inverted.about["fields"]}):
        held = [place for place, source in enumerate(sources) if name in source.inverted.about["fields"]]
        made.fields[name] = _field([_Part.of(sources[place], numbers[place], name) for place in held])
    for name in _named(sources, "/lengths"):
        made.lengths[name.removesuffix("/lengths")] = _column(sources, name)
    for name in _named(sources, ""):
        if name.startswith(COLUMN):
            made.columns[name] = _column(sources, name)
    for name in sorted({name.split("/")[1] for name in _named(sources, "") if name.startswith(FACET)}):
        made.columns |= {f"{FACET}{name}/{part}": array for part, array in _facet(sources, numbers, name).items()}
    return made


@dataclass(frozen=True, slots=True)
class _Part:
    """A field of one source with deleted documents left out."""

    texts: list[bytes]
    counts: npt.NDArray[np.int64]
    """Number of postings of each term."""
    documents: Ints
    """Already with their new numbers."""
    frequencies: Ints
    sizes: npt.NDArray[np.int64]
    """Number of positions of each posting."""
    positions: Ints

    @classmethod
    def of(cls, source: Source, numbers: Ints, name: str) -> _Part:
        postings: FieldPostings = open_field(source.inverted, source.documents, name)
        if postings.weights is not None or postings.values is not None:
            raise ValueError(f"{source.inverted.name}: the field {name} holds weights or values: let Whoosh merge it")
        counts, sizes = np.diff(postings.posting_ends), np.diff(postings.position_ends)
        texts = list(postings.terms(0, postings.size))
        if source.live.all():
            return cls(texts, counts, numbers[postings.documents], postings.frequencies, sizes, postings.positions)
        live = source.live[postings.documents]
        terms = np.repeat(np.arange(postings.size), counts)[live]
        return cls(
            texts,
            np.bincount(terms, minlength=postings.size),
            numbers[postings.documents[live]],
            postings.frequencies[live],
            sizes[live],
            postings.positions[np.repeat(live, sizes)],
        )


def _field(parts: Sequence[_Part]) -> dict[str, Array]:
    texts = sorted(
        {text for part in parts for text, count in zip(part.texts, part.counts.tolist(), strict=True) if count}
    )
    rank = {text: place for place, text in enumerate(texts)}
    ranks = np.concatenate(
        [np.repeat(np.array([rank.get(text, 0) for text in part.texts], np.int32), part.counts) for part in parts]
    )
    order = np.argsort(ranks, kind="stable")
    sizes = np.concatenate([part.sizes for part in parts])
    return {
        **dictionary(texts),
        "posting_ends": ends(np.bincount(ranks, minlength=len(texts))),
        "documents": np.concatenate([part.documents for part in parts])[order],
        "frequencies": np.concatenate([part.frequencies for part in parts])[order],
        "position_ends": ends(sizes[order]),
        "positions": _runs(np.concatenate([part.positions for part in parts]), sizes, order),
    }


def _runs(values: Ints, sizes: npt.NDArray[np.int64], order: npt.NDArray[np.int64]) -> Ints:
    """Consecutive runs of the given sizes, in another order."""
    starts = np.cumsum(sizes) - sizes
    sizes, starts = sizes[order], starts[order]
    ahead = np.cumsum(sizes) - sizes
    return values[np.repeat(starts - ahead, sizes) + np.arange(int(sizes.sum()))]


def _named(sources: Iterable[Source], ending: str) -> list[str]:
    return sorted({name for source in sources for name in source.documents if name.endswith(ending)})


def _column(sources: Sequence[Source], name: str) -> Array:
    """One value for each live document; 0 where a source has none."""
    return np.concatenate(
        [
            source.documents[name][source.live]
            if name in source.documents
            else np.zeros(int(source.live.sum()), np.int32)
            for source in sources
        ]
    )


def _facet(sources: Sequence[Source], numbers: Sequence[Ints], name: str) -> dict[str, Array]:
    table: dict[bytes, int] = {}
    documents, ordinals = [], []
    for source, number in zip(sources, numbers, strict=True):
        column = {part: source.documents[f"{FACET}{name}/{part}"] for part in ("documents", "ordinals")}
        names = texts_of(source.documents, f"{FACET}{name}/")
        new = np.array([table.setdefault(text, len(table)) for text in names], dtype=np.int32)
        live = source.live[column["documents"]]
        documents.append(number[column["documents"][live]])
        ordinals.append(new[column["ordinals"][live]])
    return {**dictionary(list(table)), "documents": np.concatenate(documents), "ordinals": np.concatenate(ordinals)}


def texts_of(file: ArrayFile, prefix: str) -> list[bytes]:
    """The texts of a dictionary, given by how the names of its arrays begin."""
    bounds, block = file[f"{prefix}text_ends"].tolist(), file[f"{prefix}texts"].tobytes()
    return [block[low:high] for low, high in pairwise(bounds)]
