"""One segment as the engine asks it: its documents in the order of their days, their article numbers, their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from search.arrays.file import ArrayFile
from search.arrays.found import Matches
from search.arrays.postings import Floats, Longs
from search.arrays.searcher import Leaf
from search.arrays.top import least
from search.engines.whoosh.building import DAYS, IDS
from search.ranking.nearness import nearness
from search.results import Sort

MANY_TIES: Final = 64
"""Times that there are more candidates than wanted from which on it pays to look how many of them are equal."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Documents that may be on the page asked for: all of the best of their segment, in no order."""

    documents: Longs
    ids: Longs
    days: npt.NDArray[np.int32]
    keys: npt.NDArray[Any]
    """What to sort by, ascending; equal ones by day, the newest first, and those by article number."""


class Part:
    """A segment and the columns that order it."""

    def __init__(self, leaf: Leaf, file: ArrayFile) -> None:
        self.leaf, self.file = leaf, file
        self.ids: Longs = file[IDS]
        self.days: npt.NDArray[np.int32] = file[DAYS]
        self._undated = int(self.days.searchsorted(np.int32(1)))
        """How many documents have no day; they are the first."""

    def dated(self, found: Matches) -> Longs:
        """The documents that have a day."""
        documents = found.documents
        return documents[documents.searchsorted(self._undated) :] if self._undated else documents

    def within(self, found: Matches, after: date | None, before: date | None) -> Matches:
        """Those printed from the first day to the last; undated ones are not."""
        if after is None and before is None:
            return found
        bounds = [(after or date.min).toordinal(), (before or date.max).toordinal() + 1]
        low, high = found.documents.searchsorted(self.days.searchsorted(np.array(bounds, dtype=np.int32))).tolist()
        return found.only(slice(low, high))

    def ranked(self, found: Matches, sort: Sort, wanted: int, around: date | None = None) -> Ranked:
        """The first of the matches in an order, all that equal the last of them, and perhaps more."""
        if sort is Sort.AROUND and around is not None:
            found = self._near(found, around)
        places, keys = _RANKINGS[sort](self, found, wanted)
        documents = found.documents[places]
        return Ranked(documents, self.ids.take(documents), self.days.take(documents), keys)

    def _near(self, found: Matches, around: date) -> Matches:
        """The same matches, whose scores fall with their distance from a day."""

        def score(at: Any) -> Floats:
            scores: Floats = found.score(at) * nearness(self.days.take(found.documents[at]), around)
            return scores.astype(np.float32)

        return Matches(found.documents, score)

    def _best(self, found: Matches, wanted: int) -> tuple[Any, Floats]:
        if found.level is not None:
            places = self._newest_places(found.documents, wanted)
            return places, -found.score(places)
        scores = found.score(slice(None))
        np.negative(scores, out=scores)
        places = least(scores, wanted)
        if isinstance(places, slice) or len(places) <= MANY_TIES * wanted:
            return places, scores[places]
        equal = scores[places] == scores[places].max()
        better, last = places[~equal], places[equal]
        if len(better) < wanted:
            last = last[self._newest_places(found.documents[last], wanted - len(better))]
            better = np.concatenate((better, last))
        places = better
        return places, scores[places]

    def _newest(self, found: Matches, wanted: int) -> tuple[Any, Longs]:
        places = self._newest_places(found.documents, wanted)
        return places, -self._days(found, places)

    def _newest_places(self, documents: Longs, wanted: int) -> slice:
        """The last of some documents, and all others of the first one's day."""
        begin = len(documents) - wanted
        if begin <= 0:
            return slice(0, None)
        day = self.days[documents[begin]]
        return slice(int(documents.searchsorted(self.days.searchsorted(day))), None)

    def _oldest(self, found: Matches, wanted: int) -> tuple[Any, Longs]:
        """Undated ones, which stand first, come last."""
        undated = int(found.documents.searchsorted(self._undated))
        end = undated + wanted
        if end >= len(found):
            places = slice(None)
        else:
            day = self.days[found.documents[end]]
            places = slice(undated, int(found.documents.searchsorted(self.days.searchsorted(day, side="right"))))
        days = self._days(found, places)
        return places, np.where(days == 0, np.iinfo(np.int64).max, days)

    def _days(self, found: Matches, places: Any) -> Longs:
        days: Longs = self.days.take(found.documents[places]).astype(np.int64)
        return days


_RANKINGS: Final[Mapping[Sort, Callable[[Part, Matches, int], tuple[Any, Any]]]] = {
    Sort.RELEVANCE: Part._best,
    Sort.AROUND: Part._best,
    Sort.NEWEST: Part._newest,
    Sort.OLDEST: Part._oldest,
}
"""Order -> places of the first matches in it, and their keys."""
