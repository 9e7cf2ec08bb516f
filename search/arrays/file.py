"""One file of named, typed, flat arrays, read where it lies through a memory map.

Layout, all numbers little-endian::

    8 bytes    magic, ``NEWSARR1``
    8 bytes    length of the header
    header     JSON: {"format", "about", "arrays": {name: [dtype, offset, count, crc32]}}, filled up with spaces
    4 bytes    CRC-32 of the header
    arrays     each at a multiple of 64 bytes from the beginning of the file

A reader trusts nothing: header and lengths are checked at opening, the arrays' checksums by :meth:`ArrayFile.verify`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from whoosh.reading import CorruptIndexError

MAGIC: Final = b"NEWSARR1"
FORMAT: Final = 3
ALIGNMENT: Final = 64
LARGEST_HEADER: Final = 1 << 26
UNKNOWN: Final = (1 << 32) - 1
"""The checksum that takes most room in a header."""

Array = npt.NDArray[Any]


class DamagedFile(CorruptIndexError):
    """The file is not one of ours, is cut short, or does not hold what its header says."""


def write(file: BinaryIO, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
    """Write arrays to an empty file; ``about`` is any JSON kept beside them."""
    flat = {name: _flat(array) for name, array in arrays.items()}
    writer = ArrayWriter(file, {name: Shape(array.dtype, len(array)) for name, array in flat.items()}, about)
    for name, array in flat.items():
        writer.append(name, array)
    writer.close()


class Shape(NamedTuple):
    """What must be known of an array before it is written."""

    kind: np.dtype[Any]
    length: int


class ArrayWriter:
    """Writes a file whose arrays grow side by side, so that none need be in memory whole."""

    def __init__(self, file: BinaryIO, shapes: Mapping[str, Shape], about: Mapping[str, Any]) -> None:
        self._file, self._about = file, dict(about)
        self._shapes = {name: Shape(shape.kind.newbyteorder("<"), shape.length) for name, shape in shapes.items()}
        sizes = [_aligned(kind.itemsize * count) for kind, count in self._shapes.values()]
        self._begins = dict(zip(self._shapes, accumulate(sizes, initial=0), strict=False))
        self._end = sum(sizes)
        self._done, self._checksums = dict.fromkeys(self._shapes, 0), dict.fromkeys(self._shapes, 0)
        self._room = len(self._header(dict.fromkeys(self._shapes, UNKNOWN)))
        self._begin = _aligned(len(MAGIC) + 8 + self._room + 4)

    def append(self, name: str, values: Array) -> None:
        """The next values of an array. Raises ValueError for more than were told, or of another type."""
        flat, (kind, count) = _flat(values), self._shapes[name]
        if flat.dtype != kind or self._done[name] + len(flat) > count:
            raise ValueError(f"the array {name} takes {count} of {kind}")
        block = _bytes(flat)
        self._file.seek(self._begin + self._begins[name] + self._done[name] * kind.itemsize)
        self._file.write(block)
        self._checksums[name] = zlib.crc32(block, self._checksums[name])
        self._done[name] += len(flat)
        if self._done[name] == count:
            self._file.write(bytes(_aligned(count * kind.itemsize) - count * kind.itemsize))

    def close(self) -> None:
        """Write the header, without which the file is none. Raises ValueError when values are missing."""
        if missing := [name for name, shape in self._shapes.items() if self._done[name] < shape.length]:
            raise ValueError(f"the array {missing[0]} is not complete")
        header = self._header(self._checksums).ljust(self._room)
        head = MAGIC + len(header).to_bytes(8, "little") + header + zlib.crc32(header).to_bytes(4, "little")
        self._file.seek(0)
        self._file.write(head.ljust(self._begin, b"\0"))

    def _header(self, checksums: Mapping[str, int]) -> bytes:
        arrays = {
            name: (kind.str, self._begins[name], count, checksums[name]) for name, (kind, count) in self._shapes.items()
        }
        return json.dumps({"format": FORMAT, "about": self._about, "arrays": arrays}).encode()


def _flat(array: Array) -> Array:
    flat = np.ascontiguousarray(array)
    return flat.astype(flat.dtype.newbyteorder("<"), copy=False)


def _bytes(flat: Array) -> memoryview:
    return flat.view(np.uint8).data if len(flat) else memoryview(b"")


def _checksum(flat: Array) -> int:
    return zlib.crc32(_bytes(flat))


class ArrayFile(Mapping[str, Array]):
    """The arrays of one file, mapped and not loaded: opening reads only the header."""

    def __init__(self, buffer: Any, name: str) -> None:
        self._bytes = np.frombuffer(buffer, dtype=np.uint8)
        self.name = name
        header, self._begin = self._header()
        self.about: Mapping[str, Any] = header["about"]
        self._table: Mapping[str, tuple[str, int, int, int]] = header["arrays"]
        self._check_length()

    @classmethod
    def open(cls, path: Path) -> Self:
        """The arrays of a file. Raises DamagedFile, or OSError when it is missing."""
        if path.stat().st_size == 0:
            raise DamagedFile(f"{path} is empty")
        return cls(np.memmap(path, dtype=np.uint8, mode="r"), str(path))

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def __getitem__(self, name: str) -> Array:
        """An array, without copying it. Raises KeyError when the file has none of that name."""
        kind, place, count, _ = self._table[name]
        return (
            np.frombuffer(self._bytes, dtype=kind, count=count, offset=self._begin + place)
            if count
            else np.empty(0, kind)
        )

    def verify(self) -> None:
        """Read every array and compare its checksum. Raises DamagedFile naming the first that differs."""
        for name, (_, _, _, checksum) in self._table.items():
            if _checksum(self[name]) != checksum:
                raise DamagedFile(f"{self.name}: the array {name} does not match its checksum")

    def _header(self) -> tuple[Any, int]:
        start = len(MAGIC) + 8
        if bytes(self._bytes[: len(MAGIC)]) != MAGIC:
            raise DamagedFile(f"{self.name} is not a file of arrays")
        length = int.from_bytes(bytes(self._bytes[len(MAGIC) : start]), "little")
        if length > min(LARGEST_HEADER, len(self._bytes) - start - 4):
            raise DamagedFile(f"{self.name} is cut short")
        header = bytes(self._bytes[start : start + length])
        if zlib.crc32(header) != int.from_bytes(bytes(self._bytes[start + length : start + length + 4]), "little"):
            raise DamagedFile(f"{self.name} has a damaged header")
        values = json.loads(header)
        if values["format"] != FORMAT:
            raise DamagedFile(f"{self.name} has format {values['format']}, this program knows {FORMAT}")
        return values, _aligned(start + length + 4)

    def _check_length(self) -> None:
        """Compare the file's length, to the byte, with where its header says that the last array ends."""
        sizes = (place + _aligned(count * np.dtype(kind).itemsize) for kind, place, count, _ in self._table.values())
        expected = self._begin + max(sizes, default=0)
        if len(self._bytes) != expected:
            what = "is cut short" if len(self._bytes) < expected else "is longer than it should be"
            raise DamagedFile(f"{self.name} {what}: {len(self._bytes)} bytes, not {expected}")


def _aligned(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT
