"""Random archives and random queries: the Whoosh engine must answer as the brute-force engine does."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.query import And, Every, FuzzyTerm, Not, NumericRange, Or, Phrase, Prefix, Term, Wildcard
from whoosh.query.qcore import Query

from search.arrays.near import Near
from search.article import Article
from search.engine import Answer, Change, Choice, Request
from search.engines.memory import MemoryEngine
from search.engines.whoosh import WhooshEngine
from search.fields import DATE
from search.results import BY_SCORE, Sort
from tests.search.factory import article

WORDS = ("ash", "bay", "bays", "cove", "dune", "dunes", "eel")
FIELDS = ("headline", "body", "headline_exact", "body_exact", "author")
FIRST_DAY = date(2012, 2, 27)

words = st.sampled_from(WORDS)
texts = st.lists(words, min_size=1, max_size=7).map(" ".join)
days = st.integers(0, 4).map(lambda number: FIRST_DAY + timedelta(days=number))
fields = st.sampled_from(FIELDS)

articles: st.SearchStrategy[Article] = st.builds(
    lambda headline, body, day, section, authors: article(
        headline, *body, date=day, section=tuple(section), authors=tuple(authors), page="A1" if section else ""
    ),
    texts,
    st.lists(texts, max_size=2),
    st.none() | days,
    st.lists(st.sampled_from(["City", "World"]), max_size=2),
    st.lists(words, max_size=2, unique=True),
)

leaves: st.SearchStrategy[Query] = st.one_of(
    st.builds(Term, fields, words),
    st.builds(Prefix, fields, st.sampled_from(["a", "ba", "du", "z"])),
    st.builds(Wildcard, fields, st.sampled_from(["b*y", "d*e*", "*y"])),
    st.builds(lambda name, word: FuzzyTerm(name, word, maxdist=1, prefixlength=1), fields, words),
    st.builds(Phrase, fields, st.lists(words, min_size=2, max_size=3)),
    st.builds(
        lambda name, pair, slop: Near(name, pair, slop=slop),
        fields,
        st.lists(words, min_size=2, max_size=3),
        st.integers(1, 3),
    ),
    st.builds(
        lambda low, high: NumericRange(DATE, low and low.toordinal(), high and high.toordinal()), st.none() | days, days
    ),
)

trees: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda wanted, more: And([wanted, *more]), inner, st.lists(inner, max_size=2)),
        st.builds(lambda wanted, unwanted: And([wanted, Not(unwanted)]), inner, inner),
        st.builds(lambda unwanted: And([Every(), Not(unwanted)]), inner),
        st.builds(Or, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=5,
)

choices = st.dictionaries(
    st.sampled_from(["section", "author", "page"]),
    st.builds(
        Choice,
        st.frozensets(st.sampled_from(["city", "world", "city / world", "ash", "a1"]), max_size=2),
        st.frozensets(st.sampled_from(["city / world", "bay"]), max_size=1),
    ),
    max_size=2,
)

requests = st.builds(
    lambda tree, chosen, after, sort, around: Request(
        tree=tree, choices=chosen, after=after, sort=sort, around=around, limit=100
    ),
    trees,
    choices,
    st.none() | days,
    st.sampled_from(list(Sort)),
    st.none() | days,
)

histories = st.lists(
    st.lists(st.tuples(st.integers(1, 6), st.none() | articles), min_size=1, max_size=5), min_size=1, max_size=3
)
"""Commits of changes ``(article number, the article or None when removed)``; a number comes once in each commit."""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(history=histories, asked=st.lists(requests, min_size=1, max_size=6))
def test_answers_as_the_oracle_does(history: list[list[tuple[int, Article | None]]], asked: list[Request]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        engine, oracle = WhooshEngine(Path(directory)), MemoryEngine()
        number = 0
        for commit in history:
            changes = [Change(number + step, id, each) for step, (id, each) in enumerate(dict(commit).items(), 1)]
            number += len(changes)
            for each in (engine, oracle):
                each.apply(changes)
        assert (engine.count, engine.seen) == (oracle.count, oracle.seen)
        for request in asked:
            _assert_same(engine.ask(request), oracle.ask(request), request)
        engine.close()


def _assert_same(answer: Answer, truth: Answer, request: Request) -> None:
    assert answer.total == truth.total
    assert {match.id for match in answer.matches} == {match.id for match in truth.matches}
    assert dict(answer.days) == dict(truth.days)
    assert {name: dict(counts) for name, counts in answer.facets.items()} == {
        name: dict(counts) for name, counts in truth.facets.items()
    }
    if request.sort not in BY_SCORE:
        assert answer.matches == truth.matches
