"""The one door to SQLite: connections for this archive, with SQLite's errors said in our words."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from search.archive.schema import APPLICATION_ID, FORMAT, TABLES
from search.errors import ArchiveBusy, ArchiveError, ArchiveFull, DamagedArchive, NewerArchive, NotAnArchive

BUSY_SECONDS = 30
"""How long a statement waits for another process's commit before it gives up."""

SMALLEST = 512
"""Bytes of the smallest SQLite file; it takes anything less for nothing and would write over it."""

_ERRORS: dict[int, tuple[type[ArchiveError], str]] = {
    sqlite3.SQLITE_FULL: (
        ArchiveFull,
        "the disk is full: make room and run the command again; what was committed before is safe",
    ),
    sqlite3.SQLITE_IOERR: (
        ArchiveFull,
        "the disk refused to be read or written: check its space and health, then run the command again",
    ),
    sqlite3.SQLITE_BUSY: (ArchiveBusy, "another process is writing: wait until it is done and try again"),
    sqlite3.SQLITE_CORRUPT: (
        DamagedArchive,
        "the file is damaged: restore it from a copy and run 'news-index rebuild', or save what is left with"
        " 'sqlite3 archive.sqlite .recover'",
    ),
    sqlite3.SQLITE_NOTADB: (NotAnArchive, "the file is not an archive: name the directory of another one"),
    sqlite3.SQLITE_READONLY: (
        ArchiveError,
        "it may only be read, and SQLite writes beside it even to search it: check who owns its directory",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        ArchiveError,
        "it cannot be opened: check that it is there and who may read it",
    ),
}
"""SQLite's primary result code -> our error and what to do; https://www.sqlite.org/rescode.html."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns any error of SQLite inside the block into one of search.errors."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        kind, advice = _ERRORS.get(code, (ArchiveError, f"SQLite says: {error}"))
        raise kind(f"{path}: {advice}.") from error


class Connections:
    """A connection for each thread that asks, all closed together; readers never wait for the writer (WAL)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def reader(self) -> sqlite3.Connection:
        """This thread's connection for reading."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.path)
            connection.execute("PRAGMA query_only = 1")
            self._local.connection = connection
            with self._lock:
                self._all.append(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            while self._all:
                self._all.pop().close()
        self._local = threading.local()


_SURROGATES = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """Text as it can be stored: halves of surrogate pairs, which no encoding can hold, are replaced by U+FFFD.

    They come from broken pages, and from file names that are not in the system's encoding.
    """
    return _SURROGATES.sub("\ufffd", text)


def bindable(values: Iterable[object]) -> tuple[object, ...]:
    """Values as SQLite can take them."""
    return tuple(encodable(value) if isinstance(value, str) else value for value in values)


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode: transactions are begun and ended where they are meant."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = 0")
    return connection


def create(path: Path) -> None:
    """Write the empty tables, all or nothing; a process killed before that leaves a blank file, made good later."""
    with translated(path):
        connection = connect(path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID};"
                f" PRAGMA user_version = {FORMAT}; {TABLES} COMMIT;"
            )
        finally:
            connection.close()


def upgrade(connection: sqlite3.Connection) -> None:
    """Add the tables that an archive of an earlier format has not; before any transaction is begun."""
    ((version,),) = connection.execute("PRAGMA user_version")
    if version < FORMAT:
        connection.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")


def is_blank(path: Path) -> bool:
    """Whether a file is there in which nothing was written yet. Raises NotAnArchive when it is not SQLite's."""
    if not path.is_file() or 0 < path.stat().st_size < SMALLEST:
        return False
    with translated(path):
        connection = connect(path)
        try:
            ((tables,),) = connection.execute("SELECT COUNT(*) FROM sqlite_schema")
            ((application,),) = connection.execute("PRAGMA application_id")
        finally:
            connection.close()
    return not tables and not application


def check_format(path: Path) -> None:
    """Raises NotAnArchive or NewerArchive when the file is not one that this program can use."""
    with translated(path):
        connection = connect(path)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        finally:
            connection.close()
    if application != APPLICATION_ID:
        raise NotAnArchive(f"{path} is an SQLite file of another program: name another directory.")
    if version > FORMAT:
        raise NewerArchive(
            f"{path} was written by a later version of News Archive (format {version}, this program knows"
            f" {FORMAT}): install the newer version; nothing was changed."
        )
