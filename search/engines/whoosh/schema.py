"""The Whoosh schema, made from the table of indexed fields."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from whoosh.fields import ID, NUMERIC, STORED, TEXT, FieldType, Schema

from search.analysis import VERSION, NewsAnalyzer, Token, stem, tokens
from search.article import Article
from search.facets import FACETS
from search.fields import DATE, INDEXED, Analysis
from search.query.terms import whole

ID_FIELD: Final = "id"
COLUMNS_FIELD: Final = "columns"
"""Stored beside each document: ``(article number, day ordinal or 0, one tuple of values for each facet)``."""


class Words(TEXT):
    """Whoosh's TEXT with our analysis, indexed without an object for every token."""

    def __init__(self, *, stemmed: bool) -> None:
        super().__init__(analyzer=NewsAnalyzer(stemmed=stemmed), phrase=True)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """A posting ``(term, frequency, weight, encoded positions)`` for each term of the text."""
        term = stem if self.analyzer.stemmed else str
        places: dict[str, list[int]] = defaultdict(list)
        for token in _tokens(value):
            places[term(token.text)].append(token.position)
        encode = self.format.encode
        for word, positions in places.items():
            yield word.encode(), len(positions), float(len(positions)), encode(positions)


@lru_cache(maxsize=2)
def _tokens(text: str) -> tuple[Token, ...]:
    """A text's tokens, remembered because its stems and its plain words are indexed one after the other."""
    return tuple(tokens(text))


_TYPES: Final = {
    Analysis.STEMMED: lambda: Words(stemmed=True),
    Analysis.PLAIN: lambda: Words(stemmed=False),
    Analysis.WHOLE: ID,
}


def schema() -> Schema:
    """The schema of an index."""
    fields: dict[str, FieldType] = {name: _TYPES[field.analysis]() for name, field in INDEXED.items()}
    return Schema(**fields, **{ID_FIELD: ID(unique=True), DATE: NUMERIC(int), COLUMNS_FIELD: STORED()})


def fingerprint() -> str:
    """Differs whenever an index made by this program would differ for the same articles."""
    described = [(name, field.analysis.name) for name, field in INDEXED.items()]
    return hashlib.sha256(repr((VERSION, described, list(FACETS))).encode()).hexdigest()[:16]


def document(number: int, article: Article) -> dict[str, Any]:
    """An article as keyword arguments for Whoosh's ``add_document``."""
    texts = {name: field.text(article) for name, field in INDEXED.items()}
    for name, field in INDEXED.items():
        if field.analysis is Analysis.WHOLE:
            texts[name] = whole(texts[name])
    day = article.date.toordinal() if article.date else 0
    values = tuple(tuple(dict.fromkeys(facet.values(article))) for facet in FACETS.values())
    kept: dict[str, Any] = {name: text for name, text in texts.items() if text}
    return kept | {ID_FIELD: str(number), DATE: day or None, COLUMNS_FIELD: (number, day, values)}
