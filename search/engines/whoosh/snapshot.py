"""One generation of the index, opened: its searcher and its columns, which never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from search.arrays.codec import DOCUMENTS, INVERTED, open_arrays
from search.arrays.evaluate import Found
from search.arrays.file import DamagedFile
from search.arrays.searcher import ArraySearcher
from search.engine import Answer, Match, Request
from search.engines.whoosh.building import DAYS
from search.engines.whoosh.columns import Bools, Columns, Ints, Numbers
from search.engines.whoosh.generations import open_index, seen
from search.facets import FACETS
from search.fields import DATE
from search.results import Sort

SAMPLED: Final = 20_000
"""Matches from which on the threshold of the best is guessed from a sample before they are partitioned."""
SAMPLE: Final = 4096


class Snapshot:
    """Answers questions from one generation. Not for use by two threads at a time."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.index = open_index(directory)
        self._searcher = self.index.searcher()
        # A reader without documents does not know its generation.
        generation = self.reader.generation()
        self.generation: int = self.index.latest_generation() if generation is None else generation
        self.seen, self.stamp = seen(directory, self.generation)
        leaves = [leaf for leaf, _ in self.reader.leaf_readers() if leaf.segment() is not None]
        files = [open_arrays(leaf.storage(), leaf.segment(), DOCUMENTS) for leaf in leaves]
        for each in files:
            each.verify()  # they are read whole anyway, and damaged days or numbers would be shown to readers
        self.columns = Columns.of(files)
        self._arrays = ArraySearcher(self._searcher, lambda leaf: {DATE: _days(leaf)})

    @property
    def count(self) -> int:
        """How many articles there are."""
        return int(self._searcher.doc_count())

    @property
    def reader(self) -> Any:
        """Whoosh's reader, for its term dictionary."""
        return self._searcher.reader()

    def is_current(self, directory: Path) -> bool:
        """Whether no later generation was committed and no other index adopted."""
        return directory == self.directory and bool(self.index.latest_generation() == self.generation)

    def numbers(self, request: Request) -> Ints:
        """The articles' numbers of all matches, in the order of :meth:`answer`'s pages."""
        found, chosen = self._found(request)
        kept = _kept(found, _all_but(None, chosen))
        return self._ordered(kept, replace(request, limit=len(kept.documents), offset=0))[0]

    def answer(self, request: Request) -> Answer:
        """Exact counts and one page of matches."""
        found, chosen = self._found(request)
        kept = _kept(found, _all_but(None, chosen))
        return Answer(
            total=len(kept.documents),
            matches=self._page(kept, request),
            facets={name: self._counts(name, request, found, chosen) for name in FACETS} if request.counts else {},
            days=self.columns.days_of(kept.documents) if request.counts else {},
        )

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the segments' files, one sentence for each."""
        troubles = []
        for leaf, _ in self.reader.leaf_readers():
            for extension in (INVERTED, DOCUMENTS):
                try:
                    open_arrays(leaf.storage(), leaf.segment(), extension).verify()
                except (DamagedFile, OSError) as error:
                    troubles.append(str(error))
        return tuple(troubles)

    def close(self) -> None:
        """Close the files."""
        self._searcher.close()
        self.index.close()

    def _found(self, request: Request) -> tuple[Found, dict[str, Bools]]:
        """What matches within the dates, and which of that each facet's choice allows."""
        found = self._within(self._arrays.find(request.tree), request)
        choices = request.choices.items()
        return found, {name: self.columns.chosen(name, choice)[found.documents] for name, choice in choices}

    def _within(self, found: Found, request: Request) -> Found:
        if request.after is None and request.before is None:
            return found
        return _kept(found, self.columns.within(request.after, request.before)[found.documents])

    def _counts(self, name: str, request: Request, found: Found, chosen: Mapping[str, Bools]) -> dict[str, int]:
        documents = _kept(found, _all_but(name, chosen)).documents
        wanted = request.choices[name].wanted if name in request.choices else frozenset()
        return self.columns.facets[name].counts(documents, request.values, wanted)

    def _page(self, found: Found, request: Request) -> tuple[Match, ...]:
        """The matches asked for."""
        ids, scores = self._ordered(found, request)
        return tuple(Match(number, score) for number, score in zip(ids.tolist(), scores.tolist(), strict=True))

    def _ordered(self, found: Found, request: Request) -> tuple[Ints, Any]:
        """The numbers and scores asked for; the best are set apart first, so that only they need sorting."""
        keys = self._keys(found, request.sort)
        last = request.offset + request.limit
        best = _least(keys, last)
        ids = self.columns.ids[found.documents[best]]
        scores = found.scores[best] if request.sort is Sort.RELEVANCE else np.zeros(len(best))
        order = np.lexsort((ids, keys[best]))[request.offset : last]
        return ids[order], scores[order]

    def _keys(self, found: Found, sort: Sort) -> Any:
        """What to sort by, ascending."""
        if sort is Sort.RELEVANCE:
            return -found.scores
        days = self.columns.days[found.documents]
        return -days if sort is Sort.NEWEST else np.where(days == 0, np.iinfo(np.int64).max, days)


def _least(keys: Any, wanted: int) -> Numbers:
    """Where the least keys are, with all that equal the last of them, and perhaps a few more."""
    if wanted >= len(keys):
        return np.arange(len(keys))
    if len(keys) > SAMPLED:
        sample = keys[:: len(keys) // SAMPLE]
        guess = min(len(sample) - 1, 16 + 4 * wanted * len(sample) // len(keys))
        best = np.flatnonzero(keys <= np.partition(sample, guess)[guess])
        if len(best) >= wanted:
            return best
    return np.flatnonzero(keys <= np.partition(keys, wanted - 1)[wanted - 1]) if wanted else np.empty(0, dtype=np.int64)


def _all_but(name: str | None, chosen: Mapping[str, Bools]) -> Bools | None:
    """Documents that every choice allows, one facet's left out; None when there are no others."""
    masks = [mask for facet, mask in chosen.items() if facet != name]
    return np.logical_and.reduce(masks) if masks else None


def _kept(found: Found, mask: Bools | None) -> Found:
    return found if mask is None else Found(found.documents[mask], found.scores[mask])


def _days(leaf: Any) -> Any:
    return open_arrays(leaf.storage(), leaf.segment(), DOCUMENTS)[DAYS]
