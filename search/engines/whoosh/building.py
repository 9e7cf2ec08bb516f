"""From articles to a segment's arrays, without a Whoosh document for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from search.arrays.build import Occurrences, invert, sets_column
from search.arrays.bulk import SegmentArrays
from search.arrays.file import Array
from search.arrays.postings import Ints
from search.article import Article
from search.engines.whoosh.lexicon import Lexicon
from search.engines.whoosh.schema import ID_FIELD, schema
from search.facets import FACETS
from search.fields import DATE, INDEXED, Analysis
from search.query.terms import whole

IDS: Final = "column/id"
DAYS: Final = "column/day"


class SegmentBuilder:
    """Takes articles one by one; memory grows with their words, at about 20 bytes each until :meth:`finish`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._ids: list[int] = []
        self._days: list[int] = []
        self._texts: dict[Callable[[Article], str], Occurrences] = {
            field.text: Occurrences() for field in INDEXED.values() if field.analysis is not Analysis.WHOLE
        }
        self._plain = {name: _Terms() for name, field in INDEXED.items() if field.analysis is Analysis.WHOLE} | {
            ID_FIELD: _Terms(),
            DATE: _Terms(),
        }
        self._facets = {name: _Names() for name in FACETS}
        self._schema = schema()

    @property
    def words(self) -> int:
        """How many words the articles taken so far have."""
        return sum(each.total for each in self._texts.values())

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, number: int, article: Article) -> None:
        """The next article, under its number; they come in the order of their days, undated ones first."""
        document = len(self._ids)
        day = article.date.toordinal() if article.date else 0
        self._ids.append(number)
        self._days.append(day)
        for text, occurrences in self._texts.items():
            numbered = self._lexicon.read(text(article))
            occurrences.add(numbered.words, numbered.positions)
        for name, terms in self._plain.items():
            terms.add(document, self._whole(name, number, day, article))
        for name, names in self._facets.items():
            names.add(FACETS[name].values(article))

    def finish(self) -> SegmentArrays:
        """The segment."""
        made = SegmentArrays(len(self._ids))
        for name, field in INDEXED.items():
            if field.analysis is not Analysis.WHOLE:
                occurrences = self._texts[field.text]
                made.fields[name] = self._inverted(occurrences, stemmed=field.analysis is Analysis.STEMMED)
                made.lengths[name] = occurrences.lengths
        for name, terms in self._plain.items():
            made.fields[name] = terms.inverted()
            if self._schema[name].scorable:
                made.lengths[name] = terms.lengths(made.size)
        made.columns = {IDS: np.array(self._ids, dtype=np.int64), DAYS: np.array(self._days, dtype=np.int32)}
        for name, names in self._facets.items():
            made.columns |= {f"facet/{name}/{part}": array for part, array in names.arrays().items()}
        return made

    def _inverted(self, occurrences: Occurrences, *, stemmed: bool) -> dict[str, Array]:
        words, documents, positions = occurrences.columns()
        terms, texts = (self._lexicon.stems_of(words), self._lexicon.stems) if stemmed else (words, self._lexicon.words)
        return invert(lambda term: texts[term].encode("utf-8", "surrogatepass"), terms, documents, positions)

    def _whole(self, name: str, number: int, day: int, article: Article) -> list[bytes]:
        """The terms of a field that is not divided into words."""
        if name in INDEXED:
            text = whole(INDEXED[name].text(article))
            return [text.encode("utf-8", "surrogatepass")] if text else []
        value: Any = str(number) if name == ID_FIELD else day
        return [term for term, *_ in self._schema[name].index(value)] if value else []


class _Terms:
    """Terms without positions, few to a document."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._terms: list[int] = []
        self._documents: list[int] = []

    def add(self, document: int, terms: list[bytes]) -> None:
        for term in terms:
            self._terms.append(self._numbers.setdefault(term, len(self._numbers)))
            self._documents.append(document)

    def lengths(self, size: int) -> Ints:
        return np.bincount(self._documents, minlength=size).astype(np.int32)

    def inverted(self) -> dict[str, Array]:
        texts = list(self._numbers)
        terms, documents = np.array(self._terms, dtype=np.int32), np.array(self._documents, dtype=np.int32)
        arrays = invert(texts.__getitem__, terms, documents, np.zeros(len(terms), dtype=np.int32))
        return arrays | {"place_ends": np.zeros_like(arrays["place_ends"]), "positions": np.empty(0, dtype=np.uint8)}


class _Names:
    """A facet's values as they come."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._sets: list[list[int]] = []

    def add(self, values: tuple[str, ...]) -> None:
        self._sets.append([self._names.setdefault(value, len(self._names)) for value in dict.fromkeys(values)])

    def arrays(self) -> dict[str, Array]:
        return sets_column(list(self._names), self._sets)
