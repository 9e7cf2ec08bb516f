"""One person's clippings: which stories, in which order, with which notes, in a small SQLite file of their own.

It stands here because only this package speaks to SQLite; it is no part of an archive and is never written beside one.
Each call opens the file and closes it again: a click is rare, and nothing is then held open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from search.archive.connection import translated
from search.errors import NotAnArchive

LONGEST_NOTE: Final = 4000
"""Characters."""
MOST: Final = 500
"""Stories in one collection."""

_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS clippings"
    " (article INTEGER PRIMARY KEY, place REAL NOT NULL, note TEXT NOT NULL DEFAULT '') STRICT"
)


@dataclass(frozen=True, slots=True)
class Clipping:
    """One story that was collected."""

    id: int
    note: str = ""


class Clippings:
    """The collection in a file, which is made when the first story is added. Methods raise ArchiveErrors."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> tuple[Clipping, ...]:
        """Everything collected, in its order."""
        if not self.path.exists():
            return ()
        with self._file() as file:
            rows = file.execute("SELECT article, note FROM clippings ORDER BY place, article").fetchall()
        return tuple(Clipping(number, note) for number, note in rows)

    def add(self, id: int) -> None:
        """Put a story at the end; one that is there stays where it is."""
        with self._file() as file:
            file.execute(
                "INSERT OR IGNORE INTO clippings (article, place)"
                " SELECT ?, COALESCE(MAX(place), 0) + 1 FROM clippings HAVING COUNT(*) < ?",
                (id, MOST),
            )

    def remove(self, id: int) -> None:
        """Take a story out, with its note."""
        with self._file() as file:
            file.execute("DELETE FROM clippings WHERE article = ?", (id,))

    def note(self, id: int, text: str) -> None:
        """Write, or with "" rub out, the note to a story."""
        with self._file() as file:
            file.execute("UPDATE clippings SET note = ? WHERE article = ?", (text[:LONGEST_NOTE], id))

    def move(self, id: int, step: int) -> None:
        """Put a story one place up (-1) or down (1); at the end of the list it stays."""
        order = [clipping.id for clipping in self.all()]
        if id not in order or not 0 <= order.index(id) + step < len(order):
            return
        at = order.index(id)
        order.insert(at + step, order.pop(at))
        with self._file() as file:
            file.executemany(
                "UPDATE clippings SET place = ? WHERE article = ?", [(n, each) for n, each in enumerate(order)]
            )

    @contextmanager
    def _file(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotAnArchive(f"{self.path.parent} cannot be made ({error.strerror}): name another place.") from error
        with translated(self.path), closing(sqlite3.connect(self.path, timeout=10)) as file, file:
            file.execute(_TABLE)
            yield file
