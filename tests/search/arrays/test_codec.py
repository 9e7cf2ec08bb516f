"""The codec as any Whoosh project meets it: on disk, with several processes, with damaged files."""

from pathlib import Path
from typing import Any

import pytest
from whoosh import fields
from whoosh.index import create_in, open_dir
from whoosh.query import FuzzyTerm, Term
from whoosh.reading import CorruptIndexError

from search.arrays.codec import ArrayCodec
from search.arrays.searcher import ArraySearcher

SCHEMA = fields.Schema(path=fields.ID(stored=True, unique=True), text=fields.TEXT(stored=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    index = create_in(str(tmp_path), SCHEMA)
    with index.writer(codec=ArrayCodec()) as writer:
        for number in range(20):
            writer.add_document(path=f"/{number}", text=f"harbour bridge {'fog ' * (number % 4)}")
    return tmp_path


def found(folder: Path, tree: Any) -> list[int]:
    with open_dir(str(folder)).searcher() as searcher:
        ours = ArraySearcher(searcher).find(tree).documents.tolist()
        assert sorted(hit.docnum for hit in searcher.search(tree, limit=None)) == ours
        return [int(number) for number in ours]


def test_readers_find_the_codec_by_themselves(folder: Path) -> None:
    assert len(found(folder, Term("text", "fog"))) == 15
    with open_dir(str(folder)).searcher() as searcher:
        assert searcher.document(path="/3")["text"].startswith("harbour")
        assert [hit["path"] for hit in searcher.search(Term("text", "fog"), limit=1)] == ["/3"]


def test_update_delete_and_merge_by_whoosh(folder: Path) -> None:
    with open_dir(str(folder)).writer(codec=ArrayCodec()) as writer:
        writer.update_document(path="/3", text="clear sky")
        writer.delete_by_term("path", "/7")
    assert len(found(folder, Term("text", "fog"))) == 13
    open_dir(str(folder)).optimize(codec=ArrayCodec())
    assert len(found(folder, Term("text", "fog"))) == 13
    assert len(found(folder, Term("text", "sky"))) == 1


def test_whoosh_fuzzy_terms_and_corrections_use_the_arrays(folder: Path) -> None:
    assert len(found(folder, FuzzyTerm("text", "harbuor", maxdist=2))) == 20
    with open_dir(str(folder)).searcher() as searcher:
        assert searcher.corrector("text").suggest("brigde", maxdist=2) == ["bridge"]


def test_segments_of_another_codec_beside_ours(folder: Path) -> None:
    with open_dir(str(folder)).writer() as writer:
        writer.merge = False
        writer.add_document(path="/new", text="fog")
    assert len(found(folder, Term("text", "fog"))) == 16


@pytest.mark.parametrize("extension", [".inv", ".doc"])
def test_a_damaged_segment_is_named(folder: Path, extension: str) -> None:
    (path,) = folder.glob(f"*{extension}")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(CorruptIndexError, match=path.name):
        found(folder, Term("text", "fog"))
