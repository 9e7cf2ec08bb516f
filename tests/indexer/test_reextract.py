"""Reading kept pages again: better readings take the place of the old ones, and nothing else moves."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.cli import main
from indexer.commands.reextract import reextract
from indexer.page import Page
from indexer.run.work import work
from search import open_archive
from search.archive import Archive
from search.article import Article
from tests.indexer.samples import folder_of_stories, story


def filed(archive: Archive, number: int, **wrong: object) -> Article:
    """A page filed with something that an earlier reader got wrong; what today's reader makes of it."""
    made = work(Page(origin=f"{number}.html", url=f"https://paper.example/{number}", html=story(number)))
    assert made.article is not None
    with archive.writer() as writer:
        writer.keep(made.capture, replace(made.article, **wrong))  # type: ignore[arg-type]
    return made.article


@pytest.mark.parametrize("jobs", [1, 2])
def test_better_readings_take_the_place_of_the_old(tmp_path: Path, jobs: int) -> None:
    archive = Archive.create(tmp_path / "archive")
    better = filed(archive, 1, headline="Harbour wrks", authors=("Nobody",))
    same = filed(archive, 2)
    change = archive.last_change()
    assert reextract(archive, jobs) == {"changed": 1, "same": 1}
    assert archive.article(1).article == better
    assert archive.article(2).article == same
    assert len(archive.versions(1)) == 1
    assert [each.id for each in archive.changes(change)] == [1]
    assert reextract(archive, jobs) == {"same": 2}
    archive.close()


def test_an_address_stays_whatever_the_page_is_taken_to_say(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    filed(archive, 1, url="https://paper.example/known-by-this")
    reextract(archive, 1)
    assert archive.article(1).article.url == "https://paper.example/known-by-this"
    archive.close()


def test_a_page_that_is_no_article_any_more_leaves_what_is_held(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    made = work(Page(origin="1.html", url="https://paper.example/1", html=story(1)))
    assert made.article is not None
    with archive.writer() as writer:
        writer.keep(
            replace(made.capture, original=zlib.compress(b"<title>404 Not found</title>Not found")), made.article
        )
    assert reextract(archive, 1) == {"refused": 1}
    assert archive.article(1).article == made.article
    archive.close()


def test_the_command_says_what_came_of_it_and_indexes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSARCHIVE_ARCHIVE", str(tmp_path / "archive"))
    main(["add", str(folder_of_stories(tmp_path / "pages", 2)), "--jobs", "1", "--quiet"])
    with open_archive(tmp_path / "archive") as catalogue, catalogue.archive.writer() as writer:
        held = catalogue.archive.article(1).article
        writer.revise(1, replace(held, headline="Zanzibar"))
    assert main(["reextract", "--jobs", "1"]) == 0
    assert "2 pages read again: 1 say something else, 1 the same" in capsys.readouterr().out
    with open_archive(tmp_path / "archive") as catalogue:
        assert catalogue.search("zanzibar").total == 0
        assert catalogue.search("harbour").total == 2
