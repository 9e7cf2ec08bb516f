"""Stories like a story, and spellings like a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.catalogue import Catalogue
from search.spelling import did_you_mean, edits
from tests.search.factory import article, catalogue

TOPICS = {
    "harbour": "tunnel dredging ferry pilot quay",
    "opera": "tenor aria chorus overture baton",
    "budget": "deficit surplus treasury bond levy",
    "weather": "storm drizzle thunder heatwave frost",
    "football": "striker goalkeeper penalty offside league",
    "science": "genome neutron telescope vaccine fossil",
}
ARTICLES = tuple(
    article(f"{topic} story {number}", f"The {words} {words.split()[number % 5]} of the day, and the rest.")
    for topic, words in TOPICS.items()
    for number in range(6)
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with catalogue(tmp_path_factory.mktemp("related") / "archive", ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize("id", [1, 6, 7, 36])
def test_related_stories_are_of_the_same_topic_and_never_the_story_itself(made: Catalogue, id: int) -> None:
    hits = made.related(id, limit=5)
    topic = made.article(id).article.headline.split()[0]
    assert len(hits) == 5
    assert id not in [hit.id for hit in hits]
    assert {hit.article.headline.split()[0] for hit in hits} == {topic}


def test_a_story_like_no_other_has_no_relations(tmp_path: Path) -> None:
    lone = [article("Comet", "Perihelion approaches."), article("Budget", "Deficit narrows."), article("", url="x:")]
    with catalogue(tmp_path / "archive", lone) as opened:
        assert [opened.related(id) for id in (1, 2, 3)] == [(), (), ()]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tunel", "tunnel"),
        ("TUNEL", "tunnel"),
        ("drdging", "dredging"),
        ("tennor tunel", "tenor tunnel"),
        ("tunel -tenor", "tunnel -tenor"),
        ("tunnel", None),
        ("xyz", None),
        ("qqqqqqqq", None),
        ("1234", None),
        ("", None),
    ],
)
def test_did_you_mean(made: Catalogue, typed: str, offered: str | None) -> None:
    words = [word.lower() for word in typed.split() if not word.startswith("-")]
    assert did_you_mean(typed, words, made.engine) == offered


@given(one=st.text("abc", max_size=8), other=st.text("abc", max_size=8), third=st.text("abc", max_size=8))
def test_edits_are_a_distance(one: str, other: str, third: str) -> None:
    assert edits(one, one) == 0
    assert edits(one, other) == edits(other, one)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))
    assert edits(one, third) <= edits(one, other) + edits(other, third)
    assert (edits(one, other) == 0) == (one == other)


def test_a_far_commoner_word_is_offered_though_it_is_an_edit_further(tmp_path: Path) -> None:
    common = [article(f"Election {number}", f"The american vote {number}.") for number in range(150)]
    with catalogue(tmp_path / "archive", [*common, article("Misprint", "An amercan vote.")]) as opened:
        assert did_you_mean("amercian", ["amercian"], opened.engine) == "american"
        assert did_you_mean("amerca", ["amerca"], opened.engine) == "american"
        assert did_you_mean("votte", ["votte"], opened.engine) == "vote"
