"""Why a question finds so many articles and not more or fewer: each part of it and each filter by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from search.catalogue import Catalogue
from search.query.parts import excludes, parts
from search.question import Question

MOST_PARTS: Final = 12
"""Parts explained of one query; each costs two more requests."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the query."""

    text: str
    excludes: bool
    """Whether it names what articles should lack."""
    alone: int
    """Articles found by this part and nothing else of the query, within the same filters."""
    without: int
    """Articles found by everything but this part."""
    rest: Question
    """The question that finds those."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: ``after``, ``before`` or a facet's value."""

    name: str
    value: str
    excludes: bool
    without: int
    """Articles found when this one filter is dropped."""
    rest: Question


@dataclass(frozen=True, slots=True)
class Explanation:
    """A count taken apart."""

    total: int
    """Articles that match all parts and filters. Where that is 0, a page of results may still show partial matches."""
    everything: int
    """Articles that the archive holds."""
    parts: tuple[Part, ...]
    filters: tuple[Filter, ...]


def explain(catalogue: Catalogue, question: Question) -> Explanation:
    """What every part of a question contributes. Raises BadRequest and EngineError, as a search does.

    A compound is found by its halves side by side (counter piracy, counterpiracy) but not by one of them alone, so a
    part alone may find fewer than the whole.
    """
    pieces = parts(question.text, catalogue.engine.frequency)[:MOST_PARTS]
    texts = pieces if len(pieces) > 1 else ()
    return Explanation(
        total=count(catalogue, question),
        everything=catalogue.engine.count,
        parts=tuple(_part(catalogue, question, texts, place) for place in range(len(texts))),
        filters=tuple(
            Filter(name, value, unwanted, count(catalogue, rest), rest)
            for name, value, unwanted, rest in _filters(question)
        ),
    )


def count(catalogue: Catalogue, question: Question) -> int:
    """How many articles match a question exactly, partial matches not among them. Raises BadRequest."""
    asked, _ = question.request(catalogue.engine.frequency)
    return catalogue.engine.ask(replace(asked, limit=0, counts=False)).total


def _part(catalogue: Catalogue, question: Question, texts: tuple[str, ...], place: int) -> Part:
    text = texts[place]
    rest = question.with_text(" ".join(texts[:place] + texts[place + 1 :]))
    alone = count(catalogue, question.with_text(text))
    return Part(text, excludes(text), alone, count(catalogue, rest), rest)


def _filters(question: Question) -> list[tuple[str, str, bool, Question]]:
    """Name and value of each filter, whether it excludes, and the question without it."""
    days = [(name, value) for name, value in (("after", question.after), ("before", question.before)) if value]
    chosen = [
        (name, value, unwanted)
        for unwanted, values_of in ((False, question.wanted), (True, question.unwanted))
        for name, values in values_of.items()
        for value in values
    ]
    return [
        *((name, value, False, question.without(name)) for name, value in days),
        *((name, value, unwanted, question.without(name, value)) for name, value, unwanted in chosen),
    ]
