"""The page as a tree: parsed once by lxml, in linear time and bounded depth.

BeautifulSoup would be a finer tool and takes ten times as long for a whole page; it is given the story alone
(see :mod:`indexer.extract.body`) and the pages of newspapers that have a rule (see :mod:`indexer.sites`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end a line of text."""

_NEVER_READ = (
    *("style", "template", "svg", "math", "iframe", "frame", "object", "embed", "applet", "canvas", "map"),
    *("audio", "video", "select", "datalist", "button", "textarea", "noscript", "noframes", "dialog"),
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\ufffc"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNSAFE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that references can put into a tree and lxml refuses to write there."""
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
_TAG = re.compile(r"<[a-zA-Z!/?]")
_PLAIN_TAGS = re.compile(r"</?(?:div|span|font|b|i|em|strong|center|a|table|tbody|tr|td|ul|ol|li|dl)\b[^>]*>", re.I)
_measure = etree.XPath("string-length(normalize-space())")
_DEEPEST = 2000
"""libxml2 throws away what is nested deeper than 2048 elements."""


def parse(text: str) -> Element | None:
    """The root of the page, or None when there is nothing to make a tree of."""
    root = _parse(text if _TAG.search(text) else f"<pre>{escape(text)}</pre>")
    if root is not None and size_of(root) > _DEEPEST and _too_deep(root):
        return _parse(_PLAIN_TAGS.sub("\n", text))
    return root


def break_preformatted(root: Element) -> None:
    """Let blank lines of preformatted text be breaks, as readers see them."""
    for element in list(root.iter("pre")):
        first, *others = _BLANK_LINE.split(element.text or "")
        if others:
            element.text = _UNSAFE.sub("", first)
            for place, piece in enumerate(others):
                element.insert(2 * place, etree.Element("br"))
                element.insert(2 * place + 1, etree.Element("br"))
                element[2 * place + 1].tail = _UNSAFE.sub("", piece)


def drop_unread(root: Element) -> None:
    """Take out what no reader ever sees; scripts go too, so read their data first."""
    etree.strip_elements(root, *_NEVER_READ, "script", etree.Comment, etree.PI, with_tail=False)


def squeeze(text: str) -> str:
    """Text on one line: single spaces, NFC, no invisible characters."""
    text = " ".join(text.split())
    if not text.isprintable():
        text = " ".join(_CONTROLS.sub(" ", text.translate(_INVISIBLE)).split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def text_of(element: Element) -> str:
    """All text within an element, on one line."""
    return squeeze(" ".join(element.itertext(tag=None)) if _has_breaks(element) else "".join(element.itertext()))


def marks_of(element: Element) -> str:
    """What an element is called: its class, id and role, in lower case."""
    get = element.get
    return " ".join(filter(None, (get("class"), get("id"), get("role")))).lower()


def ancestors(element: Element) -> Iterator[Element]:
    """The element itself, its parent, and so on to the root."""
    while element is not None:
        yield element
        element = element.getparent()


def remove(element: Element) -> None:
    """Take an element out of the tree; the text after it stays."""
    parent, before, after = element.getparent(), element.getprevious(), element.tail
    if parent is None:
        return
    if after and before is not None:
        before.tail = _UNSAFE.sub("", (before.tail or "") + after)
    elif after:
        parent.text = _UNSAFE.sub("", (parent.text or "") + after)
    parent.remove(element)


def text_size(element: Element) -> int:
    """Characters of text within an element, white space counted as one."""
    return int(_measure(element))


def size_of(root: Element) -> int:
    """How many elements a tree has."""
    return int(root.xpath("count(//*)"))


def _parse(text: str) -> Element | None:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _too_deep(root: Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _has_breaks(element: Element) -> bool:
    return any(each.tag in BLOCKS for each in element.iterdescendants())
