"""The brute-force engine: every question is answered by looking at every article.

Slow and plain on purpose. It is the oracle against which other engines are tested, and it serves small archives.
"""

from __future__ import annotations

import math
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
from whoosh.query import And, Every, FuzzyTerm, Not, NumericRange, Or, Phrase, Prefix, Term, Wildcard
from whoosh.query.qcore import Query

from search.analysis import stem, tokens
from search.arrays.near import Near, stretches
from search.article import Article
from search.days import Days
from search.engine import Answer, Change, Match, Request
from search.errors import EngineError
from search.facets import FACETS
from search.fields import DATE, INDEXED, Analysis, Indexed
from search.query.terms import whole
from search.ranking import plain
from search.ranking.asked import words
from search.ranking.nearness import nearness
from search.ranking.weights import EARLY, RERANKED
from search.results import BY_SCORE, Sort
from search.spelling import edits

Scores = dict[int, float]
"""Article number -> score, for the articles that match."""

K1, B = 1.2, 0.75
"""Whoosh's defaults for BM25."""


@dataclass(frozen=True, slots=True)
class _Document:
    """An article as its engine sees it."""

    places: Mapping[str, Mapping[str, list[int]]]
    """Field -> term -> positions in ascending order."""
    lengths: Mapping[str, int]
    """Field -> number of its terms."""
    day: date | None
    facets: Mapping[str, tuple[str, ...]]


