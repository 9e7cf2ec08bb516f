"""The archive's tables, and the versions of their layout."""

from __future__ import annotations

from typing import Final

FILE_NAME: Final = "archive.sqlite"

APPLICATION_ID: Final = 0x4E657773
"""``News`` in ASCII: SQLite's header field by which ``file`` and we tell our files from others."""

FORMAT: Final = 2
"""Kept in SQLite's ``user_version``; a larger number than ours was written by a later version of this program.

1 had no ``copies`` and ``bands``. The first writer adds the tables that are missing; readers get by without them.
"""

TABLES: Final = """
CREATE TABLE IF NOT EXISTS versions (
    id        INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL,
    digest    BLOB NOT NULL,        -- of the article's content: equal digests are the same text
    saved     TEXT NOT NULL,        -- UTC, ISO 8601; orders the versions of an article
    added     TEXT NOT NULL,
    original  TEXT,                 -- originals.digest of the page it was read from
    document  TEXT NOT NULL         -- the article as JSON
);
CREATE INDEX IF NOT EXISTS versions_by_article ON versions (article, saved);

CREATE TABLE IF NOT EXISTS articles (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,    -- never given twice: it is in readers' permalinks
    url       TEXT NOT NULL,
    version   INTEGER NOT NULL REFERENCES versions (id),
    story     BLOB NOT NULL,        -- digest of headline and body: the same story at two addresses
    day       TEXT                  -- ISO date of publication
);
CREATE INDEX IF NOT EXISTS articles_by_story ON articles (story);
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (day);

CREATE TABLE IF NOT EXISTS addresses (
    url       TEXT PRIMARY KEY,
    article   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS addresses_by_article ON addresses (article);

CREATE TABLE IF NOT EXISTS pages (
    origin    TEXT PRIMARY KEY,
    digest    TEXT NOT NULL,
    url       TEXT NOT NULL,
    seen      TEXT NOT NULL,
    article   INTEGER,              -- NULL when the page was refused
    reason    TEXT                  -- NULL when the page was kept
);
CREATE INDEX IF NOT EXISTS pages_by_article ON pages (article);

CREATE TABLE IF NOT EXISTS originals (
    digest    TEXT PRIMARY KEY,
    html      BLOB NOT NULL         -- zlib
);

CREATE TABLE IF NOT EXISTS changes (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    article   INTEGER NOT NULL,
    stamp     TEXT NOT NULL DEFAULT (lower(hex(randomblob(8))))     -- tells this history from that of another copy
);
CREATE INDEX IF NOT EXISTS changes_by_article ON changes (article);

CREATE TABLE IF NOT EXISTS copies (
    article   INTEGER PRIMARY KEY,
    family    INTEGER,              -- shared by near-copies; NULL for an article without any
    keys      BLOB NOT NULL         -- of the bands of its signature, 8 bytes each: its rows in bands
);
CREATE INDEX IF NOT EXISTS copies_by_family ON copies (family) WHERE family IS NOT NULL;

CREATE TABLE IF NOT EXISTS bands (
    key       INTEGER NOT NULL,
    article   INTEGER NOT NULL,
    PRIMARY KEY (key, article)
) WITHOUT ROWID;
"""
