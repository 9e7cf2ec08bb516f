"""What an element is for, by its tag, its names (class, id, role) and its style, before its text is measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from indexer.extract.noise import FURNITURE, HIDDEN_STYLE, STORY_NAME, UNREAD_ROLES, UNREAD_TAGS
from indexer.extract.tree import Element

PLAIN: Final = 0
"""Nothing speaks against an element's being part of a story. The greater the sort, the surer it is none."""
SUSPECT: Final = 1
"""Its names say that it is no story; names may lie."""
HIDDEN: Final = 2
FRAME: Final = 3
"""Its very tag or role says that it is the page's frame."""

_BY_TAG: Final = {
    **dict.fromkeys(("html", "body", "article", "main", "h1"), PLAIN),
    **dict.fromkeys(UNREAD_TAGS, SUSPECT),
    **dict.fromkeys(("nav", "footer", "menu"), FRAME),
}
_RARE: Final = frozenset(("role", "hidden", "aria-hidden", "style", "itemprop", "itemtype", "aria-label", "rel"))
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OF_SUBJECT: Final = re.compile(r"(?:category|tag|topic|section)-[a-z]")
"""Names that a publishing system makes of a story's subject, which may be anything."""
_SLUG: Final = 4
"""Hyphens; a name with so many is the address of a passage, made of its heading's words."""
_NAMELESS: Final = frozenset(("p", "a", "header"))
"""Elements whose names are not believed when they speak of furniture."""


def sort_of(element: Element, tag: str) -> tuple[str, int, str]:
    """The element's names in lower case, its sort, and the properties that microdata and links call it."""
    keys = element.keys()
    if not keys:
        return "", _BY_TAG.get(tag, PLAIN), ""
    get = element.get
    marks, sort = _by_name(tag, get("class"), get("id"))
    if _RARE.isdisjoint(keys):
        return marks, sort, ""
    if "itemtype" in keys or "aria-label" in keys:
        marks = f"{marks} {_label(get('itemtype') or '', get('aria-label') or '')}".strip()
    item = get("itemprop") or ""
    if "rel" in keys and ("author" in get("rel") or "tag" in get("rel")):
        item += "".join(f" rel={name}" for name in get("rel").lower().split())
    return marks, sort if sort == FRAME or tag in _BY_TAG else _by_state(element, keys, sort), item


def _label(itemtype: str, label: str) -> str:
    """The last name of a type such as ``https://schema.org/BreadcrumbList``; of labels only the breadcrumbs'."""
    kind = itemtype.rpartition("/")[2].lower()
    return kind or ("breadcrumb" if "readcrumb" in label else "")


def _by_state(element: Element, keys: Sequence[str], sort: int) -> int:
    """What an element's role, style and state make of its sort."""
    get = element.get
    if "role" in keys and get("role").lower() in UNREAD_ROLES:
        return FRAME
    if "hidden" in keys or get("aria-hidden") == "true" or ("style" in keys and HIDDEN_STYLE.search(get("style"))):
        return HIDDEN
    return sort


@lru_cache(maxsize=1 << 15)
def _by_name(tag: str, class_: str | None, id_: str | None) -> tuple[str, int]:
    """Names and sort; a newspaper has few names and many pages."""
    marks = _HUMP.sub("-", f"{class_ or ''} {id_ or ''}".strip()).lower()
    if tag in _BY_TAG:
        return marks, _BY_TAG[tag]
    if not marks or tag in _NAMELESS:
        return marks, PLAIN
    names = [name for name in marks.split() if not _OF_SUBJECT.match(name) and name.count("-") < _SLUG]
    suspect = FURNITURE.search(" ".join(names)) and not any(STORY_NAME.match(name) for name in names)
    return marks, SUSPECT if suspect else PLAIN
