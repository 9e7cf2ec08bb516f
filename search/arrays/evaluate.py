"""From a whoosh.query tree to arrays: which documents of a segment match, and how well.

Each kind of node has a function of its own in a table. Whatever node the table does not know, subclasses of those
that it knows included, Whoosh's own matcher answers, inside the same query.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from whoosh import query
from whoosh.query.compound import DefaultOr, PreloadedOr
from whoosh.query.qcore import Query

from search.arrays.expand import EVERYTHING, EXPANSIONS, Terms
from search.arrays.found import Found, Matches, Scratch, best, common, constant, given, none, union, united, with_bonus
from search.arrays.near import Near
from search.arrays.postings import FieldPostings, Ints, Longs
from search.arrays.scoring import SearchedField
from search.arrays.together import close, in_order, standing_together

__all__ = ["Evaluator", "Found", "Segment"]

MOST_TERMS: Final = 50_000
"""Terms scattered over a dictionary that one node may stand for; looking up so many takes some tenths of a second."""


@dataclass(slots=True)
class Segment:
    """What the evaluator reads of one segment."""

    size: int
    """Number of documents, deleted ones included."""
    fields: Mapping[str, SearchedField]
    numbers: Mapping[str, Longs]
    """Field of numbers -> the number of each document; 0 where there is none."""
    reader: Any
    """Whoosh's reader of the segment."""
    fallback: Callable[[Query], Found]
    """Documents and scores by Whoosh's own matchers."""
    scratch: Scratch = field(init=False)
    _ascending: dict[str, bool] = field(init=False)

    def __post_init__(self) -> None:
        self.scratch = Scratch(self.size)
        self._ascending: dict[str, bool] = {}

    def ascends(self, fieldname: str) -> bool:
        """Whether the documents stand in the order of a field's numbers."""
        if fieldname not in self._ascending:
            numbers = self.numbers[fieldname]
            self._ascending[fieldname] = bool(np.all(numbers[1:] >= numbers[:-1]))
        return self._ascending[fieldname]


