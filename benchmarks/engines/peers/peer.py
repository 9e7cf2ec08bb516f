"""What every engine under measurement does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from whoosh.query import And, Every, FuzzyTerm, Or, Phrase, Prefix, Term, Wildcard

from benchmarks.engines.corpus import Document
from benchmarks.engines.questions import Question


@dataclass(frozen=True, slots=True)
class Counts:
    """What engines must agree on."""

    total: int
    sections: Mapping[str, int]
    years: Mapping[int, int]


class Peer(Protocol):
    """An engine under measurement; it exists in a process of its own."""

    cannot: ClassVar[frozenset[str]]
    """Kinds of questions that it has no means to answer."""

    def __init__(self, directory: Path) -> None:
        """Raises ImportError when it is not installed."""

    def build(self, documents: Iterable[Document]) -> None:
        """Index the documents in the directory, with one process and one thread."""

    def open(self) -> None:
        """Make ready to answer from what was built."""

    def ask(self, question: Question) -> Counts:
        """The answer; the ten best are found too, though not compared."""


def tree(question: Question) -> Any:
    """The question's words as a Whoosh tree."""
    parts: list[Any] = [Term("body", term) for term in question.every]
    if question.some:
        parts.append(Or([Term("body", term) for term in question.some]))
    if question.phrase:
        parts.append(Phrase("body", list(question.phrase)))
    if question.prefix:
        parts.append(Prefix("body", question.prefix))
    if question.wildcard:
        parts.append(Wildcard("body", question.wildcard))
    if question.fuzzy:
        parts.append(FuzzyTerm("body", question.fuzzy, maxdist=1, prefixlength=0))
    return And(parts) if len(parts) > 1 else parts[0] if parts else Every()


def day_and_year(document: Document) -> tuple[int, int]:
    """The ordinal of a document's day and its year; zeros where it has none."""
    day = document.article.date
    return (day.toordinal(), day.year) if day else (0, 0)
