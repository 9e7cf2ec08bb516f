"""The query language: from what a reader types to a tree that every engine understands."""

from search.query.parse import Parsed, parse, some_of
from search.query.terms import Lexicon

__all__ = ["Lexicon", "Parsed", "parse", "some_of"]
