"""One generation of the index, opened: its searcher and its columns, which never change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.query import Every
from whoosh.query.qcore import Query

from search.arrays.codec import DOCUMENTS, INVERTED, open_arrays
from search.arrays.file import DamagedFile
from search.arrays.found import Bools, Matches
from search.arrays.postings import FieldPostings, Longs
from search.arrays.searcher import ArraySearcher
from search.days import Days
from search.engine import Answer, Match, Request
from search.engines.whoosh.building import DAYS
from search.engines.whoosh.columns import Facet
from search.engines.whoosh.generations import open_index, seen
from search.engines.whoosh.part import Part, Ranked
from search.facets import FACETS
from search.fields import DATE
from search.ranking.rerank import bonuses
from search.ranking.weights import RERANKED
from search.results import BY_SCORE, Sort


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
        self.count = int(self._searcher.doc_count())
        leaves = [leaf for leaf, _ in self.reader.leaf_readers() if leaf.segment() is not None]
        files = [open_arrays(leaf.storage(), leaf.segment(), DOCUMENTS) for leaf in leaves]
        for each in files:
            each.verify()  # they are small, and damaged days or numbers would be shown to readers
        days = {leaf.segment().segment_id(): file[DAYS] for leaf, file in zip(leaves, files, strict=True)}
        searcher = ArraySearcher(self._searcher, lambda leaf: {DATE: days[leaf.segment().segment_id()]})
        self._parts = [Part(leaf, file) for leaf, file in zip(searcher.leaves, files, strict=False)]
        self._facets = {name: Facet(name, files) for name in FACETS}
        self._idf = searcher.idf
        self._counts_of_all = lru_cache(maxsize=4 * len(FACETS))(self._count_all)

    def fields(self, name: str) -> list[FieldPostings]:
        """A field of every segment that has it."""
        return [field for part in self._parts if (field := part.leaf.field(name)) is not None]

    @property
    def reader(self) -> Any:
        """Whoosh's reader, for its term dictionary."""
        return self._searcher.reader()

    def is_current(self, directory: Path) -> bool:
        """Whether no later generation was committed and no other index adopted."""
        return directory == self.directory and bool(self.index.latest_generation() == self.generation)

    def numbers(self, request: Request) -> Longs:
        """The articles' numbers of all matches, in the order of :meth:`answer`'s pages."""
        kept = [each.kept for each in self._found(request)]
        return self._page(kept, request, 0, sum(map(len, kept)))[0]

    def answer(self, request: Request) -> Answer:
        """Exact counts and one page of matches."""
        found = self._found(request)
        kept = [each.kept for each in found]
        ids, keys = self._page(kept, request, request.offset, request.offset + request.limit)
        scores = -keys if request.sort in BY_SCORE else np.zeros(len(ids))
        return Answer(
            total=sum(map(len, kept)),
            matches=tuple(map(Match, ids.tolist(), scores.tolist())),
            facets=self._counts(found, request) if request.counts else {},
            days=Days((part.dated(each), part.days) for each, part in zip(kept, self._parts, strict=True))
            if request.counts
            else Days(),
            bounded=frozenset(text for part in self._parts for text in part.leaf.bounded()),
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

    def _found(self, request: Request) -> list[_Found]:
        """What matches in each segment."""
        return [self._found_in(place, part, request) for place, part in enumerate(self._parts)]

    def _found_in(self, place: int, part: Part, request: Request) -> _Found:
        inside = part.within(part.leaf.find(request.tree), request.after, request.before)
        documents = inside.documents
        allowed = {
            name: self._facets[name].allowed(place, documents, choice) for name, choice in request.choices.items()
        }
        mask = _all_but("", allowed)
        return _Found(documents, inside if mask is None else inside.only(np.flatnonzero(mask)), allowed)

    def _counts(self, found: Sequence[_Found], request: Request) -> Mapping[str, Mapping[str, int]]:
        """Facet -> value -> count."""
        if not request.choices and sum(len(each.documents) for each in found) == self.count:
            return {name: self._counts_of_all(name, request.values) for name in request.facets}
        return {name: self._counts_of(name, found, request) for name in request.facets}

    def _counts_of(self, name: str, found: Sequence[_Found], request: Request) -> Mapping[str, int]:
        chosen = request.choices[name].wanted if name in request.choices else frozenset()
        return self._facets[name].counts([each.counted(name) for each in found], request.values, chosen)

    def _count_all(self, name: str, values: int) -> Mapping[str, int]:
        """The counts of every article: what the archive's own pages show."""
        everything = [part.leaf.find(Every()).documents for part in self._parts]
        return self._facets[name].counts(everything, values, frozenset())

    def _page(self, kept: Sequence[Matches], request: Request, begin: int, end: int) -> tuple[Longs, Any]:
        """The article numbers on a page, and by what they were sorted."""
        if begin == end or not any(map(len, kept)):
            return np.empty(0, dtype=np.int64), np.empty(0)
        again = RERANKED if request.sort is Sort.RELEVANCE and request.refine else 0
        ranked = [
            (part, part.ranked(each, request.sort, max(end, again), request.around))
            for part, each in zip(self._parts, kept, strict=True)
            if len(each)
        ]
        ids, days, keys = (
            _joined([each.ids for _, each in ranked]),
            _joined([each.days for _, each in ranked]),
            _joined([each.keys for _, each in ranked]),
        )
        order = np.lexsort((ids, -days, keys))
        if again:
            best, bonus = self._bonuses(request.tree, ranked, order[:again])
            keys[best] -= bonus
            order[:again] = best[np.lexsort((ids[best], -days[best], keys[best]))]
        return ids[order[begin:end]], keys[order[begin:end]]

    def _bonuses(self, tree: Query, ranked: Sequence[tuple[Part, Ranked]], best: Longs) -> tuple[Longs, Any]:
        """The best of what was ranked, in another order, and what each gains by where the words stand in it."""
        places, segments, begin = [], [], 0
        for part, each in ranked:
            end = begin + len(each.documents)
            own = best[(best >= begin) & (best < end)]
            own = own[np.argsort(each.documents[own - begin])]
            places.append(own)
            segments.append((part.leaf.field, each.documents[own - begin]))
            begin = end
        return np.concatenate(places), bonuses(tree, segments, self._idf)


@dataclass(frozen=True, slots=True)
class _Found:
    """What matches in one segment."""

    documents: Longs
    """Within the days asked for, whatever was chosen of the facets."""
    kept: Matches
    """With all that was chosen."""
    allowed: Mapping[str, Bools]
    """Facet -> which of the documents its choice allows."""

    def counted(self, facet: str) -> Longs:
        """The documents that are counted under a facet, whose own choice is left out."""
        if facet not in self.allowed:
            return self.kept.documents
        mask = _all_but(facet, self.allowed)
        return self.documents if mask is None else self.documents.compress(mask)


def _joined(arrays: Sequence[Any]) -> Any:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def _all_but(name: str, allowed: Mapping[str, Bools]) -> Bools | None:
    """Documents that every choice allows, one facet's left out; None when there are no others."""
    masks = [mask for facet, mask in allowed.items() if facet != name]
    return np.logical_and.reduce(masks) if masks else None
