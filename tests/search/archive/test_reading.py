"""What the archive hands out, and what it says of files that are no archive."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from search.archive import Archive
from search.archive.schema import FORMAT
from search.archive.store import ROWS_AT_A_TIME
from search.errors import ArchiveError, DamagedArchive, NewerArchive, NoSuchArticle, NotAnArchive
from tests.search.factory import article, capture


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "archive")
    yield made
    made.close()


def fill(archive: Archive, count: int, text: str = "text") -> None:
    with archive.writer() as writer:
        for number in range(count):
            writer.keep(capture(f"{text} {number}"), article(f"Story {number}", text))


def test_an_empty_archive_in_numbers(archive: Archive) -> None:
    status = archive.status()
    assert (status.articles, status.versions, status.pages, status.rejected, status.last_change) == (0, 0, 0, 0, 0)
    assert (status.first, status.last) == (None, None)
    assert archive.span() is None
    assert list(archive.changes()) == []
    assert archive.issue_days() == ()
    assert archive.verify() == ()


def test_the_archive_in_numbers(archive: Archive) -> None:
    with archive.writer() as writer:
        writer.keep(capture("a"), article("One", "text", date="2012-05-09"))
        writer.keep(capture("b"), article("One", "changed", date="2012-05-09"))
        writer.keep(capture("c"), article("Two", date="1999-12-31"))
        writer.keep(capture("d"), article("Three"))
        writer.keep(capture("e"), article("Three", url="https://paper.example/3"))
        writer.reject(capture("f"), "It is empty.")
    status = archive.status()
    assert (status.articles, status.versions, status.addresses) == (3, 4, 4)
    assert (status.pages, status.rejected, status.undated) == (6, 1, 1)
    assert (status.first, status.last) == archive.span() == (date(1999, 12, 31), date(2012, 5, 9))
    assert status.last_change == archive.last_change() == 4
    assert status.bytes == archive.path.stat().st_size


def test_changes_tell_how_each_article_now_is_in_the_order_of_its_last_change(archive: Archive) -> None:
    with archive.writer() as writer:
        for number in (1, 2, 3):
            writer.keep(capture(f"{number}"), article(f"Story {number}", "first"))
        writer.keep(capture("1 again"), article("Story 1", "second"))
        writer.remove(2)
    changes = list(archive.changes())
    assert [(each.number, each.id) for each in changes] == [(3, 3), (4, 1), (5, 2)]
    assert [each.article and each.article.body for each in changes] == [("first",), ("second",), None]
    assert [each.number for each in archive.changes(since=3)] == [4, 5]
    assert list(archive.changes(since=5)) == []


def test_many_changes_come_in_order_and_once(archive: Archive) -> None:
    count = 2 * ROWS_AT_A_TIME + 7
    fill(archive, count)
    with archive.writer() as writer:
        writer.keep(capture("changed"), article("Story 0", "changed"))
    numbers = [each.number for each in archive.changes()]
    assert numbers == list(range(2, count + 2))


def test_a_long_reading_goes_on_while_another_thread_writes(archive: Archive) -> None:
    fill(archive, ROWS_AT_A_TIME + 5)
    reading = archive.changes()
    next(reading)
    thread = threading.Thread(target=fill, args=(archive, 2, "changed"))
    thread.start()
    thread.join()
    last = {change.id: change.article for change in reading}
    assert {body.body for body in (last[1], last[2]) if body} == {("changed",)}
    assert len(last) == ROWS_AT_A_TIME + 5


def test_many_articles_can_be_asked_for_at_once(archive: Archive) -> None:
    fill(archive, 3)
    assert set(archive.articles(range(300_000))) == {1, 2, 3}
    assert len(archive.ids(f"https://paper.example/story-{number}" for number in range(300_000))) == 3


def test_an_issue_is_in_the_order_of_its_pages(archive: Archive) -> None:
    pages = ["B1", "", "A10", "A2", "A1", "12", "2", "B1", "9" * 5000, "Z"]
    with archive.writer() as writer:
        for number, page in enumerate(pages):
            writer.keep(capture(f"{number}"), article(f"Story {number}", date="2012-05-09", page=page))
        writer.keep(capture("other"), article("Another day", date="2012-05-10", page="A1"))
    found = [holding.article.page[:3] for holding in archive.issue(date(2012, 5, 9))]
    assert found == ["2", "12", "999", "A1", "A2", "A10", "B1", "B1", "Z", ""]
    assert archive.issue(date(2000, 1, 1)) == ()


def test_issue_days(archive: Archive) -> None:
    with archive.writer() as writer:
        for number, day in enumerate(["2012-05-09", "2012-05-09", "2013-01-01", "0201-01-02", None]):
            writer.keep(capture(f"{number}"), article(f"Story {number}", date=day))
    assert archive.issue_days() == ((date(201, 1, 2), 1), (date(2012, 5, 9), 2), (date(2013, 1, 1), 1))
    assert archive.issue_days(2012) == ((date(2012, 5, 9), 2),)
    assert archive.issue_days(201) == ((date(201, 1, 2), 1),)
    assert archive.issue_days(2020) == ()


def test_unknown_numbers(archive: Archive) -> None:
    with pytest.raises(NoSuchArticle, match="no article 1 "):
        archive.article(1)
    assert archive.original(1) is None
    assert archive.articles([1, 2]) == {}


def test_making_an_archive_where_one_is_opens_it(tmp_path: Path) -> None:
    for _ in range(2):
        made = Archive.create(tmp_path / "deep" / "archive")
        fill(made, 1)
        assert made.status().articles == 1
        made.close()


def test_a_directory_without_an_archive(tmp_path: Path) -> None:
    for directory in (tmp_path, tmp_path / "absent"):
        with pytest.raises(NotAnArchive, match="holds no archive: make one with 'news-index add"):
            Archive.open(directory)


def test_never_makes_an_archive_among_other_things(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    with pytest.raises(NotAnArchive, match="something other than an archive"):
        Archive.create(tmp_path)
    with pytest.raises(NotAnArchive):
        Archive.create(tmp_path / "letter.txt")
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("content", [b"Dear reader\n" * 1000, bytes(range(256)) * 64, b"x"])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "archive.sqlite").write_bytes(content)
    for attempt in (Archive.open, Archive.create):
        with pytest.raises(NotAnArchive):
            attempt(tmp_path)
    assert (tmp_path / "archive.sqlite").read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE addresses (name)")
        connection.commit()
    before = path.read_bytes()
    for attempt in (Archive.open, Archive.create):
        with pytest.raises(NotAnArchive, match="another program"):
            attempt(tmp_path)
    assert path.read_bytes() == before


def test_a_blank_file_left_by_a_killed_process_is_made_good(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").touch()
    with pytest.raises(NotAnArchive):
        Archive.open(tmp_path)
    made = Archive.create(tmp_path)
    fill(made, 1)
    assert made.status().articles == 1
    made.close()


def test_an_archive_of_a_later_version_is_left_alone(archive: Archive) -> None:
    archive.close()
    with closing(sqlite3.connect(archive.path)) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    with pytest.raises(NewerArchive, match="install the newer version"):
        Archive.open(archive.directory)


def _use(directory: Path) -> None:
    """Everything that reads."""
    archive = Archive.open(directory)
    try:
        archive.status()
        list(archive.changes())
        list(archive.rejected())
        for number in archive.articles(range(300)):
            archive.original(number)
            archive.addresses(number)
        faults = archive.verify()
    finally:
        archive.close()
    if faults:
        raise DamagedArchive(faults[0])


@pytest.fixture
def closed(archive: Archive) -> Path:
    """The file of an archive with articles, as it lies on the disk while nobody uses it."""
    fill(archive, 200, "text " * 50)
    archive.close()
    assert [each.name for each in archive.directory.iterdir() if "-" in each.name] == []
    return archive.path


@pytest.mark.parametrize("share", [0.1, 0.35, 0.5, 0.9])
def test_a_file_cut_short_is_reported(closed: Path, share: float) -> None:
    os.truncate(closed, int(closed.stat().st_size * share))
    with pytest.raises(ArchiveError) as raised:
        _use(closed.parent)
    assert str(closed) in str(raised.value) or isinstance(raised.value, DamagedArchive)


@pytest.mark.parametrize("share", [number / 12 for number in range(12)])
@pytest.mark.parametrize("junk", [b"\0", b"\xff", b"x"])
def test_overwritten_bytes_are_reported_or_harmless_but_never_a_crash(closed: Path, share: float, junk: bytes) -> None:
    with closed.open("r+b") as file:
        file.seek(int(closed.stat().st_size * share))
        file.write(junk * 3000)
    with pytest.raises(ArchiveError):
        _use(closed.parent)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Without the powers of root, to whom nothing is forbidden."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(("mode", "sentence"), [(0o444, "check who owns its directory"), (0o000, "who may read it")])
def test_a_directory_that_may_not_be_written(mode: int, sentence: str) -> None:
    with TemporaryDirectory() as name:
        directory = Path(name) / "archive"
        archive = Archive.create(directory)
        fill(archive, 1)
        archive.close()
        archive.path.chmod(mode)
        for each in (directory, directory.parent):
            each.chmod(0o555)
        with ordinary_user():
            with pytest.raises(ArchiveError, match=sentence):
                Archive.open(directory).status()
            with pytest.raises(NotAnArchive, match="name a directory you may write to"):
                Archive.create(directory.parent / "new")
        for each in (directory.parent, directory):
            each.chmod(0o755)


def test_threads_read_side_by_side(archive: Archive) -> None:
    fill(archive, 50)
    found: list[int] = []

    def read() -> None:
        found.extend(archive.article(number).id for number in range(1, 51))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(list(range(1, 51)) * 4)
