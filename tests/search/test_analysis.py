"""Words as people expect them, on any text, in linear time."""

from __future__ import annotations

import re
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search import analysis
from search.analysis import NewsAnalyzer, Token, fold, stem, tokens

ODD = "'’ʼ-‐.&+#$£€¥%,  \xa0\xad\u200b\u200d_éÉßﬁİıŁœ①²¾aAbBsSuU012mbkn" + (
    "中文かが가각ｶﾞกัкйёא\u05b8ａＡ\u0301\u0308\u20e3😀\ufe0fǅ\u1100\u1161\u11a8ヿ"
)
anything = st.text(st.characters() | st.sampled_from(ODD), max_size=40)


def words(text: str, *, asking: bool = False) -> list[str]:
    return [token.text for token in tokens(text, asking=asking)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("...", []),
        ("Harbour tunnel", ["harbour", "tunnel"]),
        ("U.S.", ["us"]),
        ("U.S", ["us"]),
        ("the U.S.-led force", ["the", "us", "led", "force"]),
        ("e.g. this", ["eg", "this"]),
        ("AT&T", ["at&t"]),
        ("R&D", ["r&d"]),
        ("R & D", ["r&d"]),
        ("Johnson & Johnson", ["johnson", "johnson"]),
        ("C++", ["c++"]),
        ("C#", ["c#"]),
        ("vitamin C", ["vitamin", "c"]),
        ("O'Brien", ["obrien"]),
        ("O’Brien", ["obrien"]),
        ("don't", ["dont"]),
        ("the mayor's", ["the", "mayor"]),
        ("'quoted'", ["quoted"]),
        ("l'accord d’Évian", ["accord", "evian"]),
        ("counter-piracy", ["counter", "piracy", "counterpiracy"]),
        ("counter‐piracy", ["counter", "piracy", "counterpiracy"]),
        ("state-of-the-art", ["state", "of", "the", "art"]),
        ("Monday - Tuesday", ["monday", "tuesday"]),
        ("well--then", ["well", "then"]),
        ("$1.2bn", ["1.2", "billion"]),
        ("$1.2 billion", ["1.2", "billion"]),
        ("€5m", ["5", "million"]),
        ("£ 300k", ["300", "thousand"]),
        ("100m", ["100m"]),
        ("1,200", ["1200"]),
        ("1,200,000", ["1200000"]),
        ("2.5", ["2.5"]),
        ("９/１１", ["9", "11"]),
        ("2012-05-09", ["2012", "05", "09"]),
        ("中文", ["中文", "文"]),
        ("港口官员", ["港口", "口官", "官员", "员"]),
        ("Shanghai上海Daily", ["shanghai", "上海", "海", "daily"]),
        ("café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("CAFÉ", ["cafe"]),
        ("Łódź", ["lodz"]),
        ("Ærøskøbing", ["aeroskobing"]),
        ("Straße", ["strasse"]),
        ("İstanbul", ["istanbul"]),
        ("ﬁnance", ["finance"]),
        ("ＮＥＷＳ", ["news"]),
        ("soft\xadware", ["software"]),
        ("É.U.", ["eu"]),
        ("snake_case", ["snake", "case"]),
        ("@mayor #tunnel", ["mayor", "tunnel"]),
        ("to be or not to be", ["to", "be", "or", "not", "to", "be"]),
        ("❤️ tunnel", ["tunnel"]),
    ],
)
def test_words_are_what_a_person_expects(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("中文", ["中文"]), ("中", ["中"]), ("港口官员", ["港口", "口官", "官员"]), ("U.S.", ["us"]), ("AT&T", ["at&t"])],
)
def test_asking_leaves_the_last_character_of_a_run_out(text: str, expected: list[str]) -> None:
    assert words(text, asking=True) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("running", "runs"), ("elections", "election"), ("policies", "policy"), ("Ferries", "ferry")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize("word", ["中文", "c++", "r&d", "f16", "cafe1", ""])
def test_what_is_not_english_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


