"""Taking out of the tree what is no story: menus, comments, share bars, hidden things.

Nothing is taken out that holds a large part of the page's text, whatever it is called: some pages keep their story in
a form, an aside or an element called ``comment``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

from indexer.extract.noise import FURNITURE, HIDDEN_STYLE, STORY, UNREAD_ROLES, UNREAD_TAGS
from indexer.extract.tree import Element, marks_of, remove

Cut: TypeAlias = Callable[[Element], bool]
"""Says which elements are taken out."""

_SHARE_KEPT = 0.4
"""An element with more of the page's text than this is not furniture."""
_measure = etree.XPath("string-length(normalize-space())")
_SMALL = 0.3
_CAPTION = 350
"""Characters; longer texts beside a picture are stories."""


def prune(page: Element, cut: Cut) -> None:
    """Take out of a page what the cut says."""
    _take_out(page, cut, _SHARE_KEPT)


def prune_story(story: Element) -> None:
    """Take out of a story what was put into it: pictures with captions, boxes, lists of links."""
    _take_out(story, _is_insertion, _SMALL)


def text_size(element: Element) -> int:
    """Characters of text within an element, white space counted as one."""
    return int(_measure(element))


def _take_out(top: Element, wanted: Callable[[Element], bool], share: float) -> None:
    most = text_size(top) * share
    walk = etree.iterwalk(top, events=("start",))
    doomed = []
    for _, element in walk:
        if element is not top and wanted(element) and text_size(element) <= most:
            doomed.append(element)
            walk.skip_subtree()
    for element in doomed:
        remove(element)


def _is_furniture(element: Element) -> bool:
    tag = element.tag
    if tag in ("body", "article", "main", "p", "h1", "a"):
        return tag in ("p", "a") and _is_hidden(element)
    if tag in UNREAD_TAGS or (element.get("role") or "").lower() in UNREAD_ROLES or _is_hidden(element):
        return True
    marks = marks_of(element)
    return bool(marks.strip() and FURNITURE.search(marks) and not (tag == "header" or STORY.search(marks)))


def _is_frame(element: Element) -> bool:
    """Whether an element says by its very tag that it is the page's frame."""
    return element.tag in ("nav", "footer", "menu") or element.get("role") in UNREAD_ROLES


CUTS: tuple[Cut, ...] = (_is_furniture, _is_frame)
"""What is taken out of a page: first everything that looks like furniture, then only what cannot be anything else."""


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    return bool(
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style and HIDDEN_STYLE.search(style))
    )


def _is_insertion(element: Element) -> bool:
    tag = element.tag
    if tag in ("figure", "figcaption", "aside", "nav", "footer", "caption"):
        return True
    if tag in ("table", "div", "td", "span", "dl") and _is_picture(element):
        return True
    if tag in ("ul", "ol", "dl", "table", "div", "section", "td", "p", "h2", "h3", "h4", "h5"):
        return _is_link_list(element)
    return False


def _is_picture(element: Element) -> bool:
    """Whether an element holds a picture and hardly more text than a caption, and no paragraphs of its own."""
    if next(element.iter("img", "picture"), None) is None:
        return False
    return 0 < text_size(element) < _CAPTION and sum(1 for _ in element.iter("p", "br")) < 3


def _is_link_list(element: Element) -> bool:
    links = [each for each in element.iter("a") if each.get("href")]
    if not links:
        return False
    size = text_size(element)
    linked = sum(text_size(each) for each in links)
    return linked > size * (0.5 if len(links) > 2 else 0.8) and size < 2000
