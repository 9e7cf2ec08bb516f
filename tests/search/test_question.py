"""A question put together from what was asked, and all that it finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from search.catalogue import Catalogue
from search.errors import BadRequest
from search.question import Question
from tests.search.factory import article, capture, catalogue

ARTICLES = [
    article(f"Story {number}", "harbour " * (number % 7 + 1), date=f"20{number % 20:02}-05-09", source="Herald")
    for number in range(450)
]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with catalogue(tmp_path_factory.mktemp("question") / "archive", ARTICLES) as made:
        yield made


def test_equal_questions_are_equal_however_they_were_given() -> None:
    one = Question.of("tunnel", section=["City", "City", ""], year=2012, after=date(2012, 5, 9), exclude={"page": "A1"})
    other = Question.of("tunnel", section="City", year="2012", after="2012-05-09", source=(), exclude={"page": ["A1"]})
    assert one == other
    assert one.narrowed


def test_it_survives_being_written_down() -> None:
    asked = Question.of(
        "tünnel", section=["City", "World / Asia"], exclude={"year": 2012}, before="2014", sort="oldest"
    )
    assert Question.from_json(asked.to_json()) == asked
    assert Question.of().to_json() == {}


@pytest.mark.parametrize("values", [{"q": 7}, {"wanted": {"section": [1]}}, {"wanted": ["section"]}, {"after": []}])
def test_what_was_not_written_by_us_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        Question.from_json(values)


def test_filters_can_be_dropped_one_by_one() -> None:
    asked = Question.of("x", section=["City", "World"], exclude={"page": "A1"}, after="2012", before="2014")
    assert asked.without("after") == Question.of("x", section=["City", "World"], exclude={"page": "A1"}, before="2014")
    assert asked.without("section", "City").wanted == {"section": ("World",)}
    assert asked.without("section").wanted == {}
    assert asked.without("page").unwanted == {}


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("text", ["harbour", "", "harbour nosuchword"])
def test_the_listing_is_what_the_pages_show(held: Catalogue, text: str, sort: str) -> None:
    asked = Question.of(text, source="herald", after="2003", sort=sort)
    paged = [
        hit.id for offset in range(0, 500, 90) for hit in held.answer(asked, limit=90, offset=offset).hits
    ]  # fmt: skip
    listing = held.every(asked)
    assert [holding.id for holding in listing] == paged == listing.ids.tolist()
    assert len(listing) == held.answer(asked).total > 200
    assert [notice.text for notice in listing.notices] == [notice.text for notice in held.answer(asked).notices]


def test_the_latest_filed_come_first(held: Catalogue) -> None:
    assert held.every(Question.of("harbour")).newest_filed(3).tolist() == [450, 449, 448]


def test_what_was_removed_meanwhile_is_passed_over(tmp_path: Path) -> None:
    with catalogue(tmp_path / "archive", ARTICLES[:5]) as made:
        listing = made.every(Question.of())
        with made.archive.writer() as writer:
            writer.remove(3)
            writer.keep(capture("again"), article("Story 1", "harbour twice", date="2001-05-09"))
        listed = list(listing)
        assert 3 not in [holding.id for holding in listed]
        assert {holding.id: holding for holding in listed}[2] == made.article(2)
        assert made.article(2).version == 2
