"""The address of a saved page, from what its saver left behind.

Browsers and site copiers write it into a comment at the top of the page; others keep pages in folders named
for host and path. A path is trusted only when it cannot well be anything else: a wrong address would make
two stories one.
"""

from __future__ import annotations

import re
from html import unescape

_HEAD = 4096

_COMMENTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"<!--\s*saved from url=\(\d+\)\s*(https?://[^\s<>\"]+)", re.I), ""),
    (re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(https?://[^\s<>\"]+)", re.I), ""),
    (re.compile(rb"<!--\s*Mirrored from\s+((?:[\w-]+\.)+[a-z]{2,}[^\s<>\"]*)\s+by HTTrack", re.I), "http://"),
)
"""The marks of Internet Explorer and Chromium, of SingleFile and of HTTrack, which leaves the scheme out."""

_HOST = re.compile(
    r"""www\.[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,18}
      | (?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|news)
      | (?:[a-z0-9-]+\.){2,}[a-z]{2}""",
    re.X,
)
_PAGE_NAME = re.compile(r"[\w.,~+%-]+\.(?:s?html?|xhtml)")
_FRONT = re.compile(r"(?<![^/])index\.(?:s?html?|xhtml)$")


def address_of(origin: str, html: bytes) -> str:
    """The address that a page was saved from, or ``""``."""
    return from_comment(html) or _from_path(origin)


def from_comment(html: bytes) -> str:
    """The address in the comment that a saver left at the top of a page, or ``""``."""
    for mark, scheme in _COMMENTS:
        if found := mark.search(html, 0, _HEAD):
            return scheme + unescape(found[1].decode("utf-8", "replace"))
    return ""


def _from_path(origin: str) -> str:
    """``…/www.example.com/nation/a.html`` as ``http://www.example.com/nation/a.html``."""
    parts = origin.removesuffix(".gz").split("/")
    host = next((at for at in range(len(parts) - 2, -1, -1) if _HOST.fullmatch(parts[at])), None)
    if host is None or not _PAGE_NAME.fullmatch(parts[-1]):
        return ""
    path = "/".join(parts[host + 1 :])
    return f"http://{parts[host]}/{_FRONT.sub('', path)}"
