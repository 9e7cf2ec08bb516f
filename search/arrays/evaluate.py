"""From a whoosh.query tree to arrays: which documents of a segment match, and how well.

Each kind of node has a function of its own in a table. Whatever node the table does not know, subclasses of those
that it knows included, Whoosh's own matcher answers, inside the same query.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from whoosh import query
from whoosh.query.compound import DefaultOr, PreloadedOr
from whoosh.query.qcore import Query

from search.arrays.expand import EVERYTHING, EXPANSIONS, Terms
from search.arrays.found import Found, Matches, best, common, constant, given, inside, mask_of, none, union, with_bonus
from search.arrays.near import Near
from search.arrays.postings import FieldPostings, Floats, Ints, Longs
from search.arrays.together import close, in_order, standing_together

__all__ = ["Evaluator", "Found", "Segment", "Statistics", "inverse_document_frequency"]


class Statistics(Protocol):
    """What scoring needs to know of the whole index, so that scores do not depend on how it is cut into segments."""

    def idf(self, fieldname: str, text: bytes) -> float:
        """The inverse document frequency of a term."""

    def average_length(self, fieldname: str) -> float:
        """The mean number of a field's terms in a document."""

    def parameters(self, fieldname: str) -> tuple[float, float]:
        """K1 and B of BM25F for a field."""


@dataclass(slots=True)
class Segment:
    """What the evaluator reads of one segment."""

    size: int
    """Number of documents, deleted ones included."""
    fields: Mapping[str, FieldPostings]
    numbers: Mapping[str, Longs]
    """Field of numbers -> the number of each document; 0 where there is none."""
    reader: Any
    """Whoosh's reader of the segment."""
    fallback: Callable[[Query], Found]
    """Documents and scores by Whoosh's own matchers."""


