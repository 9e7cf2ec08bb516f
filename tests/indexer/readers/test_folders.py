from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from indexer.page import Page
from indexer.readers import Unreadable, read
from indexer.readers import items as limits
from tests.indexer.samples import story


def test_pages_come_in_the_order_of_their_names_and_all_else_is_passed_over(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.HTM", "a/c.xhtml", "picture.png", "d.html.gz", "._b.html", "style.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(b"d") if name.endswith(".gz") else name.encode())
    found = [(Path(item.origin).name, item.html) for item in read([tmp_path]) if isinstance(item, Page)]
    assert found == [("c.xhtml", b"a/c.xhtml"), ("z.HTM", b"a/z.HTM"), ("b.html", b"b.html"), ("d.html.gz", b"d")]


def test_origins_are_the_same_from_every_folder_and_through_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.html").write_bytes(story())
    (tmp_path / "link").symlink_to("real")
    monkeypatch.chdir(tmp_path)
    absolute = [item.origin for item in read([tmp_path / "real"])]
    assert absolute == [str(tmp_path.resolve() / "real" / "a.html")]
    assert [item.origin for item in read([Path("link")])] == absolute
    monkeypatch.chdir(tmp_path / "real")
    assert [item.origin for item in read([Path()])] == absolute


def test_parts_that_a_browser_saved_beside_a_page_are_no_pages(tmp_path: Path) -> None:
    for name in ("News.html", "News_files/advert.html", "Old_files/story.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(story())
    assert [Path(item.origin).name for item in read([tmp_path])] == ["News.html", "story.html"]


def test_a_link_that_leads_back_is_said_and_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.html").write_bytes(story())
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "self.html").symlink_to("self.html")
    pages = [item for item in read([tmp_path]) if isinstance(item, Page)]
    troubles = [item.reason for item in read([tmp_path]) if isinstance(item, Unreadable)]
    assert len(pages) == 1
    assert len(troubles) == 2
    assert "leads back" in troubles[0]


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


def test_what_may_not_be_read_is_said_and_the_rest_is_read() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for page in ("a.html", "b.html", "closed/c.html"):
            (folder / page).parent.mkdir(exist_ok=True)
            (folder / page).write_bytes(story())
        folder.chmod(0o755)
        (folder / "a.html").chmod(0)
        (folder / "closed").chmod(0)
        with ordinary_user():
            first, second, third = read([folder])
        (folder / "closed").chmod(0o755)
    assert isinstance(first, Unreadable)
    assert isinstance(second, Page)
    assert isinstance(third, Unreadable)
    assert first.reason == third.reason == "this user may not read it"


def test_missing_empty_unknown_and_special_files_are_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("notes")
    os.mkfifo(tmp_path / "pipe.html")
    reasons = [
        item.reason
        for item in read([tmp_path / name for name in ("absent.html", "empty", "notes.txt", "pipe.html")])
        if isinstance(item, Unreadable)
    ]
    assert [words.split(";")[0].split(" in ")[0] for words in reasons] == [
        "there is no such file",
        "nothing",
        "no reader for a file of this name",
        "it is no regular file",
    ]
    assert ".html" in reasons[1]
    assert ".warc" in reasons[2]


def test_names_of_odd_bytes_are_shown_in_a_way_that_can_be_stored(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\n")).mkdir()
    (tmp_path / os.fsdecode(b"caf\xe9\n") / "a.html").write_bytes(story())
    (page,) = read([tmp_path])
    assert isinstance(page, Page)
    assert page.origin.encode("utf-8").endswith(rb"/caf\xe9\n/a.html")


def test_a_page_of_thirty_megabytes_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x" * (30 << 20))
    (page,) = read([tmp_path])
    assert isinstance(page, Page)
    assert len(page.html) == 30 << 20


def test_a_page_that_expands_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(bytes(limits.ITEM_LIMIT + 1)))
    (item,) = read([tmp_path])
    assert isinstance(item, Unreadable)
    assert "more than 64 MB" in item.reason


@pytest.mark.parametrize("damage", ["cut", "flipped", "plain"])
def test_damaged_compression_is_said(tmp_path: Path, damage: str) -> None:
    whole = gzip.compress(os.urandom(5000))
    (tmp_path / "a.html.gz").write_bytes(
        {"cut": whole[:-100], "flipped": whole[:2000] + b"\x00\x01" + whole[2002:], "plain": b"<html>"}[damage]
    )
    (item,) = read([tmp_path])
    assert isinstance(item, Unreadable)
    assert ("cut off" if damage == "cut" else "damaged") in item.reason


def test_a_file_named_by_itself_is_a_page_when_it_is_plainly_html(tmp_path: Path) -> None:
    (tmp_path / "story.php?id=17").write_bytes(story())
    (page,) = read([tmp_path / "story.php?id=17"])
    assert isinstance(page, Page)
    assert page.html == story()
