"""Topics from what editors filed their articles under: the name of a section is the query, its articles answer it.

A section alone gives a topic of one or two words, a section with a place one of two to four: ``cocoa``, ``crude saudi
arabia``. Sections of fewer than five articles, and those whose names are no words that articles use (codes such as
``acq``), are left out. Editors' labels are no judgements of relevance: scores are low, differences still tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from benchmarks.relevance.collection import Collection, Document, Topic, terms

FEWEST: Final = 5
"""Articles that answer a topic."""
KNOWN: Final = 20
"""Articles that must hold each word of a topic."""


def collection(name: str, documents: Sequence[Document]) -> Collection:
    """The documents with a topic for each section, and for each section and place."""
    holders = Counter(term for each in documents for term in set(terms(" ".join(each.article.body))))
    filed: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        for text in _labels(document):
            filed[text].append(document.name)
    topics = [
        Topic(text, text, dict.fromkeys(names, 1))
        for text, names in sorted(filed.items())
        if len(names) >= FEWEST and all(holders[term] >= KNOWN for term in terms(text))
    ]
    return Collection(f"{name}: sections", documents, topics)


def _labels(document: Document) -> Iterable[str]:
    for section in map(_spoken, document.sections):
        yield section
        for place in map(_spoken, document.places):
            yield f"{section} {place}"


def _spoken(label: str) -> str:
    return " ".join(label.replace("-", " ").replace("_", " ").split())
