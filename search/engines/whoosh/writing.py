"""Taking changes into an index: portions of bounded size, each one segment and one commit, merged now and then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.index import TOC

from search.arrays.bulk import BulkWriter
from search.arrays.codec import DOCUMENTS, INVERTED, open_arrays
from search.arrays.merge import Source, merge
from search.arrays.policy import Size, due
from search.engine import Change
from search.engines.whoosh.building import DAYS, IDS, SegmentBuilder
from search.engines.whoosh.generations import open_index, remember, seen
from search.engines.whoosh.lexicon import Lexicon

CHANGES_A_PORTION: Final = 20_000
CHARACTERS_A_PORTION: Final = 8_000_000
"""About 1.4 million words; a killed process repeats at most one portion."""
TERMS_OF_A_SEGMENT: Final = 16_000_000
"""About 8 million words, each counted as itself and as its stem; merging so many takes about 400 MB."""
WORDS_REMEMBERED: Final = 2_000_000
"""Different words after which the lexicon of a long run is begun anew."""


def write(directory: Path, changes: Iterable[Change], progress: Callable[[int], None]) -> None:
    """Take changes, in order, into the index in a directory, then merge what is due."""
    index = open_index(directory)
    try:
        lexicon = Lexicon()
        for portion in _portions(changes):
            _commit(directory, index, portion, lexicon)
            progress(len(portion))
            if len(lexicon.words) > WORDS_REMEMBERED:
                lexicon = Lexicon()
        while _merge(directory, index):
            pass
    finally:
        index.close()


def _portions(changes: Iterable[Change]) -> Iterator[list[Change]]:
    portion: list[Change] = []
    characters = 0
    for change in changes:
        portion.append(change)
        characters += sum(map(len, change.article.body)) if change.article else 0
        if characters > CHARACTERS_A_PORTION or len(portion) == CHANGES_A_PORTION:
            yield portion
            portion, characters = [], 0
    if portion:
        yield portion


def _commit(directory: Path, index: Any, portion: list[Change], lexicon: Lexicon) -> None:
    """Make a portion searchable; of an article changed twice in it, the later change."""
    latest = {change.id: change for change in portion}
    with BulkWriter(index) as writer:
        writer.delete(_holders(index, list(latest)))
        builder = SegmentBuilder(lexicon)
        for change in sorted(latest.values(), key=_day):
            if change.article is not None:
                builder.add(change.id, change.article)
        if len(builder):
            writer.add(builder.finish())
        remember(directory, writer.generation, portion[-1].number, portion[-1].stamp)


def _day(change: Change) -> int:
    """By which the documents of a segment stand in order."""
    return change.article.date.toordinal() if change.article and change.article.date else 0


def _holders(index: Any, ids: list[int]) -> dict[str, list[int]]:
    """Where earlier texts of articles stand: segment -> documents."""
    return {
        segment.segment_id(): np.flatnonzero(np.isin(open_arrays(index.storage, segment, DOCUMENTS)[IDS], ids)).tolist()
        for segment in _segments(index)
    }


def _merge(directory: Path, index: Any) -> bool:
    """Merge the segments that are due; returns whether there were any."""
    segments = {segment.segment_id(): segment for segment in _segments(index)}
    names = due({name: _size(each) for name, each in segments.items()}, TERMS_OF_A_SEGMENT)
    if not names:
        return False
    with BulkWriter(index) as writer:
        writer.replace(names, merge([_source(index.storage, segments[name]) for name in names], by=DAYS))
        remember(directory, writer.generation, *seen(directory, writer.generation - 1))
    return True


def _size(segment: Any) -> Size:
    return Size(segment.doc_count_all(), segment.deleted_count(), sum(segment._fieldlengths.values()))


def _source(storage: Any, segment: Any) -> Source:
    live = np.ones(segment.doc_count_all(), dtype=np.bool_)
    live[list(segment.deleted_docs())] = False
    inverted, documents = (open_arrays(storage, segment, extension) for extension in (INVERTED, DOCUMENTS))
    for each in (inverted, documents):
        each.verify()  # or the merged segment would give what is damaged a good checksum
    return Source(inverted, documents, live)


def _segments(index: Any) -> list[Any]:
    return list(TOC.read(index.storage, index.indexname).segments)
