"""Results in which near-copies are shown once: of each family the match that comes first."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from search.archive import Archive
from search.engine import Answer, Engine, Match, Request

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Folded:
    """One page of matches, of each family the first only."""

    matches: tuple[Match, ...]
    groups: int
    """How many matches there would be on all pages together."""
    copies: Mapping[int, tuple[int, ...]]
    """For matches of this page: the matches that are folded into them, in order."""


def unfolded(answer: Answer) -> Folded:
    """An answer as it is."""
    return Folded(answer.matches, answer.total, NONE)


class Families:
    """An archive's families as arrays, read again when they have changed. Safe to use from several threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._mark: object = None
        self._articles: Ids = _EMPTY
        self._families: Ids = _EMPTY

    def fold(self, engine: Engine, request: Request, answer: Answer) -> Folded:
        """The page that a request asks for, counted in groups; ``answer`` is the engine's own to the request."""
        articles, families = self._arrays()
        if not len(articles) or answer.total < 2:
            return unfolded(answer)
        ids = engine.ids(request)
        found = _families_of(ids, articles, families)
        first = _first_of_each(found)
        places = np.flatnonzero(first)
        shown = places[request.offset : request.offset + request.limit]
        return Folded(_matches(engine, request, shown), len(places), _copies(ids, found, shown))

    def heads(self, ids: Ids) -> Ids:
        """Of all matches in order, those that remain when of each family only the first is kept."""
        articles, families = self._arrays()
        return ids[_first_of_each(_families_of(ids, articles, families))] if len(articles) else ids

    def _arrays(self) -> tuple[Ids, Ids]:
        with self._lock:
            mark = self._archive.families_mark()
            if mark != self._mark:
                rows = np.array(self._archive.families(), dtype=np.int64).reshape(-1, 2)
                self._articles, self._families, self._mark = rows[:, 0].copy(), rows[:, 1].copy(), mark
            return self._articles, self._families


def _families_of(ids: Ids, articles: Ids, families: Ids) -> Ids:
    """The family of each article, 0 for those without one."""
    places = np.minimum(np.searchsorted(articles, ids), len(articles) - 1)
    return np.where(articles[places] == ids, families[places], 0)


def _first_of_each(found: Ids) -> npt.NDArray[np.bool_]:
    """Which matches are the first of their family, or have none."""
    shown: npt.NDArray[np.bool_] = found == 0
    members = np.flatnonzero(~shown)
    _, firsts = np.unique(found[members], return_index=True)
    shown[members[firsts]] = True
    return shown


def _copies(ids: Ids, found: Ids, shown: Ids) -> dict[int, tuple[int, ...]]:
    wanted = found[shown]
    members = np.flatnonzero(np.isin(found, wanted[wanted > 0]))
    return {
        int(ids[place]): tuple(int(each) for each in ids[members[(found[members] == family) & (members != place)]])
        for place, family in zip(shown.tolist(), wanted.tolist(), strict=True)
        if family
    }


def _matches(engine: Engine, request: Request, shown: Ids) -> tuple[Match, ...]:
    """The matches at some places of the whole result; with their scores, which the engine gives for a stretch of it."""
    if not len(shown):
        return ()
    start = int(shown[0])
    stretch = replace(request, offset=start, limit=int(shown[-1]) - start + 1, counts=False)
    matches = engine.ask(stretch).matches
    return tuple(matches[place - start] for place in shown.tolist() if place - start < len(matches))


NONE: Final[Mapping[int, tuple[int, ...]]] = MappingProxyType({})
"""No copies of anything."""
_EMPTY: Final[Ids] = np.empty(0, dtype=np.int64)
