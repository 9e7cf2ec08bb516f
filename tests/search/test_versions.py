"""What changed between two versions: spans that add up, and paragraphs that find their counterparts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import open_archive
from search.archive import Holding
from search.article import Article
from search.errors import BadRequest, NoSuchArticle
from search.results import Span
from search.versions import Kind, Passage, passage, revision
from tests.search.factory import article, capture

NOW = datetime(2012, 5, 9, tzinfo=UTC)


def held(made: Article, version: int = 1) -> Holding:
    return Holding(id=1, article=made, version=version, current=True, saved=NOW, added=NOW)


def marked(text: str, spans: tuple[Span, ...]) -> str:
    """The text with its spans in brackets."""
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def without(text: str, spans: tuple[Span, ...]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


def body(before: list[str], after: list[str]) -> list[Passage]:
    return list(revision(held(article("A", *before)), held(article("A", *after))).body)


def test_words_are_compared_whole() -> None:
    found = passage(
        "The tunnel will cost $1.2bn and open in 2014.", "The tunnel will cost $1.6bn and open late in 2016."
    )
    assert marked(found.before, found.removed) == "The tunnel will cost $1.[2bn] and open in [2014]."
    assert marked(found.after, found.added) == "The tunnel will cost $1.[6bn] and open [late ]in [2016]."


def test_changes_with_a_blank_between_them_are_one() -> None:
    found = passage("He was very old then.", "He was quite young then.")
    assert marked(found.before, found.removed) == "He was [very old] then."
    assert marked(found.after, found.added) == "He was [quite young] then."


def test_paragraphs_find_their_counterparts() -> None:
    before = ["The ferry sailed at noon with forty people on board.", "Nobody was hurt.", "It will sail again."]
    after = ["A new beginning.", "The ferry sailed at noon with fifty people on board.", "Nobody was hurt."]
    assert [(each.kind, each.before[:9], each.after[:9]) for each in body(before, after)] == [
        (Kind.ADDED, "", "A new beg"),
        (Kind.CHANGED, "The ferry", "The ferry"),
        (Kind.SAME, "Nobody wa", "Nobody wa"),
        (Kind.REMOVED, "It will s", ""),
    ]


def test_a_paragraph_with_hardly_a_word_in_common_is_another_one() -> None:
    assert [each.kind for each in body(["One thing was said here."], ["Something else entirely, elsewhere."])] == [
        Kind.REMOVED,
        Kind.ADDED,
    ]


def test_fields_that_differ_are_named() -> None:
    before = article("Ferry sinks", "It sank.", date="2012-05-09", section=("City", "Port"), authors=("Ann Lee",))
    after = article("Ferry sails", "It sank.", date="2012-05-09", section=("City",), authors=("Ann Lee", "Bo Ek"))
    found = revision(held(before), held(after))
    assert list(found.fields) == ["headline", "authors", "section"]
    assert marked(found.fields["authors"].after, found.fields["authors"].added) == "Ann Lee[, Bo Ek]"
    assert not found.is_same
    assert revision(held(before), held(before)).is_same


texts = st.lists(st.sampled_from(["sea", "wall", "fell", "on", " ", "  ", ",", ".", "“", "港", "\n", "É"])).map("".join)


@settings(deadline=None)
@given(texts, texts)
def test_what_is_left_is_the_same_in_both(before: str, after: str) -> None:
    found = passage(before, after)
    assert without(found.before, found.removed) == without(found.after, found.added)
    for text, spans in ((found.before, found.removed), (found.after, found.added)):
        places = [place for span in spans for place in span]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in spans)


@settings(deadline=None, max_examples=60)
@given(st.lists(texts.filter(str.strip), max_size=6), st.lists(texts.filter(str.strip), max_size=6))
def test_every_paragraph_of_both_comes_once_and_in_order(before: list[str], after: list[str]) -> None:
    found = body(before, after)
    assert [each.before for each in found if each.kind is not Kind.ADDED] == before
    assert [each.after for each in found if each.kind is not Kind.REMOVED] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["word " * 50_000], ["other " * 50_000]),
        (["a b " * 30_000], ["b a " * 30_000]),
        ([f"line {n} of it" for n in range(3000)], [f"line {n} of us" for n in range(3000)]),
        ([f"line {n} of it" for n in range(60)], [f"line {n} of us" for n in range(60)]),
    ],
)
def test_long_texts_are_compared_in_bounded_time(before: list[str], after: list[str]) -> None:
    start = process_time()
    body(before, after)
    assert process_time() - start < 10


def test_versions_in_the_archive_are_compared(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", create=True, engine="memory:") as made:
        with made.archive.writer() as writer:
            for year, text in ((2012, "It stands."), (2013, "It stands still."), (2014, "It fell.")):
                saved = datetime(year, 1, 1, tzinfo=UTC)
                writer.keep(capture(str(year), fetched=saved), article("Sea wall", text))
        last = made.revision(1)
        assert (last.earlier.version, last.later.version) == (2, 3)
        first = made.revision(1, 1, 2)
        assert marked(first.body[0].after, first.body[0].added) == "It stands[ still]."
        assert made.revision(1, 3, 1).body[0].after == "It stands."
        with pytest.raises(BadRequest, match="versions 1 to 3"):
            made.revision(1, 1, 4)
        with pytest.raises(NoSuchArticle):
            made.revision(9)


def test_an_article_with_one_version_has_not_changed(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", create=True, engine="memory:") as made:
        with made.archive.writer() as writer:
            writer.keep(capture("a"), article("Sea wall", "It stands."))
        assert made.revision(1).is_same
