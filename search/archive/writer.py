"""Writing the archive: one writer at a time, everything since the last commit durable together."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout

from search.archive.connection import bindable, connect, encodable, translated, upgrade
from search.archive.copying import Copies
from search.archive.records import Capture, Outcome
from search.article import Article
from search.errors import ArchiveBusy, ArchiveError, NoSuchArticle

REMOVED = "removed from the archive by its keeper"
"""Reason filed for the pages of a removed article, so that the next run does not bring it back."""


_LATER = frozenset(("updated", "agency", "edition", "image", "caption", "corrections"))
"""Fields that articles did not always have: empty, they make no difference to what was filed before."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What the archive knows of one article while a page of it is being kept."""

    id: int
    url: str
    version: int
    """Row of its current text, and when that was saved."""
    saved: str


class Writer:
    """Keeps, refuses and removes; used in a ``with`` statement, which commits at its end unless an error passes."""

    def __init__(self, directory: Path, path: Path) -> None:
        self._path = path
        self._lock = FileLock(directory / "writer.lock", blocking=False)
        self._holder = directory / "writer.txt"
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise ArchiveBusy(
                f"{self._path.parent} is being written by {self._held_by()}: wait until it is done, then try again."
            ) from error
        except OSError as error:
            raise ArchiveError(
                f"{self._path.parent} cannot be written ({error.strerror}): check who owns it."
            ) from error
        try:
            with translated(self._path):
                self._connection = connect(self._path)
                # FULL makes each commit survive a power failure, which WAL's usual NORMAL does not promise.
                self._connection.execute("PRAGMA synchronous = FULL")
                upgrade(self._connection)
                self._connection.execute("BEGIN IMMEDIATE")
            self._sign()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with translated(self._path):
                    self._db.execute("COMMIT")
        finally:
            self._close()

    def commit(self) -> None:
        """Make everything kept so far durable and visible to readers. Raises ArchiveFull when the disk refuses."""
        with translated(self._path):
            self._db.execute("COMMIT")
            self._db.execute("BEGIN IMMEDIATE")

    def holds(self, origin: str, digest: str) -> bool:
        """Whether these very bytes were read from this place before, whatever came of them."""
        return self._one("SELECT 1 FROM pages WHERE origin = ? AND digest = ?", origin, digest) is not None

    def keep(self, capture: Capture, article: Article) -> Outcome:
        """File an article and say what it came to; texts already held stay held as earlier versions."""
        article = _storable(article)
        with translated(self._path):
            outcome, number = self._file(capture, article)
            self._page(capture, number, None)
            if capture.original is not None:
                self._run("INSERT OR IGNORE INTO originals VALUES (?, ?)", capture.digest, capture.original)
            return outcome

    def reject(self, capture: Capture, reason: str) -> None:
        """File a page that holds no article; an article read from the same place before stays held."""
        with translated(self._path):
            self._page(capture, None, reason)

    def remove(self, id: int) -> None:
        """Forget an article in all its versions, and its original pages. Raises NoSuchArticle."""
        with translated(self._path):
            if self._one("SELECT 1 FROM articles WHERE id = ?", id) is None:
                raise NoSuchArticle(f"There is no article {id} in this archive: it may have been removed before.")
            for pages in ("original FROM versions", "digest FROM pages"):
                self._run(f"DELETE FROM originals WHERE digest IN (SELECT {pages} WHERE article = ?)", id)
            self._run("UPDATE pages SET article = NULL, reason = ? WHERE article = ?", REMOVED, id)
            self._copies.forget(id)
            for statement in ("versions WHERE article", "addresses WHERE article", "articles WHERE id"):
                self._run(f"DELETE FROM {statement} = ?", id)
            self._run("INSERT INTO changes (article) VALUES (?)", id)

    def revise(self, version: int, article: Article) -> bool:
        """Put a better reading of the same page in the place of a version; whether it says anything else.

        The article keeps its address, for that is in readers' permalinks. Raises NoSuchArticle.
        """
        with translated(self._path):
            row = self._one(
                "SELECT articles.id, articles.url, articles.version, document FROM versions"
                " JOIN articles ON articles.id = article WHERE versions.id = ?",
                version,
            )
            if row is None:
                raise NoSuchArticle("The version is in this archive no more: it may have been removed.")
            number, url, current, document = row
            article = _storable(replace(article, url=url))
            written = json.dumps(article.to_json(), ensure_ascii=False)
            if written == document:
                return False
            digest = _digest(_content(article))
            self._run("UPDATE versions SET digest = ?, document = ? WHERE id = ?", digest, written, version)
            if version == current:
                self._make_current(number, version, article)
            return True

    def compare(self, most: int) -> int:
        """Look for near-copies of articles that were filed before they were looked for; returns how many were done.

        At most ``most`` of them, so that the caller can commit and show progress; 0 when there are none left.
        """
        with translated(self._path):
            articles = self._copies.missing(most)
            for article in articles:
                self._copies.compare(article)
        return len(articles)

    def _file(self, capture: Capture, article: Article) -> tuple[Outcome, int]:
        digest, story = _digest(_content(article)), _story(article)
        held = self._at(article.url)
        twin = self._twin(story, article)
        if held is not None and (held.url == article.url or held == twin):
            return self._version(held, capture, article, digest), held.id
        if twin is not None:
            self._run("INSERT OR REPLACE INTO addresses VALUES (?, ?)", article.url, twin.id)
            return Outcome.DUPLICATE, twin.id
        return Outcome.NEW, self._new(capture, article, digest, story)

    def _at(self, url: str) -> _Held | None:
        return self._held("JOIN addresses ON addresses.article = articles.id WHERE addresses.url = ?", url)

    def _twin(self, story: bytes, article: Article) -> _Held | None:
        """The same words printed on the same day; a missing date is no difference."""
        day = article.date.isoformat() if article.date else None
        return self._held("WHERE story = ?1 AND (day IS NULL OR ?2 IS NULL OR day = ?2)", story, day)

    def _held(self, condition: str, *values: object) -> _Held | None:
        row = self._one(
            "SELECT articles.id, articles.url, version, saved FROM articles JOIN versions ON versions.id = version"
            f" {condition} ORDER BY articles.id LIMIT 1",
            *values,
        )
        return _Held(*row) if row else None

    def _version(self, held: _Held, capture: Capture, article: Article, digest: bytes) -> Outcome:
        """Whatever the order in which captures are read, the text that was saved last is the current one."""
        if held.url != article.url:
            return Outcome.SAME  # a second address of the story: its own address speaks for it
        saved = _saved(capture)
        known = self._one("SELECT id, saved FROM versions WHERE article = ? AND digest = ?", held.id, digest)
        if known and (capture.fetched is None or saved <= known[1]):
            return Outcome.SAME
        version = (
            self._seen_again(known[0], saved) if known else self._insert_version(held.id, capture, article, digest)
        )
        if version == held.version or saved < held.saved:
            return Outcome.SAME if known else Outcome.EARLIER
        self._make_current(held.id, version, article)
        return Outcome.UPDATED

    def _make_current(self, number: int, version: int, article: Article) -> None:
        self._run(
            "UPDATE articles SET version = ?, story = ?, day = ? WHERE id = ?",
            version, _story(article), article.date and article.date.isoformat(), number,
        )  # fmt: skip
        self._copies.file(number, article.body, article.date)
        self._run("INSERT INTO changes (article) VALUES (?)", number)

    def _seen_again(self, version: int, saved: str) -> int:
        self._run("UPDATE versions SET saved = ? WHERE id = ?", saved, version)
        return version

    def _new(self, capture: Capture, article: Article, digest: bytes, story: bytes) -> int:
        number = self._run(
            "INSERT INTO articles (url, version, story, day) VALUES (?, 0, ?, ?)",
            article.url, story, article.date and article.date.isoformat(),
        )  # fmt: skip
        version = self._insert_version(number, capture, article, digest)
        self._run("UPDATE articles SET version = ? WHERE id = ?", version, number)
        self._run("INSERT OR REPLACE INTO addresses VALUES (?, ?)", article.url, number)
        self._copies.file(number, article.body, article.date)
        self._run("INSERT INTO changes (article) VALUES (?)", number)
        return number

    def _insert_version(self, number: int, capture: Capture, article: Article, digest: bytes) -> int:
        return self._run(
            "INSERT INTO versions (article, digest, saved, added, original, document) VALUES (?, ?, ?, ?, ?, ?)",
            number, digest, _saved(capture), _now(), capture.digest if capture.original is not None else None,
            json.dumps(article.to_json(), ensure_ascii=False),
        )  # fmt: skip

    def _page(self, capture: Capture, number: int | None, reason: str | None) -> None:
        self._run(
            "INSERT OR REPLACE INTO pages (origin, digest, url, seen, article, reason) VALUES (?, ?, ?, ?, ?, ?)",
            capture.origin, capture.digest, capture.url, _now(), number, reason,
        )  # fmt: skip

    @property
    def _copies(self) -> Copies:
        return Copies(self._db)

    @property
    def _db(self) -> sqlite3.Connection:
        assert self._connection is not None, "a Writer is used in a with statement"
        return self._connection

    def _run(self, statement: str, *values: object) -> int:
        return self._db.execute(statement, bindable(values)).lastrowid or 0

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._db.execute(statement, bindable(values)).fetchone()
        return row

    def _sign(self) -> None:
        """Leave word of who is writing, for others to be told; a full disk must not stop the work for it."""
        command = encodable(" ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]))
        with suppress(OSError):
            self._holder.write_text(f"process {os.getpid()} ({command}) since {_now()}", encoding="utf-8")

    def _held_by(self) -> str:
        try:
            return self._holder.read_text(encoding="utf-8") or "another process"
        except OSError:
            return "another process"

    def _close(self) -> None:
        """Closing the connection rolls back what was not committed."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._lock.release()


def _storable(article: Article) -> Article:
    """The article without what no encoding can hold."""
    written = json.dumps(article.to_json(), ensure_ascii=False)
    readable = encodable(written)
    return article if readable == written else Article.from_json(json.loads(readable))


def _content(article: Article) -> object:
    """The article less the notes on how it was read: a better reader is not a newer text."""
    return {
        name: value
        for name, value in article.to_json().items()
        if name not in ("found", "doubts") and (value or name not in _LATER)
    }


def _story(article: Article) -> bytes:
    """The same for the same story at two addresses."""
    return _digest([article.headline.casefold(), *article.body])


def _digest(value: object) -> bytes:
    return hashlib.blake2b(
        json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()


def _saved(capture: Capture) -> str:
    return capture.fetched.astimezone(UTC).isoformat() if capture.fetched else _now()


def _now() -> str:
    return datetime.now(UTC).isoformat()
