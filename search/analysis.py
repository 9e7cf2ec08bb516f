"""From text to terms: the same rules when articles are indexed and when readers ask.

What a person expects decides each rule: ``U.S.`` is ``US``, ``AT&T``, ``R&D`` and ``C++`` are words, ``O'Brien`` is
``OBrien``, ``café`` is ``cafe``, ``counter-piracy`` is found by ``counterpiracy`` and by ``counter piracy``,
``$1.2bn`` is ``$1.2 billion``, and a run of Chinese is found by any part of it. No word is left out: phrases such as
"to be or not to be" need them all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from nltk.stem.snowball import EnglishStemmer
from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken

VERSION: Final = 2
"""Raised whenever the same text would give other terms: an index made by another version is outdated."""

_INVISIBLE = "\u00ad\u200c\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Soft hyphens, joiners and variants of glyphs: printed inside words, part of none."""


def _ranges(codes: Iterable[int]) -> str:
    """Ascending code points as the inside of a regular expression's brackets."""
    runs = (list(run) for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


_MARKS = _INVISIBLE + _ranges(code for code in range(0x1F000) if unicodedata.category(chr(code)).startswith("M"))
"""Marks that stand within words; Python's ``\\w`` leaves combining characters out."""

_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han; Hangul joins its particles."""

_LETTER = rf"[^\W_{_UNSPACED}]|[{_MARKS}]"
_INITIALS = rf"[^\W\d_{_UNSPACED}][{_MARKS}]*(?:\.[^\W\d_{_UNSPACED}][{_MARKS}]*)+"
_END = rf"(?![\w{_MARKS}])"
_LETTERS_ = rf"(?:{_LETTER})+(?:['’ʼ](?:{_LETTER})+)*"

_COMMON = r"[A-Za-z][a-z]+(?=\.?[\s,;:!?)\"”])"
"""Most words of most Western texts; what follows them rules out that they belong to anything longer."""

ANY_UNIT = rf"""
    {_INITIALS}{_END}\.?                                              # U.S.  U.N  e.g.
  | (?<!\w)[A-Z]{{1,2}}[ ]?&[ ]?[A-Z]{{1,2}}{_END}                     # AT&T  R & D
  | (?<!\w)[A-Za-z](?:\+\+|\#)(?!\w)                                # C++  C#
  | (?<![\w.])[$£€¥₹][ ]?\d+(?:[.,]\d+)*(?:tn|bn|mn|mln|m|k)?(?!\w)  # $1.2bn
  | (?<![\w.])\d+(?:[.,]\d+)+(?:tn|bn|mn|mln)?(?!\w)                # 1,200  2.5  1.2bn
  | (?<![\w.])\d+(?:tn|bn|mn|mln)(?!\w)                             # 3bn
  | {_LETTERS_}(?:[-\u2010\u2011]{_LETTERS_})*(?:&(?:{_LETTER})+)*    # harbour  O'Brien  counter-piracy  at&t
  | [{_UNSPACED}]+
"""
"""Every kind of unit."""

_UNIT = re.compile(f"{_COMMON}|{ANY_UNIT}", re.VERBOSE)
"""One match is one unit of text, whose tokens do not depend on what stands around it: each is analysed once.

The common words stand first only for speed, which they double; the other kinds would find the same.
"""

_RUN = re.compile(f"[{_UNSPACED}]")
_SUM = re.compile(r"[$£€¥₹][ ]?(?P<number>\d+(?:[.,]\d+)*)(?P<unit>tn|bn|mn|mln|m|k)?")
_NUMBER = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)(?P<unit>tn|bn|mn|mln)?")
"""Without a currency before it, 100m is a distance."""
_JOINED = re.compile(rf"{_INITIALS}\.?|[A-Z]{{1,2}}[ ]?&[ ]?[A-Z]{{1,2}}|[A-Za-z](?:\+\+|#)")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_STRIPPED = re.compile(
    rf"[{_INVISIBLE}\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
_LETTERS: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h"}
)
"""Letters that Unicode does not decompose, as readers without such a keyboard type them."""
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’ʼ](?=[aeiouyhàâéèêëîïôûœæ])")
"""French articles and pronouns before a vowel: l'accord is found by accord; O'Brien is left whole."""
_APOSTROPHES = re.compile(r"['’ʼ]")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_UNITS: Final = {
    "tn": "trillion",
    "bn": "billion",
    "mn": "million",
    "mln": "million",
    "m": "million",
    "k": "thousand",
}

LONGEST_REMEMBERED: Final = 64
"""Characters; longer units do not come twice."""

_stemmer = EnglishStemmer()


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, folded but not stemmed."""

    text: str
    position: int
    start: int
    end: int
    """Character offsets into the text that was analysed, end exclusive."""


Part = tuple[str, int, int, int]
"""A token of a unit: ``(folded word, position within the unit, start, end)``, offsets within the unit too."""


def units(text: str) -> list[str]:
    """The stretches of a text that are analysed each by itself, in order."""
    return _UNIT.findall(text)


def found_units(text: str) -> Iterator[re.Match[str]]:
    """The same with the places where they stand."""
    return _UNIT.finditer(text)


def tokens(text: str, *, asking: bool = False) -> Iterator[Token]:
    """The words of a text in order; several may share a position.

    A hyphenated pair also gives its compound, at the position of its second part. A run of an unspaced script gives
    its overlapping pairs of characters and, unless ``asking``, its last character, so that single characters can be
    found as the beginning of a pair.
    """
    position = 0
    for match in _UNIT.finditer(text):
        shift = match.start()
        found = parts(match.group(), asking=asking)
        for word, step, start, end in found:
            yield Token(word, position + step, shift + start, shift + end)
        if found:
            position += found[-1][1] + 1


def parts(unit: str, *, asking: bool = False) -> tuple[Part, ...]:
    """The tokens of one unit; positions begin at 0 and leave no gap. Empty when nothing is left of it."""
    return _remembered(unit, asking) if len(unit) <= LONGEST_REMEMBERED else _parts(unit, asking)


def _parts(unit: str, asking: bool) -> tuple[Part, ...]:
    if _RUN.match(unit):
        return _pairs(fold(unit), len(unit), asking=asking)
    if amount := _SUM.fullmatch(unit) or _NUMBER.fullmatch(unit):
        return _amount(amount)
    if _JOINED.fullmatch(unit):
        word = fold(re.sub(r"[.\s]", "", unit))
        return ((word, 0, 0, len(unit)),) if word else ()
    return tuple(_chain(unit))


_remembered = lru_cache(maxsize=1 << 17)(_parts)


def _pairs(run: str, length: int, *, asking: bool) -> tuple[Part, ...]:
    """Characters by twos; when folding joined or divided some, each stands for the whole run."""
    last = len(run) - 1
    places = range(last if asking and last else last + 1)
    spans = ((place, min(place + 2, length)) if len(run) == length else (0, length) for place in places)
    return tuple((run[place : place + 2], place, *span) for place, span in zip(places, spans, strict=True))


def _amount(match: re.Match[str]) -> tuple[Part, ...]:
    number = (_THOUSANDS.sub("", unicodedata.normalize("NFKC", match["number"])), 0, 0, match.end())
    return (number, (_UNITS[match["unit"]], 1, 0, match.end())) if match["unit"] else (number,)


def _chain(unit: str) -> Iterator[Part]:
    """The words that hyphens join; two words also as one, counter-piracy as counterpiracy."""
    step, place = -1, 0
    words = []
    for word in _HYPHEN.split(unit):
        if folded := fold(word):
            step += 1
            words.append(folded)
            yield folded, step, place, place + len(word)
        place += len(word) + 1
    if len(words) == 2 and all(map(str.isalpha, words)):
        yield "".join(words), step, 0, len(unit)


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """A word without regard to case, accents, width of characters, apostrophes and possessives."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    plain = _STRIPPED.sub("", plain)
    plain = _APOSTROPHES.sub("", _ELISION.sub("", _POSSESSIVE.sub("", plain)))
    return unicodedata.normalize("NFC", plain)


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The Snowball English stem of a folded word; words with other than the letters a to z are their own stem.

    Source: M. F. Porter's Snowball, https://snowballstem.org, as implemented by nltk.
    """
    return str(_stemmer.stem(word)) if word.isascii() and word.isalpha() else word


class NewsAnalyzer(Analyzer):
    """These rules as a Whoosh analyzer, with stems or with the words as they stand."""

    def __init__(self, *, stemmed: bool) -> None:
        self.stemmed = stemmed

    def __call__(self, value: str, mode: str = "", start_pos: int = 0, **wanted: Any) -> Iterator[Any]:
        """Whoosh's tokens; like Whoosh's own tokenizers it yields one object again and again."""
        term = stem if self.stemmed else str
        shared = WhooshToken(mode=mode, **{name: wanted.get(name, False) for name in ("positions", "chars")})
        shared.boost = 1.0
        shared.stopped = False
        for token in tokens(value, asking=mode == "query"):
            shared.text = shared.original = term(token.text)
            shared.pos = start_pos + token.position
            shared.startchar, shared.endchar = token.start, token.end
            yield shared
