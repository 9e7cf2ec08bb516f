"""Which segments to merge, so that their number stays logarithmic and every document is merged few times."""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

TOGETHER: Final = 8
"""Segments of like size that are merged into one; each document is merged at most log8(documents / SMALLEST) times."""
SMALLEST: Final = 1000
"""Documents; all smaller segments are of like size."""
DELETED: Final = 0.3
"""Share of deleted documents beyond which a segment is written anew by itself."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a segment is."""

    documents: int
    deleted: int = 0
    terms: int = 0
    """Length of all of its fields together, which is what merging it costs."""


def due(sizes: Mapping[str, Size], most: int = sys.maxsize) -> list[str]:
    """The segments to be merged into one now, none when all is well.

    ``most`` bounds the terms of a merged segment, and so the memory that merging takes. Segments that have reached
    half of it are left as they are; beyond that bound the number of segments grows with that of the documents.
    """
    tiers: dict[int, list[str]] = defaultdict(list)
    for name, size in sizes.items():
        if size.terms <= most // 2:
            tiers[int(math.log(max(size.documents - size.deleted, SMALLEST), TOGETHER))].append(name)
    for tier in sorted(tiers):
        if len(tiers[tier]) >= TOGETHER:
            return _within(tiers[tier], sizes, most)
    return [name for name, size in sizes.items() if size.deleted > DELETED * size.documents][:1]


def _within(names: list[str], sizes: Mapping[str, Size], most: int) -> list[str]:
    """The first of the segments that may be merged together; two at the least."""
    totals = accumulate(sizes[name].terms for name in names)
    return [name for name, total in zip(names, totals, strict=True) if total <= most]
