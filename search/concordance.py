"""A query's words in their surroundings, one line for each place: keyword in context (H. P. Luhn, 1960)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final

from search.archive import Holding
from search.catalogue import Catalogue
from search.errors import BadRequest
from search.fields import INDEXED
from search.marks import Marker
from search.question import Question

MOST_READ: Final = 2000
"""Articles read for one concordance."""
MOST_LINES: Final = 2000
"""Lines gathered before they are sorted."""
WIDTH: Final = 60
"""Characters on either side."""


class Order(StrEnum):
    """How the lines are put in order."""

    RESULTS = "results"
    """As the articles stand on the page of results."""
    LEFT = "left"
    """By the word before, then the one before that."""
    RIGHT = "right"
    """By the word found, then what follows it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the query's words stand; neighbouring marks of one phrase are one place."""

    id: int
    headline: str
    day: date | None
    left: str
    word: str
    right: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """The lines asked for, and how much of what was found they are made from."""

    lines: tuple[Place, ...]
    gathered: int
    """Lines there are in what was read."""
    read: int
    """Articles read, the first ones of the page of results."""
    total: int
    """Articles found."""


def concordance(  # noqa: PLR0913 - each is a control of the page
    catalogue: Catalogue,
    question: Question,
    *,
    order: Order | str = Order.RESULTS,
    width: int = WIDTH,
    limit: int = 100,
    offset: int = 0,
) -> Concordance:
    """A page of lines. Raises BadRequest and EngineError, as a search does, and BadRequest for an unknown order.

    Lines are gathered from at most MOST_READ articles and up to about MOST_LINES lines, in the order of the results,
    and then sorted; in that order itself no more are gathered than show whether the page is the last one.
    """
    try:
        chosen = Order(order)
    except ValueError as error:
        raise BadRequest(f"There is no order “{order}” of lines: use one of {', '.join(Order)}.") from error
    enough = MOST_LINES if chosen is not Order.RESULTS else min(offset + limit + 1, MOST_LINES)
    listing = catalogue.every(question)
    marker = Marker(question.request(catalogue.engine.frequency)[1].tree)
    lines: list[Place] = []
    read = 0
    for held in islice(listing.read(listing.ids[:MOST_READ]), MOST_READ):
        read += 1
        lines += _places(held, marker, width)
        if len(lines) >= enough:
            break
    if chosen is not Order.RESULTS:
        lines.sort(key=_left if chosen is Order.LEFT else _right)
    return Concordance(tuple(lines[offset : offset + limit]), len(lines), read, len(listing))


def _places(held: Holding, marker: Marker, width: int) -> Iterator[Place]:
    article = held.article
    for name in ("headline", "body"):
        text = INDEXED[name].text(article)
        for start, end in _joined(text, marker.spans(text)):
            left = " ".join(text[max(start - width - 1, 0) : start].split())[-width:]
            right = " ".join(text[end : end + width + 1].split())[:width]
            yield Place(held.id, article.headline, article.date, left, text[start:end], right)


def _joined(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Marks with nothing but a space or a hyphen between them as one."""
    start, end = -1, -1
    for low, high in spans:
        if start >= 0 and low - end <= 1 and text[end:low].strip(" -") == "":
            end = high
            continue
        if start >= 0:
            yield start, end
        start, end = low, high
    if start >= 0:
        yield start, end


def _left(line: Place) -> list[str]:
    return [word.casefold() for word in reversed(line.left.split())]


def _right(line: Place) -> tuple[str, str]:
    return line.word.casefold(), line.right.casefold()
