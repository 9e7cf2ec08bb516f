"""The stretch of a story that shows best why it was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from search.article import Article
from search.marks import Mark, Marker
from search.results import Snippet

LENGTH: Final = 260
"""Characters, about three lines of a page of results."""
READ: Final = 12_000
"""Characters of a story, some two thousand words, after which any snippet found is good enough."""
LEAD_IN: Final = 60
"""Characters shown before the first mark."""
ELLIPSIS: Final = "…"


def headline(article: Article, marker: Marker) -> Snippet:
    """The whole headline with its marks."""
    return Snippet(article.headline, marker.spans(article.headline))


def snippet(article: Article, marker: Marker) -> Snippet:
    """The paragraph with most of the query's words, the earliest among equals, cut to a readable length."""
    paragraphs = [article.dek, *article.body] if article.dek else list(article.body)
    best: tuple[str, Sequence[Mark]] = (paragraphs[0] if paragraphs else "", ())
    most = read = 0
    for paragraph in paragraphs:
        marks = marker.marks(paragraph)
        held = len({mark.term for mark in marks})
        if held > most:
            best, most = (paragraph, marks), held
        read += len(paragraph)
        if most == marker.most or (most and read > READ):
            break  # no later one can hold more, or is worth waiting for
    return cut(*best)


def cut(text: str, marks: Sequence[Mark]) -> Snippet:
    """At most LENGTH characters around the densest marks, whole words only, with marks moved along."""
    if len(text) <= LENGTH:
        return Snippet(text, tuple(mark.span for mark in marks))
    start = _start(text, marks)
    end = _word_end(text, start + LENGTH)
    before, after = ELLIPSIS if start else "", ELLIPSIS if end < len(text) else ""
    shift = len(before) - start
    kept = tuple((low + shift, high + shift) for low, high in (m.span for m in marks) if start <= low and high <= end)
    return Snippet(f"{before}{text[start:end].rstrip()}{after}", kept)


def _start(text: str, marks: Sequence[Mark]) -> int:
    """Where to begin so that most different terms are shown: at the text's beginning or else at that of a word."""
    first = _densest(marks).span[0] if marks else 0
    last = max((mark.span[1] for mark in marks if mark.span[1] <= first + LENGTH - 2 * LEAD_IN), default=0)
    if first <= 2 * LEAD_IN or last <= LENGTH - LEAD_IN:
        return 0
    start = min(first - LEAD_IN, len(text) - LENGTH)
    space = text.find(" ", start, first)
    return space + 1 if space >= 0 else start


def _densest(marks: Sequence[Mark]) -> Mark:
    """The mark from which on most different terms stand within a snippet; the earliest among equals."""
    inside: Counter[str] = Counter()
    best, most, end = marks[0], 0, 0
    for place, mark in enumerate(marks):
        while end <= place or (end < len(marks) and marks[end].span[1] <= mark.span[0] + LENGTH - 2 * LEAD_IN):
            inside[marks[end].term] += 1
            end += 1
        if len(inside) > most:
            best, most = mark, len(inside)
        inside[mark.term] -= 1
        inside += Counter()  # forget terms that are not inside any more
    return best


def _word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", 0, end + 1)
    return space if end - space < LEAD_IN else end
