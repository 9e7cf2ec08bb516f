"""Reading the archive."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Self

from search.archive.connection import Connections, bindable, check_format, create, is_blank, translated
from search.archive.records import Holding, Original, Rejection, Status
from search.archive.schema import FILE_NAME
from search.archive.writer import Writer
from search.article import Article
from search.engine import Change
from search.errors import DamagedArchive, NoSuchArticle, NotAnArchive

NEWEST = (1 << 63) - 1
_AT_ONCE = 20
"""Original pages that are held in memory together."""
"""A number that no entry of the change log reaches."""
ROWS_AT_A_TIME = 500
"""How many articles a long read holds in memory at once."""


class Archive:
    """The record of everything held, in ``DIRECTORY/archive.sqlite``.

    Safe to use from several threads. Methods raise the ArchiveErrors of search.errors.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.path = directory / FILE_NAME
        self._connections = Connections(self.path)

    @classmethod
    def create(cls, directory: Path) -> Self:
        """An empty archive in a directory that is new or empty; one that is there already is opened.

        Raises NotAnArchive when the directory holds something else.
        """
        blank = is_blank(directory / FILE_NAME)
        if not blank and (directory / FILE_NAME).exists():
            return cls.open(directory)
        if not blank and directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise NotAnArchive(f"{directory} holds something other than an archive: name an empty or a new directory.")
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotAnArchive(
                f"{directory} cannot be made ({error.strerror}): name a directory you may write to."
            ) from error
        create(directory / FILE_NAME)
        return cls.open(directory)

    @classmethod
    def open(cls, directory: Path) -> Self:
        """The archive in a directory. Raises NotAnArchive, NewerArchive or DamagedArchive."""
        path = directory / FILE_NAME
        if not path.is_file():
            raise NotAnArchive(
                f"{directory} holds no archive: make one with 'news-index add PAGES --archive {directory}'."
            )
        check_format(path)
        return cls(directory)

    def writer(self) -> Writer:
        """The one writer, to be used in a ``with`` statement, which raises ArchiveBusy while another is at work."""
        return Writer(self.directory, self.path)

    def close(self) -> None:
        """Close the file in every thread."""
        self._connections.close()

    def article(self, id: int) -> Holding:
        """The current text of an article. Raises NoSuchArticle."""
        for holding in self.versions(id):
            if holding.current:
                return holding
        raise NoSuchArticle(f"There is no article {id} in this archive: it may have been removed.")

    def articles(self, ids: Iterable[int]) -> Mapping[int, Article]:
        """The current texts of those articles that are held."""
        rows = self._among(
            "SELECT articles.id, document FROM articles JOIN versions ON versions.id = version WHERE articles.id", ids
        )
        return {number: self._article(document) for number, document in rows}

    def holdings(self, ids: Iterable[int]) -> Mapping[int, Holding]:
        """The same with when each text was saved and added, and its place among the article's versions."""
        rows = self._among(
            "SELECT articles.id, saved, versions.added, document,"
            " (SELECT COUNT(*) FROM versions AS earlier WHERE earlier.article = articles.id"
            "   AND (earlier.saved, earlier.id) <= (versions.saved, versions.id))"
            " FROM articles JOIN versions ON versions.id = version WHERE articles.id",
            ids,
        )
        return {
            number: Holding(
                id=number,
                article=self._article(document),
                version=version,
                current=True,
                saved=datetime.fromisoformat(saved),
                added=datetime.fromisoformat(added),
            )
            for number, saved, added, document, version in rows
        }

    def versions(self, id: int) -> tuple[Holding, ...]:
        """Every text of an article, earliest first; none when it is unknown."""
        rows = self._rows(
            "SELECT versions.id = version, saved, versions.added, document FROM articles"
            " JOIN versions ON versions.article = articles.id WHERE articles.id = ?"
            " ORDER BY saved, versions.id",
            id,
        )
        return tuple(
            Holding(
                id=id,
                article=self._article(document),
                version=number,
                current=bool(current),
                saved=datetime.fromisoformat(saved),
                added=datetime.fromisoformat(added),
            )
            for number, (current, saved, added, document) in enumerate(rows, 1)
        )

    def original(self, id: int) -> bytes | None:
        """The bytes of the page that the current text was read from; None when it came without a page."""
        for (html,) in self._rows(
            "SELECT html FROM articles JOIN versions ON versions.id = version"
            " JOIN originals ON originals.digest = original WHERE articles.id = ?",
            id,
        ):
            with self._readable():
                return zlib.decompress(html)
        return None

    def originals(self) -> Iterator[Original]:
        """Every version that was read from a page which is kept, with that page, in the order of filing."""
        known = 0
        while rows := self._rows(
            "SELECT versions.id, versions.article, saved, html,"
            " (SELECT origin FROM pages WHERE digest = original LIMIT 1),"
            " (SELECT NULLIF(url, '') FROM pages WHERE digest = original LIMIT 1), articles.url"
            " FROM versions JOIN originals ON originals.digest = original"
            " JOIN articles ON articles.id = versions.article"
            " WHERE versions.id > ? ORDER BY versions.id LIMIT ?",
            known,
            _AT_ONCE,
        ):
            for version, article, saved, html, origin, url, own in rows:
                with self._readable():
                    yield Original(
                        version=version,
                        article=article,
                        origin=origin or own,
                        url=url or own,
                        saved=datetime.fromisoformat(saved),
                        html=zlib.decompress(html),
                    )
                known = version

    def addresses(self, id: int) -> tuple[str, ...]:
        """Every address at which the story was seen, its canonical one first."""
        rows = self._rows(
            "SELECT addresses.url FROM addresses JOIN articles ON articles.id = article WHERE article = ?"
            " ORDER BY addresses.url <> articles.url, addresses.url",
            id,
        )
        return tuple(url for (url,) in rows)

    def origins(self, id: int) -> tuple[str, ...]:
        """Every file or record that the story was read from."""
        rows = self._rows("SELECT origin FROM pages WHERE article = ? ORDER BY origin", id)
        return tuple(origin for (origin,) in rows)

    def id_of(self, url: str) -> int | None:
        """The number of the article at an address; None when there is none."""
        return next(iter(self.ids([url]).values()), None)

    def ids(self, urls: Iterable[str]) -> Mapping[str, int]:
        """Address -> article number, for those addresses that are held."""
        return dict(self._among("SELECT url, article FROM addresses WHERE url", urls))

    def copies(self, id: int) -> tuple[int, ...]:
        """The numbers of an article's near-copies, without its own."""
        rows = self._rows_of_copies(
            "SELECT article FROM copies WHERE family = (SELECT family FROM copies WHERE article = ?1) AND article <> ?1"
            " ORDER BY article",
            id,
        )
        return tuple(article for (article,) in rows)

    def families(self) -> list[tuple[int, int]]:
        """Every article that has near-copies, in order, with the number that it shares with them."""
        return self._rows_of_copies("SELECT article, family FROM copies WHERE family IS NOT NULL ORDER BY article")

    def families_mark(self) -> tuple[int, int, float]:
        """Something that differs when :meth:`families` does, and is found sooner."""
        counted = self._rows_of_copies("SELECT COUNT(*), TOTAL(family) FROM copies WHERE family IS NOT NULL")
        return (self.last_change(), *(counted[0] if counted else (0, 0.0)))

    def _rows_of_copies(self, statement: str, *values: object) -> list[Any]:
        """Nothing for an archive of a format that knew no copies, to which nothing has been written since."""
        known = self._rows("SELECT 1 FROM sqlite_schema WHERE name = 'copies'")
        return self._rows(statement, *values) if known else []

    def issue_days(self, year: int | None = None) -> tuple[tuple[date, int], ...]:
        """Every day with articles and their number, oldest first."""
        rows = self._rows(
            "SELECT day, COUNT(*) FROM articles WHERE day IS NOT NULL AND (?1 IS NULL OR day LIKE ?1)"
            " GROUP BY day ORDER BY day",
            None if year is None else f"{year:04}-%",
        )
        return tuple((date.fromisoformat(day), count) for day, count in rows)

    def issue(self, day: date) -> tuple[Holding, ...]:
        """The articles of one day in the order of their print pages (A1, A2, A10, B1), those without a page last."""
        rows = self._rows("SELECT id FROM articles WHERE day = ? ORDER BY id", day.isoformat())
        return tuple(sorted(self.holdings(number for (number,) in rows).values(), key=_folio))

    def rejected(self, limit: int | None = None, offset: int = 0) -> Iterator[Rejection]:
        """Pages that were refused, the latest first."""
        rows = self._rows(
            "SELECT origin, url, reason, seen FROM pages WHERE reason IS NOT NULL"
            " ORDER BY seen DESC, origin LIMIT ? OFFSET ?",
            -1 if limit is None else limit,
            offset,
        )
        for origin, url, reason, seen in rows:
            yield Rejection(origin=origin, url=url, reason=reason, seen=datetime.fromisoformat(seen))

    def status(self) -> Status:
        """The archive in numbers."""
        (row,) = self._rows(
            "SELECT (SELECT COUNT(*) FROM articles), (SELECT COUNT(*) FROM versions),"
            " (SELECT COUNT(*) FROM addresses), (SELECT COUNT(*) FROM pages),"
            " (SELECT COUNT(*) FROM pages WHERE reason IS NOT NULL),"
            " (SELECT COUNT(*) FROM articles WHERE day IS NULL),"
            " (SELECT MIN(day) FROM articles), (SELECT MAX(day) FROM articles)"
        )
        articles, versions, addresses, pages, rejected, undated, first, last = row
        return Status(
            articles=articles,
            versions=versions,
            addresses=addresses,
            pages=pages,
            rejected=rejected,
            undated=undated,
            copies=self.families_mark()[1],
            first=date.fromisoformat(first) if first else None,
            last=date.fromisoformat(last) if last else None,
            last_change=self.last_change(),
            bytes=self.path.stat().st_size,
        )

    def span(self) -> tuple[date, date] | None:
        """The first and the last day with an article; None when no article has a day. Quick, however much is held."""
        ((first, last),) = self._rows("SELECT (SELECT MIN(day) FROM articles), (SELECT MAX(day) FROM articles)")
        return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None

    def last_change(self) -> int:
        """Number of the newest entry of the change log; 0 in an empty archive."""
        ((number,),) = self._rows("SELECT COALESCE(MAX(number), 0) FROM changes")
        return int(number)

    def stamp(self, number: int) -> str:
        """The stamp of an entry of the change log; "" when there is no such entry."""
        return next((str(stamp) for (stamp,) in self._rows("SELECT stamp FROM changes WHERE number = ?", number)), "")

    def changes(self, since: int = 0, until: int = NEWEST, known: int = NEWEST) -> Iterator[Change]:
        """What became of every article touched after an entry of the change log, in the order of the last touch.

        An article changed many times comes once, as it now is. Only those come whose last touch is not after the
        entry ``until``; of touches after the entry ``known`` nothing is known.
        """
        while True:
            rows = list(
                self._rows(
                    "SELECT number, changes.article, document, stamp FROM changes"
                    " LEFT JOIN articles ON articles.id = changes.article"
                    " LEFT JOIN versions ON versions.id = version"
                    " WHERE number > ?1 AND NOT EXISTS (SELECT 1 FROM changes AS later"
                    "   WHERE later.article = changes.article AND later.number > changes.number AND later.number <= ?4)"
                    " AND number <= ?3 ORDER BY number LIMIT ?2",
                    since,
                    ROWS_AT_A_TIME,
                    until,
                    known,
                )
            )
            if not rows:
                return
            for number, article, document, stamp in rows:
                yield Change(number, article, self._article(document) if document else None, stamp)
            since = rows[-1][0]

    def digests(self, ids: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Article number and the digest of its current content, for those that are held."""
        return self._among(
            "SELECT articles.id, digest FROM articles JOIN versions ON versions.id = version WHERE articles.id", ids
        )

    def newest_text(self) -> int:
        """Number of the text that was filed last, among all versions of all articles; 0 in an empty archive."""
        ((number,),) = self._rows("SELECT COALESCE(MAX(id), 0) FROM versions")
        return int(number)

    def changed(self, since: int, until: int) -> tuple[tuple[int, bool], ...]:
        """Articles touched by entries of the change log after one and up to another, and whether they are older."""
        return tuple(
            (number, bool(older))
            for number, older in self._rows(
                "SELECT DISTINCT article, EXISTS (SELECT 1 FROM changes AS earlier"
                "   WHERE earlier.article = changes.article AND earlier.number <= ?1)"
                " FROM changes WHERE number > ?1 AND number <= ?2 ORDER BY article",
                since,
                until,
            )
        )

    def as_it_was(self, ids: Iterable[int], newest_text: int) -> Iterator[tuple[int, bytes, Article]]:
        """Number, digest and text of articles when ``newest_text`` was the text filed last; what was removed is not."""
        for number in ids:
            for digest, document in self._rows(
                "SELECT digest, document FROM versions WHERE article = ? AND id <= ?"
                " ORDER BY saved DESC, id DESC LIMIT 1",
                number,
                newest_text,
            ):
                yield number, digest, self._article(document)

    def verify(self) -> tuple[str, ...]:
        """What SQLite's own integrity check finds wrong; nothing when all is well."""
        return tuple(text for (text,) in self._rows("PRAGMA integrity_check") if text != "ok")

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with translated(self.path):
            cursor: sqlite3.Cursor = self._connections.reader().execute(statement, bindable(values))
            return cursor.fetchall()

    def _among(self, statement: str, values: Iterable[object]) -> Iterator[Any]:
        """The rows of a statement that ends in a column, for the values wanted of it, a portion at a time."""
        wanted = iter(values)
        while portion := list(islice(wanted, ROWS_AT_A_TIME)):
            yield from self._rows(f"{statement} IN ({','.join('?' * len(portion))})", *portion)

    def _article(self, document: str) -> Article:
        with self._readable():
            return Article.from_json(json.loads(document))

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """What SQLite handed out whole may still have been overwritten on the disk."""
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
            raise DamagedArchive(
                f"{self.path}: an article or a page in it is damaged: restore the file from a copy"
                " and run 'news-index rebuild'."
            ) from error


def _folio(holding: Holding) -> tuple[object, ...]:
    """Sorts A2 before A10, and stories without a page after all others."""
    page = holding.article.page
    letters, digits = re.match(r"(\D*)(\d{0,9})", page).groups() if page else ("", "")  # type: ignore[union-attr]
    return (not page, letters, int(digits or 0), page, holding.id)
