"""From articles to a segment's arrays, many articles at a time and without a Whoosh document for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Final

import numpy as np

from search.arrays.build import Occurrences, invert, runs, sets_column
from search.arrays.bulk import SegmentArrays
from search.arrays.file import Array
from search.arrays.postings import Ints
from search.article import Article
from search.engines.whoosh.lexicon import Lexicon, Numbered
from search.engines.whoosh.schema import ID_FIELD, schema
from search.facets import FACETS
from search.fields import DATE, INDEXED, Analysis
from search.query.terms import whole

IDS: Final = "column/id"
DAYS: Final = "column/day"

CHARACTERS_AT_A_TIME: Final = 1_000_000
"""Of texts that are read together: enough for numpy, little enough for a processor's cache."""


def segment(articles: Iterable[tuple[int, Article]], lexicon: Lexicon) -> SegmentArrays:
    """The segment of articles under their numbers, in the order of their days, undated ones first.

    Memory: about 60 bytes for each word, and what the lexicon takes.
    """
    numbered = sorted(articles, key=lambda pair: _day(pair[1]))
    held = [article for _, article in numbered]
    made = SegmentArrays(len(held))
    ids, days = [number for number, _ in numbered], [_day(article) for article in held]
    made.columns = {IDS: np.array(ids, dtype=np.int64), DAYS: np.array(days, dtype=np.int32)}
    for text in dict.fromkeys(field.text for field in INDEXED.values()):
        _add_words(made, text, [text(article) for article in held], lexicon)
    _add_whole(made, ids, days, held)
    for name, facet in FACETS.items():
        column = _facet([facet.values(article) for article in held])
        made.columns |= {f"facet/{name}/{part}": array for part, array in column.items()}
    return made


def _day(article: Article) -> int:
    return article.date.toordinal() if article.date else 0


def _add_words(made: SegmentArrays, text: Callable[[Article], str], texts: Sequence[str], lexicon: Lexicon) -> None:
    """The fields that hold the words of one property of the articles: the words are read once for all of them."""
    analyses = {name: field.analysis for name, field in INDEXED.items() if field.text is text}
    if Analysis.WHOLE in analyses.values():
        return
    read = _read(texts, lexicon)
    for name, analysis in analyses.items():
        stemmed = analysis is Analysis.STEMMED
        known, terms = (lexicon.stems, lexicon.stems_of(read.words)) if stemmed else (lexicon.words, read.words)
        made.fields[name] = invert(known.texts, Occurrences(terms, read.documents, read.positions), known.order())
        made.lengths[name] = read.lengths


def _read(texts: Sequence[str], lexicon: Lexicon) -> Numbered:
    """The words of all texts."""
    several = [lexicon.read(batch) for batch in _batches(texts)]
    return Numbered(
        *(np.concatenate([getattr(each, name) for each in several]) for name in ("words", "positions", "lengths"))
    )


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts in their order, a bounded number of characters at a time; at least one batch."""
    bounds = np.cumsum([0, *map(len, texts)])
    cuts = np.searchsorted(bounds, np.arange(CHARACTERS_AT_A_TIME, int(bounds[-1]), CHARACTERS_AT_A_TIME))
    for low, high in zip([0, *cuts.tolist()], [*cuts.tolist(), len(texts)], strict=True):
        yield texts[low:high]


def _add_whole(made: SegmentArrays, ids: Sequence[int], days: Sequence[int], held: Sequence[Article]) -> None:
    """The fields whose terms are no words: each value is looked at once, however many articles have it."""
    fields = schema()
    values: dict[str, tuple[Sequence[Any], Callable[[Any], list[bytes]]]] = {
        name: ([field.text(article) for article in held], _one_term)
        for name, field in INDEXED.items()
        if field.analysis is Analysis.WHOLE
    }
    values[ID_FIELD] = (ids, lambda number: [str(number).encode()])
    values[DATE] = (days, _day_terms)
    for name, (column, terms_of) in values.items():
        made.fields[name] = arrays = _without_positions(column, terms_of)
        if fields[name].scorable:
            made.lengths[name] = np.bincount(arrays["documents"], minlength=made.size).astype(np.int32)


@lru_cache(maxsize=1 << 16)
def _day_terms(day: int) -> list[bytes]:
    return [term for term, *_ in schema()[DATE].index(day)] if day else []


def _one_term(text: str) -> list[bytes]:
    term = whole(text)
    return [term.encode("utf-8", "surrogatepass")] if term else []


def _without_positions(column: Sequence[Any], terms_of: Callable[[Any], list[bytes]]) -> dict[str, Array]:
    """The arrays of a field from the value of each document and the terms of a value."""
    values, which = _distinct(column)
    terms = [terms_of(value) for value in values]
    texts, numbers = _distinct(list(chain.from_iterable(terms)))
    ends = np.cumsum([0, *map(len, terms)])
    starts, sizes = ends[which], np.diff(ends)[which]
    documents = np.repeat(np.arange(len(column), dtype=np.int32), sizes)
    where = Occurrences(numbers[runs(starts, sizes)], documents, np.zeros(len(documents), dtype=np.int32))
    arrays = invert(texts, where)
    return arrays | {"place_ends": np.zeros_like(arrays["place_ends"]), "positions": np.empty(0, dtype=np.uint8)}


def _distinct(values: Sequence[Any]) -> tuple[list[Any], Ints]:
    """The different values as they come, and which of them each is."""
    numbers: dict[Any, int] = {}
    which = np.fromiter((numbers.setdefault(each, len(numbers)) for each in values), np.int32, len(values))
    return list(numbers), which


def _facet(values: Sequence[tuple[str, ...]]) -> dict[str, Array]:
    """A facet's arrays from the values of each document."""
    names: dict[str, int] = {}
    sets, which = _distinct(values)
    ordinals = [[names.setdefault(name, len(names)) for name in dict.fromkeys(each)] for each in sets]
    return sets_column(list(names), [ordinals[number] for number in which.tolist()])
