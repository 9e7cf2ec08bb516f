"""Whole segments added to a Whoosh index, and documents deleted from it, in one commit."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, Self

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, LockError, clean_files

from search.arrays.build import least
from search.arrays.codec import ArrayCodec
from search.arrays.file import Array, ArrayWriter, Shape
from search.arrays.segments import DOCUMENTS, INVERTED, ArraySegment, save_arrays

LOCK: Final = "WRITELOCK"
"""The name under which Whoosh's own writers lock an index."""

UNFINISHED: Final = re.compile(r"\.toc\.[\d.]+$")
"""How Whoosh names a table of contents until it is whole."""


class Streamed(Protocol):
    """Arrays that need not be in memory all at once."""

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """Type and length of each array."""

    def slices(self) -> Iterator[Mapping[str, Array]]:
        """The arrays' values, in order, each slice with the next of some of them."""


@dataclass(slots=True)
class SegmentArrays:
    """A segment before it is written."""

    size: int
    """Number of documents."""
    fields: dict[str, dict[str, Array] | Streamed] = field(default_factory=dict)
    """Field -> its arrays as search.arrays.build.invert gives them, or what makes them bit by bit."""
    lengths: dict[str, Array] = field(default_factory=dict)
    """Field -> number of its terms in each document."""
    columns: dict[str, Array] = field(default_factory=dict)
    """Whatever else belongs to documents, by name."""


class BulkWriter:
    """Holds the index's lock until :meth:`commit` or :meth:`cancel`. Raises Whoosh's LockError when it is taken."""

    def __init__(self, index: Any) -> None:
        self._storage, self._name = index.storage, index.indexname
        self._lock = index.lock(LOCK)
        if not self._lock.acquire(blocking=False):
            raise LockError(f"{index} is being written by another writer")
        toc = TOC.read(self._storage, self._name)
        self.generation = toc.generation + 1
        self._schema = toc.schema
        self._segments: list[Any] = toc.segments

    def add(self, made: SegmentArrays) -> None:
        """Write a segment's files; readers see it after the commit."""
        self.take(write_segment(self._storage, self._name, made))

    def take(self, segment: Any) -> None:
        """Add a segment whose files :func:`write_segment` wrote, perhaps in another process."""
        self._segments.append(segment)

    def delete(self, documents: Mapping[str, Iterable[int]]) -> None:
        """Delete documents: identifier of a segment -> numbers of documents within it."""
        for segment in self._segments:
            for number in documents.get(segment.segment_id(), ()):
                segment.delete_document(int(number))

    def replace(self, old: Iterable[str], made: SegmentArrays) -> None:
        """Put a merged segment in the place of those it was merged from."""
        gone = set(old)
        self._segments = [each for each in self._segments if each.segment_id() not in gone]
        self.add(made)

    def commit(self) -> None:
        """Make everything visible to readers at once; a crash before the end of this leaves the generation before."""
        try:
            self._segments = [each for each in self._segments if each.doc_count()]
            self._make_durable(name for segment in self._segments for name in segment.list_files(self._storage))
            TOC(self._schema, self._segments, self.generation).write(self._storage, self._name)
            self._make_durable([TOC._filename(self._name, self.generation)])
            clean_files(self._storage, self._name, self.generation, self._segments)
            self._sweep()
        finally:
            self._lock.release()

    def cancel(self) -> None:
        """Forget everything; files already written are swept by the next commit."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.commit()
        else:
            self.cancel()

    def _sweep(self) -> None:
        """Delete tables of contents that a killed process did not finish, which Whoosh leaves lying."""
        for name in self._storage.list():
            if name.startswith(f"_{self._name}_") and UNFINISHED.search(name):
                self._storage.delete_file(name)

    def _make_durable(self, names: Iterable[str]) -> None:
        """Wait until files and their folder's list of them are on the disk; Whoosh itself never does."""
        if isinstance(self._storage, FileStorage):
            folder = Path(self._storage.folder)
            for name in names:
                _sync(folder / name)
            _sync(folder)


def write_segment(storage: Any, indexname: str, made: SegmentArrays) -> Any:
    """Write a segment's files; it belongs to the index when a BulkWriter has taken it and committed."""
    segment = ArraySegment(ArrayCodec(), indexname)
    segment.set_doc_count(made.size)
    segment._fieldlengths = {name: int(lengths.sum()) for name, lengths in made.lengths.items()}
    streams = {name: each if not isinstance(each, dict) else _Whole(each) for name, each in made.fields.items()}
    shapes = {f"{name}/{part}": shape for name, each in streams.items() for part, shape in each.shapes.items()}
    with segment.create_file(storage, INVERTED) as file:
        writer = ArrayWriter(file, shapes, {"fields": sorted(made.fields)})
        for name, stream in streams.items():
            for values in stream.slices():
                for part, array in values.items():
                    writer.append(f"{name}/{part}", array)
        writer.close()
    documents = {f"{name}/lengths": least(lengths) for name, lengths in made.lengths.items()} | made.columns
    save_arrays(storage, segment, DOCUMENTS, documents, {"documents": made.size})
    return segment


@dataclass(frozen=True, slots=True)
class _Whole:
    """Arrays that are in memory."""

    arrays: Mapping[str, Array]

    @property
    def shapes(self) -> Mapping[str, Shape]:
        return {name: Shape(array.dtype, len(array)) for name, array in self.arrays.items()}

    def slices(self) -> Iterator[Mapping[str, Array]]:
        yield self.arrays


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
