"""How much of its score an article keeps when a reader looks around a day."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import numpy as np

HALVED: Final = 90
"""Days from the day asked for at which a score is halved; twice as far it is a third, three times a quarter.

The slow fall is on purpose: a reader's memory for dates may err by months, and the best match must not vanish for it.
"""


def nearness(days: Any, around: date) -> Any:
    """The share of its score that an article of each day keeps. Days are ordinals; those unknown (0) keep nothing."""
    distances = np.abs(np.asarray(days, dtype=np.float64) - around.toordinal())
    return np.where(np.asarray(days) > 0, HALVED / (HALVED + distances), 0.0)
