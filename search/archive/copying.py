"""Which articles are near-copies of one another, kept up as articles come, change and go.

A family is the articles that are joined by likeness, directly or through others; its number stays the same whoever
joins or leaves, and when two families become one the older number stands. An article without copies is in no family.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from search.copies import APART, THRESHOLD, Hashes, band_keys, likeness, shingles

MOST_COMPARED: Final = 40
"""Candidates that are compared with a story, those with the most bands in common first. A text that comes every week
has thousands of candidates, and they are in one family."""

Keys = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: int
    family: int | None


class Copies:
    """The tables ``copies`` and ``bands`` of an archive that is open for writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def file(self, article: int, body: Sequence[str], day: date | None) -> None:
        """Take in an article's current text: into the families of its copies, which thereby become one."""
        self.forget(article)
        found = shingles(body)
        keys = band_keys(found)
        alike = list(self._alike(found, keys, day))
        family = self._joined(alike) if alike else None
        self._run("INSERT INTO copies VALUES (?, ?, ?)", article, family, keys.tobytes())
        self._db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(key, article) for key in keys.tolist()])

    def forget(self, article: int) -> None:
        """Take an article out; of a family of two the other is alone again."""
        for family, keys in self._rows("SELECT family, keys FROM copies WHERE article = ?", article):
            self._run("DELETE FROM copies WHERE article = ?", article)
            self._db.executemany(
                "DELETE FROM bands WHERE key = ? AND article = ?",
                [(key, article) for key in np.frombuffer(keys, dtype=np.int64).tolist()],
            )
            self._run(
                "UPDATE copies SET family = NULL"
                " WHERE family = ?1 AND (SELECT COUNT(*) FROM copies WHERE family = ?1) = 1",
                family,
            )

    def missing(self, most: int) -> list[int]:
        """The first of the articles that were filed before copies were looked for."""
        rows = self._rows(
            "SELECT id FROM articles WHERE NOT EXISTS (SELECT 1 FROM copies WHERE article = id) ORDER BY id LIMIT ?",
            most,
        )
        return [article for (article,) in rows]

    def compare(self, article: int) -> None:
        """Take in an article that is held."""
        for body, day in self._texts([article]).values():
            self.file(article, body, day)

    def _alike(self, found: Hashes, keys: Keys, day: date | None) -> Iterator[_Candidate]:
        """The candidates that are copies; one of each family is enough."""
        joined: set[int | None] = set()
        for each in self._candidates(keys, day):
            if each.family is None or each.family not in joined:
                for body, _ in self._texts([each.article]).values():
                    if likeness(found, shingles(body)) >= THRESHOLD:
                        joined.add(each.family)
                        yield each

    def _candidates(self, keys: Keys, day: date | None) -> list[_Candidate]:
        """Those printed near the day with a band in common; a missing day is no difference."""
        first, last = (day - APART, day + APART) if day else (None, None)
        shared: Counter[int] = Counter()
        for key in keys.tolist():
            shared.update(
                article
                for (article,) in self._rows(
                    "SELECT article FROM bands JOIN articles ON articles.id = article WHERE key = ?1"
                    " AND (?2 IS NULL OR day IS NULL OR day BETWEEN ?2 AND ?3)",
                    *(key, first and first.isoformat(), last and last.isoformat()),
                )
            )
        numbers = [article for article, _ in shared.most_common(MOST_COMPARED)]
        families = dict(self._among("SELECT article, family FROM copies WHERE article", numbers))
        return [_Candidate(number, families.get(number)) for number in numbers]

    def _joined(self, alike: Sequence[_Candidate]) -> int:
        """The one family of all copies of an article."""
        families = {each.family for each in alike if each.family is not None}
        family = min(families) if families else self._new_family()
        for other in families - {family}:
            self._run("UPDATE copies SET family = ? WHERE family = ?", family, other)
        for each in alike:
            self._run("UPDATE copies SET family = ? WHERE article = ?", family, each.article)
        return family

    def _new_family(self) -> int:
        ((last,),) = self._rows("SELECT COALESCE(MAX(family), 0) FROM copies WHERE family IS NOT NULL")
        return int(last) + 1

    def _texts(self, articles: Sequence[int]) -> dict[int, tuple[tuple[str, ...], date | None]]:
        rows = self._among(
            "SELECT articles.id, document FROM articles JOIN versions ON versions.id = version WHERE articles.id",
            articles,
        )
        return {article: _text(document) for article, document in rows}

    def _among(self, statement: str, values: Sequence[int]) -> list[Any]:
        return self._rows(f"{statement} IN ({','.join('?' * len(values))})", *values) if values else []

    def _rows(self, statement: str, *values: object) -> list[Any]:
        return self._db.execute(statement, values).fetchall()

    def _run(self, statement: str, *values: object) -> None:
        self._db.execute(statement, values)


def _text(document: str) -> tuple[tuple[str, ...], date | None]:
    values = json.loads(document)
    return tuple(values["body"]), date.fromisoformat(values["date"]) if values["date"] else None