def test_places_point_at_the_words() -> None:
    text = "The U.S. café's counter-piracy 港口官 deal"
    assert [text[token.start : token.end] for token in tokens(text)] == [
        "The", "U.S.", "café's", "counter", "piracy", "counter-piracy", "港口", "口官", "官", "deal",
    ]  # fmt: skip
    assert [token.position for token in tokens(text)] == [0, 1, 2, 3, 4, 4, 5, 6, 7, 8]


@settings(max_examples=500)
@given(text=anything, asking=st.booleans())
@example("\u1100\u1161\u11a8", False)
@example("ŉ", False)
@example("A&É", False)
@example("１.５", False)
@example("中.文", True)
@example("가\u0301-a", False)
def test_any_text_has_well_formed_words(text: str, asking: bool) -> None:
    found = list(tokens(text, asking=asking))
    for token in found:
        assert token.text
        assert 0 <= token.start < token.end <= len(text)
        assert token.text == token.text.casefold() or not token.text.isascii()
        assert not any(character.isspace() for character in token.text)
    for before, after in pairwise(found):
        assert after.position - before.position in (0, 1)
    assert not found or found[0].position == 0


@settings(max_examples=500)
@given(text=anything)
@example("é.u.")
@example("한국어")
@example("ガギグ")
@example("A&É")
@example("й.о.")
@example("\u1b06")
def test_composed_and_decomposed_text_is_the_same(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert _placed(composed) == _placed(decomposed)


def _placed(text: str) -> list[tuple[str, int]]:
    return [(token.text, token.position) for token in tokens(text)]


@given(text=anything)
def test_an_asked_word_is_among_the_indexed_ones(text: str) -> None:
    assert set(words(text, asking=True)) <= set(words(text))


@given(text=anything)
def test_folding_again_changes_no_plain_word(text: str) -> None:
    for word in words(text):
        if word.isalpha():
            assert words(word, asking=True)[:1] == [word] or len(word) <= 2 or not word.isascii()


@given(text=anything, stemmed=st.booleans(), asking=st.booleans())
def test_the_analyzer_gives_the_same_tokens(text: str, stemmed: bool, asking: bool) -> None:
    mode = "query" if asking else "index"
    given_out = [
        Token(token.text, token.pos, token.startchar, token.endchar)
        for token in NewsAnalyzer(stemmed=stemmed)(text, mode=mode, positions=True, chars=True)
    ]
    term = stem if stemmed else str
    expected = [Token(term(each.text), each.position, each.start, each.end) for each in tokens(text, asking=asking)]
    assert given_out == expected


HOSTILE = (
    "a.", "a", "a-", "a-b", "-", "'", "’", "a'", "a'b", "&", "a&", "A&", "A & ", "A&B", "1", "1.", "1,", "1,000,", "$",
    "$1", "$1.", "$ ", "1bn", "1m", ".1", "C+", "C++", "+", "#", "_", " ", "\xa0", "中", "中 ", "한", "\u0301",
    "e\u0301", "é.", "\u200d", "a\u200d", "\xad", "U.S.A", "l'a ", "a.b ", "A.A", "\0", "😀",
)  # fmt: skip
LENGTH = 200_000


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_a_long_text_of_anything_takes_linear_time(piece: str) -> None:
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    began = time.process_time()
    for _ in tokens(text):
        pass
    assert time.process_time() - began < 3


_NEWSPAPERLIKE = st.lists(
    st.sampled_from(
        [
            "the",
            "At",
            "T",
            "R",
            "&",
            " ",
            "  ",
            "\n",
            ".",
            ". ",
            ",",
            "-",
            "'",
            "’",
            "s",
            "U.S.",
            "C++",
            "$5m",
            "x1",
            "é",
            "e\u0301",
            "_",
            "港",
            '"',
            "”",
            ")",
            "3.5bn",
        ]
    )
).map("".join)


@given(text=st.text() | _NEWSPAPERLIKE)
def test_the_short_way_for_common_words_finds_what_the_long_way_finds(text: str) -> None:
    assert analysis.units(text) == re.findall(analysis.ANY_UNIT, text, re.VERBOSE)
