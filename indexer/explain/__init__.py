"""What stands behind each field of a page's article: its value, how it was found, how sure that is, what disagrees.

The extraction says how it came to a value; the witnesses, read from the page independently of it, confirm or
contradict that. Nothing here changes what is extracted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from indexer.explain.agreement import agree
from indexer.explain.sureness import Sureness, sureness
from indexer.explain.witnesses import Witness, witnesses
from indexer.extract import extract
from indexer.page import Page, Rejected
from search.article import Article

__all__ = ["Explained", "Explanation", "Sureness", "Witness", "explain", "explain_article"]

_NOT_FIELDS = frozenset({"found", "doubts"})


@dataclass(frozen=True, slots=True)
class Explained:
    """One field: its value, and the witnesses for and against it."""

    name: str
    value: Any
    """As in :meth:`search.article.Article.to_json`."""
    how: str
    sure: Sureness
    agreeing: tuple[Witness, ...]
    conflicting: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A page explained; one that was rejected has the reason, and what its witnesses say."""

    origin: str
    fields: tuple[Explained, ...]
    doubts: tuple[str, ...] = ()
    rejected: str = ""

    def to_json(self) -> dict[str, Any]:
        """The explanation as plain JSON values."""
        return {
            "origin": self.origin,
            **({"rejected": self.rejected} if self.rejected else {}),
            "fields": {each.name: _json(each) for each in self.fields},
            "doubts": list(self.doubts),
        }


def explain(page: Page) -> Explanation:
    """The article of a page field by field, or why there is none. Never raises, as extraction never does."""
    found = extract(page)
    said = witnesses(page)
    if isinstance(found, Rejected):
        silent = (Explained(name, None, "", Sureness.MISSING, (), each) for name, each in said.items() if each)
        return Explanation(page.origin, tuple(silent), (), found.reason)
    return explain_article(page.origin, found, said)


def explain_article(origin: str, article: Article, said: dict[str, tuple[Witness, ...]]) -> Explanation:
    """An article field by field, held against what witnesses said of each."""
    return Explanation(origin, tuple(_explained(article, said)), article.doubts)


def _explained(article: Article, said: dict[str, tuple[Witness, ...]]) -> Iterator[Explained]:
    for name, value in article.to_json().items():
        if name in _NOT_FIELDS:
            continue
        heard = said.get(name, ())
        agreeing = tuple(each for each in heard if value and agree(name, value, each.value))
        conflicting = tuple(each for each in heard if each not in agreeing)
        how = article.found.get(name, "")
        yield Explained(name, value, how, sureness(bool(value), how, agreeing, conflicting), agreeing, conflicting)


def _json(field: Explained) -> dict[str, Any]:
    return {
        "value": field.value,
        "found": field.how,
        "sure": field.sure.value,
        "agreeing": [each.how for each in field.agreeing],
        "conflicting": [{"value": each.value, "found": each.how} for each in field.conflicting],
    }
