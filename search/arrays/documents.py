"""What the codec keeps for each document: the exact length of every field, beside what Whoosh's own codec keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import STORED_COLUMN, W3PerDocReader, W3PerDocWriter

from search.arrays.build import least
from search.arrays.file import Array
from search.arrays.segments import DOCUMENTS, open_arrays, save_arrays


class DocumentWriter(W3PerDocWriter):
    """Takes documents one by one; lengths are written when it is closed."""

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._exact: dict[str, dict[int, int]] = defaultdict(dict)

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        """A field of the document that was begun, and how many terms it has."""
        super().add_field(fieldname, fieldobj, value, length)
        if length:
            self._exact[fieldname][self._docnum] = length

    def close(self) -> None:
        """Write what was taken."""
        super().close()
        arrays: dict[str, Array] = {}
        for fieldname, exact in self._exact.items():
            lengths = np.zeros(self._doccount, dtype=np.int32)
            lengths[list(exact)] = list(exact.values())
            arrays[f"{fieldname}/lengths"] = least(lengths)
        save_arrays(self._storage, self._segment, DOCUMENTS, arrays, {"documents": self._doccount})


class DocumentReader(W3PerDocReader):
    """Answers for documents; Whoosh's codec would answer with lengths rounded to one of 256."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._arrays = open_arrays(storage, segment, DOCUMENTS)

    def _exact(self, fieldname: str) -> Array | None:
        return self._arrays.get(f"{fieldname}/lengths")

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many terms a document's field has; ``default`` for none. Raises IndexError."""
        lengths = self._exact(fieldname)
        return default if lengths is None else int(lengths[docnum]) or default

    def doc_field_length_reader(self, fieldname: str, default: int = 0) -> Callable[[int], int]:
        """The function from a document to the length of a field."""
        lengths = self._exact(fieldname)
        if lengths is None:
            return lambda _: default
        return lambda docnum: int(lengths[docnum]) or default

    def min_field_length(self, fieldname: str) -> int:
        """The least length of a field."""
        lengths = self._exact(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length of a field."""
        lengths = self._exact(fieldname)
        return 0 if lengths is None else int(lengths.max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """A document's stored values; none where a bulk writer stored none."""
        reader = self._cached_reader("_stored", STORED_COLUMN)
        return (reader[docnum] if reader is not None else None) or {}
