"""What is answered when all of the words are too much to ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.catalogue import Catalogue
from tests.search.factory import article, catalogue

ARTICLES = (
    article("Minister on tunnel", "What did the minister say about the tunnel? He will open the tunnel in May."),
    article("Tunnel delayed", "The minister of works was silent on the tunnel."),
    article("Ferry strike", "Ferry crews want more. What they did was heard of."),
    *(article(f"Tides {number}", "High water at noon.") for number in range(12)),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with catalogue(tmp_path_factory.mktemp("answering") / "archive", ARTICLES) as opened:
        yield opened


def found(made: Catalogue, text: str) -> tuple[list[int], list[str]]:
    results = made.search(text, limit=20)
    return [hit.id for hit in results.hits], [notice.text for notice in results.notices]


def test_all_keywords_must_match_however_few_articles_have_them(made: Catalogue) -> None:
    assert found(made, "minister tunnel open may") == ([1], [])


def test_when_no_article_has_all_the_best_with_some_are_given_and_the_reader_is_told(made: Catalogue) -> None:
    ids, (notice,) = found(made, "minister tunnel ferry")
    assert (ids[:1], set(ids)) == ([2], {1, 2, 3}) or (ids[:1], set(ids)) == ([1], {1, 2, 3})
    assert notice.startswith("No article has all of these words")


def test_a_sentence_is_answered_beyond_the_few_articles_with_all_of_its_words(made: Catalogue) -> None:
    ids, (notice,) = found(made, "what did the minister say about the tunnel")
    assert ids == [1, 2]
    assert notice.startswith("Only one article has all of these words; those with some of them follow")


def test_a_question_mark_is_no_wildcard_and_a_dash_no_exclusion(made: Catalogue) -> None:
    ids, (notice,) = found(made, "what did he say - in the end - about the ferry (or tunnel)?")
    assert set(ids) == {1, 2, 3}
    assert notice.startswith("No article has all")


def test_the_words_of_a_long_answer_are_marked(made: Catalogue) -> None:
    (hit, *_) = made.search("what did the minister say about the tunnel").hits
    marked = {hit.snippet.text[start:end].lower() for start, end in hit.snippet.marks}
    assert {"minister", "tunnel"} <= marked


def test_deliberate_syntax_is_never_loosened(made: Catalogue) -> None:
    for text in ('"minister tunnel"', "minister tunnel ferry -noon", "headline:ferry minister tunnel"):
        assert found(made, text) == ([], [])


def test_everything_listed_is_everything_shown(made: Catalogue) -> None:
    from search.question import Question

    question = Question.of("what did the minister say about the tunnel")
    assert made.every(question).ids.tolist() == [hit.id for hit in made.answer(question).hits]
