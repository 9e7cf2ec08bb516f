"""The engines compared: each answers with the exact total, the ten best, and counts by section and by year."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.index import create_in
from whoosh.query import And, Every, NumericRange, Or, Phrase, Prefix, Term
from whoosh.sorting import Count

from benchmarks.engines.corpus import Document
from benchmarks.engines.questions import Question
from search.days import Days
from search.engine import Change, Choice, Request
from search.engines.whoosh import WhooshEngine
from search.results import Sort

YEARS: Final = [date(year, 1, 1).toordinal() for year in range(1, 2102)]
"""The first day of each year."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What engines must agree on."""

    total: int
    sections: Mapping[str, int]
    years: Mapping[int, int]


class Peer(Protocol):
    """An engine under measurement."""

    def build(self, documents: Sequence[Document]) -> None:
        """Index the documents on disk, with one process and one thread."""

    def ask(self, question: Question) -> Counts:
        """The answer; the ten best are found too, though not compared."""


class Ours:
    """News Archive's default engine, with all of its fields."""

    def __init__(self, directory: Path) -> None:
        self._engine = WhooshEngine(directory)

    def build(self, documents: Sequence[Document]) -> None:
        """Index."""
        self._engine.apply(Change(number, number, each.article) for number, each in enumerate(documents, 1))

    def ask(self, question: Question) -> Counts:
        """Answer."""
        first, last = question.days or (None, None)
        answer = self._engine.ask(
            Request(
                tree=_tree(question),
                choices={"section": Choice(frozenset({question.section.casefold()}))} if question.section else {},
                after=date.fromordinal(first) if first else None,
                before=date.fromordinal(last) if last else None,
                sort=Sort.NEWEST if question.newest else Sort.RELEVANCE,
                values=100,
                facets=("section",),
            )
        )
        sections = answer.facets["section"]
        if question.section:
            sections = {question.section: sections.get(question.section, 0)}
        return Counts(answer.total, sections, _years(answer.days))


def _years(days: Days) -> dict[int, int]:
    """How many matches there are in each year that has any."""
    if not days:
        return {}
    first, last = date.fromordinal(days.first).year, date.fromordinal(days.last).year
    counts = days.tally(YEARS[first - 1 : last + 1])
    return {year: count for year, count in enumerate(counts, first) if count}


def _tree(question: Question) -> Any:
    """The question's words as a Whoosh tree."""
    parts: list[Any] = [Term("body", term) for term in question.every]
    if question.some:
        parts.append(Or([Term("body", term) for term in question.some]))
    if question.phrase:
        parts.append(Phrase("body", list(question.phrase)))
    if question.prefix:
        parts.append(Prefix("body", question.prefix))
    return And(parts) if len(parts) > 1 else parts[0] if parts else Every()


class StockWhoosh:
    """Whoosh as it comes, with its own codec, searcher and facets."""

    def __init__(self, directory: Path) -> None:
        words = TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
        schema = Schema(
            number=ID,
            body=words,
            section=ID(sortable=True),
            day=NUMERIC(int, sortable=True),
            year=NUMERIC(int, sortable=True),
        )
        self._index = create_in(str(directory), schema)

    def build(self, documents: Sequence[Document]) -> None:
        """Index."""
        writer = self._index.writer(limitmb=256)
        for number, each in enumerate(documents):
            day = each.article.date
            writer.add_document(
                number=str(number),
                body=each.terms,
                section=each.article.section_path,
                day=day.toordinal() if day else 0,
                year=day.year if day else 0,
            )
        writer.commit()
        self._searcher = self._index.searcher()

    def ask(self, question: Question) -> Counts:
        """Answer."""
        tree = _tree(question)
        narrow: list[Any] = [Term("section", question.section)] if question.section else []
        if question.days:
            narrow.append(NumericRange("day", *question.days))
        results = self._searcher.search(
            tree,
            limit=10,
            filter=And(narrow) if narrow else None,
            groupedby=["section", "year"],
            maptype=Count,
            **({"sortedby": "day", "reverse": True} if question.newest else {}),
        )
        sections = {name: count for name, count in results.groups("section").items() if name}
        years = {year: count for year, count in results.groups("year").items() if year}
        return Counts(len(results), sections, years)


