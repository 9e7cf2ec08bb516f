"""Xapian, by its Python binding, with value slots for counting and dates."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.engines.corpus import Document
from benchmarks.engines.peers.peer import Counts, day_and_year
from benchmarks.engines.questions import Question

SECTION, DAY, YEAR = range(3)
"""Slots of values."""


class Xapian:
    """Xapian's glass database."""

    cannot: ClassVar[frozenset[str]] = frozenset({"fuzzy", "wildcard"})

    def __init__(self, directory: Path) -> None:
        self._xapian: Any = import_module("xapian")
        self._path = str(directory / "glass")

    def build(self, documents: Iterable[Document]) -> None:
        """Index."""
        made = self._xapian.WritableDatabase(self._path, self._xapian.DB_CREATE_OR_OVERWRITE)
        for each in documents:
            document = self._xapian.Document()
            for position, term in enumerate(each.terms.split(), 1):
                document.add_posting(term, position)
            day, year = day_and_year(each)
            section = each.article.section_path
            document.add_boolean_term(f"XS{section}")
            document.add_value(SECTION, section)
            document.add_value(DAY, self._xapian.sortable_serialise(day))
            document.add_value(YEAR, str(year))
            made.add_document(document)
        made.commit()
        made.close()

    def open(self) -> None:
        """Open."""
        self._database = self._xapian.Database(self._path)
        self._size = self._database.get_doccount()

    def ask(self, question: Question) -> Counts:
        """Answer."""
        enquire = self._xapian.Enquire(self._database)
        enquire.set_query(self._query(question))
        if question.newest:
            enquire.set_sort_by_value(DAY, True)
        sections, years = (self._xapian.ValueCountMatchSpy(slot) for slot in (SECTION, YEAR))
        enquire.add_matchspy(sections)
        enquire.add_matchspy(years)
        total = enquire.get_mset(0, 10, self._size).get_matches_estimated()  # exact, as every match is checked
        return Counts(
            total,
            {each.term.decode(): each.termfreq for each in sections.values() if each.term},
            {int(each.term): each.termfreq for each in years.values() if each.term != b"0"},
        )

    def _query(self, question: Question) -> Any:
        kind = self._xapian.Query
        parts = [kind(term) for term in question.every]
        if question.some:
            parts.append(kind(kind.OP_OR, list(question.some)))
        if question.phrase:
            parts.append(kind(kind.OP_PHRASE, list(question.phrase)))
        if question.prefix:
            parts.append(kind(kind.OP_WILDCARD, question.prefix))
        query = kind(kind.OP_AND, parts) if parts else kind.MatchAll
        if question.section:
            query = kind(kind.OP_FILTER, query, kind(f"XS{question.section}"))
        if question.days:
            ends = (self._xapian.sortable_serialise(day) for day in question.days)
            query = kind(kind.OP_FILTER, query, kind(kind.OP_VALUE_RANGE, DAY, *ends))
        return query
