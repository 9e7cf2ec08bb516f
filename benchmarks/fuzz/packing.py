"""One page as each kind of container holds it."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import quopri
import tarfile
import zipfile
from collections.abc import Callable, Mapping


def _zip(page: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a/page.html", page)
        packed.writestr("b.html.gz", gzip.compress(page, mtime=0))
    return made.getvalue()


def _tar(page: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        info = tarfile.TarInfo("a/page.html")
        info.size = len(page)
        packed.addfile(info, io.BytesIO(page))
    return made.getvalue()


def _warc(page: bytes) -> bytes:
    """Two records (ISO 28500:2017), each packed by itself."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper.example/a\r\nWARC-Date: 2012-05-09T10:11:12Z"
        f"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return 2 * gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def _mhtml(page: bytes) -> bytes:
    head = (
        "Date: Wed, 9 May 2012 10:11:12 +0200\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="part"\r\n\r\n--part\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://paper.example/a\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(page) + b"\r\n--part--\r\n"


def _jsonl(page: bytes) -> bytes:
    text = page.decode("utf-8", "replace")
    values = {"title": text[:60], "body": text, "date": "2012-05-09", "authors": ["Ann Lee"], "section": "City / Port"}
    return f"{json.dumps(values)}\n{json.dumps(values, ensure_ascii=False)}\n".encode()


PACKS: Mapping[str, Callable[[bytes], bytes]] = {
    ".zip": _zip,
    ".tar": _tar,
    ".warc.gz": _warc,
    ".mhtml": _mhtml,
    ".jsonl": _jsonl,
    ".html.gz": lambda page: gzip.compress(page, mtime=0),
    ".html.bz2": bz2.compress,
    ".html.xz": lzma.compress,
}
"""End of a file's name -> what packs a page so."""
