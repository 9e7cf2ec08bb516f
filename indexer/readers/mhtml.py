"""Pages saved as one file with their pictures: MHTML (RFC 2557), as browsers write it (``.mhtml``, ``.mht``).

The file is a mail: its first HTML part is the page, the others are its frames, styles and pictures. The page's address
stands in the part's ``Content-Location``, in Chromium's also in the mail's ``Snapshot-Content-Location``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

from indexer.page import Page
from indexer.readers.items import ITEM_LIMIT, Item, Unreadable
from indexer.readers.pages import TOO_LARGE, page
from indexer.readers.registry import reads
from indexer.readers.source import Source, explain, take

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_WEB = ("http://", "https://")
SUFFIXES = (".mhtml", ".mht")
_MOST_PARTS = 20_000
"""A page has some hundred pictures; each part costs the parser as much as 30 KB of picture."""


@reads(*SUFFIXES)
def read_mhtml(source: Source) -> Iterator[Item]:
    """The one page of a file."""
    content = take(source.stream, ITEM_LIMIT)
    if content is None:
        yield Unreadable(source.origin, TOO_LARGE)
    elif not source.stream.trouble:
        yield _read(source.origin, content)


def _read(origin: str, content: bytes) -> Page | Unreadable:
    if content.count(b"\n--") > 2 * _MOST_PARTS:
        return Unreadable(origin, "it is divided into more parts than a page has pictures")
    try:
        mail = BytesParser(policy=compat32).parsebytes(content)
        part = _page_of(mail)
        html = part.get_payload(decode=True) if part is not None else None
    except (MessageError, LookupError, ValueError, TypeError, AssertionError, RecursionError) as error:
        return Unreadable(origin, explain(error))
    if part is None or not isinstance(html, bytes) or not html.strip():
        return Unreadable(origin, "no page is in it: it has no part that is HTML")
    return page(
        origin,
        html,
        url=_address(mail, part),
        fetched=_saved(mail),
        charset=_text(part.get_content_charset()),
    )


def _page_of(mail: Message) -> Message | None:
    """The part that the mail's ``start`` names, else the first that is HTML."""
    parts = [part for part in mail.walk() if part.get_content_type() in _HTML]
    start = _text(mail.get_param("start"))
    named = (part for part in parts if start and _text(part.get("Content-ID")) == start)
    return next(named, parts[0] if parts else None)


def _address(mail: Message, part: Message) -> str:
    stated = (mail.get("Snapshot-Content-Location"), part.get("Content-Location"), mail.get("Content-Location"))
    addresses = ("".join(_text(each).split()) for each in stated)
    return next((each for each in addresses if each.startswith(_WEB)), "")


def _saved(mail: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_text(mail.get("Date")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(value: object) -> str:
    """A header's or a parameter's value; broken ones come as other things than strings."""
    return str(value).strip() if value is not None else ""
