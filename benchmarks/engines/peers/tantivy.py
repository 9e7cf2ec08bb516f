"""tantivy, by its Python binding, with fast fields for counting."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.engines.corpus import Document
from benchmarks.engines.peers.peer import Counts, day_and_year
from benchmarks.engines.questions import Question


class Tantivy:
    """tantivy."""

    cannot: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, directory: Path) -> None:
        self._tantivy: Any = import_module("tantivy")
        builder = self._tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, fast=True)
        builder.add_text_field("body", tokenizer_name="whitespace")
        builder.add_text_field("section", tokenizer_name="raw", fast=True)
        builder.add_integer_field("day", indexed=True, fast=True)
        builder.add_integer_field("year", fast=True)
        self._schema = builder.build()
        self._directory = str(directory)

    def build(self, documents: Iterable[Document]) -> None:
        """Index."""
        writer = self._tantivy.Index(self._schema, path=self._directory).writer(256_000_000, 1)
        for number, each in enumerate(documents):
            day, year = day_and_year(each)
            section = each.article.section_path
            writer.add_document(
                self._tantivy.Document(number=number, body=each.terms, section=section, day=day, year=year)
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open."""
        self._searcher = self._tantivy.Index.open(self._directory).searcher()

    def ask(self, question: Question) -> Counts:
        """Answer."""
        query = self._query(question)
        order = {"order_by_field": "day"} if question.newest else {}
        found = self._searcher.search(query, 10, count=True, **order)
        counted = self._searcher.aggregate(
            query,
            {
                "sections": {"terms": {"field": "section", "size": 100}},
                "years": {"terms": {"field": "year", "size": 200}},
            },
        )
        sections = {each["key"]: each["doc_count"] for each in counted["sections"]["buckets"] if each["key"]}
        years = {int(each["key"]): each["doc_count"] for each in counted["years"]["buckets"] if each["key"]}
        return Counts(found.count, sections, years)

    def _query(self, question: Question) -> Any:
        kind, schema = self._tantivy.Query, self._schema
        must, should = self._tantivy.Occur.Must, self._tantivy.Occur.Should
        parts = [kind.term_query(schema, "body", term) for term in question.every]
        if question.some:
            parts.append(
                kind.boolean_query([(should, kind.term_query(schema, "body", term)) for term in question.some])
            )
        if question.phrase:
            parts.append(kind.phrase_query(schema, "body", list(question.phrase)))
        if question.prefix or question.wildcard:
            pattern = question.wildcard.replace("*", ".*") or f"{question.prefix}.*"
            parts.append(kind.regex_query(schema, "body", pattern))
        if question.fuzzy:
            parts.append(kind.fuzzy_term_query(schema, "body", question.fuzzy, 1, transposition_cost_one=False))
        if question.section:
            parts.append(kind.term_query(schema, "section", question.section))
        if question.days:
            first, last = question.days
            parts.append(kind.range_query(schema, "day", self._tantivy.FieldType.Integer, first, last))
        return kind.boolean_query([(must, part) for part in parts]) if parts else kind.all_query()
