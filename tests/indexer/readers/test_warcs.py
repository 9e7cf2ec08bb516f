from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from indexer.page import Page
from indexer.readers import Item, Unreadable, read
from indexer.readers import items as limits
from tests.indexer.samples import record, story, warc

PAGES = [(f"http://lantern.example/{number}", story(number)) for number in range(5)]


def written(place: Path, content: bytes) -> list[Item]:
    place.write_bytes(content)
    return list(read([place]))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "whole.warc.gz"])
def test_a_crawl_knows_addresses_moments_and_encodings(tmp_path: Path, name: str) -> None:
    content = warc(PAGES, packed=name == "a.warc.gz")
    items = written(tmp_path / name, gzip.compress(content) if name == "whole.warc.gz" else content)
    assert [(item.url, item.html) for item in items if isinstance(item, Page)] == PAGES
    first = items[0]
    assert isinstance(first, Page)
    assert first.origin == f"{tmp_path.resolve() / name}!/1"
    assert first.fetched == datetime(2012, 5, 9, 10, 11, 12, tzinfo=UTC)
    assert first.charset == "utf-8"


def test_only_good_answers_with_html_are_pages(tmp_path: Path) -> None:
    content = b"".join(
        [
            warc(PAGES[:1], status="404 Not Found"),
            warc(PAGES[:1], status="301 Moved"),
            warc(PAGES[:1], headers={"Content-Type": "image/png"}),
            warc(PAGES[:1], headers={"Content-Type": "application/xhtml+xml"}),
        ]
    )
    (page,) = written(tmp_path / "a.warc.gz", content)
    assert page.origin.endswith("!/4")


def test_resources_are_pages_and_requests_are_not(tmp_path: Path) -> None:
    content = record("resource", "http://lantern.example/r", story(), "text/html") + record(
        "request", "http://lantern.example/", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"
    )
    (page,) = written(tmp_path / "a.warc", content)
    assert isinstance(page, Page)
    assert (page.url, page.html) == ("http://lantern.example/r", story())


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(story())),
        ("deflate", zlib.compress(story())),
        ("GZIP", gzip.compress(story())),
        ("gzip", story()),
    ],
)
def test_the_content_encoding_is_undone_when_it_is_true(tmp_path: Path, encoding: str, body: bytes) -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": encoding}
    (page,) = written(tmp_path / "a.warc.gz", warc([("http://lantern.example/", body)], headers=headers))
    assert isinstance(page, Page)
    assert page.html == story()


def test_chunked_answers_are_joined(tmp_path: Path) -> None:
    page = story()
    body = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (100, page[:100], len(page) - 100, page[100:])
    headers = {"Content-Type": "text/html", "Transfer-Encoding": "chunked"}
    (item,) = written(tmp_path / "a.warc.gz", warc([("http://lantern.example/", body)], headers=headers))
    assert isinstance(item, Page)
    assert item.html == page


def test_an_encoding_that_cannot_be_undone_is_said(tmp_path: Path) -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "br"}
    (item,) = written(tmp_path / "a.warc.gz", warc([("http://lantern.example/", b"\x0b\x02")], headers=headers))
    assert isinstance(item, Unreadable)
    assert "'br'" in item.reason


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_that_is_cut_gives_every_whole_record(tmp_path: Path, packed: bool) -> None:
    whole = warc(PAGES, packed=packed)
    *pages, last = written(tmp_path / ("a.warc.gz" if packed else "a.warc"), whole[:-200])
    assert [item.url for item in pages if isinstance(item, Page)] == [url for url, _ in PAGES[:4]]
    assert isinstance(last, Unreadable)


def test_what_is_no_crawl_is_said(tmp_path: Path) -> None:
    (words,) = written(tmp_path / "a.warc", b"These are only words.")
    (bomb,) = written(tmp_path / "b.warc.gz", gzip.compress(bytes(limits.ITEM_LIMIT)))
    assert isinstance(words, Unreadable)
    assert isinstance(bomb, Unreadable)
    assert words.reason == bomb.reason == "it is no WARC file: it does not begin with WARC/"


def test_an_answer_that_expands_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    bomb = warc([("http://lantern.example/", gzip.compress(bytes(limits.ITEM_LIMIT + 1)))], headers=headers)
    first, second = written(tmp_path / "a.warc.gz", bomb + warc(PAGES[:1]))
    assert isinstance(first, Unreadable)
    assert isinstance(second, Page)


def test_an_answer_whose_compression_is_damaged_is_said_in_our_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    body = bytearray(gzip.compress(Random(1).randbytes(100_000)))
    body[50_000:50_100] = bytes(100)
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    crawl = warc([("http://lantern.example/", bytes(body))], headers=headers) + warc(PAGES[:1])
    damaged, whole = written(tmp_path / "a.warc.gz", crawl)
    assert isinstance(damaged, Unreadable)
    assert damaged.reason == "its compressed data is damaged"
    assert isinstance(whole, Page)
    assert capfd.readouterr().err == ""
