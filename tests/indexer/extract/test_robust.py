"""Whatever bytes are saved as a page, reading them gives a value, and soon."""

from __future__ import annotations

import random
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.extract import LARGEST, extract
from indexer.page import Page, Rejected
from search.article import Article
from tests.sample import sheets, stories

SHEETS = [sheet.data for sheet in sheets(stories())][::6]
LIMIT = 10.0
"""Seconds; a page takes some hundredths, and a test machine may be busy."""


def read(html: bytes, url: str = "https://www.gull.example/a/b.html") -> Article | Rejected:
    start = perf_counter()
    found = extract(Page(origin="a.html", url=url, html=html))
    assert perf_counter() - start < LIMIT
    assert isinstance(found, (Article, Rejected))
    if isinstance(found, Rejected):
        assert "could not be read" not in found.reason, found.reason
        assert found.reason.endswith(".")
    else:
        assert found.headline and found.body and all(each.strip() == each != "" for each in found.body)
    return found


@given(st.binary(max_size=2000))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes(data: bytes) -> None:
    read(data)


@given(st.text(alphabet="<>/=\"' abptdivh1ul&;#x12\n", max_size=600))
@settings(deadline=None)
def test_any_markup(text: str) -> None:
    read(text.encode())


@given(st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mutation_of_a_printed_page(data: st.DataObject) -> None:
    page = bytearray(data.draw(st.sampled_from(SHEETS)))
    chance = random.Random(data.draw(st.integers(0, 1 << 32)))
    for _ in range(chance.randint(1, 30)):
        start, size = chance.randrange(len(page)), chance.randint(1, 200)
        piece = page[start : start + size]
        change = chance.randrange(4)
        if change == 0:
            del page[start : start + size]
        elif change == 1:
            page[start:start] = piece * chance.randint(1, 5)
        elif change == 2:
            page[start : start + size] = chance.randbytes(size)
        else:
            target = chance.randrange(len(page))
            page[target:target] = piece
        if not page:
            return
    read(bytes(page))


@pytest.mark.parametrize(
    "url", ["", "http://[", "file:///C:/a.htm", "https://", "no address", "http://a:b/", "//x.example/1"]
)
def test_any_address(url: str) -> None:
    found = read(SHEETS[0], url)
    assert isinstance(found, Article)


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "a href=x", "blockquote", "span", "h1", "form"])
def test_nesting_without_end(tag: str) -> None:
    story = "The council voted late on Tuesday to give its keepers six more days of leave each winter, it said. " * 4
    found = read(f"<title>Keepers win leave</title><h1>Keepers win leave</h1>{f'<{tag}>' * 50_000}<p>{story}".encode())
    if tag in ("div", "b", "span"):
        assert isinstance(found, Article), found.reason
        assert found.body == (story.strip(),)


@pytest.mark.parametrize(
    "piece",
    [
        b"<p>a</p>",
        b"<br>",
        b"<a href=/x>A headline of a story here</a> ",
        b"word ",
        b"<p class=comment>It is so. ",
        b"Page A1 2012-05-09 By Jane Doe, ",
        b"&amp;&lt;",
        b"<!-- ",
        b"\xe9\xff",
        b'<script type="application/ld+json">{"@type":"Article"}</script>',
        b'<script type="application/ld+json">[',
        b"<h1>By A B and C D</h1>",
        b'<meta name="author" content="By ,,,,">',
        b"<td>Home \xc2\xbb News</td>",
        b"1 2 3 / / / - - - ",
        b"((((((((((",
        b"COPYRIGHT (c) 1999 ",
    ],
)
def test_two_megabytes_of_one_thing(piece: bytes) -> None:
    read(b"<html><title>A title of it</title><body>" + piece * (2_000_000 // len(piece)))


@pytest.mark.parametrize(
    ("html", "reason"),
    [("<p>" + "The council voted on it. " * 50_000, "book"), ("<p>a</p>" * 40_000, "dump")],
)
def test_books_and_dumps_are_refused(html: str, reason: str) -> None:
    found = read(html.encode())
    assert isinstance(found, Rejected)
    assert reason in found.reason


def test_a_page_too_large_is_refused_with_its_size() -> None:
    found = read(b" " * (LARGEST + 1))
    assert isinstance(found, Rejected)
    assert "32 MB" in found.reason


def test_links_that_no_program_can_read_are_no_links() -> None:
    link = '<a href="http://[::bad/x">Home</a>'
    page = f"<html><head><title>Ferry</title></head><body><h1>{link} Ferry</h1><p>{'Wind stopped the ferry. ' * 40}</p>"
    assert isinstance(read(page.encode()), Article)


def test_a_title_that_is_never_closed_is_no_title() -> None:
    title = "Ferry | Gull - News » " * 2000
    page = f"<html><head><title>{title}<body><h1>Ferry</h1><p>{'Wind stopped the ferry. ' * 40}</p>"
    start = perf_counter()
    extract(Page(origin="a.html", url="", html=page.encode()))
    assert perf_counter() - start < LIMIT


def test_a_headline_that_begins_with_a_separator_is_read() -> None:
    story = f"<p>{'Wind stopped the ferry. ' * 40}</p>"
    head = "<title>» The Gull</title><meta property=og:site_name content='The Gull'>"
    read(f"<html><head>{head}</head><h1>» The Gull</h1>{story}".encode())


def test_what_is_read_of_a_section_is_what_is_kept_of_it() -> None:
    head = '<meta property="article:section" content="Crash / Unfall"><title>Ferry</title>'
    found = read(f"<html><head>{head}</head><body><h1>Ferry</h1><p>{'Wind stopped the ferry. ' * 40}</p>".encode())
    assert isinstance(found, Article)
    assert found.section == ("Crash", "Unfall")


def test_a_title_that_is_the_same_for_every_page_is_no_headline() -> None:
    story = f"<p>{'Take the sprat by the tail. ' * 40}</p>"
    line = "<font size=5><b>How to eat a sprat</b></font><br><br>"
    found = read(f"<html><head><title>The Halvern Packet</title></head><body>{line}{story}</body></html>".encode())
    assert isinstance(found, Article)
    assert found.headline == "How to eat a sprat"
