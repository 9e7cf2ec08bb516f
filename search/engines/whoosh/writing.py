"""Taking changes into an index: portion by portion, each one commit, or all of them in one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search.arrays.bulk import BulkWriter
from search.arrays.codec import DOCUMENTS, INVERTED, open_arrays
from search.arrays.merge import Source, merge
from search.arrays.policy import Size, due
from search.arrays.postings import Longs
from search.engine import Change
from search.engines.whoosh.building import DAYS, IDS
from search.engines.whoosh.generations import open_index, remember, seen
from search.engines.whoosh.portions import Portion
from search.engines.whoosh.workers import portions

Progress = Callable[[int], None]

MADE: Final = "made"
"""The folder, beside an index's files, of segments that are not yet part of it."""


def write(directory: Path, changes: Iterable[Change], progress: Progress, jobs: int = 1) -> None:
    """Take changes, in order, into the index in a directory, a commit for each portion, then merge what is due."""
    with closing(open_index(directory)) as index, _made(directory, changes, jobs) as made:
        for portion in made:
            with BulkWriter(index) as writer:
                writer.delete(_holders(index, portion.ids))
                _take(writer, directory, portion)
                remember(directory, writer.generation, portion.number, portion.stamp)
            progress(portion.changes)
        while _merge(directory, index):
            pass


def write_at_once(directory: Path, changes: Iterable[Change], progress: Progress, jobs: int = 1) -> None:
    """Take all changes into an empty index in one commit, as one segment."""
    taken: list[Portion] = []
    with closing(open_index(directory)) as index, _made(directory, changes, jobs) as made:
        for portion in made:
            taken.append(portion)
            progress(portion.changes)
        if not taken:
            return
        with BulkWriter(index) as writer:
            if len(taken) == 1:
                _take(writer, directory, taken[0])
            elif sources := _sources(FileStorage(str(directory / MADE)), taken):
                writer.add(merge(sources, by=DAYS))
            remember(directory, writer.generation, taken[-1].number, taken[-1].stamp)


@contextmanager
def _made(directory: Path, changes: Iterable[Change], jobs: int) -> Iterator[Iterator[Portion]]:
    """The portions, made in a folder of their own, where no commit sweeps away what is not yet part of the index."""
    folder = directory / MADE
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        with closing(portions(folder, changes, jobs)) as made:
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take(writer: BulkWriter, directory: Path, portion: Portion) -> None:
    if portion.segment is not None:
        for name in portion.segment.list_files(FileStorage(str(directory / MADE))):
            (directory / MADE / name).rename(directory / name)
        writer.take(portion.segment)


def _sources(storage: Any, taken: Sequence[Portion]) -> list[Source]:
    """What there is to merge: the portions' articles as they were at last."""
    sources = []
    for portion, kept in zip(taken, _latest(taken), strict=True):
        if portion.segment is not None:
            inverted, documents = _opened(storage, portion.segment)
            sources.append(Source(inverted, documents, np.isin(documents[IDS], kept)))
    return [source for source in sources if source.live.any()]


def _latest(taken: Sequence[Portion]) -> Sequence[Longs]:
    """For each portion the articles that no later portion changed."""
    ids = np.concatenate([portion.ids for portion in taken])
    portion_of = np.repeat(np.arange(len(taken)), [len(portion.ids) for portion in taken])
    last = len(ids) - 1 - np.unique(ids[::-1], return_index=True)[1]
    return [ids[last[portion_of[last] == number]] for number in range(len(taken))]


def _holders(index: Any, ids: Longs) -> Mapping[str, list[int]]:
    """Where earlier texts of articles stand: segment -> documents."""
    return {
        segment.segment_id(): np.flatnonzero(np.isin(open_arrays(index.storage, segment, DOCUMENTS)[IDS], ids)).tolist()
        for segment in _segments(index)
    }


def _merge(directory: Path, index: Any) -> bool:
    """Merge the segments that are due; returns whether there were any."""
    segments = {segment.segment_id(): segment for segment in _segments(index)}
    names = due({name: Size(each.doc_count_all(), each.deleted_count()) for name, each in segments.items()})
    if not names:
        return False
    with BulkWriter(index) as writer:
        writer.replace(names, merge([_source(index.storage, segments[name]) for name in names], by=DAYS))
        remember(directory, writer.generation, *seen(directory, writer.generation - 1))
    return True


def _source(storage: Any, segment: Any) -> Source:
    live = np.ones(segment.doc_count_all(), dtype=np.bool_)
    live[list(segment.deleted_docs())] = False
    return Source(*_opened(storage, segment), live)


def _opened(storage: Any, segment: Any) -> tuple[Any, Any]:
    inverted, documents = (open_arrays(storage, segment, extension) for extension in (INVERTED, DOCUMENTS))
    for each in (inverted, documents):
        each.verify()  # or the merged segment would give what is damaged a good checksum
    return inverted, documents


def _segments(index: Any) -> list[Any]:
    return list(TOC.read(index.storage, index.indexname).segments)
