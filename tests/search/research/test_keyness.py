"""Words that distinguish a result set."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.catalogue import Catalogue
from search.keyness import SIGNIFICANT, keywords, likelihood
from search.question import Question


def test_the_published_example() -> None:
    """A word 20 times in 1,000 and 10 times in 2,000: worked out by hand from the definition."""
    expected = 2 * (
        20 * math.log(20 / 10) + 10 * math.log(10 / 20) + 980 * math.log(980 / 990) + 1990 * math.log(1990 / 1980)
    )
    assert likelihood(20, 1000, 10, 2000) == pytest.approx(expected)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 100), st.integers(0, 100))
def test_it_is_nought_for_equal_shares_and_never_less(size: int, others: int, found: int, elsewhere: int) -> None:
    assert likelihood(size * 0.5, size, others * 0.5, others) == pytest.approx(0, abs=1e-9)
    assert likelihood(min(found, size - 1) or 0.5, size, min(elsewhere, others - 1), others) >= -1e-9


def test_the_words_of_a_subject_come_first(held: Catalogue) -> None:
    told = keywords(held, Question.of(section="City"))
    assert (told.total, told.read, told.others) == (20, 20, 40)
    assert {"tunnel", "engineers", "dug", "part"} == {word.word for word in told.words[:4]}
    assert "harbour" not in {word.word for word in told.words}
    assert all(word.likelihood >= SIGNIFICANT and word.ratio > 1 for word in told.words)
    assert [word.likelihood for word in told.words] == sorted((w.likelihood for w in told.words), reverse=True)


def test_forms_of_a_word_are_counted_together(held: Catalogue) -> None:
    (tunnel,) = [word for word in keywords(held, Question.of("tunnel")).words if word.word.startswith("tunnel")]
    assert (tunnel.found, tunnel.elsewhere) == (20, 0)


def test_a_sample_is_said_to_be_one(held: Catalogue) -> None:
    told = keywords(held, Question.of("ferry OR tunnel"), sample=10)
    assert (told.total, told.read) == (36, 10)
    assert len(keywords(held, Question.of("tunnel"), limit=2).words) == 2


@pytest.mark.parametrize("text", ["", "nosuchword"])
def test_without_two_sides_there_is_nothing_to_tell(held: Catalogue, text: str) -> None:
    assert keywords(held, Question.of(text)).words == ()
