"""Random small corpora, indexes made of them in several ways, and random query trees with every kind of node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from hypothesis import strategies as st
from whoosh import fields, query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import RamStorage
from whoosh.query.qcore import Query

from search.arrays.codec import ArrayCodec
from search.arrays.near import Near

WORDS: Final = "ash ashes bash oak oaks elm élan elan 椿 яблоко apple apples".split()
TAGS: Final = ("red", "green", "blue")
DAYS: Final = tuple(datetime(1950 + year, 1 + year % 12, 3) for year in range(6))


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of a document."""

    title: str
    text: str
    tag: str
    number: int
    day: datetime


def schema() -> fields.Schema:
    """One field of each kind that matters to the searcher."""
    words = SpaceSeparatedTokenizer()
    return fields.Schema(
        key=fields.ID(unique=True, stored=True),
        title=fields.TEXT(analyzer=words, field_boost=2.0),
        text=fields.TEXT(analyzer=words),
        spans=fields.TEXT(analyzer=words, chars=True),
        plain=fields.TEXT(analyzer=words, phrase=False),
        tag=fields.ID,
        number=fields.NUMERIC(int),
        day=fields.DATETIME,
    )


texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
documents = st.builds(
    Document,
    title=texts,
    text=texts,
    tag=st.sampled_from(TAGS),
    number=st.integers(-20, 20),
    day=st.sampled_from(DAYS),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are committed together, after some earlier ones are deleted."""

    added: Sequence[Document]
    deleted: frozenset[int]
    """Places among all documents added before."""
    optimized: bool
    """Whether all segments are merged into one."""


batches = st.builds(
    Batch,
    added=st.lists(documents, min_size=1, max_size=8),
    deleted=st.frozensets(st.integers(0, 12), max_size=3),
    optimized=st.booleans(),
)
histories = st.lists(batches, min_size=1, max_size=4)


def index(history: Sequence[Batch]) -> Any:
    """An index in memory, made by Whoosh's writer with our codec."""
    made = RamStorage().create_index(schema())
    key = 0
    for batch in history:
        writer = made.writer(codec=ArrayCodec())
        for place in batch.deleted:
            writer.delete_by_term("key", str(place))
        for document in batch.added:
            writer.add_document(**_values(key, document))
            key += 1
        writer.commit(merge=False, optimize=batch.optimized)
    return made


def _values(key: int, document: Document) -> dict[str, Any]:
    return {
        "key": str(key),
        "title": document.title,
        "text": document.text,
        "spans": document.text,
        "plain": document.text,
        "tag": document.tag,
        "number": document.number,
        "day": document.day,
    }


boosts = st.sampled_from([1.0, 1.0, 0.5, 3.0])
words = st.sampled_from([*WORDS, "nowhere"])
fieldnames = st.sampled_from(["title", "text", "spans"])
several = st.lists(words, min_size=2, max_size=3)
pieces = st.sampled_from(["a", "as", "e", "el", "o", "ap", "я", "zz"])
patterns = st.sampled_from(["a*h", "*sh*", "?ak", "*", "a?h*", "[ao]*", "*s", "el[!m]*", "яб*", "??n", "ash"])
expressions = st.sampled_from(["a.h", ".*sh.*", "(oak|elm)s?$", "a.*", ".*", "el?", "^o.k"])


def _constant(tree: Query, score: float) -> Query:
    """Whoosh scores a node of several terms by how many there are; we always give what such a node says it wants."""
    return query.ConstantScoreQuery(tree, score)


_multiple: st.SearchStrategy[Query] = st.one_of(
    st.builds(query.Prefix, fieldnames, pieces, boosts),
    st.builds(query.Wildcard, fieldnames, patterns, boosts),
    st.builds(query.Regex, fieldnames, expressions, boosts),
    st.builds(query.FuzzyTerm, fieldnames, words, boosts, st.integers(1, 2), st.integers(0, 2)),
    st.builds(query.TermRange, fieldnames, st.none() | words, st.none() | words, st.booleans(), st.booleans(), boosts),
    st.builds(query.NumericRange, st.just("number"), _ends := st.none() | st.integers(-25, 25), _ends, st.booleans()),
    st.builds(query.DateRange, st.just("day"), st.sampled_from(DAYS), st.sampled_from(DAYS), st.booleans()),
    st.builds(query.Every, st.none() | fieldnames, boosts),
)

_unscored_sum: st.SearchStrategy[Query] = st.one_of(
    st.builds(query.Prefix, fieldnames, pieces.filter(bool), boosts, st.just(False)),
    st.builds(query.Variations, fieldnames, words, boosts),
)

leaves: st.SearchStrategy[Query] = st.one_of(
    st.builds(query.Term, fieldnames, words, boosts),
    st.builds(query.Term, st.just("tag"), st.sampled_from(TAGS), boosts),
    st.builds(query.Term, st.just("number"), st.integers(-20, 20), boosts),
    st.builds(query.Term, st.just("missing"), words),
    st.builds(query.Phrase, fieldnames, several, st.integers(1, 4), boosts),
    st.builds(query.Phrase, st.just("plain"), several, degrade=st.just(True)),
    st.builds(Near, fieldnames, several, st.integers(0, 3)),
    st.builds(_constant, _multiple, st.sampled_from([0.5, 2.0])),
    st.builds(query.Every, st.none() | fieldnames, boosts),
    _unscored_sum,
    st.just(query.NullQuery),
    st.builds(query.SpanNear2, st.lists(st.builds(query.Term, st.just("text"), words), min_size=2, max_size=2)),
)


def _plain(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    lists = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        st.builds(query.And, lists, boosts),
        st.builds(query.Or, lists, boosts),
        st.builds(query.Require, parts, parts),
        st.builds(_constant, parts, st.just(1.5)),
    )


def _every_kind(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    lists = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        _plain(parts),
        st.builds(query.DisjunctionMax, lists, boosts, st.sampled_from([0.0, 0.3])),
        st.builds(query.AndMaybe, parts, parts),
        st.builds(query.Not, parts),
        st.builds(query.AndNot, parts, parts),
    )


_plain_parts: st.SearchStrategy[Query] = st.recursive(leaves, _plain, max_leaves=6)
plain_trees: st.SearchStrategy[Query] = _plain_parts | st.builds(query.AndMaybe, _plain_parts, _plain_parts)
"""Of kinds that Whoosh's matchers answer as its documentation says, whatever they are made of."""
nested = st.builds(query.NestedParent, st.just(query.Term("tag", "red")), st.builds(query.Term, fieldnames, words))
trees: st.SearchStrategy[Query] = st.recursive(leaves | nested, _every_kind, max_leaves=6)
