"""What is written comes back, and whatever is cut short or changed is noticed and named."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from search.arrays.file import ArrayFile, DamagedFile, write

KINDS = [np.int32, np.int64, np.uint8, np.float32, np.bool_]
some_arrays = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.sampled_from(KINDS).flatmap(lambda kind: arrays_of.arrays(kind, st.integers(0, 70))),
    max_size=4,
)
HELD = {
    "words": np.arange(40, dtype=np.int32),
    "empty": np.empty(0, np.int64),
    "bytes": np.frombuffer(b"abc", np.uint8),
}


def written(arrays: Mapping[str, Any], about: Mapping[str, Any]) -> bytes:
    file = io.BytesIO()
    write(file, arrays, about)
    return file.getvalue()


@given(some_arrays, st.dictionaries(st.text(max_size=4), st.integers() | st.text(max_size=4), max_size=3))
def test_what_is_written_comes_back(held: Mapping[str, Any], about: Mapping[str, Any]) -> None:
    file = ArrayFile(written(held, about), "some.inv")
    file.verify()
    assert list(file) == list(held)
    assert file.about == about
    for name, array in held.items():
        assert file[name].dtype == array.dtype
        np.testing.assert_array_equal(file[name], array)


def test_a_file_is_mapped_and_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "segment.inv"
    path.write_bytes(written(HELD, {}))
    array = ArrayFile.open(path)["words"]
    assert not array.flags.writeable
    assert array.tolist() == list(range(40))


def test_every_truncation_is_noticed_at_opening(tmp_path: Path) -> None:
    whole = written(HELD, {"documents": 3})
    path = tmp_path / "segment.inv"
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedFile, match=r"segment\.inv"):
            ArrayFile.open(path)
    path.write_bytes(whole + b"\0")
    with pytest.raises(DamagedFile, match="longer"):
        ArrayFile.open(path)


def header_length(whole: bytes | bytearray) -> int:
    return 8 + 8 + int.from_bytes(whole[8:16], "little") + 4


@given(st.data())
@settings(max_examples=500)
def test_every_changed_byte_of_the_header_is_noticed_at_opening(data: st.DataObject) -> None:
    whole = bytearray(written(HELD, {"documents": 3}))
    whole[data.draw(st.integers(0, header_length(whole) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DamagedFile, match=r"segment\.inv"):
        ArrayFile(bytes(whole), "segment.inv")


def test_every_changed_byte_of_an_array_is_noticed_by_verifying() -> None:
    whole = bytearray(written({"words": HELD["words"]}, {}))
    begin = len(whole) - 192  # 160 bytes of numbers, filled up to a multiple of 64
    for place in range(begin, begin + 160):
        whole[place] ^= 1
        with pytest.raises(DamagedFile, match=r"segment\.inv: the array words"):
            ArrayFile(bytes(whole), "segment.inv").verify()
        whole[place] ^= 1


def test_another_format_is_named() -> None:
    whole = written({}, {})
    length = int.from_bytes(whole[8:16], "little")
    header = whole[16 : 16 + length].replace(b'"format": 3', b'"format": 9')
    changed = whole[:16] + header + _checksum(header)
    with pytest.raises(DamagedFile, match="format 9"):
        ArrayFile(changed.ljust(len(whole), b"\0"), "segment.inv")


def _checksum(header: bytes) -> bytes:
    import zlib

    return zlib.crc32(header).to_bytes(4, "little")
