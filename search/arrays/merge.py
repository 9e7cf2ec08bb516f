"""Several segments as one: their arrays laid behind one another, deleted documents left out, nothing analysed again.

Only for segments that BulkWriter wrote, whose postings hold nothing but frequencies and positions. Memory: about 40
bytes for each document, and what search.arrays.joined says: little, however long the segments are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from search.arrays.build import sets_arrays, sets_of, table
from search.arrays.bulk import SegmentArrays
from search.arrays.file import Array, ArrayFile
from search.arrays.joined import Joined, Part
from search.arrays.postings import FieldPostings, Ints
from search.arrays.segments import open_field

COLUMN: Final = "column/"
"""Columns so named have one value for each document."""
FACET: Final = "facet/"
"""Columns so named are the arrays of search.arrays.build.sets_column."""


@dataclass(frozen=True, slots=True)
class Source:
    """A segment to be merged."""

    inverted: ArrayFile
    documents: ArrayFile
    live: npt.NDArray[np.bool_]
    """Which of its documents are not deleted."""


def merge(sources: Sequence[Source], by: str = "") -> SegmentArrays:
    """The live documents of the sources as one segment. Raises ValueError for other postings.

    They stand in ascending order of the column named by ``by``, in which they ascend in every source too; without it,
    and where the column does not tell, in the order of the sources.
    """
    order = _order(sources, by)
    places = np.empty(len(order), dtype=np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    kept = [int(source.live.sum()) for source in sources]
    numbers = [
        _numbers(source, own) for source, own in zip(sources, np.split(places, np.cumsum(kept)[:-1]), strict=True)
    ]
    made = SegmentArrays(sum(kept))
    for name in sorted({name for source in sources for name in source.inverted.about["fields"]}):
        held = [place for place, source in enumerate(sources) if name in source.inverted.about["fields"]]
        made.fields[name] = Joined([_part(sources[place], numbers[place], name) for place in held])
    for name in _named(sources, "/lengths"):
        made.lengths[name.removesuffix("/lengths")] = _column(sources, name)[order]
    for name in _named(sources, ""):
        if name.startswith(COLUMN):
            made.columns[name] = _column(sources, name)[order]
    for name in sorted({name.split("/")[1] for name in _named(sources, "") if name.startswith(FACET)}):
        made.columns |= {f"{FACET}{name}/{part}": array for part, array in _facet(sources, order, name).items()}
    return made


def _order(sources: Sequence[Source], by: str) -> npt.NDArray[np.int64]:
    """The live documents of all sources, numbered one after another, in the order in which they shall stand."""
    if not by:
        return np.arange(sum(int(source.live.sum()) for source in sources))
    return np.argsort(_column(sources, by), kind="stable")


def _numbers(source: Source, places: Ints) -> Ints:
    """The new number of each of a source's documents; -1 of deleted ones."""
    numbers = np.full(len(source.live), -1, dtype=np.int32)
    numbers[source.live] = places
    return numbers


def _part(source: Source, numbers: Ints, name: str) -> Part:
    postings: FieldPostings = open_field(source.inverted, source.documents, name)
    if postings.weights is not None or postings.values is not None:
        raise ValueError(f"{source.inverted.name}: the field {name} holds weights or values: let Whoosh merge it")
    return Part(postings, numbers, bool(source.live.all()))


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


def _facet(sources: Sequence[Source], order: npt.NDArray[np.int64], name: str) -> dict[str, Array]:
    prefix = f"{FACET}{name}/"
    names: dict[bytes, int] = {}
    numbers: dict[tuple[int, ...], int] = {}
    columns = []
    for source in sources:
        new = [names.setdefault(text, len(names)) for text in texts_of(source.documents, prefix)]
        members = [new[ordinal] for ordinal in source.documents[f"{prefix}members"].tolist()]
        bounds = source.documents[f"{prefix}member_ends"].tolist()
        sets = [tuple(members[low:high]) for low, high in pairwise(bounds)]
        renumbered = np.array([numbers.setdefault(each, len(numbers)) for each in sets], dtype=np.int64)
        columns.append(renumbered[_sets(source, prefix)[source.live]])
    return {**table(list(names)), **sets_arrays(list(numbers), np.concatenate(columns)[order])}


def _sets(source: Source, prefix: str) -> Array:
    starts = source.documents.get(f"{prefix}starts")
    return source.documents[f"{prefix}sets"] if starts is None else sets_of(starts, len(source.live))


def texts_of(file: ArrayFile, prefix: str) -> list[bytes]:
    """The texts of a dictionary, given by how the names of its arrays begin."""
    bounds, block = file[f"{prefix}text_ends"].tolist(), file[f"{prefix}texts"].tobytes()
    return [block[low:high] for low, high in pairwise(bounds)]
