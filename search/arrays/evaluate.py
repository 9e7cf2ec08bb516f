"""From a whoosh.query tree to arrays: which documents of a segment match, and how well.

Each kind of node has a function of its own in a table. Whatever node the table does not know, Whoosh's own matcher
answers, inside the same query.
"""

from __future__ import annotations

import fnmatch
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from whoosh import query
from whoosh.query.qcore import Query

from search.arrays.near import Near
from search.arrays.postings import FieldPostings, Ints, Longs

Floats = npt.NDArray[np.float32]

K1, B = 1.2, 0.75
"""Whoosh's defaults for BM25F."""

STRIDE = 1 << 32
"""Between the places of two documents: far more than a document has positions."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents of a segment in ascending order, and their scores."""

    documents: Ints
    scores: Floats


class Statistics(Protocol):
    """What scoring needs to know of the whole index, so that scores do not depend on how it is cut into segments."""

    def idf(self, fieldname: str, text: bytes) -> float:
        """The inverse document frequency of a term."""

    def average_length(self, fieldname: str) -> float:
        """The mean number of a field's terms in a document."""


@dataclass(slots=True)
class Segment:
    """What the evaluator reads of one segment."""

    size: int
    """Number of documents, deleted ones included."""
    fields: Mapping[str, FieldPostings]
    numbers: Mapping[str, Longs]
    """Field of numbers -> the number of each document; 0 where there is none."""
    fallback: Callable[[Query], tuple[Sequence[int], Sequence[float]]]
    """Documents and scores by Whoosh's own matchers."""


