"""Small segments as a bulk writer takes them, and what an index made of them holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.index import TOC

from search.arrays.build import Occurrences, invert, sets_column
from search.arrays.bulk import SegmentArrays
from search.arrays.merge import COLUMN, FACET, Source
from search.arrays.segments import DOCUMENTS, INVERTED, open_arrays

SCHEMA: Final = fields.Schema(text=fields.TEXT(analyzer=SpaceSeparatedTokenizer()))
IDS: Final = f"{COLUMN}id"


def segment(documents: Mapping[int, str]) -> SegmentArrays:
    """A segment of texts under their numbers; each also stands under a facet, which is the first of its words."""
    numbers: dict[str, int] = {}
    words = [[numbers.setdefault(word, len(numbers)) for word in text.split()] for text in documents.values()]
    made = SegmentArrays(len(documents))
    made.fields["text"] = invert([text.encode() for text in numbers], Occurrences.of(words))
    made.lengths["text"] = np.array([len(each) for each in words], dtype=np.int32)
    made.columns = {IDS: np.array(list(documents), dtype=np.int64), **_facet(list(documents.values()))}
    return made


def _facet(texts: Sequence[str]) -> Mapping[str, Any]:
    firsts = [text.split()[:1] for text in texts]
    names = sorted({first for each in firsts for first in each})
    column = sets_column(names, [[names.index(first) for first in each] for each in firsts])
    return {f"{FACET}first/{part}": array for part, array in column.items()}


def sources(index: Any) -> dict[str, Source]:
    """Every segment of an index, as it is committed: identifier -> what merging needs."""
    found = {}
    for each in TOC.read(index.storage, index.indexname).segments:
        live = np.ones(each.doc_count_all(), dtype=np.bool_)
        live[list(each.deleted_docs())] = False
        arrays = [open_arrays(index.storage, each, extension) for extension in (INVERTED, DOCUMENTS)]
        found[each.segment_id()] = Source(arrays[0], arrays[1], live)
    return found
