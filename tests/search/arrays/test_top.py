"""The best few hold whatever sorting would put first."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.arrays.top import least


@given(
    size=st.integers(1, 40_000),
    wanted=st.integers(1, 200),
    different=st.integers(1, 100_000),
    seed=st.integers(0, 1000),
)
@settings(max_examples=60, deadline=None)
def test_nothing_better_is_left_out(size: int, wanted: int, different: int, seed: int) -> None:
    keys = np.random.default_rng(seed).integers(0, different, size).astype(np.float32)
    chosen = np.zeros(size, dtype=np.bool_)
    chosen[least(keys, wanted)] = True
    last = np.sort(keys)[min(wanted, size) - 1]
    assert chosen[keys <= last].all()
    assert chosen.sum() >= min(wanted, size)


@pytest.mark.parametrize("arranged", [np.sort, lambda keys: np.sort(keys)[::-1]])
def test_few_are_chosen_of_many(arranged: object) -> None:
    keys = np.random.default_rng(1).random(500_000).astype(np.float32)
    assert callable(arranged)
    assert len(least(arranged(keys), 10)) <= 10
