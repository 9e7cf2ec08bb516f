"""Every printed page of the sample newspaper gives back the story that it was printed from."""

from __future__ import annotations

import pytest

from indexer.extract import extract
from indexer.page import Page, Rejected
from search.article import Article
from tests.sample import HERE, Sheet, sheets, stories

SHEETS = tuple(sheets(stories()))
HEADLINES = {story.url: story.headline for story in stories()}
FIELDS = ("headline", "dek", "date", "page", "section", "authors", "place", "body", "source", "language")


def _read(sheet: Sheet, url: str) -> Article:
    found = extract(Page(origin=sheet.file, url=url, html=sheet.data, fetched=sheet.story.saved))
    assert isinstance(found, Article), found.reason
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.file for sheet in SHEETS])
def test_a_printed_page_gives_back_its_story(sheet: Sheet) -> None:
    found = _read(sheet, sheet.address)
    for name in FIELDS:
        assert getattr(found, name) == getattr(sheet.story, name), (name, found.found.get(name))
    assert [(link.title, link.url) for link in found.related] == [(HEADLINES[url], url) for url in sheet.story.related]
    assert found.doubts == ()
    assert set(found.found) >= {name for name in FIELDS if getattr(found, name)}


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.file for sheet in SHEETS])
def test_the_general_reading_needs_no_rule(sheet: Sheet) -> None:
    strange = sheet.data.replace(b"halvernpacket.example", b"somewhere-else.example")
    found = extract(
        Page(origin=sheet.file, url="https://www.somewhere-else.example/a", html=strange, fetched=sheet.story.saved)
    )
    assert isinstance(found, Article)
    for name in FIELDS:
        assert getattr(found, name) == getattr(sheet.story, name), name


def _broken(name: str) -> Article | Rejected:
    return extract(Page(origin=name, url="", html=(HERE / "broken" / name).read_bytes()))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty.html", "empty"),
        ("section-front.html", "list of links"),
        ("binary-junk.html", "binary data"),
    ],
)
def test_damaged_pages_without_a_story_are_refused_with_the_reason(name: str, reason: str) -> None:
    found = _broken(name)
    assert isinstance(found, Rejected)
    assert reason in found.reason


@pytest.mark.parametrize("name", ["truncated.html", "wrong-charset.html", "no-date.html", "unclosed-tags.htm"])
def test_damaged_pages_with_a_story_are_read(name: str) -> None:
    found = _broken(name)
    assert isinstance(found, Article), found.reason
    assert "\ufffd" not in "".join(found.body)
    assert len(found.headline) > 10
    assert (found.date is None) == (name == "no-date.html")


def test_a_date_in_the_future_is_a_doubt_and_no_date() -> None:
    found = _broken("date-2050.html")
    assert isinstance(found, Article), found.reason
    assert found.date is None
    assert any("2050" in doubt and "future" in doubt for doubt in found.doubts)
