"""Words that distinguish what was found from the rest of the archive.

Dunning's log-likelihood ratio G2 (T. Dunning, "Accurate methods for the statistics of surprise and coincidence",
Computational Linguistics 19, 1993) in the form of P. Rayson and R. Garside ("Comparing corpora using frequency
profiling", 2000), with articles as what is counted instead of running words: how many of the articles found hold a
word, against how many of the others. One long story that repeats a word then weighs no more than a short one (J. Egbert
and D. Biber, "Incorporating text dispersion into keyword analyses", Corpora 14, 2019).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np

from search.analysis import parts, stem, units
from search.catalogue import Catalogue
from search.fields import INDEXED
from search.listing import Listing
from search.question import Question

SAMPLE: Final = 500
"""Articles read of those found, spread evenly over their numbers."""
RAREST: Final = 3
"""Articles of the sample that must hold a word; of a sample of fewer than ten, two."""
SIGNIFICANT: Final = 10.83
"""G2 that chance exceeds once in a thousand words (chi-square, one degree of freedom, p < 0.001)."""
LONGEST: Final = 40
"""Letters; longer runs are no words."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word that stands in more of the articles found than chance explains."""

    word: str
    """The commonest form: the forms of a word (tunnel, tunnels) are counted together."""
    found: int
    """Articles of the sample that hold it."""
    elsewhere: int
    """Articles that hold it among all that were not found; estimated when only a sample was read."""
    likelihood: float
    """G2."""
    ratio: float
    """How many times as frequent among what was found (A. Hardie's log ratio, without the logarithm); at most as if
    half an article held the word elsewhere."""


@dataclass(frozen=True, slots=True)
class Keywords:
    """The words with the highest likelihood first, and what was compared with what."""

    words: tuple[Keyword, ...]
    total: int
    """Articles found."""
    read: int
    """Articles read of them: all, or an even sample."""
    others: int
    """Articles that they were compared with: all others."""


def keywords(catalogue: Catalogue, question: Question, limit: int = 50, sample: int = SAMPLE) -> Keywords:
    """The words that distinguish a question's articles. Raises BadRequest and EngineError, as a search does.

    Without any others to compare with, as for a question that finds everything, there are none.
    """
    listing = catalogue.every(question)
    total, others = len(listing), catalogue.engine.count - len(listing)
    if not total or others <= 0:
        return Keywords((), total, 0, max(others, 0))
    read, forms = _forms(listing, sample)
    sizes = _Sizes(read, total, others)
    frequent = [stemmed for stemmed, each in forms.items() if each[""] >= min(RAREST, 2 + read // 10)]
    held = catalogue.engine.frequencies("body", frequent)
    scored = (_keyword(forms[stemmed], count, sizes) for stemmed, count in zip(frequent, held, strict=True))
    best = sorted((word for word in scored if word is not None), key=lambda word: (-word.likelihood, word.word))
    return Keywords(tuple(best[:limit]), total, read, others)


def likelihood(found: float, size: float, elsewhere: float, others: float) -> float:
    """G2 of a word held by ``found`` of ``size`` articles and by ``elsewhere`` of ``others``; 0 when equally frequent.

    Twice the sum of each observed count times the logarithm of observed over expected, over all four cells.
    """
    share = (found + elsewhere) / (size + others)
    observed = (found, elsewhere, size - found, others - elsewhere)
    expected = (size * share, others * share, size * (1 - share), others * (1 - share))
    return 2 * sum(seen * math.log(seen / due) for seen, due in zip(observed, expected, strict=True) if seen > 0)


def _forms(listing: Listing, sample: int) -> tuple[int, dict[str, Counter[str]]]:
    """How many articles were read, and stem -> the forms of it -> how many articles hold each, any form at ``""``."""
    ids = np.sort(listing.ids)
    chosen = ids[np.linspace(0, len(ids) - 1, min(sample, len(ids))).astype(np.int64)]
    words, stems = Counter[_Word](), Counter[str]()
    known, read = _Chunks(), 0
    for held in listing.read(chosen):
        read += 1
        found = {word for chunk in set(INDEXED["body"].text(held.article).split()) for word in known[chunk]}
        words.update(found)
        stems.update({stemmed for stemmed, _ in found})
    forms = {stemmed: Counter({"": count}) for stemmed, count in stems.items()}
    for (stemmed, form), count in words.items():
        forms[stemmed][form] = count
    return read, forms


_Word = tuple[str, str]
"""A stem and the form in which it stands."""


class _Chunks(dict[str, tuple[_Word, ...]]):
    """What stands between two spaces -> the words in it. Many stories hold the same few over and over."""

    def __missing__(self, chunk: str) -> tuple[_Word, ...]:
        words = (word for unit in units(chunk) for word, *_ in parts(unit))
        value = tuple((stem(word), word) for word in words if 1 < len(word) <= LONGEST and word.isalpha())
        self[chunk] = value
        return value


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Articles read, found, and not found."""

    read: int
    total: int
    others: int


def _keyword(forms: Counter[str], held: int, sizes: _Sizes) -> Keyword | None:
    """The word when it distinguishes; ``held`` articles hold it in all."""
    found = forms.pop("")
    elsewhere = min(max(held - round(found * sizes.total / sizes.read), 0), sizes.others)
    if found / sizes.read <= elsewhere / sizes.others:
        return None
    score = likelihood(found, sizes.read, elsewhere, sizes.others)
    if score < SIGNIFICANT:
        return None
    word = min(forms, key=lambda form: (-forms[form], len(form), form))
    ratio = (found / sizes.read) / (max(elsewhere, 0.5) / sizes.others)
    return Keyword(word, found, elsewhere, score, ratio)
