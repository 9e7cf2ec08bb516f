"""What is asked: classes of questions whose words are chosen by how common they are in the corpus at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from benchmarks.engines.corpus import Document

SAMPLE = 5000
"""Documents by which words are judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, in a form that every engine can be asked."""

    kind: str
    every: tuple[str, ...] = ()
    """Stems that all must match."""
    some: tuple[str, ...] = ()
    """Stems of which any must match."""
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    wildcard: str = ""
    """A stem with ``*`` for any letters."""
    fuzzy: str = ""
    """A stem; asked for are those that one letter added, taken away or replaced makes of it."""
    section: str = ""
    days: tuple[int, int] | None = field(default=None)
    """First and last day, as ordinals."""
    newest: bool = False
    """Sorted by day instead of relevance."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words and pairs of the corpus, of each kind as many as there are questions of a class, and a few more."""

    common: list[str]
    middle: list[str]
    rare: list[str]
    phrases: list[tuple[str, str]]
    seldom: list[tuple[str, str]]


def questions(sample: Sequence[Document], each: int) -> list[Question]:
    """``each`` questions of every class."""
    words = _words(sample, each)
    first = min(document.article.date or date.max for document in sample).toordinal()
    return [
        question
        for place in range(each)
        for question in _questions(words, place, sample[place].article.section_path, first)
    ]


def _questions(words: _Words, place: int, section: str, first: int) -> Iterator[Question]:
    one, two, four = words.common[place], words.common[place + 1], words.common[place + 3]
    three, five, rare = words.middle[place], words.middle[place + 1], words.rare[place]
    yield Question(kind="rare word", every=(rare,))
    yield Question(kind="word of middling rank", every=(three,))
    yield Question(kind="common word", every=(one,))
    yield Question(kind="common AND middling", every=(one, three))
    yield Question(kind="common AND common", every=(one, two))
    yield Question(kind="3 words AND", every=(one, two, three))
    yield Question(kind="5 words AND", every=(one, two, three, four, five))
    yield Question(kind="2 words OR", some=(one, three))
    yield Question(kind="5 words OR", some=(one, two, three, rare, five))
    yield Question(kind="phrase, common", phrase=words.phrases[place])
    yield Question(kind="phrase, rare", phrase=words.seldom[place % len(words.seldom)])
    yield Question(kind="prefix", prefix=three[:4])
    yield Question(kind="wildcard", wildcard=f"{three[:2]}*{three[-2:]}")
    yield Question(kind="fuzzy", fuzzy=three)
    yield Question(kind="word in 2 years", every=(one,), days=(first + 400, first + 1130))
    yield Question(kind="word in a section", every=(one,), section=section)
    yield Question(kind="no text")
    yield Question(kind="word, newest first", every=(one,), newest=True)


def _words(sample: Sequence[Document], each: int) -> _Words:
    holders: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for document in sample:
        terms = [term for term in document.terms.split() if term.isascii() and term.isalpha()]
        holders.update(set(terms))
        pairs.update(pairwise(terms))
    size = len(sample)
    phrases = [pair for pair, _ in pairs.most_common(each)]
    return _Words(
        common=_between(holders, 0.25 * size, size, each + 5),
        middle=_between(holders, 0.03 * size, 0.1 * size, each + 5),
        rare=_between(holders, 2, 0.005 * size, each + 5),
        phrases=phrases,
        seldom=[pair for pair, count in pairs.items() if count == max(2, size // 1000)][:each] or phrases,
    )


def _between(holders: Counter[str], least: float, most: float, count: int) -> list[str]:
    """Terms held by so many articles, spread evenly over the band, repeated when there are too few."""
    band = sorted(term for term, held in holders.items() if least <= held <= most) or [holders.most_common(1)[0][0]]
    step = max(1, len(band) // count)
    picked = band[::step][:count]
    return (picked * count)[:count]
