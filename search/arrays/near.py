"""Proximity: words in any order within a short stretch of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.matching import IntersectionMatcher, Matcher, NullMatcher
from whoosh.matching.mcore import NullMatcherClass
from whoosh.query import Phrase, Term
from whoosh.query.spans import Span, SpanWrappingMatcher
from whoosh.util import make_binary_tree


class Near(Phrase):
    """Matches where all words stand, in any order, with at most ``slop`` other words among them.

    Whoosh's own phrase with slop wants the order of the words and measures each pair by itself.
    """

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        """A Whoosh matcher over the documents that match."""
        needed: Counter[str] = Counter(self.words)
        parts = [Term(self.fieldname, word).matcher(searcher, context) for word in needed]
        if any(isinstance(part, NullMatcherClass) for part in parts):
            return NullMatcher()
        return _NearMatcher(parts, list(needed.values()), self.longest)

    @property
    def longest(self) -> int:
        """The greatest distance between the first and the last of the words."""
        return len(self.words) - 1 + int(self.slop)


class _NearMatcher(SpanWrappingMatcher):
    def __init__(self, parts: Sequence[Matcher], needed: Sequence[int], longest: int) -> None:
        self._parts, self._needed, self._longest = parts, needed, longest
        super().__init__(make_binary_tree(IntersectionMatcher, parts))

    def copy(self) -> _NearMatcher:
        return _NearMatcher([part.copy() for part in self._parts], self._needed, self._longest)

    def replace(self, minquality: float = 0) -> Matcher:
        """Itself: a replaced child would lose its positions."""
        return self if self.is_active() else NullMatcher()

    def _get_spans(self) -> list[Span]:
        places = [[span.start for span in part.spans()] for part in self._parts]
        return [Span(*span) for span in stretches(places, self._needed, self._longest)]


def stretches(places: Sequence[Sequence[int]], needed: Sequence[int], longest: int) -> Iterator[tuple[int, int]]:
    """Stretches ``(first, last)`` no longer than ``longest`` that hold every word as often as it is needed.

    ``places`` gives each word's positions in ascending order, ``needed`` how often the word was asked for.
    """
    merged = sorted((place, word) for word, each in enumerate(places) for place in each)
    start = 0
    for end, (last, _) in enumerate(merged):
        while last - merged[start][0] > longest:
            start += 1
        held = Counter(word for _, word in merged[start : end + 1])
        if all(held[word] >= count for word, count in enumerate(needed)):
            yield merged[start][0], last
