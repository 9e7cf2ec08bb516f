"""Pages saved as MHTML, as several browsers write them and as broken savers do."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extract import extract
from indexer.page import Page
from indexer.readers import Item, Unreadable, is_page, read
from search.article import Article
from tests.indexer.samples import story

_ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "quoted-printable": quopri.encodestring,
    "base64": base64.encodebytes,
    "8bit": bytes,
}
ADDRESS = "https://www.lantern.example/town/harbour?id=1&part=2"
PICTURE = base64.encodebytes(b"\x89PNG" + bytes(300))


def saved(
    html: bytes,
    *,
    head: str = f"Snapshot-Content-Location: {ADDRESS}",
    kind: str = "text/html",
    encoding: str = "quoted-printable",
    before: str = "",
) -> bytes:
    """A page as Chromium saves it; a test may ask for another head, other encodings, and parts before the page."""
    coded = _ENCODINGS[encoding](html)
    head = "\r\n".join(
        [
            "From: <Saved by Blink>",
            *([head] if head else []),
            "Subject: =?utf-8?Q?Harbour=20works=20=E2=80=93=20The=20Lantern?=",
            "Date: Wed, 9 May 2012 10:11:12 +0200",
            "MIME-Version: 1.0",
            'Content-Type: multipart/related; type="text/html"; boundary="----Boundary--9"',
            "",
            "",
            f"{before}------Boundary--9",
            f"Content-Type: {kind}",
            "Content-ID: <frame-1@mhtml.blink>",
            f"Content-Transfer-Encoding: {encoding}",
            f"Content-Location: {ADDRESS}",
            "",
            "",
        ]
    )
    picture = "\r\n------Boundary--9\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + coded + picture.encode() + PICTURE + b"\r\n------Boundary--9--\r\n"


def one(tmp_path: Path, content: bytes, name: str = "harbour.mhtml") -> Item:
    (tmp_path / name).write_bytes(content)
    (item,) = read([tmp_path / name])
    return item


def page(tmp_path: Path, content: bytes, name: str = "harbour.mhtml") -> Page:
    item = one(tmp_path, content, name)
    assert isinstance(item, Page), item
    return item


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("name", ["harbour.mhtml", "HARBOUR.MHT"])
def test_a_saved_page_is_read_with_its_address_and_the_moment(tmp_path: Path, encoding: str, name: str) -> None:
    found = page(tmp_path, saved(story(), encoding=encoding), name)
    assert found.html.strip() == story().strip()
    assert found.url == ADDRESS
    assert found.fetched == datetime(2012, 5, 9, 8, 11, 12, tzinfo=UTC)
    article = extract(found)
    assert isinstance(article, Article)
    assert article.headline == "Harbour works, part 1"
    assert article.url == ADDRESS


def test_the_part_says_what_it_is_written_in(tmp_path: Path) -> None:
    html = "<title>Порт углубят</title><h1>Порт углубят</h1>".encode("koi8-r")
    assert page(tmp_path, saved(html, kind='text/html; charset="koi8-r"')).charset == "koi8-r"


def test_the_address_of_the_part_serves_when_the_mail_has_none(tmp_path: Path) -> None:
    assert page(tmp_path, saved(story(), head="")).url == ADDRESS


def test_a_folded_address_is_joined(tmp_path: Path) -> None:
    head = f"Snapshot-Content-Location: {ADDRESS[:30]}\r\n {ADDRESS[30:]}"
    assert page(tmp_path, saved(story(), head=head)).url == ADDRESS


def test_a_page_after_its_styles_is_found(tmp_path: Path) -> None:
    style = "------Boundary--9\r\nContent-Type: text/css\r\n\r\np {color: red}\r\n"
    assert page(tmp_path, saved(story(), before=style)).html.strip() == story().strip()


def test_the_part_that_the_mail_names_is_the_page(tmp_path: Path) -> None:
    frame = "------Boundary--9\r\nContent-Type: text/html\r\nContent-ID: <frame-0>\r\n\r\n<p>An advertisement\r\n"
    content = saved(story(), before=frame).replace(b'type="text/html"', b'start="<frame-1@mhtml.blink>"', 1)
    assert page(tmp_path, content).html.strip() == story().strip()


def test_a_mail_without_parts_is_a_page_too(tmp_path: Path) -> None:
    content = b"Content-Type: text/html; charset=utf-8\r\nContent-Location: " + ADDRESS.encode() + b"\r\n\r\n" + story()
    assert page(tmp_path, content).url == ADDRESS


def test_a_page_that_was_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = saved(story())
    found = page(tmp_path, whole[: whole.index(b"lighthouse")])
    assert b"Harbour works" in found.html


def test_saved_pages_stand_in_folders_zips_and_compressed_files(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "saves.zip", "w") as packed:
        packed.writestr("a/harbour.mht", saved(story()))
    (tmp_path / "b.mhtml").write_bytes(saved(story(2)))
    found = [item for item in read([tmp_path]) if isinstance(item, Page)]
    assert [item.origin.rpartition("/")[2] for item in found] == ["b.mhtml", "harbour.mht"]
    assert all(is_page(item.origin) for item in found)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no part that is HTML"),
        (b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\n\x89PNG", "no part that is HTML"),
        (saved(b"  "), "no part that is HTML"),
        (b"Content-Type: multipart/related; boundary=x\r\n\r\n" + b"--x\r\n\r\n" * 50_000, "more parts"),
        (
            b"".join(b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000)),
            "nested too deep",
        ),
    ],
)
def test_what_holds_no_page_is_said(tmp_path: Path, content: bytes, reason: str) -> None:
    item = one(tmp_path, content)
    assert isinstance(item, Unreadable)
    assert reason in item.reason


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_damage_gives_a_value(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    content = bytearray(saved(story()[:600]))
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, max(0, len(content) - 1)))
        content[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    item = one(tmp_path_factory.mktemp("damage"), bytes(content))
    assert isinstance(item, Page | Unreadable)
    if isinstance(item, Unreadable):
        assert "it is damaged (" not in item.reason
