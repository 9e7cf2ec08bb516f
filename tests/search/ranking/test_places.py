"""Places as arrays against the definition of the bonus, on random texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.ranking import places, plain
from search.ranking.weights import ADJACENT, EARLY, LEAD, NEAR, WINDOW

positions = st.lists(st.integers(0, 40), max_size=6, unique=True).map(sorted)
idfs = st.floats(0.5, 9)


@st.composite
def standing(draw: st.DrawFn) -> tuple[list[list[list[int]]], list[float]]:
    """Positions by document and word, and the words' idf."""
    words, documents = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    texts = draw(st.lists(st.lists(positions, min_size=words, max_size=words), min_size=documents, max_size=documents))
    return texts, draw(st.lists(idfs, min_size=words, max_size=words))


def as_array(texts: list[list[list[int]]]) -> places.Places:
    words, documents = len(texts[0]), len(texts)
    found = [
        (word * documents + document) << places.BITS | place
        for word in range(words)
        for document in range(documents)
        for place in texts[document][word]
    ]
    return np.array(found, dtype=np.int64)


@given(standing(), st.sampled_from([0.0, 0.2]))
def test_all_documents_at_once_gain_what_each_gains_alone(
    made: tuple[list[list[list[int]]], list[float]], early: float
) -> None:
    texts, weights = made
    expected = [plain.bonus(text, weights, early) for text in texts]
    assert places.bonus(as_array(texts), weights, len(texts), early) == pytest.approx(expected)


def test_words_that_stand_together_gain_more_than_words_that_stand_near() -> None:
    together, near, apart = ([[[0], [gap]]] for gap in (1, WINDOW - 1, WINDOW))
    gains = [places.bonus(as_array(text), [2.0, 4.0], 1, 0.0)[0] for text in (together, near, apart)]
    assert gains == pytest.approx([3 * (ADJACENT + NEAR) / 2, 3 * NEAR / 2, 0])


def test_the_order_of_neighbours_counts_only_side_by_side() -> None:
    (turned,) = places.bonus(as_array([[[1], [0]]]), [2.0, 2.0], 1, 0.0)
    assert turned == pytest.approx(2 * NEAR / 2)


def test_standing_early_is_worth_half_as_much_at_the_end_of_the_lead() -> None:
    first, last = (places.bonus(as_array([[[place]]]), [3.0], 1, EARLY["body"])[0] for place in (0, LEAD))
    assert (first, last) == pytest.approx((3 * EARLY["body"], 3 * EARLY["body"] / 2))


def test_without_places_there_is_no_bonus() -> None:
    assert places.bonus(np.empty(0, dtype=np.int64), [1.0, 2.0], 3, 0.2).tolist() == [0, 0, 0]