class Evaluator:
    """Answers query trees over one segment."""

    def __init__(self, segment: Segment, statistics: Statistics) -> None:
        self._segment = segment
        self._statistics = statistics

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
        return constant(np.arange(self._segment.size, dtype=np.int32), tree.boost)

    def _every_with(self, fieldname: str, boost: float) -> Matches:
        """The documents that have any term in a field."""
        postings = self._segment.fields.get(fieldname)
        return none() if postings is None else constant(self._holders(postings, range(postings.size)), boost)

    def _term(self, tree: Any) -> Matches:
        text = self._bytes(tree.fieldname, tree.text)
        postings = self._segment.fields.get(tree.fieldname)
        term = -1 if postings is None or text is None else postings.find(text)
        return none() if postings is None or term < 0 else self._scored(tree.fieldname, postings, term, tree.boost)

    def _bytes(self, fieldname: str, text: Any) -> bytes | None:
        """A term as it is held; None when the field cannot hold it."""
        schema = self._segment.reader.schema
        try:
            return bytes(schema[fieldname].to_bytes(text)) if fieldname in schema else None
        except ValueError:
            return None

    def _scored(self, fieldname: str, postings: FieldPostings, term: int, boost: float) -> Matches:
        """A term's documents, scored by Okapi BM25 as Whoosh has it (``whoosh.scoring.bm25``)."""
        documents, weights = postings.posting(term).documents, postings.weights_of(term)
        if not self._segment.reader.schema[fieldname].scorable:
            return Matches(documents, lambda at: _floats(weights[at]) * np.float32(boost))
        k1, b = self._statistics.parameters(fieldname)
        average = self._statistics.average_length(fieldname)
        factor = self._statistics.idf(fieldname, postings.text(term)) * (k1 + 1) * boost

        def score(at: Any) -> Floats:
            frequencies, scores = _floats(weights[at]), _floats(postings.lengths[documents[at]])
            scores *= np.float32(k1 * b / average)
            scores += np.float32(k1 * (1 - b))
            scores += frequencies
            np.divide(frequencies, scores, out=scores)
            scores *= np.float32(factor)
            return scores

        return Matches(documents, score)

    def _parts(self, tree: Any) -> list[Matches]:
        return [self.find(each) for each in tree.subqueries]

    def _and(self, tree: Any) -> Matches:
        """Common documents; a Not among others takes away and adds its own score, 1, to what remains."""
        unwanted = [each.query for each in tree.subqueries if type(each) is query.Not]
        wanted = [self.find(each) for each in tree.subqueries if type(each) is not query.Not]
        if not wanted:
            wanted, unwanted = [self.find(each) for each in tree.subqueries], []
        found = common(wanted, self._segment.size) if wanted else none()
        for each in unwanted:
            found = found.without(self.find(each), self._segment.size)
        if unwanted:
            found = common([found, constant(found.documents, len(unwanted))], self._segment.size)
        return found.boosted(_boost(tree))

    def _or(self, tree: Any) -> Matches:
        return (
            self._by_whoosh(tree) if tree.scale else union(self._parts(tree), self._segment.size).boosted(_boost(tree))
        )

    def _best_of(self, tree: Any) -> Matches:
        """As Whoosh describes the node. Its own matcher knows no tiebreak and mixes up documents' scores."""
        return best(self._parts(tree), self._segment.size, tree.tiebreak).boosted(_boost(tree))

    def _not(self, tree: Any) -> Matches:
        everything = constant(np.arange(self._segment.size, dtype=np.int32), 1.0)
        return everything.without(self.find(tree.query), self._segment.size)

    def _and_not(self, tree: Any) -> Matches:
        return self.find(tree.a).without(self.find(tree.b), self._segment.size)

    def _and_maybe(self, tree: Any) -> Matches:
        return with_bonus(self.find(tree.a), self.find(tree.b), self._segment.size)

    def _require(self, tree: Any) -> Matches:
        required = constant(self.find(tree.b).documents, 0.0)
        return common([self.find(tree.a), required], self._segment.size)

    def _constant_score(self, tree: Any) -> Matches:
        return constant(self.find(tree.child).documents, tree.score)

    def _expanded(self, tree: Any) -> Matches:
        """Documents with any of the terms that a node stands for; all with the same score where it wants so."""
        fieldname, schema = tree.fieldname, self._segment.reader.schema
        if type(tree) in EVERYTHING and tree.text == EVERYTHING[type(tree)]:
            return self._every_with(fieldname, tree.boost)
        postings = self._segment.fields.get(fieldname)
        if postings is None or schema[fieldname].spelling_fieldname(fieldname) != fieldname:
            return none() if postings is None else self._by_whoosh(tree)
        terms = EXPANSIONS[type(tree)](tree, postings, self._segment.reader)
        if not tree.constantscore:
            scored = [self._scored(fieldname, postings, term, tree.boost) for term in terms]
            return union(scored, self._segment.size)
        return constant(self._holders(postings, terms), tree.boost)

    def _holders(self, postings: FieldPostings, terms: Terms) -> Ints:
        """The documents that hold any of some terms."""
        if len(terms) == 1:
            return postings.posting(int(terms[0])).documents
        if isinstance(terms, range):
            low, high = postings.posting_ends[terms.start], postings.posting_ends[terms.stop]
            return inside(mask_of(postings.documents[low:high], self._segment.size))
        mask = np.zeros(self._segment.size, dtype=np.bool_)
        for term in terms.tolist():
            mask[postings.posting(term).documents] = True
        return inside(mask)

    def _phrase(self, tree: Any) -> Matches:
        words = [self._bytes(tree.fieldname, word) for word in tree.words]
        return self._together(tree, words, len(words) * max(1, tree.slop), lambda places: in_order(places, tree.slop))

    def _near(self, tree: Near) -> Matches:
        needed = Counter(self._bytes(tree.fieldname, word) for word in tree.words)
        counts = list(needed.values())
        return self._together(tree, list(needed), tree.longest, lambda places: close(places, counts, tree.longest))

    def _together(
        self, tree: Any, words: Sequence[bytes | None], reach: int, wanted: Callable[[list[Ints]], Ints]
    ) -> Matches:
        """Documents in which all the words stand as wanted; the sum of the words' scores."""
        postings = self._segment.fields.get(tree.fieldname)
        if postings is None or not words:
            return none()
        if not len(postings.positions):
            return self._by_whoosh(tree)
        terms = [-1 if word is None else postings.find(word) for word in words]
        if min(terms) < 0:
            return none()
        parts = [self._scored(tree.fieldname, postings, term, tree.boost) for term in terms]
        if len(tree.words) == 1:
            return parts[0]
        size = self._segment.size
        documents = standing_together(
            postings, terms, size, reach, lambda places: wanted([places[term] for term in terms])
        )
        return common([constant(documents, 0.0), *parts], size)

    def _range(self, tree: Any) -> Matches:
        numbers = self._segment.numbers.get(tree.fieldname)
        if numbers is None:
            return self.find(tree._compile_query(self._segment.reader))
        low = 1 if tree.start is None else tree.start + tree.startexcl
        high = np.iinfo(np.int64).max if tree.end is None else tree.end - tree.endexcl
        return constant(inside((numbers >= low) & (numbers <= high)), tree.boost)


def _floats(values: Any) -> Floats:
    return np.asarray(values, dtype=np.float32)


def _boost(tree: Any) -> float:
    """Whoosh takes no notice of the boost of a compound of one part."""
    return 1.0 if len(tree.subqueries) == 1 else float(tree.boost)


def inverse_document_frequency(holders: int, documents: int) -> float:
    """Whoosh's idf (``whoosh.scoring.WeightingModel.idf``)."""
    return math.log(documents / (holders + 1)) + 1


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
