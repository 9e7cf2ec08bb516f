from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from indexer.page import Page
from indexer.readers import Item, Ready, Unreadable, read
from indexer.readers import items as limits
from tests.indexer.samples import story, warc

Members = Mapping[str, bytes]


def zipped(members: Members) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def tarred(members: Members) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as made:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def written(place: Path, content: bytes) -> list[Item]:
    place.write_bytes(content)
    return list(read([place]))


PACKERS: Mapping[str, Callable[[Members], bytes]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tar.gz": lambda members: gzip.compress(tarred(members)),
    "a.tgz": lambda members: gzip.compress(tarred(members)),
    "a.tar.bz2": lambda members: bz2.compress(tarred(members)),
    "a.tar.xz": lambda members: lzma.compress(tarred(members)),
}


@pytest.mark.parametrize("name", PACKERS)
def test_members_are_read_in_place(tmp_path: Path, name: str) -> None:
    members = {
        "b/one.html": story(1),
        "a/two.html.gz": gzip.compress(story(2)),
        "picture.png": b"no page",
        "__MACOSX/b/._one.html": b"shadow",
        "lines.jsonl": json.dumps({"title": "Three", "body": "Words."}).encode(),
    }
    first, second, third = written(tmp_path / name, PACKERS[name](members))
    prefix = f"{tmp_path.resolve() / name}!/"
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert isinstance(third, Ready)
    assert [first.html, second.html, third.article.headline] == [story(1), story(2), "Three"]
    origins = [first.origin, second.origin, third.origin]
    assert origins == [prefix + end for end in ("b/one.html", "a/two.html.gz", "lines.jsonl!/1")]


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_names_that_climb_out_are_shown_and_write_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (page,) = written(tmp_path / "in" / name, PACKERS[name]({"../../evil.html": story()}))
    assert page.origin.endswith("!/../../evil.html")
    assert sorted(path.name for path in tmp_path.rglob("*")) == [name, "in"]


def test_a_damaged_member_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.html": story(1), "b.html": story(2)}))
    content[60:64] = b"\xff\xff\xff\xff"
    first, second = written(tmp_path / "a.zip", bytes(content))
    assert isinstance(first, Unreadable)
    assert first.origin.endswith("a.zip!/a.html")
    assert isinstance(second, Page)


def test_an_encrypted_member_is_said(tmp_path: Path) -> None:
    content = zipped({"a.html": story()})
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + flags
        content = content[:at] + bytes([content[at] | 1]) + content[at + 1 :]
    (item,) = written(tmp_path / "a.zip", content)
    assert isinstance(item, Unreadable)
    assert "password" in item.reason


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.wacz"])
def test_what_is_no_container_is_said(tmp_path: Path, name: str) -> None:
    (item,) = written(tmp_path / name, b"These are only words. " * 100)
    assert isinstance(item, Unreadable)
    assert item.origin == str(tmp_path.resolve() / name)


def test_a_tar_that_is_cut_gives_what_came_before(tmp_path: Path) -> None:
    whole = gzip.compress(tarred({f"{number}.html": story(number) * 40 for number in range(50)}), 0)
    items = written(tmp_path / "a.tar.gz", whole[: len(whole) // 2])
    pages = [item for item in items if isinstance(item, Page)]
    assert [page.html for page in pages] == [story(number) * 40 for number in range(len(pages))]
    assert 10 < len(pages) < 50
    member, container = items[len(pages) :]
    assert isinstance(member, Unreadable)
    assert isinstance(container, Unreadable)
    assert member.origin.endswith(f"!/{len(pages)}.html")
    assert "cut off" in container.reason


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_a_member_that_expands_beyond_all_measure_is_refused(tmp_path: Path, name: str) -> None:
    members = {"bomb.html": bytes(limits.ITEM_LIMIT + 1), "good.html": story()}
    bomb, good = written(tmp_path / name, PACKERS[name](members))
    assert isinstance(bomb, Unreadable)
    assert isinstance(good, Page)


def test_containers_in_containers_are_read_one_level_deep(tmp_path: Path) -> None:
    crawl = warc([("http://lantern.example/", story())])
    inner = zipped({"c.warc.gz": crawl, "deep.zip": zipped({"crawl.warc.gz": crawl})})
    page, refused = written(tmp_path / "a.zip", zipped({"b.zip": inner}))
    assert isinstance(page, Page)
    assert page.origin.endswith("a.zip!/b.zip!/c.warc.gz!/1")
    assert isinstance(refused, Unreadable)
    assert "too deep" in refused.reason


def test_a_wacz_is_read_for_its_crawls(tmp_path: Path) -> None:
    content = zipped(
        {
            "pages/pages.jsonl": b'{"title": "A list of the pages, and no article", "body": "x"}',
            "archive/data.warc.gz": warc([("http://lantern.example/", story())]),
        }
    )
    (page,) = written(tmp_path / "a.wacz", content)
    assert isinstance(page, Page)
    assert page.url == "http://lantern.example/"
