"""The words that are marked in a text are those for which it was found."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import fold
from search.article import Article
from search.marks import Marker
from search.query import parse
from search.snippets import ELLIPSIS, LENGTH, headline, snippet
from tests.search.factory import article


def known(fieldname: str, term: str) -> int:
    return 1


def marker(query: str) -> Marker:
    return Marker(parse(query, known).tree)


def marked(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in marker(query).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("tunnel", "The tunnel, the Tunnels and a tunnelling crew", ["tunnel", "Tunnels", "tunnelling"]),
        ("=tunnel", "The tunnel, the Tunnels", ["tunnel"]),
        ("sea wall", "A wall by the sea", ["wall", "sea"]),
        ('"sea wall"', "The sea, a wall, the sea wall. Sea\nwalls.", ["sea", "wall", "Sea", "walls"]),
        ('="sea wall"', "The sea walls, the sea wall", ["sea", "wall"]),
        (
            '"mayor resigned"~2',
            "The mayor today resigned. Nobody knew: a mayor who was not asked resigned.",
            ["mayor", "resigned"],
        ),
        ('"resigned mayor"~2', "The mayor today resigned.", ["mayor", "resigned"]),
        ("econom*", "Economy, economics and comic", ["Economy", "economics"]),
        ("co*ics", "comics, conics and cosmic", ["comics", "conics"]),
        ("panetta~", "Panetta, Paneta and Sinatra", ["Panetta", "Paneta"]),
        ("cafe", "A café, a CAFÉ, a cafe\u0301", ["café", "CAFÉ", "cafe\u0301"]),
        ("O'Brien", "O’Brien and OBrien's", ["O’Brien", "OBrien's"]),
        ("U.S.", "the U.S. and the US", ["U.S.", "US"]),
        ("AT&T", "AT&T at t", ["AT&T"]),
        ("counterpiracy", "The counter-piracy patrol", ["counter-piracy"]),
        ("$1.2bn", "$1.2 billion or 1.2bn", ["$1.2", "billion", "1.2bn"]),
        ("港口", "昨天港口官员", ["港口"]),
        ("官", "昨天港口官员", ["官员"]),
        ("tunnel -toll", "The tunnel toll", ["tunnel"]),
        ("tunnel NOT (toll OR wall)", "The tunnel toll wall", ["tunnel"]),
        ("headline:tunnel", "The tunnel", ["tunnel"]),
        ("section:sport", "A sport", []),
        ("on:2012", "In 2012", []),
        ("", "The tunnel", []),
        ("-tunnel", "The tunnel", []),
    ],
)
def test_marks(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


QUERIES = (
    "sea wall",
    '"sea wall"',
    '"wall sea"~3',
    "se*",
    "seas~",
    "counter-piracy",
    "港口",
    "café",
    "a",
    "O'Brien",
    "s*a",
)
PIECES = (
    "sea",
    "wall",
    "Seas ",
    "counter-piracy",
    "港口官",
    "cafe\u0301",
    "O’Brien",
    " ",
    ", ",
    "-",
    "\n",
    "a",
    "é",
    "\u0301",
    "x",
)
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=40)


@settings(max_examples=300, deadline=None)
@given(query=st.sampled_from(QUERIES) | texts, text=texts)
def test_spans_are_valid_ascending_and_apart(query: str, text: str) -> None:
    spans = marker(query).spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(text=texts)
def test_a_single_word_is_marked_wherever_it_stands(text: str) -> None:
    for span in marker("=wall").spans(text):
        assert fold(text[slice(*span)]) == "wall"


paragraphs = st.lists(
    st.lists(st.sampled_from(["sea", "wall", "harbour", "of", "the", "x" * 70, "港口" * 10]), max_size=120).map(
        " ".join
    ),
    max_size=4,
)


@settings(max_examples=200, deadline=None)
@given(
    body=paragraphs,
    query=st.sampled_from(["sea wall", '"sea wall"', "harb*", "港口", "absent", ""]),
    dek=st.sampled_from(["", "the sea"]),
)
def test_a_snippet_is_a_stretch_of_the_story_with_whole_words_marked(body: list[str], query: str, dek: str) -> None:
    made = snippet(article("Headline", *body, dek=dek), marker(query))
    assert len(made.text) <= LENGTH + 2 * len(ELLIPSIS)
    plain = made.text.strip(ELLIPSIS)
    assert not plain or any(plain in paragraph for paragraph in [dek, *body])
    for start, end in made.marks:
        assert made.text[start:end] in ("sea", "wall", "harbour", "港口")


@given(body=paragraphs)
def test_a_story_with_the_word_shows_the_word(body: list[str]) -> None:
    story = article("Headline", *body)
    made = snippet(story, marker("wall"))
    assert bool(made.marks) == any("wall" in paragraph for paragraph in story.body)


def test_a_snippet_prefers_the_paragraph_with_most_of_the_words() -> None:
    story = article("Headline", "The sea.", "The sea, the sea.", "A wall by the sea.")
    assert snippet(story, marker("sea wall")).text == "A wall by the sea."


def test_a_snippet_without_words_is_the_beginning() -> None:
    story = article("Headline", "First paragraph. " * 30, "Second.")
    made = snippet(story, marker("absent"))
    assert made.text.startswith("First paragraph. First")
    assert made.text.endswith((f" First{ELLIPSIS}", f"paragraph.{ELLIPSIS}"))


@pytest.mark.parametrize("story", [article("Headline"), article("")])
def test_an_empty_story_has_an_empty_snippet(story: Article) -> None:
    assert snippet(story, marker("sea")).text == ""
    assert headline(story, marker("headline")).text == story.headline


def test_a_huge_paragraph_is_cut_at_once() -> None:
    story = article("Headline", "sea wall " * 30_000)
    assert snippet(story, marker("sea wall")).marks


def test_composed_and_decomposed_text_is_marked_alike() -> None:
    text = "Le café d'Évian"
    for form in ("NFC", "NFD"):
        assert len(marked("cafe evian", unicodedata.normalize(form, text))) == 2


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("what did the mayor say", "What did the mayor say?", ["mayor", "say"]),
        ("the mayor", "What did the mayor say?", ["the", "mayor"]),
        ("what did the do", "What did the mayor do?", ["What", "did", "the", "do"]),
    ],
)
def test_words_that_only_carry_a_sentence_are_not_marked_in_it(query: str, text: str, marked: list[str]) -> None:
    spans = Marker(parse(query, lambda *_: 0).tree).spans(text)
    assert [text[start:end] for start, end in spans] == marked


def test_the_first_paragraph_with_all_of_the_words_is_shown_though_later_ones_have_more_of_them() -> None:
    story = article("Tides", "A ferry.", "A ferry and a tunnel.", "Tunnel, ferry, tunnel, ferry.")
    assert snippet(story, marker("ferry tunnel")).text == "A ferry and a tunnel."
