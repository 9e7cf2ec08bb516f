"""Everything that a question finds, article by article, without holding it all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from search.archive import Archive, Holding
from search.results import Notice, Sort

Ids = npt.NDArray[np.int64]
"""Article numbers."""

AT_A_TIME: Final = 100
"""Articles read from the archive at once, which is all that a listing holds beside eight bytes for each number."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The numbers of everything found, in the order of the page of results; iterating reads the articles.

    The engine was asked once. An article that was removed since it was indexed is passed over, as on the page.
    """

    archive: Archive
    ids: Ids
    sort: Sort
    notices: tuple[Notice, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Holding]:
        return self.read(self.ids)

    def read(self, ids: Ids | Sequence[int]) -> Iterator[Holding]:
        """Some of the articles, in the order of the numbers given."""
        for first in range(0, len(ids), AT_A_TIME):
            portion = [int(number) for number in ids[first : first + AT_A_TIME]]
            held = self.archive.holdings(portion)
            yield from (held[number] for number in portion if number in held)

    def newest_filed(self, most: int) -> Ids:
        """The numbers of those that came to the archive last, the latest first.

        Numbers are given in the order in which articles are first filed.
        """
        return np.sort(self.ids)[::-1][:most]
