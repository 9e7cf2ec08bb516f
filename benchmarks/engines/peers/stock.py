"""Whoosh as it comes, with its own codec, searcher and facets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.query import And, NumericRange, Term
from whoosh.sorting import Count

from benchmarks.engines.corpus import Document
from benchmarks.engines.peers.peer import Counts, day_and_year, tree
from benchmarks.engines.questions import Question


class StockWhoosh:
    """Stock Whoosh."""

    cannot: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, directory: Path) -> None:
        self._directory = str(directory)

    def build(self, documents: Iterable[Document]) -> None:
        """Index."""
        schema = Schema(
            number=ID,
            body=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True),
            section=ID(sortable=True),
            day=NUMERIC(int, sortable=True),
            year=NUMERIC(int, sortable=True),
        )
        writer = create_in(self._directory, schema).writer(limitmb=256)
        for number, each in enumerate(documents):
            day, year = day_and_year(each)
            section = each.article.section_path
            writer.add_document(number=str(number), body=each.terms, section=section, day=day, year=year)
        writer.commit()

    def open(self) -> None:
        """Open."""
        self._searcher = open_dir(self._directory).searcher()

    def ask(self, question: Question) -> Counts:
        """Answer."""
        narrow: list[Any] = [Term("section", question.section)] if question.section else []
        if question.days:
            narrow.append(NumericRange("day", *question.days))
        results = self._searcher.search(
            tree(question),
            limit=10,
            filter=And(narrow) if narrow else None,
            groupedby=["section", "year"],
            maptype=Count,
            **({"sortedby": "day", "reverse": True} if question.newest else {}),
        )
        sections = {name: count for name, count in results.groups("section").items() if name}
        years = {year: count for year, count in results.groups("year").items() if year}
        return Counts(len(results), sections, years)
