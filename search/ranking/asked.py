"""What a query tree asks for, word by word in the order typed, so that their places in a text can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from whoosh.query import And, Not, Or, Phrase, Term
from whoosh.query.qcore import Query

Word = tuple[str, ...]
"""One word of the query as a field may hold it: its term, and the terms that stand for the same word."""

MOST_WORDS: Final = 16
"""Words of a query whose places are compared; longer queries are told apart well enough by the words themselves."""


def words(tree: Query, fieldname: str) -> tuple[Word, ...]:
    """The words wanted in a field, in order, each once; those with * or ~, and those unwanted, are left out."""
    parts = tree.subqueries if isinstance(tree, And | Or) else [tree]
    found = (word for part in parts for word in _of_part(part, fieldname))
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def _of_part(part: Any, fieldname: str) -> Iterator[Word]:
    """A part's terms stand for one word; a part that is a phrase stands for its words, one behind the other."""
    if isinstance(part, And):
        yield from (word for each in part.subqueries for word in _of_part(each, fieldname))
        return
    leaves = [leaf for leaf in _leaves(part) if leaf.fieldname == fieldname]
    terms = dict.fromkeys(leaf.text for leaf in leaves if isinstance(leaf, Term))
    if terms:
        yield tuple(terms)
    else:
        yield from ((word,) for leaf in leaves if isinstance(leaf, Phrase) for word in leaf.words)


def _leaves(tree: Any) -> Iterator[Any]:
    if isinstance(tree, Term | Phrase):
        yield tree
    elif isinstance(tree, And | Or) or not (isinstance(tree, Not) or tree.is_leaf()):
        for child in tree.children():
            yield from _leaves(child)
