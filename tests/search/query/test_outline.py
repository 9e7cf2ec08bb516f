"""How a query was understood, line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.help import OPERATORS
from search.query.outline import KINDS, outline


def lines(text: str) -> list[str]:
    return [
        "  " * line.depth
        + (f"{line.field}: " if line.field else "")
        + KINDS[line.kind].format(text=line.text, number=line.number)
        for line in outline(text, lambda *_: 0)
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", []),
        ("tunnel", ["the word tunnel, in any form"]),
        ("harbour tunnel", ["all of these", "  the word harbour, in any form", "  the word tunnel, in any form"]),
        ('"sea wall"', ["the phrase “sea wall”"]),
        ('"minister resigned"~5', ["the words “minister resigned”, at most 5 others among them"]),
        ('="as printed" =running', ["all of these", "  exactly “as printed”", "  exactly running"]),
        ("econom* panetta~2", ["all of these", "  words like econom*", "  words spelled like panetta, 2 off"]),
        (
            "ferry OR (tunnel -toll)",
            [
                "any of these",
                "  the word ferry, in any form",
                "  all of these",
                "    the word tunnel, in any form",
                "    none of these",
                "      the word toll, in any form",
            ],
        ),
        ("title:tunnel", ["headline: the word tunnel, in any form"]),
        ("after:2012-05", ["printed on or after 2012-05-01"]),
        ("before:May 9 2012", ["printed on or before 2012-05-09"]),
        ("on:2012", ["printed 2012-01-01 – 2012-12-31"]),
    ],
)
def test_a_query_is_told_in_words(text: str, said: list[str]) -> None:
    assert lines(text) == said


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.syntax)
def test_every_operator_can_be_told(operator: object) -> None:
    assert lines(operator.example)  # type: ignore[attr-defined]


@given(st.text(alphabet='ab "()*~=-:ORNTD2019', max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    lines(text)
