from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.readers import Item, read
from indexer.run.add import add
from indexer.run.tally import Tally
from search.archive import Archive
from search.errors import ArchiveBusy
from tests.indexer.samples import folder_of_stories, story


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "archive")
    yield made
    made.close()


def run(archive: Archive, *paths: Path, jobs: int = 1) -> Tally:
    tally = Tally()
    add(archive, read(paths), tally, jobs=jobs)
    return tally


def test_each_page_is_filed_and_counted(tmp_path: Path, archive: Archive) -> None:
    folder = folder_of_stories(tmp_path / "pages", 3)
    (folder / "empty.html").write_bytes(b"")
    (folder / "form.html").write_bytes(b"<html><form><input></form></html>")
    (folder / "wire.jsonl").write_text('{"title": "Rates held", "body": "As before."}\n{"broken\n')
    tally = run(archive, folder, tmp_path / "absent.html")
    assert (tally.outcomes.total(), tally.rejected, tally.unreadable, tally.read) == (4, 2, 2, 6)
    assert archive.status().articles == 4
    assert len(list(archive.rejected())) == 3 + 1  # what could not be read is listed with the refused
    summary = "\n".join(tally.lines())
    assert "4  new" in summary
    assert "2  could not be read" in summary


def test_reasons_are_counted_by_kind() -> None:
    tally = Tally()
    for reason in (
        "The page has no story: only 3 words.",
        "The page has no story: only 4 words.",
        "The page is empty.",
    ):
        tally.refused(reason)
    assert dict(tally.reasons) == {"The page has no story.": 2, "The page is empty.": 1}


def test_the_same_pages_again_are_skipped_and_changed_ones_are_read(tmp_path: Path, archive: Archive) -> None:
    folder = folder_of_stories(tmp_path / "pages", 5)
    (folder / "empty.html").write_bytes(b"")
    run(archive, folder)
    (folder / "00002.html").write_bytes(story(2).replace(b"ferry", b"tram"))
    tally = run(archive, folder)
    assert tally.skipped == 5
    assert dict(tally.outcomes) == {"updated": 1}


def test_the_archive_is_the_same_however_many_processes_fill_it(tmp_path: Path) -> None:
    folder = folder_of_stories(tmp_path / "pages", 60)
    (folder / "00030.html").write_bytes(story(29))  # the same story twice: which comes first matters
    held = []
    for jobs in (1, 3):
        archive = Archive.create(tmp_path / f"archive{jobs}")
        run(archive, folder, jobs=jobs)
        held.append([(change.id, change.article) for change in archive.changes()])
        archive.close()
    assert held[0] == held[1]
    assert len(held[0]) == 59


def test_a_request_to_stop_keeps_what_was_filed(tmp_path: Path, archive: Archive) -> None:
    folder = folder_of_stories(tmp_path / "pages", 10)
    tally = Tally()
    add(archive, read([folder]), tally, jobs=1, stopped=lambda: tally.read == 4)
    assert archive.status().articles == 4
    assert run(archive, folder).skipped == 4
    assert archive.status().articles == 10


def test_an_error_in_the_middle_loses_nothing_that_was_committed(tmp_path: Path, archive: Archive) -> None:
    folder = folder_of_stories(tmp_path / "pages", 250)

    def failing() -> Iterator[Item]:
        yield from read([folder])
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        add(archive, failing(), Tally(), jobs=1)
    assert archive.status().articles == 200
    run(archive, folder)
    assert archive.status().articles == 250


def test_two_writers_do_not_meet(tmp_path: Path, archive: Archive) -> None:
    with archive.writer(), pytest.raises(ArchiveBusy):
        run(archive, folder_of_stories(tmp_path / "pages", 1))
