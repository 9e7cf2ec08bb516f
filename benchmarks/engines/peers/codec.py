"""The array codec by itself, as any Whoosh project may use it, with the same fields as the other peers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import TEXT, Schema
from whoosh.index import TOC, create_in, open_dir

from benchmarks.engines.corpus import Document
from benchmarks.engines.peers.peer import Counts, day_and_year, tree
from benchmarks.engines.questions import Question
from search.arrays.build import Occurrences, invert, runs
from search.arrays.bulk import BulkWriter, SegmentArrays
from search.arrays.chunks import ChunkNumbers, Chunks, texts_as_bytes
from search.arrays.merge import Source, merge
from search.arrays.searcher import ArraySearcher
from search.arrays.segments import DOCUMENTS, INVERTED, open_arrays

TOGETHER: Final = 10_000
"""Documents of a segment before all are merged."""
BEST: Final = 10


class Codec:
    """A Whoosh index written by BulkWriter and asked by ArraySearcher; filters and counts by columns beside it."""

    cannot: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._sections: dict[str, int] = {}
        self._terms: list[bytes] = []

    def build(self, documents: Iterable[Document]) -> None:
        """Index."""
        create_in(str(self._directory), Schema(body=TEXT(analyzer=SpaceSeparatedTokenizer())))
        index = open_dir(str(self._directory))
        numbers = ChunkNumbers(self._number)
        with BulkWriter(index) as writer:
            for portion in _portions(documents):
                writer.add(self._segment(portion, numbers))
        with BulkWriter(index) as writer:
            segments = TOC.read(index.storage, index.indexname).segments
            if len(segments) > 1:
                writer.replace(
                    [each.segment_id() for each in segments], merge([_source(index, each) for each in segments])
                )
        (self._directory / "sections.json").write_text(json.dumps(list(self._sections)), encoding="utf-8")

    def _number(self, term: bytes) -> int:
        self._terms.append(term)
        return len(self._terms) - 1

    def _segment(self, portion: Sequence[Document], numbers: ChunkNumbers) -> SegmentArrays:
        chunks = Chunks.of(texts_as_bytes([each.terms for each in portion]))
        terms = numbers.of(chunks)
        holders = np.repeat(np.arange(len(portion), dtype=np.int32), chunks.counts)
        positions = runs(np.zeros_like(chunks.counts), chunks.counts).astype(np.int32)
        made = SegmentArrays(len(portion))
        made.fields["body"] = invert(self._terms, Occurrences(terms, holders, positions))
        made.lengths["body"] = chunks.counts.astype(np.int32)
        sections = [self._sections.setdefault(each.article.section_path, len(self._sections)) for each in portion]
        days, years = zip(*map(day_and_year, portion), strict=True)
        for name, column in (("section", sections), ("day", days), ("year", years)):
            made.columns[f"column/{name}"] = np.array(column, dtype=np.int32)
        return made

    def open(self) -> None:
        """Open."""
        index = open_dir(str(self._directory))
        (segment,) = TOC.read(index.storage, index.indexname).segments
        columns = open_arrays(index.storage, segment, DOCUMENTS)
        self._section, self._day, self._year = (columns[f"column/{name}"] for name in ("section", "day", "year"))
        self._names: list[str] = json.loads((self._directory / "sections.json").read_text(encoding="utf-8"))
        self._searcher = ArraySearcher(index.searcher())

    def ask(self, question: Question) -> Counts:
        """Answer."""
        found = self._searcher.find(tree(question))
        documents, scores = found.documents, found.scores
        if question.section:
            kept = self._section[documents] == self._names.index(question.section)
            documents, scores = documents[kept], scores[kept]
        if question.days:
            day = self._day[documents]
            kept = (day >= question.days[0]) & (day <= question.days[1])
            documents, scores = documents[kept], scores[kept]
        _best(self._day[documents] if question.newest else scores)
        sections, years = np.bincount(self._section[documents]), np.bincount(self._year[documents])
        return Counts(
            len(documents),
            {self._names[place]: int(sections[place]) for place in np.flatnonzero(sections) if self._names[place]},
            {int(year): int(years[year]) for year in np.flatnonzero(years) if year},
        )


def _best(keys: Any) -> Any:
    """Where the ten greatest are, the greatest first."""
    if len(keys) > BEST:
        best = np.argpartition(keys, len(keys) - BEST)[-BEST:]
        return best[np.argsort(-keys[best])]
    return np.argsort(-keys)


def _portions(documents: Iterable[Document]) -> Iterator[list[Document]]:
    several = iter(documents)
    while portion := list(islice(several, TOGETHER)):
        yield portion


def _source(index: Any, segment: Any) -> Source:
    inverted, documents = (open_arrays(index.storage, segment, extension) for extension in (INVERTED, DOCUMENTS))
    return Source(inverted, documents, np.ones(segment.doc_count_all(), dtype=np.bool_))
