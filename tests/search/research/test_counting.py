"""A count explained: its parts put together again give it, and every link leads to the number beside it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.catalogue import Catalogue
from search.counting import count, explain
from search.query.parts import excludes, parts
from search.question import Question


def nothing(*_: object) -> int:
    return 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("harbour tunnel -toll", ("harbour", "tunnel", "-toll")),
        ('ferry OR (tunnel toll) headline:"sea wall"~3', ("ferry OR (tunnel toll)", 'headline:"sea wall"~3')),
        ("on:May 9 2012 tunnel", ("on:May 9 2012", "tunnel")),
        ("tunnel AND (ferry  bus)", ("tunnel", "(ferry bus)")),
        ("NOT tunnel headline:(a b) =foo", ("NOT tunnel", "headline:(a b)", "=foo")),
        ("-(ferry toll) x*", ("-(ferry toll)", "x*")),
        ("tunnel AND ferry AND bus", ("tunnel", "ferry", "bus")),
        ('"rock AND roll" AND (a OR b)', ('"rock AND roll"', "(a OR b)")),
        ("tunnel AND ferry OR bus news", ("tunnel AND ferry OR bus", "news")),
        ("tunnel", ("tunnel",)),
        ("", ()),
        ("((a b))", ("((a b))",)),
        ("“sea wall” news", ('"sea wall"', "news")),
    ],
)
def test_queries_come_apart_where_a_reader_would_cut_them(text: str, expected: tuple[str, ...]) -> None:
    assert parts(text, nothing) == expected


def test_what_is_excluded_is_known() -> None:
    assert [excludes(part) for part in ("-toll", "NOT toll", "NOTtoll", "toll")] == [True, True, False, False]


def numbers(catalogue: Catalogue, text: str) -> set[int]:
    asked, _ = Question.of(text).request(catalogue.engine.frequency)
    return set(catalogue.engine.ids(asked).tolist())


WORD = st.sampled_from(
    ["tunnel", "ferry", "harbour", "rain", '"the harbour"', "wea*", "after:2013", "on:2014-06", "section:city", "=dug"]
)
QUERY = st.recursive(
    WORD | WORD.map(lambda word: f"-{word}"),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(" OR ".join),
        st.tuples(inner, inner).map(" AND ".join),
        inner.map(lambda query: f"({query})"),
        inner.map(lambda query: f"NOT ({query})"),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERY)
def test_the_parts_together_find_what_the_query_finds(held: Catalogue, query: str) -> None:
    found = [numbers(held, part) for part in parts(query, held.engine.frequency)]
    assert set.intersection(*found) == numbers(held, query)


@given(st.text())
def test_no_text_is_too_odd_to_come_apart(text: str) -> None:
    assert all(part.strip() for part in parts(text, nothing))


def test_every_part_and_filter_is_counted(held: Catalogue) -> None:
    asked = Question.of("harbour tunnel -engineers", section="City", exclude={"page": "B2"}, after="2013")
    told = explain(held, asked)
    assert told.total == 0
    assert told.everything == 60
    assert [(part.text, part.excludes, part.alone, part.without) for part in told.parts] == [
        ("harbour", False, 13, 0),
        ("tunnel", False, 13, 0),
        ("-engineers", True, 0, 13),
    ]
    assert [(each.name, each.value, each.excludes, each.without) for each in told.filters] == [
        ("after", "2013", False, 0),
        ("section", "City", False, 0),
        ("page", "B2", True, 0),
    ]


def test_each_number_is_that_of_its_question(held: Catalogue) -> None:
    told = explain(held, Question.of("harbour (tunnel OR ferry)", source=["Herald", "Wire"], before="2014-05"))
    for part in told.parts:
        assert part.without == held.answer(part.rest).total == count(held, part.rest)
    for each in told.filters:
        assert each.without == held.answer(each.rest).total == count(held, each.rest)
    assert {each.without for each in told.filters} == {0, 20, 36}


def test_one_word_is_not_taken_apart(held: Catalogue) -> None:
    assert explain(held, Question.of("tunnel")).parts == ()
