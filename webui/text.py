"""Marked text as pieces, so that templates escape every one of them and no markup is ever put together here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from search.results import Snippet, Span
from webui.language import here


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``hit`` numbers the marked ones from 1 in reading order and is 0 elsewhere."""

    text: str
    hit: int = 0


Pieces = tuple[Piece, ...]

SHORTEST_TEASER = 90
"""Characters; many stories begin with a line that is a byline or a label and tells nothing."""


def plain(text: str) -> Pieces:
    """Text without a mark."""
    return (Piece(text),) if text else ()


def marked(text: str, spans: Iterable[Span], numbers: Iterator[int] | None = None) -> Pieces:
    """The text cut where the spans begin and end; spans out of order, overlapping or outside lose nothing."""
    numbers = count(1) if numbers is None else numbers
    return tuple(_cut(text, sorted(spans), numbers))


def inside(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans, or what of them lies, within ``text[start:end]``, counted from ``start``."""
    return tuple(
        (max(first, start) - start, min(last, end) - start) for first, last in spans if first < end and last > start
    )


def snippet(value: Snippet) -> Pieces:
    """A snippet's pieces."""
    return marked(value.text, value.marks)


def _cut(text: str, spans: list[Span], numbers: Iterator[int]) -> Iterator[Piece]:
    done = 0
    for first, last in spans:
        start, end = max(first, done), min(last, len(text))
        if start >= end:
            continue
        if start > done:
            yield Piece(text[done:start])
        yield Piece(text[start:end], next(numbers))
        done = end
    if done < len(text):
        yield Piece(text[done:])


def teaser(paragraphs: Iterable[str], length: int = 220) -> str:
    """The beginning of a story, cut at a word; a first line that is very short is followed by the next."""
    text = ""
    for paragraph in paragraphs:
        text = f"{text} {paragraph}".strip()
        if len(text) >= SHORTEST_TEASER:
            break
    if len(text) <= length:
        return text
    return text[: length + 1].rsplit(None, 1)[0].rstrip(",;:—– ") + " …"


def runs_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left, as a browser's ``dir="auto"`` decides."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in {"L", "R", "AL"}), False)


def long_date(day: date) -> str:
    """``May 9, 2012``, as the request's language writes it."""
    return here().long_date(day)


def weekday_date(day: date) -> str:
    """``Wednesday, May 9, 2012``."""
    return here().weekday_date(day)


def number(value: int) -> str:
    """``12,345``."""
    return here().number(value)


def counted(value: int, noun: str, plural: str = "") -> str:
    """``1 story``, ``2,000 stories``."""
    return here().counted(value, noun, plural)
