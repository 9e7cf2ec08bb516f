"""The words of a query in the order in which they were typed, as fields hold them."""

from __future__ import annotations

import pytest

from search.query import parse
from search.ranking.asked import MOST_WORDS, words

KNOWN = {"harbour", "tunnel", "sea", "wall", "counterpiraci", "counter", "piraci"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("harbour", [("harbour",)]),
        ("tunnel harbour", [("tunnel",), ("harbour",)]),
        ("harbour harbour", [("harbour",)]),
        ('"sea wall" tunnel', [("sea",), ("wall",), ("tunnel",)]),
        ('"sea wall"~3', [("sea",), ("wall",)]),
        ("harbour OR tunnel", [("harbour",), ("tunnel",)]),
        ("harbour (sea OR wall)", [("harbour",), ("sea", "wall")]),
        ("harbour -tunnel", [("harbour",)]),
        ("-harbour", []),
        ("harb* tunnel", [("tunnel",)]),
        ("headline:sea tunnel", [("tunnel",)]),
        ("author:reyes after:2012", []),
        ("counter piracy", [("counter", "counterpiraci"), ("piraci", "counterpiraci")]),
        ("", []),
    ],
)
def test_words_of_the_body(text: str, expected: list[tuple[str, ...]]) -> None:
    tree = parse(text, lambda _, term: int(term in KNOWN)).tree
    assert list(words(tree, "body")) == expected


def test_a_long_query_is_read_up_to_a_bound() -> None:
    tree = parse(" ".join(f"word{number}x" for number in range(40)), lambda *_: 0).tree
    assert len(words(tree, "headline")) == MOST_WORDS
