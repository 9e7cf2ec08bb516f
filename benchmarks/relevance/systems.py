"""The rankers compared. All are given the same terms; each ranks documents that hold any term of the topic, by itself.

``ours`` is asked as a reader asks: all words must match, and where no article has all, the best partial matches are
given. ``ours, BM25 alone`` is asked the same and leaves aside where the words stand. ``ours, any word`` ranks like the
peers whatever holds any of the words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.index import create_in
from whoosh.query import Or, Term
from whoosh.query.qcore import Query

from benchmarks.relevance.collection import Document, terms
from benchmarks.relevance.measures import DEPTH
from search.answering import answered
from search.engine import Change, Request
from search.engines.whoosh import WhooshEngine
from search.query import parse, some_of


class System(Protocol):
    """A ranker under measurement."""

    def rank(self, text: str) -> list[int]:
        """The places of documents in the collection, best first, at most DEPTH of them."""


class Ours:
    """News Archive's default engine and query language."""

    def __init__(self, directory: Path, documents: Sequence[Document]) -> None:
        self.engine = WhooshEngine(directory)
        self.engine.apply(Change(number, number, each.article) for number, each in enumerate(documents, 1))

    def rank(self, text: str, *, refine: bool = True) -> list[int]:
        """As a reader is answered."""
        parsed = parse(text, self.engine.frequency)
        request = Request(tree=parsed.tree, limit=DEPTH, counts=False, refine=refine)
        return [match.id - 1 for match in answered(self.engine, request, parsed, text).answer.matches]

    def rank_by_words(self, text: str) -> list[int]:
        """The same by the words' scores alone."""
        return self.rank(text, refine=False)

    def rank_any(self, text: str) -> list[int]:
        """Whatever holds any of the words."""
        parsed = parse(text, self.engine.frequency)
        request = Request(tree=some_of(parsed.words, self.engine.frequency), limit=DEPTH, counts=False)
        return [match.id - 1 for match in self.engine.ask(request).matches]


class Tantivy:
    """tantivy's BM25 over two fields with weight 1 each."""

    def __init__(self, directory: Path, documents: Sequence[Document]) -> None:
        self._tantivy: Any = import_module("tantivy")
        builder = self._tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, fast=True)
        for field in ("headline", "body"):
            builder.add_text_field(field, tokenizer_name="whitespace")
        self._schema = builder.build()
        index = self._tantivy.Index(self._schema, path=str(directory))
        writer = index.writer(128_000_000, 1)
        for number, (headline, body) in enumerate(map(_fields, documents)):
            writer.add_document(self._tantivy.Document(number=number, headline=headline, body=body))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def rank(self, text: str) -> list[int]:
        """Any of the terms in any of the fields."""
        kind, should = self._tantivy.Query, self._tantivy.Occur.Should
        parts = [
            (should, kind.term_query(self._schema, field, term))
            for term in dict.fromkeys(terms(text))
            for field in ("headline", "body")
        ]
        found = self._searcher.search(kind.boolean_query(parts), DEPTH, count=False)
        return [self._searcher.doc(address)["number"][0] for _, address in found.hits]


class Fts5:
    """SQLite's bm25() over two columns with weight 1 each."""

    def __init__(self, directory: Path, documents: Sequence[Document]) -> None:
        self._db = sqlite3.connect(directory / "fts.sqlite")
        self._db.execute("CREATE VIRTUAL TABLE texts USING fts5(headline, body, tokenize='unicode61')")
        with self._db:
            rows = ((number, *_fields(each)) for number, each in enumerate(documents, 1))
            self._db.executemany("INSERT INTO texts(rowid, headline, body) VALUES (?, ?, ?)", rows)

    def rank(self, text: str) -> list[int]:
        """Any of the terms in any of the columns."""
        match = " OR ".join('"' + term.replace('"', "") + '"' for term in dict.fromkeys(terms(text)))
        rows = self._db.execute("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", (match, DEPTH))
        return [number - 1 for (number,) in rows]


class StockWhoosh:
    """Whoosh as it comes: BM25F over two fields with weight 1 each, its own codec and searcher."""

    def __init__(self, directory: Path, documents: Sequence[Document]) -> None:
        words = TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)
        index = create_in(str(directory), Schema(number=STORED, headline=words, body=words))
        writer = index.writer(limitmb=256)
        for number, (headline, body) in enumerate(map(_fields, documents)):
            writer.add_document(number=number, headline=headline, body=body)
        writer.commit()
        self._searcher = index.searcher()

    def rank(self, text: str) -> list[int]:
        """Any of the terms in any of the fields."""
        leaves: list[Query] = [
            Term(field, term) for term in dict.fromkeys(terms(text)) for field in ("headline", "body")
        ]
        return [hit["number"] for hit in self._searcher.search(Or(leaves), limit=DEPTH)]


def _fields(document: Document) -> tuple[str, str]:
    """Headline and body as terms between spaces."""
    return " ".join(terms(document.article.headline)), " ".join(terms("\n\n".join(document.article.body)))


PEERS: Mapping[str, Callable[[Path, Sequence[Document]], System]] = {
    "tantivy": Tantivy,
    "SQLite FTS5": Fts5,
    "stock Whoosh": StockWhoosh,
}
"""Name -> what makes the system, in an empty directory, from the documents."""
