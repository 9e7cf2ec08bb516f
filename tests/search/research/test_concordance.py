"""Keyword in context."""

from __future__ import annotations

import pytest

from search.catalogue import Catalogue
from search.concordance import Order, concordance
from search.errors import BadRequest
from search.question import Question


def test_a_line_for_each_place(held: Catalogue) -> None:
    told = concordance(held, Question.of("ferry", sort="oldest"), limit=3)
    assert (told.total, told.read, told.gathered) == (16, 2, 4)  # enough to know that there are more
    assert [(line.left, line.word, line.right) for line in told.lines] == [
        ("", "Ferry", "story 0"),
        ("The", "ferry", "crossed the harbour, trip 0. Passengers waved."),
        ("", "Ferry", "story 1"),
    ]
    assert told.lines[0].id == told.lines[1].id


def test_a_phrase_is_one_place(held: Catalogue) -> None:
    told = concordance(held, Question.of('"the harbour, trip"', sort="oldest"), limit=1)
    assert (told.lines[0].left, told.lines[0].word) == ("The ferry crossed", "the harbour, trip") or (
        told.lines[0].word == "the harbour"
    )


def test_the_width_is_kept(held: Catalogue) -> None:
    for line in concordance(held, Question.of("harbour"), width=9).lines:
        assert len(line.left) <= 9
        assert len(line.right) <= 9


def test_lines_can_be_sorted_by_what_stands_beside(held: Catalogue) -> None:
    right = concordance(held, Question.of("harbour"), order="right", limit=200).lines
    assert [line.right.casefold() for line in right] == sorted(line.right.casefold() for line in right)
    left = concordance(held, Question.of("harbour"), order=Order.LEFT, limit=200).lines
    assert [line.left.casefold().split()[::-1] for line in left] == sorted(
        line.left.casefold().split()[::-1] for line in left
    )


def test_pages_of_lines_follow_one_another(held: Catalogue) -> None:
    whole = concordance(held, Question.of("harbour"), limit=60).lines
    assert whole[20:40] == concordance(held, Question.of("harbour"), limit=20, offset=20).lines


def test_an_unknown_order_is_refused(held: Catalogue) -> None:
    with pytest.raises(BadRequest, match="sideways"):
        concordance(held, Question.of("harbour"), order="sideways")


def test_without_words_there_are_no_lines(held: Catalogue) -> None:
    assert concordance(held, Question.of("")).lines == ()
