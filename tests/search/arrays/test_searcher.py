"""The array searcher finds what Whoosh's own matchers find, with the same scores."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.query.qcore import Query
from whoosh.scoring import BM25F, TF_IDF

from search.arrays import together
from search.arrays.near import Near
from search.arrays.searcher import ArraySearcher
from tests.search.arrays.corpora import Batch, histories, index, plain_trees, trees
from tests.search.arrays.oracle import Scores, meaning, whoosh_finds


def arrays_find(searcher: Any, tree: Query) -> Scores:
    found = ArraySearcher(searcher).find(tree)
    assert np.all(np.diff(found.documents) > 0)
    return dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True))


@given(histories, st.lists(plain_trees, min_size=4, max_size=8))
@settings(max_examples=150, deadline=None)
def test_same_documents_and_scores_as_whoosh(history: Sequence[Batch], asked: Sequence[Query]) -> None:
    with index(history).searcher() as searcher:
        for tree in asked:
            assert arrays_find(searcher, tree) == pytest.approx(whoosh_finds(searcher, tree), rel=1e-5), repr(tree)


@given(histories, st.lists(trees, min_size=4, max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_kind_of_node_means_what_it_says(history: Sequence[Batch], asked: Sequence[Query]) -> None:
    with index(history).searcher() as searcher:
        for tree in asked:
            expected = meaning(searcher, tree)
            assert arrays_find(searcher, tree) == pytest.approx(expected, rel=1e-5), repr(tree)
            assert ArraySearcher(searcher).documents(tree).tolist() == sorted(expected)


@given(histories, plain_trees, st.sampled_from([BM25F(B=0.3, K1=2.0), BM25F(text_B=1.0), TF_IDF()]))
@settings(max_examples=50, deadline=None)
def test_other_weightings(history: Sequence[Batch], tree: Query, weighting: Any) -> None:
    with index(history).searcher(weighting=weighting) as searcher:
        assert arrays_find(searcher, tree) == pytest.approx(whoosh_finds(searcher, tree), rel=1e-5), repr(tree)


@given(histories, st.sampled_from(["oak", "ash"]))
@settings(max_examples=20, deadline=None)
def test_nodes_of_several_terms_score_their_boost(history: Sequence[Batch], text: str) -> None:
    with index(history).searcher() as searcher:
        for tree in (query.Prefix("text", text, boost=3.0), query.FuzzyTerm("text", text, boost=3.0)):
            assert set(arrays_find(searcher, tree).values()) <= {3.0}


@given(histories, st.lists(st.sampled_from(["ash", "oak", "elm"]), min_size=2, max_size=3), st.integers(1, 3))
@settings(max_examples=50, deadline=None)
def test_phrases_in_blocks_of_documents(history: Sequence[Batch], words: list[str], slop: int) -> None:
    trees = [query.Phrase("text", words, slop=slop), Near("text", words, slop=slop)]
    with index(history).searcher() as searcher, pytest.MonkeyPatch.context() as patch:
        whole = [arrays_find(searcher, tree) for tree in trees]
        patch.setattr(together, "BLOCK", 64)
        assert [arrays_find(searcher, tree) for tree in trees] == whole


@given(histories)
@settings(max_examples=20, deadline=None)
def test_phrases_need_positions(history: Sequence[Batch]) -> None:
    phrase = query.Phrase("plain", ["ash", "oak"])
    with index([*history, *history]).searcher() as searcher:
        if all((("plain", word) in leaf.reader()) for leaf, _ in searcher.leaf_searchers() for word in phrase.words):
            with pytest.raises(query.QueryError, match="no positions"):
                arrays_find(searcher, phrase)
