"""Measures of ranking on lists short enough to work out by hand, and the test of significance."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.relevance.measures import MEASURES, average_precision, hit, ndcg, reciprocal_rank
from benchmarks.relevance.significance import randomization

RANKED = ["a", "b", "c", "d", "e"]


def test_average_precision_counts_what_was_not_found() -> None:
    assert average_precision(RANKED, {"a": 1, "c": 1, "missing": 1}) == pytest.approx((1 / 1 + 2 / 3 + 0) / 3)
    assert average_precision(RANKED, {"e": 1}) == pytest.approx(1 / 5)


def test_gain_is_discounted_by_rank_and_compared_with_the_best_order() -> None:
    relevant = {"b": 3, "c": 1}
    found = 3 / math.log2(3) + 1 / math.log2(4)
    ideal = 3 / math.log2(2) + 1 / math.log2(3)
    assert ndcg(RANKED, relevant) == pytest.approx(found / ideal)
    assert ndcg(["b", "c"], relevant) == 1


def test_only_the_first_ten_count_for_gain_rank_and_hit() -> None:
    ranked = [str(number) for number in range(20)]
    assert reciprocal_rank(ranked, {"9": 1}) == pytest.approx(0.1)
    assert (reciprocal_rank(ranked, {"10": 1}), hit(ranked, {"10": 1}), ndcg(ranked, {"10": 1})) == (0, 0, 0)
    assert average_precision(ranked, {"10": 1}) == pytest.approx(1 / 11)


def test_the_first_relevant_document_decides_the_reciprocal_rank() -> None:
    assert reciprocal_rank(RANKED, {"b": 1, "d": 1}) == pytest.approx(1 / 2)
    assert hit(RANKED, {"d": 1}) == 1


@pytest.mark.parametrize("name", MEASURES)
def test_nothing_found_is_worth_nothing(name: str) -> None:
    assert MEASURES[name]([], {"a": 1}) == 0
    assert MEASURES[name](RANKED, {"z": 1}) == 0


def test_equal_systems_do_not_differ() -> None:
    assert randomization([0.1, 0.5, 0.9], [0.1, 0.5, 0.9]) == 1


def test_p_is_the_share_of_shuffles_that_differ_as_much() -> None:
    # Of the 16 ways to sign four differences of 1, two have a sum of 4 or -4.
    assert randomization([1, 1, 1, 1], [0, 0, 0, 0]) == pytest.approx(2 / 16, abs=0.01)
    # Any signs of 1 and -1 sum to at least 0 in size, which was observed.
    assert randomization([1, 0], [0, 1]) == 1


def test_p_does_not_depend_on_which_system_comes_first() -> None:
    random = np.random.default_rng(3)
    one, other = random.random(50), random.random(50)
    assert randomization(list(one), list(other)) == pytest.approx(randomization(list(other), list(one)), abs=0.02)


def test_a_constant_gain_over_many_topics_is_significant_and_noise_is_not() -> None:
    random = np.random.default_rng(5)
    base = random.random(200)
    assert randomization(list(base + 0.05), list(base)) < 0.001
    assert randomization(list(base + random.normal(0, 0.3, 200)), list(base)) > 0.01
