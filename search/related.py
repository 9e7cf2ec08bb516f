"""Stories like a story, found by the words that tell it apart."""

from __future__ import annotations

import math
from collections import Counter
from typing import Final

from whoosh.query import Or, Term
from whoosh.query.qcore import Query

from search.analysis import stem, tokens
from search.article import Article
from search.engine import Engine

TERMS: Final = 40
"""Telling terms used; 40 to 80 are known to serve news better than the usual 20."""
RAREST: Final = 2
"""Articles that must hold a term, or it leads nowhere."""
COMMONEST: Final = 0.2
"""Share of articles beyond which a term tells nothing."""


def like(article: Article, engine: Engine) -> Query | None:
    """A query for articles that share an article's most telling words, weighted by tf-idf; None when it has none."""
    counts = Counter(stem(token.text) for text in (article.headline, *article.body) for token in tokens(text))
    held = max(engine.count, 1)
    weights: dict[str, float] = {}
    for term, count in counts.items():
        frequency = engine.frequency("body", term)
        if RAREST <= frequency <= max(COMMONEST * held, RAREST) and len(term) > 1:
            weights[term] = (1 + math.log(count)) * math.log(held / frequency)
    telling = sorted(weights, key=lambda term: (-weights[term], term))[:TERMS]
    return Or([Term("body", term, boost=1 + math.log(counts[term])) for term in telling]) if telling else None