class MemoryEngine:
    """An Engine that keeps all articles in memory and forgets them when closed."""

    def __init__(self) -> None:
        self._documents: dict[int, _Document] = {}
        self._seen, self._stamp = 0, ""
        self._lock = threading.Lock()

    @property
    def seen(self) -> int:
        """Number of the last change taken in."""
        return self._seen

    @property
    def stamp(self) -> str:
        """Stamp of the last change taken in."""
        return self._stamp

    @property
    def count(self) -> int:
        """How many articles are held."""
        return len(self._documents)

    def apply(self, changes: Iterable[Change], progress: Callable[[int], None] = lambda _: None, jobs: int = 1) -> None:
        """Take in changes, in order."""
        for change in changes:
            with self._lock:
                if change.article is None:
                    self._documents.pop(change.id, None)
                else:
                    self._documents[change.id] = _document(change.article)
                self._seen, self._stamp = change.number, change.stamp
            progress(1)

    def rebuild(
        self, changes: Iterable[Change], progress: Callable[[int], None] = lambda _: None, jobs: int = 1
    ) -> None:
        """Forget everything and take in all changes."""
        self._documents.clear()
        self._seen, self._stamp = 0, ""
        self.apply(changes, progress)

    def ask(self, request: Request) -> Answer:
        """The answer, found by looking at every article."""
        with self._lock:
            scores = self._matching(request.tree)
            inside = {number: score for number, score in scores.items() if self._in_days(number, request)}
            found = {number: score for number, score in inside.items() if self._chosen(number, request, None)}
            return Answer(
                total=len(found),
                matches=self._page(found, request),
                facets={name: self._counts(name, inside, request) for name in request.facets} if request.counts else {},
                days=Days.of(day for number in found if request.counts and (day := self._ordinal(number))),
            )

    def ids(self, request: Request) -> npt.NDArray[np.int64]:
        """The numbers of all matches, in order."""
        matches = self.ask(replace(request, limit=len(self._documents), offset=0, counts=False)).matches
        return np.array([match.id for match in matches], dtype=np.int64)

    def frequency(self, fieldname: str, term: str) -> int:
        """In how many articles the term stands in the field."""
        return sum(term in document.places[fieldname] for document in self._documents.values())

    def frequencies(self, fieldname: str, terms: Sequence[str]) -> list[int]:
        """In how many articles each of some terms stands in the field."""
        return [self.frequency(fieldname, term) for term in terms]

    def terms(self, fieldname: str, prefix: str) -> Iterator[tuple[str, int]]:
        """Terms that begin with the prefix and their frequencies, in order."""
        yield from self._lexicon(fieldname, lambda term: term.startswith(prefix))

    def commonest(self, fieldname: str, prefix: str, most: int) -> list[tuple[str, int]]:
        """Of the terms that begin with the prefix those in most articles."""
        return sorted(self.terms(fieldname, prefix), key=lambda pair: (-pair[1], pair[0]))[:most]

    def similar(self, fieldname: str, term: str, distance: int) -> Iterator[tuple[str, int]]:
        """Terms with the same first letter within an edit distance, and their frequencies."""
        yield from self._lexicon(fieldname, lambda other: other[:1] == term[:1] and edits(term, other) <= distance)

    def verify(self) -> tuple[str, ...]:
        """Nothing: memory is taken at its word."""
        return ()

    def close(self) -> None:
        """Forget everything."""
        self._documents.clear()

    def _lexicon(self, fieldname: str, wanted: Callable[[str], bool]) -> Iterator[tuple[str, int]]:
        counts = Counter(term for document in self._documents.values() for term in document.places[fieldname])
        yield from sorted((term, count) for term, count in counts.items() if wanted(term))

    def _in_days(self, number: int, request: Request) -> bool:
        day = self._documents[number].day
        if request.after is None and request.before is None:
            return True
        return day is not None and (request.after or date.min) <= day <= (request.before or date.max)

    def _chosen(self, number: int, request: Request, leave_out: str | None) -> bool:
        """Whether an article is among what was chosen of every facet but one."""
        for name, choice in request.choices.items():
            values = {value.casefold() for value in self._documents[number].facets[name]}
            if name != leave_out and ((choice.wanted and not values & choice.wanted) or values & choice.unwanted):
                return False
        return True

    def _counts(self, name: str, inside: Scores, request: Request) -> dict[str, int]:
        counts = Counter(
            value
            for number in inside
            if self._chosen(number, request, name)
            for value in dict.fromkeys(self._documents[number].facets[name])
        )
        asked = request.choices[name].wanted if name in request.choices else frozenset()
        most = dict(counts.most_common(request.values))
        return most | {value: count for value, count in counts.items() if value.casefold() in asked}

    def _page(self, found: Scores, request: Request) -> tuple[Match, ...]:
        scores = self._scored(found, request)
        ranked = self._in_order(scores, request.sort)[request.offset : request.offset + request.limit]
        return tuple(Match(number, scores[number] if request.sort in BY_SCORE else 0.0) for number in ranked)

    def _in_order(self, scores: Scores, sort: Sort) -> list[int]:
        if sort is Sort.OLDEST:
            return sorted(scores, key=lambda number: (self._ordinal(number) or math.inf, number))
        by_score = sort in BY_SCORE
        return sorted(
            scores, key=lambda number: (-scores[number] if by_score else 0, -(self._ordinal(number) or 0), number)
        )

    def _scored(self, found: Scores, request: Request) -> Scores:
        """Scores as they are sorted by: near to a day, or with the best ones' bonus for where the words stand."""
        if request.sort is Sort.AROUND and request.around:
            day = request.around
            return {number: score * float(nearness(self._ordinal(number) or 0, day)) for number, score in found.items()}
        if request.sort is not Sort.RELEVANCE or not request.refine:
            return found
        best = self._in_order(found, Sort.RELEVANCE)[:RERANKED]
        return found | {number: found[number] + self._bonus(number, request.tree) for number in best}

    def _bonus(self, number: int, tree: Query) -> float:
        held = self._documents[number].places
        return sum(
            plain.bonus(
                [sorted({place for term in word for place in held[name].get(term, ())}) for word in words(tree, name)],
                [min(self._idf(self.frequency(name, term)) for term in word) for word in words(tree, name)],
                early,
            )
            for name, early in EARLY.items()
        )

    def _ordinal(self, number: int) -> int | None:
        day = self._documents[number].day
        return day.toordinal() if day else None

    def _matching(self, tree: Query) -> Scores:
        for kind, evaluate in _EVALUATORS:
            if isinstance(tree, kind):
                return evaluate(self, tree)
        if type(tree).__name__ == "_NullQuery":
            return {}
        raise EngineError(f"The memory engine knows no {type(tree).__name__}.")

    def _every(self, _: Query) -> Scores:
        return dict.fromkeys(self._documents, 1.0)

    def _and(self, tree: Query) -> Scores:
        wanted = [self._matching(each) for each in tree.subqueries if not isinstance(each, Not)]
        unwanted = [self._matching(each.query) for each in tree.subqueries if isinstance(each, Not)]
        common = set.intersection(*map(set, wanted)).difference(*unwanted) if wanted else set()
        return {number: sum(scores[number] for scores in wanted) for number in common}

    def _or(self, tree: Query) -> Scores:
        total: Scores = defaultdict(float)
        for each in tree.subqueries:
            for number, score in self._matching(each).items():
                total[number] += score * tree.boost
        return total

    def _not(self, tree: Query) -> Scores:
        return dict.fromkeys(self._documents.keys() - self._matching(tree.query).keys(), 1.0)

    def _term(self, tree: Query) -> Scores:
        return {number: score * tree.boost for number, score in self._bm25(tree.fieldname, tree.text).items()}

    def _bm25(self, fieldname: str, term: str) -> Scores:
        """Okapi BM25 as Whoosh has it (``whoosh.scoring.bm25``), over the live articles."""
        holders = {
            number: document for number, document in self._documents.items() if term in document.places[fieldname]
        }
        if not holders:
            return {}
        total = sum(document.lengths[fieldname] for document in self._documents.values())
        average = total / len(self._documents)
        idf = self._idf(len(holders))
        scores = {}
        for number, document in holders.items():
            frequency = len(document.places[fieldname][term])
            norm = 1 - B + B * document.lengths[fieldname] / average
            scores[number] = idf * frequency * (K1 + 1) / (frequency + K1 * norm)
        return scores

    def _idf(self, holders: int) -> float:
        return math.log(len(self._documents) / (holders + 1)) + 1

    def _phrase(self, tree: Query) -> Scores:
        return self._together(tree, _adjacent)

    def _near(self, tree: Query) -> Scores:
        needed = Counter(tree.words)

        def close_by(places: Mapping[str, list[int]], _: list[str]) -> bool:
            return any(stretches([places[word] for word in needed], list(needed.values()), tree.longest))

        return self._together(tree, close_by)

    def _together(self, tree: Query, holds: Callable[[Mapping[str, list[int]], list[str]], bool]) -> Scores:
        parts = [self._bm25(tree.fieldname, word) for word in dict.fromkeys(tree.words)]
        common = set.intersection(*map(set, parts))
        return {
            number: sum(part[number] for part in parts)
            for number in common
            if holds(self._documents[number].places[tree.fieldname], tree.words)
        }

    def _expansion(self, tree: Query, wanted: Callable[[str], bool]) -> Scores:
        """Articles with any of the terms wanted, all with the same score as Whoosh gives them."""
        return {
            number: tree.boost
            for number, document in self._documents.items()
            if any(wanted(term) for term in document.places[tree.fieldname])
        }

    def _prefix(self, tree: Query) -> Scores:
        return self._expansion(tree, lambda term: term.startswith(tree.text))

    def _wildcard(self, tree: Query) -> Scores:
        pattern = re.compile(".*".join(map(re.escape, tree.text.split("*"))))
        return self._expansion(tree, lambda term: pattern.fullmatch(term) is not None)

    def _fuzzy(self, tree: Query) -> Scores:
        head = tree.text[: tree.prefixlength]
        return self._expansion(tree, lambda term: term.startswith(head) and edits(term, tree.text) <= tree.maxdist)

    def _range(self, tree: Query) -> Scores:
        assert tree.fieldname == DATE, "days are the only numbers of the index"
        low, high = tree.start or 0, tree.end or math.inf
        return {
            number: tree.boost
            for number in self._documents
            if (day := self._ordinal(number)) is not None and low <= day <= high
        }


