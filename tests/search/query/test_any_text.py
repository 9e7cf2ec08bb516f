"""Whatever is typed: it is read at once, never refused, and every engine can answer it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.catalogue import Catalogue
from search.engine import Request
from search.engines import open_engine
from search.query import parse
from search.results import Sort
from tests.search.factory import article, catalogue

PIECES = (
    "sea", "wall", "tunnel", "counter-piracy", "U.S.", "港口", "café", "a", "9/11", '"', '"sea wall"', '="sea"',
    '"a b"~3', "(", ")", "()", " AND ", " OR ", " NOT ", "NOT ", "AND", "OR", "NOT", "-", "--", "+", "=", "*",
    "**", "~", "~2", "~9", "?", "tun*", "t*l", "*l", "tunel~", "headline:", "author:", "page:A*", "page:",
    "colour:", "after:", "before:2012", "on:May 9 2012", "on:2012-02-30", "after:(", 'before:"', "[", "]", "{",
    "}", "^", "^2", "<", ">", "\\", "/", "&", "&&", "|", "!", ":", "::", ",", "'", "’", "“", "”", " TO ", "\n",
    "\0", "\N{COMBINING ACUTE ACCENT}", "\N{RIGHT-TO-LEFT OVERRIDE}", "\ud800", "😀", " ", " ",
)  # fmt: skip

soup = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
spaced_soup = st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join)
anything = st.text(max_size=60) | st.text(st.characters(), max_size=30) | soup | spaced_soup

ARTICLES = (
    article("Sea wall", "The tunnel by the sea wall. 港口", date="2012-05-09", page="A1", authors=("Ana Reyes",)),
    article("Ferry", "A counter-piracy toll, $1.2bn, in the U.S. café", date="2014-02-28", page="A10"),
    article("Undated", "Sea sea sea. Tunnels. A b c."),
)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Catalogue, Catalogue]]:
    """The same articles on disk and in memory."""
    on_disk = catalogue(tmp_path_factory.mktemp("pair"), ARTICLES)
    in_memory = Catalogue(on_disk.archive, open_engine("memory:", Path()))
    in_memory.rebuild()
    yield on_disk, in_memory
    on_disk.close()


@settings(max_examples=600, deadline=None)
@given(text=anything)
@example("((((((((((")
@example('"')
@example("NOT")
@example("a OR")
@example("-")
@example("headline:")
@example("page:-")
@example('author:"" OR -""')
@example("on:0000")
@example("after:9999-12-31")
def test_every_text_is_answered_alike_by_every_engine(pair: tuple[Catalogue, Catalogue], text: str) -> None:
    on_disk, in_memory = (each.engine for each in pair)
    tree = parse(text, on_disk.frequency).tree
    answers = [engine.ask(Request(tree=tree, sort=sort, limit=10)) for sort in Sort for engine in (on_disk, in_memory)]
    found = [{match.id for match in answer.matches} for answer in answers]
    assert all(each == found[0] for each in found)


@settings(max_examples=150, deadline=None)
@given(text=anything)
def test_a_whole_search_never_fails(pair: tuple[Catalogue, Catalogue], text: str) -> None:
    for each in pair:
        results = each.search(text)
        assert results.text == text
        for hit in results.hits:
            for shown in (hit.headline, hit.snippet):
                assert all(0 <= start < end <= len(shown.text) for start, end in shown.marks)


@settings(max_examples=200, deadline=None)
@given(text=anything)
def test_notices_are_sentences_on_one_line(text: str) -> None:
    for notice in parse(text, lambda *_: 0).notices:
        assert notice.text.endswith((".", "?"))
        assert len(notice.text) < 400


_letters = random.Random(1)
VOCABULARY = tuple("".join(_letters.choices("abcdefghijklmnop", k=_letters.randint(3, 9))) for _ in range(5000))

HOSTILE = {
    "letters": "a " * 1000,
    "one word": "abcdefgh" * 250,
    "one letter": "a" * 2000,
    "open parentheses": "(" * 2000,
    "unclosed groups": "(a " * 600,
    "empty groups": "()" * 1000,
    "alternatives": "a OR " * 400,
    "known words": " ".join(VOCABULARY[:300]),
    "unknown words": " ".join(f"{word}q" for word in VOCABULARY[:250]),
    "known alternatives": " OR ".join(VOCABULARY[:200]),
    "excluded words": " ".join(f"-{word}" for word in VOCABULARY[:250]),
    "near": '"a"~5 ' * 300,
    "phrases": '"ab cd" ' * 250,
    "dashes": "-" * 2000,
    "dashed groups": "-(" * 1000,
    "hyphens": "a-b-" * 500,
    "stars": "*" * 2000,
    "short prefixes": "a* " * 600,
    "prefixes": " ".join(f"{one}{two}*" for one in "abcdefghij" for two in "abcdefghijklmnop"),
    "the same prefix": "ab* " * 500,
    "wildcards": "ab*c*d*e* " * 200,
    "one long wildcard": "ab" + "*c" * 999,
    "fuzzy words": " ".join(f"{word}~2" for word in VOCABULARY[:200]),
    "one long fuzzy word": "a" * 1990 + "~2",
    "tildes": "abcd~" * 400,
    "not": "NOT " * 500,
    "quotes": '"' * 2000,
    "fields": "headline:" * 220,
    "unknown fields": " ".join(f"q{word}:x" for word in VOCABULARY[:250]),
    "bad dates": "after:xyz " * 200,
    "dates": "after:2012 " * 180,
    "acronym": "a." * 1000,
    "ampersands": "a&" * 1000,
    "apostrophes": "a'" * 1000,
    "han": "中" * 2000,
    "han apart": "中 " * 1000,
    "100 KB of words": "word " * 20_000,
    "100 KB of quotes": '"' * 100_001,
    "100 KB of groups": "(" * 100_000,
    "100 KB of fields": "colour:red " * 10_000,
}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """Articles that hold many different words, and many of them together."""
    bodies = (" ".join(_letters.choices(VOCABULARY, k=400)) for _ in range(200))
    made = catalogue(
        tmp_path_factory.mktemp("crowd"),
        [article(f"Story {number}", body, date="2012-05-09") for number, body in enumerate(bodies)],
    )
    yield made
    made.close()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_queries_take_no_longer_than_a_reader_waits(crowd: Catalogue, text: str) -> None:
    began = time.process_time()
    parse(text, crowd.engine.frequency)
    read = time.process_time()
    crowd.search(text)
    assert read - began < 1
    assert time.process_time() - read < 3