class Fts5:
    """SQLite's full-text index, with plain columns beside it."""

    def __init__(self, directory: Path) -> None:
        self._db = sqlite3.connect(directory / "fts.sqlite")
        self._db.executescript(
            "CREATE VIRTUAL TABLE texts USING fts5(body, content='', tokenize='ascii');"
            "CREATE TABLE facts (number INTEGER PRIMARY KEY, section TEXT, day INTEGER, year INTEGER);"
        )

    def build(self, documents: Sequence[Document]) -> None:
        """Index."""
        with self._db:
            for number, each in enumerate(documents, 1):
                day = each.article.date
                self._db.execute("INSERT INTO texts (rowid, body) VALUES (?, ?)", (number, each.terms))
                self._db.execute(
                    "INSERT INTO facts VALUES (?, ?, ?, ?)",
                    (number, each.article.section_path, day.toordinal() if day else 0, day.year if day else 0),
                )
        self._db.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        self._db.commit()

    def ask(self, question: Question) -> Counts:
        """Answer."""
        match = _match(question)
        where = ["texts MATCH ?"] if match else []
        values: list[Any] = [match] if match else []
        if question.section:
            where.append("section = ?")
            values.append(question.section)
        if question.days:
            where.append("day BETWEEN ? AND ?")
            values += question.days
        source = "texts JOIN facts ON facts.number = texts.rowid" if match else "facts"
        condition = f"WHERE {' AND '.join(where)}" if where else ""
        order = "ORDER BY day DESC" if question.newest or not match else "ORDER BY rank"
        self._db.execute(f"SELECT facts.number FROM {source} {condition} {order} LIMIT 10", values).fetchall()
        rows = self._db.execute(
            f"SELECT section, year, COUNT(*) FROM {source} {condition} GROUP BY section, year", values
        ).fetchall()
        sections: Counter[str] = Counter()
        years: Counter[int] = Counter()
        for section, year, count in rows:
            sections[section] += count
            years[year] += count
        return Counts(
            sum(sections.values()),
            {name: count for name, count in sections.items() if name},
            {year: count for year, count in years.items() if year},
        )


def _match(question: Question) -> str:
    if question.phrase:
        return f'"{" ".join(question.phrase)}"'
    if question.prefix:
        return f"{question.prefix}*"
    joint = " AND " if question.every else " OR "
    return joint.join(f'"{term}"' for term in question.every or question.some)


class Tantivy:
    """tantivy, by its Python binding, with fast fields for counting."""

    def __init__(self, directory: Path) -> None:
        self._tantivy: Any = import_module("tantivy")
        builder = self._tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, fast=True)
        builder.add_text_field("body", tokenizer_name="whitespace")
        builder.add_text_field("section", tokenizer_name="raw", fast=True)
        builder.add_integer_field("day", indexed=True, fast=True)
        builder.add_integer_field("year", fast=True)
        self._schema = builder.build()
        self._index = self._tantivy.Index(self._schema, path=str(directory))

    def build(self, documents: Sequence[Document]) -> None:
        """Index."""
        writer = self._index.writer(256_000_000, 1)
        for number, each in enumerate(documents):
            day = each.article.date
            writer.add_document(
                self._tantivy.Document(
                    number=number,
                    body=each.terms,
                    section=each.article.section_path,
                    day=day.toordinal() if day else 0,
                    year=day.year if day else 0,
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

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
        parts = [(must, kind.term_query(schema, "body", term)) for term in question.every]
        if question.some:
            some = [(should, kind.term_query(schema, "body", term)) for term in question.some]
            parts.append((must, kind.boolean_query(some)))
        if question.phrase:
            parts.append((must, kind.phrase_query(schema, "body", list(question.phrase))))
        if question.prefix:
            parts.append((must, kind.regex_query(schema, "body", f"{question.prefix}.*")))
        if question.section:
            parts.append((must, kind.term_query(schema, "section", question.section)))
        if question.days:
            first, last = question.days
            parts.append((must, kind.range_query(schema, "day", self._tantivy.FieldType.Integer, first, last)))
        return kind.boolean_query(parts) if parts else kind.all_query()


PEERS: Mapping[str, Callable[[Path], Peer]] = {
    "ours": Ours,
    "tantivy": Tantivy,
    "SQLite FTS5": Fts5,
    "stock Whoosh": StockWhoosh,
}
