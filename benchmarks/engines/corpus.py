"""Articles to measure with: made by a seeded generator, or read from JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from indexer.readers import Ready, read
from search.analysis import stem, tokens
from search.article import Article

SECTIONS = ("City", "Nation", "World", "Business", "Sport", "Culture", "Opinion", "Science")
FIRST_DAY, DAYS = date(2000, 1, 1).toordinal(), 7300
VOCABULARY = 120_000
SLOPE, SHIFT = 1.07, 2.7
"""Zipf and Mandelbrot's law, with values as they are found for English news: p(rank) ~ 1 / (rank + SHIFT) ** SLOPE."""
MEDIAN_LENGTH, SPREAD = 300, 0.55
"""Words of an article, log-normal."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article for every engine: ours reads its text, peers are given the very terms that ours makes of it."""

    article: Article
    terms: str
    """The stems of its words, separated by spaces, for tokenizers that only split."""


def generated(count: int, seed: int = 1) -> Iterator[Document]:
    """``count`` articles of invented words; the same seed gives the same articles."""
    random = np.random.default_rng(seed)
    words = _vocabulary(random)
    stems = [stem(word) for word in words]
    chances = 1 / (np.arange(VOCABULARY) + SHIFT) ** SLOPE
    steps = np.cumsum(chances / chances.sum())
    for number in range(count):
        length = int(np.clip(random.lognormal(np.log(MEDIAN_LENGTH), SPREAD), 20, 5000))
        picked = np.searchsorted(steps, random.random(length)).tolist()
        article = Article(
            url=f"https://paper.example/{number}",
            headline=" ".join(words[each] for each in picked[:8]),
            body=(" ".join(words[each] for each in picked),),
            date=date.fromordinal(FIRST_DAY + int(random.integers(DAYS))),
            section=(SECTIONS[int(random.zipf(1.6)) % len(SECTIONS)],),
            source="Paper",
        )
        yield Document(article, " ".join(stems[each] for each in picked))


def _vocabulary(random: np.random.Generator) -> Sequence[str]:
    """Different pronounceable words, short ones first, as languages have them."""
    syllables = [consonant + vowel for consonant in "bcdfglmnprstvz" for vowel in "aeiou"]
    words: dict[str, None] = {}
    for length, share in ((2, 0.03), (3, 0.4), (4, 1.0)):
        while len(words) < share * VOCABULARY:
            words["".join(random.choice(syllables, length))] = None
    return list(words)


def collected(paths: Sequence[Path], count: int) -> Iterator[Document]:
    """Up to ``count`` articles of collections; words that peers' tokenizers would divide are left out for all."""
    ready = (item.article for item in read(paths) if isinstance(item, Ready))
    for article in islice(ready, count):
        words = [token.text for token in tokens(" ".join(article.body)) if token.text.isalnum()]
        plain = Article(
            url=article.url,
            headline=article.headline,
            body=(" ".join(words),),
            date=article.date,
            section=article.section[:1],
            source=article.source,
        )
        yield Document(plain, " ".join(stem(token.text) for token in tokens(plain.body[0])))
