"""Running text as people and programs write it, into clean paragraphs."""

from __future__ import annotations

import re
from html import unescape

from bs4 import BeautifulSoup

_BLOCKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "table")
_SILENT = ("script", "style", "template", "noscript")

_MARKUP = re.compile(
    r"""</(?:p|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|table|tr|td|script|style|font|u)\s*>
      | <(?:br|hr|img)\b[^<>]*/?>
      | <(?:p|div|a|span|img|iframe|table|font)\s[^<>]*=[^<>]*>""",
    re.X | re.I,
)
"""What only markup has. A lone ``<A>`` may as well be the stock of a company, as agencies wrote it."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>", re.I)
"""With it, Beautiful Soup would warn whoever watches the terminal that this is XML."""
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8}\d?);", re.I)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_WRAP = 100
"""Characters that no line exceeds in text that was wrapped by a machine."""


def plain(text: str) -> str:
    """One line of text without markup."""
    return " ".join(_clean(text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a body: apart by blank lines, by an indented first line, and by every line end unless
    the lines were wrapped at a width."""
    lines = _clean(text).split("\n")
    wrapped = max(map(len, lines)) <= _WRAP
    made: list[str] = []
    begins = True
    for line in lines:
        begins = begins or not wrapped or line[:1].isspace()
        words = " ".join(line.split())
        if words and not begins:
            made[-1] = _join(made[-1], words)
        elif words:
            made.append(words)
        begins = not words
    return tuple(made)


def _join(before: str, after: str) -> str:
    """Two wrapped lines as one; a compound that was broken at its hyphen stays one word."""
    broken = before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower()
    return before + after if broken else f"{before} {after}"


def whole(text: str) -> str:
    """The text with U+FFFD for halves of characters, which JSON can write and nothing can store."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _clean(text: str) -> str:
    even = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n").replace("\u2028", "\n")
    bare = _without_markup(even) if _MARKUP.search(even) else even
    return _UNPRINTABLE.sub("", unescape(bare) if _ENTITY.search(bare) else bare)


def _without_markup(text: str) -> str:
    soup = BeautifulSoup(_DECLARATION.sub("", text), "lxml")
    for silent in soup(_SILENT):
        silent.decompose()
    for line_break in soup("br"):
        line_break.replace_with("\n\n")
    for block in soup(_BLOCKS):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    return soup.get_text()
