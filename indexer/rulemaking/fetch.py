"""One page from the web, under limits; used by no other command than the one that is told an address."""

from __future__ import annotations

from datetime import UTC, datetime
from http.client import HTTPException
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from indexer.extract import LARGEST
from indexer.page import Page
from search.errors import NewsArchiveError

SECONDS = 30.0
"""How long the whole page may take to arrive."""
SILENCE = 10.0
"""How long the other side may be silent."""
_PIECE = 1 << 16
_INSTEAD = "save the page and name the file"
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_HEADERS = {"User-Agent": "newsarchive (site rule)", "Accept": "text/html, application/xhtml+xml"}


def is_address(text: str) -> bool:
    """Whether what was typed is an address of the web and no file."""
    return text.startswith(("http://", "https://"))


def fetch(url: str, *, largest: int = LARGEST, seconds: float = SECONDS) -> Page:
    """The page at an address, of ``largest`` bytes at most. Raises NewsArchiveError when it cannot be had in time."""
    deadline = monotonic() + seconds
    try:
        with _opener().open(Request(url, headers=_HEADERS), timeout=min(SILENCE, seconds)) as answer:  # noqa: S310  the opener knows the web's two schemes only
            kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset() or ""
            if kind not in _HTML:
                raise NewsArchiveError(f"{url} is {kind}, not HTML: name the address of an article.")
            html = bytearray()
            while piece := answer.read(_PIECE):
                html += piece
                if len(html) > largest:
                    raise NewsArchiveError(f"{url} has more than {largest >> 20} MB, which no article has.")
                if monotonic() > deadline:
                    raise NewsArchiveError(f"{url} did not arrive within {seconds:g} seconds: {_INSTEAD}.")
            return Page(origin=url, url=answer.url, html=bytes(html), fetched=datetime.now(UTC), charset=charset)
    except HTTPError as error:
        raise NewsArchiveError(f"{url} answers {error.code} {error.reason}: {_INSTEAD}.") from error
    except (URLError, OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", "") or error
        raise NewsArchiveError(f"{url} cannot be fetched ({reason}): {_INSTEAD}.") from error


def _opener() -> OpenerDirector:
    """One that follows redirections within the web, and knows neither files nor ftp."""
    opener = OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    return opener


_HANDLERS = (
    *(ProxyHandler, HTTPHandler, HTTPSHandler, UnknownHandler),
    *(HTTPRedirectHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler),
)