class Evaluator:
    """Answers query trees over one segment."""

    def __init__(self, segment: Segment, statistics: Statistics) -> None:
        self._segment = segment
        self._statistics = statistics

    def find(self, tree: Query) -> Found:
        """The documents that match a tree, deleted ones not yet left out, with their scores."""
        for kind, evaluate in _EVALUATORS:
            if isinstance(tree, kind):
                return evaluate(self, tree)
        if tree is query.NullQuery:
            return _none()
        return self._by_whoosh(tree)

    def _by_whoosh(self, tree: Query) -> Found:
        documents, scores = self._segment.fallback(tree)
        return Found(np.array(documents, dtype=np.int32), np.array(scores, dtype=np.float32))

    def _field(self, name: str) -> FieldPostings | None:
        return self._segment.fields.get(name)

    def _mask(self) -> npt.NDArray[np.bool_]:
        return np.zeros(self._segment.size, dtype=np.bool_)

    def _every(self, tree: Query) -> Found:
        if getattr(tree, "fieldname", None):
            return self._by_whoosh(tree)
        return _constant(np.arange(self._segment.size, dtype=np.int32), tree.boost)

    def _term(self, tree: Query) -> Found:
        text = tree.text if isinstance(tree.text, bytes) else tree.text.encode()
        return self._scored(tree.fieldname, text, tree.boost)

    def _scored(self, fieldname: str, text: bytes, boost: float) -> Found:
        """A term's documents, scored by Okapi BM25 as Whoosh has it (``whoosh.scoring.bm25``)."""
        postings = self._field(fieldname)
        term = -1 if postings is None else postings.find(text)
        if postings is None or term < 0:
            return _none()
        posting = postings.posting(term)
        average = self._statistics.average_length(fieldname)
        lengths = postings.lengths[posting.documents]
        frequencies = posting.frequencies.astype(np.float32)
        scores = lengths.astype(np.float32)
        scores *= np.float32(K1 * B / average)
        scores += np.float32(K1 * (1 - B))
        scores += frequencies
        np.divide(frequencies, scores, out=scores)
        scores *= np.float32(self._statistics.idf(fieldname, text) * (K1 + 1) * boost)
        return Found(posting.documents, scores)

    def _and(self, tree: Query) -> Found:
        wanted = [self.find(each) for each in tree.subqueries if not isinstance(each, query.Not)]
        found = _common(wanted) if wanted else self._every(tree)
        for each in tree.subqueries:
            if isinstance(each, query.Not) and len(found.documents):
                found = self._without(found, self.find(each.query))
        return _boosted(found, tree.boost)

    def _without(self, found: Found, unwanted: Found) -> Found:
        mask = self._mask()
        mask[unwanted.documents] = True
        return _kept(found, ~mask[found.documents])

    def _or(self, tree: Query) -> Found:
        parts = [each for each in map(self.find, tree.subqueries) if len(each.documents)]
        if len(parts) <= 1:
            return _boosted(parts[0], tree.boost) if parts else _none()
        totals = np.zeros(self._segment.size, dtype=np.float32)
        mask = self._mask()
        for part in parts:
            totals[part.documents] += part.scores  # a part's documents are unique, so adding by index is safe
            mask[part.documents] = True
        documents = np.flatnonzero(mask).astype(np.int32)
        return _boosted(Found(documents, totals[documents]), tree.boost)

    def _not(self, tree: Query) -> Found:
        mask = self._mask()
        mask[self.find(tree.query).documents] = True
        return _constant(np.flatnonzero(~mask).astype(np.int32), 1.0)

    def _and_not(self, tree: Query) -> Found:
        return self._without(self.find(tree.a), self.find(tree.b))

    def _and_maybe(self, tree: Query) -> Found:
        found, bonus = self.find(tree.a), self.find(tree.b)
        totals = np.zeros(self._segment.size, dtype=np.float32)
        totals[bonus.documents] = bonus.scores
        return Found(found.documents, found.scores + totals[found.documents])

    def _best_of(self, tree: Query) -> Found:
        if tree.tiebreak:
            return self._by_whoosh(tree)
        totals = np.zeros(self._segment.size, dtype=np.float32)
        mask = self._mask()
        for each in tree.subqueries:
            part = self.find(each)
            totals[part.documents] = np.maximum(totals[part.documents], part.scores)
            mask[part.documents] = True
        documents = np.flatnonzero(mask).astype(np.int32)
        return _boosted(Found(documents, totals[documents]), tree.boost)

    def _constant_score(self, tree: Query) -> Found:
        return _constant(self.find(tree.child).documents, tree.score)

    def _expanded(self, fieldname: str, terms: Sequence[int] | range, boost: float) -> Found:
        """Documents with any of the terms, all with the same score as Whoosh gives them."""
        postings = self._field(fieldname)
        if postings is None or not len(terms):
            return _none()
        mask = self._mask()
        if isinstance(terms, range):
            ends = postings.posting_ends
            mask[postings.documents[ends[terms.start] : ends[terms.stop]]] = True
        else:
            for term in terms:
                mask[postings.posting(term).documents] = True
        return _constant(np.flatnonzero(mask).astype(np.int32), boost)

    def _prefix(self, tree: Query) -> Found:
        postings = self._field(tree.fieldname)
        return (
            _none()
            if postings is None
            else self._expanded(tree.fieldname, range(*postings.span(tree.text.encode())), tree.boost)
        )

    def _wildcard(self, tree: Query) -> Found:
        lead = re.split(r"[*?\[]", tree.text, maxsplit=1)[0]
        pattern = re.compile(fnmatch.translate(tree.text))
        return self._matching(tree, lead, lambda text: pattern.match(text) is not None)

    def _fuzzy(self, tree: Query) -> Found:
        near = within(tree.text, tree.maxdist)
        return self._matching(tree, tree.text[: tree.prefixlength], near)

    def _matching(self, tree: Query, lead: str, wanted: Callable[[str], bool]) -> Found:
        postings = self._field(tree.fieldname)
        if postings is None:
            return _none()
        first, last = postings.span(lead.encode())
        texts = enumerate(postings.terms(first, last), first)
        return self._expanded(tree.fieldname, [term for term, text in texts if wanted(text.decode())], tree.boost)

    def _phrase(self, tree: Query) -> Found:
        if tree.slop != 1:
            return self._by_whoosh(tree)
        return self._together(tree, lambda places: _adjacent([places[word] for word in tree.words]))

    def _near(self, tree: Near) -> Found:
        needed: Counter[str] = Counter(tree.words)
        return self._together(
            tree, lambda places: _close([places[word] for word in needed], list(needed.values()), tree.longest)
        )

    def _together(self, tree: Query, starts: Callable[[Mapping[str, Longs]], Longs]) -> Found:
        """Documents in which all the words stand as ``starts`` wants; the sum of the words' scores."""
        postings = self._field(tree.fieldname)
        numbers = {word: -1 if postings is None else postings.find(word.encode()) for word in tree.words}
        if postings is None or min(numbers.values()) < 0:
            return _none()
        places = {word: postings.occurrences(term, STRIDE) for word, term in numbers.items()}
        documents = np.unique(starts(places) // STRIDE).astype(np.int32)
        if not len(documents):
            return _none()
        parts = [self._scored(tree.fieldname, word.encode(), tree.boost) for word in numbers]
        return _common([_constant(documents, 0.0), *parts])

    def _range(self, tree: Query) -> Found:
        numbers = self._segment.numbers.get(tree.fieldname)
        if numbers is None:
            return self._by_whoosh(tree)
        low = 1 if tree.start is None else tree.start + tree.startexcl
        high = np.iinfo(np.int64).max if tree.end is None else tree.end - tree.endexcl
        return _constant(np.flatnonzero((numbers >= low) & (numbers <= high)).astype(np.int32), tree.boost)


def _adjacent(places: Sequence[Longs]) -> Longs:
    """Where a first word stands that the others follow one by one."""
    order = sorted(range(len(places)), key=lambda word: len(places[word]))
    starts = places[order[0]] - order[0]
    for word in order[1:]:
        starts = starts[_holds(places[word], starts + word)]
    return starts


def _close(places: Sequence[Longs], needed: Sequence[int], longest: int) -> Longs:
    """Where a stretch of a given length begins that holds every word as often as it is needed."""
    starts = np.concatenate(places)
    for each, count in zip(places, needed, strict=True):
        last = np.searchsorted(each, starts) + count - 1
        reached = last < len(each)
        starts, last = starts[reached], last[reached]
        starts = starts[each[last] - starts <= longest]
    return starts


def _holds(ascending: Any, values: Any) -> npt.NDArray[np.bool_]:
    """Which of the values are among the ascending ones."""
    place = np.searchsorted(ascending, values)
    place[place == len(ascending)] = 0
    return np.asarray(ascending[place] == values) if len(ascending) else np.zeros(len(values), dtype=np.bool_)


def _common(parts: Sequence[Found]) -> Found:
    """Documents in all of the parts, with the sum of their scores; the shortest part is walked through the others."""
    shortest, *others = sorted(parts, key=lambda part: len(part.documents))
    documents, scores = shortest.documents, shortest.scores
    for other in others:
        if not len(documents):
            return _none()
        place = np.searchsorted(other.documents, documents)
        place[place == len(other.documents)] = 0
        kept = other.documents[place] == documents
        documents, scores = documents[kept], scores[kept] + other.scores[place[kept]]
    return Found(documents, scores)


def _kept(found: Found, mask: npt.NDArray[np.bool_]) -> Found:
    return Found(found.documents[mask], found.scores[mask])


def _boosted(found: Found, boost: float) -> Found:
    return found if boost == 1.0 else Found(found.documents, found.scores * np.float32(boost))


def _constant(documents: Ints, score: float) -> Found:
    return Found(documents, np.full(len(documents), score, dtype=np.float32))


def _none() -> Found:
    return _constant(np.empty(0, dtype=np.int32), 0.0)


def within(word: str, distance: int) -> Callable[[str], bool]:
    """Whether a text is within Levenshtein's distance of a word; most texts are refused by their length alone."""

    def near(text: str) -> bool:
        return abs(len(text) - len(word)) <= distance and _edits(word, text, distance) <= distance

    return near


def _edits(one: str, other: str, most: int) -> int:
    """Levenshtein's distance, or any larger number than ``most``."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row = row, [place]
        for column, against in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != against)))
        if min(row) > most:
            return most + 1
    return row[-1]


def inverse_document_frequency(holders: int, documents: int) -> float:
    """Whoosh's idf (``whoosh.scoring.WeightingModel.idf``)."""
    return math.log(documents / (holders + 1)) + 1


_EVALUATORS: tuple[tuple[type, Callable[[Evaluator, Any], Found]], ...] = (
    (query.Every, Evaluator._every),
    (query.And, Evaluator._and),
    (query.DisjunctionMax, Evaluator._best_of),
    (query.Or, Evaluator._or),
    (query.Not, Evaluator._not),
    (query.AndNot, Evaluator._and_not),
    (query.AndMaybe, Evaluator._and_maybe),
    (query.ConstantScoreQuery, Evaluator._constant_score),
    (Near, Evaluator._near),
    (query.Phrase, Evaluator._phrase),
    (query.Term, Evaluator._term),
    (query.FuzzyTerm, Evaluator._fuzzy),
    (query.Prefix, Evaluator._prefix),
    (query.Wildcard, Evaluator._wildcard),
    (query.NumericRange, Evaluator._range),
)
"""Kind of node -> how it is answered; the first that fits. Subclasses stand before their parents."""
