"""Whether two systems differ on the same topics by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

SHUFFLES: Final = 20_000
BATCH: Final = 1000
"""Shuffles drawn at a time, to bound memory."""


def randomization(one: Sequence[float], other: Sequence[float], seed: int = 1) -> float:
    """The two-sided p-value of Fisher's paired randomization test for the difference of means.

    Were the systems alike, each topic's two scores could change places: p is the share of 20,000 such shuffles with a
    difference at least as great as that observed. M. Smucker, J. Allan and B. Carterette, *A comparison of statistical
    significance tests for information retrieval evaluation*, CIKM 2007. The observed order counts as one shuffle, so
    that p is never 0 (B. Phipson and G. Smyth, *Permutation p-values should never be zero*, 2010).
    """
    differences = np.asarray(one, dtype=np.float64) - np.asarray(other, dtype=np.float64)
    differences = differences[differences != 0]
    if not len(differences):
        return 1.0
    observed, random, as_great = abs(differences.sum()), np.random.default_rng(seed), 1
    for _ in range(0, SHUFFLES, BATCH):
        signs = random.choice(np.array([-1.0, 1.0]), size=(BATCH, len(differences)))
        as_great += int((np.abs(signs @ differences) >= observed - 1e-12).sum())
    return as_great / (SHUFFLES + 1)
