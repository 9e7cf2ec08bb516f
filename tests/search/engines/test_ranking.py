"""The order of matches: both engines must score alike what readers type, by where words stand and by nearness."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.article import Article
from search.engine import Answer, Change, Engine, Request
from search.engines.memory import MemoryEngine
from search.engines.whoosh import WhooshEngine
from search.query import parse, some_of
from search.ranking.weights import RERANKED
from search.results import Sort
from tests.search.factory import article

WORDS = ("ash", "bay", "cove", "dune", "eel", "the")
DAY = date(2012, 2, 27)

words = st.sampled_from(WORDS)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)
days = st.integers(0, 400).map(lambda number: DAY + timedelta(days=number))
articles: st.SearchStrategy[Article] = st.builds(
    lambda headline, body, day: article(headline, *body, date=day),
    texts,
    st.lists(texts, max_size=2),
    st.none() | days,
)
questions = st.lists(words, min_size=1, max_size=4, unique=True)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(commits=st.lists(st.lists(articles, min_size=1, max_size=5), min_size=1, max_size=3), asked=questions, day=days)
def test_engines_score_alike(commits: list[list[Article]], asked: list[str], day: date) -> None:
    with tempfile.TemporaryDirectory() as directory:
        engine, oracle = WhooshEngine(Path(directory)), MemoryEngine()
        number = 0
        for commit in commits:
            changes = [Change(number + step, number + step, each) for step, each in enumerate(commit, 1)]
            number += len(changes)
            for each in (engine, oracle):
                each.apply(changes)
        for tree in (parse(" ".join(asked), oracle.frequency).tree, some_of(tuple(asked), oracle.frequency)):
            for sort in (Sort.RELEVANCE, Sort.AROUND):
                request = Request(tree=tree, sort=sort, around=day, limit=100)
                _assert_alike(engine.ask(request), oracle.ask(request))
        engine.close()


def _assert_alike(answer: Answer, truth: Answer) -> None:
    expected = {match.id: match.score for match in truth.matches}
    assert {match.id: match.score for match in answer.matches} == pytest.approx(expected, rel=1e-4)
    scores = [expected[match.id] for match in answer.matches]
    assert all(one >= other * (1 - 1e-4) for one, other in pairwise(scores))


@pytest.fixture(params=["memory", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    made = MemoryEngine() if request.param == "memory" else WhooshEngine(tmp_path)
    request.addfinalizer(made.close)
    return made


def fill(engine: Engine, stories: Sequence[Article]) -> None:
    engine.apply(Change(number, number, each) for number, each in enumerate(stories, 1))


def best(engine: Engine, text: str, **fields: object) -> list[int]:
    request = Request(tree=parse(text, engine.frequency).tree, **fields)  # type: ignore[arg-type]
    return [match.id for match in engine.ask(request).matches]


FILLER = "Nothing else was said about it on that long day by anybody there."


def test_words_that_stand_together_come_before_words_that_stand_apart(engine: Engine) -> None:
    fill(
        engine, [article("One", f"The harbour. {FILLER} A tunnel."), article("Two", f"{FILLER} The harbour tunnel. A.")]
    )
    assert best(engine, "harbour tunnel") == [2, 1]


def test_words_of_the_lead_come_before_words_at_the_end(engine: Engine) -> None:
    fill(engine, [article("One", FILLER * 20, "A ferry."), article("Two", "A ferry.", FILLER * 20)])
    assert best(engine, "ferry") == [2, 1]


def test_around_a_day_the_nearest_of_equals_comes_first_and_the_undated_last(engine: Engine) -> None:
    dates = ("2010-01-01", "2012-05-01", "2012-05-20", None, "2014-01-01")
    fill(engine, [article(f"Ferry {number}", "A ferry.", date=day) for number, day in enumerate(dates)])
    assert best(engine, "ferry", sort=Sort.AROUND, around=date(2012, 5, 9)) == [2, 3, 5, 1, 4]
    assert best(engine, "", sort=Sort.AROUND, around=date(2013, 12, 1)) == [5, 3, 2, 1, 4]


def test_a_much_better_match_stays_ahead_of_a_nearer_one(engine: Engine) -> None:
    fill(
        engine,
        [
            article("Ferry strike", "The ferry strike.", date="2012-06-01"),
            article("Tides", f"{FILLER} {FILLER} A ferry, a strike.", date="2012-05-09"),
        ],
    )
    assert best(engine, "ferry strike", sort=Sort.AROUND, around=date(2012, 5, 9)) == [1, 2]


def test_pages_tile_the_whole_across_the_last_of_those_ranked_again(engine: Engine) -> None:
    stories = [
        article(f"Story {number}", "ferry " * (number % 7 + 1) + "strike " * (number % 3 + 1) + FILLER * (number % 5))
        for number in range(RERANKED + 40)
    ]
    fill(engine, stories)
    whole = engine.ask(Request(tree=parse("ferry strike", engine.frequency).tree, limit=1000)).matches
    assert len(whole) == len(stories)
    scores = [match.score for match in whole]
    assert scores == sorted(scores, reverse=True)
    pages = [best(engine, "ferry strike", offset=place, limit=17) for place in range(0, len(stories), 17)]
    assert [number for page in pages for number in page] == [match.id for match in whole]
    assert engine.ids(Request(tree=parse("ferry strike", engine.frequency).tree)).tolist() == [
        match.id for match in whole
    ]