class Evaluator:
    """Answers query trees over one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self.bounded: set[str] = set()
        """Texts of nodes that stood for more than MOST_TERMS terms."""

    def find(self, tree: Query) -> Matches:
        """The documents that match a tree, deleted ones not yet left out. Raises what Whoosh raises."""
        evaluate = _EVALUATORS.get(type(tree), Evaluator._by_whoosh)
        return evaluate(self, tree)

    def _by_whoosh(self, tree: Query) -> Matches:
        return given(self._segment.fallback(tree))

    def _nothing(self, _: Query) -> Matches:
        return none()

    def _every(self, tree: Any) -> Matches:
        if tree.fieldname:
            return self._every_with(tree.fieldname, tree.boost)
        return constant(np.arange(self._segment.size), tree.boost)

    def _every_with(self, fieldname: str, boost: float) -> Matches:
        """The documents that have any term in a field."""
        field = self._segment.fields.get(fieldname)
        return none() if field is None else constant(self._holders(field.postings, range(field.postings.size)), boost)

    def _term(self, tree: Any) -> Matches:
        field = self._segment.fields.get(tree.fieldname)
        term = -1 if field is None else field.find(tree.text)
        return none() if field is None or term < 0 else field.scored(term, tree.boost)

    def _parts(self, tree: Any) -> list[Matches]:
        return [self.find(each) for each in tree.subqueries]

    def _and(self, tree: Any) -> Matches:
        """Common documents; a Not among others takes away and adds its own score, 1, to what remains."""
        unwanted = [each.query for each in tree.subqueries if type(each) is query.Not]
        wanted = [self.find(each) for each in tree.subqueries if type(each) is not query.Not]
        if not wanted:
            wanted, unwanted = [self.find(each) for each in tree.subqueries], []
        found = common(wanted, self._segment.scratch) if wanted else none()
        for each in unwanted:
            found = found.without(self.find(each), self._segment.scratch)
        if unwanted:
            found = common([found, constant(found.documents, len(unwanted))], self._segment.scratch)
        return found.boosted(_boost(tree))

    def _or(self, tree: Any) -> Matches:
        return (
            self._by_whoosh(tree)
            if tree.scale
            else union(self._parts(tree), self._segment.scratch).boosted(_boost(tree))
        )

    def _best_of(self, tree: Any) -> Matches:
        """As Whoosh describes the node. Its own matcher knows no tiebreak and mixes up documents' scores."""
        return best(self._parts(tree), self._segment.scratch, tree.tiebreak).boosted(_boost(tree))

    def _not(self, tree: Any) -> Matches:
        everything = constant(np.arange(self._segment.size), 1.0)
        return everything.without(self.find(tree.query), self._segment.scratch)

    def _and_not(self, tree: Any) -> Matches:
        return self.find(tree.a).without(self.find(tree.b), self._segment.scratch)

    def _and_maybe(self, tree: Any) -> Matches:
        return with_bonus(self.find(tree.a), self.find(tree.b), self._segment.scratch)

    def _require(self, tree: Any) -> Matches:
        required = constant(self.find(tree.b).documents, 0.0)
        return common([self.find(tree.a), required], self._segment.scratch)

    def _constant_score(self, tree: Any) -> Matches:
        return constant(self.find(tree.child).documents, tree.score)

    def _expanded(self, tree: Any) -> Matches:
        """Documents with any of the terms that a node stands for; all with the same score where it wants so."""
        fieldname, schema = tree.fieldname, self._segment.reader.schema
        if type(tree) in EVERYTHING and tree.text == EVERYTHING[type(tree)]:
            return self._every_with(fieldname, tree.boost)
        field = self._segment.fields.get(fieldname)
        if field is None or schema[fieldname].spelling_fieldname(fieldname) != fieldname:
            return none() if field is None else self._by_whoosh(tree)
        terms = self._bounded(EXPANSIONS[type(tree)](tree, field.postings, self._segment.reader), field.postings, tree)
        if not tree.constantscore:
            return union([field.scored(term, tree.boost) for term in terms], self._segment.scratch)
        return constant(self._holders(field.postings, terms), tree.boost)

    def _bounded(self, terms: Terms, postings: FieldPostings, tree: Any) -> Terms:
        """No more terms than MOST_TERMS, the most frequent ones; neighbours in the dictionary are not bounded."""
        if isinstance(terms, range) or len(terms) <= MOST_TERMS:
            return terms
        self.bounded.add(str(tree.text))
        frequencies = postings.posting_ends.take(terms + 1) - postings.posting_ends.take(terms)
        return np.sort(terms[np.argpartition(-frequencies, MOST_TERMS)[:MOST_TERMS]])

    def _holders(self, postings: FieldPostings, terms: Terms) -> Longs:
        """The documents that hold any of some terms."""
        if len(terms) == 1:
            return postings.documents_of(int(terms[0]))
        if isinstance(terms, range):
            bounds = postings.posting_ends[[terms.start, terms.stop]].tolist()
            return united([postings.documents[slice(*bounds)]], self._segment.scratch)
        return united([postings.posting(term).documents for term in terms.tolist()], self._segment.scratch)

    def _phrase(self, tree: Any) -> Matches:
        return self._together(tree, tree.words, len(tree.words) * max(1, tree.slop), lambda at: in_order(at, tree.slop))

    def _near(self, tree: Near) -> Matches:
        needed: Counter[str] = Counter(tree.words)
        counts = list(needed.values())
        return self._together(tree, list(needed), tree.longest, lambda places: close(places, counts, tree.longest))

    def _together(self, tree: Any, words: Sequence[Any], reach: int, wanted: Callable[[list[Ints]], Ints]) -> Matches:
        """Documents in which all the words stand as wanted; the sum of the words' scores."""
        field = self._segment.fields.get(tree.fieldname)
        if field is None or not words:
            return none()
        if not len(field.postings.positions):
            return self._by_whoosh(tree)
        terms = [field.find(word) for word in words]
        if min(terms) < 0:
            return none()
        parts = [field.scored(term, tree.boost) for term in terms]
        if len(tree.words) == 1:
            return parts[0]
        documents = standing_together(
            field.postings, terms, self._segment.scratch, reach, lambda places: wanted([places[term] for term in terms])
        )
        return common([constant(documents, 0.0), *parts], self._segment.scratch)

    def _range(self, tree: Any) -> Matches:
        numbers = self._segment.numbers.get(tree.fieldname)
        if numbers is None:
            return self.find(tree._compile_query(self._segment.reader))
        most = int(np.iinfo(numbers.dtype).max)
        low = min(most, max(1, 0 if tree.start is None else tree.start + tree.startexcl))
        high = most if tree.end is None else max(0, min(most, tree.end - tree.endexcl))
        if not self._segment.ascends(tree.fieldname):
            return constant(((numbers >= low) & (numbers <= high)).nonzero()[0], tree.boost)
        first = int(numbers.searchsorted(numbers.dtype.type(low)))
        last = int(numbers.searchsorted(numbers.dtype.type(high), side="right"))
        return constant(np.arange(first, max(first, last)), tree.boost)


def _boost(tree: Any) -> float:
    """Whoosh takes no notice of the boost of a compound of one part."""
    return 1.0 if len(tree.subqueries) == 1 else float(tree.boost)


_EVALUATORS: Final[dict[type, Callable[[Evaluator, Any], Matches]]] = {
    type(query.NullQuery): Evaluator._nothing,
    query.Every: Evaluator._every,
    query.Term: Evaluator._term,
    query.And: Evaluator._and,
    query.Or: Evaluator._or,
    DefaultOr: Evaluator._or,
    PreloadedOr: Evaluator._or,
    query.DisjunctionMax: Evaluator._best_of,
    query.Not: Evaluator._not,
    query.AndNot: Evaluator._and_not,
    query.AndMaybe: Evaluator._and_maybe,
    query.Require: Evaluator._require,
    query.ConstantScoreQuery: Evaluator._constant_score,
    **dict.fromkeys(EXPANSIONS, Evaluator._expanded),
    query.Phrase: Evaluator._phrase,
    Near: Evaluator._near,
    query.NumericRange: Evaluator._range,
    query.DateRange: Evaluator._range,
}
"""Kind of node -> how it is answered."""
