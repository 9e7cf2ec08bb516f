"""The query language as its help describes it, and what readers are told about queries that are not in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from whoosh.query import Every, Not, Prefix, Wildcard
from whoosh.query.qcore import Query

from search.query import Parsed, parse
from search.query.help import OPERATORS, Operator
from search.query.parse import LONGEST, MOST_NOTICES, MOST_WORDS
from search.query.terms import MOST_PATTERNS


def unknown(fieldname: str, term: str) -> int:
    return 0


def read(text: str) -> Parsed:
    return parse(text, unknown)


def same(one: str, other: str) -> bool:
    return repr(read(one).tree) == repr(read(other).tree)


def leaves(tree: Query) -> Iterator[Query]:
    if tree.is_leaf():
        yield tree
    for child in tree.children():
        yield from leaves(child)


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.syntax)
def test_examples_of_the_help_are_understood(operator: Operator) -> None:
    parsed = read(operator.example)
    assert parsed.notices == ()
    assert not isinstance(parsed.tree, Every)


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.syntax)
def test_examples_of_the_help_mean_more_than_their_words(operator: Operator) -> None:
    if operator.syntax in ("words", "AND"):
        return
    bare = " ".join("".join(c if c.isalnum() or c.isspace() else " " for c in operator.example).split()).lower()
    assert not same(operator.example, bare)


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "\0", "\N{NO-BREAK SPACE}"])
def test_nothing_asks_for_everything(text: str) -> None:
    assert isinstance(read(text).tree, Every)
    assert not read(text).has_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ferry AND tunnel", "ferry tunnel"),
        ("tunnel NOT toll", "tunnel -toll"),
        ("ferry and tunnel", '"ferry" "and" "tunnel"'),
        ("ferry or tunnel", '"ferry" "or" "tunnel"'),
        ("not ferry", '"not" "ferry"'),
        ("tunnel?", "tunnel"),
        ("t?nnel", '"t nnel"'),
        ("what is a tunnel?", "what is a tunnel"),
        ("“sea wall”", '"sea wall"'),
        ("«sea wall»", '"sea wall"'),
        ("„sea wall“", '"sea wall"'),
        ("HEADLINE:tunnel", "headline:tunnel"),
        ("title:tunnel", "headline:tunnel"),
        ("byline:Reyes", "author:reyes"),
        ("a OR b c", "(a OR b) c"),
        ("on:May 9 2012", "on:2012-05-09"),
        ("on:9 May 2012", "on:2012-05-09"),
        ('on:"May 9, 2012"', "on:2012-05-09"),
        ("tunnel on:May 2012 toll", "tunnel on:2012-05 toll"),
        ("café", "cafe"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("U.S.", "us"),
        ("$1.2bn", '"1.2 billion"'),
        ("R & D", "R & D"),
        ("tunnel()", "tunnel"),
        ("( tunnel )", "tunnel"),
        ("tunnel -", "tunnel"),
        ("tunnel AND", "tunnel AND"),
        ("run**", "run*"),
    ],
)
def test_means_the_same(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize("text", ["t?nnel", "tunnel?", "wh?", "?", "what is this?", "a?b?c"])
def test_a_question_mark_is_never_a_wildcard(text: str) -> None:
    assert not any(isinstance(leaf, Wildcard | Prefix) for leaf in leaves(read(text).tree))


@pytest.mark.parametrize("text", ["9/11: what happened", "Minister: no deal", "http://paper.example/a:b", "10:30"])
def test_a_colon_in_prose_is_no_field(text: str) -> None:
    assert all("There is no field" not in notice.text for notice in read(text).notices)


@pytest.mark.parametrize("text", ["-toll", "-toll -ferry", "NOT toll", "(-toll)", "-(toll OR ferry)"])
def test_excluding_alone_means_all_else(text: str) -> None:
    parsed = read(text)
    assert isinstance(parsed.tree.subqueries[0], Every)
    assert any(isinstance(each, Not) for each in parsed.tree.subqueries)
    assert not parsed.has_words
    assert parsed.words == ()


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ('"sea wall', "A quotation mark was never closed"),
        ("colour:red", "There is no field “colour”"),
        ("tunnel " * 20_000, f"first {LONGEST:,} characters"),
        ("tunnel " * 200, f"only the first {MOST_WORDS} were searched"),
        ("中" * 400, f"only the first {MOST_WORDS} were searched"),
        ("(" * 40 + "tunnel" + ")" * 40, "Parentheses may be nested"),
        ("after:soon", "after:soon was left out: “soon” is not a date"),
        ("on:2013-02-29", "is not a day of the calendar"),
        ("before:2012-13", "is not a day of the calendar"),
        ("a*", "needs at least 2 letters before the *"),
        ("*nnel", "needs at least 2 letters before the *"),
        ("cat~", "needs one word of 4 to 40 letters"),
        ("a" * 60 + "~2", "needs one word of 4 to 40 letters"),
        (" ".join(f"ab{chr(97 + number)}*" for number in range(20)), f"may hold {MOST_PATTERNS} words"),
        ("!!!", "There is no word in this query"),
    ],
    ids=lambda value: value[:20],
)
def test_says_what_it_could_not_do(text: str, notice: str) -> None:
    assert any(notice in each.text for each in read(text).notices)


def test_what_is_left_out_narrows_nothing() -> None:
    assert same("tunnel after:soon", "tunnel")


def test_says_each_thing_once_and_not_too_many_of_them() -> None:
    assert len(read("a* " * 100).notices) == 1
    assert len(read(" ".join(f"ab{chr(97 + number)}:x" for number in range(26))).notices) == MOST_NOTICES


def test_only_plain_words_may_be_met_in_part() -> None:
    assert read("sea wall").literal
    assert not any(
        read(text).literal for text in ['"sea wall"', "sea -wall", "sea OR wall", "head* sea", "body:sea", ""]
    )


def test_offers_spellings_for_what_was_asked_and_not_for_what_was_excluded() -> None:
    assert read('tunnel -ferry "sea wall" headline:bridge').words == ("tunnel",)


@pytest.mark.parametrize(
    ("text", "sentence", "loose"),
    [
        ("sea wall", False, ("sea", "wall")),
        ("sea wall harbour tunnel toll", False, ("sea", "wall", "harbour", "tunnel", "toll")),
        ("what did the minister say", True, ("what", "did", "the", "minister", "say")),
        ('"sea wall" tunnel', False, ()),
        ("sea wall -tunnel", False, ()),
        ("what is the -tunnel", False, ()),
        (
            "what was said (by him) on the sea wall?",
            True,
            ("what", "was", "said", "by", "him", "on", "the", "sea", "wall"),
        ),
        (
            'he said "the wall is old" and the town must pay',
            True,
            ("he", "said", "and", "the", "town", "must", "pay", "wall", "is", "old"),
        ),
        ("what was said of the wall body:harbour by the town", False, ()),
        ("what was said of the wall OR the harb* of the town", False, ()),
        ("IS THE SEA WALL NOT TOO OLD", True, ("is", "the", "sea", "wall", "not", "too", "old")),
    ],
)
def test_sentences_are_told_from_keywords(text: str, sentence: bool, loose: tuple[str, ...]) -> None:
    parsed = read(text)
    assert (parsed.sentence, parsed.loose) == (sentence, loose)
    assert not parsed.notices
