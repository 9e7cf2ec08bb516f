"""Atom (RFC 4287): for feed readers, who are told of an article when the archive files it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from search.archive import Holding
from search.exports.format import Format, Frame, line

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, escaped or not (XML 1.0, section 2.2)."""

NOBODY: Final = "Unknown"
"""RFC 4287 wants an author for every entry; stories without a byline or a source have this one."""


def write(holdings: Iterable[Holding], frame: Frame) -> Iterator[str]:
    """The feed's head, an entry for each article, and its end."""
    address = frame.address or "urn:uuid:6e657773-6172-4368-8976-65666565640a"
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield _element("id", _iri(address)) + _element("title", frame.title) + _element("updated", _stamp(frame.updated))
    if frame.address:
        yield _link("self", frame.address)
    if frame.page:
        yield _link("alternate", frame.page)
    for held in holdings:
        yield "".join(["<entry>\n", *_entry(held, frame), "</entry>\n"])
    yield "</feed>\n"


def _entry(held: Holding, frame: Frame) -> Iterator[str]:
    article, address = held.article, _iri(frame.link(held))
    yield _element("id", address)
    yield _element("title", line(article.headline) or "Untitled")
    yield _element("updated", _stamp(held.added))
    if article.date:
        yield _element("published", f"{article.date.isoformat()}T00:00:00Z")
    for name in article.authors or (article.source or NOBODY,):
        yield f"<author>{_element('name', line(name) or NOBODY).strip()}</author>\n"
    yield _link("alternate", frame.link(held))
    for name in dict.fromkeys((*article.section, *article.tags)):
        yield f"<category term={quoteattr(_clean(line(name)))}/>\n"
    yield _element("summary", line(article.dek or next(iter(article.body), "")))


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_clean(text))}</{name}>\n"


def _link(relation: str, address: str) -> str:
    return f"<link rel={quoteattr(relation)} href={quoteattr(_iri(address))}/>\n"


def _iri(address: str) -> str:
    """An address without the characters that no IRI holds."""
    return quote(_clean(address), safe="%/:=&?~#+!$,;'@()*[]", encoding="utf-8", errors="replace") or "about:blank"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


FORMAT: Final = Format(
    name="atom",
    label="Atom",
    suffix="atom",
    content_type="application/atom+xml; charset=utf-8",
    help="a feed for feed readers",
    write=write,
)
