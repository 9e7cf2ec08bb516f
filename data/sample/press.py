"""The press: prints the stories of our sample newspaper onto pages such as an archive saves.

The files in ``stories/`` are the truth, ``templates/`` holds the newspaper's three layouts. Printing again gives
the same pages, since every time stamp comes from the stories::

    python -m data.sample.press [folder]
"""

from __future__ import annotations

import gzip
import io
import sys
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from warcio.warcwriter import WARCWriter

from data.sample.story import HERE, Into, Story, stories

ZIP = "saved-2013.zip"
WARC = "crawl-2021.warc.gz"
CRAWLER = "tidepool-crawler/2.1"

DECLARED = {"windows-1252": "iso-8859-1", "gb18030": "gb2312"}
"""The smaller charset that pages of the time named while they used the larger one, as browsers know."""

PIXEL = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
"""A transparent GIF of one pixel, the spacer of the table layouts."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page: the story on it, the address it was saved under, its file and its bytes."""

    story: Story
    address: str
    file: str
    data: bytes


def sheets(edition: Sequence[Story]) -> Iterator[Sheet]:
    """The printed pages: one a story, and one more for a story that was saved under another address."""
    layouts = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    known = {story.url: story for story in edition}
    for story in edition:
        for address in filter(None, (story.url, story.again)):
            layout = layouts.get_template(f"{story.era}.html.jinja")
            text = layout.render(story=story, address=address, **_surroundings(story, known))
            file = story.file if address == story.url else _beside(story.file)
            yield Sheet(story, address, file, text.encode(story.charset, "xmlcharrefreplace"))


def _surroundings(story: Story, known: Mapping[str, Story]) -> dict[str, object]:
    """What a layout needs beyond the story itself."""
    return {
        "declared": DECLARED.get(story.charset, story.charset),
        "related": [known[url] for url in story.related],
        "others": _others(story, known.values()),
        "linked_data": linked_data(story),
        "root": "" if story.into is Into.WARC else story.site,
        "printed": f"{story.date:%B} {story.date.day}, {story.date.year}",
        "later": story.date + timedelta(days=2 + story.lot % 9),
    }


def _others(story: Story, edition: Iterable[Story]) -> list[Story]:
    """Five stories of earlier days for the boxes that have nothing to do with this story."""
    earlier = [each for each in edition if each.date < story.date and each.site == story.site]
    return sorted(earlier, key=lambda each: each.lot ^ story.lot)[:5]


def _beside(file: str) -> str:
    path = Path(file)
    return path.with_name("again-" + path.name).as_posix()


def linked_data(story: Story) -> dict[str, object]:
    """The story as a schema.org NewsArticle, whose text is cut short as many newspapers do."""
    people = [{"@type": "Person", "name": name} for name in story.authors]
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": story.url,
        "headline": story.headline,
        "description": story.dek,
        "datePublished": f"{story.date}T00:20:00+02:00",
        "dateModified": f"{story.date + timedelta(days=story.lot % 3)}T18:05:00+02:00",
        "author": people or [{"@type": "Organization", "name": story.source}],
        "publisher": {"@type": "NewsMediaOrganization", "name": story.source, "url": story.site},
        "articleSection": list(story.section),
        "keywords": ", ".join(story.tags),
        "inLanguage": story.language,
        "printPage": story.page,
        "dateline": story.place,
        "articleBody": " ".join(story.body)[:240] + "…",
    }


def press(edition: Sequence[Story], out: Path) -> None:
    """Print all the stories into the folder ``out``: loose pages, a zip and a WARC."""
    printed = list(sheets(edition))
    for sheet in printed:
        if sheet.story.into is Into.PAGES:
            path = out / "pages" / sheet.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_squeezed(sheet.data) if path.suffix == ".gz" else sheet.data)
    (out / ZIP).write_bytes(zipped(sheet for sheet in printed if sheet.story.into is Into.ZIP))
    (out / WARC).write_bytes(crawled(sheet for sheet in printed if sheet.story.into is Into.WARC))


def _squeezed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def zipped(pages: Iterable[Sheet]) -> bytes:
    """A zip of saved pages, each with the time it was saved."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in pages:
            entry = zipfile.ZipInfo(sheet.file, sheet.story.saved.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, sheet.data)
    return buffer.getvalue()


def crawled(pages: Iterable[Sheet]) -> bytes:
    """A crawler's WARC of the pages, with what else a crawler meets: an image, a redirection, a missing page."""
    buffer = io.BytesIO()
    records = Records(buffer)
    for number, sheet in enumerate(pages):
        if number == 0:
            site, saved = sheet.story.site, sheet.story.saved
            records.add("warcinfo", "", saved, f"software: {CRAWLER}\r\nformat: WARC File Format 1.0\r\n".encode())
            records.fetch(f"{site}/i/spacer.gif", saved, _answer("200 OK", PIXEL, "image/gif"))
            records.fetch(f"{site}/tides.asp", saved, _answer("404 Not Found", b"<h1>No such page</h1>"))
            records.fetch(f"{site}/today", saved, _answer("302 Found", b"", Location=f"{site}/"))
        records.fetch(sheet.address, sheet.story.saved, _served(number, sheet))
    return buffer.getvalue()


def _served(number: int, sheet: Sheet) -> bytes:
    """The server's answer: now and then compressed or sent in chunks, as servers do."""
    kind = f"text/html; charset={sheet.story.charset}"
    if number % 5 == 1:
        return _answer("200 OK", _squeezed(sheet.data), kind, Content_Encoding="gzip")
    if number % 5 == 3:
        return _answer("200 OK", _chunked(sheet.data), kind, Transfer_Encoding="chunked")
    return _answer("200 OK", sheet.data, kind)


def _chunked(data: bytes, size: int = 4096) -> bytes:
    """The bytes as HTTP chunks, RFC 9112 section 7.1."""
    pieces = (data[start : start + size] for start in range(0, len(data), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def _answer(status: str, body: bytes, kind: str = "text/html; charset=utf-8", **more: str) -> bytes:
    fields = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in more.items()}}
    if "Transfer-Encoding" not in fields:
        fields["Content-Length"] = str(len(body))
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode() + body


class Records:
    """Writes WARC records whose identities and dates are those of the pages, never of the printing."""

    def __init__(self, buffer: io.BytesIO) -> None:
        self._writer = WARCWriter(buffer, gzip=True)

    def add(self, kind: str, uri: str, saved: datetime, block: bytes) -> None:
        """One record of the given WARC-Type, dated with the moment it was saved."""
        identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {uri}")
        headers = {"WARC-Record-ID": f"<urn:uuid:{identity}>", "WARC-Date": f"{saved:%Y-%m-%dT%H:%M:%SZ}"}
        record = self._writer.create_warc_record(
            uri, kind, payload=io.BytesIO(block), length=len(block), warc_headers_dict=headers
        )
        self._writer.write_record(record)

    def fetch(self, uri: str, saved: datetime, answer: bytes) -> None:
        """The three records of one visit: what was asked, what was answered, and a note about it."""
        host, _, path = uri.removeprefix("https://").partition("/")
        asked = f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {CRAWLER}\r\nAccept: */*\r\n\r\n"
        self.add("request", uri, saved, asked.encode())
        self.add("response", uri, saved, answer)
        self.add("metadata", uri, saved, b"hopsFromSeed: L\r\nfetchTimeMs: 180\r\n")


if __name__ == "__main__":
    press(stories(), Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
