"""Other writers, a full disk and sudden death: what was committed stays, whole and in order."""

from __future__ import annotations

import random
import resource
from pathlib import Path
from time import perf_counter

import pytest

from search.archive import Archive
from search.errors import ArchiveBusy, ArchiveError, ArchiveFull
from tests.search.factory import article, capture
from tests.search.processes import Connection, child

KILLS = 25
ARTICLES_A_COMMIT = 3


def keep_on(connection: Connection, directory: Path) -> None:
    """Keep and commit articles for ever, telling how many are committed."""
    archive = Archive.create(directory)
    with archive.writer() as writer:
        number = archive.status().articles
        while True:
            for _ in range(ARTICLES_A_COMMIT):
                number += 1
                writer.keep(capture(f"page {number}"), article(f"Story {number}", "text " * 200))
            writer.commit()
            connection.send(number)


def hold(connection: Connection, directory: Path) -> None:
    """Hold the writer until told to let go."""
    with Archive.open(directory).writer():
        connection.send("held")
        connection.recv()


def fill_disk(connection: Connection, directory: Path, limit: int) -> None:
    """Keep articles until the disk, which has room for so many bytes, is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        keep_on(connection, directory)
    except ArchiveError as error:
        connection.send(error)


def _time_to_first_word(directory: Path) -> float:
    """Seconds until a child has committed something, which depends on what else this machine does."""
    with child(keep_on, directory):
        pass  # the first child of all waits for its server
    start = perf_counter()
    with child(keep_on, directory) as writer:
        writer.hear()
        return perf_counter() - start


def test_killed_at_any_moment_it_holds_exactly_what_was_committed(tmp_path: Path) -> None:
    random.seed(7)
    committed = 0
    soon = _time_to_first_word(tmp_path / "another")
    for _ in range(KILLS):
        with child(keep_on, tmp_path / "archive") as writer:
            writer.kill(after=random.uniform(0.005, 0.1 + 1.5 * soon))
            said = [committed, *writer.heard()][-1]
        if not (tmp_path / "archive" / "archive.sqlite").exists():
            continue
        archive = Archive.create(tmp_path / "archive")
        committed = archive.status().articles
        assert committed in (said, said + ARTICLES_A_COMMIT)  # killed after a commit, before it could tell
        assert [change.id for change in archive.changes()] == list(range(1, committed + 1))
        assert archive.verify() == ()
        archive.close()
    assert committed


def test_a_second_process_is_told_who_writes(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    with child(hold, archive.directory) as other:
        assert other.hear() == "held"
        with pytest.raises(ArchiveBusy, match=rf"being written by process {other.pid} .*: wait"), archive.writer():
            raise AssertionError("two writers at once")
        assert archive.status().articles == 0
        other.connection.send("let go")
        other.join()
    with archive.writer() as writer:
        writer.keep(capture("a"), article())
    archive.close()


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    with child(hold, archive.directory) as other:
        assert other.hear() == "held"
        other.kill()
        with archive.writer() as writer:
            writer.keep(capture("a"), article())
    assert archive.status().articles == 1
    archive.close()


def test_two_threads_do_not_write_at_once(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    with archive.writer(), pytest.raises(ArchiveBusy), archive.writer():
        raise AssertionError("two writers at once")
    archive.close()


@pytest.mark.parametrize("limit", [1_000, 30_000, 100_000, 200_000, 400_000, 1_000_000])
def test_a_full_disk_costs_nothing_that_was_committed(tmp_path: Path, limit: int) -> None:
    with child(fill_disk, tmp_path / "archive", limit) as writer:
        *told, error = writer.heard()
    assert isinstance(error, ArchiveFull)
    assert "run the command again" in str(error)
    archive = Archive.create(tmp_path / "archive")
    assert archive.status().articles == (told[-1] if told else 0)
    assert archive.verify() == ()
    with archive.writer() as again:
        again.keep(capture("after"), article("After"))
    archive.close()
