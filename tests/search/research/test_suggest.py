"""Suggestions while typing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.catalogue import Catalogue
from search.suggest import Suggestion, suggest
from tests.search.factory import article, capture, catalogue


def of(kind: str, found: tuple[Suggestion, ...]) -> list[str]:
    return [each.text for each in found if each.kind == kind]


def test_words_names_sections_and_headlines(held: Catalogue) -> None:
    assert of("word", suggest(held, "tun"))[:2] == ["tunnel", "tunnels"]
    assert of("author", suggest(held, "rey")) == ["Ana Reyes"]
    assert of("section", suggest(held, "shi")) == ["Business / Shipping"]
    assert of("source", suggest(held, "her")) == ["Herald"]
    assert of("headline", suggest(held, "ferry sto"))[0] == "Ferry story 15"


def test_the_commonest_words_come_first_with_their_counts(held: Catalogue) -> None:
    (first, *_) = [each for each in suggest(held, "ha", limit=30) if each.kind == "word"]
    assert (first.text, first.count) == ("harbour", 60)


def test_choosing_one_keeps_what_was_typed_before(held: Catalogue) -> None:
    chosen = {each.text: each.query for each in suggest(held, "-toll harbour tun", limit=30)}
    assert chosen["tunnel"] == "-toll harbour tunnel"
    names = {each.text: each.query for each in suggest(held, "tunnel Ana Rey", limit=30)}
    assert names["Ana Reyes"] == 'tunnel author:"Ana Reyes"'


def test_what_is_suggested_is_found(held: Catalogue) -> None:
    for typed in ("tun", "rey", "shi", "her", "ferry sto", "tunnel ana r"):
        for each in suggest(held, typed, limit=30):
            found = held.search(each.query)
            assert found.total >= 1, each
            if each.kind not in ("word", "headline"):
                assert typed.startswith("tunnel") or found.total == each.count, each


def test_a_field_narrows_what_is_suggested(held: Catalogue) -> None:
    assert [each.kind for each in suggest(held, "tunnel author:an")] == ["author"]
    assert [each.kind for each in suggest(held, 'by:"ana re')] == ["author"]
    assert suggest(held, "author:tun") == ()
    assert suggest(held, "page:A") == ()


def test_headlines_lead_to_their_articles(held: Catalogue) -> None:
    for each in suggest(held, "weath", limit=30):
        if each.kind == "headline":
            assert each.id is not None
            assert held.article(each.id).article.headline == each.text


@pytest.mark.parametrize("typed", ["", " ", "t", "zzzz", "x" * 500, "(((", '"', "tunnel "])
def test_nothing_to_complete_is_nothing_suggested(held: Catalogue, typed: str) -> None:
    assert of("word", suggest(held, typed)) == []


def test_accents_and_capitals_make_no_difference(tmp_path: Path) -> None:
    with catalogue(tmp_path / "archive", [article("Café", "Ein Café.", authors=("Zoë Šimánek",))]) as made:
        assert of("author", suggest(made, "SIMAN")) == ["Zoë Šimánek"]
        assert of("word", suggest(made, "CAF")) == ["cafe"]


def test_names_that_arrive_are_known_at_once(tmp_path: Path) -> None:
    with catalogue(tmp_path / "archive", [article("One", "text", authors=("Ana Reyes",))]) as made:
        assert of("author", suggest(made, "oka")) == []
        with made.archive.writer() as writer:
            writer.keep(capture("later"), article("Two", "text", authors=("Tom Okafor",)))
        made.catch_up()
        assert of("author", suggest(made, "oka")) == ["Tom Okafor"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30), limit=st.integers(0, 12))
def test_nothing_typed_is_an_error(held: Catalogue, typed: str, limit: int) -> None:
    assert len(suggest(held, typed, limit=limit)) <= limit
