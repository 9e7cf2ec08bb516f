"""The Whoosh schema, made from the table of indexed fields."""

from __future__ import annotations

import hashlib
from typing import Final

from whoosh.fields import ID, NUMERIC, TEXT, FieldType, Schema

from search.analysis import VERSION, NewsAnalyzer
from search.facets import FACETS
from search.fields import DATE, INDEXED, Analysis

ID_FIELD: Final = "id"
_TYPES: Final = {
    Analysis.STEMMED: lambda: TEXT(analyzer=NewsAnalyzer(stemmed=True)),
    Analysis.PLAIN: lambda: TEXT(analyzer=NewsAnalyzer(stemmed=False)),
    Analysis.WHOLE: ID,
}


def schema() -> Schema:
    """The schema of an index."""
    fields: dict[str, FieldType] = {name: _TYPES[field.analysis]() for name, field in INDEXED.items()}
    return Schema(**fields, **{ID_FIELD: ID(unique=True), DATE: NUMERIC(int)})


LAYOUT: Final = 3
"""Raised whenever segments are laid out otherwise: documents by day, columns, types of numbers."""


def fingerprint() -> str:
    """Differs whenever an index made by this program would differ for the same articles."""
    described = [(name, field.analysis.name) for name, field in INDEXED.items()]
    return hashlib.sha256(repr((LAYOUT, VERSION, described, list(FACETS))).encode()).hexdigest()[:16]
