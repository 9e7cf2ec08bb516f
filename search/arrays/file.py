"""One file of named, typed, flat arrays, read where it lies through a memory map.

Layout, all numbers little-endian::

    8 bytes    magic, ``NEWSARR1``
    8 bytes    length of the header
    header     JSON: {"format", "about", "arrays": {name: [dtype, offset, count, crc32]}}
    4 bytes    CRC-32 of the header
    arrays     each at a multiple of 64 bytes from the beginning of the file

A reader trusts nothing: header and lengths are checked at opening, the arrays' checksums by :meth:`ArrayFile.verify`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

import numpy as np
import numpy.typing as npt
from whoosh.reading import CorruptIndexError

MAGIC: Final = b"NEWSARR1"
FORMAT: Final = 2
ALIGNMENT: Final = 64
LARGEST_HEADER: Final = 1 << 26

Array = npt.NDArray[Any]


class DamagedFile(CorruptIndexError):
    """The file is not one of ours, is cut short, or does not hold what its header says."""


def write(file: BinaryIO, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
    """Write arrays to an empty file; ``about`` is any JSON kept beside them."""
    table: dict[str, tuple[str, int, int, int]] = {}
    place = 0
    for name, array in arrays.items():
        block = _flat(array)
        table[name] = (block.dtype.str, place, len(block), _checksum(block))
        place += _aligned(block.nbytes)
    header = json.dumps({"format": FORMAT, "about": dict(about), "arrays": table}).encode()
    head = MAGIC + len(header).to_bytes(8, "little") + header + zlib.crc32(header).to_bytes(4, "little")
    file.write(head.ljust(_aligned(len(head)), b"\0"))
    for array in arrays.values():
        block = _flat(array)
        file.write(_bytes(block))
        file.write(bytes(_aligned(block.nbytes) - block.nbytes))


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
