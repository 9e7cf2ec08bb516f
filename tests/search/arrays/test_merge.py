"""Merging segments gives what building one segment of their live documents gives; readers see whole commits."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage
from whoosh.index import LockError
from whoosh.query import Term

from search.arrays import joined
from search.arrays.build import sets_of
from search.arrays.bulk import BulkWriter, SegmentArrays
from search.arrays.file import Shape
from search.arrays.merge import FACET, Source, merge
from search.arrays.policy import SMALLEST, TOGETHER, Size, due
from search.arrays.searcher import ArraySearcher
from tests.search.arrays.bulk_segments import IDS, SCHEMA, segment, sources

texts = st.lists(st.sampled_from("ash oak elm élan 椿".split()), max_size=8).map(" ".join)
segments = st.lists(st.lists(texts, max_size=6), min_size=1, max_size=5)


def index_of(parts: Sequence[Sequence[str]]) -> tuple[Any, dict[int, str]]:
    """An index with one commit for each part, and its texts by their numbers."""
    index, held = RamStorage().create_index(SCHEMA), dict[int, str]()
    for part in parts:
        documents = {len(held) + place: text for place, text in enumerate(part)}
        with BulkWriter(index) as writer:
            writer.add(segment(documents))
        held |= documents
    return index, held


def delete(index: Any, numbers: frozenset[int]) -> None:
    with BulkWriter(index) as writer:
        found = sources(index).items()
        writer.delete({name: np.flatnonzero(np.isin(each.documents[IDS], list(numbers))) for name, each in found})


def merge_all(index: Any) -> None:
    with BulkWriter(index) as writer:
        old = sources(index)
        writer.replace(old, merge(list(old.values())))


@given(segments, st.frozensets(st.integers(0, 30), max_size=10))
@settings(max_examples=150, deadline=None)
def test_merging_equals_building_anew(parts: Sequence[Sequence[str]], gone: frozenset[int]) -> None:
    index, held = index_of(parts)
    delete(index, gone)
    if sources(index):
        anew = segment({number: text for number, text in held.items() if number not in gone})
        assert_same(merge(list(sources(index).values())), anew)
        merge_all(index)
        with index.searcher() as searcher:
            found = ArraySearcher(searcher).documents(Term("text", "oak"))
            assert len(found) == sum("oak" in text.split() for number, text in held.items() if number not in gone)


@given(segments, st.frozensets(st.integers(0, 30), max_size=10))
@settings(max_examples=100, deadline=None)
def test_merging_slice_by_slice_gives_the_same(parts: Sequence[Sequence[str]], gone: frozenset[int]) -> None:
    index, held = index_of(parts)
    delete(index, gone)
    with patch.multiple(joined, TERMS_AT_A_TIME=1, PLACES_AT_A_TIME=3):
        if sources(index):
            anew = segment({number: text for number, text in held.items() if number not in gone})
            assert_same(merge(list(sources(index).values())), anew)


def assert_same(made: SegmentArrays, anew: SegmentArrays) -> None:
    assert made.size == anew.size
    assert set(made.fields) == set(anew.fields)
    for part, array in arrays(anew).items():
        np.testing.assert_array_equal(arrays(made)[part], array, err_msg=part)
    np.testing.assert_array_equal(made.lengths["text"], anew.lengths["text"])
    np.testing.assert_array_equal(made.columns[IDS], anew.columns[IDS])
    assert facet(made) == facet(anew)


def arrays(made: SegmentArrays) -> dict[str, Any]:
    """The arrays of the field, those that come in slices too."""
    field = made.fields["text"]
    if isinstance(field, dict):
        return field
    values: dict[str, list[Any]] = {name: [np.empty(0, shape.kind)] for name, shape in field.shapes.items()}
    for each in field.slices():
        for name, array in each.items():
            values[name].append(array)
    whole = {name: np.concatenate(several) for name, several in values.items()}
    assert {name: Shape(array.dtype, len(array)) for name, array in whole.items()} == field.shapes
    return whole


def facet(made: SegmentArrays) -> list[list[bytes]]:
    column = {name.removeprefix(f"{FACET}first/"): array for name, array in made.columns.items()}
    names = [column["texts"][low:high].tobytes() for low, high in pairwise(column["text_ends"].tolist())]
    sets = [column["members"][low:high].tolist() for low, high in pairwise(column["member_ends"].tolist())]
    held = column["sets"] if "sets" in column else sets_of(column["starts"], made.size)
    return [[names[ordinal] for ordinal in sets[each]] for each in held.tolist()]


@given(
    st.lists(
        st.lists(st.sampled_from(["ash oak", "oak oak elm", "elm"]), min_size=1, max_size=5), min_size=1, max_size=4
    ),
    st.randoms(),
)
def test_documents_are_merged_in_the_order_of_a_column(portions: list[list[str]], random: Random) -> None:
    numbers = list(range(sum(map(len, portions))))
    random.shuffle(numbers)
    taken = iter(numbers)
    parts = [dict(sorted((next(taken), text) for text in portion)) for portion in portions]
    index = RamStorage().create_index(SCHEMA)
    with BulkWriter(index) as writer:
        for part in parts:
            writer.add(segment(part))
    whole = {number: text for part in parts for number, text in part.items()}
    assert_same(merge(list(sources(index).values()), by=IDS), segment(dict(sorted(whole.items()))))


def test_several_merges_in_a_row_and_segments_that_become_empty() -> None:
    index, _ = index_of([["ash"], ["oak oak"], ["elm"]])
    merge_all(index)
    delete(index, frozenset({0, 1, 2}))
    assert sources(index) == {}
    with index.searcher() as searcher:
        assert len(ArraySearcher(searcher).documents(Term("text", "oak"))) == 0


def test_nothing_is_seen_before_the_commit_or_after_a_cancel() -> None:
    index, _ = index_of([["ash"]])
    writer = BulkWriter(index)
    writer.add(segment({1: "ash"}))
    assert index.doc_count() == 1
    writer.cancel()
    assert index.doc_count() == 1
    with pytest.raises(ZeroDivisionError), BulkWriter(index) as writer:
        writer.add(segment({1: "ash"}))
        _ = 1 // 0
    assert index.doc_count() == 1
    with BulkWriter(index) as writer:
        writer.add(segment({1: "ash"}))
    assert index.doc_count() == 2


def test_one_writer_at_a_time() -> None:
    index, _ = index_of([["ash"]])
    with BulkWriter(index), pytest.raises(LockError):
        BulkWriter(index)


def test_segments_stay_few_and_documents_are_merged_seldom() -> None:
    sizes: dict[str, Size] = {}
    written = 0
    for number in range(2000):
        sizes[str(number)] = Size(SMALLEST)
        while names := due(sizes):
            merged = sum(sizes.pop(name).documents for name in names)
            sizes[f"{number}+{len(names)}+{merged}"] = Size(merged)
            written += merged
    assert len(sizes) <= (TOGETHER - 1) * 4
    assert written <= 4 * 2000 * SMALLEST


def test_a_segment_of_mostly_deleted_documents_is_written_anew() -> None:
    assert due({"old": Size(100, 40), "new": Size(100)}) == ["old"]
    assert due({"old": Size(100, 10), "new": Size(100)}) == []


def test_what_whoosh_wrote_cannot_be_merged_by_concatenation() -> None:
    index = RamStorage().create_index(SCHEMA)
    from search.arrays.codec import ArrayCodec

    with index.writer(codec=ArrayCodec()) as writer:
        writer.add_document(text="ash oak", _text_boost=2.0)
    (source,) = sources(index).values()
    with pytest.raises(ValueError, match="text"):
        merge([Source(source.inverted, source.documents, source.live)])
