"""Fields: what is indexed of an article, and what readers may name in a query.

Two tables. INDEXED drives the engines' schema; FIELDS drives the query language, its help and its documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from search.article import Article


class Analysis(Enum):
    """How a field's text becomes terms."""

    STEMMED = "the stems of its words"
    PLAIN = "its words as they stand"
    WHOLE = "the whole text as one term"


@dataclass(frozen=True, slots=True)
class Indexed:
    """One field of the index."""

    name: str
    analysis: Analysis
    text: Callable[[Article], str]


def _headline(article: Article) -> str:
    return article.headline


def _body(article: Article) -> str:
    return "\n\n".join((article.dek, *article.body) if article.dek else article.body)


INDEXED: Mapping[str, Indexed] = {
    field.name: field
    for field in (
        Indexed("headline", Analysis.STEMMED, _headline),
        Indexed("body", Analysis.STEMMED, _body),
        Indexed("headline_exact", Analysis.PLAIN, _headline),
        Indexed("body_exact", Analysis.PLAIN, _body),
        Indexed("author", Analysis.PLAIN, lambda article: "\n".join(article.authors)),
        Indexed("section", Analysis.PLAIN, lambda article: article.section_path),
        Indexed("source", Analysis.PLAIN, lambda article: article.source),
        Indexed("place", Analysis.PLAIN, lambda article: article.place),
        Indexed("tag", Analysis.PLAIN, lambda article: "\n".join(article.tags)),
        Indexed("page", Analysis.WHOLE, lambda article: article.page),
        Indexed("language", Analysis.WHOLE, lambda article: article.language),
    )
}

DATE = "date"
"""The index's field of publication days, as proleptic Gregorian ordinals (``date.toordinal``)."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that readers may name before a colon."""

    name: str
    help: str
    example: str
    stemmed: tuple[str, ...]
    """Where its words are looked for."""
    exact: tuple[str, ...]
    """Where words marked with = are looked for, and those with * or ~."""
    aliases: tuple[str, ...] = ()


def _same(name: str, meaning: str, example: str, *aliases: str) -> Field:
    return Field(name, meaning, example, (name,), (name,), aliases)


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("headline", "the headline", "headline:tunnel", ("headline",), ("headline_exact",), ("title",)),
        Field("body", "the story's text", 'body:"sea wall"', ("body",), ("body_exact",), ("text",)),
        _same("author", "a name in the byline", 'author:"Ana Reyes"', "byline", "by"),
        _same("section", "the section", "section:sport"),
        _same("source", "the publication", 'source:"City Herald"', "publication"),
        _same("page", "the print page", "page:A3"),
        _same("place", "the dateline's place", "place:Geneva", "dateline"),
        _same("tag", "a keyword that the publisher gave", "tag:elections", "tags"),
        _same("language", "the language's code", "language:en", "lang"),
    )
}

EVERYWHERE = Field(
    "",
    "headline, text and byline",
    "harbour",
    ("headline", "body", "author"),
    ("headline_exact", "body_exact", "author"),
)
"""Where words without a field are looked for; each field is scored by itself, all with the same weight."""

FIELD_NAMES: Mapping[str, Field] = {name: field for field in FIELDS.values() for name in (field.name, *field.aliases)}
"""Every name that readers may write, aliases too."""
