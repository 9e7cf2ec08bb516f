"""The best few of many, without sorting the rest."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from search.arrays.file import Array

SAMPLED: Final = 2000
"""Matches from which on the threshold of the best is guessed from a sample before they are partitioned."""
SAMPLE: Final = 4096
STEP: Final = 16
"""A sample has at most so many matches, and at most every so-manieth."""
SURE: Final = 8
"""How far up a sample the threshold is taken, so that there are hardly ever too few below it."""


def least(keys: Array, wanted: int) -> Any:
    """Where the least keys are, ``wanted`` of them or more, with all that equal the last, and perhaps a few more."""
    if wanted >= len(keys):
        return slice(None)
    if len(keys) > SAMPLED:
        step = max(STEP, len(keys) // SAMPLE)
        guess = SURE + 4 * wanted // step
        sample = keys[::step]
        if guess < len(sample):
            (best,) = (keys <= np.partition(sample, guess)[guess]).nonzero()
            if len(best) >= wanted:
                return best if len(best) > len(keys) // 2 else best[least(keys[best], wanted)]
    return (keys <= np.partition(keys, wanted - 1)[wanted - 1]).nonzero()[0]
