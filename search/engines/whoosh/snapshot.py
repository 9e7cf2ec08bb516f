"""One generation of the index, opened: its searcher and its columns, which never change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from search.arrays.codec import DOCUMENTS, open_arrays
from search.arrays.postings import Ints
from search.arrays.searcher import ArraySearcher
from search.engine import Answer, Match, Request
from search.engines.whoosh.building import DAYS
from search.engines.whoosh.columns import Bools, Columns
from search.engines.whoosh.generations import open_index, seen
from search.facets import FACETS
from search.fields import DATE
from search.results import Sort


class Snapshot:
    """Answers questions from one generation. Not for use by two threads at a time."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.index = open_index(directory)
        self._searcher = self.index.searcher()
        # A reader without documents does not know its generation.
        generation = self.reader.generation()
        self.generation: int = self.index.latest_generation() if generation is None else generation
        self.seen = seen(directory, self.generation)
        leaves = [leaf for leaf, _ in self.reader.leaf_readers() if leaf.segment() is not None]
        files = [open_arrays(leaf.storage(), leaf.segment(), DOCUMENTS) for leaf in leaves]
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

    def answer(self, request: Request) -> Answer:
        """Exact counts and one page of matches."""
        matching = self._arrays.find(request.tree)
        documents, scores = matching.documents, matching.scores
        columns = self.columns
        keep = columns.within(request.after, request.before)[documents]
        documents, scores = documents[keep], scores[keep]
        chosen = {name: columns.chosen(name, choice)[documents] for name, choice in request.choices.items()}
        found = _all_but(None, chosen, len(documents))
        return Answer(
            total=int(found.sum()),
            matches=self._page(documents[found], scores[found], request),
            facets={name: self._counts(name, documents, chosen) for name in FACETS},
            days=columns.days_of(documents[found]),
        )

    def close(self) -> None:
        """Close the files."""
        self._searcher.close()
        self.index.close()

    def _counts(self, name: str, documents: Ints, chosen: dict[str, Bools]) -> dict[str, int]:
        mask = np.zeros(len(self.columns.ids), dtype=np.bool_)
        mask[documents[_all_but(name, chosen, len(documents))]] = True
        return self.columns.facets[name].counts(mask)

    def _page(self, documents: Ints, scores: Any, request: Request) -> tuple[Match, ...]:
        """The matches asked for; the best are set apart first, so that only they need sorting."""
        keys, ids = self._keys(documents, scores, request.sort), self.columns.ids[documents]
        last = request.offset + request.limit
        if last < len(keys):
            best = np.flatnonzero(keys <= np.partition(keys, last)[last])
            keys, ids, scores = keys[best], ids[best], scores[best]
        order = np.lexsort((ids, keys))[request.offset : last]
        scored = request.sort is Sort.RELEVANCE
        return tuple(Match(int(ids[place]), float(scores[place]) if scored else 0.0) for place in order)

    def _keys(self, documents: Ints, scores: Any, sort: Sort) -> Any:
        """What to sort by, ascending."""
        if sort is Sort.RELEVANCE:
            return -scores
        days = self.columns.days[documents]
        return -days if sort is Sort.NEWEST else np.where(days == 0, np.iinfo(np.int64).max, days)


def _all_but(name: str | None, chosen: dict[str, Bools], size: int) -> Bools:
    """Documents that every choice allows, one facet's left out."""
    masks = [mask for facet, mask in chosen.items() if facet != name]
    return np.logical_and.reduce(masks) if masks else np.ones(size, dtype=np.bool_)


def _days(leaf: Any) -> Any:
    return open_arrays(leaf.storage(), leaf.segment(), DOCUMENTS)[DAYS]
