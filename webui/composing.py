"""Queries put together from the boxes of a form, exactly as a practised reader would have typed them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Box:
    """One field of the form and what it writes into the query."""

    name: str
    label: str
    help: str
    write: Callable[[str], str]


def _words(text: str) -> list[str]:
    return re.sub(r"""["“”„«»()~:*]|(?<!\w)[-=+]""", " ", text).split()


def _plainly(text: str) -> str:
    """The words, none of them an operator: a capital OR is written small."""
    return " ".join(word.lower() if word in {"AND", "OR", "NOT"} else word for word in _words(text))


def _any(text: str) -> str:
    words = _plainly(text).split()
    return f"({' OR '.join(words)})" if len(words) > 1 else " ".join(words)


def _quoted(prefix: str = "", suffix: str = "") -> Callable[[str], str]:
    return lambda text: f'{prefix}"{_plainly(text)}"{suffix}' if _words(text) else ""


def _each(prefix: str) -> Callable[[str], str]:
    return lambda text: " ".join(prefix + word for word in _plainly(text).split())


def _named(name: str) -> Callable[[str], str]:
    """A field with one word, or with several in quotation marks."""
    return lambda text: (_quoted(f"{name}:") if len(_words(text)) > 1 else _each(f"{name}:"))(text)


def _dated(name: str) -> Callable[[str], str]:
    return lambda text: f"{name}:{' '.join(text.split())}" if text.strip() else ""


BOXES: Final[tuple[Box, ...]] = (
    Box("all", "All of these words", "in any form", _plainly),
    Box("phrase", "This phrase", "the words in this order", _quoted()),
    Box("any", "Any of these words", "at least one of them", _any),
    Box("none", "None of these words", "stories with them are left out", _each("-")),
    Box("near", "These words near one another", "with at most five others among them", _quoted(suffix="~5")),
    Box("exact", "Exactly as written", "not other forms of the words", _each("=")),
    Box("headline", "Words of the headline", "", _each("headline:")),
    Box("author", "Byline", "a name or a part of it", _named("author")),
    Box("section", "Section", "", _named("section")),
    Box("source", "Publication", "", _named("source")),
    Box("page", "Print page", "such as A3", _named("page")),
    Box("place", "Place in the dateline", "", _named("place")),
    Box("tag", "Keyword of the publisher", "", _named("tag")),
    Box("language", "Language", "a code such as en", _named("language")),
    Box("after", "Printed on or after", "a day, a month or a year", _dated("after")),
    Box("before", "Printed on or before", "a day, a month or a year", _dated("before")),
)
"""The form, in the order of its fields."""


def compose(filled: Mapping[str, str]) -> str:
    """The query that the filled boxes write; "" when there is nothing in them."""
    return " ".join(part for box in BOXES if (part := box.write(filled.get(box.name, ""))))
