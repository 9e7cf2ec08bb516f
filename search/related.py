"""Stories like a story, found by the words that tell it apart.

What is known to be better, latent semantic analysis, costs more than it gives here; docs/DECISIONS.md has the figures.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from whoosh.query import Or, Term
from whoosh.query.qcore import Query

from search.analysis import parts, stem, units
from search.article import Article
from search.engine import Engine

TERMS: Final = 80
"""Telling terms used."""
RAREST: Final = 2
"""Articles that must hold a term, or it leads nowhere."""
COMMONEST: Final = 0.2
"""Share of articles beyond which a term tells nothing."""
READ: Final = 1.0
"""Postings read in all, as a multiple of the number of articles: the most telling terms that fit are used, so that the
time grows with the archive and not with the number of common words in the story."""
FREE: Final = 200_000
"""Postings that are read in any case, which takes a millisecond or two."""
LONGEST: Final = 20_000
"""Characters of a story whose words are looked at."""


def like(article: Article, engine: Engine) -> Query | None:
    """A query for articles that share an article's most telling words, weighted by tf-idf; None when it has none."""
    counts = _counts(article)
    held = max(engine.count, 1)
    frequencies = dict(zip(counts, engine.frequencies("body", list(counts)), strict=True))
    weights = {
        term: (1 + math.log(count)) * math.log(held / frequencies[term])
        for term, count in counts.items()
        if RAREST <= frequencies[term] <= max(COMMONEST * held, RAREST)
    }
    telling = sorted(weights, key=lambda term: (-weights[term], term))[:TERMS]
    kept = _affordable(telling, frequencies, max(int(READ * held), FREE))
    return Or([Term("body", term, boost=1 + math.log(counts[term])) for term in kept]) if telling else None


def _counts(article: Article) -> Counter[str]:
    text = "\n".join((article.headline, *article.body))[:LONGEST]
    words = (part[0] for unit in units(text) for part in parts(unit))
    return Counter(term for term in map(stem, words) if len(term) > 1)


def _affordable(terms: list[str], frequencies: Mapping[str, int], postings: int) -> Iterator[str]:
    """The first of the terms, and those of the later ones that can still be read."""
    for term in terms:
        if frequencies[term] <= postings:
            postings -= frequencies[term]
            yield term
