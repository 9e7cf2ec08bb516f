"""A segment's two files of arrays, and its entry in Whoosh's table of contents.

``.inv`` has each field's dictionary and postings, named ``field/part`` as FieldPostings names its parts. ``.doc`` has
what belongs to documents: ``field/lengths``, the exact number of a field's terms in each, and a bulk writer's columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage

from search.arrays.file import Array, ArrayFile, write
from search.arrays.postings import FieldPostings

INVERTED: Final = ".inv"
DOCUMENTS: Final = ".doc"


class ArraySegment(W3Segment):
    """A segment's entry in the table of contents."""

    def should_assemble(self) -> bool:
        """Never: arrays are mapped from files of their own."""
        return False


def open_arrays(storage: Any, segment: Any, extension: str) -> ArrayFile:
    """One of a segment's files, mapped where the storage is a directory. Raises DamagedFile naming the file."""
    name = segment.make_filename(extension)
    if isinstance(storage, FileStorage):
        return ArrayFile.open(Path(storage.folder) / name)
    with storage.open_file(name) as file:
        return ArrayFile(file.read(), name)


def save_arrays(
    storage: Any, segment: Any, extension: str, arrays: Mapping[str, Array], about: Mapping[str, Any]
) -> None:
    """Write one of a segment's files."""
    with segment.create_file(storage, extension) as file:
        write(file, arrays, about)


def open_field(
    inverted: ArrayFile, documents: Mapping[str, Array], fieldname: str, when_uncounted: int = 0
) -> FieldPostings:
    """A field's postings with its lengths, which are all ``when_uncounted`` where nobody counted them."""
    name = f"{fieldname}/lengths"
    lengths = documents.get(name, inverted.get(name))
    return FieldPostings.of(inverted, fieldname, _same(when_uncounted) if lengths is None else lengths)


def _same(length: int) -> Array:
    """One length for any document there can be, in no memory."""
    return np.broadcast_to(np.int32(length), 1 << 31)
