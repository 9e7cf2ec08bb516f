"""Small real pages and containers for the tests of this room."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

Captured = tuple[str, bytes]
"""An address and the page at it."""


def story(number: int = 1, day: str = "2012-05-09") -> bytes:
    """A page with one article of its own."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour works, part {number} - The Lantern</title>
<meta property="article:published_time" content="{day}">
</head><body><h1>Harbour works, part {number}</h1>
<p>The town council voted on Tuesday to deepen basin {number} of the old harbour before the winter storms arrive.</p>
<p>Engineer Marta Quill said the dredgers would begin at the northern quay and work towards lighthouse {number}.</p>
<p>Fishing boats will be moored across the river until the autumn, and ferry passengers should allow more time.</p>
</body></html>""".encode()


def warc(
    pages: Iterable[Captured],
    *,
    packed: bool = True,
    status: str = "200 OK",
    headers: Mapping[str, str] = MappingProxyType({"Content-Type": "text/html; charset=utf-8"}),
) -> bytes:
    """A crawl of these pages, each record packed by itself."""
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    http = f"HTTP/1.1 {status}\r\n{head}\r\n".encode()
    records = [record("response", url, http + body, "application/http; msgtype=response") for url, body in pages]
    return b"".join(map(gzip.compress, records) if packed else records)


def record(kind: str, url: str, block: bytes, content_type: str) -> bytes:
    """One WARC record (ISO 28500:2017, 4)."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2012-05-09T10:11:12Z\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def folder_of_stories(place: Path, count: int) -> Path:
    """A folder with so many pages."""
    place.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (place / f"{number:05}.html").write_bytes(story(number))
    return place
