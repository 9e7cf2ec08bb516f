"""Whatever happens to a file on its way, reading it ends and raises nothing."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.readers import read
from indexer.readers.items import Item
from tests.indexer.samples import story, warc

STORIES = [story(number) for number in range(3)]


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for number, page in enumerate(STORIES):
            made.writestr(f"{number}.html", page)
    return buffer.getvalue()


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as made:
        for number, page in enumerate(STORIES):
            info = tarfile.TarInfo(f"{number}.html")
            info.size = len(page)
            made.addfile(info, io.BytesIO(page))
    return buffer.getvalue()


CRAWL = [(f"http://lantern.example/{number}", page) for number, page in enumerate(STORIES)]
FILES: Mapping[str, bytes] = {
    "a.zip": _zip(),
    "a.tar": _tar(),
    "a.tar.gz": gzip.compress(_tar()),
    "a.warc": warc(CRAWL, packed=False),
    "a.warc.gz": warc(CRAWL),
    "a.jsonl": b"".join(json.dumps({"title": page.decode()}).encode() + b"\n" for page in STORIES),
    "a.html.gz": gzip.compress(STORIES[0]),
}


def read_bytes(name: str, content: bytes) -> list[Item]:
    with TemporaryDirectory() as directory:
        place = Path(directory) / name
        place.write_bytes(content)
        return list(read([place]))


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damaged_files_are_values_and_not_errors(name: str, data: st.DataObject) -> None:
    content = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        patch = data.draw(st.binary(min_size=1, max_size=8))
        content[at : at + len(patch)] = patch
    cut = data.draw(st.integers(0, len(content)))
    assert read_bytes(name, bytes(content)) is not None
    assert read_bytes(name, bytes(content[:cut])) is not None


@pytest.mark.parametrize("name", FILES)
def test_the_same_files_whole_give_every_page(name: str) -> None:
    assert len(read_bytes(name, FILES[name])) == (1 if name == "a.html.gz" else 3)
