"""News Archive's default engine, with all of its fields: words as stems and as they stand, headlines, names, facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from benchmarks.engines.corpus import BLOCK, Corpus, Document, documents_of
from benchmarks.engines.peers.peer import Counts, tree
from benchmarks.engines.questions import Question
from search.days import Days
from search.engine import Change, Choice, Request
from search.engines.whoosh import WhooshEngine
from search.results import Sort

YEARS = [date(year, 1, 1).toordinal() for year in range(1, 10_000)]


class Ours:
    """A WhooshEngine."""

    cannot: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, directory: Path) -> None:
        self._engine = WhooshEngine(directory)

    def build(self, documents: Iterable[Document]) -> None:
        """Index."""
        self._engine.rebuild(Change(number, number, each.article) for number, each in enumerate(documents, 1))

    def build_by(self, jobs: int, corpus: Corpus) -> None:
        """Index by several processes, which read the corpus for themselves."""
        self._engine.rebuild(_Blocks(tuple(corpus.blocks())), jobs=jobs)

    def open(self) -> None:
        """Open."""
        _ = self._engine.count

    def ask(self, question: Question) -> Counts:
        """Answer."""
        first, last = question.days or (None, None)
        answer = self._engine.ask(
            Request(
                tree=tree(question),
                choices={"section": Choice(frozenset({question.section.casefold()}))} if question.section else {},
                after=date.fromordinal(first) if first else None,
                before=date.fromordinal(last) if last else None,
                sort=Sort.NEWEST if question.newest else Sort.RELEVANCE,
                values=100,
                facets=("section",),
                refine=False,
            )
        )
        sections = answer.facets["section"]
        if question.section:
            sections = {question.section: sections.get(question.section, 0)}
        return Counts(answer.total, dict(sections), _years(answer.days))


def _years(days: Days) -> dict[int, int]:
    """How many matches there are in each year that has any."""
    if not days:
        return {}
    first, last = date.fromordinal(days.first).year, date.fromordinal(days.last).year
    counts = days.tally(YEARS[first - 1 : last + 1])
    return {year: count for year, count in enumerate(counts, first) if count}


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Blocks of a corpus as changes that any process can read."""

    blocks: Sequence[Path]
    first: int = 0

    def __iter__(self) -> Iterator[Change]:
        for place, block in enumerate(self.blocks, self.first):
            for number, document in enumerate(documents_of(block), place * BLOCK + 1):
                yield Change(number, number, document.article)

    def parts(self) -> Iterator[Iterable[Change]]:
        return (_Blocks(self.blocks[place : place + 2], place) for place in range(0, len(self.blocks), 2))
