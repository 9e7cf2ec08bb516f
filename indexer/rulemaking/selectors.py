"""From elements of one page to CSS selectors that will find their like on the paper's other pages.

What names an element's role is used: its microdata property, a class, an id, its place under such an element. What
names this one story or one build of the site is not: ids and classes with numbers in them, or made up by tools.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from bs4 import Tag

_NAME = re.compile(r"-?[A-Za-z_][A-Za-z_-]*\d?")
"""A name that may stand in a selector without escapes, and is no number of a story."""
_MADE_UP = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.{5,}$)[A-Za-z]{5,8}$|^(?:css|sc|jsx|svelte|emotion|style)-", re.X)
"""``sc-bdVaJa``, ``fGhTzx``: names that a build tool gives and the next build changes."""
_STATES = re.compile(r"^(?:is|has|js|no|active|first|last|odd|even|hidden|visible|loaded|lazy)(?:[-_]|$)|^wp-|^post-\d")
_HIGHEST = 4
"""How many elements above may help to tell one from others."""
_TRIED = 400
_LOOKS = ("size", "face", "color", "width", "align", "bgcolor")
"""Attributes by which pages of the table era tell their cells and lines apart."""
_PLAIN = re.compile(r"[\w #%,+.-]{1,40}")
_TELLING = frozenset({"h1", "article", "main", "time", "address"})
"""Elements that say by themselves what they hold; a page with one ``p`` is followed by one with twenty."""


def selectors(elements: Sequence[Tag]) -> Iterator[str]:
    """Selectors that may find exactly these elements, the plainest first; whether they do is for the caller to try."""
    if not elements:
        return
    shared = [name for name in _names(elements[0]) if all(name in _names(each) for each in elements[1:])]
    yield from shared if elements[0].name in _TELLING else shared[:-1]
    above = list(islice(elements[0].parents, _HIGHEST))
    named = [(parent, name) for parent in above for name in _names(parent)[:-1]]
    for (parent, outer), inner in islice(product([*named, *((each, each.name) for each in above)], shared), _TRIED):
        yield f"{outer} {inner}"
        if parent is elements[0].parent:
            yield f"{outer} > {inner}"


def _names(element: Tag) -> list[str]:
    """What an element can be called, the most telling name first, its bare tag last."""
    tag = element.name
    marks = [f"[itemprop={each}]" for each in _words(element, "itemprop")]
    marks += [f"#{name}" for name in _words(element, "id") if name.isascii() and not any(map(str.isdigit, name))]
    marks += [f".{name}" for name in _words(element, "class")]
    marks += [f"[rel~={each}]" for each in _words(element, "rel") if each in ("author", "tag", "category")]
    marks += [f"[{name}='{value}']" for name in _LOOKS if _PLAIN.fullmatch(value := str(element.get(name) or ""))]
    return [f"{tag}{mark}" for mark in marks] + [tag]


def _words(element: Tag, attribute: str) -> list[str]:
    value = element.get(attribute) or ""
    words = value.split() if isinstance(value, str) else list(value)
    return [word for word in words if _NAME.fullmatch(word) and not (_MADE_UP.search(word) or _STATES.search(word))]


def numbered(element: Tag) -> Iterator[str]:
    """By number among its like: the last resort, for pages whose elements have no names."""
    step = _step(element)
    for parent in element.parents:
        for outer in _names(parent):
            yield f"{outer} > {step}"
        if parent.name in ("[document]", "html"):
            return
        step = f"{_step(parent)} > {step}"


def _step(element: Tag) -> str:
    alike = element.find_previous_siblings(element.name)
    return f"{element.name}:nth-of-type({len(alike) + 1})"
