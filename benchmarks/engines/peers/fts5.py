"""SQLite's full-text index, with plain columns beside it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.engines.corpus import Document
from benchmarks.engines.peers.peer import Counts, day_and_year
from benchmarks.engines.questions import Question


class Fts5:
    """SQLite FTS5."""

    cannot: ClassVar[frozenset[str]] = frozenset({"wildcard", "fuzzy"})

    def __init__(self, directory: Path) -> None:
        self._path = directory / "fts.sqlite"

    def build(self, documents: Iterable[Document]) -> None:
        """Index."""
        db = sqlite3.connect(self._path)
        db.executescript(
            "CREATE VIRTUAL TABLE texts USING fts5(body, content='', tokenize='ascii');"
            "CREATE TABLE facts (number INTEGER PRIMARY KEY, section TEXT, day INTEGER, year INTEGER);"
        )
        with db:
            for number, each in enumerate(documents, 1):
                db.execute("INSERT INTO texts (rowid, body) VALUES (?, ?)", (number, each.terms))
                db.execute(
                    "INSERT INTO facts VALUES (?, ?, ?, ?)", (number, each.article.section_path, *day_and_year(each))
                )
        db.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        db.commit()
        db.close()

    def open(self) -> None:
        """Open."""
        self._db = sqlite3.connect(self._path)

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
