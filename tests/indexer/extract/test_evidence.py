"""One field at a time: which evidence wins, and what is no evidence."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from indexer.extract import extract
from indexer.page import Page
from search.article import Article

PROSE = "".join(
    f"<p>The {word} committee met in the old customs house on the quay and heard what the harbour master had to say"
    f" about the {word} of the year, which was a good deal, and adjourned for lunch before a vote was taken.</p>"
    for word in ("first", "second", "third", "fourth", "fifth")
)


def read(head: str = "", byline: str = "", url: str = "https://paper.example/a-story") -> Article:
    """The article of a small modern page."""
    html = (
        f"<html lang=en><head><title>Quay committee meets | The Paper</title>{head}</head>"
        f"<body><article><h1>Quay committee meets</h1>{byline}{PROSE}</article></body></html>"
    )
    found = extract(Page(origin="a.html", url=url, html=html.encode(), fetched=datetime(2024, 6, 1, tzinfo=UTC)))
    assert isinstance(found, Article), found
    return found


def meta(content: str) -> str:
    return f'<meta property="article:published_time" content="{content}">'


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (meta("2019-05-09T00:20:00+02:00"), "", date(2019, 5, 9)),
        (meta("2019-05-09T23:50:00-05:00"), "", date(2019, 5, 9)),
        (meta("1970-01-01T00:00:00Z"), "", None),
        (meta("0001-01-01"), "", None),
        (meta("2050-01-01"), "", None),
        (meta("yesterday"), "", None),
        ("", "https://paper.example/2019/05/09/a-story", date(2019, 5, 9)),
        (meta("1970-01-01T00:00:00Z"), "https://paper.example/2019/05/09/a-story", date(2019, 5, 9)),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-05-09"}</script>', "",
         date(2019, 5, 9)),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":</script>', "", None),
    ],
)  # fmt: skip
def test_the_day(head: str, url: str, expected: date | None) -> None:
    found = read(head, url=url or "https://paper.example/a-story")
    assert found.date == expected
    assert ("date" in found.found) == (expected is not None)


def test_a_day_that_is_no_day_is_doubted() -> None:
    assert any("1970" in doubt for doubt in read(meta("1970-01-01T00:00:00Z")).doubts)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("<p class=byline>By Ana Reyes</p>", ("Ana Reyes",)),
        ("<p class=byline>By Ana Reyes and José Ibáñez</p>", ("Ana Reyes", "José Ibáñez")),
        ("<p class=byline>By ANA REYES, Staff Writer</p>", ("Ana Reyes",)),
        ("<p class=byline>The Paper</p>", ()),
        ("", ()),
    ],
)
def test_the_byline(byline: str, expected: tuple[str, ...]) -> None:
    assert read('<meta property="og:site_name" content="The Paper">', byline).authors == expected


def test_the_headline_is_without_the_newspapers_name() -> None:
    assert read().headline == "Quay committee meets"


def test_an_addresss_folders_are_sections_but_those_of_a_disk_are_not() -> None:
    assert read(url="https://paper.example/business/a-story").section == ("Business",)
    assert read(url="").section == ()
    assert read(url="file:///home/ana/pages/a-story.html").section == ()