_EVALUATORS: tuple[tuple[type, Callable[[MemoryEngine, Query], Scores]], ...] = (
    (Every, MemoryEngine._every),
    (And, MemoryEngine._and),
    (Or, MemoryEngine._or),
    (Not, MemoryEngine._not),
    (Near, MemoryEngine._near),
    (Phrase, MemoryEngine._phrase),
    (Term, MemoryEngine._term),
    (FuzzyTerm, MemoryEngine._fuzzy),
    (Prefix, MemoryEngine._prefix),
    (Wildcard, MemoryEngine._wildcard),
    (NumericRange, MemoryEngine._range),
)
"""Kind of node -> how it is answered; subclasses stand before their parents."""


def _document(article: Article) -> _Document:
    places = {name: _places(field, field.text(article)) for name, field in INDEXED.items()}
    lengths = {name: sum(map(len, each.values())) for name, each in places.items()}
    return _Document(places, lengths, article.date, {name: facet.values(article) for name, facet in FACETS.items()})


def _places(field: Indexed, text: str) -> dict[str, list[int]]:
    if field.analysis is Analysis.WHOLE:
        return {whole(text): [0]} if whole(text) else {}
    term = stem if field.analysis is Analysis.STEMMED else str
    places: dict[str, list[int]] = defaultdict(list)
    for token in tokens(text):
        places[term(token.text)].append(token.position)
    return dict(places)


def _adjacent(places: Mapping[str, list[int]], words: list[str]) -> bool:
    return any(all(first + step in places[word] for step, word in enumerate(words)) for first in places[words[0]])
