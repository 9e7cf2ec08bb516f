"""Which segments to merge, so that their number stays logarithmic and every document is merged few times."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
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


def due(sizes: Mapping[str, Size]) -> list[str]:
    """The segments to be merged into one now, none when all is well."""
    tiers: dict[int, list[str]] = defaultdict(list)
    for name, size in sizes.items():
        tiers[int(math.log(max(size.documents - size.deleted, SMALLEST), TOGETHER))].append(name)
    for tier in sorted(tiers):
        if len(tiers[tier]) >= TOGETHER:
            return tiers[tier]
    return [name for name, size in sizes.items() if size.deleted > DELETED * size.documents][:1]
