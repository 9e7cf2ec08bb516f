"""WARC files, the records of a crawl (ISO 28500:2017).

Read are answered requests (``response``) and plain ``resource`` records that hold HTML. Redirects, errors,
pictures, requests and ``revisit`` records, which repeat what an earlier record holds, are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import UTC, datetime
from email.message import Message
from io import StringIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from indexer.page import Page
from indexer.readers.items import ITEM_LIMIT, Item, Unreadable
from indexer.readers.pages import TOO_LARGE, page
from indexer.readers.registry import reads
from indexer.readers.source import DAMAGED, Source, explain, take

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_ENCODINGS = frozenset({"", "identity", "gzip", "deflate"})


@reads(".warc")
def read_warc(source: Source) -> Iterator[Item]:
    """The pages of a crawl; the number in an origin counts the file's records from 1."""
    start = source.stream.peek(5)[:5]
    if start != b"WARC/":
        if start and not source.stream.trouble:
            yield Unreadable(source.origin, "it is no WARC file: it does not begin with WARC/")
        return
    for number, record in enumerate(_records(source), 1):
        origin = f"{source.origin}!/{number}"
        item = _read_record(origin, record) if _is_page(record) else None
        if _is_short(record):
            yield Unreadable(origin, "the file ends in the middle of this record")
        elif item is not None:
            yield item


def _records(source: Source) -> Iterator[ArcWarcRecord]:
    records = ArchiveIterator(source.stream)
    while True:
        with redirect_stderr(StringIO()):  # warcio complains there, and we say it in words of our own
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_page(record: ArcWarcRecord) -> bool:
    http = record.http_headers
    if record.rec_type == "resource":
        return _content_type(record).get_content_type() in _HTML
    if record.rec_type != "response" or http is None:
        return False
    return bool(http.get_statuscode() == "200") and _content_type(record).get_content_type() in _HTML


def _read_record(origin: str, record: ArcWarcRecord) -> Page | Unreadable:
    encoding = _header(record, "Content-Encoding").lower()
    if encoding not in _ENCODINGS:
        return Unreadable(origin, f"it is compressed as {encoding!r}, which cannot be undone here")
    with redirect_stderr(StringIO()) as complaints:
        try:
            html = take(record.content_stream(), ITEM_LIMIT)
        except Exception as error:  # noqa: BLE001  the record may claim any encoding, and hold anything
            return Unreadable(origin, explain(error))
    if complaints.getvalue():  # the one sign that warcio gives of data that it could not decompress
        return Unreadable(origin, DAMAGED)
    if html is None:
        return Unreadable(origin, TOO_LARGE)
    return page(
        origin,
        html,
        url=record.rec_headers.get_header("WARC-Target-URI") or "",
        fetched=_date(record.rec_headers.get_header("WARC-Date") or ""),
        charset=_content_type(record).get_content_charset() or "",
    )


def _content_type(record: ArcWarcRecord) -> Message:
    """The Content-Type header, parsed; a record of HTTP has its own inside."""
    message = Message()
    message["Content-Type"] = _header(record, "Content-Type")
    return message


def _header(record: ArcWarcRecord, name: str) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header(name) or "").strip()


def _is_short(record: ArcWarcRecord) -> bool:
    """Whether the record holds less than it announced."""
    stream = record.raw_stream
    while stream.read(1 << 16):
        pass
    return getattr(stream, "limit", 0) > 0


def _date(text: str) -> datetime | None:
    """The moment, always in UTC; the format knows no other zone."""
    try:
        return datetime.fromisoformat(text.strip().removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        return None
